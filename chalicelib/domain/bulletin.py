"""
Bulletins and campaign material as the offices send them (manual 1.1).

A bulletin is the set of files of one folder, `<source>/<YYYY-MM-DD>/<slug>/<file>`. Files arrive in any order, twice or
overwritten; the set is the same whatever the order: of each key only the newest `sequencer` counts, and which of the files
are used follows from what is there, never from what came first (`sets`).
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from chalicelib import texts_es
from chalicelib.domain import ids, sets
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import Conversion, FocalPoint
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.domain.visible_text import visible

MAX_KEY_LENGTH = 512
MAX_DAYS_FROM_TODAY = 60
"""How far a folder's date may lie from the day it is uploaded: a typing error in the year is told, not filed."""

LOOK_AGAIN = timedelta(days=1)
LOOK_AT_CONVERSION = timedelta(minutes=1)

MAX_REASONS = 12
"""Of how many rejected files, or notes, a person is told at once."""
MAX_REASON_LENGTH = 600

_SLUG = re.compile(r"[\w.-]{1,80}")
_FILE = re.compile(r"[^/\\\x00-\x1f\x7f]{1,160}")
DEPARTMENT_SOURCE = "enlaces"
PLAIN_SOURCES = ("prensa", "imagen")


class MaterialKey(BaseModel):
    """Where an uploaded file says it belongs. `source` is `prensa`, `imagen` or `enlaces/<department id>`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    source: str
    on: date
    slug: str
    file: str

    @property
    def bulletin_id(self) -> str:
        """The bulletin this file is part of."""
        return ids.bulletin_id(self.on, self.source, self.slug)

    @property
    def department_id(self) -> str | None:
        """The department whose liaison sent it, if one did."""
        head, _, tail = self.source.partition("/")
        return tail if head == DEPARTMENT_SOURCE else None


def parse_key(key: str, *, today: date | None, departments: frozenset[str]) -> MaterialKey:
    """
    Read an upload's key by the contract with the offices (docs/entrega-de-material.md).

    Unicode is brought to NFC first, so that a name typed on a Mac and on Windows is one name. Without `today` any day goes.

    Raises:
        InvalidInputError: the key is not `<source>/<YYYY-MM-DD>/<slug>/<file>`, with the reason in Spanish.
    """
    normal = unicodedata.normalize("NFC", key)
    if len(normal.encode()) > MAX_KEY_LENGTH:
        raise InvalidInputError(texts_es.KEY_TOO_LONG)
    parts = normal.split("/")
    source, rest = _split_source(parts, departments)
    if len(rest) != 3 or ".." in parts or not (_SLUG.fullmatch(rest[1]) and _FILE.fullmatch(rest[2])):  # noqa: PLR2004
        raise InvalidInputError(texts_es.KEY_SHAPE)
    return MaterialKey(source=source, on=_read_day(rest[0], today), slug=rest[1], file=rest[2])


def _split_source(parts: list[str], departments: frozenset[str]) -> tuple[str, list[str]]:
    if parts[0] in PLAIN_SOURCES:
        return parts[0], parts[1:]
    if parts[0] == DEPARTMENT_SOURCE and len(parts) > 1 and parts[1] in departments:
        return f"{parts[0]}/{parts[1]}", parts[2:]
    raise InvalidInputError(texts_es.KEY_SOURCE)


def _read_day(text: str, today: date | None) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None or abs(day - (today or day)) > timedelta(days=MAX_DAYS_FROM_TODAY):
        raise InvalidInputError(texts_es.KEY_DATE)
    return day


class Upload(BaseModel):
    """
    One event of the intake bucket: a file was put under a key, or removed. `sequencer` orders the events of a key.

    `asks_bucket` says that the event does not tell what the key shows now, so that the bucket must be asked: a version was
    deleted for good, or a sweep found that a notification is missing. `uploaded_by` is the identity that S3 saw.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: str
    version_id: str = ""
    sequencer: Annotated[str, StringConstraints(max_length=200)]
    is_removal: bool = False
    asks_bucket: bool = False
    happened_at: AwareDatetime | None = None
    uploaded_by: str = ""


