"""Technical support (policy on TI): asked by any office, told to the IT office, closed by it; none is lost."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.people import Role
from chalicelib.domain.records import Duty
from chalicelib.domain.support import SupportRequest
from chalicelib.procedure.supporting import tell_it_office
from tests.builders import NOW, PUBLICATION, a_publication
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

BODY = {"subject": "No se publica en X", "text": "La cuenta de @municipio marca error 403", "network": "x"}


def asked(world: World, role: Role = Role.LIAISON, username: str = "enlace", **changes: Any) -> Answered:
    event = an_event("POST", "/v1/support", roles=[role], body=BODY | changes, username=username, department_id="sapal")
    return ask(world, event)


def listed(world: World, role: Role = Role.IT_SUPPORT, username: str = "ti", **query: str) -> list[str]:
    event = an_event("GET", "/v1/support", roles=[role], query=query, username=username)
    return [one["folio"] for one in ask(world, event).body["requests"]]


def close(world: World, folio: str, role: Role = Role.IT_SUPPORT) -> Answered:
    path, body = {"folio": folio}, {"outcome": "Se renovó la credencial"}
    return ask(world, an_event("POST", "/v1/support/{folio}/closing", path, roles=[role], body=body, username="ti"))


def tell(world: World) -> int:
    return tell_it_office(records=world.records, it_office=world.it_office, clock=world.clock)


@pytest.mark.parametrize("role", sorted(Role))
def test_any_office_asks_and_gets_a_folio(role: Role) -> None:
    world = World()
    answered = asked(world, role)
    assert (answered.status, answered.body["folio"][:13], answered.body["state"]) == (200, "SOP-20261123-", "asked")
    assert listed(world) == [answered.body["folio"]]


def test_the_it_office_is_told_once_by_folio_and_subject_and_not_by_the_text() -> None:
    world = World()
    folio = asked(world, is_urgent=True).body["folio"]
    assert [tell(world), tell(world)] == [1, 0]
    ((subject, text),) = world.it_office.told
    assert subject.isascii()
    assert len(subject) <= 100
    assert all(said in text for said in (folio, BODY["subject"], "sapal", "X", "Urgente"))
    assert "403" not in text


def test_P6_a_request_is_told_later_when_the_topic_does_not_answer() -> None:
    world = World()
    folio = asked(world).body["folio"]
    world.it_office.errors = [TransientServiceError("down")]
    with pytest.raises(TransientServiceError):
        tell(world)
    assert (world.the(folio).duty, world.the(folio).told_at) == (Duty.TELL, None)
    assert tell(world) == 1
    told = world.the(folio)
    assert (told.duty, told.told_at) == (Duty.PERSON, NOW)
    assert told.due_at > NOW


def test_a_request_waits_before_the_it_office_the_urgent_first() -> None:
    world = World()
    first, urgent = asked(world).body["folio"], asked(world, subject="Cuenta robada", is_urgent=True).body["folio"]
    assert listed(world) == [urgent, first]
    waiting = ask(world, an_event("GET", "/v1/attention", roles=[Role.IT_SUPPORT])).body["waiting"]
    assert waiting[0]["reason"] == texts_es.support_asked(urgent, "Cuenta robada")


def test_the_same_asked_twice_is_one_request() -> None:
    world = World()
    assert asked(world).body["folio"] == asked(world).body["folio"]
    assert asked(world, username="otra").body["folio"] != asked(world).body["folio"]
    assert len(world.of_kind(SupportRequest)) == 2


def test_only_the_it_office_closes_and_once() -> None:
    world = World()
    folio = asked(world).body["folio"]
    assert close(world, folio, Role.COORDINATOR).status == 403
    closed = close(world, folio).body
    assert (closed["state"], closed["closed_by"], closed["outcome"]) == ("closed", "ti", "Se renovó la credencial")
    assert close(world, folio).body["message"] == texts_es.SUPPORT_CLOSED
    assert (listed(world), listed(world, day="2026-11-23")) == ([], [folio])
    assert tell(world) == 0


def test_who_asked_sees_their_own_and_nobody_elses() -> None:
    world = World()
    mine, _ = asked(world).body["folio"], asked(world, username="otra")
    assert listed(world, Role.LIAISON, "enlace") == [mine]
    assert listed(world, Role.DEPARTMENT, "nadie") == []
    assert len(listed(world, Role.COORDINATOR)) == 2


@pytest.mark.parametrize(
    "change", [{"subject": ""}, {"subject": "a" * 121}, {"text": "a" * 4001}, {"network": "tiktok"}, {"more": 1}]
)
def test_a_request_has_limits(change: dict[str, Any]) -> None:
    assert asked(World(), **change).status == 400


def test_a_request_is_about_a_record_that_is_there() -> None:
    world = World()
    assert asked(world, about_record=PUBLICATION).body["message"] == texts_es.SUPPORT_UNKNOWN_RECORD
    world.put(a_publication())
    assert asked(world, about_record=PUBLICATION).status == 200
    tell(world)
    assert PUBLICATION in world.it_office.told[0][1]


def test_what_an_office_writes_stays_on_its_line() -> None:
    world = World()
    asked(world, subject="No sale\nFolio: LEO-1\u202e")
    tell(world)
    assert world.it_office.told[0][1].count("\n") == 4
