"""What the table's stream tells of a write, without rebuilding the record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.domain.records import RecordKind

if TYPE_CHECKING:
    from chalicelib.adapters.records.codec import StoredItem


@dataclass(frozen=True)
class StoredImage:
    """A record as it was stored: `body` is its JSON in UTF-8, byte for byte what the manifest hashes."""

    kind: RecordKind
    id: str
    revision: int
    body: bytes


def record_from_image(new_image: "StoredItem") -> StoredImage | None:
    """
    Read the NEW_IMAGE of a stream record (DynamoDB's JSON). None when it is no record but a counter.

    `load_json(class_of(image.kind), image.body.decode())` rebuilds the record where one is needed.
    """
    if "kind" not in new_image:
        return None
    return StoredImage(
        kind=RecordKind(new_image["kind"]["S"]),
        id=new_image["id"]["S"],
        revision=int(new_image["revision"]["N"]),
        body=new_image["body"]["S"].encode(),
    )
