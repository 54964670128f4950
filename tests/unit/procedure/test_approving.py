"""4.3, P1: where the strategy asks for it, no reply goes out before the image office approved it; P6: it is reminded."""

from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.approvals import APPROVE_WITHIN
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct
from chalicelib.procedure.approving import remind_of_replies
from chalicelib.procedure.deciding_deliveries import decide_delivery, verdicts_for
from tests.builders import NOW, TODAY, a_classification, a_comment, a_network_comment, some_news, the_image_office
from tests.neighbourhood import said
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

FOLIO = "LEO-20261123-000001"
REPLY = f"{FOLIO}#facebook#acknowledgement"
HOURS = CannedAnswer(id="horario", department_id="sapal", text="Informes en el 072.", since=TODAY)


def a_world(*kinds: CommentKind) -> World:
    world = World()
    world.catalogue.replies_need_approval = frozenset(kinds or {CommentKind.COMPLAINT})
    return world


def referred(world: World | None = None) -> World:
    town = world or a_world()
    town.put(a_comment())
    town.refer(a_comment().id)
    town.pass_time(town.clock.now() + timedelta(minutes=3))
    return town


def decide(
    world: World, *, approve: bool, reply: str = REPLY, role: Role = Role.IMAGE_OFFICE, why: str = ""
) -> Answered:
    path = {"delivery_id": reply}
    body = {"approve": approve, "why": why}
    return ask(world, an_event("POST", "/v1/replies/{delivery_id}/approval", path, roles=[role], body=body))


def live(world: World) -> list[str]:
    return [shown.content for shown in world.accounts[Network.FACEBOOK].live]


def test_P1_a_reply_that_needs_approval_waits_with_its_text_and_a_time() -> None:
    world = referred()
    reply = world.the(REPLY)
    assert (live(world), reply.state, reply.duty) == ([], DeliveryState.HELD, Duty.APPROVE)
    assert (reply.attention.reason, reply.due_at) == (texts_es.REPLY_TO_APPROVE, NOW + APPROVE_WITHIN)
    assert FOLIO in reply.reply.text
    listed = ask(world, an_event("GET", "/v1/replies/approvals", roles=[Role.COORDINATOR])).body["replies"]
    assert [(one["id"], one["text"]) for one in listed] == [(REPLY, reply.reply.text)]


def test_an_approved_reply_goes_out_as_it_was_read() -> None:
    world = referred()
    read = world.the(REPLY).reply.text
    world.catalogue.wording = "otro texto {folio}"
    assert decide(world, approve=True).body["decided_by"] == "directora"
    world.run()
    assert live(world) == [read]
    assert decide(world, approve=True).status == 400


def test_a_rejected_reply_never_goes_out_and_says_why() -> None:
    world = referred()
    assert decide(world, approve=False).body["message"] == texts_es.REJECTION_NEEDS_REASON
    assert decide(world, approve=False, why="No es queja").status == 200
    world.run()
    assert (live(world), world.the(REPLY).state) == ([], DeliveryState.CANCELLED)
    assert world.the(REPLY).reason == texts_es.reply_rejected("No es queja")
    assert world.the(FOLIO).duty is Duty.DEPARTMENT


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.IMAGE_OFFICE}))
def test_P1_nobody_else_approves(role: Role) -> None:
    world = referred()
    assert decide(world, approve=True, role=role).status == 403


@pytest.mark.parametrize("verdict", [Verdict.PUBLISH_ANYWAY, Verdict.LOOK_AGAIN, Verdict.IT_IS_THERE, Verdict.GIVE_UP])
def test_P1_no_other_decision_walks_around_the_approval(verdict: Verdict) -> None:
    world = referred()
    assert verdicts_for(world.the(REPLY)) == ()
    address = "https://f.example/1" if verdict is Verdict.IT_IS_THERE else None
    with pytest.raises(InvalidInputError, match="aprobación"):
        decide_delivery(
            REPLY,
            verdict,
            why="Ya",
            address=address,
            by=the_image_office(),
            records=world.records,
            queues=world.queues,
            clock=world.clock,
        )


