"""
4.4: the service clock by department and month, and the cases whose deadline is over, found by their due time and never by a scan.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import AT_DEPARTMENT, Referral
from chalicelib.domain.service_times import ServiceTimes, fold_times
from chalicelib.domain.working_time import IsWorkingDay, is_weekday
from chalicelib.ports import Clock, Records

MAX_DAYS = 92
_FOLIOS = "LEO-"
_LOOKED_AT_AGAIN = timedelta(days=1)
"""An overdue case is due again a day after it was shown: whatever is overdue is due within it."""

_MANY = 5_000


def calendar_of(department_id: str) -> IsWorkingDay:
    """Give a department's calendar: which days are working days. The only place that chooses one."""
    del department_id
    return is_weekday


def service_times(
    first: date, last: date, department_id: str | None, *, records: Records, clock: Clock
) -> list[ServiceTimes]:
    """
    Fold the clock of the cases opened in a period, first and last day included; of one department, or of all (None).

    Raises:
        InvalidInputError: the period is empty or longer than 92 days.
    """
    if not 0 <= (last - first).days < MAX_DAYS:
        raise InvalidInputError(texts_es.RANGE_WRONG)
    found: list[Record] = []
    for offset in range((last - first).days + 1):
        found += records.of_day(first + timedelta(days=offset), _FOLIOS)
    rows = fold_times(
        [record for record in found if isinstance(record, Referral)],
        [record for record in found if isinstance(record, Delivery)],
        calendar_of=calendar_of,
        today=local_day(clock.now()),
    )
    return [row for row in rows if department_id in {None, row.department_id}]


def overdue_cases(records: Records, now: datetime, department_id: str | None = None) -> list[Referral]:
    """Give the open cases whose deadline is over, the longest overdue first; of one department, or of all (None)."""
    due = [*records.due(Duty.DEPARTMENT, now + _LOOKED_AT_AGAIN, _MANY), *records.due(Duty.REFER, now, _MANY)]
    cases = {record.id: record for record in due if isinstance(record, Referral)}
    today = local_day(now)
    late = [case for case in cases.values() if case.due_on < today and case.state in AT_DEPARTMENT]
    return sorted((case for case in late if department_id in {None, case.department_id}), key=place_of)


def place_of(case: Referral) -> tuple[date, str]:
    """Give the place of a case among the overdue."""
    return case.due_on, case.id


def page_of(cases: list[Referral], after: str | None, limit: int) -> tuple[list[Referral], str | None]:
    """
    Give one page of the overdue and what the next one begins after; cases closed meanwhile move nothing.

    Raises:
        InvalidInputError: `after` is none that a page gave.
    """
    start = _parsed(after) if after else None
    left = [case for case in cases if start is None or place_of(case) > start]
    page = left[:limit]
    return page, f"{page[-1].due_on}/{page[-1].id}" if len(left) > limit else None


def working_days_late(case: Referral, now: datetime) -> int:
    """Count the working days since the deadline, today included."""
    is_working: Callable[[date], bool] = calendar_of(case.department_id)
    days = (local_day(now) - case.due_on).days
    return sum(is_working(case.due_on + timedelta(days=offset)) for offset in range(1, days + 1))


def _parsed(after: str) -> tuple[date, str]:
    day, _, folio = after.partition("/")
    try:
        return date.fromisoformat(day), folio
    except ValueError as exc:
        raise InvalidInputError(texts_es.PAGE_WRONG) from exc
