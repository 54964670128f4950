"""C05: what was collected is shown beside what the networks count, and a gap is said, never claimed away."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.figures import fold
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import count_of, reading_of
from tests.builders import NOW, TODAY, a_post, later
from tests.unit.api.calls import an_event, ask
from tests.world import World

POST = a_post(Network.FACEBOOK)
READING = reading_of(POST, NOW)


def counted(network_count: int, listed: int, own: int = 0, *, is_settled: bool = True) -> Coverage:
    return Coverage(counted_at=NOW, network_count=network_count, listed=listed, own=own, is_settled=is_settled)


def shown(world: World, **query: str) -> list[dict[str, Any]]:
    answered = ask(world, an_event("GET", "/v1/coverage", roles=[Role.DIRECTOR], query=query or None))
    assert answered.status == 200
    return list(answered.body["posts"])


def a_world(coverage: Coverage | None, **changes: object) -> World:
    world = World()
    world.put(POST, READING.evolve(coverage=coverage, **changes))
    return world


def test_a_gap_is_shown_with_its_hour() -> None:
    (line,) = shown(a_world(counted(9, 5, 1)), day=TODAY.isoformat())
    assert (line["network_count"], line["collected"], line["own"], line["gap"]) == (9, 5, 1, 3)
    assert not line["is_complete"]
    assert line["counted_at"].startswith("2026-11-23")
    assert line["said"] == "Faltan 3 de 9: la red los cuenta y no los muestra."


@pytest.mark.parametrize(
    ("coverage", "is_complete", "said"),
    [
        (counted(6, 5, 1), True, texts_es.coverage_complete(5)),
        (counted(0, 0), True, texts_es.coverage_complete(0)),
        (counted(1, 1), True, texts_es.coverage_complete(1)),
        (counted(6, 5), False, texts_es.coverage_gap(1, 6)),
        (counted(6, 6, is_settled=False), False, texts_es.COVERAGE_UNSETTLED),
        (counted(4, 6), False, texts_es.COVERAGE_COUNT_BEHIND),
        (None, False, texts_es.COVERAGE_NOT_COUNTED),
    ],
)
def test_complete_is_said_only_where_all_that_is_counted_is_on_record_and_nothing_moved(
    coverage: Coverage | None,
    is_complete: bool,  # noqa: FBT001
    said: str,
) -> None:
    (line,) = shown(a_world(coverage))
    assert (line["is_complete"], line["said"], line["is_read"]) == (is_complete, said, True)


def test_C19_what_a_notice_told_after_the_last_reading_is_not_claimed_to_be_on_record() -> None:
    world = World()
    over = READING.advanced(cursor=None, seen={}, now=NOW, coverage=counted(3, 3)).over()
    world.put(POST, over.noticed(later(minutes=2)))
    (line,) = shown(world)
    assert (line["is_complete"], line["is_read"], line["said"]) == (False, False, texts_es.COVERAGE_MISSED_NOTICE)


def test_a_post_on_X_that_was_not_counted_says_so_and_another_day_is_empty() -> None:
    world = World()
    post = a_post(Network.X)
    world.put(post, reading_of(post, NOW))
    (line,) = shown(world)
    assert (line["network_count"], line["is_complete"], line["is_read"]) == (None, False, True)
    assert line["said"] == texts_es.COVERAGE_NOT_COUNTED
    assert shown(world, day="2026-11-22") == []


def test_a_post_on_X_shows_a_gap_and_is_never_said_to_be_complete() -> None:
    post = a_post(Network.X)
    for coverage, said in (
        (counted(9, 5, 1, is_settled=False), "Faltan al menos 3 respuestas directas de las que X cuenta (9)"),
        (counted(1, 0, is_settled=False), "Falta al menos una respuesta directa de las que X cuenta (1)"),
        (counted(5, 5, is_settled=False), "Respuestas directas registradas: 5; X cuenta 5."),
    ):
        world = World()
        world.put(post, count_of(post, coverage, NOW))
        (line,) = shown(world)
        assert line["said"].startswith(said)
        assert (line["is_complete"], line["is_read"]) == (False, True)


@pytest.mark.parametrize("roles", [[Role.DEPARTMENT], [Role.LIAISON]])
def test_who_reads_no_figures_reads_no_coverage(roles: list[Role]) -> None:
    assert ask(World(), an_event("GET", "/v1/coverage", roles=roles)).status == 403


def test_P7_the_days_figures_count_what_is_missing_and_add_up() -> None:
    instagram = a_post(Network.INSTAGRAM)
    records = [
        POST,
        READING.evolve(coverage=counted(9, 5, 1)),
        instagram,
        reading_of(instagram, NOW).evolve(coverage=counted(2, 2)),
        a_post(Network.X),
    ]
    figures = fold(records)
    assert figures.coverage_by_network["facebook"] == {
        "posts": 1,
        "counted": 1,
        "complete": 0,
        "network_count": 9,
        "collected": 5,
        "own": 1,
        "gap": 3,
    }
    assert figures.coverage_by_network["instagram"]["complete"] == 1
    assert figures.coverage_by_network["x"] == {"posts": 1}