class FileRole(StrEnum):
    """What a file is for."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    ORDER = "order"
    BUNDLE = "bundle"
    """A `.zip`, or a letter, that only carries others."""
    REJECTED = "rejected"


# The length apart from the form: counted within it, letters of every alphabet make a pattern of eight megabytes.
Hashtag = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#\w+$", max_length=61)]
_VISIBLE = BeforeValidator(lambda text: visible(text) if isinstance(text, str) else text)
"""What goes out is what a person sees, whoever writes it: in a table, over the API, or in a file."""

AltText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), _VISIBLE]
FileName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
PostText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60_000), _VISIBLE]


class PublicationOrder(BaseModel):
    """
    The optional `publicacion.yaml` of a folder: what the office asks for. Unknown fields are an error.

    `alt_texts` and `focus` go by the name of a picture's file, `graphics` are ids of pre-authorised graphics of the library.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    networks: Annotated[tuple[Network, ...], Field(min_length=1)] | None = None
    publish_at: AwareDatetime | None = None
    campaign: ShortText | None = None
    category: ShortText | None = None
    priority: Literal["normal", "high", "live"] = "normal"
    text: dict[Network, PostText] = Field(default_factory=dict)
    hashtags: Annotated[tuple[Hashtag, ...], Field(max_length=10)] = ()
    alt_text: AltText | None = None
    alt_texts: Annotated[dict[FileName, AltText], Field(max_length=20)] = Field(default_factory=dict)
    focus: Annotated[dict[FileName, FocalPoint], Field(max_length=20)] = Field(default_factory=dict)
    logo: bool | None = None
    """Whether the institution's logo is put on the pictures; None leaves it to the strategy."""
    graphics: Annotated[tuple[ShortText, ...], Field(max_length=10)] = ()

    def over(self, planned: "PublicationOrder") -> "PublicationOrder":
        """Lay what this order says over what was planned, field by field; texts and pictures one by one."""
        said: dict[str, object] = {}
        for name, field in type(self).model_fields.items():
            mine, other = getattr(self, name), getattr(planned, name)
            is_silent = mine == field.get_default(call_default_factory=True)
            said[name] = {**other, **mine} if isinstance(mine, dict) else other if is_silent else mine
        return PublicationOrder.model_validate(said)


class Plan(BaseModel):
    """What was planned of a publication before its files came: a row of a campaign's calendar. `by` is who planned it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    order: PublicationOrder
    by: str


class MaterialPiece(BaseModel):
    """
    Something to make a publication of, as it was understood: what it is for, its hash, and what it says.

    `notes` are Spanish sentences for the person who authorises («de este GIF se toma el primer cuadro»).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    sha256: str = ""
    size_bytes: int = 0
    mime_type: str = ""
    role: FileRole = FileRole.REJECTED
    text: str | None = None
    order: PublicationOrder | None = None
    rejection: str | None = None
    notes: tuple[str, ...] = ()


class ExtractedPiece(MaterialPiece):
    """A piece that came inside another file. Its bytes, where they are needed, were kept under `key` among the media."""

    key: str = ""
    version_id: str = ""


class MaterialFile(MaterialPiece):
    """
    One key as received: which bytes (`version_id`, `sha256`), when (`sequencer`), and what was understood of it.

    `removed` keeps the sequencer of a deletion, so that an older upload arriving later does not bring the file back.
    `stored_at` is the bucket's word. `weight_bytes` is what its content takes in the record; `is_set_aside` says that the
    content is not in the record, because the file does not count now.
    """

    key: str
    sequencer: str
    version_id: str = ""
    removed: bool = False
    pieces: tuple[ExtractedPiece, ...] = ()
    stored_at: AwareDatetime | None = None
    uploaded_by: str = ""
    weight_bytes: int = 0
    is_set_aside: bool = False

    @property
    def slot(self) -> str:
        """Where the file is kept in its set: its name, or for a spelling other than NFC its whole key."""
        return sets.slot_of(self.name, self.key)

    def with_sequencer(self, file: "MaterialFile") -> "MaterialFile":
        """Note that a newer event told of this very version."""
        uploaded_by = self.uploaded_by or file.uploaded_by
        return self.model_copy(update={"sequencer": file.sequencer, "uploaded_by": uploaded_by})

    def left_out(self) -> "MaterialFile":
        """Show the file as one that the set has no room for."""
        return self.model_copy(update={"role": FileRole.REJECTED, "rejection": texts_es.SET_AT_LIMIT})


