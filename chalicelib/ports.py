"""
What the procedure needs from outside, in the manual's words. Adapters implement it; tests use in-memory fakes.

Every method may raise `TransientServiceError`; what else it may raise is said where it matters.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.comment import Classification, CommentKind, NetworkComment, Urgency
from chalicelib.domain.delivery import Action, Staged
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.ids import sha256_hex, sha256_of_file
from chalicelib.domain.material import FileRole
from chalicelib.domain.material_key import Upload
from chalicelib.domain.media import Crop, FocalPoint, ImageFacts, VideoFacts, VideoSpec
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.prices import Prices
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.spellings import ProperNouns
from chalicelib.domain.work import Lane
from chalicelib.domain.working_calendar import MONDAY_TO_FRIDAY, WorkingCalendar


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Tell the instant, aware UTC."""
        ...


# Records ----------------------------------------------------------------------------------------------------------


class Records(Protocol):
    """The table of records (manual 7). Every write is conditional: nothing is overwritten unseen."""

    def find(self, record_id: str) -> Record | None:
        """Give the record under an id, strongly consistent, or None."""
        ...

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        """Give everything recorded under a local day, or only what has an id that begins with a prefix such as `PUB-`."""
        ...

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        """
        Store new records and new versions together, all or none.

        `replace` takes what `evolve` returned: it is stored over the revision it was made from, as the next one. Returns
        the records as stored, with their revisions: first what was inserted, then what was replaced.

        Raises:
            RecordConflictError: an id is taken, or somebody stored a newer version meanwhile. Nothing was stored.
        """
        ...

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        """Store the records whose id is free, each by itself, and give the ids stored. Safe to repeat."""
        ...

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        """Give what somebody must look at by an instant, the longest due first (P6)."""
        ...

    def waiting(self, limit: int = 500) -> list[Record]:
        """Give what waits for a person, the urgent first, then the longest waiting."""
        ...

    def on_shelf(self, owner: str, prefix: str, after: str = "", limit: int = 100) -> list[Record]:
        """
        Give what is a department's (`Record.shelf`), by its place: places that begin with a prefix and come after another.
        """
        ...

    def next_number(self, counter: str) -> int:
        """Tell the number the next `commit` with `numbered` may take: the last one taken plus one."""
        ...

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        """
        Commit and take a number of a counter in the same act, so that no number is lost or given twice.

        Raises:
            RecordConflictError: the number was taken meanwhile, or as in `commit`.
        """
        ...


# Files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StoredFile:
    """Bytes that were stored: their key, the version that will never change, their SHA-256 (hex) and size."""

    key: str
    version_id: str
    sha256: str
    size_bytes: int


