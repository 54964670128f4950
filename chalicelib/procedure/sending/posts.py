"""2.5: a publication's post, checked to the letter and the byte against what was authorised (P1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.findings import unresolved
from chalicelib.domain.gate import decide
from chalicelib.domain.post import Post, Reading, post_of, reading_of
from chalicelib.domain.publication import (
    NetworkVersion,
    Publication,
    PublicationState,
    Rendition,
    content_fingerprint,
)
from chalicelib.domain.records import Record
from chalicelib.ports import NetworkAccount, OutgoingMedia, OutgoingPost, PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examine, sentences_of
from chalicelib.procedure.sending.base import (
    WAIT_FOR_A_PERSON,
    WAIT_FOR_ANOTHER,
    NotToBeSent,
    PublishingPorts,
    Sending,
    first_sent,
)
from chalicelib.procedure.sending.take_downs import TAKE_DOWN


class PostSending(Sending):
    """2.5: a publication's post."""

    def __init__(self, account: NetworkAccount, ports: PublishingPorts) -> None:
        """Take the account and the ports; the content is fetched once, a video into a folder that goes with the sending."""
        super().__init__(account, ports)
        self._outgoing: tuple[OutgoingPost, str] | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Remove the video that was fetched."""
        if self._folder is not None:
            self._folder.cleanup()
        self._folder, self._outgoing = None, None

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

    def written_text(self, delivery: Delivery) -> str:
        """Give the post's text."""
        return self._content(delivery)[0].text

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find this content among the account's own posts since the intent, without those another delivery made."""
        shown = self.account.find_posts(self._content(delivery)[0], delivery.staged, first_sent(delivery))
        return tuple(post for post in shown if not self._is_anothers(post, delivery))

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post goes on record, and its comments begin to be read (3.1)."""
        outgoing, _ = self._content(done)
        hashes = tuple(item.sha256 for item in outgoing.media)
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
        # What was fetched is what goes out; and what the record says by now must still be that.
        fetched, recorded = self._content(delivery)[1], self._version(publication, delivery).fingerprint
        if fetched != recorded or not publication.authorises(delivery.network, fetched, now):
            raise NotToBeSent(delivery.held(texts_es.CONTENT_CHANGED, now))
        self._preflight(publication, delivery, now)
        if publication.corrects:
            self._wait_for_removal(publication.corrects, delivery, now)

    def _preflight(self, publication: Publication, delivery: Delivery, now: datetime) -> None:
        """The gate and the check of the authorisation, at this very instant: a window may have opened since (P29)."""
        force = in_force(self.records, self.ports.catalogue)
        ruling = decide(delivery.action, publication.category, force, now)
        if not ruling.passed:
            raise NotToBeSent(ruling.on(delivery, now))
        found = examine(
            self._version(publication, delivery),
            delivery.network,
            category=publication.category,
            at=now,
            catalogue=self.ports.catalogue,
            force=force,
            counter=self.ports.counter,
            personal_data=self.ports.personal_data,
        )
        standing = unresolved(found, publication.accepted_keys)
        if standing:
            reason = texts_es.not_sent_after_check(sentences_of(standing))
            raise NotToBeSent(delivery.held(reason, now))

    def _wait_for_removal(self, corrected: str, delivery: Delivery, now: datetime) -> None:
        """Bajar, corregir y volver a subir, in this order on each network (P30)."""
        removal = self.records.find(ids.delivery_id(corrected, delivery.network, TAKE_DOWN))
        if not isinstance(removal, Delivery) or removal.is_finished:
            return
        if removal.waits_for_person:
            raise NotToBeSent(delivery.held_until(now + WAIT_FOR_A_PERSON, texts_es.WAITS_FOR_REMOVAL, now))
        raise NotToBeSent(delivery.postponed(now + WAIT_FOR_ANOTHER))

    def _is_anothers(self, shown: PublishedPost, delivery: Delivery) -> bool:
        """An older notice of the same words is on record with what made it (P20), under a day clocks may differ on (P28)."""
        day = local_day(shown.published_at)
        record_ids = (
            ids.post_id(day + timedelta(days=days), delivery.network, shown.network_id) for days in (0, -1, 1)
        )
        known = (self.records.find(record_id) for record_id in record_ids)
        return any(isinstance(post, Post) and post.delivery != delivery.id for post in known)

    def _content(self, delivery: Delivery) -> tuple[OutgoingPost, str]:
        """The exact text and bytes, fetched once, and their fingerprint."""
        if self._outgoing is None:
            publication = fetch(self.records, delivery.subject, Publication)
            content = self._version(publication, delivery)
            media = tuple(self._outgoing_media(rendition) for rendition in content.renditions)
            hashes = ((item.sha256, item.alt_text) for item in media)
            self._outgoing = (
                OutgoingPost(content.text, media, content.format),
                content_fingerprint(content.text, hashes, content.thread, content.format),
            )
        return self._outgoing

    @staticmethod
    def _version(publication: Publication, delivery: Delivery) -> NetworkVersion:
        return publication.version(delivery.version).networks[delivery.network]

    def _outgoing_media(self, rendition: Rendition) -> OutgoingMedia:
        is_video = rendition.is_video
        return OutgoingMedia(
            content=b"" if is_video else self.ports.media.read(rendition.key, rendition.version_id),
            url=self.ports.media.public_url(rendition.key, rendition.version_id),
            mime_type=rendition.mime_type,
            alt_text=rendition.alt_text,
            file=self._fetched(rendition) if is_video else None,
            seconds=rendition.seconds,
        )

    def _fetched(self, video: Rendition) -> Path:
        """Lay a video down as a file: it may be half a gigabyte, and is never held in memory."""
        self._folder = self._folder or TemporaryDirectory(prefix="sending-")
        file = Path(self._folder.name, f"{video.sha256}.mp4")
        self.ports.media.download(video.key, video.version_id, file)
        return file
