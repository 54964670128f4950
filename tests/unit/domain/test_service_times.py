"""4.4: working hours, and the stays of a case at departments, read from its history."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calendar import local_instant
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.holidays import YearlyDate
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import Act, Referral
from chalicelib.domain.service_times import ServiceTimes, Spread, fold_times
from chalicelib.domain.stays import Stay, stays_of
from chalicelib.domain.working_calendar import MONDAY_TO_FRIDAY, WorkingCalendar
from tests.builders import a_referral, a_reply

MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001 - León's time, as a person writes it
MONTH = "2026-11"


def at(day: int = 0, hour: float = 9) -> datetime:
    """Give León's time, days after a Monday."""
    return local_instant(MONDAY + timedelta(days=day, hours=hour))


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        (at(0, 9), at(0, 11), 2),
        (at(0, 7), at(0, 9), 1),
        (at(0, 15), at(0, 20), 1),
        (at(0, 15), at(1, 9), 2),
        (at(4, 15), at(7, 9), 2),
        (at(5, 9), at(6, 12), 0),
        (at(0, 9), at(7, 9), 40),
        (at(0, 11), at(0, 9), 0),
        (at(0, 20), at(1, 7), 0),
    ],
)
def test_only_office_hours_of_working_days_count(since: datetime, until: datetime, hours: float) -> None:
    assert MONDAY_TO_FRIDAY.hours_between(since, until) == pytest.approx(hours)


instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(instants, instants, instants)
def test_working_hours_add_up_and_are_never_more_than_there_are(one: datetime, two: datetime, three: datetime) -> None:
    first, second, third = sorted([one, two, three])
    both = MONDAY_TO_FRIDAY.hours_between(first, second) + MONDAY_TO_FRIDAY.hours_between(second, third)
    assert MONDAY_TO_FRIDAY.hours_between(first, third) == pytest.approx(both)
    assert 0 <= both <= (third - first) / timedelta(hours=1) + 1e-9


def test_a_holiday_of_a_calendar_counts_nothing() -> None:
    calendar = WorkingCalendar(holidays=(YearlyDate(11, 24),))
    assert calendar.hours_between(at(0, 9), at(2, 9)) == pytest.approx(8)


# Stays ------------------------------------------------------------------------------------------------------------


def a_case(*acts: tuple[datetime, str, str, str], number: int = 1, **changes: Any) -> Referral:
    """Give a case with a history of (when, by, act, note) after it was opened on Monday at nine."""
    history = (
        Act(at=at(), by="", act="opened"),
        *(Act(at=when, by=by, act=act, note=note) for when, by, act, note in acts),
    )
    return a_referral(number=number, history=history, written_at=at(), **changes)


def stays(*acts: tuple[datetime, str, str, str], **changes: Any) -> list[tuple[str, datetime | None, str | None]]:
    return [(one.department_id, one.pulled_at, one.ended_as) for one in stays_of(a_case(*acts, **changes))]


def test_a_department_that_closes_has_pulled() -> None:
    assert stays((at(), "", "referred", "sapal"), (at(0, 11), "sapal", "closed", "")) == [
        ("sapal", at(0, 11), "closed")
    ]


def test_who_returns_a_case_is_charged_nothing_for_the_time_at_others() -> None:
    found = stays_of(
        a_case(
            (at(), "", "referred", "sapal"),
            (at(0, 10), "sapal", "returned", ""),
            (at(0, 10), "", "referred", "deporte"),
            (at(0, 12), "deporte", "closed", ""),
            department_id="deporte",
        )
    )
    assert [(one.department_id, one.received_at, one.ended_at) for one in found] == [
        ("sapal", at(), at(0, 10)),
        ("deporte", at(0, 10), at(0, 12)),
    ]
    assert [one.due_on is None for one in found] == [True, False]


def test_late_words_of_a_former_department_change_nothing() -> None:
    acts = (
        (at(), "", "referred", "sapal"),
        (at(0, 10), "ana", "moved", "deporte"),
        (at(0, 10), "", "referred", "deporte"),
    )
    late = (at(0, 11), "sapal", "closed", "")
    assert stays(*acts, late, department_id="deporte") == [("sapal", None, "moved"), ("deporte", None, None)]


