"""
1.1 Recibe los boletines enviados por el área de prensa y el material de campañas.

Files of one folder become one bulletin, whatever the order they arrive in. A file that cannot be used is rejected with its
reason, where a person sees it; its neighbours are unaffected.
"""

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin, rejected_upload
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError
from chalicelib.domain.material import ExtractedPiece, FileRole, MaterialFile
from chalicelib.domain.material_key import MaterialKey, Upload, is_newer, parse_key
from chalicelib.domain.records import Duty
from chalicelib.domain.sets import slot_of
from chalicelib.ports import Catalogue, Clock, IntakeFiles, MaterialReader, MediaFiles, ReadPiece, Records, WorkQueues
from chalicelib.procedure.amending import amend, fetch

MAX_FILE_MEGABYTES = 200
"""What any file may have, a video; the reader holds each kind to a limit of its own."""


def receive_upload(
    upload: Upload,
    *,
    records: Records,
    files: IntakeFiles,
    media: MediaFiles,
    reader: MaterialReader,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
    settle_seconds: int,
) -> Bulletin:
    """
    Receive one file of an office and put it into its bulletin.

    Manual 1.1. Safe to repeat, in any order (I02, I03, I04): the newest event of a file wins. The preparation is asked for
    once the folder has been quiet for `settle_seconds`.
    """
    now = clock.now()
    upload = _as_it_is_now(upload, files) if upload.asks_bucket else upload
    came_on = local_day(upload.happened_at or now)
    try:
        key = _read_key(upload, came_on, frozenset(catalogue.departments), records)
    except InvalidInputError as error:
        rejected = rejected_upload(upload.key, str(error), today=came_on, now=now)
        return rejected if upload.is_removal else _reject(rejected, records)
    settle_at = now + timedelta(seconds=settle_seconds)
    examine = partial(_examine, files=files, media=media, reader=reader)
    bulletin = _folder_of(key, records, now)
    if _is_news(upload, key, bulletin):
        file = examine(upload, key.file)
        bulletin = amend(records, bulletin.id, Bulletin, lambda known: known.with_file(file, now, settle_at))
    for unread in bulletin.unread:
        again = examine(_upload_of(unread), unread.name)
        change = partial(Bulletin.read_again, file=again, now=now, settle_at=settle_at)
        bulletin = amend(records, bulletin.id, Bulletin, change)
    if bulletin.duty is Duty.PREPARE:
        queues.prepare(bulletin.id, delay_seconds=settle_seconds)
    return bulletin


def _as_it_is_now(upload: Upload, files: IntakeFiles) -> Upload:
    """Tell what the key shows now. Whatever happens to it after this has an event of its own, with a newer sequencer."""
    newest = next((listed for listed in files.versions(upload.key) if listed.key == upload.key), None)
    if newest is None or newest.is_removal:
        return upload.model_copy(update={"is_removal": True, "version_id": newest.version_id if newest else ""})
    return upload.model_copy(update={"version_id": newest.version_id, "happened_at": newest.stored_at})


def _read_key(upload: Upload, came_on: date, departments: frozenset[str], records: Records) -> MaterialKey:
    """Read a key as on the day the event happened; what is deleted may lie in a folder of any day that was received."""
    try:
        return parse_key(upload.key, today=came_on, departments=departments)
    except InvalidInputError:
        key = parse_key(upload.key, today=None, departments=departments)
        if not upload.is_removal or records.find(key.bulletin_id) is None:
            raise
        return key


def _folder_of(key: MaterialKey, records: Records, now: datetime) -> Bulletin:
    """Give the bulletin of a folder; the first file opens it."""
    known = records.find(key.bulletin_id)
    if isinstance(known, Bulletin):
        return known
    empty = Bulletin(
        id=key.bulletin_id,
        created_at=now,
        source=key.source,
        on=key.on,
        slug=key.slug,
        department_id=key.department_id,
        settled=True,
    )
    records.insert_new([empty])
    return fetch(records, key.bulletin_id, Bulletin)


