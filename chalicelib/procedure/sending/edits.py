"""Policy on corrections: the text of a post is corrected in place, where the network and the strategy let it (Facebook)."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import NotThereError
from chalicelib.domain.post import Post, reworded
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState
from chalicelib.domain.records import Record
from chalicelib.domain.same_text import comparable
from chalicelib.domain.staged import Staged
from chalicelib.ports import PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.base import NotToBeSent
from chalicelib.procedure.sending.posts import PostSending


class EditSending(PostSending):
    """Another text over a live post: authorised like the post itself, and read back to the letter."""

    not_confirmed = texts_es.EDIT_NOT_SHOWN

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Compare what is about to be written with the authorisation; there is nothing to upload."""
        self._gate(delivery, now)
        return delivery.with_staged(Staged(is_ready=True))

    def send(self, delivery: Delivery) -> str:
        """Write the text over the post."""
        self.account.edit(delivery.target or "", delivery.text or "")
        return delivery.target or ""

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """The edit was accepted if the post says the new text."""
        seen = self.account.read_back(delivery.target or "")
        if seen is None:
            raise NotThereError(delivery.target or "")
        return (seen,) if _says(seen, delivery) else ()

    def confirm(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Done when a reader sees the new text; nothing to do any more where the post was taken down meanwhile."""
        seen = self.account.read_back(delivery.target or "")
        if seen is None and self._is_withdrawn(delivery):
            return delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE)
        if seen is None or not _says(seen, delivery):
            return None
        return delivery.done(permalink=seen.permalink, published_at=now, now=now, read_back=self.last_look)

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post's record keeps both texts: since when it says the new one, and by whose word."""
        if done.state is not DeliveryState.DONE:
            return (), ()
        original = self._original(done)
        given = fetch(self.records, done.subject, Publication).authorisation
        record_id = ids.post_id(local_day(original.published_at or now), done.network, done.target or "")
        authorised_by = given.by if given and given.version == done.version else ""
        return (), (reworded(fetch(self.records, record_id, Post), done, authorised_by=authorised_by, now=now),)

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """Somebody removed the post: there is nothing to correct."""
        if self._is_withdrawn(delivery):
            return delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE)
        return delivery.refused(texts_es.EDIT_TARGET_GONE, "post_gone", now)

    def _gate(self, delivery: Delivery, now: datetime) -> None:
        """P1, as for the post; and an edit changes words, never what is shown with them."""
        if self._is_withdrawn(delivery):
            raise NotToBeSent(delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE))
        super()._gate(delivery, now)
        publication = fetch(self.records, delivery.subject, Publication)
        written = self._version(publication, delivery)
        if written.text != delivery.text or not _differ_in_words_only(
            written, self._version(publication, self._original(delivery))
        ):
            raise NotToBeSent(delivery.held(texts_es.CONTENT_CHANGED, now))

    def _is_withdrawn(self, delivery: Delivery) -> bool:
        return fetch(self.records, delivery.subject, Publication).state is PublicationState.WITHDRAWN

    def _original(self, delivery: Delivery) -> Delivery:
        return fetch(self.records, ids.delivery_id(delivery.subject, delivery.network), Delivery)


def _says(seen: PublishedPost, delivery: Delivery) -> bool:
    return seen.text is not None and comparable(seen.text) == comparable(delivery.text or "")


def _differ_in_words_only(written: NetworkVersion, before: NetworkVersion) -> bool:
    return written.fingerprint == before.model_copy(update={"text": written.text}).fingerprint
