"""
How long citizens wait (4.4): to the first reply, until the department pulls the case, until it closes it, in working hours.

Folded from the cases' histories, so that every figure can be proved by the records. A case is counted once however many
neighbours joined it; its first reply is what whoever opened it was told. Each department's clock runs from when it received the
case: who returns it, or has it taken away, is charged nothing for the time at others. A case opened again is a new stay.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from statistics import median

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.referral import NewsAct, Referral
from chalicelib.domain.stays import Stay, stays_of
from chalicelib.domain.working_calendar import MONDAY_TO_FRIDAY, WorkingCalendar

_NINE_TENTHS = 0.9

CalendarOf = Callable[[str], WorkingCalendar]
"""Gives a department's calendar by its id."""


def usual_calendar(department_id: str) -> WorkingCalendar:
    """Give the calendar of whoever has no other: from Monday to Friday."""
    del department_id
    return MONDAY_TO_FRIDAY


class Spread(BaseModel):
    """Durations in working hours: how many, the median and the 90th percentile (nearest rank); None where there are none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: int = 0
    median_hours: float | None = None
    p90_hours: float | None = None


class ServiceTimes(BaseModel):
    """The clock of one department in one month (`AAAA-MM`, by the day on which it received the case)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    department_id: str
    month: str
    cases: int
    comments: int
    open: int
    returned: int
    taken_away: int
    overdue: int
    first_reply: Spread
    pull: Spread
    close: Spread


def first_reply_at(case: Referral, deliveries: Iterable[Delivery]) -> datetime | None:
    """Tell when whoever opened a case was first answered, by what the network shows; None where they were not."""
    own = (one for one in deliveries if one.subject == case.id and one.action is Action.REPLY)
    shown = (
        one.published_at
        for one in own
        if one.state is DeliveryState.DONE and (one.reply is None or one.reply.comment in {None, case.comment})
    )
    return min((at for at in shown if at is not None), default=None)


def fold_times(
    cases: Sequence[Referral], deliveries: Sequence[Delivery], *, calendar_of: CalendarOf, today: date
) -> list[ServiceTimes]:
    """Fold the clock of each department and month, in their order."""
    answers: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        answers[delivery.subject].append(delivery)
    rows: dict[tuple[str, str], list[tuple[Stay, Referral, bool]]] = defaultdict(list)
    for case in cases:
        for place, stay in enumerate(stays_of(case)):
            key = stay.department_id, f"{local_day(stay.received_at):%Y-%m}"
            rows[key].append((stay, case, place == 0))
    return [_row(key, rows[key], answers, calendar_of, today) for key in sorted(rows)]


def _row(
    key: tuple[str, str],
    found: Sequence[tuple[Stay, Referral, bool]],
    answers: dict[str, list[Delivery]],
    calendar_of: CalendarOf,
    today: date,
) -> ServiceTimes:
    department_id, month = key
    calendar = calendar_of(department_id)
    stays = [stay for stay, _, _ in found]
    opened = [case for _, case, is_first in found if is_first]
    replies = [(case.written_at, first_reply_at(case, answers[case.id])) for case in opened]
    return ServiceTimes(
        department_id=department_id,
        month=month,
        cases=len({stay.folio for stay in stays}),
        comments=sum({case.id: case.count for _, case, _ in found}.values()),
        open=sum(stay.ended_at is None for stay in stays),
        returned=sum(stay.ended_as == NewsAct.RETURNED for stay in stays),
        taken_away=sum(stay.was_taken_away for stay in stays),
        overdue=sum(stay.is_overdue(today) for stay in stays),
        first_reply=_spread(replies, calendar),
        pull=_spread([(stay.received_at, stay.pulled_at) for stay in stays], calendar),
        close=_spread([(stay.received_at, stay.closed_at) for stay in stays], calendar),
    )


def _spread(spans: Iterable[tuple[datetime, datetime | None]], calendar: WorkingCalendar) -> Spread:
    hours = sorted(calendar.hours_between(since, until) for since, until in spans if until is not None)
    if not hours:
        return Spread()
    ninth = hours[math.ceil(_NINE_TENTHS * len(hours)) - 1]
    return Spread(count=len(hours), median_hours=round(median(hours), 2), p90_hours=round(ninth, 2))
