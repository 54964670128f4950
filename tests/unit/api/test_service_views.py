"""The service clock and the overdue on the API (4.4): by index, by page, each department its own."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.people import Role
from chalicelib.domain.referral import NewsAct
from chalicelib.procedure.closing import close
from chalicelib.procedure.service_clock import working_days_late
from tests.builders import NOW, TODAY, a_comment, a_network_comment, a_referral, some_news
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

FOLIO = "LEO-20261123-000001"


def overdue(world: World, role: Role = Role.COORDINATOR, department_id: str | None = None, **query: str) -> Answered:
    event = an_event("GET", "/v1/referrals/overdue", roles=[role], query=query, department_id=department_id)
    return ask(world, event)


def times(world: World, role: Role = Role.COORDINATOR, department_id: str | None = None, **query: str) -> Any:
    period = {"from": "2026-11-23", "to": "2026-11-30"} | query
    return ask(world, an_event("GET", "/v1/service-times", roles=[role], query=period, department_id=department_id))


def late_world(count: int = 5) -> World:
    """Give a world with cases of SAPAL and, every third, of COMUDE, due a day after the other."""
    world = World()
    for number in range(1, count + 1):
        case = a_referral(number=number, department_id="deporte" if number % 3 == 0 else "sapal")
        world.put(case.evolve(due_on=TODAY + timedelta(days=number)).delivered(NOW))
    world.clock.advance(days=30)
    return world


def test_Q12_a_department_reads_no_number_of_a_citizens_house_in_the_overdue() -> None:
    world = late_world()
    case = world.the("LEO-20261123-000001")
    world.records.commit(replace=[case.evolve(text="Vivo en calle Pino 214, no hay agua", place="calle Pino 214")])
    (mine,) = [
        one for one in overdue(world, Role.LIAISON, case.department_id).body["overdue"] if one["folio"] == case.id
    ]
    assert mine["place"].startswith("calle Pino")
    assert "214" not in mine["place"]
    (whole,) = [one for one in overdue(world).body["overdue"] if one["folio"] == case.id]
    assert whole["place"] == "calle Pino 214"


def test_the_overdue_are_listed_by_pages_the_longest_first() -> None:
    world = late_world()
    first = overdue(world, limit="2").body
    second = overdue(world, limit="2", after=first["next"]).body
    third = overdue(world, limit="2", after=second["next"]).body
    folios = [line["folio"] for page in (first, second, third) for line in page["overdue"]]
    assert folios == [f"LEO-20261123-{number:06}" for number in range(1, 6)]
    assert (first["total"], third["next"]) == (5, None)


def test_a_case_closed_between_two_pages_moves_nothing() -> None:
    world = late_world()
    first = overdue(world, limit="2").body
    world.hear(some_news(NewsAct.CLOSED))
    assert overdue(world, limit="2", after=first["next"]).body["overdue"][0]["folio"] == "LEO-20261123-000003"


def test_the_overdue_stay_listed_after_the_night_showed_them() -> None:
    world = late_world()
    for _ in range(3):
        close(TODAY, records=world.records, clock=world.clock)
        assert overdue(world).body["total"] == 5
        world.clock.advance(days=1)
        assert overdue(world).body["total"] == 5


def test_what_is_not_due_or_was_closed_is_not_listed() -> None:
    world = World()
    world.put(a_comment())
    world.refer(a_comment().id)
    assert overdue(world).body["total"] == 0
    world.clock.set(NOW + timedelta(days=7))
    assert overdue(world).body["total"] == 0
    world.clock.set(NOW + timedelta(days=8))
    assert overdue(world).body["total"] == 1
    world.hear(some_news(NewsAct.CLOSED))
    assert overdue(world).body["total"] == 0


def test_a_department_sees_its_own_and_nobody_elses() -> None:
    world = late_world()
    mine = overdue(world, Role.DEPARTMENT, "deporte").body["overdue"]
    assert [line["department_id"] for line in mine] == ["deporte"]
    assert overdue(world, Role.DEPARTMENT, "deporte", department="sapal").status == 403
    assert overdue(world, Role.LIAISON).status == 403
    assert times(world, Role.DEPARTMENT, "deporte", department="sapal").status == 403
    assert overdue(world, department="deporte").body["total"] == 1


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "201"}, {"after": "x" * 65}])
def test_a_page_has_limits(query: dict[str, Any]) -> None:
    assert overdue(late_world(1), **query).status == 400


def test_a_page_that_nobody_gave_is_refused() -> None:
    assert overdue(late_world(1), after="ayer/LEO").body["message"] == texts_es.PAGE_WRONG


def test_the_days_late_are_working_days() -> None:
    case = a_referral().evolve(due_on=TODAY + timedelta(days=4))
    catalogue = World().catalogue
    assert [working_days_late(case, catalogue, NOW + timedelta(days=days)) for days in (4, 5, 6, 7, 8)] == [
        0,
        0,
        0,
        1,
        2,
    ]


def test_the_clock_follows_a_case_from_the_comment_to_its_closing() -> None:
    world = World()
    world.put(a_comment(a_network_comment(at=NOW - timedelta(hours=1))))
    world.refer(a_comment(a_network_comment(at=NOW - timedelta(hours=1))).id)
    world.run()
    world.clock.set(NOW + timedelta(hours=1))
    world.hear(some_news(NewsAct.PULLED, news_id="n1"))
    world.clock.set(NOW + timedelta(hours=3))
    world.hear(some_news(NewsAct.CLOSED, news_id="n2"))
    world.run()
    (row,) = times(world).body["rows"]
    assert (row["department_id"], row["month"], row["cases"], row["open"]) == ("sapal", "2026-11", 1, 0)
    assert (row["pull"]["median_hours"], row["close"]["median_hours"]) == (1, 3)
    assert row["first_reply"]["median_hours"] == pytest.approx(1, abs=0.05)


def test_a_period_has_limits() -> None:
    assert times(World(), to="2026-11-22").body["message"] == texts_es.RANGE_WRONG
    assert times(World(), to="2027-11-22").status == 400


def test_the_index_is_asked_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    world = late_world()
    asked: list[str] = []
    on_shelf = world.records.on_shelf

    def counted(owner: str, *more: Any) -> Any:
        asked.append(owner)
        return on_shelf(owner, *more)

    monkeypatch.setattr(world.records, "on_shelf", counted)
    overdue(world)
    assert asked == list(world.catalogue.departments)