def _is_news(upload: Upload, key: MaterialKey, bulletin: Bulletin) -> bool:
    """Say whether the event tells something new; a repeated or an overtaken one is not worth reading a video for."""
    known = bulletin.files.get(slot_of(key.file, upload.key))
    return known is None or is_newer(upload.sequencer, known.sequencer)


def _upload_of(file: MaterialFile) -> Upload:
    return Upload(key=file.key, version_id=file.version_id, sequencer=file.sequencer, uploaded_by=file.uploaded_by)


def _reject(rejected: Bulletin, records: Records) -> Bulletin:
    """Keep an upload that belongs nowhere where a person sees it, once."""
    try:
        records.commit(insert=[rejected])
    except RecordConflictError:
        # The same wrong key again: whoever dismissed it the first time sees it once more.
        return amend(
            records,
            rejected.id,
            Bulletin,
            lambda known: rejected.evolve(revision=known.revision, created_at=known.created_at),
        )
    return rejected


def _examine(
    upload: Upload, name: str, *, files: IntakeFiles, media: MediaFiles, reader: MaterialReader
) -> MaterialFile:
    """Understand one file: what it is for and what it says, or why it is rejected."""
    file = MaterialFile(
        name=name,
        key=upload.key,
        sequencer=upload.sequencer,
        version_id=upload.version_id,
        uploaded_by=upload.uploaded_by,
    )
    removed = file.model_copy(update={"removed": True, "uploaded_by": "", "stored_at": upload.happened_at})
    if upload.is_removal:
        return removed
    try:
        file = file.model_copy(update={"stored_at": files.stored_at(file.key, file.version_id)})
        return _read(file, files, media, reader)
    except InvalidInputError as error:
        return file.model_copy(update={"role": FileRole.REJECTED, "rejection": str(error)})
    except NotFoundError:
        # That version is gone: whatever removed it sends an event of its own.
        return removed


def _read(file: MaterialFile, files: IntakeFiles, media: MediaFiles, reader: MaterialReader) -> MaterialFile:
    size = files.size(file.key, file.version_id)
    if size == 0:
        raise InvalidInputError(texts_es.FILE_EMPTY)
    if size > MAX_FILE_MEGABYTES * 1_000_000:
        raise InvalidInputError(texts_es.file_too_large(MAX_FILE_MEGABYTES))
    with TemporaryDirectory() as folder:
        received, inside = Path(folder, "received"), Path(folder, "inside")
        inside.mkdir()
        files.download(file.key, file.version_id, received)
        material = reader.read(file.name, received, inside)
        understood = {
            "sha256": ids.sha256_of_file(received),
            "size_bytes": size,
            "mime_type": material.mime_type,
            "role": material.role,
            "text": _whole(material.text),
            "order": material.order,
            "notes": material.notes,
            "pieces": tuple(_keep(piece, file.name, media) for piece in material.pieces),
        }
    return file.model_copy(update=understood)


def _whole(text: str | None) -> str | None:
    """Put � for half of a surrogate pair: it is no character, and one alone would swell the whole record's JSON."""
    return text and text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _keep(piece: ReadPiece, container: str, media: MediaFiles) -> ExtractedPiece:
    """Keep what came inside a file: its bytes among the media, because our own output must not be an upload (I20)."""
    understood = ExtractedPiece(
        name=f"{container}/{piece.name}",
        mime_type=piece.mime_type,
        role=piece.role,
        text=_whole(piece.text),
        order=piece.order,
        rejection=piece.rejection,
        notes=piece.notes,
        sha256=ids.sha256_hex((_whole(piece.text) or "").encode()) if piece.text else "",
    )
    if piece.path is None:
        return understood
    kept = media.store_file(piece.path, piece.mime_type)
    where = {
        "sha256": kept.sha256,
        "size_bytes": kept.size_bytes,
        "key": kept.key,
        "version_id": kept.version_id,
    }
    return understood.model_copy(update=where)
