"""
Where the plan finds what goes out on another day than that of its record (manual 5.1).

A record lies under the day that identifies it (clause 7) and stays there whatever it is moved to. What is planned for another
day lies besides on a shelf, by the planned day: one Query of the shelf gives a month's.
"""

from datetime import date, datetime

from chalicelib.domain.calendar import local_day
from chalicelib.domain.ids import partition_of

PLAN_SHELF = "#plan"
"""Owner of the places; no department has such an id."""

CAMPAIGN_SHELF = "#campaigns"
"""Owner of the campaigns, by their last day."""


def planned_day(own_day: date, at: datetime | None) -> date:
    """Give the local day for which something is planned: that of its instant, or its own."""
    return local_day(at) if at else own_day


def plan_place(record_id: str, planned_on: date) -> tuple[str, str] | None:
    """Give the place on the shelf; None for what lies under its planned day anyway."""
    if partition_of(record_id) == planned_on.isoformat():
        return None
    return PLAN_SHELF, f"{planned_on.isoformat()}#{record_id}"
