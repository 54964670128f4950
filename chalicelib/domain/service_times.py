"""
How long citizens wait (4.4): to the first reply, until the department pulls the case, until it closes it, in working hours.

Folded from the cases' histories, so that every figure can be proved by the records. A case is counted once however many
neighbours joined it; its first reply is what whoever opened it was told. Each department's clock runs from when it received the
case: who returns it, or has it taken away, is charged nothing for the time at others. A case opened again is a new stay.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from statistics import median
from typing import Any

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_changes import MOVED
from chalicelib.domain.delivery import Action, Delivery, DeliveryState
from chalicelib.domain.referral import Act, NewsAct, Referral, ReferralState
from chalicelib.domain.working_time import IsWorkingDay, working_hours

_PULLING = frozenset({NewsAct.PULLED, NewsAct.ACCEPTED, NewsAct.IN_PROGRESS, NewsAct.CLOSED})
"""Whoever accepts or closes a case has seen it, also where its system never said that it pulled it."""

_ENDING = frozenset({NewsAct.CLOSED, NewsAct.RETURNED})
_TAKING_AWAY = frozenset({MOVED, ReferralState.WITHDRAWN, ReferralState.CANCELLED})
_NINE_TENTHS = 0.9

CalendarOf = Callable[[str], IsWorkingDay]
"""Gives a department's calendar by its id."""


@dataclass(frozen=True)
class Stay:
    """A case at one department: when it received it, pulled it and how it ended; the last one carries the deadline."""

    folio: str
    department_id: str
    received_at: datetime
    pulled_at: datetime | None = None
    ended_at: datetime | None = None
    ended_as: str | None = None
    due_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether it was closed after its deadline, or is open and the deadline is over."""
        if self.due_on is None or self.ended_as not in {None, NewsAct.CLOSED}:
            return False
        return (local_day(self.ended_at) if self.ended_at else today) > self.due_on


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


def stays_of(case: Referral) -> list[Stay]:
    """Read from its history at which departments a case was, in order; none where it reached none."""
    stays: list[Stay] = []
    for act in case.history:
        if act.act == ReferralState.REFERRED:
            _begin(stays, case.id, act.note, act.at)
        elif _is_faster_than_its_note(stays, act):
            _begin(stays, case.id, act.by, act.at)
            stays[-1] = _after(stays[-1], act)
        elif stays and stays[-1].ended_at is None:
            stays[-1] = _after(stays[-1], act)
    if stays and stays[-1].department_id == case.department_id:
        stays[-1] = _changed(stays[-1], due_on=case.due_on)
    return stays


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
    is_working_day = calendar_of(department_id)
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
        taken_away=sum(stay.ended_as in _TAKING_AWAY for stay in stays),
        overdue=sum(stay.is_overdue(today) for stay in stays),
        first_reply=_spread(replies, is_working_day),
        pull=_spread([(stay.received_at, stay.pulled_at) for stay in stays], is_working_day),
        close=_spread([(stay.received_at, _closed_at(stay)) for stay in stays], is_working_day),
    )


def _begin(stays: list[Stay], folio: str, department_id: str, at: datetime) -> None:
    """A case told again to the department that has it goes on there."""
    if stays and stays[-1].ended_at is None and stays[-1].department_id == department_id:
        return
    stays.append(Stay(folio, department_id, at))


def _is_faster_than_its_note(stays: Sequence[Stay], act: Act) -> bool:
    """Say whether a department speaks that had the case before it was noted so (Q17); late words of a former one are none."""
    is_open = bool(stays) and stays[-1].ended_at is None
    return act.act in _PULLING and not is_open and act.by not in {stay.department_id for stay in stays}


def _after(stay: Stay, act: Act) -> Stay:
    if act.act in _TAKING_AWAY:
        return _changed(stay, ended_at=act.at, ended_as=act.act)
    if act.by != stay.department_id:
        return stay
    pulled_at = stay.pulled_at or (act.at if act.act in _PULLING else None)
    if act.act in _ENDING:
        return _changed(stay, pulled_at=pulled_at, ended_at=act.at, ended_as=act.act)
    return _changed(stay, pulled_at=pulled_at)


def _changed(stay: Stay, **changes: Any) -> Stay:
    return replace(stay, **changes)


def _closed_at(stay: Stay) -> datetime | None:
    return stay.ended_at if stay.ended_as == NewsAct.CLOSED else None


def _spread(spans: Iterable[tuple[datetime, datetime | None]], is_working_day: IsWorkingDay) -> Spread:
    hours = sorted(working_hours(since, until, is_working_day) for since, until in spans if until is not None)
    if not hours:
        return Spread()
    ninth = hours[math.ceil(_NINE_TENTHS * len(hours)) - 1]
    return Spread(count=len(hours), median_hours=round(median(hours), 2), p90_hours=round(ninth, 2))