class IntakeFiles(Protocol):
    """What the offices uploaded."""

    def size(self, key: str, version_id: str) -> int:
        """Tell a version's size in bytes. Raises NotFoundError when it is gone."""
        ...

    def stored_at(self, key: str, version_id: str) -> datetime:
        """Tell when a version was stored, aware UTC, to the second. Raises NotFoundError when it is gone."""
        ...

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        ...

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, whatever their size, a piece at a time. Raises NotFoundError when it is gone."""
        ...

    def versions(self, prefix: str, after: str = "") -> Iterable["ListedVersion"]:
        """Go through the newest version of every key under a prefix and after a key, deletions included, by key."""
        ...


@dataclass(frozen=True)
class ListedVersion:
    """The newest version of a key in the intake: which, when (aware UTC), and whether it is a deletion."""

    key: str
    version_id: str
    stored_at: datetime
    is_removal: bool


class MediaFiles(Protocol):
    """The renditions that go out, and the pictures that came inside a document."""

    def store(self, content: bytes, mime_type: str) -> StoredFile:
        """Keep bytes under their own SHA-256; storing them again is harmless."""
        ...

    def store_file(self, path: Path, mime_type: str) -> StoredFile:
        """Keep a file's bytes as `store` does, without holding them in memory."""
        ...

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        ...

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, whatever their size, a piece at a time. Raises NotFoundError when it is gone."""
        ...

    def public_url(self, key: str, version_id: str) -> str:
        """Give an address from which a network can fetch this very version for at least an hour."""
        ...


class Archive(Protocol):
    """The three-year archive: create only."""

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        """
        Keep an object until an instant. Keeping the same object again is harmless.

        Raises:
            RecordIntegrityError: another content is kept under that key.
        """
        ...


# What networks tell by themselves ---------------------------------------------------------------------------------


class NoticeGate(Protocol):
    """
    Knows who really speaks for a network. Neither method tells, by how long it takes, how near a forgery came.

    Both raise CredentialsRejectedError while nobody entered what to compare with.
    """

    def may_subscribe(self, token: str) -> bool:
        """Say whether who sets up the notices knows the word agreed upon."""
        ...

    def is_genuine(self, body: bytes, signature: str) -> bool:
        """Say whether the network itself signed exactly these bytes."""
        ...


class NoticeFiles(Protocol):
    """The notices as they came, to the byte."""

    def keep(self, body: bytes, retain_until: datetime) -> str:
        """Keep a notice until an instant, and give its name, made of its own bytes: keeping it again is harmless."""
        ...

    def read(self, name: str) -> bytes:
        """
        Give the bytes of a notice by its name.

        Raises:
            NotFoundError: there is none under that name.
            RecordIntegrityError: what lies there is not what the name says.
        """
        ...


# Work -------------------------------------------------------------------------------------------------------------


class WorkQueues(Protocol):
    """What is to be done next. A message names a record; it may come twice, late, or be lost (the due index finds it)."""

    def receive(self, upload: Upload) -> None:
        """Ask for an upload to be received of which no notification came."""
        ...

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        """Ask for a bulletin to be prepared."""
        ...

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        """Ask for a delivery to be carried out, at the earliest after a delay (0 to 900 seconds), by one of the queues."""
        ...

    def read_comments(self, reading_id: str) -> None:
        """Ask for the comments behind a bookmark to be read."""
        ...

    def heed(self, notice_name: str) -> None:
        """Ask for a notice that is kept to be heeded."""
        ...

    def refer(self, record_id: str) -> None:
        """Ask for a comment, or an opened referral, to be referred."""
        ...


class DepartmentInboxes(Protocol):
    """The departments' own queues."""

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        """Put a case, or a change of one, into its department's queue. Its folio or id makes a repeated one recognisable."""
        ...


@dataclass(frozen=True)
class Mail:
    """An e-mail: plain text, and the same as HTML. The sender is the adapter's."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    """Sends e-mail. It repeats nothing by itself."""

    def send(self, mail: Mail) -> str:
        """
        Send one message, and give the service's id of it.

        Raises:
            TransientServiceError: it certainly did not leave.
            OutcomeUnknownError: it may have left.
            RejectedByServiceError: it was refused.
        """
        ...


class ItOffice(Protocol):
    """Where the IT office hears of what it must look at, as of the alarms."""

    def tell(self, subject: str, text: str) -> None:
        """Tell it something; the subject is ASCII of at most 100 characters. Told twice is no harm."""
        ...


# Networks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OutgoingMedia:
    """
    A graphic or a video to send: its bytes, an address where a network can fetch them, its type and alt text.

    A video's bytes lie in `file`, which was hashed as it lies there, and `content` is empty: it may be half a gigabyte.
    With `known_sha256` there are no bytes at all: the network fetched them before, and this is what they were.
    """

    content: bytes
    url: str
    mime_type: str
    alt_text: str
    file: Path | None = None
    seconds: float | None = None
    known_sha256: str | None = None

    @property
    def is_video(self) -> bool:
        """Say whether it plays."""
        return self.mime_type.startswith("video/")

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that go out, read once, a piece at a time where they lie in a file (P1)."""
        return self.known_sha256 or (sha256_of_file(self.file) if self.file else sha256_hex(self.content))


