"""Keys for other programs (4.2, 5.1): given once to a person, known again by their hash, taken back for good."""

import secrets

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.client_key import ClientKey, new_calendar_key, new_key
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Person
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.amending import amend

_SECRET_BYTES = 32


def issue_key(
    client: str,
    *,
    department_id: str | None,
    may_file: bool,
    may_update: bool,
    by: Person,
    records: Records,
    catalogue: Catalogue,
    clock: Clock,
) -> tuple[str, ClientKey]:
    """
    Make a key and its record. The key is in what is returned and nowhere else. Asking twice gives two.

    Raises:
        InvalidInputError: it would open nothing, or is for no department of the catalogue.
    """
    if department_id is not None and department_id not in catalogue.departments:
        raise InvalidInputError(texts_es.KEY_WITHOUT_DEPARTMENT)
    key, record = new_key(
        secrets.token_urlsafe(_SECRET_BYTES),
        client=client,
        department_id=department_id,
        may_file=may_file,
        may_update=may_update,
        by=by.username,
        now=clock.now(),
    )
    records.commit(insert=[record])
    return key, record


def issue_calendar_key(
    client: str, *, sees_drafts: bool, by: Person, records: Records, clock: Clock
) -> tuple[str, ClientKey]:
    """Make a key for a calendar program and its record (5.1). It is in what is returned and nowhere else."""
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    key, record = new_calendar_key(secret, client=client, sees_drafts=sees_drafts, by=by.username, now=clock.now())
    records.commit(insert=[record])
    return key, record


def revoke_key(key_id: str, *, by: Person, records: Records, clock: Clock) -> ClientKey:
    """
    Take a key back, for good. Safe to repeat.

    Raises:
        NotFoundError: there is no such key.
    """
    now = clock.now()
    return amend(records, key_id, ClientKey, lambda known: known.revoked(by.username, now))


def known_key(key: str, records: Records) -> ClientKey | None:
    """Give the record of a key that opens something, or None. One reading by its id, whatever was shown."""
    key_id = ids.client_key_id(key)
    record = records.find(key_id) if key_id else None
    return record if isinstance(record, ClientKey) and record.is_good else None
