"""4.1, 4.2, C07: an edit that reads otherwise is told to the department that has the case; it never opens a second one."""

import pytest

from chalicelib import texts_es
from chalicelib.domain.case_changes import MAX_EDITS_TOLD
from chalicelib.domain.case_message import Change
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import reading_of
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from chalicelib.ports import CommentPage
from tests.builders import NOW, a_person, a_post, some_news
from tests.fakes import Work
from tests.mortality import Death
from tests.neighbourhood import PlainClassifier, seen
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
FOLIO = "LEO-20261123-000001"
POST = a_post(Network.FACEBOOK)
READING = f"{POST.id}#reading"


def a_world(text: str = "no hay agua en las joyas") -> World:
    world = World()
    world.classifier = PlainClassifier()  # type: ignore[assignment]
    world.put(POST, reading_of(POST, NOW))
    shown(world, text)
    return world


def shown(world: World, text: str) -> Comment:
    """Let the network show the comment with a text, read it, and do what follows."""
    world.shows(Network.FACEBOOK, CommentPage((seen("c1", text),), is_whole=True))
    world.clock.advance(minutes=2)
    world.read(READING)
    world.run()
    (comment,) = world.of_kind(Comment)
    assert isinstance(comment, Comment)
    return comment


@pytest.mark.parametrize(
    "text", ["la cancha está rota en las joyas", "no hay agua en las palmas", "gracias por el agua en las joyas"]
)
def test_C07_an_edit_that_reads_otherwise_is_told_to_the_department_and_opens_no_second_case(text: str) -> None:
    world = a_world()
    comment = shown(world, text)
    (case,) = world.of_kind(Referral)
    (change,) = world.inboxes.changes
    assert (change.what, change.department_id, change.text) == (Change.CORRECTED, "sapal", text)
    assert change.because == texts_es.case_edited(FOLIO)
    assert (case.state, case.duty, case.text) == (ReferralState.REFERRED, Duty.DEPARTMENT, text)
    assert (comment.state, comment.folio) == (CommentState.REFERRED, FOLIO)
    assert len(world.of_kind(Delivery)) == 1


def test_an_edit_that_reads_the_same_is_a_version_and_nothing_more() -> None:
    world = a_world()
    comment = shown(world, "sigue que no hay agua en las joyas")
    assert len(comment.versions) == 2
    assert world.inboxes.changes == []


def test_who_edits_for_ever_does_not_fill_the_departments_queue() -> None:
    world = a_world()
    for number in range(20):
        shown(world, "la cancha está rota" if number % 2 == 0 else "no hay agua en las joyas")
    assert len(world.inboxes.changes) == MAX_EDITS_TOLD
    assert len(world.of_kind(Referral)) == 1


def test_an_edit_of_a_case_that_was_closed_changes_nothing() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED))
    comment = shown(world, "la cancha está rota")
    assert world.inboxes.changes == []
    assert comment.state is CommentState.REFERRED
    assert len(world.of_kind(Referral)) == 1


def test_an_edit_that_speaks_of_danger_goes_to_those_on_duty_under_the_same_folio_and_before_a_person() -> None:
    world = a_world()
    shown(world, "mi esposo me pega y no hay agua")
    (case,) = world.of_kind(Referral)
    assert (case.department_id, case.urgency) == ("deporte", Urgency.VIOLENCE_AGAINST_WOMEN)
    assert [one.id for one in world.records.waiting()] == [FOLIO]
    (moved,) = world.inboxes.changes
    assert (moved.what, moved.department_id) == (Change.MOVED, "sapal")
    assert moved.because == texts_es.case_moved_as_urgent(FOLIO)
    assert "pega" not in moved.model_dump_json()
    assert world.inboxes.messages[-1].text == "mi esposo me pega y no hay agua"
    assert len(world.of_kind(Delivery)) == 1


