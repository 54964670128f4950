"""
How a record becomes an item of the table, and back.

    date       S  partition: the local day, `2026-11-23`, or `state`
    id         S  sort key
    kind       S  which class it is
    revision   N  the fence of every later write
    body       S  the whole record as JSON, this revision in it
    write_id   S  which attempt to write stored it
    duty, due_at              S  only while the record is due      (index `due`)
    waits_for, waits_since    S  only while it waits for a person  (index `attention`)
    owner, place              S  only of a department's, of what the plan moved, of campaigns (index `department`)

The body holds every field, defaults and nulls too: what a record means must not change when a default does, and its
SHA-256 is the one in the day's manifest.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import ValidationError

from chalicelib.adapters.records.kinds import class_of
from chalicelib.domain.errors import RecordIntegrityError, RejectedByServiceError
from chalicelib.domain.json_text import dump_json, load_json, problems_of
from chalicelib.domain.records import Record, RecordKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from types_boto3_dynamodb.type_defs import AttributeValueTypeDef

    Item = dict[str, AttributeValueTypeDef]
    StoredItem = Mapping[str, AttributeValueTypeDef]

WAITS_FOR_PERSON = "person"

URGENT = "!"
"""What an urgent attention's instant begins with: it sorts before every digit, so that the index gives it first."""

MAX_BODY_BYTES = 400 * 1024 - 2048
"""DynamoDB's limit for an item, less what the other attributes can take."""


def first_revision(record: Record) -> Record:
    """Give a new record as it will be stored."""
    return record.model_copy(update={"revision": 1})


def next_revision(record: Record) -> Record:
    """Give a changed record as it will be stored, over the revision it carries."""
    return record.model_copy(update={"revision": record.revision + 1})


def encode(record: Record) -> "Item":
    """
    Write a record as an item.

    Raises:
        RejectedByServiceError: `record_too_large`, the record does not fit into an item.
    """
    body = dump_json(record)
    _check_size(record.id, body)
    return {
        "date": {"S": record.partition},
        "id": {"S": record.id},
        "kind": {"S": record.kind},
        "revision": {"N": str(record.revision)},
        "body": {"S": body},
        "write_id": {"S": uuid4().hex},
        **_due(record),
        **_attention(record),
        **_shelf(record),
    }


def decode(item: "StoredItem") -> Record:
    """
    Rebuild a record from its item.

    Raises:
        RecordIntegrityError: the item is not what a record of its kind is.
    """
    return _loaded(item["kind"]["S"], item["body"]["S"], item["id"]["S"])


def parse(kind: RecordKind, body: bytes) -> Record:
    """
    Rebuild a record from its JSON as it was stored.

    Raises:
        RecordIntegrityError: it is not what a record of its kind is.
    """
    return _loaded(kind, body.decode(), f"a {kind}")


def _loaded(kind: str, body: str, name: str) -> Record:
    record_class = class_of(kind)
    try:
        return load_json(record_class, body)
    except ValidationError as exc:
        raise RecordIntegrityError(f"{name}: the stored form cannot be read: {problems_of(exc)}") from exc


def sortable(instant: datetime) -> str:
    """Write an instant so that texts sort as instants do: UTC, microseconds, always 32 characters."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def _due(record: Record) -> "Item":
    if record.due_at is None or record.duty is None:
        return {}
    return {"duty": {"S": record.duty}, "due_at": {"S": sortable(record.due_at)}}


def _attention(record: Record) -> "Item":
    if record.attention is None:
        return {}
    since = f"{URGENT * record.attention.is_urgent}{sortable(record.attention.since)}"
    return {"waits_for": {"S": WAITS_FOR_PERSON}, "waits_since": {"S": since}}


def _shelf(record: Record) -> "Item":
    if record.shelf is None:
        return {}
    owner, place = record.shelf
    return {"owner": {"S": owner}, "place": {"S": place}}


def _check_size(record_id: str, body: str) -> None:
    if len(body) > MAX_BODY_BYTES // 4 and len(body.encode()) > MAX_BODY_BYTES:
        raise RejectedByServiceError(f"{record_id}: {len(body)} characters do not fit", code="record_too_large")
