"""4.2, Q16: the same complaint by many neighbours is one case with its count, and each of them is told once."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain.case_message import Change
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.gathering import Gathering
from chalicelib.domain.neighbours import PAGE, Neighbours
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from tests.builders import NOW, a_person, some_news
from tests.mortality import Death, RacedRecords
from tests.neighbourhood import said
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
FOLIO = "LEO-20261123-000001"
TEXT = "no hay agua en las joyas"


def a_world(*comments: Comment) -> World:
    world = World()
    world.put(*comments)
    for comment in comments:
        world.refer(comment.id)
    return world


def neighbours(count: int, text: str = TEXT) -> list[Comment]:
    return [said(f"c{number}", text) for number in range(count)]


def replies(world: World, purpose: str = "acknowledgement") -> list[Delivery]:
    return [reply for reply in world.of_kind(Delivery) if f"#{purpose}" in reply.id]


def counted(world: World) -> list[int]:
    return [case.count for case in world.of_kind(Referral)]


# Joining ----------------------------------------------------------------------------------------------------------


def test_Q16_neighbours_who_say_the_same_share_a_folio_and_each_is_told_it_once() -> None:
    comments = [said("c1", TEXT), said("c2", "NO HAY AGUAAA en Las Joyas!!!".lower()), said("c3", f"hola, {TEXT} 😡")]
    world = a_world(*comments)
    assert {comment.folio for comment in world.of_kind(Comment)} == {FOLIO}
    assert counted(world) == [3]
    assert [message.folio for message in world.inboxes.messages] == [FOLIO]
    assert sorted(reply.target or "" for reply in replies(world)) == ["c1", "c2", "c3"]
    assert all(reply.subject == FOLIO for reply in replies(world))
    (page,) = world.of_kind(Neighbours)
    assert [member.comment for member in page.members] == [comments[1].id, comments[2].id]


@pytest.mark.parametrize(
    "other",
    [
        "no hay agua en las palmas",
        "no hay agua",
        "la cancha está rota en las joyas",
        "hay una fuga de agua tremenda junto a la escuela en las joyas",
        "no hay agua en las joyas desde el 14",
    ],
)
def test_what_is_about_another_place_department_or_thing_is_a_case_of_its_own(other: str) -> None:
    assert counted(a_world(said("c1", TEXT), said("c2", other))) == [1, 1]


def test_what_names_no_place_is_never_taken_for_the_same() -> None:
    assert counted(a_world(said("c1", "no hay agua"), said("c2", "no hay agua"))) == [1, 1]


def test_the_same_citizen_is_told_the_folio_once_however_often_they_write() -> None:
    world = a_world(said("c1", TEXT, "ana"), said("c2", TEXT, "ana"), said("c3", TEXT, "luz"), said("c4", TEXT, "luz"))
    assert counted(world) == [4]
    assert sorted(reply.target or "" for reply in replies(world)) == ["c1", "c3"]
    told = {member.comment[-2:]: member.acknowledgement.reason for member in world.of_kind(Neighbours)[0].members}
    assert told == {"c2": texts_es.ALREADY_TOLD, "c3": None, "c4": texts_es.ALREADY_TOLD}


def test_neighbours_on_a_network_without_replies_are_counted_and_the_reason_is_recorded() -> None:
    world = a_world(said("c1", TEXT), said("c2", TEXT, network=Network.INSTAGRAM))
    (page,) = world.of_kind(Neighbours)
    assert page.members[0].acknowledgement.reason == texts_es.REPLY_OFF_INSTAGRAM
    assert len(replies(world)) == 1


@pytest.mark.parametrize("between", [0, PAGE])
def test_Q16_who_joined_twice_before_their_network_had_answers_hears_of_the_closing_once(between: int) -> None:
    twice = [said(name, TEXT, "ana", Network.INSTAGRAM) for name in ("i1", "i2")]
    others = [said(f"c{number}", TEXT) for number in range(between)]
    world = a_world(said("c", TEXT), twice[0], *others, twice[1])
    world.catalogue.replies_on = frozenset({Network.FACEBOOK, Network.INSTAGRAM})
    world.hear(some_news(NewsAct.CLOSED, folio=FOLIO, department_id="sapal"))
    world.refer(FOLIO)
    world.refer(FOLIO)
    (case,) = world.of_kind(Referral)
    assert case.is_finished
    told = [reply.target for reply in replies(world, "closing")]
    assert len(told) == 2 + between
    assert sum(target in {"i1", "i2"} for target in told) == 1


def test_after_a_week_or_once_it_was_closed_the_same_complaint_is_a_new_case() -> None:
    world = a_world(said("c1", TEXT))
    world.hear(some_news(NewsAct.CLOSED))
    world.put(said("c2", TEXT))
    world.refer(said("c2", TEXT).id)
    world.clock.advance(days=8)
    world.put(said("c3", TEXT))
    world.refer(said("c3", TEXT).id)
    assert counted(world) == [1, 1, 1]


def test_a_neighbour_is_told_only_after_the_department_has_the_case() -> None:
    world = World()
    first, second = neighbours(2)
    world.put(first, second)
    world.steps.arm(2, is_after=False)
    with pytest.raises(Death):
        world.refer(first.id)
    world.steps.arm(None)
    world.refer(second.id)
    assert [message.folio for message in world.inboxes.messages] == [FOLIO]
    assert world.the(FOLIO).state is ReferralState.REFERRED
    assert len(replies(world)) == 2


def test_the_department_is_told_that_the_count_grows_at_some_numbers_and_not_each_time() -> None:
    world = a_world(*neighbours(12))
    assert [(change.what, change.count) for change in world.inboxes.changes if change.what is not Change.GROWN] == []
    world.run()
    assert {change.because for change in world.inboxes.changes} == {
        texts_es.case_grown(FOLIO, count) for count in (2, 5, 10)
    }


def test_Q16_five_hundred_neighbours_are_one_case_and_each_is_told_once_of_each_thing_within_half_the_accounts_hour() -> (
    None
):
    world = a_world(*neighbours(500))
    assert counted(world) == [500]
    pages = world.of_kind(Neighbours)
    assert max(len(page.members) for page in pages) == PAGE
    assert sum(len(page.members) for page in pages) == 499
    world.hear(some_news(NewsAct.CLOSED))
    for _ in pages:
        world.refer(FOLIO)
    assert world.the(FOLIO).is_finished
    for purpose in ("acknowledgement", "closing"):
        answers = replies(world, purpose)
        assert len({reply.target for reply in answers}) == len(answers) == 500
        assert most_within_an_hour([reply.not_before for reply in answers]) <= 101
        assert max(reply.not_before for reply in answers) <= NOW + timedelta(hours=5)


def most_within_an_hour(instants: list[datetime]) -> int:
    return max(sum(start <= one < start + timedelta(hours=1) for one in instants) for start in instants)


def test_a_neighbour_who_deleted_their_comment_is_not_answered_and_the_others_are() -> None:
    first, second = neighbours(2)
    world = a_world(first, second)
    world.records.commit(replace=[world.the(second.id).deleted(world.clock.now())])
    world.run()
    by_target = {reply.target: reply.reason_code for reply in replies(world)}
    assert by_target == {"c0": None, "c1": "comment_deleted"}


# A person's decision about one of many ------------------------------------------------------------------------------


@pytest.mark.parametrize("which", [0, 1])
def test_one_of_many_that_a_person_calls_something_else_leaves_the_case_to_the_others(which: int) -> None:
    comments = neighbours(3)
    world = a_world(*comments)
    world.decide(comments[which].id, CommentKind.OTHER, ANA)
    world.run()
    assert counted(world) == [2]
    assert world.the(FOLIO).state is ReferralState.REFERRED
    assert (world.the(comments[which].id).state, world.the(comments[which].id).folio) == (CommentState.COUNTED, None)


def test_when_every_one_of_them_is_something_else_the_case_is_withdrawn() -> None:
    comments = neighbours(3)
    world = a_world(*comments)
    for comment in comments:
        world.decide(comment.id, CommentKind.OTHER, ANA)
    world.run()
    assert world.the(FOLIO).state is ReferralState.WITHDRAWN
    assert [change.what for change in world.inboxes.changes][-1] is Change.WITHDRAWN


def test_a_case_that_many_share_moves_whole_and_later_neighbours_find_it_there() -> None:
    comments = neighbours(3)
    world = a_world(*comments)
    world.decide(comments[1].id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    world.put(said("c9", TEXT))
    world.refer(said("c9", TEXT).id)
    assert (world.the(FOLIO).department_id, counted(world)) == ("deporte", [4])


# At the same moment, and dying ----------------------------------------------------------------------------------------


def test_two_who_are_the_first_at_the_same_moment_share_one_folio() -> None:
    world = World()
    first, second = neighbours(2)
    world.put(first, second)

    world.records = RacedRecords(world.stored, world.steps, after_number=lambda: world.refer(second.id))
    world.refer(first.id)
    assert counted(world) == [2]
    assert {comment.folio for comment in world.of_kind(Comment)} == {FOLIO}


def test_two_who_join_at_the_same_moment_are_both_counted() -> None:
    first, second, third = neighbours(3)
    world = a_world(first)
    world.put(second, third)

    world.records = RacedRecords(world.stored, world.steps, before_commit=lambda: world.refer(third.id))
    world.refer(second.id)
    assert counted(world) == [3]
    assert len(replies(world)) == 3


def test_a_case_that_is_closed_at_the_very_moment_is_not_joined() -> None:
    first, second = neighbours(2)
    world = a_world(first)
    world.put(second)

    world.records = RacedRecords(world.stored, world.steps, before_commit=lambda: world.hear(some_news(NewsAct.CLOSED)))
    world.refer(second.id)
    assert counted(world) == [1, 1]


@settings(max_examples=60, deadline=None)
@given(
    order=st.permutations(list(range(4)) * 2),
    deaths=st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=6),
    closes_after=st.integers(0, 8),
)
def test_P4_whatever_dies_and_repeats_each_neighbour_is_counted_once_and_told_once_of_each_thing(
    order: list[int], deaths: list[tuple[int, bool]], closes_after: int
) -> None:
    comments = neighbours(4)
    world = World()
    world.put(*comments)
    for position, number in enumerate(order):
        die_at, is_after = deaths[position] if position < len(deaths) else (None, False)
        world.steps.arm(die_at, is_after=is_after)
        try:
            if position == closes_after and world.stored.find(FOLIO):
                world.hear(some_news(NewsAct.CLOSED))
            world.refer(comments[number].id)
        except (Death, RecordConflictError):
            pass
        finally:
            world.steps.arm(None)
    world.clock.advance(minutes=6)
    world.run()
    _is_whole(world, comments)


def _is_whole(world: World, comments: list[Comment]) -> None:
    cases = world.of_kind(Referral)
    assert sum(case.count for case in cases) == len(comments)
    for case in cases:
        listed = [
            member.comment for page in world.of_kind(Neighbours) if page.folio == case.id for member in page.members
        ]
        mine = [comment.id for comment in world.of_kind(Comment) if comment.folio == case.id]
        assert sorted([case.comment, *listed]) == sorted(mine)
        assert case.count == len(mine)
        assert case.is_finished or (case.duty is Duty.DEPARTMENT and case.outbox == ())
        closed = case.state is ReferralState.CLOSED
        assert len([one for one in replies(world, "closing") if one.subject == case.id]) == closed * len(mine)
    told = sorted(reply.target or "" for reply in replies(world))
    assert len(told) == len(set(told))
    silent = [case for case in cases if case.acknowledgement.reason]
    assert len(told) == len(comments) - len(silent)


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("die_at", range(1, 30))
def test_Q17_dying_at_any_step_while_neighbours_are_told_of_the_closing_tells_each_once(
    die_at: int,
    is_after: bool,  # noqa: FBT001
) -> None:
    comments = neighbours(4)
    world = a_world(*comments)
    world.queues.take()
    world.steps.arm(die_at, is_after=is_after)
    try:
        world.hear(some_news(NewsAct.CLOSED))
        world.refer(FOLIO)
    except Death:
        pass
    world.steps.arm(None)
    world.hear(some_news(NewsAct.CLOSED))
    world.clock.advance(minutes=6)
    world.run()
    _is_whole(world, comments)
    assert all(reply.is_finished for reply in world.of_kind(Delivery))


def test_the_mark_of_a_place_keeps_a_bounded_number_of_cases_and_no_text() -> None:
    world = World()
    for number in range(60):
        comment = said(f"c{number}", f"no hay agua en las joyas numero {number}")
        world.put(comment)
        world.refer(comment.id)
    (mark,) = world.of_kind(Gathering)
    assert len(mark.cases) == 40
    assert "agua" not in mark.model_dump_json()
    assert mark.partition == "state"
    assert all(world.clock.now() - case.opened_at <= timedelta(days=7) for case in mark.cases)
