"""4.2: one folio at one department at a time, whatever departments say and in whatever order."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.records.codec import encode
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_lateness import looked_at
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import MAX_ACTS, MAX_NOTES, MAX_RETURNS, NewsAct, Referral, ReferralState
from chalicelib.domain.working_calendar import WorkingCalendar
from tests.builders import (
    DEFAULT_DEPARTMENT,
    NOW,
    TODAY,
    a_classification,
    a_comment,
    a_referral,
    later,
    some_news,
)
from tests.strategies import referrals


def tell(referral: Referral, *acts: NewsAct) -> Referral:
    """Tell news from whichever department has the case, each with an id of its own."""
    for number, act in enumerate(acts):
        news = some_news(act, department_id=referral.department_id, news_id=f"n{len(referral.history)}-{number}")
        referral = referral.told(news, default_department=DEFAULT_DEPARTMENT, now=NOW)
        if referral.state is ReferralState.OPENED:
            referral = referral.delivered(NOW)
    return referral


def delivered(**changes: object) -> Referral:
    return a_referral().evolve(**changes).delivered(NOW)


# Open -------------------------------------------------------------------------------------------------------------


def test_a_case_goes_to_the_likeliest_department() -> None:
    comment = a_comment(classification=a_classification(departments=("sapal", "deporte")))
    assert a_referral(comment).department_id == "sapal"


def test_a_case_that_fits_nowhere_goes_to_the_default_department() -> None:
    assert a_referral(a_comment(classification=a_classification(departments=()))).department_id == DEFAULT_DEPARTMENT


def test_an_opened_case_is_due_and_a_delivered_one_is_the_departments_duty_until_its_deadline() -> None:
    opened = a_referral()
    assert (opened.duty, opened.state) == (Duty.REFER, ReferralState.OPENED)
    there = opened.delivered(NOW)
    assert there.duty is Duty.DEPARTMENT
    assert there.due_on == WorkingCalendar().days_after(TODAY, 5)
    assert there.due_at == end_of_day(there.due_on)


def test_the_message_to_the_department_carries_the_case_and_its_folio() -> None:
    message = a_referral().message(NOW)
    assert message.folio == "LEO-20261123-000001"
    assert message.department_id == "sapal"
    assert message.text == "queja: no hay agua"


# News -------------------------------------------------------------------------------------------------------------


def test_a_case_goes_through_its_stages() -> None:
    for act, state in [
        (NewsAct.PULLED, ReferralState.PULLED),
        (NewsAct.ACCEPTED, ReferralState.ACCEPTED),
        (NewsAct.IN_PROGRESS, ReferralState.IN_PROGRESS),
        (NewsAct.CLOSED, ReferralState.CLOSED),
    ]:
        assert tell(delivered(), act).state is state


def test_Q10_older_news_that_arrives_late_is_kept_and_changes_nothing() -> None:
    late = tell(delivered(), NewsAct.IN_PROGRESS, NewsAct.ACCEPTED, NewsAct.PULLED)
    assert late.state is ReferralState.IN_PROGRESS
    assert [act.act for act in late.history[-3:]] == ["in_progress", "accepted", "pulled"]


def test_Q10_closed_before_accepted_is_closed() -> None:
    closed = tell(delivered(), NewsAct.CLOSED, NewsAct.ACCEPTED)
    assert closed.state is ReferralState.CLOSED
    assert closed.is_finished
    assert closed.due_at is None


@pytest.mark.parametrize("act", sorted(NewsAct))
def test_Q07_news_of_a_closed_case_are_kept_and_change_nothing(act: NewsAct) -> None:
    closed = tell(delivered(), NewsAct.CLOSED)
    after = closed.told(
        some_news(act, news_id="late", note="otra vez"), default_department=DEFAULT_DEPARTMENT, now=later(days=1)
    )
    assert after.state is ReferralState.CLOSED
    assert len(after.history) == len(closed.history) + 1
    assert after.history[-1].note == "otra vez"


@given(acts=st.lists(st.sampled_from([act for act in NewsAct if act is not NewsAct.RETURNED]), max_size=6))
def test_Q10_the_state_is_the_farthest_told_whatever_the_order(acts: list[NewsAct]) -> None:
    order = [NewsAct.PULLED, NewsAct.ACCEPTED, NewsAct.IN_PROGRESS, NewsAct.CLOSED]
    farthest = max(acts, key=order.index, default=None)
    assert tell(delivered(), *acts).state == (farthest or ReferralState.REFERRED)


def test_Q07_news_told_twice_is_known() -> None:
    referral = delivered().told(some_news(news_id="n1"), default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert referral.knows(some_news(news_id="n1"))
    assert not referral.knows(some_news(news_id="n2"))


def test_Q07_two_departments_may_call_their_news_alike() -> None:
    returned = delivered().told(some_news(NewsAct.RETURNED, news_id="1"), default_department="deporte", now=NOW)
    assert returned.department_id == "deporte"
    assert not returned.knows(some_news(NewsAct.CLOSED, department_id="deporte", news_id="1"))


def test_Q12_a_department_that_does_not_have_the_case_says_nothing_of_it() -> None:
    with pytest.raises(InvalidInputError) as refused:
        delivered().told(some_news(department_id="deporte"), default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert str(refused.value) == texts_es.not_your_referral("LEO-20261123-000001")


def test_the_departments_own_folio_is_kept() -> None:
    news = some_news().model_copy(update={"department_folio": "SAPAL-77"})
    there = delivered().told(news, default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert there.department_folio == "SAPAL-77"
    assert tell(there, NewsAct.IN_PROGRESS).department_folio == "SAPAL-77"


# Returned ---------------------------------------------------------------------------------------------------------


def test_Q08_a_returned_case_goes_to_the_next_candidate_then_to_the_default_department() -> None:
    comment = a_comment(classification=a_classification(departments=("sapal", "deporte")))
    case = a_referral(comment).delivered(NOW)
    once = tell(case, NewsAct.RETURNED)
    assert once.department_id == "deporte"
    assert tell(once, NewsAct.RETURNED).department_id == DEFAULT_DEPARTMENT


def test_Q08_a_returned_case_is_due_to_be_referred_again_and_forgets_the_departments_folio() -> None:
    case = delivered(department_folio="SAPAL-77")
    returned = case.told(some_news(NewsAct.RETURNED), default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert (returned.state, returned.duty) == (ReferralState.OPENED, Duty.REFER)
    assert returned.department_folio is None


def test_Q08_a_case_every_department_returned_waits_for_a_person() -> None:
    disputed = tell(delivered(), NewsAct.RETURNED, NewsAct.RETURNED)
    assert disputed.state is ReferralState.DISPUTED
    assert disputed.duty is Duty.PERSON
    assert disputed.attention
    assert disputed.attention.reason == texts_es.referral_disputed(disputed.id)


def test_Q08_returning_has_an_end() -> None:
    many = tuple(f"d{number}" for number in range(10))
    case = a_referral(a_comment(classification=a_classification(departments=many))).delivered(NOW)
    disputed = tell(case, *[NewsAct.RETURNED] * (MAX_RETURNS + 1))
    assert disputed.state is ReferralState.DISPUTED
    assert len(disputed.returned_by) == MAX_RETURNS + 1


def test_Q08_Q17_that_it_was_pulled_told_after_it_was_returned_takes_it_from_no_person() -> None:
    disputed = tell(delivered(), NewsAct.RETURNED, NewsAct.RETURNED)
    late = tell(disputed, NewsAct.PULLED)
    assert (late.state, late.duty, late.attention) == (ReferralState.DISPUTED, Duty.PERSON, disputed.attention)
    assert late.history[-1].act == NewsAct.PULLED


def test_Q08_a_department_that_takes_a_disputed_case_after_all_ends_the_wait() -> None:
    disputed = tell(delivered(), NewsAct.RETURNED, NewsAct.RETURNED)
    taken = tell(disputed, NewsAct.ACCEPTED)
    assert taken.state is ReferralState.ACCEPTED
    assert taken.duty is Duty.DEPARTMENT
    assert taken.attention is None


@given(acts=st.lists(st.sampled_from(NewsAct), max_size=8))
def test_P6_whatever_departments_say_an_open_case_is_always_somebodys_duty(acts: list[NewsAct]) -> None:
    case = tell(delivered(), *acts)
    assert case.is_finished or (case.due_at and case.duty)
    assert (case.attention is not None) == (case.duty is Duty.PERSON)


# A record has an end ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_closed", [False, True])
def test_Q07_a_department_that_never_stops_does_not_fill_the_record_and_can_still_close_it(*, is_closed: bool) -> None:
    case = tell(delivered(text="ñ" * 64 * 1024), NewsAct.CLOSED if is_closed else NewsAct.IN_PROGRESS)
    for number in range(2 * MAX_ACTS):
        news = some_news(NewsAct.ACCEPTED, news_id=f"{number:0128}", note="😀" * 2000)
        case = case.told(news, default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert len(case.history) == MAX_ACTS
    assert sum(len(act.note) for act in case.history) <= MAX_NOTES
    closed = case.told(some_news(NewsAct.CLOSED, news_id="end"), default_department=DEFAULT_DEPARTMENT, now=NOW)
    assert closed.state is ReferralState.CLOSED
    assert encode(closed)


# Late -------------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(case=referrals(), hours=st.integers(0, 3000))
def test_P6_whoever_looks_at_a_case_that_is_due_leaves_it_due_later_or_to_be_carried(
    case: Referral, hours: int
) -> None:
    at_department = case.evolve(state=ReferralState.REFERRED, outbox=(), duty=Duty.DEPARTMENT, due_at=NOW)
    there = at_department.on_duty(is_there=True)
    assert there.due_at
    now = there.due_at + timedelta(hours=hours)
    after = looked_at(there, now=now, overseers={"vinculacion": "Venció."}, escalates_at=now + timedelta(days=1))
    assert after.duty is Duty.REFER or after.is_to_be_reissued(now) or (after.due_at and after.due_at > now)
