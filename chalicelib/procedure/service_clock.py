"""
4.4: the service clock by department and month, and the cases whose deadline is over, found on their department's shelf.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.case import OPEN_SHELF
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Record
from chalicelib.domain.referral import AT_DEPARTMENT, Referral
from chalicelib.domain.service_times import ServiceTimes, fold_times
from chalicelib.domain.working_calendar import WorkingCalendar
from chalicelib.ports import Catalogue, Clock, Records

MAX_DAYS = 92
_FOLIOS = "LEO-"
_READ_AT_ONCE = 100


def calendars_of(catalogue: Catalogue) -> Callable[[str], WorkingCalendar]:
    """Give what tells a department's calendar; who is none of the catalogue's works as the default department does."""
    fallback = catalogue.departments[catalogue.default_department].calendar
    known = {department_id: department.calendar for department_id, department in catalogue.departments.items()}
    return lambda department_id: known.get(department_id, fallback)


def service_times(
    first: date, last: date, department_id: str | None, *, records: Records, catalogue: Catalogue, clock: Clock
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
        calendar_of=calendars_of(catalogue),
        today=local_day(clock.now()),
    )
    return [row for row in rows if department_id in {None, row.department_id}]


def overdue_cases(
    records: Records, catalogue: Catalogue, now: datetime, department_id: str | None = None
) -> list[Referral]:
    """Give the open cases whose deadline is over, the longest overdue first; of one department, or of all (None)."""
    wanted = catalogue.departments if department_id is None else (department_id,)
    return sorted((case for one in wanted for case in _overdue_at(one, local_day(now), records)), key=place_of)


def _overdue_at(department_id: str, today: date, records: Records) -> Iterator[Referral]:
    """Go along a department's open cases, the nearest deadline first, as far as deadlines are over."""
    place = ""
    while True:
        batch = records.on_shelf(department_id, f"{OPEN_SHELF}.", place, _READ_AT_ONCE)
        for case in batch:
            if isinstance(case, Referral):
                if case.due_on >= today:
                    return
                place = case.place_in_list
                if case.state in AT_DEPARTMENT:
                    yield case
        if len(batch) < _READ_AT_ONCE:
            return


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


def working_days_late(case: Referral, catalogue: Catalogue, now: datetime) -> int:
    """Count the working days since the deadline, today included."""
    calendar = calendars_of(catalogue)(case.department_id)
    days = (local_day(now) - case.due_on).days
    return sum(calendar.is_working(case.due_on + timedelta(days=offset)) for offset in range(1, days + 1))


def _parsed(after: str) -> tuple[date, str]:
    day, _, folio = after.partition("/")
    try:
        return date.fromisoformat(day), folio
    except ValueError as exc:
        raise InvalidInputError(texts_es.PAGE_WRONG) from exc
