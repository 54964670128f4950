"""Edits, graphics, plans and the media library through the API, as people use them."""

import base64
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.people import Role
from tests.builders import BULLETIN, PUBLICATION, TODAY
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import JPEG, World

OFFICE = [Role.IMAGE_OFFICE]
AGENCY = [Role.AGENCY]
CSV = "fecha;hora;texto;nombre\n01/12/2026;9:00;Uno;uno\n01/12/2026;{hour};Dos;dos\n"


def a_world() -> World:
    world = World()
    world.catalogue.forms = ("feed", "story")
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren.")
    world.upload("prensa/2026-11-23/parques/foto.jpg", JPEG)
    assert world.prepare(BULLETIN)
    return world


def call(world: World, method: str, resource: str, body: Any = None, **who: Any) -> Answered:
    path = who.pop("path", None)
    return ask(world, an_event(method, resource, path, body=body, **({"roles": OFFICE} | who)))


def edited(world: World, body: Any, **who: Any) -> Answered:
    who = {"roles": AGENCY, "username": "agencia"} | who
    return call(
        world, "POST", "/v1/publications/{publication_id}/edit", body, path={"publication_id": PUBLICATION}, **who
    )


def kept(world: World, **changes: Any) -> Answered:
    body = {"publication": PUBLICATION, "picture": "foto.jpg", "name": "Escudo", "alt_text": "El escudo"} | changes
    return call(world, "POST", "/v1/graphics", body)


# Edits ------------------------------------------------------------------------------------------------------------


def test_an_edit_shows_the_new_version_and_what_still_waits() -> None:
    world = a_world()
    shown = edited(world, {"texts": {"x": "Parques gratis"}, "purposes": {"instagram": "story"}})
    assert (shown.status, shown.body["version"]) == (200, 2)
    assert shown.body["content"]["x"]["text"] == "Parques gratis"
    assert [form["purpose"] for form in shown.body["content"]["instagram"]["renditions"]] == ["story"]
    assert [form["purpose"] for form in shown.body["content"]["instagram"]["alternatives"]] == ["feed"]
    assert "foto.jpg" in shown.body["waits_for"]


UNSEEN = "Parques\u202e gra\u200btis\x00 \uf0b7 hoy\u2028ven\ufeff"


def test_P1_nothing_that_cannot_be_seen_goes_out_whoever_writes_it() -> None:
    world = a_world()
    shown = edited(world, {"texts": {"x": UNSEEN}, "pictures": [{"picture": "foto.jpg", "alt_text": UNSEEN}]})
    assert shown.body["content"]["x"]["text"] == "Parques gratis • hoy\nven"
    assert shown.body["content"]["x"]["renditions"][0]["alt_text"] == "Parques gratis • hoy\nven"
    assert kept(world, alt_text=UNSEEN).body["alt_text"] == "Parques gratis • hoy\nven"
    world.authorise()
    world.publish()
    world.take_down()
    path = {"publication_id": PUBLICATION}
    body = {"texts": {"x": UNSEEN + "."}}
    corrected = call(world, "POST", "/v1/publications/{publication_id}/correction", body, path=path, roles=AGENCY)
    assert corrected.body["content"]["x"]["text"] == "Parques gratis • hoy\nven."


def test_a_text_of_nothing_that_can_be_seen_is_no_text() -> None:
    assert edited(a_world(), {"texts": {"x": "\u200b\u2060 "}}).status == 400


@pytest.mark.parametrize("roles", [[Role.LIAISON], [Role.LIAISON, Role.DEPARTMENT], [Role.LIAISON, Role.IT_SUPPORT]])
def test_a_liaison_sees_what_their_department_sent_and_no_more_whatever_else_they_are(roles: list[Role]) -> None:
    world = a_world()
    path = {"publication_id": PUBLICATION}
    who = {"roles": roles, "department_id": "sapal"}
    assert call(world, "GET", "/v1/publications/{publication_id}", path=path, **who).status == 403
    assert call(world, "GET", "/v1/publications", **who).body == {"publications": []}
    world.records.commit(replace=[world.publication().evolve(department_id="sapal")])
    assert call(world, "GET", "/v1/publications/{publication_id}", path=path, **who).status == 200


