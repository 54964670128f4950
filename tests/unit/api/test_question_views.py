"""Questions on the API: what a person answers, and what they may not (4.3)."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.answer import CannedAnswer, reference_of
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.ports import PersonalDatum
from tests.builders import TODAY, a_classification, a_comment, a_network_comment
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

HOURS = CannedAnswer(id="horario", department_id="sapal", text="Abre a las 9. Informes en el 072.", since=TODAY)
PATH = "/v1/comments/{comment_id}/answer"


def a_question(network: Network = Network.FACEBOOK) -> Comment:
    seen = a_network_comment(text="pregunta: ¿cuánto cuesta?", network=network)
    return a_comment(seen, a_classification(CommentKind.QUESTION))


def a_world(network: Network = Network.FACEBOOK) -> World:
    world = World()
    world.catalogue.answers.answers = [HOURS]
    world.catalogue.restricted_words = RestrictedWords(party_words=("PAN",), officials=("Ale Gutiérrez",))
    world.put(a_question(network))
    world.run()
    return world


def answer(world: World, role: Role = Role.IMAGE_OFFICE, question: Comment | None = None, **body: Any) -> Answered:
    path = {"comment_id": (question or a_question()).id}
    return ask(world, an_event("POST", PATH, path, roles=[role], body=body))


def test_a_person_answers_in_their_own_words_signed_with_the_reference() -> None:
    world = a_world()
    answered = answer(world, text="No tiene costo.")
    assert (answered.status, answered.body["state"], answered.body["waits_for"]) == (200, "answered", None)
    world.run()
    said = f"No tiene costo. (Consulta {reference_of(a_question().id)})"
    assert [reply.content for reply in world.accounts[Network.FACEBOOK].live] == [said]
    shown = ask(world, an_event("GET", PATH, {"comment_id": a_question().id}, roles=[Role.DIRECTOR])).body["answers"]
    assert [(one["by"], one["text"], one["state"]) for one in shown] == [("directora", said, "done")]


def test_a_person_chooses_a_published_answer() -> None:
    world = a_world()
    assert answer(world, Role.AGENCY, answer_id="horario").body["answers"][0]["answer_id"] == "horario"
    world.run()
    assert world.accounts[Network.FACEBOOK].live[0].content.startswith(HOURS.text)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, texts_es.ANSWER_ONE_OF_TWO),
        ({"text": "a", "answer_id": "horario"}, texts_es.ANSWER_ONE_OF_TWO),
        ({"answer_id": "otra"}, texts_es.ANSWER_UNKNOWN),
        ({"text": "\u200b \u200b"}, texts_es.ANSWER_EMPTY),
    ],
)
def test_an_answer_is_one_of_two_and_says_something(body: dict[str, Any], said: str) -> None:
    world = a_world()
    answered = answer(world, **body)
    assert (answered.status, answered.body["message"]) == (400, said)
    assert world.the(a_question().id).attention


def test_P1_the_agency_has_no_words_of_its_own() -> None:
    answered = answer(a_world(), Role.AGENCY, text="No tiene costo.")
    assert (answered.status, answered.body["message"]) == (403, texts_es.ANSWER_OWN_WORDS)


def test_an_answer_speaks_for_no_party() -> None:
    answered = answer(a_world(), text="Gracias al PAN no tiene costo.")
    assert (answered.status, answered.body["message"]) == (403, texts_es.answer_names(["PAN"]))


def test_an_answer_carries_nobodys_data() -> None:
    world = a_world()
    world.personal_data.known = {"4771234567": PersonalDatum("telephone", "••••••4567")}
    answered = answer(world, text="Pregunte al 4771234567.")
    assert (answered.status, answered.body["message"]) == (403, texts_es.answer_has_data("••••••4567"))


def test_an_answer_fits_on_its_network_with_its_reference() -> None:
    world, question = a_world(Network.X), a_question(Network.X)
    assert answer(world, question=question, text="a" * 270).status == 400
    assert answer(world, question=question, text="a" * 250).status == 200


def test_P4_a_question_is_answered_by_one_person() -> None:
    world = a_world()
    assert [answer(world, text=text).status for text in ("Sí.", "No.")] == [200, 400]
    world.run()
    assert len(world.accounts[Network.FACEBOOK].live) == 1


def test_what_is_no_question_is_not_answered() -> None:
    world = World()
    world.put(a_comment())
    refused = answer(world, question=a_comment(), text="Sí.")
    assert (refused.status, refused.body["message"]) == (400, texts_es.QUESTION_NOT_OPEN)


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.LIAISON, Role.DIRECTOR, Role.IT_SUPPORT])
def test_who_does_not_edit_does_not_answer(role: Role) -> None:
    assert answer(a_world(), role, text="Sí.").status == 403


def test_the_published_answers_are_listed() -> None:
    listed = ask(a_world(), an_event("GET", "/v1/answers", roles=[Role.DEPARTMENT])).body["answers"]
    assert [(one["id"], one["department_id"], one["until"]) for one in listed] == [("horario", "sapal", None)]


def test_a_question_that_waits_says_for_what() -> None:
    waiting = ask(a_world(), an_event("GET", "/v1/attention", roles=[Role.IMAGE_OFFICE])).body["waiting"]
    assert [line["reason"] for line in waiting] == [texts_es.question_unanswered("SAPAL")]