def test_P1_a_reply_that_was_made_ready_by_mistake_is_still_not_sent() -> None:
    world = referred()
    astray = world.the(REPLY).evolve(
        state=DeliveryState.READY, duty=Duty.PUBLISH, due_at=world.clock.now(), attention=None
    )
    world.records.commit(replace=[astray])
    assert world.carry_out(REPLY).duty is Duty.APPROVE
    assert world.accounts[Network.FACEBOOK].calls == []


def test_by_default_and_for_other_kinds_nothing_waits() -> None:
    for world in (World(), a_world(CommentKind.SUGGESTION)):
        referred(world)
        assert len(live(world)) == 1


def test_the_closing_waits_too() -> None:
    world = referred()
    world.hear(some_news(NewsAct.CLOSED))
    assert {one.duty for one in world.of_kind(Delivery)} == {Duty.APPROVE}
    assert decide(world, approve=True, reply=f"{FOLIO}#facebook#closing").status == 200
    world.run()
    assert [text.split(":")[0] for text in live(world)] == ["closed"]


def test_neighbours_are_approved_one_by_one_and_keep_their_distance() -> None:
    world = a_world(CommentKind.COMPLAINT, CommentKind.SERVICE_REQUEST, CommentKind.SUGGESTION)
    for number in range(3):
        comment = said(f"c{number}", "no hay agua en las joyas", network=Network.FACEBOOK)
        world.put(comment)
        world.refer(comment.id)
    waiting = world.of_kind(Delivery)
    assert ([one.duty for one in waiting], len({one.reply.comment for one in waiting})) == ([Duty.APPROVE] * 3, 3)
    last = max(waiting, key=lambda one: one.not_before)
    decide(world, approve=True, reply=last.id)
    assert world.the(last.id).due_at == max(last.not_before, world.clock.now())


def test_whom_to_call_in_danger_is_never_held_up() -> None:
    world = a_world()
    reading = a_classification().model_copy(update={"urgency": Urgency.LIFE, "is_urgent": True})
    urgent = a_comment(a_network_comment(), reading)
    world.put(urgent)
    world.refer(urgent.id)
    world.run()
    assert [text.split(":")[0] for text in live(world)] == ["emergency"]


def test_a_question_whose_answer_is_rejected_goes_back_to_a_person() -> None:
    world = a_world(CommentKind.QUESTION)
    world.catalogue.answers.answers = [HOURS]
    question = a_comment(a_network_comment(text="pregunta: ¿horario?"), a_classification(CommentKind.QUESTION))
    world.put(question)
    world.refer(question.id)
    assert decide(world, approve=False, reply=world.the(question.id).answers[0].delivery, why="Es otra").status == 200
    back = world.the(question.id)
    assert (back.state, back.attention.reason) == (CommentState.TO_ANSWER, texts_es.ANSWER_REJECTED)
    path, body = {"comment_id": question.id}, {"answer_id": "horario"}
    again = ask(world, an_event("POST", "/v1/comments/{comment_id}/answer", path, roles=[Role.IMAGE_OFFICE], body=body))
    assert again.status == 200
    world.run()
    assert len(live(world)) == 1


def test_P6_whoever_may_approve_is_reminded_and_again() -> None:
    world = referred()
    assert remind_of_replies(records=world.records, clock=world.clock) == 0
    for hours in (4, 8):
        world.clock.set(NOW + timedelta(hours=hours, minutes=1))
        assert remind_of_replies(records=world.records, clock=world.clock) == 1
        assert remind_of_replies(records=world.records, clock=world.clock) == 0
        attention = world.the(REPLY).attention
        assert (attention.is_urgent, attention.reason) == (True, texts_es.reply_not_approved(hours))
    assert decide(world, approve=True).status == 200
    world.run()
    assert len(live(world)) == 1


def test_a_reply_whose_comment_was_deleted_meanwhile_is_not_sent_although_approved() -> None:
    world = referred()
    world.records.commit(replace=[world.the(a_comment().id).deleted(world.clock.now())])
    decide(world, approve=True)
    world.run()
    assert (live(world), world.the(REPLY).reason) == ([], texts_es.COMMENT_DELETED)
