"""
The key with which another program files requests or tells of them by Open311, or reads the plan as a calendar: who was given
it, and what it may do.

Only its hash is stored. It is an official record of the day on which it was given: who gave it, who took it back.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Record, RecordKind

CALENDAR_PREFIX = "pvcal."
"""What a key for calendars begins with."""


class ClientKey(Record):
    """A key: of a department where `department_id` says which, otherwise of an office or of a partner."""

    kind: ClassVar[RecordKind] = RecordKind.CLIENT_KEY

    client: str
    department_id: str | None = None
    may_file: bool = False
    may_update: bool = False
    may_see_plan: bool = False
    may_see_drafts: bool = False
    """Whether the plan's calendar shows it what is written so far; otherwise titles only."""
    issued_by: str
    revoked_at: AwareDatetime | None = None
    revoked_by: str = ""

    @property
    def is_finished(self) -> bool:
        """A fact: nobody has to look at it."""
        return True

    @property
    def is_good(self) -> bool:
        """Say whether it still opens anything."""
        return self.revoked_at is None

    def revoked(self, by: str, now: datetime) -> "ClientKey":
        """Take it back for good; the first who did stays named."""
        return self if self.revoked_at else self.evolve(revoked_at=now, revoked_by=by)


def new_key(
    secret: str,
    *,
    client: str,
    department_id: str | None,
    may_file: bool,
    may_update: bool,
    by: str,
    now: datetime,
) -> tuple[str, ClientKey]:
    """
    Make a key from a secret of 43 letters, and the record that knows it again.

    Raises:
        InvalidInputError: it would open nothing, or tell of cases for no department.
    """
    if not (may_file or may_update):
        raise InvalidInputError(texts_es.KEY_OPENS_NOTHING)
    if may_update and department_id is None:
        raise InvalidInputError(texts_es.KEY_WITHOUT_DEPARTMENT)
    key = f"pv311.{local_day(now):%Y%m%d}.{secret}"
    key_id = ids.client_key_id(key)
    if key_id is None:
        raise InvalidInputError(texts_es.KEY_OPENS_NOTHING)
    record = ClientKey(
        id=key_id,
        created_at=now,
        client=client,
        department_id=department_id,
        may_file=may_file,
        may_update=may_update,
        issued_by=by,
    )
    return key, record


def new_calendar_key(secret: str, *, client: str, sees_drafts: bool, by: str, now: datetime) -> tuple[str, ClientKey]:
    """Make a key from a secret of 43 letters with which a calendar program reads the plan, and the record that knows it."""
    key = f"{CALENDAR_PREFIX}{local_day(now):%Y%m%d}.{secret}"
    record = ClientKey(
        id=ids.client_key_id(key) or "",
        created_at=now,
        client=client,
        may_see_plan=True,
        may_see_drafts=sees_drafts,
        issued_by=by,
    )
    return key, record
