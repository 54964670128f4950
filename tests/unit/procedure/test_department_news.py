"""4.2: what departments say is recorded once; a closing tells the citizen, a return refers the case again."""

import pytest

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from tests.builders import a_comment, a_referral, some_news
from tests.fakes import Work
from tests.mortality import Death
from tests.world import World

FOLIO = "LEO-20261123-000001"


def a_world() -> World:
    world = World()
    world.put(a_comment().referred(FOLIO), a_referral().delivered(world.clock.now()))
    return world


def case(world: World) -> Referral:
    found = world.the(FOLIO)
    assert isinstance(found, Referral)
    return found


def test_a_closing_tells_the_citizen() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED, note="Se reparó"))
    assert case(world).is_finished
    replies = world.of_kind(Delivery)
    assert [reply.id for reply in replies] == [f"{FOLIO}#facebook#closing"]
    assert world.queues.ids(Work.PUBLISH) == [replies[0].id]


def test_the_departments_note_never_becomes_a_replys_text() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED, note="{folio} <script>"))
    reply = world.of_kind(Delivery)[0].reply
    assert "script" not in str(reply)


def test_Q07_news_told_twice_is_recorded_once() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED))
    before = case(world)
    world.hear(some_news(NewsAct.CLOSED))
    assert case(world) == before
    assert len(world.of_kind(Delivery)) == 1


def test_Q07_a_case_closed_twice_tells_the_citizen_once() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED, news_id="n1"))
    world.hear(some_news(NewsAct.CLOSED, news_id="n2"))
    assert len(world.of_kind(Delivery)) == 1
    assert len(case(world).history) == 4


def test_Q07_the_next_departments_news_is_heard_though_it_is_called_like_the_firsts() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.RETURNED, news_id="1"))
    world.refer(FOLIO)
    assert case(world).department_id == "vinculacion"
    world.hear(some_news(NewsAct.CLOSED, department_id="vinculacion", news_id="1"))
    assert case(world).state is ReferralState.CLOSED


def test_Q08_a_return_refers_the_case_again() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.RETURNED))
    assert (case(world).state, case(world).department_id) == (ReferralState.OPENED, "vinculacion")
    assert world.queues.ids(Work.REFER) == [FOLIO]


def test_Q08_a_case_everybody_returned_waits_for_a_person() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.RETURNED))
    world.refer(FOLIO)
    world.hear(some_news(NewsAct.RETURNED, department_id="vinculacion", news_id="n2"))
    assert case(world).duty is Duty.PERSON
    assert [record.id for record in world.records.waiting()] == [FOLIO]


def test_Q12_another_department_says_nothing_of_it_and_learns_nothing() -> None:
    world = a_world()
    world.hear(some_news(news_id="1"))
    before = case(world)
    for news_id in ("1", "2"):
        with pytest.raises(InvalidInputError):
            world.hear(some_news(NewsAct.CLOSED, department_id="deporte", news_id=news_id))
    assert case(world) == before


def test_a_folio_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        World().hear(some_news())


@pytest.mark.parametrize("act", sorted(NewsAct))
@pytest.mark.parametrize("is_after", [False, True])
def test_dying_at_any_step_and_hearing_again_records_it_once(act: NewsAct, is_after: bool) -> None:  # noqa: FBT001
    for die_at in (1, 2):
        world = a_world()
        world.steps.arm(die_at, is_after=is_after)
        try:
            world.hear(some_news(act))
        except Death:
            world.steps.arm(None)
            world.hear(some_news(act))
        assert sum(line.news_id == "n1" for line in case(world).history) == 1
        assert len(world.of_kind(Delivery)) == (1 if act is NewsAct.CLOSED else 0)
        assert case(world).is_finished or case(world).due_at
