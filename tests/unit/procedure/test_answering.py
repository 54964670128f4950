"""4.3: a question gets its department's published answer, once, or a person; never silence, never a guess."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.answer import CannedAnswer, reference_of
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral
from tests.builders import BAR, NOW, TODAY, a_classification, a_comment, a_network_comment, the_image_office
from tests.model_network import Answer
from tests.mortality import Death
from tests.world import World

HOURS = CannedAnswer(id="horario", department_id="sapal", text="Abre a las 9. Informes en el 072.", since=TODAY)
ASKED = "pregunta: ¿qué horario tiene?"


def a_question(
    text: str = ASKED, *, network: Network = Network.FACEBOOK, number: str = "c1", **reading: Any
) -> Comment:
    read = a_classification(CommentKind.QUESTION, **reading) if "update" not in reading else reading["update"]
    return a_comment(a_network_comment(number, text, network=network, answer_id=f"answer-{number}"), read)


def a_world(*answers: CannedAnswer) -> World:
    world = World()
    world.catalogue.answers.answers = list(answers or (HOURS,))
    return world


def asked(comment: Comment | None = None, world: World | None = None) -> tuple[World, Any]:
    town, question = world or a_world(), comment or a_question()
    town.put(question)
    town.run()
    return town, town.the(question.id)


def test_a_question_is_answered_with_what_its_department_published() -> None:
    world, question = asked()
    (said,) = world.accounts[Network.FACEBOOK].live
    assert (said.answers_to, said.content) == ("answer-c1", f"{HOURS.text} ({reference_of(question.id)})")
    assert (question.state, question.answers[0].canned, question.answers[0].by) == (
        CommentState.ANSWERED,
        "horario",
        "",
    )
    assert world.the(question.answers[0].delivery).state is DeliveryState.DONE


def test_a_question_opens_no_case() -> None:
    world, question = asked()
    assert (question.folios, world.of_kind(Referral)) == ((), [])


def test_P4_a_question_is_answered_once_however_often_it_is_referred() -> None:
    world, question = asked()
    for _ in range(3):
        assert world.refer(question.id) is None
    world.run()
    assert len(world.accounts[Network.FACEBOOK].live) == 1


def refer_and_carry_out(world: World) -> None:
    world.refer(a_question().id)
    world.carry_out(world.the(a_question().id).answers[0].delivery)


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("dies_at", range(1, 4))
def test_P4_a_worker_that_dies_leaves_the_question_to_be_answered_once(dies_at: int, *, is_after: bool) -> None:
    world = a_world()
    world.put(a_question())
    world.steps.arm(dies_at, is_after=is_after)
    with pytest.raises(Death):
        refer_and_carry_out(world)
    world.steps.arm(None)
    world.pass_time(world.clock.now() + timedelta(minutes=10))
    world.run()
    assert len(world.accounts[Network.FACEBOOK].live) == 1


def test_without_a_published_answer_a_person_sees_it_with_the_likely_department() -> None:
    world, question = asked(a_question("pregunta: ¿cuánto cuesta el agua?"))
    assert (question.state, question.duty) == (CommentState.TO_ANSWER, Duty.PERSON)
    assert question.attention.reason == texts_es.question_unanswered("SAPAL")
    assert world.accounts[Network.FACEBOOK].calls == []


def test_an_answer_of_a_department_that_is_not_competent_is_not_given() -> None:
    _, question = asked(a_question(departments=("deporte",)))
    assert question.attention.reason == texts_es.question_unanswered("COMUDE")


def test_two_answers_that_fit_are_for_a_person_to_choose_from() -> None:
    other = HOURS.model_copy(update={"id": "qué"})
    _, question = asked(world=a_world(HOURS, other))
    assert question.state is CommentState.TO_ANSWER


@pytest.mark.parametrize(("since", "until"), [(1, None), (-9, -1)])
def test_an_answer_out_of_its_dates_is_not_given(since: int, until: int | None) -> None:
    bounds = {"since": TODAY + timedelta(days=since), "until": until and TODAY + timedelta(days=until)}
    _, question = asked(world=a_world(HOURS.model_copy(update=bounds)))
    assert question.state is CommentState.TO_ANSWER


def test_the_last_day_of_an_answer_is_its_own() -> None:
    answer = HOURS.model_copy(update={"until": TODAY})
    assert [answer.is_in_force(on) for on in (TODAY, TODAY + timedelta(days=1))] == [True, False]
    assert not answer.is_in_force(date(2020, 1, 1))


@pytest.mark.parametrize("change", [{"has_personal_data": True}, {"is_urgent": True}])
def test_a_delicate_question_is_never_answered_by_a_machine(change: dict[str, Any]) -> None:
    reading = a_classification(CommentKind.QUESTION).model_copy(update=change)
    world, question = asked(a_question(update=reading))
    assert question.attention.reason == texts_es.QUESTION_PERSONAL
    assert world.accounts[Network.FACEBOOK].calls == []


def test_an_urgent_question_goes_to_those_on_duty() -> None:
    reading = a_classification(CommentKind.QUESTION).model_copy(update={"urgency": Urgency.LIFE})
    assert a_question(update=reading).state is CommentState.TO_REFER


def test_an_unsure_question_is_decided_by_a_person_first_and_then_answered() -> None:
    world, question = asked(a_question(confidence=0.3))
    assert question.state is CommentState.TO_DECIDE
    world.decide(question.id, CommentKind.QUESTION, the_image_office())
    world.run()
    assert world.the(question.id).state is CommentState.ANSWERED


def test_a_long_question_is_read_by_a_person() -> None:
    _, question = asked(a_question(ASKED + " " + "y otra cosa " * 60))
    assert question.state is CommentState.TO_ANSWER


def test_spam_is_counted() -> None:
    reading = a_classification(CommentKind.QUESTION).model_copy(update={"is_spam": True})
    assert a_question(update=reading).state is CommentState.COUNTED


def test_where_the_strategy_does_not_reply_the_reason_is_on_record() -> None:
    _, question = asked(a_question(network=Network.INSTAGRAM))
    assert (question.state, question.answers[0].reason) == (CommentState.ANSWERED, texts_es.REPLY_OFF_INSTAGRAM)


def test_Q15_a_question_its_author_deleted_is_not_answered_and_does_not_wait() -> None:
    world = a_world()
    world.put(a_question("pregunta: ¿y eso?"))
    world.run()
    gone = world.the(a_question().id).deleted(world.clock.now())
    assert (gone.state, gone.answers[0].reason, gone.is_finished) == (
        CommentState.COUNTED,
        texts_es.COMMENT_DELETED,
        True,
    )
    assert gone.deleted(world.clock.now()) is gone


def test_a_question_that_shows_again_is_answered_after_all() -> None:
    gone = a_question().deleted(NOW)
    back = gone.edited(a_network_comment(text=f"{ASKED} "), NOW).read_again(gone.classification, bar=BAR, now=NOW)
    world = a_world()
    _, question = asked(back, world)
    assert (question.state, len(world.accounts[Network.FACEBOOK].live)) == (CommentState.ANSWERED, 1)


def test_P4_an_answered_question_that_is_edited_is_not_answered_again_by_a_machine() -> None:
    _, question = asked()
    seen = a_network_comment(text=f"{ASKED} ¿y el zoológico?", answer_id="answer-c1")
    same = question.edited(seen, NOW).read_again(question.classification, bar=BAR, now=NOW)
    assert same.state is CommentState.ANSWERED
    moved = a_classification(CommentKind.QUESTION, departments=("deporte",))
    other = question.edited(seen, NOW).read_again(moved, bar=BAR, now=NOW)
    assert (other.duty, other.attention.reason) == (Duty.PERSON, texts_es.QUESTION_EDITED)


def test_an_answered_question_that_becomes_a_complaint_is_referred() -> None:
    _, question = asked()
    edited = question.edited(a_network_comment(text="queja: no abren"), NOW)
    assert edited.read_again(a_classification(), bar=BAR, now=NOW).state is CommentState.TO_REFER


def test_a_person_may_refer_a_question_that_waits() -> None:
    world, question = asked(a_question("pregunta: ¿cuándo tapan el bache?"))
    world.decide(question.id, CommentKind.SERVICE_REQUEST, the_image_office(), "deporte")
    world.run()
    assert world.the(world.the(question.id).folio).department_id == "deporte"


def test_a_person_who_says_again_that_it_is_a_question_does_not_have_it_answered_twice() -> None:
    world, question = asked()
    world.decide(question.id, CommentKind.QUESTION, the_image_office())
    world.run()
    assert len(world.accounts[Network.FACEBOOK].live) == 1


@pytest.mark.parametrize("answer", [Answer.REFUSED, Answer.GONE])
def test_Q15_an_answer_that_is_no_longer_possible_ends_with_its_reason(answer: Answer) -> None:
    world = a_world()
    world.accounts[Network.FACEBOOK].answers = [answer]
    _, question = asked(world=world)
    reply = world.the(question.answers[0].delivery)
    assert (reply.state, bool(reply.reason), reply.is_finished) == (DeliveryState.REFUSED, True, True)
