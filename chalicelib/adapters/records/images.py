"""What the table's stream tells of a write, without rebuilding the record."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.records import RecordKind

if TYPE_CHECKING:
    from chalicelib.adapters.records.codec import StoredItem


@dataclass(frozen=True)
class StoredImage:
    """A record as it was stored: `body` is its JSON in UTF-8, byte for byte; `stored_at` when the table says so, aware UTC."""

    kind: RecordKind
    id: str
    revision: int
    body: bytes
    stored_at: datetime


def record_from_image(new_image: "StoredItem", stored_at_seconds: float) -> StoredImage | None:
    """
    Read the NEW_IMAGE of a stream record (DynamoDB's JSON). None when it is no record but a counter.

    `stored_at_seconds` is the stream record's `ApproximateCreationDateTime`, the same however often it is told.

    `load_json(class_of(image.kind), image.body.decode())` rebuilds the record where one is needed.
    """
    if "kind" not in new_image:
        return None
    return StoredImage(
        kind=RecordKind(new_image["kind"]["S"]),
        id=new_image["id"]["S"],
        revision=int(new_image["revision"]["N"]),
        body=new_image["body"]["S"].encode(),
        stored_at=datetime.fromtimestamp(stored_at_seconds, UTC),
    )