@dataclass(frozen=True)
class OutgoingPost:
    """
    Exactly what goes out in one write.

    `answers` is the network's id of our own post that this one follows in a thread.
    """

    text: str
    media: tuple[OutgoingMedia, ...] = ()
    format: PostFormat = PostFormat.FEED
    answers: str | None = None


@dataclass(frozen=True)
class PublishedPost:
    """What a network shows of ours: its id, its address, when it was published (aware UTC), and its text where it tells."""

    network_id: str
    permalink: str | None
    published_at: datetime
    text: str | None = None


class NetworkAccount(Protocol):
    """
    The municipality's account on one network. No method repeats a write by itself, at any layer.

    `publish`, `reply`, `edit` and `take_down` raise one of: TransientServiceError or RateLimitedError (certainly nothing was
    done), OutcomeUnknownError (perhaps it was), RejectedByServiceError, CredentialsRejectedError. Reading raises
    TransientServiceError, RateLimitedError or CredentialsRejectedError when it could not read.
    """

    @property
    def settle_seconds(self) -> int:
        """How long the network may take to show what it accepted."""
        ...

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long the network's answers so far ask to make no call: by its headers, or 0."""
        ...

    def refuses_repeats(self, action: Action) -> bool:
        """
        Say whether the network itself would refuse, or merge, the same write a second time.

        Where it does not, what may have been accepted is never sent again unless a person says so (P18).
        """
        ...

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload what the post needs and is not there yet; nothing becomes visible. `is_ready` when it can go out."""
        ...

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Make the one call that publishes. Returns the network's id."""
        ...

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment, in one call. Returns the reply's id."""
        ...

    def edit(self, network_id: str, text: str) -> None:
        """Write another text over a post of ours, in one call. Code `edit_unsupported` where the network has no edits."""
        ...

    def take_down(self, network_id: str) -> None:
        """Remove a post, in one call. A post that is gone already counts as removed."""
        ...

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Give what the network shows under an id of ours, or None when it shows nothing."""
        ...

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find posts of ours with this content since an instant, by reading the account."""
        ...

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find answers of ours with this text to a comment since an instant."""
        ...

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post of ours that a person saw at an address; None when there is none, or it is not ours."""
        ...


@dataclass(frozen=True)
class AccountStanding:
    """
    How the municipality stands with a network today.

    `identity` is the account's id there; `missing` what the token may not do and should; `expires_at` (aware UTC) None for
    a token that does not expire.
    """

    identity: str
    account_name: str | None
    scopes: frozenset[str]
    missing: frozenset[str]
    expires_at: datetime | None


class AccountProbe(Protocol):
    """Looks, without writing anything, whether an account can be reached and what its token may do."""

    def probe(self) -> AccountStanding:
        """
        Ask the network who we are there.

        Raises:
            CredentialsRejectedError: the token is dead, or belongs to another account.
            RejectedByServiceError: `account_blocked`, the network suspended the account.
            TransientServiceError, RateLimitedError: it could not be found out now.
        """
        ...


@dataclass(frozen=True)
class CommentPage:
    """
    Comments read in one request.

    `next_page` continues this reading; `cursor` is what the next reading starts from, once everything is stored.
    `is_whole` says that the pages of this reading together list every comment there is now, so that one which is
    missing was deleted. `network_count` is the network's own count of the post's comments, where this answer tells it;
    `own_ids` are those of ours that were listed and left out. `shown` are the ids of all that a network that sells reading
    showed, comments or not; `usage` is how much of its limits is used, as its answer told.
    """

    comments: tuple[NetworkComment, ...]
    next_page: str | None = None
    cursor: str | None = None
    is_whole: bool = False
    network_count: int | None = None
    own_ids: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    usage: "NetworkUsage | None" = None