class Bulletin(Record):
    """A bulletin or a piece of campaign material (boletín, material de campaña), as a set of files."""

    kind: ClassVar[RecordKind] = RecordKind.BULLETIN

    source: str
    on: date
    slug: str
    department_id: str | None = None
    files: dict[str, MaterialFile] = Field(default_factory=dict)
    plan: Plan | None = None
    is_crowded: bool = False
    """More names than a folder may have were ever seen in it: nothing in it is used."""
    settled: bool = False
    conversions: dict[str, Conversion] = Field(default_factory=dict)
    """Videos that are, or were, converted elsewhere, by the SHA-256 of their bytes."""

    @property
    def is_finished(self) -> bool:
        """A bulletin is finished once it was prepared and nothing in it waits for a person."""
        return self.settled

    @property
    def live_files(self) -> tuple[MaterialFile, ...]:
        """The files that are there now, one of each name, by name; what the set has no room for is there as rejected."""
        return tuple(file if has_room else file.left_out() for _, file, has_room in sets.standing(self.files))

    @property
    def unread(self) -> tuple[MaterialFile, ...]:
        """The files that count and whose content is not in the record: they did not count when they came."""
        return tuple(file for _, file, has_room in sets.standing(self.files) if has_room and file.is_set_aside)

    def pieces_for(self, role: FileRole) -> tuple[MaterialFile | ExtractedPiece, ...]:
        """
        The pieces there now that serve one purpose: the files by name, then what came inside them.

        Bytes that are there twice, in a file of their own and within a document or under two names, count once.
        """
        files = self.live_files
        everything: list[MaterialFile | ExtractedPiece] = [*files]
        everything += [piece for file in files for piece in file.pieces]
        found = [piece for piece in everything if piece.role is role]
        unique = {piece.sha256 or piece.name: piece for piece in reversed(found)}
        return tuple(reversed(list(unique.values())))

    @property
    def order(self) -> PublicationOrder:
        """What the office asked for, over what was planned, or the defaults."""
        orders = self.pieces_for(FileRole.ORDER)
        asked = (orders[0].order if orders else None) or PublicationOrder()
        return asked.over(self.plan.order) if self.plan else asked

    @property
    def notes(self) -> tuple[str, ...]:
        """What was noticed of the files themselves, each once, by file; a picture's notes go with the picture."""
        everything = [piece for file in self.live_files for piece in (file, *file.pieces)]
        said = [
            texts_es.note_of(piece.name, note)
            for piece in everything
            if piece.role not in {FileRole.IMAGE, FileRole.REJECTED}
            for note in piece.notes
        ]
        told = tuple(dict.fromkeys(note[:MAX_REASON_LENGTH] for note in said))
        more = len(told) - MAX_REASONS
        return (*told[:MAX_REASONS], texts_es.and_more(more)) if more > 0 else told

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to make a publication of: no file, and nothing planned."""
        return not self.live_files and self.plan is None

    @property
    def lacks(self) -> tuple[str, ...]:
        """What must still arrive before the set can be prepared, in Spanish."""
        if self.is_empty:
            return ()
        has_text = bool(self.pieces_for(FileRole.TEXT) or self.order.text)
        missing = []
        if not has_text:
            missing.append(texts_es.LACKS_TEXT)
        if not (self.pieces_for(FileRole.IMAGE) or self.pieces_for(FileRole.VIDEO) or self.order.graphics):
            missing.append(texts_es.LACKS_IMAGE)
        return tuple(missing)

    @property
    def digest(self) -> str:
        """The SHA-256 of the set as it is now: equal sets, equal digest, whatever the order of arrival."""
        lines = [f"{file.name}\x1f{file.sha256}\x1f{file.role}" for file in self.live_files]
        lines += [f"\x1f{self.department_id}\x1f{self.plan.order.model_dump_json()}"] if self.plan else []
        return ids.sha256_hex("\n".join(lines).encode())

    def with_file(self, file: MaterialFile, now: datetime, settle_at: datetime) -> "Bulletin":
        """Add, replace or remove a file, unless something newer is known of its key (I02, I03)."""
        known = self.files.get(file.slot)
        if self.is_crowded:
            return self if self.attention else self._crowded(now)
        if known is not None and not is_newer(file.sequencer, known.sequencer):
            return self
        if known is not None and known.removed == file.removed and file.version_id == known.version_id != "":
            return self.evolve(files={**self.files, file.slot: known.with_sequencer(file)})
        files = sets.without_old_removals({**self.files, file.slot: sets.weighed(file)}, now)
        if sets.is_crowded(files):
            return self._crowded(now)
        return self.evolve(files=sets.balanced(files))._looked_at(now, settle_at)

    def read_again(self, file: MaterialFile, now: datetime, settle_at: datetime) -> "Bulletin":
        """Put the content of an `unread` file back, unless something newer is known of it meanwhile."""
        known = self.files.get(file.slot)
        if known is None or not known.is_set_aside or known.version_id != file.version_id:
            return self
        read = sets.weighed(file).with_sequencer(known)
        return self.evolve(files=sets.balanced({**self.files, file.slot: read}))._looked_at(now, settle_at)

    def _crowded(self, now: datetime) -> "Bulletin":
        """Give the folder up: whatever came first, it has more names than a record can hold. A person is told."""
        return self.evolve(is_crowded=True, files={}).shown(texts_es.set_crowded(sets.MAX_NAMES), now)

    def planned(self, plan: Plan, department_id: str | None, now: datetime) -> "Bulletin":
        """Plan the publication, or plan it anew; what is planned already stays as it is, whoever plans it again."""
        known = self.plan
        if known is not None and (known.order, self.department_id) == (plan.order, department_id):
            return self
        renewed = self.evolve(plan=plan, department_id=department_id)
        if renewed.is_crowded:
            return renewed._crowded(now)
        return renewed.incomplete(now) if renewed.lacks else renewed._looked_at(now, now)

    def _looked_at(self, now: datetime, settle_at: datetime) -> "Bulletin":
        """Ask for a preparation once the set has settled; a rejected file is shown to a person at once."""
        return self.evolve(
            settled=False, duty=Duty.PREPARE, due_at=settle_at, attention=self._attention(self._rejections, now)
        )

    @property
    def _rejections(self) -> list[str]:
        rejected = self.pieces_for(FileRole.REJECTED)
        reasons = [texts_es.file_rejected(piece.name, piece.rejection or "") for piece in rejected]
        told = [reason[:MAX_REASON_LENGTH] for reason in reasons[:MAX_REASONS]]
        return [*told, *([texts_es.and_others(len(reasons) - len(told))] if len(reasons) > len(told) else [])]

    def _attention(self, reasons: list[str], now: datetime) -> Attention | None:
        since = self.attention.since if self.attention else now
        return Attention(reason=" ".join(reasons), since=since) if reasons else None

    @property
    def is_converting(self) -> bool:
        """Say whether a video of the set is still being converted."""
        return not all(conversion.is_done for conversion in self.conversions.values())

    def with_conversions(self, conversions: dict[str, Conversion], now: datetime) -> "Bulletin":
        """Note how the set's videos are being converted; while one is not done, the set is looked at every minute."""
        known = self.evolve(conversions=conversions)
        return known.evolve(due_at=now + LOOK_AT_CONVERSION) if known.is_converting else known

    def incomplete(self, now: datetime) -> "Bulletin":
        """Show a person what the set still lacks; the next file that arrives asks for a preparation again."""
        return self.shown(texts_es.set_incomplete(self.lacks), now)

    def prepared(self, now: datetime) -> "Bulletin":
        """Note that a publication was prepared from the set as it is. A rejected file keeps it open for a person."""
        if self._rejections:
            return self.evolve(duty=Duty.PERSON, due_at=now + LOOK_AGAIN)
        return self.evolve(settled=True, due_at=None, duty=None, attention=None)

    def shown(self, reason: str, now: datetime) -> "Bulletin":
        """Show the bulletin to a person, for a reason."""
        reasons = [*self._rejections, reason]
        return self.evolve(
            settled=False,
            duty=Duty.PERSON,
            due_at=now + LOOK_AGAIN,
            attention=self._attention(reasons, now),
        )

    def dismissed(self) -> "Bulletin":
        """Close what waited for a person: they have seen it. What is still to be prepared is prepared all the same."""
        if self.duty is Duty.PREPARE:
            return self.evolve(attention=None)
        return self.evolve(settled=True, due_at=None, duty=None, attention=None)


def is_newer(sequencer: str, known: str) -> bool:
    """Compare two S3 sequencers of one key: hexadecimal of any length, right-padded with zeros (S3 user guide)."""
    width = max(len(sequencer), len(known))
    return sequencer.lower().ljust(width, "0") > known.lower().ljust(width, "0")


def rejected_upload(key: str, reason: str, *, today: date, now: datetime) -> Bulletin:
    """Record an upload whose key cannot be read, so that a person sees it."""
    return Bulletin(
        id=ids.rejected_key_id(today, key),
        created_at=now,
        source="",
        on=today,
        slug=texts_es.visible(key),
        due_at=now + LOOK_AGAIN,
        duty=Duty.PERSON,
        attention=Attention(reason=texts_es.file_rejected(texts_es.visible(key), reason), since=now),
    )