def test_Q17_news_that_was_faster_than_its_note_counts() -> None:
    acts = ((at(0, 10), "sapal", "pulled", ""), (at(0, 11), "", "referred", "sapal"))
    assert stays(*acts) == [("sapal", at(0, 10), None)]


def test_a_case_opened_again_is_a_new_stay() -> None:
    acts = (
        (at(), "", "referred", "sapal"),
        (at(0, 10), "sapal", "closed", ""),
        (at(1), "ana", "reopened", ""),
        (at(1), "", "referred", "sapal"),
    )
    assert [ended for _, _, ended in stays(*acts)] == ["closed", None]


def test_a_case_that_reached_nobody_has_no_stay() -> None:
    assert stays() == []


@pytest.mark.parametrize(
    ("ended_as", "ended_at", "today", "is_overdue"),
    [
        (None, None, date(2026, 11, 27), False),
        (None, None, date(2026, 11, 28), True),
        ("closed", at(4), date(2026, 12, 9), False),
        ("closed", at(5), date(2026, 12, 9), True),
        ("returned", at(5), date(2026, 12, 9), False),
    ],
)
def test_a_stay_is_overdue_by_the_day_it_was_closed(
    ended_as: str | None, ended_at: datetime | None, today: date, *, is_overdue: bool
) -> None:
    stay = Stay("LEO-20261123-000001", "sapal", at(), ended_at=ended_at, ended_as=ended_as, due_on=date(2026, 11, 27))
    assert stay.is_overdue(today) is is_overdue


# Folding ----------------------------------------------------------------------------------------------------------


def closed(number: int, hours: float) -> Referral:
    acts = ((at(), "", "referred", "sapal"), (at(0, 9 + hours), "sapal", "closed", ""))
    return a_case(*acts, number=number, state="closed", duty=None, due_at=None)


def folded(*cases: Referral, deliveries: Sequence[Delivery] = ()) -> list[ServiceTimes]:
    return fold_times(cases, deliveries, calendar_of=lambda _: MONDAY_TO_FRIDAY, today=date(2026, 11, 25))


def test_the_median_and_the_ninth_tenth_are_of_the_closed() -> None:
    (row,) = folded(*(closed(number, number / 2) for number in range(1, 11)))
    assert (row.department_id, row.month, row.cases, row.open) == ("sapal", MONTH, 10, 0)
    assert row.close == Spread(count=10, median_hours=2.75, p90_hours=4.5)


def test_nothing_closed_is_told_as_nothing() -> None:
    (row,) = folded(a_case((at(), "", "referred", "sapal")))
    assert (row.open, row.close, row.first_reply) == (1, Spread(), Spread())


def test_neighbours_are_counted_as_comments_and_their_case_once() -> None:
    (row,) = folded(a_case((at(), "", "referred", "sapal"), count=40))
    assert (row.cases, row.comments) == (1, 40)


def test_the_first_reply_is_what_the_network_shows_to_whoever_opened_the_case() -> None:
    case = a_case((at(), "", "referred", "sapal"))
    sent = a_reply(case.id, Network.FACEBOOK).claimed(at()).intended("f", at()).accepted("r1", at())
    done = sent.done(permalink=None, published_at=at(0, 10.5), now=at(0, 11))
    other = done.evolve(
        id=f"{case.id}#x#acknowledgement-A", reply=done.reply and done.reply.model_copy(update={"comment": "C"})
    )
    other = other.evolve(published_at=at(0, 9))
    (row,) = folded(case, deliveries=[other, done, a_reply(case.id)])
    assert row.first_reply == Spread(count=1, median_hours=1.5, p90_hours=1.5)


def test_a_transfer_is_in_both_departments_and_its_first_reply_in_the_first() -> None:
    case = a_case(
        (at(), "", "referred", "sapal"),
        (at(0, 10), "sapal", "returned", ""),
        (at(0, 10), "", "referred", "deporte"),
        department_id="deporte",
        comment_kind=CommentKind.COMPLAINT,
    )
    rows = {row.department_id: row for row in folded(case)}
    assert (rows["sapal"].returned, rows["sapal"].open, rows["deporte"].open) == (1, 0, 1)
    assert rows["sapal"].close.count == 0
