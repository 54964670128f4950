"""What goes into the API and comes out of it about the service clock (4.4)."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.api.day_models import ReportQuery
from chalicelib.domain.referral import ReferralState
from chalicelib.domain.service_times import ServiceTimes

DepartmentId = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class ServiceTimesQuery(ReportQuery):
    """A period of at most 92 days, by the day on which the cases were opened; of one department, or of all."""

    department: DepartmentId | None = None


class OverdueQuery(BaseModel):
    """A page of the overdue cases; `after` is the `next` of the page before."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    department: DepartmentId | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 100
    after: Annotated[str, StringConstraints(max_length=64)] | None = None


class ServiceTimesView(BaseModel):
    """
    The service clock, in working hours of each department.

    A case counts once, whatever neighbours joined it (`comments` counts them too); each department from when it received it.
    """

    model_config = ConfigDict(defer_build=True)

    first: date
    last: date
    rows: list[ServiceTimes]


class OverdueLine(BaseModel):
    """A case whose deadline is over."""

    model_config = ConfigDict(defer_build=True)

    folio: str
    department_id: str
    department_folio: str | None
    state: ReferralState
    due_on: date
    working_days_late: int
    place: str | None
    count: int
    is_urgent: bool


class OverdueList(BaseModel):
    """A page of overdue cases, the longest overdue first; `next` begins the following page, where there is one."""

    model_config = ConfigDict(defer_build=True)

    total: int
    overdue: list[OverdueLine]
    next: str | None
