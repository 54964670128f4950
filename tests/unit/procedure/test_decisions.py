"""4.1: what the machine is not sure of a person decides, and their word is told apart."""

from datetime import date, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.decision import Decision
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.people import Role
from chalicelib.domain.referral import Referral
from chalicelib.procedure.decisions import decisions_of, dismiss_rejection
from tests.builders import TODAY, a_bulletin, a_classification, a_comment, a_network_comment, a_person
from tests.fakes import Work
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
UNSURE = a_comment(classification=a_classification(confidence=0.2, departments=("sapal",)))


def a_world() -> World:
    world = World()
    world.put(UNSURE)
    return world


def test_a_complaint_a_person_recognises_is_asked_to_be_referred() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA)
    comment = world.the(UNSURE.id)
    assert comment.state is CommentState.TO_REFER
    assert comment.attention is None
    assert world.queues.ids(Work.REFER) == [UNSURE.id]


def test_the_decision_says_who_took_it_and_when_and_what_the_machine_was() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.OTHER, ANA)
    decided = world.the(UNSURE.id).classification
    assert (decided.decided_by, decided.decided_at, decided.classifier) == ("ana", world.clock.now(), "fake")
    assert world.the(UNSURE.id).state is CommentState.COUNTED
    assert world.queues.requests == []


def test_the_department_a_person_names_outranks_the_machines() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA, "deporte")
    referral = world.refer(UNSURE.id)
    assert referral
    assert referral.department_id == "deporte"


def test_without_a_department_the_machines_candidates_stand() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA)
    referral = world.refer(UNSURE.id)
    assert referral
    assert referral.department_id == "sapal"


def test_a_department_that_does_not_exist_is_refused() -> None:
    world = a_world()
    with pytest.raises(InvalidInputError, match=texts_es.UNKNOWN_DEPARTMENT):
        world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA, "tesoreria")
    assert world.the(UNSURE.id).classification.decided_by == ""


def test_P4_a_decision_after_the_referral_opens_no_second_case() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA)
    world.refer(UNSURE.id)
    world.queues.take()
    world.decide(UNSURE.id, CommentKind.SUGGESTION, ANA)
    assert world.queues.ids(Work.REFER) == [world.the(UNSURE.id).folio]
    assert world.the(UNSURE.id).state is CommentState.REFERRED
    assert len(world.of_kind(Referral)) == 1


# Examples ---------------------------------------------------------------------------------------------------------


def decided_on(world: World, first: date, last: date) -> list[Decision]:
    return list(decisions_of(first, last, records=world.records))


def test_each_decision_is_kept_by_its_day_with_the_text_and_both_readings() -> None:
    world = a_world()
    world.decide(UNSURE.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.clock.advance(days=1)
    world.decide(UNSURE.id, CommentKind.OTHER, ANA)
    (first,) = decided_on(world, TODAY, TODAY)
    assert (first.text, first.comment) == (UNSURE.text, UNSURE.id)
    assert first.machine == UNSURE.classification
    assert (first.person.comment_kind, first.person.department_id) == (CommentKind.COMPLAINT, "deporte")
    both = decided_on(world, TODAY, TODAY + timedelta(days=1))
    assert [one.person.comment_kind for one in both] == [CommentKind.COMPLAINT, CommentKind.OTHER]
    assert both[1].machine == UNSURE.classification


def test_an_example_names_no_citizen() -> None:
    world = World()
    comment = a_comment(a_network_comment("c7", "queja @vecina.1: @_otra no tiene agua, x@correo.mx"))
    world.put(comment)
    world.decide(comment.id, CommentKind.COMPLAINT, ANA)
    (example,) = decided_on(world, TODAY, TODAY)
    assert example.text == "queja @…: @… no tiene agua, x@correo.mx"
    assert comment.author_handle
    assert comment.author_handle not in example.model_dump_json()


@pytest.mark.parametrize("days", [-1, 31])
def test_a_period_that_is_empty_or_too_long_is_refused(days: int) -> None:
    with pytest.raises(InvalidInputError, match=texts_es.MANY_DAYS):
        decided_on(a_world(), TODAY, TODAY + timedelta(days=days))


def test_a_rejection_a_person_has_seen_waits_no_longer() -> None:
    world = World()
    world.upload("otros/x.txt", b"x")
    waiting = world.records.waiting()[0]
    assert dismiss_rejection(waiting.id, records=world.records).is_finished
    assert world.records.waiting() == []


def test_what_does_not_exist_is_neither_decided_nor_dismissed() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        world.decide("COM-20261123-x-1", CommentKind.OTHER, ANA)
    with pytest.raises(NotFoundError):
        dismiss_rejection(a_bulletin().id, records=world.records)
