"""Change a record that others may be changing too: read, change, store over what was read, and again if it moved."""

from collections.abc import Callable
from typing import TypeVar, cast

from chalicelib import texts_es
from chalicelib.domain.errors import NotFoundError, RecordConflictError
from chalicelib.domain.records import Record
from chalicelib.ports import Records

RecordT = TypeVar("RecordT", bound=Record)

_ATTEMPTS = 5


def fetch(records: Records, record_id: str, kind: type[RecordT]) -> RecordT:
    """
    Give a record of a kind.

    Raises:
        NotFoundError: nothing of that kind is recorded under the id.
    """
    record = records.find(record_id)
    if not isinstance(record, kind):
        raise NotFoundError(texts_es.NOT_FOUND)
    return record


def store(records: Records, changed: RecordT) -> RecordT:
    """
    Store one new version over the one it was made from, and give it as stored.

    Raises:
        RecordConflictError: somebody stored a newer version meanwhile.
    """
    return cast("RecordT", records.commit(replace=[changed])[0])


def amend(records: Records, record_id: str, kind: type[RecordT], change: Callable[[RecordT], RecordT]) -> RecordT:
    """
    Store what `change` makes of a record; when it changes nothing, nothing is written. Safe to repeat if `change` is.

    Raises:
        NotFoundError: nothing of that kind is recorded under the id.
        RecordConflictError: others kept changing it.
    """
    for _ in range(_ATTEMPTS):
        current = fetch(records, record_id, kind)
        changed = change(current)
        if changed == current:
            return current
        try:
            return store(records, changed)
        except RecordConflictError:
            continue
    raise RecordConflictError(texts_es.CONFLICT)
