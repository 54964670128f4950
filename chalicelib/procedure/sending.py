"""
What the three kinds of delivery — post, reply, take-down — do differently on their one path.

Each says what is about to go out (checked against what was authorised, P1), makes the one call, finds out by reading, and
makes the official record. The machine in `delivering` does the rest.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Action, Delivery, ReplyText, Staged
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.findings import unresolved
from chalicelib.domain.post import Post, Reading, post_of, reading_of, removed
from chalicelib.domain.publication import (
    NetworkVersion,
    Publication,
    PublicationState,
    Rendition,
    content_fingerprint,
)
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import Referral
from chalicelib.ports import (
    Catalogue,
    MediaFiles,
    NetworkAccount,
    OutgoingMedia,
    OutgoingPost,
    PersonalDataFinder,
    PublishedPost,
    Records,
    TextCounter,
)
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.preflight import examine, sentences_of


class NotToBeSent(Exception):  # noqa: N818 - a decision, not an error
    """What is about to go out may not, or not yet. `outcome` is the delivery with that decision."""

    def __init__(self, outcome: Delivery) -> None:
        """Take the delivery as it is to be stored."""
        super().__init__(outcome.reason or outcome.state)
        self.outcome = outcome


_WAIT_FOR_ANOTHER = timedelta(seconds=90)
"""How long to leave a delivery alone that cannot go on before another has; the dispatcher brings it up again."""

TAKE_DOWN = "take-down"


def _first_sent(delivery: Delivery) -> datetime:
    """Since when this delivery may have left something on the network."""
    return delivery.first_sent_after or delivery.created_at


class Sending(ABC):
    """One kind of delivery on one network."""

    not_confirmed = texts_es.NOT_SHOWN

    def __init__(self, account: NetworkAccount, records: Records) -> None:
        """Take the account it writes to and the records it checks."""
        self.account = account
        self.records = records

    @property
    def settle_seconds(self) -> int:
        """How long the network may take to show what it accepted."""
        return self.account.settle_seconds

    @abstractmethod
    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Check what is about to go out and upload what it needs. Raises NotToBeSent when it may not go out."""

    @abstractmethod
    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """Check once more, right before the call, and give the fingerprint of what goes out. Raises NotToBeSent."""

    @abstractmethod
    def send(self, delivery: Delivery) -> str:
        """Make the one call. Gives the network's id of the result."""

    @abstractmethod
    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find by reading what the network accepted of this delivery."""

    def confirm(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Read back what was accepted; None when the network does not show it."""
        seen = self.account.read_back(delivery.network_id or "")
        if seen is None:
            return None
        return delivery.done(permalink=seen.permalink, published_at=seen.published_at, now=now)

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """Give the official records to insert and to replace with the end of the delivery."""
        del done, now
        return (), ()

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """Decide what it means that the network no longer has what the delivery names."""
        del now
        return delivery.cancelled(texts_es.NOTHING_TO_TAKE_DOWN)


