"""Technical support (policy on Tecnologías de la Información): what an office asks of the IT office, and how it ended."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

LOOK_WITHIN = timedelta(days=1)
LOOK_WITHIN_IF_URGENT = timedelta(hours=1)


class SupportState(StrEnum):
    """Whether the IT office was told, and whether it closed the request."""

    ASKED = "asked"
    TOLD = "told"
    CLOSED = "closed"


class SupportRequest(Record):
    """A request to the IT office; its id is its folio. `about_record` is the id of a record it is about."""

    kind: ClassVar[RecordKind] = RecordKind.SUPPORT

    asked_by: str
    department_id: str | None = None
    subject: str
    text: str
    network: Network | None = None
    about_record: str | None = None
    is_urgent: bool = False
    state: SupportState = SupportState.ASKED
    told_at: AwareDatetime | None = None
    closed_by: str = ""
    closed_at: AwareDatetime | None = None
    outcome: str = ""

    @property
    def is_finished(self) -> bool:
        """The IT office closed it."""
        return self.state is SupportState.CLOSED

    def told(self, now: datetime) -> "SupportRequest":
        """Note that the IT office's topic took it: from now on it is theirs to look at."""
        within = LOOK_WITHIN_IF_URGENT if self.is_urgent else LOOK_WITHIN
        return self.evolve(state=SupportState.TOLD, told_at=now, duty=Duty.PERSON, due_at=now + within)

    def closed(self, outcome: str, *, by: str, now: datetime) -> "SupportRequest":
        """
        Close it with what was done.

        Raises:
            InvalidInputError: it is closed already.
        """
        if self.is_finished:
            raise InvalidInputError(texts_es.SUPPORT_CLOSED)
        return self.evolve(
            state=SupportState.CLOSED,
            closed_by=by,
            closed_at=now,
            outcome=outcome,
            duty=None,
            due_at=None,
            attention=None,
        )


def new_request(
    *,
    asked_by: str,
    department_id: str | None,
    subject: str,
    text: str,
    network: Network | None,
    about_record: str | None,
    is_urgent: bool,
    now: datetime,
) -> SupportRequest:
    """Make a request that is still to be told; asking the same again on the same day is the same request."""
    day = local_day(now)
    folio = ids.support_id(day, asked_by, subject, text, str(network), str(about_record))
    return SupportRequest(
        id=folio,
        created_at=now,
        asked_by=asked_by,
        department_id=department_id,
        subject=subject,
        text=text,
        network=network,
        about_record=about_record,
        is_urgent=is_urgent,
        due_at=now,
        duty=Duty.TELL,
        attention=Attention(reason=texts_es.support_asked(folio, subject), since=now, is_urgent=is_urgent),
    )
