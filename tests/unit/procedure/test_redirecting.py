"""4.1, 4.2: a person's decision takes the case along; whoever has it is told, the citizen is not told twice."""

import pytest

from chalicelib import texts_es
from chalicelib.domain.case_message import CaseMessage, Change, ChangeMessage
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Lateness, NewsAct, Referral, ReferralState
from tests.builders import a_person, some_news
from tests.fakes import InMemoryDepartmentInboxes, Work
from tests.mortality import Death, MortalInboxes
from tests.neighbourhood import said
from tests.world import World

ANA = a_person(Role.COORDINATOR, username="ana")
FOLIO = "LEO-20261123-000001"
COMMENT = said("c1", "no hay agua")


def a_referred_world(*news: NewsAct) -> World:
    world = World()
    world.put(COMMENT)
    world.refer(COMMENT.id)
    for number, act in enumerate(news):
        world.hear(some_news(act, news_id=f"n{number}"))
    world.run()
    return world


def case(world: World) -> Referral:
    found = world.the(FOLIO)
    assert isinstance(found, Referral)
    return found


def told(world: World) -> list[tuple[str, Change]]:
    return [(change.department_id, change.what) for change in world.inboxes.changes]


def replies(world: World) -> list[str]:
    return [reply.id for reply in world.of_kind(Delivery)]


def test_a_case_nobody_pulled_is_withdrawn_and_its_department_told_to_ignore_the_folio() -> None:
    world = a_referred_world()
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    assert (case(world).state, case(world).is_finished) == (ReferralState.WITHDRAWN, True)
    assert told(world) == [("sapal", Change.WITHDRAWN)]
    assert world.inboxes.changes[0].because == texts_es.case_withdrawn(FOLIO)
    assert world.the(COMMENT.id).state is CommentState.COUNTED


def test_a_case_that_was_pulled_is_cancelled_with_a_notice() -> None:
    world = a_referred_world(NewsAct.PULLED)
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    assert case(world).state is ReferralState.CANCELLED
    assert told(world) == [("sapal", Change.CANCELLED)]


def test_Q12_who_is_told_of_a_withdrawal_reads_nothing_of_the_citizen() -> None:
    world = a_referred_world()
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    (change,) = world.inboxes.changes
    assert change.text is None
    assert "vecina" not in change.model_dump_json()


@pytest.mark.parametrize(("news", "notice"), [((), Change.MOVED), ((NewsAct.PULLED,), Change.MOVED)])
def test_another_department_gets_the_same_folio_and_the_former_one_a_notice(
    news: tuple[NewsAct, ...], notice: Change
) -> None:
    world = a_referred_world(*news)
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    assert [message.department_id for message in world.inboxes.messages] == ["sapal", "deporte"]
    assert {message.folio for message in world.inboxes.messages} == {FOLIO}
    assert told(world) == [("sapal", notice)]
    assert (case(world).department_id, case(world).state) == ("deporte", ReferralState.REFERRED)
    assert len(world.of_kind(Referral)) == 1


def test_Q14_the_citizen_who_was_told_is_not_told_again_when_the_case_moves_or_comes_back() -> None:
    world = a_referred_world()
    before = replies(world)
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert replies(world) == before == [f"{FOLIO}#facebook#acknowledgement"]
    assert case(world).state is ReferralState.REFERRED
    assert case(world).duty is Duty.DEPARTMENT


def test_a_case_withdrawn_before_anybody_was_told_says_so_and_tells_when_it_is_opened_again() -> None:
    world = World()
    world.put(COMMENT)
    world.steps.arm(2, is_after=False)
    with pytest.raises(Death):
        world.refer(COMMENT.id)
    world.steps.arm(None)
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    acknowledgement = case(world).acknowledgement
    assert acknowledgement
    assert acknowledgement.reason == texts_es.WITHDRAWN_BEFORE_TOLD
    assert replies(world) == []
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert replies(world) == [f"{FOLIO}#facebook#acknowledgement"]


def test_late_news_of_the_former_department_is_kept_and_changes_nothing() -> None:
    world = a_referred_world()
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    world.hear(some_news(NewsAct.CLOSED, news_id="late"))
    assert case(world).state is ReferralState.REFERRED
    assert case(world).history[-1].by == "sapal"


def test_Q08_a_case_that_a_person_moved_does_not_go_back_by_itself_to_whom_it_was_taken_from() -> None:
    world = a_referred_world()
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    world.hear(some_news(NewsAct.RETURNED, department_id="deporte", news_id="back"))
    assert case(world).department_id == world.catalogue.default_department


def test_a_disputed_case_goes_where_a_person_says() -> None:
    world = World()
    world.put(COMMENT)
    world.inboxes = OnlySports(world.steps)
    world.refer(COMMENT.id)
    assert case(world).state is ReferralState.DISPUTED
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    assert (case(world).state, case(world).department_id) == (ReferralState.REFERRED, "deporte")
    assert case(world).acknowledgement
    assert world.records.waiting() == []


class OnlySports(MortalInboxes):
    """The queues of a municipality where only sports has one."""

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        if message.department_id != "deporte":
            InMemoryDepartmentInboxes(departments=["deporte"]).deliver(message)
        super().deliver(message)


def test_Q09_a_notice_for_a_department_without_a_queue_is_written_down_and_holds_nothing_up() -> None:
    world = a_referred_world()
    world.inboxes = OnlySports(world.steps)
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    assert case(world).state is ReferralState.REFERRED
    assert "undeliverable" in [act.act for act in case(world).history]


