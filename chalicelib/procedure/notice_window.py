"""
4.4: which cases the daily e-mail calls new: from eight in the morning of the working day before until eight of today.

The windows of two days meet: a case is told once, and none is left out, however late a run is.
"""

from datetime import date, datetime, time, timedelta

from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.daily_notice import COORDINATION
from chalicelib.domain.referral import TAKEN_BACK, Referral
from chalicelib.ports import Catalogue, Records
from chalicelib.procedure.service_clock import calendars_of

AT = time(8)
"""When the message goes out, León's time."""

_FOLIOS = "LEO-"
_LONGEST_GAP_DAYS = 15


def new_cases(records: Records, catalogue: Catalogue, today: date) -> list[Referral]:
    """Give the cases opened since the morning of the working day before until this one's, by folio."""
    since, until = _morning(working_day_before(today, catalogue)), _morning(today)
    days = (today - local_day(since)).days
    found = [one for back in range(days + 1) for one in records.of_day(today - timedelta(days=back), _FOLIOS)]
    cases = [record for record in found if isinstance(record, Referral) and record.state not in TAKEN_BACK]
    return sorted((case for case in cases if since <= case.created_at < until), key=lambda case: case.id)


def working_day_before(today: date, catalogue: Catalogue) -> date:
    """Give the working day before a day."""
    calendar = calendars_of(catalogue)(COORDINATION)
    days = (today - timedelta(days=back) for back in range(1, _LONGEST_GAP_DAYS))
    return next((day for day in days if calendar.is_working(day)), today - timedelta(days=1))


def _morning(day: date) -> datetime:
    return datetime.combine(day, AT, LOCAL_ZONE)