@dataclass(frozen=True)
class NetworkUsage:
    """How much of a limit on reading is used, in percent, and in how many seconds it is free again, where that is told."""

    percent: float
    free_in_seconds: int | None = None


class CommentSource(Protocol):
    """Where a network's comments are read."""

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """
        Read one page of the comments of a post, or of all that answers the account when `network_post_id` is None.

        Raises:
            NotThereError: the post is gone from the network.
            RejectedByServiceError: the network no longer knows the page, or will not answer; begin again, tell a person.
            RateLimitedError, TransientServiceError, CredentialsRejectedError: nothing could be read.
        """
        ...


class AnswerCounts(Protocol):
    """What a network that is read for the whole account counts below each post of ours (X)."""

    def since(self, earliest: datetime) -> Mapping[str, int]:
        """
        Give how many direct answers the network counts below our posts since an instant, by the network's ids of the posts.

        Raises:
            RateLimitedError, TransientServiceError, CredentialsRejectedError, RejectedByServiceError: it does not tell now.
        """
        ...


@dataclass(frozen=True)
class LookedUp:
    """
    What became of some comments: those shown now, the ids the network says are not there, those it may not show us.

    An id that is in none of them was left unanswered, which says nothing.
    """

    comments: tuple[NetworkComment, ...] = ()
    gone: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    usage: NetworkUsage | None = None


class CommentLookup(Protocol):
    """Looks at comments by their ids."""

    def look_up(self, network_ids: Sequence[str]) -> LookedUp:
        """Look at up to a hundred comments, in one request. Raises as `CommentSource.read`."""
        ...

    def written_at(self, network_id: str) -> datetime | None:
        """Tell when a comment was written by its id alone; None where the id does not tell."""
        ...


# Understanding ----------------------------------------------------------------------------------------------------


class Classifier(Protocol):
    """Understands a comment. Its text is data: it never instructs."""

    def classify(self, text: str) -> Classification:
        """Classify a text on both axes, with the departments that may be competent, the likeliest first."""
        ...


@dataclass(frozen=True)
class ReadDocument:
    """
    The text of a document: paragraphs separated by a blank line, NFC, trimmed. Empty when it only shows pictures.

    `notes` are Spanish sentences for the person who authorises.
    """

    text: str
    notes: tuple[str, ...] = ()


class DocumentReader(Protocol):
    """Reads the text of what offices send."""

    def read(self, content: bytes, name: str, keep: Callable[[str, bytes], None] = ...) -> ReadDocument:
        """
        Give a document's text, and hand each picture inside it to `keep`, with its own name there.

        Raises:
            InvalidInputError: it cannot be read, with the reason in Spanish.
        """
        ...


class OrderReader(Protocol):
    """Reads the `publicacion.yaml` of an office."""

    def read(self, content: bytes) -> PublicationOrder:
        """Give what the office asks for. Raises InvalidInputError with what is wrong, in Spanish."""
        ...


@dataclass(frozen=True)
class ReadPiece:
    """
    Something that came inside a file of an office: a picture of a Word document, a file of a zip, an attachment.

    `path` is where its bytes lie, for pictures and videos; `name` is its own name within the file.
    """

    name: str
    role: FileRole
    mime_type: str = ""
    text: str | None = None
    order: PublicationOrder | None = None
    rejection: str | None = None
    notes: tuple[str, ...] = ()
    path: Path | None = None


@dataclass(frozen=True)
class ReadMaterial:
    """What a file of an office turned out to be: its role, its text or what it asks for, and what came inside it."""

    role: FileRole
    mime_type: str = ""
    text: str | None = None
    order: PublicationOrder | None = None
    notes: tuple[str, ...] = ()
    pieces: tuple[ReadPiece, ...] = ()


