"""
7 Registros: copies of the records are ordered by a person and made in the background, one ZIP for each local day.

Who ordered which days, and why, is a record. A day is made in one go and noted at once: whoever dies loses the day under way and
no other. The random key of a public version's pseudonyms lies beside its files while they are made and ends with the last.
"""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.export import MAX_TRIES, Export, ExportedDay, new_export
from chalicelib.domain.people import Person
from chalicelib.domain.public_text import Find, Hide, PublicTexts
from chalicelib.domain.public_version import PublicRecords
from chalicelib.domain.record_search import plain_handle
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, MediaFiles, Records
from chalicelib.ports.exporting import ArchiveFiles, ExportFiles, export_key
from chalicelib.procedure.amending import store
from chalicelib.procedure.export_contents import DayWriter
from chalicelib.procedure.export_zip import HashingSink, SteadyZip
from chalicelib.texts_es import exporting as texts

MOST_AT_ONCE = 5
"""How many exports may wait to be made; who orders more is asked for patience."""

_PSEUDONYM_LETTERS = 10


@dataclass(frozen=True)
class ExportPorts:
    """What making exports needs. `find` and `hide` see personal data in a text; `institutional` may be published."""

    records: Records
    archive: ArchiveFiles
    media: MediaFiles
    files: ExportFiles
    clock: Clock
    find: Find
    hide: Hide
    institutional: frozenset[str]


def order_export(
    first: date, last: date, *, by: Person, is_public: bool, why: str, records: Records, clock: Clock
) -> Export:
    """
    Order an export of a period, first and last day included.

    Raises:
        InvalidInputError: the period has no day, more than 31 or days to come, or too many exports wait already.
    """
    now = clock.now()
    ordered = new_export(by=by.username, first=first, last=last, is_public=is_public, why=why, now=now)
    waiting = records.due(Duty.EXPORT, datetime.max.replace(tzinfo=now.tzinfo), limit=MOST_AT_ONCE)
    if len(waiting) >= MOST_AT_ONCE:
        raise InvalidInputError(texts.TOO_MANY_EXPORTS)
    stored = records.commit(insert=[ordered])
    return ordered.model_copy(update={"revision": stored[0].revision})


def make_exports(ports: ExportPorts, until: datetime) -> list[Export]:
    """
    Make what was ordered, the longest waiting first; begins no day after `until`. Safe to repeat and to run twice at once.

    Raises:
        ExternalServiceError: a day could not be made; it is tried again, four times at the most.
        RecordIntegrityError: a record cannot be read.
    """
    made = []
    for found in ports.records.due(Duty.EXPORT, ports.clock.now(), limit=MOST_AT_ONCE):
        if isinstance(found, Export) and ports.clock.now() < until:
            made += _make(found, ports, until)
    return made


def _make(found: Export, ports: ExportPorts, until: datetime) -> list[Export]:
    try:
        if found.tries >= MAX_TRIES:
            return [_ended(store(ports.records, found.failed()), ports)]
        export = store(ports.records, found.claimed(ports.clock.now()))
        while (day := export.next_day) is not None and not export.is_finished:
            if ports.clock.now() >= until:
                return [store(ports.records, export.left(ports.clock.now()))]
            export = store(ports.records, _with(export, day, ports))
    except RecordConflictError:
        return []  # Somebody else has it.
    return [_ended(export, ports)]


def _with(export: Export, day: date, ports: ExportPorts) -> Export:
    """Make the file of a day."""
    key = export_key(export.id, day)
    writer = DayWriter(export, ports.records, ports.archive, ports.media, _public(export, ports))
    with ports.files.writing(key) as sink:
        hashing = HashingSink(sink)
        archive = SteadyZip(hashing, day)
        contents = writer.write(day, archive)
        archive.close()
    made = ExportedDay(
        day=day,
        key=key,
        sha256=hashing.sha256,
        size_bytes=hashing.size_bytes,
        objects=contents.objects,
        records=contents.records,
    )
    return export.with_day(made, dict(contents.removed), ports.clock.now())


def _public(export: Export, ports: ExportPorts) -> PublicRecords | None:
    if not export.is_public:
        return None
    secret = ports.files.secret(export.id)

    def pseudonym(name: str) -> str:
        plain = (plain_handle(name) or "").encode("utf-8", "surrogatepass")
        return f"ciudadano-{hmac.new(secret, plain, sha256).hexdigest()[:_PSEUDONYM_LETTERS]}"

    return PublicRecords(PublicTexts(ports.find, ports.hide, pseudonym, ports.institutional), pseudonym)


def _ended(export: Export, ports: ExportPorts) -> Export:
    if export.is_public and export.is_finished:
        ports.files.forget_secret(export.id)
    return export
