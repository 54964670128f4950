"""The check through the API: what is found is shown with its key, and accepted with who and why."""

from typing import Any

import pytest

from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.ports import PersonalDatum
from tests.builders import PUBLICATION
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

PATH = "/v1/publications/{publication_id}"


def a_world() -> World:
    world = World()
    world.prepared(Network.X, text="Informes al 477 602 1193")
    world.personal_data.known = {"477 602 1193": PersonalDatum("telephone", "••••••••93")}
    return world


def authorise(world: World, **body: Any) -> Answered:
    event = an_event(
        "POST",
        f"{PATH}/authorisation",
        {"publication_id": PUBLICATION},
        roles=[Role.IMAGE_OFFICE],
        body={"version": 1, **body},
    )
    return ask(world, event)


def shown(world: World) -> list[dict[str, Any]]:
    event = an_event("GET", PATH, {"publication_id": PUBLICATION}, roles=[Role.AGENCY])
    findings = ask(world, event).body["content"]["x"]["findings"]
    assert isinstance(findings, list)
    return findings


def test_refused_shown_accepted() -> None:
    world = a_world()
    refused = authorise(world)
    assert (refused.status, refused.body["code"]) == (400, "invalid_input")
    assert "teléfono" in refused.body["message"]
    (found,) = shown(world)
    assert (found["code"], found["severity"], found["detail"]) == ("personal_data_telephone", "asks", "••••••••93")
    accepted = authorise(world, accepted=[{"key": found["key"], "why": "Es el de la oficina"}])
    assert (accepted.status, accepted.body["state"]) == (200, "authorised")
    given = world.publication().authorisation
    assert given
    assert [(one.by, one.why) for one in given.accepted] == [("directora", "Es el de la oficina")]


def test_no_answer_of_the_api_carries_the_datum_beyond_the_text_itself() -> None:
    world = a_world()
    assert "1193" not in str(authorise(world).body)
    assert "1193" not in str(shown(world))


@pytest.mark.parametrize(
    "accepted",
    [[{"key": "k", "why": " a "}], [{"key": "k"}], [{"key": "", "why": "porque sí"}], {"k": "porque"}, ["k"]],
)
def test_an_acceptance_without_its_reason_is_no_acceptance(accepted: Any) -> None:
    refused = authorise(a_world(), accepted=accepted)
    assert refused.status == 400
    assert refused.body["fields"][0].startswith("accepted")


def test_what_nobody_asked_is_refused() -> None:
    world = a_world()
    assert "no pregunta" in authorise(world, accepted=[{"key": "x:nada:0", "why": "porque sí"}]).body["message"]