def test_another_kind_is_told_to_the_department_that_has_the_case() -> None:
    world = a_referred_world(NewsAct.PULLED)
    world.decide(COMMENT.id, CommentKind.SUGGESTION, ANA)
    world.run()
    assert told(world) == [("sapal", Change.CORRECTED)]
    assert world.inboxes.changes[0].because == texts_es.case_reread(FOLIO, "complaint", "suggestion")
    assert (case(world).comment_kind, case(world).state) == (CommentKind.SUGGESTION, ReferralState.PULLED)


def test_other_that_a_person_calls_a_complaint_opens_a_case() -> None:
    world = World()
    thanks = said("c2", "gracias por el agua")
    world.put(thanks)
    world.decide(thanks.id, CommentKind.COMPLAINT, ANA)
    world.run()
    assert world.the(thanks.id).folio == FOLIO
    assert case(world).department_id == "sapal"


@pytest.mark.parametrize("kind", [CommentKind.OTHER, CommentKind.SUGGESTION])
def test_Q07_what_its_department_closed_stays_closed_whatever_is_decided_later(kind: CommentKind) -> None:
    world = a_referred_world(NewsAct.CLOSED)
    world.decide(COMMENT.id, kind, ANA)
    world.run()
    assert case(world).state is ReferralState.CLOSED
    assert told(world) == []


def test_saying_the_same_again_changes_nothing() -> None:
    world = a_referred_world()
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    world.run()
    before = [(record.id, record.revision) for record in world.stored.all]
    world.clock.advance(minutes=1)
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA, "deporte")
    assert [(record.id, record.revision) for record in world.stored.all] == before


def test_a_reply_that_has_not_gone_out_is_not_sent_for_a_case_that_was_none() -> None:
    world = World()
    world.put(COMMENT)
    world.refer(COMMENT.id)
    world.decide(COMMENT.id, CommentKind.OTHER, ANA)
    world.run()
    reply = world.the(f"{FOLIO}#facebook#acknowledgement")
    assert reply.reason == texts_es.WITHDRAWN_BEFORE_TOLD
    assert reply.network_id is None


def test_a_case_that_is_overdue_stays_before_a_person_when_somebody_reads_it_again() -> None:
    world = a_referred_world(NewsAct.PULLED)
    world.records.commit(replace=[case(world).evolve(lateness=Lateness.ESCALATED, look_at=world.clock.now()).on_duty()])
    world.decide(COMMENT.id, CommentKind.COMPLAINT, ANA)
    assert [one.id for one in world.records.waiting()] == [FOLIO]


# Dying ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("die_at", range(1, 8))
@pytest.mark.parametrize("then", ["other", "deporte", "suggestion"])
def test_Q17_dying_at_any_step_of_a_decision_and_what_follows_loses_no_notice(
    die_at: int,
    is_after: bool,  # noqa: FBT001
    then: str,
) -> None:
    world = a_referred_world(NewsAct.PULLED)
    world.steps.arm(die_at, is_after=is_after)
    decide(world, then)
    try:
        for request in world.queues.take():
            world.refer(request.record_id)
    except Death:
        pass
    world.steps.arm(None)
    decide(world, then)
    world.clock.advance(minutes=6)
    world.run()
    wanted = {"other": Change.CANCELLED, "deporte": Change.MOVED, "suggestion": Change.CORRECTED}[then]
    assert {(change.department_id, change.what) for change in world.inboxes.changes} == {("sapal", wanted)}
    assert len({change.change_id for change in world.inboxes.changes}) == 1
    assert case(world).outbox == ()
    assert replies(world) == [f"{FOLIO}#facebook#acknowledgement"]
    assert case(world).is_finished or case(world).duty is Duty.DEPARTMENT


def decide(world: World, then: str) -> None:
    kind = {"other": CommentKind.OTHER, "suggestion": CommentKind.SUGGESTION}.get(then, CommentKind.COMPLAINT)
    try:
        world.decide(COMMENT.id, kind, ANA, "deporte" if then == "deporte" else None)
    except Death:
        world.queues.take()


@pytest.mark.parametrize(
    ("kind", "department", "arrived"),
    [
        (CommentKind.COMPLAINT, "deporte", [("sapal", "complaint"), ("deporte", "complaint")]),
        (CommentKind.SUGGESTION, None, [("sapal", "complaint"), ("sapal", "suggestion")]),
    ],
)
def test_Q17_a_decision_while_the_case_is_on_its_way_is_not_lost_to_the_worker_that_carries_it(
    kind: CommentKind, department: str | None, arrived: list[tuple[str, str]]
) -> None:
    world = World()
    world.put(COMMENT)

    class Meddling(MortalInboxes):
        """A person decides between the queue and the note."""

        def deliver(self, message: CaseMessage | ChangeMessage) -> None:
            super().deliver(message)
            if len(self.messages) == 1 and not self.changes:
                world.decide(COMMENT.id, kind, ANA, department)

    world.inboxes = Meddling(world.steps)
    world.refer(COMMENT.id)
    world.run()
    assert [(one.department_id, one.comment_kind) for one in world.inboxes.messages] == arrived
    assert (case(world).department_id, case(world).state) == (arrived[-1][0], ReferralState.REFERRED)
    assert replies(world) == [f"{FOLIO}#facebook#acknowledgement"]


def test_a_department_is_asked_for_only_once_it_is_known_which_case_is_meant() -> None:
    world = World()
    several = said("c3", "no hay agua; la cancha no tiene luz")
    world.put(several)
    world.refer(several.id)
    with pytest.raises(InvalidInputError, match=texts_es.WHICH_FOLIO):
        world.decide(several.id, CommentKind.COMPLAINT, ANA, "vinculacion")
    assert world.queues.ids(Work.REFER) == []