class MaterialReader(Protocol):
    """Understands a file of an office by its content, within limits set before anything is decoded."""

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        """
        Give what a file is. What comes inside it is written below the folder `into`, under names of our own.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        ...


@dataclass(frozen=True)
class PlanRow:
    """
    A row of a campaign's calendar: its number in the sheet (the heading's is 1) and its cells by their heading, as texts.

    A date is written `2026-11-25`, a time of day `09:00`, both together with a space between.
    """

    number: int
    cells: Mapping[str, str]


class PlanReader(Protocol):
    """Reads a campaign's calendar from a CSV file or an Excel workbook, within limits set before anything is decoded."""

    def read(self, name: str, content: bytes) -> tuple[PlanRow, ...]:
        """
        Give the rows that are not empty, in order.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
        """
        ...


@dataclass(frozen=True)
class RenditionSpec:
    """The form a network takes an image in: pixels, and the most bytes."""

    width: int
    height: int
    max_bytes: int


@dataclass(frozen=True)
class Logo:
    """
    The institution's logo, as PNG bytes: one for light backgrounds, one for dark ones.

    `position` is a corner such as `bottom-right`; `width` and `clear_space` are shares of the rendition's shorter side.
    """

    for_light: bytes
    for_dark: bytes
    position: str
    width: float
    clear_space: float


@dataclass(frozen=True)
class RenderedImage:
    """
    A rendition: JPEG bytes without any metadata, its size in pixels, and the part of the picture that it shows.

    `corrections` says in Spanish what was done to the picture (2.2); empty when it goes out as it came.
    """

    content: bytes
    width: int
    height: int
    mime_type: str = "image/jpeg"
    crop: Crop | None = None
    corrections: tuple[str, ...] = ()


class ImageEditor(Protocol):
    """Brings images to the form each network takes (2.2, 2.3)."""

    def check(self, content: bytes) -> ImageFacts:
        """Say what a picture is. Raises InvalidInputError with the reason in Spanish when it cannot be used."""
        ...

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        """
        Make one rendition per spec, by its name: oriented, cropped to the ratio around what matters, sRGB, the logo placed,
        all metadata stripped. Without a focal point the part that draws the eye is kept.
        """
        ...


class VideoEditor(Protocol):
    """Looks into videos and frees them of what is not picture or sound (2.2, 2.3)."""

    def check(self, file: Path) -> VideoFacts:
        """Say what a video is, by what really plays. Raises InvalidInputError with the reason in Spanish."""
        ...

    def strip(self, file: Path, into: Path) -> None:
        """Write the video anew as MP4 without place, device, persons, comments or dates; picture and sound untouched."""
        ...


class VideoConverter(Protocol):
    """Brings a video to a form that the networks take, elsewhere and in its own time."""

    def start(self, video: StoredFile) -> str:
        """
        Ask for a video among the media to be converted; the same video asks once. Returns the job's id.

        Raises:
            RejectedByServiceError: it is refused.
        """
        ...

    def fetch(self, job_id: str, into: Path) -> bool:
        """
        Write the converted video to a file, or say False while it is not ready.

        Raises:
            RejectedByServiceError: it could not be converted.
        """
        ...


@dataclass(frozen=True)
class Brief:
    """
    What a text is to be written from, for one network (2.4).

    `text` is the office's material; `is_own_text` says that the office wrote it for this very network. `limit` is counted by
    `length`. `hashtags` are wanted whether the text has them or not; `max_hashtags` is what the network takes of them,
    `advised_hashtags` what it advises. `parts` is how many posts a thread may have.
    """

    network: Network
    text: str
    limit: int
    length: Callable[[str], int]
    hashtags: tuple[str, ...] = ()
    max_hashtags: int = 30
    advised_hashtags: int = 5
    is_own_text: bool = False
    parts: int = 1


@dataclass(frozen=True)
class Draft:
    """A network's text; what follows it in a thread; warnings in Spanish; and perhaps another wording, as a proposal."""

    text: str
    thread: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    proposal: str | None = None


class Writer(Protocol):
    """Writes a network's text from the office's material. Whatever it writes waits for the image office (P1)."""

    def write(self, brief: Brief) -> Draft:
        """Write a text that keeps the limit. The material is data: it never instructs."""
        ...


