"""Disposal and legal holds over the API: who may, in which order, and what is refused in Spanish."""

from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.domain.people import Role
from tests.disposal_town import DAY, GROUND, Town
from tests.unit.api.calls import an_event

DISPOSAL = {"disposal_id": "BAJ-20261123"}
WHOLE_DAY = {"scope": "days", "first": DAY.isoformat(), "last": DAY.isoformat(), "reason": "Juicio de amparo 45/2029"}


@pytest.fixture
def town() -> Town:
    town = Town()
    town.put_a_day()
    return town


def ask(town: Town, event: dict[str, Any]) -> tuple[int, str]:
    with bootstrap.replaced(records=town.records, clock=town.clock, archive_disposal=town.archive):
        answered = answer(event, ROUTES)
    return answered["statusCode"], answered["body"]


def act(town: Town, name: str, role: Role, username: str, body: Any = None) -> tuple[int, str]:
    path = f"/v1/disposals/{{disposal_id}}/{name}"
    return ask(town, an_event("POST", path, DISPOSAL, roles=[role], username=username, body=body))


def test_a_coordinator_approves_and_the_director_executes(town: Town) -> None:
    town.run_daily()
    listed = ask(town, an_event("GET", "/v1/disposals", roles=[Role.DIRECTOR]))
    assert '"state":"listed"' in listed[1].replace(" ", "")
    inventory = an_event("GET", "/v1/disposals/{disposal_id}", DISPOSAL, roles=[Role.DIRECTOR], query={"page": "1"})
    assert "COM-20261123-facebook-c1" in ask(town, inventory)[1]
    assert act(town, "approve", Role.COORDINATOR, "coordinadora", {"ground": GROUND})[0] == 200
    assert act(town, "execute", Role.DIRECTOR, "director")[0] == 200
    town.carry_out()
    assert town.there == frozenset()


@pytest.mark.parametrize(("name", "role"), [("approve", Role.DIRECTOR), ("execute", Role.COORDINATOR)])
def test_neither_office_does_both(town: Town, name: str, role: Role) -> None:
    town.run_daily()
    assert act(town, name, role, "alguien", {"ground": GROUND} if name == "approve" else None)[0] == 403


def test_one_person_with_both_roles_does_not_do_both(town: Town) -> None:
    town.run_daily()
    assert act(town, "approve", Role.IMAGE_OFFICE, "directora", {"ground": GROUND})[0] == 200
    status, body = act(town, "execute", Role.IMAGE_OFFICE, "directora")
    assert status == 403
    assert "debe hacerlo otra persona" in body


def test_an_approval_without_a_ground_is_refused(town: Town) -> None:
    town.run_daily()
    assert act(town, "approve", Role.COORDINATOR, "coordinadora", {"ground": "sí"})[0] == 400


def test_a_hold_is_placed_listed_and_lifted_by_two(town: Town) -> None:
    assert ask(town, an_event("POST", "/v1/holds", roles=[Role.COORDINATOR], body=WHOLE_DAY))[0] == 200
    [hold_id] = [record.id for record in town.stored.all if record.id.startswith("RET-")]
    assert hold_id in ask(town, an_event("GET", "/v1/holds", roles=[Role.DIRECTOR]))[1]
    reason = {"reason": "Terminó el juicio"}
    path = {"hold_id": hold_id}
    for username, status in (("ines", 200), ("ines", 403), ("director", 200), ("director", 400)):
        event = an_event(
            "POST", "/v1/holds/{hold_id}/lift", path, roles=[Role.DIRECTOR], username=username, body=reason
        )
        assert ask(town, event)[0] == status
    assert hold_id not in ask(town, an_event("GET", "/v1/holds", roles=[Role.DIRECTOR]))[1]


@pytest.mark.parametrize(
    "change",
    [{"first": "2026-11-24"}, {"last": None}, {"scope": "record"}, {"value": "x"}, {"scope": "todo"}, {"reason": ""}],
)
def test_a_hold_over_nobody_knows_what_is_refused(town: Town, change: dict[str, Any]) -> None:
    assert ask(town, an_event("POST", "/v1/holds", roles=[Role.COORDINATOR], body=WHOLE_DAY | change))[0] == 400


@pytest.mark.parametrize("role", [Role.AGENCY, Role.LIAISON, Role.DEPARTMENT, Role.IT_SUPPORT])
def test_nobody_else_places_a_hold(town: Town, role: Role) -> None:
    assert ask(town, an_event("POST", "/v1/holds", roles=[role], body=WHOLE_DAY))[0] == 403
