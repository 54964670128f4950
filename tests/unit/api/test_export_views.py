"""Exports through the API: who may order one, what it says while it is made, and when its files are gone."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.export import Export
from chalicelib.domain.people import Role
from chalicelib.procedure.exporting import ExportPorts, make_exports
from tests.builders import TODAY, a_comment
from tests.fakes.exports import InMemoryArchiveFiles
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

READERS = {Role.IMAGE_OFFICE, Role.COORDINATOR, Role.DIRECTOR}


def ordered(world: World, role: Role = Role.DIRECTOR, **changes: Any) -> Answered:
    body = {"from": TODAY.isoformat(), "to": TODAY.isoformat(), "why": "Solicitud 12/2026", **changes}
    return ask(world, an_event("POST", "/v1/exports", roles=[role], body=body))


def shown(world: World, export_id: str, role: Role = Role.DIRECTOR) -> Answered:
    return ask(world, an_event("GET", "/v1/exports/{export_id}", {"export_id": export_id}, roles=[role]))


def make(world: World) -> None:
    ports = ExportPorts(
        records=world.records,
        archive=InMemoryArchiveFiles(world.archive),
        media=world.media,
        files=world.exports,
        clock=world.clock,
        find=lambda _: Counter(),
        hide=lambda text, _: text,
        institutional=frozenset(),
    )
    make_exports(ports, world.clock.now() + timedelta(minutes=5))


@pytest.mark.parametrize("role", Role)
def test_only_who_answers_for_the_records_exports_them(role: Role) -> None:
    world = World()
    assert ordered(world, role).status == (200 if role in READERS else 403)
    assert shown(world, "EXP-20261123-00000000", role).status == (404 if role in READERS else 403)


def test_an_export_is_ordered_made_fetched_and_gone_after_a_week() -> None:
    world = World()
    world.put(a_comment())
    export = ordered(world, public=True).body
    assert (export["state"], export["message"]) == ("ordered", "La exportación se está haciendo: 0 de 1 días.")
    assert export["by"] == "directora"
    make(world)
    made = shown(world, export["id"]).body
    (file,) = made["files"]
    assert made["state"] == "made"
    assert file["url"].endswith("registros-2026-11-23-version-publica.zip")
    world.clock.advance(days=7)
    gone = shown(world, export["id"]).body
    assert gone["files"][0]["url"] is None
    assert gone["message"].startswith("Los archivos de esta exportación ya se borraron")


def test_who_exported_what_and_why_is_on_record() -> None:
    world = World()
    ordered(world)
    (record,) = world.of_kind(Export)
    assert (record.by, record.first, record.last, record.why) == ("directora", TODAY, TODAY, "Solicitud 12/2026")


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": "2026-11-24"},
        {"from": "2026-10-01"},
        {"from": "2026-11-24"},
        {"why": ""},
        {"public": "maybe"},
        {"more": 1},
    ],
)
def test_what_cannot_be_exported_is_refused(wrong: dict[str, Any]) -> None:
    assert ordered(World(), **wrong).status == 400


def test_what_is_no_export_is_not_shown_as_one() -> None:
    world = World()
    comment = a_comment()
    world.put(comment)
    assert shown(world, comment.id).status == 404
