"""4.2, Q16: two subjects in one comment are two cases at two departments, told to the citizen in one reply."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.case_message import Change
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from tests.builders import a_person, some_news
from tests.mortality import Death
from tests.neighbourhood import said
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
FIRST, SECOND = "LEO-20261123-000001", "LEO-20261123-000002"
COMMENT = said("c1", "no hay agua; la cancha no tiene luz")


def a_world(comment: Comment = COMMENT) -> World:
    world = World()
    world.put(comment)
    world.refer(comment.id)
    return world


def test_Q16_each_subject_reaches_its_own_department_with_its_own_words() -> None:
    world = a_world()
    sent = {(message.folio, message.department_id, message.text) for message in world.inboxes.messages}
    assert sent == {(FIRST, "sapal", "no hay agua"), (SECOND, "deporte", "la cancha no tiene luz")}
    comment = world.the(COMMENT.id)
    assert (comment.state, comment.folios) == (CommentState.REFERRED, (FIRST, SECOND))


def test_Q14_one_reply_names_both_folios() -> None:
    world = a_world()
    (reply,) = world.of_kind(Delivery)
    assert reply.reply
    assert reply.reply.template == "several"
    assert reply.reply.variables["folio"] == f"{FIRST} y {SECOND}"
    assert {case.acknowledgement.delivery for case in world.of_kind(Referral)} == {reply.id}


@pytest.mark.parametrize(
    "text", ["no hay agua; tampoco hay agua aquí", "no hay agua; ¿y la cancha?", "gracias por el agua; gracias"]
)
def test_what_is_one_departments_or_is_not_to_be_referred_is_no_second_case(text: str) -> None:
    world = a_world(said("c1", text))
    assert len(world.of_kind(Referral)) <= 1


def test_each_case_goes_its_own_way_afterwards() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED, folio=SECOND, department_id="deporte"))
    world.hear(some_news(NewsAct.RETURNED, folio=FIRST))
    world.run()
    assert world.the(SECOND).state is ReferralState.CLOSED
    assert (world.the(FIRST).department_id, world.the(FIRST).duty) == ("vinculacion", Duty.DEPARTMENT)
    assert sorted(reply.id for reply in world.of_kind(Delivery)) == [
        f"{FIRST}#facebook#acknowledgement",
        f"{SECOND}#facebook#closing",
    ]


def test_a_person_moves_one_of_them_by_its_folio_and_takes_back_both_with_one_word() -> None:
    world = a_world()
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "vinculacion", folio=SECOND)
    world.run()
    assert [world.the(folio).department_id for folio in (FIRST, SECOND)] == ["sapal", "vinculacion"]
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    assert {case.state for case in world.of_kind(Referral)} == {ReferralState.WITHDRAWN}
    assert [change.what for change in world.inboxes.changes].count(Change.WITHDRAWN) == 2


@settings(max_examples=60, deadline=None)
@given(
    tries=st.lists(st.sampled_from([COMMENT.id, FIRST, SECOND]), min_size=1, max_size=6),
    deaths=st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=6),
)
def test_P4_whatever_dies_there_are_two_cases_each_delivered_and_one_reply(
    tries: list[str], deaths: list[tuple[int, bool]]
) -> None:
    world = World()
    world.put(COMMENT)
    for position, record_id in enumerate(tries):
        die_at, is_after = deaths[position] if position < len(deaths) else (None, False)
        world.steps.arm(die_at, is_after=is_after)
        try:
            if world.stored.find(record_id):
                world.refer(record_id)
        except Death:
            pass
        finally:
            world.steps.arm(None)
    world.clock.advance(minutes=6)
    world.run()
    cases = world.of_kind(Referral)
    assert [(case.id, case.department_id, case.duty) for case in cases] == [
        (FIRST, "sapal", Duty.DEPARTMENT),
        (SECOND, "deporte", Duty.DEPARTMENT),
    ]
    assert {message.folio for message in world.inboxes.messages} == {FIRST, SECOND}
    assert [reply.id for reply in world.of_kind(Delivery)] == [f"{FIRST}#facebook#acknowledgement"]


def test_a_department_that_answers_before_the_other_has_its_case_does_not_split_the_reply() -> None:
    world = World()
    world.put(COMMENT)
    world.steps.arm(4, is_after=False)
    with pytest.raises(Death):
        world.refer(COMMENT.id)
    world.steps.arm(None)
    world.hear(some_news(NewsAct.PULLED, folio=FIRST))
    world.clock.advance(minutes=6)
    world.run()
    (reply,) = world.of_kind(Delivery)
    assert reply.reply
    assert reply.reply.variables["folio"] == f"{FIRST} y {SECOND}"
