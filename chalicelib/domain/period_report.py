"""
The quantitative report of a period, as figures: the whole, and the same figures by step of time and by every other cut.

Neutral: whoever writes it as a table, a workbook or a page takes the figures from here and computes none. Names are what a person
reads, in Spanish; what citizens or offices wrote (titles, campaigns) is data, to be escaped by whoever shows it.
"""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.networks import Network
from chalicelib.domain.totals import Totals

NO_CAMPAIGN = ""
"""The key of what belongs to no campaign."""

NO_PUBLICATION = "none"
"""The key of what belongs to no publication: comments that mention the account, bulletins, what Open311 brought."""

REST = "rest"
"""The key of the publications that are not listed one by one, added up."""


class Step(StrEnum):
    """How a period is cut in time. A week begins on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Cut(BaseModel):
    """
    What the report is of; None: all. Several are joined: comments of a publication on a network.

    With a department only cases, replies to them and their times are counted: a comment is no department's until it is a case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    publication: str | None = None
    campaign: str | None = None
    network: Network | None = None
    department: str | None = None


class Row(BaseModel):
    """
    One line of a cut: `key` for programs, `name` for persons.

    All rows of a table add up to the whole of the period. Bulletins and what waits for a person are of no publication, network
    or department: they are in the whole and in the steps alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: str
    name: str
    totals: Totals


class StepRow(Row):
    """One day, ISO week (`2026-W48`) or month (`2026-11`), with the days of it that lie in the period, both included."""

    first: date
    last: date


class PublicationRow(Row):
    """
    One publication: `key` is its id, `name` its title, `on` the day of its id, `networks` those its figures come from.

    `count` is how many publications the row is of: one, but for the row of the others (`REST`).
    """

    campaign: str | None = None
    on: date | None = None
    networks: tuple[Network, ...] = ()
    count: int = 1


class DaysRead(BaseModel):
    """How many days of the period came from the stored figures of closed days, and how many were counted anew."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    stored: int = 0
    folded: int = 0


class PeriodReport(BaseModel):
    """
    The report of a period, first and last local day included, as the records stood at `counted_at`.

    `steps` has every step of the period, also the empty ones; the other tables have only what occurred, the largest first by
    comments (`networks` in the manual's order). `departments` carries cases only. `notes` are Spanish sentences about what is not
    in the figures and why: they belong beside every rendering.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    first: date
    last: date
    by: Step
    cut: Cut
    counted_at: AwareDatetime
    days: DaysRead
    total: Totals
    steps: tuple[StepRow, ...]
    networks: tuple[Row, ...]
    campaigns: tuple[Row, ...]
    publications: tuple[PublicationRow, ...]
    departments: tuple[Row, ...]
    notes: tuple[str, ...] = ()
