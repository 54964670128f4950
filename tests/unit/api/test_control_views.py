"""Stop, restricted mode and blackout windows over the API, by those who may."""

from typing import Any

from chalicelib.domain.people import Role
from chalicelib.domain.records import RecordKind
from tests.builders import NOW, later
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

WINDOW = {
    "name": "Veda extraordinaria",
    "opens_at": NOW.isoformat(),
    "closes_at": later(days=3).isoformat(),
    "territory": "estado",
    "exempt_categories": ["salud"],
    "why": "Acuerdo del instituto electoral",
}


def call(world: World, method: str, resource: str, **rest: Any) -> Answered:
    return ask(world, an_event(method, resource, roles=[Role.COORDINATOR], username="coordinadora", **rest))


def test_everything_is_stopped_and_goes_on_and_the_day_shows_who_ordered_it() -> None:
    world = World()
    stopped = call(world, "POST", "/v1/stop", body={"why": "Sismo en la ciudad"})
    assert stopped.body["stop"]["by"] == "coordinadora"
    world.clock.advance(minutes=1)
    resumed = call(world, "DELETE", "/v1/stop", query={"why": "Ya pasó"})
    assert resumed.body["stop"] is None
    assert [order["act"] for order in resumed.body["orders"]] == ["resume", "stop"]
    assert [order["why"] for order in resumed.body["orders"]] == ["Ya pasó", "Sismo en la ciudad"]


def test_an_order_is_an_official_record_of_its_day_and_the_machines_own_fold_is_not() -> None:
    world = World()
    call(world, "POST", "/v1/stop", body={"why": "Sismo en la ciudad"})
    path = {"day": "2026-11-23"}
    shown = ask(world, an_event("GET", "/v1/days/{day}/records", path, roles=[Role.DIRECTOR]))
    assert [record["kind"] for record in shown.body["records"]] == [RecordKind.ORDER]
    control = ask(world, an_event("GET", "/v1/records/{record_id}", {"record_id": "CONTROL"}, roles=[Role.DIRECTOR]))
    assert control.status == 404


def test_a_window_is_declared_shown_and_lifted() -> None:
    world = World()
    declared = call(world, "POST", "/v1/blackout-windows", body=WINDOW).body["windows"]
    assert [(one["name"], one["binds"], one["is_open"]) for one in declared] == [("Veda extraordinaria", True, True)]
    assert declared[0]["order"]["why"] == WINDOW["why"]
    assert call(world, "GET", "/v1/blackout-windows").body["windows"] == declared
    gone = call(
        world,
        "DELETE",
        "/v1/blackout-windows/{window_id}",
        path={"window_id": declared[0]["id"]},
        query={"why": "Se revocó el acuerdo"},
    )
    assert gone.body["windows"] == []


def test_the_restricted_mode_is_put_and_lifted() -> None:
    world = World()
    until = later(days=1).isoformat()
    put = call(world, "POST", "/v1/restricted-mode", body={"why": "Contingencia ambiental", "until": until})
    assert put.body["restricted"]["why"] == "Contingencia ambiental"
    assert "protección civil" in put.body["exempt_categories"]
    lifted = call(world, "DELETE", "/v1/restricted-mode", query={"why": "Terminó"})
    assert lifted.body["restricted"] is None


def test_an_order_without_a_reason_or_of_a_window_for_nobody_is_refused() -> None:
    world = World()
    assert call(world, "POST", "/v1/stop", body={"why": " "}).status == 400
    assert call(world, "DELETE", "/v1/stop").status == 400
    refused = call(world, "POST", "/v1/blackout-windows", body={**WINDOW, "territory": "municipo"})
    assert refused.status == 400
    assert "municipo" in refused.body["message"]
    assert world.stored.all == []