def test_a_focal_point_is_taken_and_said_to_be_on_its_way() -> None:
    world = a_world()
    shown = edited(world, {"pictures": [{"picture": "foto.jpg", "focus": {"x": 0.5, "y": 0.1}}]})
    assert (shown.status, shown.body["waits_for"]) == (200, texts_es.BEING_REDRAWN)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"texts": {"x": ""}}, 400),
        ({"texts": {"radio": "Hola"}}, 400),
        ({"pictures": [{"picture": "foto.jpg", "focus": {"x": 2, "y": 0}}]}, 400),
        ({"pictures": [{"picture": "foto.jpg", "alt_text": ""}]}, 400),
        ({"pictures": [{"picture": "foto.jpg", "alt_text": "a" * 1001}]}, 400),
        ({"pictures": [{"picture": "otra.jpg", "alt_text": "a"}]}, 400),
        ({"estado": "released"}, 400),
        ({"adjustments": {"by": []}}, 400),
        ({}, 400),
        ({"version": 7, "texts": {"x": "Hola"}}, 409),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(body: Any, status: int) -> None:
    world = a_world()
    assert edited(world, body).status == status
    assert world.publication().current.number == 1


def test_P1_who_edits_through_the_api_does_not_authorise_it() -> None:
    world = a_world()
    edited(world, {"texts": {"x": "Parques gratis"}}, roles=OFFICE, username="directora")
    path = {"publication_id": PUBLICATION}
    resource = "/v1/publications/{publication_id}/authorisation"
    refused = call(world, "POST", resource, {"version": 2}, path=path, username="directora")
    assert (refused.status, refused.body["message"]) == (403, texts_es.NOBODY_AUTHORISES_OWN_WORK)
    assert call(world, "POST", resource, {"version": 2}, path=path, username="otra").status == 200


# Graphics ---------------------------------------------------------------------------------------------------------


def test_a_graphic_is_kept_listed_used_and_withdrawn() -> None:
    world = a_world()
    graphic = kept(world, campaign="Feria", expires_on="2027-01-31").body
    assert {(form["network"], form["purpose"]) for form in graphic["forms"]} >= {("x", "feed"), ("x", "story")}
    for query in ({"campaign": "Feria"}, {"q": "escudo"}, None):
        listed = call(world, "GET", "/v1/graphics", query=query)
        assert [each["id"] for each in listed.body["graphics"]] == [graphic["id"]]
    assert call(world, "GET", "/v1/graphics", query={"department": "sapal"}).body == {"graphics": []}
    moment = {"text": "Comienza la feria", "graphics": [graphic["id"]], "networks": ["x"]}
    planned = call(world, "POST", "/v1/publications", moment, roles=AGENCY, username="agencia").body
    assert planned["waits_for"] is None
    assert world.prepare(planned["bulletin"])
    shown = call(
        world,
        "GET",
        "/v1/publications/{publication_id}",
        path={"publication_id": planned["publication"]},
    ).body
    assert [(each["id"], each["authorised_by"], each["problem"]) for each in shown["graphics"]] == [
        (graphic["id"], "directora", None)
    ]
    assert shown["authorised_by"] is None
    gone = call(world, "DELETE", "/v1/graphics/{graphic_id}", path={"graphic_id": graphic["id"]})
    assert gone.body["withdrawn_by"] == "directora"
    again = call(world, "POST", "/v1/publications", moment | {"text": "Termina"}, roles=AGENCY)
    assert (again.status, again.body["message"]) == (400, texts_es.graphic_withdrawn("Escudo"))


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_on": "9999-12-31"},
        {"expires_on": "0001-01-01"},
        {"expires_on": "ayer"},
        {"alt_text": ""},
        {"name": "n" * 201},
        {"picture": ""},
        {"renditions": {}},
    ],
)
def test_a_graphic_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    assert kept(a_world(), **changes).status == 400


def test_a_graphic_of_what_is_not_there_is_not_found() -> None:
    assert kept(World()).status == 404
    absent = call(World(), "DELETE", "/v1/graphics/{graphic_id}", path={"graphic_id": "GRA-20261123-AAAAAAAA"})
    assert absent.status == 404


