"""Searching the records through the API: who may, what a page says, what is refused."""

import json
from typing import Any

import pytest

from chalicelib.domain.people import Role
from tests.builders import TODAY, a_comment, a_network_comment, a_referral
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

PATH = "/v1/records/search"
READERS = {Role.IMAGE_OFFICE, Role.COORDINATOR, Role.DIRECTOR}


def found(world: World, *, role: Role = Role.DIRECTOR, **query: Any) -> Answered:
    asked = {"from": TODAY.isoformat(), "to": TODAY.isoformat(), **query}
    return ask(world, an_event("GET", PATH, roles=[role], query=asked))


def a_world() -> World:
    world = World()
    comment = a_comment(a_network_comment("c1", "Hay un bache en la López Mateos"))
    world.put(comment, a_comment(a_network_comment("c2", "gracias")), a_referral(comment))
    return world


@pytest.mark.parametrize("role", Role)
def test_only_who_answers_for_the_records_searches_them(role: Role) -> None:
    assert found(a_world(), role=role).status == (200 if role in READERS else 403)


def test_records_are_found_by_words_and_kind_and_shown_in_a_line() -> None:
    answered = found(a_world(), q="BACHE lopez", kind="comment", handle="@Vecina")
    (line,) = answered.body["records"]
    assert line["id"] == "COM-20261123-facebook-c1"
    assert (line["handle"], line["text"]) == ("vecina", "Hay un bache en la López Mateos")
    assert (answered.body["through"], answered.body["cursor"]) == (TODAY.isoformat(), None)


def test_a_search_goes_on_with_its_cursor_and_with_no_other() -> None:
    world, ids = a_world(), list[str]()
    answered = found(world, limit="1")
    while answered.body["cursor"]:
        ids += [line["id"] for line in answered.body["records"]]
        answered = found(world, limit="1", cursor=answered.body["cursor"])
    ids += [line["id"] for line in answered.body["records"]]
    assert ids == sorted(record.id for record in world.stored.all)
    other = found(world, limit="1", q="bache", cursor=found(world, limit="1").body["cursor"])
    assert (other.status, other.body["message"][:17]) == (400, "La continuación d")


@pytest.mark.parametrize(
    "wrong",
    [{"to": "2026-11-01"}, {"to": "2029-01-01"}, {"limit": "101"}, {"kind": "=1+1"}, {"x": "1"}, {"q": "a" * 201}],
)
def test_what_cannot_be_searched_is_refused(wrong: dict[str, str]) -> None:
    answered = found(a_world(), **dict[str, Any](wrong))
    assert answered.status == 400
    assert "=1+1" not in json.dumps(answered.body)


def test_a_page_stays_far_below_what_a_function_may_answer() -> None:
    world = World()
    for number in range(101):
        world.put(a_comment(a_network_comment(f"c{number}", "ñ" * 8000)))
    answered = found(world, limit="100")
    assert len(answered.body["records"]) == 100
    assert len(json.dumps(answered.body)) < 500_000
