"""4.2, Q08: a person says where a case belongs that no department takes, or that is at the wrong one."""

import pytest

from chalicelib import texts_es
from chalicelib.domain.case_message import Change
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.referral import Lateness, NewsAct, Referral, ReferralState
from chalicelib.procedure.assigning import assign_case
from tests.builders import DEFAULT_DEPARTMENT, a_comment, some_news, the_image_office
from tests.world import World

FOLIO = "LEO-20261123-000001"
WHY = "Lo atiende deporte: es una cancha."


def a_world() -> World:
    world = World()
    world.put(a_comment())
    world.refer(a_comment().id)
    return world


def disputed_world() -> World:
    """Give a world in which both departments returned the case."""
    world = a_world()
    for number, department in enumerate(("sapal", DEFAULT_DEPARTMENT)):
        world.hear(some_news(NewsAct.RETURNED, department_id=department, news_id=f"r{number}"))
        world.refer(FOLIO)
    assert world.the(FOLIO).state is ReferralState.DISPUTED
    return world


def assign(world: World, department_id: str, folio: str = FOLIO) -> Referral:
    return assign_case(
        folio,
        department_id,
        reason=WHY,
        by=the_image_office(),
        records=world.records,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )


@pytest.mark.parametrize("department", ["deporte", "sapal", DEFAULT_DEPARTMENT])
def test_Q08_a_disputed_case_goes_where_a_person_says_with_a_deadline_of_its_own(department: str) -> None:
    world = disputed_world()
    world.clock.advance(minutes=60 * 24 * 20)
    assign(world, department)
    case = world.refer(FOLIO)
    assert case is not None
    assert (case.state, case.department_id, case.attention) == (ReferralState.REFERRED, department, None)
    assert case.due_on == world.catalogue.departments[department].due_on(world.clock.now())
    assert world.inboxes.of(department)[-1].folio == FOLIO
    moved = next(act for act in case.history if act.act == "moved")
    assert (moved.by, moved.note) == (the_image_office().username, f"{department}: {WHY}")


def test_Q08_what_a_person_sent_on_and_is_returned_again_waits_for_a_person_again() -> None:
    world = disputed_world()
    assign(world, "deporte")
    world.refer(FOLIO)
    world.hear(some_news(NewsAct.RETURNED, department_id="deporte", news_id="r9"))
    assert world.the(FOLIO).state is ReferralState.DISPUTED


def test_whoever_had_the_case_is_told_that_it_is_somebody_elses() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.ACCEPTED))
    assign(world, "deporte")
    world.refer(FOLIO)
    told = [(change.what, change.department_id) for change in world.inboxes.changes]
    assert told == [(Change.MOVED, "sapal")]
    assert WHY not in world.inboxes.changes[0].because
    late = world.hear(some_news(NewsAct.CLOSED, news_id="n2"))
    assert (late.state, late.department_id) == (ReferralState.REFERRED, "deporte")


def test_a_late_case_is_not_late_where_a_person_sends_it() -> None:
    world = a_world()
    world.records.commit(
        replace=[world.the(FOLIO).evolve(lateness=Lateness.ESCALATED, look_at=world.clock.now()).on_duty()]
    )
    assert assign(world, "deporte").lateness is None


def test_saying_it_twice_changes_nothing() -> None:
    world = a_world()
    assign(world, "deporte")
    once = world.refer(FOLIO)
    assert assign(world, "deporte") == once
    assert [change.what for change in world.inboxes.changes] == [Change.MOVED]


def test_the_citizen_is_not_told_again() -> None:
    world = a_world()
    told = world.the(FOLIO).acknowledgement
    assign(world, "deporte")
    case = world.refer(FOLIO)
    assert case is not None
    assert case.acknowledgement == told


def test_Q07_a_case_that_has_ended_is_not_sent_on() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED))
    with pytest.raises(InvalidInputError) as refused:
        assign(world, "deporte")
    assert str(refused.value) == texts_es.case_has_ended(FOLIO)


def test_Q09_a_department_that_is_not_in_the_catalogue_is_given_nothing() -> None:
    with pytest.raises(InvalidInputError) as refused:
        assign(a_world(), "extinta")
    assert str(refused.value) == texts_es.UNKNOWN_DEPARTMENT


def test_a_folio_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        assign(a_world(), "deporte", "LEO-20261123-000099")


def test_who_says_where_an_urgent_case_belongs_has_read_it() -> None:
    world = a_world()
    world.records.commit(replace=[world.the(FOLIO).evolve(urgency="life", is_urgent=True).on_duty()])
    assert world.the(FOLIO).attention.is_urgent
    case = assign(world, "deporte")
    assert (case.seen_by, case.attention) == (the_image_office().username, None)


def test_Q17_a_case_that_comes_back_while_its_department_answers_is_brought_there_after_it_was_taken_away() -> None:
    world = a_world()
    assign(world, "deporte")
    assign(world, "sapal")
    world.hear(some_news(NewsAct.PULLED, department_id="sapal"))
    case = world.refer(FOLIO)
    assert case is not None
    assert (case.state, case.department_id, case.outbox) == (ReferralState.PULLED, "sapal", ())
    assert [change.what for change in world.inboxes.changes if change.department_id == "sapal"] == [Change.MOVED]
    assert len(world.inboxes.of("sapal")) == 2
    world.refer(FOLIO)
    assert len(world.inboxes.of("sapal")) == 2
