"""
1.1 Recibe los boletines enviados por el área de prensa y el material de campañas.

Files of one folder become one bulletin, whatever the order they arrive in. A file that cannot be used is rejected with its
reason, where a person sees it; its neighbours are unaffected.
"""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import (
    Bulletin,
    ExtractedPiece,
    FileRole,
    MaterialFile,
    MaterialKey,
    Upload,
    parse_key,
    rejected_upload,
)
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError
from chalicelib.ports import Catalogue, Clock, IntakeFiles, MaterialReader, MediaFiles, ReadPiece, Records, WorkQueues
from chalicelib.procedure.amending import amend

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
    try:
        key = parse_key(upload.key, today=local_day(now), departments=frozenset(catalogue.departments))
    except InvalidInputError as error:
        rejected = rejected_upload(upload.key, str(error), today=local_day(now), now=now)
        return rejected if upload.is_removal else _reject(rejected, records)
    file = _examine(upload, key, files, media, reader)
    settle_at = now + timedelta(seconds=settle_seconds)
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
    bulletin = amend(records, key.bulletin_id, Bulletin, lambda known: known.with_file(file, now, settle_at))
    if not bulletin.settled:
        queues.prepare(bulletin.id, delay_seconds=settle_seconds)
    return bulletin


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
    upload: Upload, key: MaterialKey, files: IntakeFiles, media: MediaFiles, reader: MaterialReader
) -> MaterialFile:
    """Understand one file: what it is for and what it says, or why it is rejected."""
    file = MaterialFile(name=key.file, key=upload.key, sequencer=upload.sequencer, version_id=upload.version_id)
    if upload.is_removal:
        return file.model_copy(update={"removed": True})
    try:
        return _read(file, files, media, reader)
    except InvalidInputError as error:
        return file.model_copy(update={"role": FileRole.REJECTED, "rejection": str(error)})
    except NotFoundError:
        # That version is gone: whatever removed it sends an event of its own.
        return file.model_copy(update={"removed": True})


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
            "text": material.text,
            "order": material.order,
            "notes": material.notes,
            "pieces": tuple(_keep(piece, file.name, media) for piece in material.pieces),
        }
    return file.model_copy(update=understood)


def _keep(piece: ReadPiece, container: str, media: MediaFiles) -> ExtractedPiece:
    """Keep what came inside a file: its bytes among the media, because our own output must not be an upload (I20)."""
    understood = ExtractedPiece(
        name=f"{container}/{piece.name}",
        mime_type=piece.mime_type,
        role=piece.role,
        text=piece.text,
        order=piece.order,
        rejection=piece.rejection,
        notes=piece.notes,
        sha256=ids.sha256_hex((piece.text or "").encode()) if piece.text else "",
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
