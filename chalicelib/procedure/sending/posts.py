"""2.5: a publication's post, checked to the letter and the byte against what was authorised (P1)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading, post_of, reading_of
from chalicelib.domain.publication import (
    NetworkVersion,
    Publication,
    PublicationState,
    Rendition,
    content_fingerprint,
)
from chalicelib.domain.records import Record
from chalicelib.domain.staged import Staged
from chalicelib.domain.thread import fingerprint_of_part, following_part, text_of_part
from chalicelib.domain.whereabouts import removal_of
from chalicelib.ports import NetworkAccount, OutgoingMedia, OutgoingPost, PublishedPost
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.authorised import check_authorised
from chalicelib.procedure.sending.base import PublishingPorts, Sending, first_sent
from chalicelib.procedure.sending.known_posts import belongs_to_another


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
        """
        Fetch the bytes, compare their fingerprint with the authorisation, upload what the network needs.

        What the network fetched by itself in an earlier call, and still holds, is not read again.
        """
        self._gate(delivery, now)
        post, _ = self._content(delivery)
        staged = self.account.stage(post, delivery.staged)
        if delivery.staged.media_sha256 and not staged.goes_on_from(delivery.staged):
            # It was fetched anew from its address just now: what lies there is held against the authorisation too.
            post = self._read_again(delivery, now)
        return delivery.with_staged(
            staged.model_copy(update={"media_sha256": _fetched_by(delivery.network, post, staged)})
        )

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """An upload takes time: the authorisation may have been revoked meanwhile (P27, P32)."""
        self._gate(delivery, now)
        return fingerprint_of_part(self._content(delivery)[1], delivery.part)

    def send(self, delivery: Delivery) -> str:
        """Publish."""
        return self.account.publish(self._content(delivery)[0], delivery.staged)

    def written_text(self, delivery: Delivery) -> str:
        """Give the post's text."""
        return self._content(delivery)[0].text

    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find this content among the account's own posts since the intent, without those another delivery made."""
        shown = self.account.find_posts(self._content(delivery)[0], delivery.staged, first_sent(delivery))
        return tuple(post for post in shown if not belongs_to_another(post, delivery, self.records))

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """The post goes on record, its comments begin to be read (3.1), and what follows it is asked for in the same act."""
        outgoing, _ = self._content(done)
        hashes = tuple(item.sha256 for item in outgoing.media)
        post = post_of(done, text=outgoing.text, media_sha256=hashes, now=now)
        reading = reading_of(post, now)
        known = isinstance(self.records.find(reading.id), Reading)
        return ((post,) if known else (post, reading)) + self._follows(done, now), ()

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """The part of the thread that this one would answer is no longer there (P24)."""
        return delivery.refused(texts_es.THREAD_BROKEN, "thread_broken", now)

    def _follows(self, done: Delivery, now: datetime) -> tuple[Record, ...]:
        """The next part of a thread; or, if the publication was taken down meanwhile, the removal of what came out."""
        publication = fetch(self.records, done.subject, Publication)
        if publication.state is PublicationState.WITHDRAWN:
            following: Delivery | None = removal_of(done, now)
        else:
            following = following_part(done, self._version(publication, done), now)
        is_new = following is not None and self.records.find(following.id) is None
        return (following,) if following and is_new else ()

    def _gate(self, delivery: Delivery, now: datetime) -> None:
        """P1: only what was authorised goes out, to the letter and the byte."""
        check_authorised(delivery, lambda: self._content(delivery)[1], self.ports, now)

    def _read_again(self, delivery: Delivery, now: datetime) -> OutgoingPost:
        """Read the bytes of what was known by its hashes, and check them."""
        self._outgoing = None
        unknown = delivery.with_staged(Staged())
        self._gate(unknown, now)
        return self._content(unknown)[0]

    def _content(self, delivery: Delivery) -> tuple[OutgoingPost, str]:
        """
        The exact text and bytes, fetched once, and the fingerprint of the whole content, as it is authorised.

        The media go with the first part of a thread; for the others their hashes stand, whose bytes went out with the first.
        """
        if self._outgoing is None:
            publication = fetch(self.records, delivery.subject, Publication)
            content = self._version(publication, delivery)
            shown = content.renditions if delivery.part == 1 else ()
            known = delivery.staged.media_sha256
            known_or_not = known if len(known) == len(shown) else (None,) * len(shown)
            media = tuple(starmap(self._outgoing_media, zip(shown, known_or_not, strict=True)))
            hashes = tuple((item.sha256, item.alt_text) for item in media)
            told = hashes or tuple((one.sha256, one.alt_text) for one in content.renditions)
            self._outgoing = (
                OutgoingPost(text_of_part(content, delivery.part), media, content.format, delivery.target),
                content_fingerprint(content.text, told, content.thread, content.format),
            )
        return self._outgoing

    @staticmethod
    def _version(publication: Publication, delivery: Delivery) -> NetworkVersion:
        return publication.version(delivery.version).networks[delivery.network]

    def _outgoing_media(self, rendition: Rendition, known_sha256: str | None) -> OutgoingMedia:
        is_video, is_read = rendition.is_video, known_sha256 is None
        return OutgoingMedia(
            content=self.ports.media.read(rendition.key, rendition.version_id) if is_read and not is_video else b"",
            url=self.ports.media.public_url(rendition.key, rendition.version_id),
            mime_type=rendition.mime_type,
            alt_text=rendition.alt_text,
            file=self._fetched(rendition) if is_read and is_video else None,
            seconds=rendition.seconds,
            known_sha256=known_sha256,
        )

    def _fetched(self, video: Rendition) -> Path:
        """Lay a video down as a file: it may be half a gigabyte, and is never held in memory."""
        self._folder = self._folder or TemporaryDirectory(prefix="sending-")
        file = Path(self._folder.name, f"{video.sha256}.mp4")
        self.ports.media.download(video.key, video.version_id, file)
        return file


def _fetched_by(network: Network, post: OutgoingPost, staged: Staged) -> tuple[str, ...]:
    """
    Give the hashes of what a network fetched from its address, if it has all of it; empty where bytes pass through here.

    Instagram fetches everything, Facebook a video.
    """
    fetches = network is Network.INSTAGRAM or (network is Network.FACEBOOK and any(one.is_video for one in post.media))
    has_all = staged.container_id is not None or len(staged.media_ids) == len(post.media)
    return tuple(item.sha256 for item in post.media) if fetches and has_all else ()