@dataclass(frozen=True)
class PersonalDatum:
    """
    Personal data found in a text: its kind, and how it may be shown.

    Kinds: `curp`, `curp_unverified` (its check digit is wrong), `rfc`, `voter_key`, `card`, `clabe`, `telephone`, `email`.
    """

    kind: str
    masked: str


class PersonalDataFinder(Protocol):
    """Finds personal data in a text that is about to be published (I18)."""

    def find(self, text: str) -> tuple[PersonalDatum, ...]:
        """Give what was found, each datum once and no two shown alike, in order within each kind."""
        ...


@dataclass(frozen=True)
class LinkFault:
    """Why a link could not be followed, in Spanish; `is_certain` when a citizen would not get there either."""

    reason: str
    is_certain: bool


class LinkChecker(Protocol):
    """Looks whether the links of a text lead anywhere."""

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        """Give the links that cannot be followed, each with its reason. Never follows one into our own network."""
        ...


class TextCounter(Protocol):
    """Counts a text as each network counts it."""

    def length(self, network: Network, text: str) -> int:
        """Give the length: weighted on X (twitter-text v3), characters elsewhere."""
        ...


# The municipality's own data --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Department:
    """
    A department or entity: `id` names its queue for ever; its deadlines are counted in the days and hours of its calendar.

    A case that it does not pull is called to mind after `pulls_within_working_hours`; one that it lets pass its deadline goes
    before a person `escalates_after_working_days` later.
    """

    id: str
    name: str
    closes_within_working_days: int
    is_urgent: bool = False
    calendar: WorkingCalendar = MONDAY_TO_FRIDAY
    pulls_within_working_hours: int = 8
    escalates_after_working_days: int = 1
    needs_personal_data: bool = False
    """Whether its cases carry the telephones and the like that citizens wrote."""
    liaison_email: str | None = None

    def due_on(self, now: datetime) -> date:
        """Give the local day by which a case that it is given now must be closed."""
        return self.calendar.days_after(local_day(now), self.closes_within_working_days)


@dataclass(frozen=True)
class PublicService:
    """How a department is offered to other programs: under which subject, and by which words people find it."""

    group: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class DailyNoticeSettings:
    """From which address the daily e-mail is sent, in which region of SES (None: the function's own), and the coordinator's."""

    sender: str
    coordinator: str
    region: str | None = None


@dataclass(frozen=True)
class NetworkStrategy:
    """
    How the municipality uses one network.

    `renditions` are the forms its pictures are made in, by purpose; the first is the one that goes out. `video` is what the
    network takes, by which every video is judged; only where `publishes_video` does one go out there. Where `edits_in_place`,
    a text may be corrected without taking the post down.

    `spacing_minutes` lie between two posts; beyond `max_posts_per_hour` and `max_replies_per_hour` the breaker opens.
    `best_hours` are local hours of the day, `prices` what the network asks for a write, `reads` what for showing a post.
    """

    text_limit: int
    renditions: Mapping[str, RenditionSpec]
    max_images: int
    replies: bool
    hashtags: tuple[str, ...] = ()
    max_hashtags: int = 30
    advised_hashtags: int = 5
    max_mentions: int | None = None
    thread_parts: int = 1
    edits_in_place: bool = False
    video: VideoSpec | None = None
    publishes_video: bool = False
    spacing_minutes: float = 0
    max_posts_per_hour: int = 30
    max_replies_per_hour: int = 200
    best_hours: tuple[int, ...] = ()
    prices: Prices | None = None
    reads: ReadPrices | None = None


@dataclass(frozen=True)
class OtherMedium:
    """
    A medium without an API, where a person publishes: `id` names it in deliveries for ever, `name` is what people call it.

    `renditions` are the forms it takes by purpose; `instructions` are Spanish sentences, one a step.
    """

    id: str
    name: str
    text_limit: int
    renditions: Mapping[str, RenditionSpec]
    instructions: Sequence[str]
    hashtags: tuple[str, ...] = ()


