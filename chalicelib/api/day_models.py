"""Which day or period is asked for, and what the API says of days and their records."""

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain.figures import Figures
from chalicelib.domain.networks import Network


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In -------------------------------------------------------------------------------------------------------------------


class DayQuery(_Body):
    """Which day; without it, today in León."""

    day: date | None = None


class RecordsQuery(_Body):
    """Which kind of record; without it, all."""

    kind: str | None = None


class ReportQuery(_Body):
    """A period, first and last day included; at most 92 days (31 for the decisions about comments)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


# Out ------------------------------------------------------------------------------------------------------------------


class PostLine(_View):
    """One post on one network."""

    network: Network
    publication: str
    network_id: str
    permalink: str | None
    published_at: AwareDatetime
    removed_at: AwareDatetime | None


class DayStatus(_View):
    """A day at a glance: its figures, what went out and with which address, and whether it is closed."""

    day: date
    is_closed: bool
    figures: Figures
    posts: list[PostLine]


class RecordView(_View):
    """An official record as it is stored."""

    kind: str
    id: str
    revision: int
    retain_until: AwareDatetime
    record: dict[str, Any]


class RecordList(_View):
    """Official records of a day."""

    records: list[RecordView]
