"""Policy on corrections: a post comes down, and its absence is read back."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery, Staged
from chalicelib.domain.post import Post, removed
from chalicelib.domain.publication import content_fingerprint
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.base import WAIT_FOR_A_PERSON, WAIT_FOR_ANOTHER, NotToBeSent, Sending

TAKE_DOWN = "take-down"


class TakeDownSending(Sending):
    """Policy on corrections: the post comes down, and its absence is read back."""

    not_confirmed = texts_es.STILL_SHOWN

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Wait until it is known whether the post went out; nothing to do where it did not."""
        post = self._post_delivery(delivery)
        if post.is_untouched or (post.is_finished and post.network_id is None):
            raise NotToBeSent(delivery.cancelled(texts_es.NOTHING_TO_TAKE_DOWN))
        if post.network_id is None and post.waits_for_person:
            raise NotToBeSent(delivery.held_until(now + WAIT_FOR_A_PERSON, texts_es.WAITS_FOR_POST, now))
        if post.network_id is None or not (post.is_finished or post.duty is Duty.PERSON):
            # What is still on its way, or not read back yet, would come out after it was taken down.
            raise NotToBeSent(delivery.postponed(now + WAIT_FOR_ANOTHER))
        return delivery.evolve(target=post.network_id).with_staged(Staged(is_ready=True))

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """What is removed is named by its id."""
        del now
        return content_fingerprint(delivery.target or "", ())

    def send(self, delivery: Delivery) -> str:
        """Remove the post."""
        self.account.take_down(delivery.target or "")
        return delivery.target or ""

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """The removal was accepted if the post is no longer there."""
        seen = self.account.read_back(delivery.target or "")
        return () if seen else (PublishedPost(delivery.target or "", None, delivery.created_at),)

    def confirm(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Done when a reader no longer sees it."""
        if self.account.read_back(delivery.target or "") is not None:
            return None
        return delivery.done(permalink=None, published_at=now, now=now)

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post's record says since when it is no longer there."""
        original = self._post_delivery(done)
        if original.published_at is None:
            return (), ()
        record_id = ids.post_id(local_day(original.published_at), done.network, done.target or "")
        return (), (removed(fetch(self.records, record_id, Post), now),)

    def _post_delivery(self, delivery: Delivery) -> Delivery:
        return fetch(self.records, ids.removed_by(delivery.id), Delivery)