def test_danger_in_an_edit_of_a_closed_case_is_before_a_person_first_of_all() -> None:
    world = a_world()
    world.hear(some_news(NewsAct.CLOSED))
    comment = shown(world, "mi esposo me pega")
    assert comment.state is CommentState.TO_DECIDE
    assert comment.attention
    assert (comment.attention.reason, comment.attention.is_urgent) == (texts_es.URGENT_EDIT, True)
    world.decide(comment.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    (case,) = world.of_kind(Referral)
    assert (case.department_id, case.state) == ("deporte", ReferralState.REFERRED)


def test_a_persons_reading_is_not_replaced_by_the_machines_of_the_next_version() -> None:
    world = a_world()
    world.decide(world.of_kind(Comment)[0].id, CommentKind.SUGGESTION, ANA)
    world.run()
    comment = shown(world, "la cancha está rota en las joyas")
    assert (comment.classification.decided_by, comment.classification.comment_kind) == ("ana", CommentKind.SUGGESTION)
    assert comment.machine
    assert comment.machine.department_id == "deporte"
    assert [change.because for change in world.inboxes.changes][-1] == texts_es.case_edited(FOLIO)


def test_an_edit_of_what_a_person_took_back_waits_for_a_person() -> None:
    world = a_world()
    world.decide(world.of_kind(Comment)[0].id, CommentKind.OTHER, ANA)
    world.run()
    comment = shown(world, "la cancha está rota en las joyas")
    assert comment.state is CommentState.TO_DECIDE
    world.decide(comment.id, CommentKind.COMPLAINT, ANA)
    world.run()
    (case,) = world.of_kind(Referral)
    assert (case.id, case.state) == (FOLIO, ReferralState.REFERRED)


def test_however_often_it_is_edited_what_a_person_took_back_is_not_taken_up_again_by_the_machine() -> None:
    world = a_world()
    world.decide(world.of_kind(Comment)[0].id, CommentKind.OTHER, ANA)
    world.run()
    for text in ("la cancha está rota", "no hay agua aquí", "la cancha sigue rota"):
        comment = shown(world, text)
        assert comment.state is CommentState.TO_DECIDE
    assert world.the(FOLIO).state is ReferralState.WITHDRAWN


def test_danger_in_an_edit_of_what_a_person_took_back_opens_the_same_case_for_those_on_duty() -> None:
    world = a_world()
    world.decide(world.of_kind(Comment)[0].id, CommentKind.OTHER, ANA)
    world.run()
    comment = shown(world, "mi esposo me pega")
    (case,) = world.of_kind(Referral)
    assert (case.id, case.state, case.department_id) == (FOLIO, ReferralState.REFERRED, "deporte")
    assert comment.folios == (FOLIO,)
    assert [one.id for one in world.records.waiting()] == [FOLIO]


def test_a_decision_between_an_edit_and_its_notice_does_not_lose_the_notice() -> None:
    world = a_world()
    world.shows(Network.FACEBOOK, CommentPage((seen("c1", "la cancha está rota"),), is_whole=True))
    world.clock.advance(minutes=2)
    world.read(READING)
    world.decide(world.of_kind(Comment)[0].id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert [change.because for change in world.inboxes.changes] == [texts_es.case_edited(FOLIO)]


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("die_at", range(1, 8))
@pytest.mark.parametrize("text", ["la cancha está rota", "mi esposo me pega"])
def test_Q17_dying_at_any_step_of_an_edit_loses_no_notice_and_opens_no_second_case(
    die_at: int,
    is_after: bool,  # noqa: FBT001
    text: str,
) -> None:
    world = a_world()
    world.steps.arm(die_at, is_after=is_after)
    try:
        world.shows(Network.FACEBOOK, CommentPage((seen("c1", text),), is_whole=True))
        world.clock.advance(minutes=2)
        world.read(READING)
        for record_id in world.queues.ids(Work.REFER):
            world.refer(record_id)
    except Death:
        pass
    world.steps.arm(None)
    world.clock.advance(minutes=6)
    shown(world, text)
    (case,) = world.of_kind(Referral)
    wanted = Change.MOVED if "pega" in text else Change.CORRECTED
    assert {change.what for change in world.inboxes.changes} == {wanted}
    assert (case.outbox, case.duty) == ((), Duty.DEPARTMENT)
    assert len(world.of_kind(Delivery)) == 1
