"""What goes into the API and comes out of it about technical support."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from chalicelib.domain.networks import Network
from chalicelib.domain.support import SupportState


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class SupportBody(_Body):
    """What is asked of the IT office; `network` and `about_record` (a record's id) say what it is about."""

    subject: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=4000)]
    network: Network | None = None
    about_record: Annotated[str, StringConstraints(min_length=1, max_length=160)] | None = None
    is_urgent: bool = False


class SupportClosingBody(_Body):
    """What was done."""

    outcome: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]


class SupportQuery(_Body):
    """The requests of a day, or without one those still open."""

    day: date | None = None


class SupportView(BaseModel):
    """A request to the IT office; `told_at` says when its topic took it."""

    model_config = ConfigDict(defer_build=True)

    folio: str
    created_at: AwareDatetime
    asked_by: str
    department_id: str | None
    subject: str
    text: str
    network: Network | None
    about_record: str | None
    is_urgent: bool
    state: SupportState
    told_at: AwareDatetime | None
    due_at: AwareDatetime | None
    closed_by: str
    closed_at: AwareDatetime | None
    outcome: str


class SupportList(BaseModel):
    """Requests to the IT office."""

    model_config = ConfigDict(defer_build=True)

    requests: list[SupportView]