class PostSending(Sending):
    """2.5: a publication's post."""

    def __init__(
        self,
        account: NetworkAccount,
        records: Records,
        *,
        media: MediaFiles,
        catalogue: Catalogue,
        counter: TextCounter,
        personal_data: PersonalDataFinder,
    ) -> None:
        """Take also where the renditions are kept, and what the check before publishing needs."""
        super().__init__(account, records)
        self._media = media
        self._catalogue = catalogue
        self._counter = counter
        self._personal_data = personal_data
        self._outgoing: tuple[OutgoingPost, str] | None = None

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Fetch the bytes, compare their fingerprint with the authorisation, upload what the network needs."""
        self._gate(delivery, now)
        post, _ = self._content(delivery)
        return delivery.with_staged(self.account.stage(post, delivery.staged))

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """An upload takes time: the authorisation may have been revoked meanwhile (P27, P32)."""
        self._gate(delivery, now)
        return self._content(delivery)[1]

    def send(self, delivery: Delivery) -> str:
        """Publish."""
        return self.account.publish(self._content(delivery)[0], delivery.staged)

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find this content among the account's own posts since the intent."""
        return self.account.find_posts(self._content(delivery)[0], delivery.staged, _first_sent(delivery))

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post goes on record, and its comments begin to be read (3.1)."""
        outgoing, _ = self._content(done)
        hashes = tuple(ids.sha256_hex(item.content) for item in outgoing.media)
        post = post_of(done, text=outgoing.text, media_sha256=hashes, now=now)
        reading = reading_of(post, now)
        known = isinstance(self.records.find(reading.id), Reading)
        return ((post,) if known else (post, reading)), ()

    def _gate(self, delivery: Delivery, now: datetime) -> None:
        """P1: only what was authorised goes out, to the letter and the byte."""
        publication = fetch(self.records, delivery.subject, Publication)
        if publication.state is PublicationState.WITHDRAWN and delivery.was_uncertain:
            raise NotToBeSent(delivery.held(texts_es.UNSURE_IF_OUT, now))
        if publication.state is PublicationState.WITHDRAWN:
            raise NotToBeSent(delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE))
        if publication.state is not PublicationState.RELEASED or not publication.is_authorised(delivery.version, now):
            raise NotToBeSent(delivery.held(texts_es.AUTHORISATION_GONE, now))
        if not publication.authorises(delivery.network, self._content(delivery)[1], now):
            raise NotToBeSent(delivery.held(texts_es.CONTENT_CHANGED, now))
        self._preflight(publication, delivery, now)
        if publication.corrects and not self._is_down(publication.corrects, delivery):
            raise NotToBeSent(delivery.postponed(now + _WAIT_FOR_ANOTHER))

    def _preflight(self, publication: Publication, delivery: Delivery, now: datetime) -> None:
        """The check of the authorisation, at this very instant: a blackout window may have opened since (P29)."""
        found = examine(
            self._version(publication, delivery),
            delivery.network,
            category=publication.category,
            at=now,
            catalogue=self._catalogue,
            counter=self._counter,
            personal_data=self._personal_data,
        )
        standing = unresolved(found, publication.accepted_keys)
        if standing:
            reason = texts_es.not_sent_after_check(sentences_of(standing))
            raise NotToBeSent(delivery.held(reason, now))

    def _is_down(self, corrected: str, delivery: Delivery) -> bool:
        """Bajar, corregir y volver a subir, in this order on each network (P30)."""
        removal = self.records.find(ids.delivery_id(corrected, delivery.network, TAKE_DOWN))
        return not isinstance(removal, Delivery) or removal.is_finished

    def _content(self, delivery: Delivery) -> tuple[OutgoingPost, str]:
        """The exact text and bytes, fetched once, and their fingerprint."""
        if self._outgoing is None:
            publication = fetch(self.records, delivery.subject, Publication)
            content = self._version(publication, delivery)
            media = tuple(self._outgoing_media(rendition) for rendition in content.renditions)
            hashes = ((ids.sha256_hex(item.content), item.alt_text) for item in media)
            self._outgoing = (OutgoingPost(content.text, media), content_fingerprint(content.text, hashes))
        return self._outgoing

    @staticmethod
    def _version(publication: Publication, delivery: Delivery) -> NetworkVersion:
        return publication.version(delivery.version).networks[delivery.network]

    def _outgoing_media(self, rendition: Rendition) -> OutgoingMedia:
        return OutgoingMedia(
            content=self._media.read(rendition.key, rendition.version_id),
            url=self._media.public_url(rendition.key, rendition.version_id),
            mime_type=rendition.mime_type,
            alt_text=rendition.alt_text,
        )


class ReplySending(Sending):
    """4.3: the answer to a citizen. The text is the catalogue's, never the comment's own words."""

    def __init__(self, account: NetworkAccount, records: Records, catalogue: Catalogue) -> None:
        """Take also the catalogue of fixed texts."""
        super().__init__(account, records)
        self._catalogue = catalogue

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Nothing to upload; a comment its author deleted is not answered."""
        referral = fetch(self.records, delivery.subject, Referral)
        comment = fetch(self.records, referral.comment, Comment)
        if comment.deleted_at:
            raise NotToBeSent(delivery.refused(texts_es.COMMENT_DELETED, "comment_deleted", now))
        return delivery.evolve(reply=self._written(delivery), staged=Staged(is_ready=True))

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """The fixed text, as the catalogue had it at the first try."""
        del now
        return content_fingerprint(self._text(delivery), ())

    def send(self, delivery: Delivery) -> str:
        """Answer the comment."""
        return self.account.reply(delivery.target or "", self._text(delivery))

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find this answer among ours to that comment since the intent."""
        return self.account.find_replies(delivery.target or "", self._text(delivery), _first_sent(delivery))

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """The citizen deleted the comment: nobody is left to tell."""
        return delivery.refused(texts_es.COMMENT_DELETED, "comment_deleted", now)

    def _text(self, delivery: Delivery) -> str:
        return self._written(delivery).text or ""

    def _written(self, delivery: Delivery) -> ReplyText:
        if delivery.reply is None:
            raise RecordIntegrityError(f"{delivery.id} is a reply without a text")
        if delivery.reply.text is not None:
            return delivery.reply
        text = self._catalogue.reply(delivery.reply.template, delivery.reply.variables)
        return delivery.reply.model_copy(update={"text": text})


class TakeDownSending(Sending):
    """Policy on corrections: the post comes down, and its absence is read back."""

    not_confirmed = texts_es.STILL_SHOWN

    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Wait until it is known whether the post went out; nothing to do where it did not."""
        post = self._post_delivery(delivery)
        if post.is_untouched or (post.is_finished and post.network_id is None):
            raise NotToBeSent(delivery.cancelled(texts_es.NOTHING_TO_TAKE_DOWN))
        if post.network_id is None or not (post.is_finished or post.duty is Duty.PERSON):
            # What is still on its way, or not read back yet, would come out after it was taken down.
            raise NotToBeSent(delivery.postponed(now + _WAIT_FOR_ANOTHER))
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
        return fetch(self.records, ids.delivery_id(delivery.subject, delivery.network), Delivery)


def sending_for(
    delivery: Delivery,
    *,
    records: Records,
    media: MediaFiles,
    catalogue: Catalogue,
    counter: TextCounter,
    personal_data: PersonalDataFinder,
    account: NetworkAccount,
) -> Sending:
    """Choose what a delivery does."""
    match delivery.action:
        case Action.PUBLISH:
            return PostSending(
                account, records, media=media, catalogue=catalogue, counter=counter, personal_data=personal_data
            )
        case Action.REPLY:
            return ReplySending(account, records, catalogue)
        case Action.TAKE_DOWN:
            return TakeDownSending(account, records)
