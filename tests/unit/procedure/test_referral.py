"""4.2, P4: exactly one folio per comment, at one department, and folios without gaps."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import NotFoundError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from tests.builders import a_classification, a_comment, a_network_comment, some_news
from tests.fakes import InMemoryDepartmentInboxes, Work
from tests.mortality import Death, MortalInboxes, RacedRecords
from tests.world import World

FOLIO = "LEO-20261123-000001"


def complaints(count: int) -> list[Comment]:
    return [a_comment(a_network_comment(f"c{number}")) for number in range(count)]


def a_world(count: int = 1) -> World:
    world = World()
    world.put(*complaints(count))
    return world


def refer(world: World, record_id: str | None = None) -> Referral:
    referral = world.refer(record_id or complaints(1)[0].id)
    assert referral is not None
    return referral


# The straight way -------------------------------------------------------------------------------------------------


def test_a_complaint_is_delivered_to_its_department_under_a_folio() -> None:
    world = a_world()
    referral = refer(world)
    assert referral.id == FOLIO
    stored = world.the(FOLIO)
    assert (stored.state, stored.duty, stored.department_id) == (ReferralState.REFERRED, Duty.DEPARTMENT, "sapal")
    assert [message.folio for message in world.inboxes.of("sapal")] == [FOLIO]
    comment = world.the(complaints(1)[0].id)
    assert (comment.state, comment.folio) == (CommentState.REFERRED, FOLIO)


def test_P4_the_citizen_is_told_once_and_only_after_the_department_has_the_case() -> None:
    world = a_world()
    refer(world)
    replies = world.of_kind(Delivery)
    assert [reply.id for reply in replies] == [world.the(FOLIO).acknowledgement.delivery]
    assert world.queues.ids(Work.PUBLISH) == [replies[0].id]

    class Closed(MortalInboxes):
        def deliver(self, message: CaseMessage | ChangeMessage) -> None:
            raise TransientServiceError(message.folio)

    down = a_world()
    down.inboxes = Closed(down.steps)
    with pytest.raises(TransientServiceError):
        refer(down)
    assert down.of_kind(Delivery) == []
    assert down.the(FOLIO).acknowledgement is None
    assert down.the(FOLIO).duty is Duty.REFER


def test_a_complaint_without_a_department_goes_to_the_default_one() -> None:
    world = World()
    comment = a_comment(classification=a_classification(departments=()))
    world.put(comment)
    assert refer(world, comment.id).department_id == world.catalogue.default_department


@pytest.mark.parametrize("kind", [CommentKind.QUESTION, CommentKind.OTHER])
def test_what_is_not_to_be_referred_gets_no_folio(kind: CommentKind) -> None:
    world = World()
    comment = a_comment(classification=a_classification(kind))
    world.put(comment)
    assert world.refer(comment.id) is None
    assert world.of_kind(Referral) == []


def test_a_complaint_that_waits_for_a_persons_decision_gets_no_folio() -> None:
    world = World()
    comment = a_comment(classification=a_classification(confidence=0.1))
    world.put(comment)
    assert world.refer(comment.id) is None


def test_what_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        World().refer("COM-20261123-x-1")


# Once -------------------------------------------------------------------------------------------------------------


def test_Q01_a_comment_referred_again_and_again_has_one_folio_and_one_message() -> None:
    world = a_world()
    folios = {refer(world).id for _ in range(5)}
    assert folios == {FOLIO}
    assert len(world.inboxes.messages) == 1
    assert len(world.of_kind(Delivery)) == 1


def test_folios_of_a_day_have_no_gaps_and_no_repeats() -> None:
    world = a_world(20)
    for comment in complaints(20):
        refer(world, comment.id)
        refer(world, comment.id)
    assert [referral.id for referral in world.of_kind(Referral)] == [
        f"LEO-20261123-{number:06d}" for number in range(1, 21)
    ]


def test_every_day_begins_with_folio_one() -> None:
    world = a_world()
    refer(world)
    world.clock.advance(days=1)
    later = a_comment(a_network_comment("c9", at=world.clock.now()))
    world.put(later)
    assert refer(world, later.id).id == "LEO-20261124-000001"


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("die_at", range(1, 5))
def test_Q17_dying_at_any_step_leaves_one_folio_no_gap_and_a_case_at_its_department(
    die_at: int,
    is_after: bool,  # noqa: FBT001
) -> None:
    world = a_world(3)
    world.steps.arm(die_at, is_after=is_after)
    with pytest.raises(Death):
        refer(world)
    world.steps.arm(None)
    world.clock.advance(minutes=6)
    world.run()
    referrals = world.of_kind(Referral)
    assert [referral.id for referral in referrals] == [f"LEO-20261123-{number:06d}" for number in (1, 2, 3)]
    assert len({referral.comment for referral in referrals}) == 3
    assert all(referral.duty is Duty.DEPARTMENT for referral in referrals)
    assert {message.folio for message in world.inboxes.messages} == {referral.id for referral in referrals}
    replies = [delivery.id for delivery in world.of_kind(Delivery)]
    assert replies == sorted(referral.acknowledgement.delivery for referral in referrals)


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(list(range(4)) * 2),
    deaths=st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=4),
)
def test_P4_whatever_dies_and_repeats_there_are_as_many_folios_as_complaints(
    order: list[int], deaths: list[tuple[int, bool]]
) -> None:
    world = a_world(4)
    for position, number in enumerate(order):
        die_at, is_after = deaths[position] if position < len(deaths) else (None, False)
        world.steps.arm(die_at, is_after=is_after)
        try:
            world.refer(complaints(4)[number].id)
        except Death:
            pass
        finally:
            world.steps.arm(None)
    world.clock.advance(minutes=6)
    world.run()
    assert [referral.id for referral in world.of_kind(Referral)] == [
        f"LEO-20261123-{number:06d}" for number in range(1, 5)
    ]
    assert {comment.folio for comment in world.of_kind(Comment)} == {
        referral.id for referral in world.of_kind(Referral)
    }


def test_two_workers_that_want_the_same_number_get_two() -> None:
    world = a_world(2)
    first, second = complaints(2)

    world.records = RacedRecords(world.stored, world.steps, after_number=lambda: world.refer(second.id))
    refer(world, first.id)
    assert world.the(second.id).folio == "LEO-20261123-000001"
    assert world.the(first.id).folio == "LEO-20261123-000002"


# The department answers before we have written that it has the case -------------------------------------------------


@pytest.mark.parametrize("act", [NewsAct.PULLED, NewsAct.ACCEPTED, NewsAct.IN_PROGRESS])
def test_Q17_a_department_that_answers_before_its_delivery_is_noted_still_has_its_deadline_and_the_citizen_is_told(
    act: NewsAct,
) -> None:
    """The worker dies between the queue and the note; the department is quicker than the second try."""
    world = a_world()
    world.steps.arm(3, is_after=False)
    with pytest.raises(Death):
        refer(world)
    world.steps.arm(None)
    assert len(world.inboxes.messages) == 1
    world.hear(some_news(act))
    world.clock.advance(minutes=6)
    for case in world.records.due(Duty.REFER, world.clock.now()):
        world.refer(case.id)
    referral = world.the(FOLIO)
    assert referral.acknowledgement is not None
    assert referral.duty is Duty.DEPARTMENT
    assert world.records.due(Duty.REFER, world.clock.now()) == []


def test_Q10_a_case_closed_before_its_delivery_is_noted_tells_the_citizen_or_says_why_not() -> None:
    world = a_world()
    world.steps.arm(3, is_after=False)
    with pytest.raises(Death):
        refer(world)
    world.steps.arm(None)
    closed = world.hear(some_news(NewsAct.CLOSED))
    world.refer(FOLIO)
    assert world.the(FOLIO).is_finished
    assert closed.closing is not None
    assert world.the(FOLIO).acknowledgement is not None


# Q09: departments come and go -------------------------------------------------------------------------------------


def test_Q09_a_candidate_that_is_no_longer_in_the_catalogue_is_passed_over() -> None:
    world = World()
    comment = a_comment(classification=a_classification(departments=("tesoreria", "deporte")))
    world.put(comment)
    assert refer(world, comment.id).department_id in {"deporte", world.catalogue.default_department}


def test_Q09_a_department_without_a_queue_makes_its_case_wait_for_a_person() -> None:
    world = a_world()

    class NoQueue(MortalInboxes):
        def deliver(self, message: CaseMessage | ChangeMessage) -> None:
            InMemoryDepartmentInboxes(departments=["deporte"]).deliver(message)

    world.inboxes = NoQueue(world.steps)
    for _ in range(3):
        try:
            world.refer(complaints(1)[0].id)
        except RejectedByServiceError:
            continue
    assert [record.id for record in world.records.waiting()] == [FOLIO]


# Returned ---------------------------------------------------------------------------------------------------------


def test_Q08_a_returned_case_is_delivered_to_the_next_department_and_the_citizen_is_not_told_again() -> None:
    world = a_world()
    refer(world)
    world.hear(some_news(NewsAct.RETURNED))
    assert world.queues.ids(Work.REFER) == [FOLIO]
    refer(world, FOLIO)
    assert [message.department_id for message in world.inboxes.messages] == ["sapal", "vinculacion"]
    assert len(world.of_kind(Delivery)) == 1
    assert world.the(FOLIO).duty is Duty.DEPARTMENT
