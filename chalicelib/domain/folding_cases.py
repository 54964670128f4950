"""
What referrals count: how they stand at their department, and how long each step took, in its working hours (4.2, 4.4).

A case is counted at the department that has it now; the clock of each stay at the department that had it then.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.calendar import local_day
from chalicelib.domain.cells import Counting, Measure, Place
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.referral import NewsAct, Referral
from chalicelib.domain.service_times import CalendarOf, first_reply_at
from chalicelib.domain.stays import Stay, stays_of

_SECONDS_PER_HOUR = 3600


def fold_cases(
    cases: Sequence[Referral], deliveries: Sequence[Delivery], calendar_of: CalendarOf, counting: Counting
) -> None:
    """Count cases with the replies to whoever opened them."""
    replies: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        replies[delivery.subject].append(delivery)
    for case in cases:
        _fold_case(case, counting)
        stays = stays_of(case)
        for stay in stays:
            _fold_stay(stay, _place(case, stay.department_id), calendar_of, counting)
        if stays:
            answered_at = first_reply_at(case, replies[case.id])
            place = _place(case, stays[0].department_id)
            _add_hours(place, Measure.FIRST_REPLY, case.written_at, answered_at, calendar_of, counting)


def _place(case: Referral, department_id: str) -> Place:
    return Place(case.publication or "", case.network, department_id)


def _fold_case(case: Referral, counting: Counting) -> None:
    place = _place(case, case.department_id)
    counting.add(place, Measure.CASES, case.state)
    counting.add(place, Measure.CASE_KINDS, case.comment_kind)
    counting.add(place, Measure.CASE_MARKS, "comments", amount=case.count)
    if case.outcome is not None:
        counting.add(place, Measure.CASE_OUTCOMES, case.outcome)
    if case.urgency is not None or case.is_urgent:
        counting.add(place, Measure.CASE_MARKS, "urgent")
    if not case.is_ended:
        counting.add(place, Measure.CASE_MARKS, "open")


def _fold_stay(stay: Stay, place: Place, calendar_of: CalendarOf, counting: Counting) -> None:
    _add_hours(place, Measure.PULL, stay.received_at, stay.pulled_at, calendar_of, counting)
    _add_hours(place, Measure.CLOSE, stay.received_at, stay.closed_at, calendar_of, counting)
    for mark in _marks(stay):
        counting.add(place, Measure.CASE_MARKS, mark)
    if stay.ended_at is None and stay.due_on is not None:
        counting.add(place, Measure.OPEN_UNTIL, stay.due_on.isoformat())


def _marks(stay: Stay) -> Iterator[str]:
    if stay.ended_as == NewsAct.RETURNED:
        yield "returned"
    if stay.was_taken_away:
        yield "taken_away"
    if stay.closed_at is not None and stay.due_on is not None and local_day(stay.closed_at) > stay.due_on:
        yield "closed_late"


def _add_hours(
    place: Place,
    measure: Measure,
    since: datetime,
    until: datetime | None,
    calendar_of: CalendarOf,
    counting: Counting,
) -> None:
    if until is not None:
        hours = calendar_of(place.department).hours_between(since, until)
        counting.add(place, measure, str(round(hours * _SECONDS_PER_HOUR)))
