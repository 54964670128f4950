"""R13: cancellations of citizens' texts by the API: who may, what is refused, what is shown."""

from typing import Any

import pytest

from chalicelib.domain.classification import CommentKind
from chalicelib.domain.people import Role
from chalicelib.texts_es import cancelling as texts
from tests.builders import a_classification, a_comment, a_network_comment
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

TEXT = "gracias por arreglar la plaza"
SEEN = a_network_comment("c1", TEXT)
BODY = {
    "comments": [SEEN.record_id],
    "legal_reference": "Solicitud ARCO 2026-118",
    "reason": "La pidió la persona titular",
}


@pytest.fixture
def world() -> World:
    world = World()
    world.put(a_comment(SEEN, a_classification(CommentKind.OTHER)))
    return world


def asked(world: World, role: Role = Role.COORDINATOR, username: str = "ines", **changes: Any) -> Answered:
    event = an_event("POST", "/v1/cancellations", roles=[role], body=BODY | changes, username=username)
    return ask(world, event)


def acted(world: World, method: str, act: Answered, username: str, role: Role = Role.IMAGE_OFFICE) -> Answered:
    path = "/v1/cancellations/{cancellation_id}" + ("/confirm" if method == "POST" else "")
    return ask(world, an_event(method, path, {"cancellation_id": act.body["id"]}, roles=[role], username=username))


def listed(world: World, role: Role = Role.DIRECTOR, **query: str) -> Answered:
    return ask(world, an_event("GET", "/v1/cancellations", roles=[role], query=query))


def test_R13_one_person_asks_another_confirms_and_what_it_does_not_reach_is_said(world: World) -> None:
    act = asked(world)
    assert (act.status, act.body["state"], act.body["id"][:13]) == (200, "asked", "CAN-20261123-")
    assert act.body["message"] == texts.WAITING_FOR_ANOTHER
    refused = acted(world, "POST", act, "ines")
    assert (refused.status, refused.body["code"], refused.body["clause"]) == (403, "rule_violation", "7")
    confirmed = acted(world, "POST", act, "juan")
    assert (confirmed.status, confirmed.body["state"], confirmed.body["confirmed_by"]) == (200, "confirmed", "juan")
    assert confirmed.body["message"] == texts.MESSAGES["confirmed"]
    assert "dependencia" in confirmed.body["out_of_reach"]
    assert [one["id"] for one in listed(world).body["cancellations"]] == [act.body["id"]]
    assert [one["id"] for one in listed(world, day="2026-11-23").body["cancellations"]] == [act.body["id"]]
    assert listed(world, day="2026-11-22").body["cancellations"] == []


def test_what_nobody_confirmed_is_withdrawn(world: World) -> None:
    act = asked(world)
    assert acted(world, "DELETE", act, "juan").body["state"] == "withdrawn"
    assert acted(world, "POST", act, "juan").status == 400
    assert acted(world, "DELETE", act, "juan").status == 400
    assert listed(world).body["cancellations"] == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR, Role.IMAGE_OFFICE}))
def test_P8_nobody_else_may_ask_or_confirm(world: World, role: Role) -> None:
    assert asked(world, role).status == 403
    act = asked(world)
    assert acted(world, "POST", act, "juan", role).status == 403
    assert acted(world, "DELETE", act, "juan", role).status == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"comments": []},
        {"comments": [f"COM-20261123-x-{number}" for number in range(11)]},
        {"comments": ["LEO-20261123-000001"]},
        {"comments": ["COM-20261123-x-1#reading"]},
        {"comments": ["COM-20261123-x-" + "1" * 300]},
        {"reason": ""},
        {"reason": "x" * 501},
        {"legal_reference": "    "},
        {"reason": f"Escribió: {TEXT}"},
        {"extra": 1},
    ],
)
def test_what_is_malformed_or_quotes_the_citizen_is_refused(world: World, changes: dict[str, Any]) -> None:
    answered = asked(world, **changes)
    assert answered.status == 400
    assert TEXT not in str(answered.body)
    assert listed(world).body["cancellations"] == []


def test_a_comment_that_is_not_there_and_a_cancellation_that_is_not_are_not_found(world: World) -> None:
    assert asked(world, comments=["COM-20261123-x-99"]).status == 404
    path = {"cancellation_id": SEEN.record_id}
    event = an_event("POST", "/v1/cancellations/{cancellation_id}/confirm", path, roles=[Role.COORDINATOR])
    assert ask(world, event).status == 404