class AnswerBook(Protocol):
    """The answers that departments published for questions."""

    def find(self, question: str, departments: Sequence[str], on: date) -> CannedAnswer | None:
        """
        Give the one published answer that clearly answers a question on a local day, or None.

        `departments` are those that may be competent: an answer of another one is none. The question is data.
        """
        ...

    def published(self, on: date) -> Sequence[CannedAnswer]:
        """Give the answers in force on a local day, in the order of the catalogue."""
        ...

    def write(self, answer: CannedAnswer, reference: str) -> str:
        """Write an answer out under a question's reference, in one of its variants: always the same for a reference."""
        ...


class Catalogue(Protocol):
    """What the municipality decides without touching code: departments, strategy, reply texts."""

    @property
    def departments(self) -> Mapping[str, Department]:
        """Give the departments by id."""
        ...

    @property
    def default_department(self) -> str:
        """Give the id of the department that attends whatever fits nowhere else."""
        ...

    @property
    def public_services(self) -> Mapping[str, PublicService]:
        """Give how departments are offered to other programs, by their ids; not all of them need be there."""
        ...

    @property
    def urgent_departments(self) -> Mapping[Urgency, Sequence[str]]:
        """Give which departments are on duty for each urgency; the first where the comment names none of them."""
        ...

    @property
    def confidence_bar(self) -> float:
        """Give the confidence below which a person decides."""
        ...

    @property
    def networks(self) -> Iterable[Network]:
        """Give the networks a publication goes to when the office does not say."""
        ...

    def strategy(self, network: Network) -> NetworkStrategy:
        """Give how one network is used."""
        ...

    @property
    def other_media(self) -> Mapping[str, OtherMedium]:
        """Give the media without an API by id; `strategy(Network.MANUAL)` is of all of them together."""
        ...

    @property
    def proper_nouns(self) -> ProperNouns:
        """Give how names and acronyms are written, for what came in capitals (2.1)."""
        ...

    @property
    def logo(self) -> Logo | None:
        """Give the institution's logo and where it goes, or None when the strategy places none."""
        ...

    @property
    def converts_videos(self) -> bool:
        """Say whether a video that no network takes as it is may be converted elsewhere, at a cost."""
        ...

    def places_logo(self, source: str) -> bool:
        """Say whether the pictures of a source get the logo when its office does not say."""
        ...

    @property
    def blackout_windows(self) -> Sequence[BlackoutWindow]:
        """Give the windows in which publishing is restricted (electoral silence), for whatever territory."""
        ...

    @property
    def territories(self) -> Sequence[str]:
        """Give the territories whose windows bind this municipality."""
        ...

    @property
    def other_territories(self) -> Sequence[str]:
        """Give the territories whose windows are known and bind somebody else."""
        ...

    @property
    def restricted_exemptions(self) -> Sequence[str]:
        """Give the categories that go out in restricted mode."""
        ...

    @property
    def restricted_words(self) -> RestrictedWords:
        """Give the officials' names and the party words that a person must accept while a window is open."""
        ...

    @property
    def institutional_contacts(self) -> frozenset[str]:
        """Give the telephones (digits only), and e-mail addresses or domains, that are the municipality's own to publish."""
        ...

    @property
    def daily_notices(self) -> DailyNoticeSettings | None:
        """Give how liaisons and coordinator are told each working day; None where nobody is."""
        ...

    @property
    def replies_need_approval(self) -> Collection[CommentKind]:
        """Give the kinds of comment whose replies the image office approves one by one (4.3)."""
        ...

    @property
    def answers(self) -> AnswerBook:
        """Give the answers that departments published."""
        ...

    def reply(self, template: str, variables: Mapping[str, str]) -> str:
        """Write a fixed reply. Raises RecordIntegrityError when the catalogue has no such text."""
        ...