@pytest.mark.parametrize("name", ["🎉", "..", "/", " "])
def test_a_publication_of_the_moment_needs_a_name_that_names(name: str) -> None:
    body = {"text": "Hola", "graphics": ["GRA-20261123-AAAAAAAA"], "name": name}
    assert call(World(), "POST", "/v1/publications", body).status == 400


# Plans ------------------------------------------------------------------------------------------------------------


def planned(world: World, content: bytes, **options: Any) -> Answered:
    body = {"file_name": "plan.csv", "content_base64": base64.b64encode(content).decode()} | options
    return call(world, "POST", "/v1/plans", body, roles=AGENCY, username="agencia")


def a_plan(hour: str = "10:00") -> bytes:
    return CSV.format(hour=hour).encode()


def test_a_plan_tells_the_folder_of_each_row_and_what_it_waits_for() -> None:
    world = World()
    answered = planned(world, a_plan())
    assert (answered.status, answered.body["created"], answered.body["is_stored"]) == (200, 2, True)
    first = answered.body["rows"][0]
    assert (first["row"], first["ok"], first["change"]) == (2, True, "new")
    assert first["planned"] == {
        "bulletin": ids.bulletin_id(TODAY.replace(month=12, day=1), "imagen", "uno"),
        "publication": ids.publication_id(ids.bulletin_id(TODAY.replace(month=12, day=1), "imagen", "uno")),
        "folder": "imagen/2026-12-01/uno/",
        "waits_for": texts_es.set_incomplete([texts_es.LACKS_IMAGE]),
    }
    waiting = call(world, "GET", "/v1/attention").body["waiting"]
    assert {line["title"] for line in waiting} == {"uno", "dos"}


def test_all_or_nothing_is_the_rule_and_the_good_rows_are_a_choice() -> None:
    world = World()
    refused = planned(world, a_plan("nunca")).body
    assert (refused["is_stored"], refused["created"], refused["wrong"]) == (False, 0, 1)
    assert refused["rows"][1]["errors"] == ["hora: " + texts_es.PLAN_HOUR_WRONG]
    assert world.of_kind(Bulletin) == []
    chosen = planned(world, a_plan("nunca"), mode="valid-rows").body
    assert (chosen["is_stored"], chosen["created"], chosen["wrong"]) == (True, 1, 1)
    assert len(world.of_kind(Bulletin)) == 1


def test_a_trial_only_tells() -> None:
    world = World()
    tried = planned(world, a_plan(), dry_run=True).body
    assert (tried["is_stored"], tried["created"]) == (False, 0)
    assert [row["change"] for row in tried["rows"]] == ["new", "new"]
    assert world.stored.all == []


@pytest.mark.parametrize(
    "body",
    [
        {"file_name": "plan.csv", "content_base64": "¡no!"},
        {"file_name": "plan.csv", "content_base64": "QQ"},
        {"file_name": "plan.csv", "content_base64": ""},
        {"file_name": "plan.csv", "content_base64": "QUJD" * 700_000},
        {"file_name": "plan.csv", "content_base64": "QUJD", "mode": "lo que se pueda"},
        {"file_name": "", "content_base64": "QUJD"},
        {"content_base64": "QUJD"},
    ],
)
def test_what_is_no_plan_is_refused(body: dict[str, str]) -> None:
    assert call(World(), "POST", "/v1/plans", body).status == 400


# The media library ------------------------------------------------------------------------------------------------


def test_the_media_of_a_period_are_listed_with_where_they_can_be_seen() -> None:
    world = a_world()
    listed = call(world, "GET", "/v1/media", query={"from": "2026-11-01", "to": "2026-11-30", "network": "x"}).body
    (line,) = listed["media"]
    assert (line["source"], line["purpose"], line["publications"]) == ("foto.jpg", "feed", [PUBLICATION])
    assert line["url"].startswith("https://media.example/")
    assert listed["left_off"] == 0
    assert call(world, "GET", "/v1/media", query={"from": "2026-01-01", "to": "2026-11-30"}).status == 400
    assert call(world, "GET", "/v1/media", query={"from": "2026-01-01"}).status == 400
