"""7: the graphics and videos that went out lie in the archive, once for each day on which they went out (R09)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.publication import Publication, Rendition
from chalicelib.domain.records import RecordKind, retention_end
from chalicelib.ports import MediaArchive, Records, StoredFile
from chalicelib.procedure.amending import fetch


def archive_media(
    kind: str, body: bytes, *, stored_at: datetime, records: Records, media: MediaArchive
) -> tuple[str, ...]:
    """
    Keep what went out with a delivery, as soon as a version of its record says that it is done.

    Manual 7. Safe to repeat, and with every later version: the same bytes of the same day are one object. `body` is the
    version's stored JSON. Kept for three calendar years, to the end of the local day of going out.

    Returns:
        The keys, `YYYY/MM/DD/media/<sha256><ending>`; none for anything else than a post that went out.

    Raises:
        NotFoundError, RecordIntegrityError: what went out is gone, or is other bytes than what was authorised.
    """
    if kind != RecordKind.DELIVERY:
        return ()
    delivery = Delivery.model_validate_json(body)
    if delivery.state is not DeliveryState.DONE or delivery.action is not Action.PUBLISH or delivery.part > 1:
        return ()
    # When it was seen to be out: the day of the version that says so first, and the same for those that come after it.
    day = local_day(delivery.read_back_at or delivery.published_at or stored_at)
    keys = []
    for rendition in _went_out(delivery, records):
        key = f"{day:%Y/%m/%d}/media/{rendition.sha256}{PurePosixPath(rendition.key).suffix}"
        media.keep_copy(
            StoredFile(rendition.key, rendition.version_id, rendition.sha256, rendition.size_bytes),
            key,
            retention_end(day),
        )
        keys.append(key)
    return tuple(keys)


def _went_out(delivery: Delivery, records: Records) -> Iterator[Rendition]:
    publication = fetch(records, delivery.subject, Publication)
    yield from publication.version(delivery.version).networks[delivery.network].renditions
