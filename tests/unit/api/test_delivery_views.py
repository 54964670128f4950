"""One delivery over the API, as the offices meet it and as somebody who means harm would."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery_decisions import Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import Version
from tests.builders import NOW, PUBLICATION, TEXT, a_publication
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import JPEG, World

X = ids.delivery_id(PUBLICATION, Network.X)
WHATSAPP = ids.delivery_id(PUBLICATION, Network.MANUAL, "whatsapp")
SENT_ID = X.replace("#", "%23")
DECIDE, SHOW, KIT, PROVE = (f"/v1/deliveries/{{delivery_id}}{rest}" for rest in ("/decision", "", "/kit", "/proof"))


def call(
    world: World, method: str, resource: str, delivery_id: str, role: Role = Role.COORDINATOR, body: Any = None
) -> Answered:
    return ask(world, an_event(method, resource, {"delivery_id": delivery_id}, roles=[role], body=body))


def a_held_world() -> World:
    world = World()
    world.released(Network.X)
    held = world.delivery().claimed(NOW).intended("f", NOW).unknown(texts_es.OUTCOME_UNKNOWN, NOW)
    world.records.commit(replace=[held.held(texts_es.MAY_BE_OUT, NOW)])
    return world


def a_task_world() -> World:
    world = World()
    content = world.content(TEXT, JPEG)
    version = Version(number=1, networks={Network.MANUAL: content}, prepared_at=NOW)
    world.put(a_publication(version, other_media=("whatsapp",)))
    world.authorise()
    world.publish()
    world.carry_out(WHATSAPP)
    return world


def test_a_person_sees_what_is_known_and_what_they_may_decide() -> None:
    shown = call(a_held_world(), "GET", SHOW, SENT_ID, Role.DIRECTOR)
    assert shown.status == 200
    assert (shown.body["id"], shown.body["state"], shown.body["epoch"]) == (X, "held", 1)
    assert shown.body["waits_for"] == texts_es.MAY_BE_OUT
    assert shown.body["may_be_out"] is True
    assert set(shown.body["possible"]) == {"publish_anyway", "it_is_there", "look_again", "give_up"}


def test_a_decision_is_recorded_with_who_and_why() -> None:
    world = a_held_world()
    decided = call(world, "POST", DECIDE, SENT_ID, body={"decision": "give_up", "why": "Ya no hace falta"})
    assert (decided.status, decided.body["state"]) == (200, "cancelled")
    assert decided.body["decisions"][0]["by"] == "directora"
    again = call(world, "POST", DECIDE, SENT_ID, body={"decision": "give_up", "why": "Ya no hace falta"})
    assert (again.status, again.body["message"]) == (400, texts_es.delivery_not_waiting("cancelled"))


@pytest.mark.parametrize("role", [Role.AGENCY, Role.LIAISON, Role.DEPARTMENT, Role.DIRECTOR, Role.IT_SUPPORT])
def test_P26_who_may_not_decide_does_not(role: Role) -> None:
    world = a_held_world()
    refused = call(world, "POST", DECIDE, SENT_ID, role, {"decision": "publish_anyway", "why": "Urge mucho"})
    assert refused.status == 403
    assert world.delivery().state is DeliveryState.HELD


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"decision": "publish_anyway"},
        {"decision": "publish_anyway", "why": ""},
        {"decision": "publish_anyway", "why": "x" * 100_000},
        {"decision": "done_by_hand", "why": "Lo hice"},
        {"decision": "delete", "why": "Porque sí"},
        {"decision": "it_is_there", "why": "Ahí está", "address": "javascript:alert(1)"},
        {"decision": "it_is_there", "why": "Ahí está", "address": "https://x.com/<script>"},
        {"decision": "it_is_there", "why": "Ahí está", "address": "https://x.com/" + "a" * 100_000},
        {"decision": "it_is_there", "why": "Ahí está"},
        {"decision": "give_up", "why": "Porque sí", "by": "otra persona"},
    ],
)
def test_a_body_that_says_too_little_or_too_much_changes_nothing(body: dict[str, Any]) -> None:
    world = a_held_world()
    before = world.delivery()
    assert call(world, "POST", DECIDE, SENT_ID, body=body).status == 400
    assert world.delivery() == before


def test_markup_in_a_reason_stays_a_text_in_the_json() -> None:
    world = a_held_world()
    markup = "<script>alert('x')</script>"
    shown = call(world, "POST", DECIDE, SENT_ID, body={"decision": "look_again", "why": markup})
    assert shown.body["decisions"][0]["why"] == markup
    assert shown.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("foreign", [PUBLICATION, "PUB-20261123-ZZZZZZZZ%23x", "ACCT-x", "CONTROL", "%00", "a" * 5000])
def test_the_id_of_something_else_is_not_found(foreign: str) -> None:
    world = a_held_world()
    assert call(world, "GET", SHOW, foreign).status == 404
    assert call(world, "POST", DECIDE, foreign, body={"decision": "give_up", "why": "Porque sí"}).status == 404
    assert call(world, "POST", PROVE, foreign, body={"place": "Aquí mero"}).status == 404


# Other media ------------------------------------------------------------------------------------------------------


def test_the_agency_takes_the_kit_publishes_and_gives_proof() -> None:
    world = a_task_world()
    kit = call(world, "GET", KIT, WHATSAPP, Role.AGENCY)
    assert kit.status == 200
    assert (kit.body["text"], kit.body["medium"]) == (TEXT, "Canal de WhatsApp")
    assert kit.body["files"][0]["alt_text"] == "Un parque"
    assert kit.body["zip_url"].startswith("https://media.example/media/")
    told = {"address": "https://whatsapp.com/channel/1", "published_at": "2026-11-23T12:00", "note": "Listo"}
    done = call(world, "POST", PROVE, WHATSAPP, Role.AGENCY, told)
    assert (done.status, done.body["state"], done.body["permalink"]) == (200, "done", told["address"])
    assert call(world, "GET", KIT, WHATSAPP, Role.AGENCY).status == 400


def test_P1_a_kit_is_not_given_once_the_authorisation_is_revoked() -> None:
    world = a_task_world()
    world.revoke()
    refused = call(world, "GET", KIT, WHATSAPP, Role.AGENCY)
    assert (refused.status, refused.body["message"]) == (403, texts_es.KIT_NOT_NOW + texts_es.AUTHORISATION_GONE)


def test_P30_a_kit_is_not_given_once_the_publication_is_taken_down() -> None:
    world = a_task_world()
    world.take_down()
    assert call(world, "GET", KIT, WHATSAPP, Role.AGENCY).status == 403


@pytest.mark.parametrize("body", [{}, {"place": "x"}, {"address": "ftp://x"}, {"place": "a" * 9999}, {"note": "Listo"}])
def test_proof_that_says_nothing_is_refused(body: dict[str, Any]) -> None:
    world = a_task_world()
    assert call(world, "POST", PROVE, WHATSAPP, Role.AGENCY, body).status == 400
    assert world.the(WHATSAPP).state is DeliveryState.TASK


def test_a_network_of_its_own_has_no_kit_and_takes_no_proof() -> None:
    world = a_held_world()
    assert call(world, "GET", KIT, SENT_ID, Role.AGENCY).status == 400
    assert call(world, "POST", PROVE, SENT_ID, Role.AGENCY, {"place": "En la cuenta"}).status == 400


def test_a_task_may_be_given_up_or_proven_and_the_publication_lists_it() -> None:
    world = a_task_world()
    shown = call(world, "GET", SHOW, WHATSAPP)
    assert shown.body["possible"] == [Verdict.GIVE_UP, Verdict.DONE_BY_HAND]
    listed = ask(
        world,
        an_event(
            "GET",
            "/v1/publications/{publication_id}",
            {"publication_id": PUBLICATION},
            roles=[Role.COORDINATOR],
        ),
    )
    assert [line["id"] for line in listed.body["deliveries"]] == [WHATSAPP]


def test_other_media_are_called_by_the_name_people_know() -> None:
    path = "/v1/publications/{publication_id}"
    shown = ask(a_task_world(), an_event("GET", path, {"publication_id": PUBLICATION}, roles=[Role.COORDINATOR])).body
    assert "Canal de WhatsApp" in shown["progress"]
    assert [place["medium"] for place in shown["places"]] == ["Canal de WhatsApp"]
