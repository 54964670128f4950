"""4.2, Q04: what a department does not pull is called to mind, escalated on time, and put into its queue again."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from chalicelib import texts_es
from chalicelib.domain.calendar import LOCAL_ZONE, end_of_day
from chalicelib.domain.case_duty import REISSUE_AFTER
from chalicelib.domain.case_message import Change
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Lateness, NewsAct, Referral, ReferralState
from chalicelib.ports import Department
from chalicelib.procedure import dispatching
from tests.builders import DEFAULT_DEPARTMENT, NOW, a_classification, a_comment, some_news
from tests.fakes import Work
from tests.mortality import Death, MortalInboxes
from tests.world import World

FOLIO = "LEO-20261123-000001"
REMIND_AT = datetime(2026, 11, 24, 12, tzinfo=LOCAL_ZONE)
"""Eight working hours, 8 to 16, after Monday at noon."""
DEADLINE = datetime(2026, 12, 1, tzinfo=LOCAL_ZONE)
PERSON_AT = datetime(2026, 12, 2, tzinfo=LOCAL_ZONE)


def turn(world: World) -> None:
    """Let the dispatcher strike, and the worker do what it asks for; a dead one leaves its message to the next stroke."""
    dispatching.dispatch_collection(records=world.records, queues=world.queues, clock=world.clock)
    for request in world.queues.take():
        if request.work is Work.REFER:
            with suppress(Death):
                world.refer(request.record_id)


def until(world: World, instant: datetime) -> None:
    """Let the dispatcher strike every hour, and at the instant itself."""
    while world.clock.now() < instant:
        world.clock.set(min(instant, world.clock.now() + timedelta(hours=1)))
        turn(world)
        turn(world)


def a_world(department: str = "sapal") -> World:
    """Give a world in which a case was delivered on Monday at noon, and nobody pulls it."""
    world = World()
    comment = a_comment(classification=a_classification(departments=(department,)))
    world.put(comment)
    world.refer(comment.id)
    return world


def case(world: World) -> Referral:
    found = world.the(FOLIO)
    assert isinstance(found, Referral)
    return found


def reason(world: World) -> str:
    attention = case(world).attention
    return attention.reason if attention else ""


def _seen_since(world: World) -> datetime | None:
    attention = case(world).attention
    return attention.since if attention else None


def acts(world: World) -> list[tuple[datetime, str]]:
    return [(act.at, act.act) for act in case(world).history if act.act in {*Lateness, "reissued"}]


def told(world: World, what: Change) -> list[tuple[str, str]]:
    return [(change.department_id, change.because) for change in world.inboxes.changes if change.what is what]


def test_Q04_a_case_nobody_pulled_within_its_hours_is_called_to_mind_and_seen_by_a_person() -> None:
    world = a_world()
    until(world, REMIND_AT - timedelta(seconds=1))
    assert (case(world).lateness, case(world).attention) == (None, None)
    until(world, REMIND_AT)
    assert acts(world) == [(REMIND_AT, "reminded")]
    assert told(world, Change.REMINDED) == [("sapal", texts_es.case_reminder(FOLIO, case(world).due_on))]
    assert reason(world) == texts_es.referral_not_pulled(FOLIO, "sapal")
    assert (case(world).duty, case(world).due_at) == (Duty.DEPARTMENT, DEADLINE)


def test_Q04_a_deadline_that_passes_is_told_to_the_default_department_and_then_to_a_person() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.ACCEPTED))
    until(world, DEADLINE)
    assert acts(world) == [(DEADLINE, "overdue")]
    assert told(world, Change.OVERDUE) == [
        ("sapal", texts_es.case_overdue(FOLIO, case(world).due_on)),
        (DEFAULT_DEPARTMENT, texts_es.case_let_pass(FOLIO, "SAPAL")),
    ]
    assert case(world).attention is None
    until(world, PERSON_AT)
    assert acts(world)[1:] == [(PERSON_AT, "escalated")]
    assert reason(world) == texts_es.referral_overdue(FOLIO, "sapal")


def test_Q04_each_step_of_silence_is_taken_once_and_at_its_hour() -> None:
    world = a_world()
    until(world, NOW + timedelta(days=30))
    steps = [one for one in acts(world) if one[1] != "reissued"]
    assert steps == [(REMIND_AT, "reminded"), (DEADLINE, "overdue"), (PERSON_AT, "escalated")]
    assert len(world.inboxes.changes) == 3
    assert _seen_since(world) == PERSON_AT


def test_Q04_before_the_queue_forgets_it_the_case_is_there_again_under_the_same_folio() -> None:
    world = a_world()
    until(world, NOW + timedelta(days=35))
    messages = world.inboxes.of("sapal")
    assert [message.folio for message in messages] == [FOLIO] * 4
    assert [message.issue for message in messages] == [1, 2, 3, 4]
    sent = [message.referred_at for message in messages]
    assert all(later - earlier <= timedelta(days=14) for earlier, later in pairwise(sent))
    assert len(world.of_kind(Referral)) == 1


@pytest.mark.parametrize("act", [act for act in NewsAct if act is not NewsAct.RETURNED])
def test_Q04_what_was_heard_of_is_not_put_there_again(act: NewsAct) -> None:
    world = a_world()
    world.hear(some_news(act))
    until(world, NOW + timedelta(days=35))
    assert len(world.inboxes.of("sapal")) == 1
    assert told(world, Change.REMINDED) == []


def test_Q04_pulling_it_ends_the_wait_for_that_and_not_the_deadline() -> None:
    world = a_world()
    until(world, REMIND_AT)
    world.hear(some_news(NewsAct.PULLED))
    assert (case(world).lateness, case(world).attention) == (None, None)
    assert case(world).due_at == DEADLINE


@pytest.mark.parametrize("silent_until", [DEADLINE, PERSON_AT])
def test_Q04_a_late_case_that_is_taken_up_leaves_the_person_and_comes_back_if_nothing_follows(
    silent_until: datetime,
) -> None:
    world = a_world()
    until(world, silent_until)
    world.hear(some_news(NewsAct.IN_PROGRESS))
    assert (case(world).lateness, case(world).attention) == (Lateness.OVERDUE, None)
    until(world, silent_until + timedelta(days=1))
    assert case(world).lateness is Lateness.ESCALATED
    assert case(world).attention
    assert len(told(world, Change.OVERDUE)) == 2


def test_Q04_a_late_case_that_is_closed_waits_for_nobody() -> None:
    world = a_world()
    until(world, PERSON_AT)
    world.hear(some_news(NewsAct.CLOSED))
    assert case(world).is_finished
    assert case(world).attention is None


def test_Q08_a_late_case_that_is_returned_is_as_late_at_the_next_department() -> None:
    world = a_world()
    until(world, DEADLINE)
    world.hear(some_news(NewsAct.RETURNED))
    turn(world)
    assert (case(world).department_id, case(world).lateness) == (DEFAULT_DEPARTMENT, Lateness.OVERDUE)
    until(world, PERSON_AT)
    assert case(world).lateness is Lateness.ESCALATED
    assert len(told(world, Change.OVERDUE)) == 2


def test_Q12_of_an_overdue_case_the_default_department_reads_no_word_of_the_citizen() -> None:
    world = a_world()
    until(world, DEADLINE)
    overseen = [change for change in world.inboxes.changes if change.department_id == DEFAULT_DEPARTMENT]
    assert [change.text for change in overseen] == [None]


@pytest.mark.parametrize("department", [DEFAULT_DEPARTMENT, "mujeres"])
def test_Q12_where_nobody_else_may_know_a_person_does_at_once(department: str) -> None:
    world = World()
    world.catalogue.departments["mujeres"] = Department("mujeres", "Instituto de las Mujeres", 3, is_urgent=True)
    comment = a_comment(classification=a_classification(departments=(department,)))
    world.put(comment)
    world.refer(comment.id)
    deadline = end_of_day(case(world).due_on)
    until(world, deadline)
    turn(world)
    assert case(world).lateness is Lateness.ESCALATED
    assert {department_id for department_id, _ in told(world, Change.OVERDUE)} == {department}


def test_Q09_a_case_whose_department_left_the_catalogue_is_escalated_all_the_same() -> None:
    world = a_world()
    del world.catalogue.departments["sapal"]
    until(world, NOW + timedelta(days=12))
    assert case(world).lateness is Lateness.ESCALATED


def test_Q09_a_case_whose_queue_was_deleted_before_anybody_pulled_it_waits_for_a_person() -> None:
    world = a_world()
    world.inboxes = MortalInboxes(world.steps, frozenset({DEFAULT_DEPARTMENT}))
    until(world, NOW + REISSUE_AFTER)
    assert case(world).state is ReferralState.DISPUTED
    assert reason(world) == texts_es.NO_SUCH_INBOX


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("die_at", range(1, 7))
@pytest.mark.parametrize("moment", [REMIND_AT, DEADLINE, PERSON_AT, NOW + REISSUE_AFTER])
def test_Q04_Q17_dying_at_any_step_of_an_escalation_neither_loses_nor_repeats_it(
    moment: datetime, die_at: int, *, is_after: bool
) -> None:
    world = a_world()
    until(world, moment - timedelta(seconds=1))
    world.steps.arm(die_at, is_after=is_after)
    world.clock.set(moment)
    with suppress(Death):
        turn(world)
    world.steps.arm(None)
    until(world, moment + timedelta(minutes=20))
    lived = a_world()
    until(lived, moment + timedelta(minutes=20))
    assert [act for _, act in acts(world)] == [act for _, act in acts(lived)]
    assert case(world).lateness is case(lived).lateness
    assert {change.change_id for change in world.inboxes.changes} == {one.change_id for one in lived.inboxes.changes}
    assert {message.issue for message in world.inboxes.messages} == {one.issue for one in lived.inboxes.messages}
