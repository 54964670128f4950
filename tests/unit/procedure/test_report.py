"""4.4, P7: the report equals the records, and can be recounted at any time."""

from datetime import date, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.day import Day, Figures
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.ids import day_id
from chalicelib.procedure.report import MAX_REPORT_DAYS, close_day, figures_of, report
from tests.builders import NOW, TODAY, a_comment, a_network_comment, later
from tests.world import World


def a_world(days: int = 1) -> World:
    world = World()
    for number in range(days):
        world.put(a_comment(a_network_comment(f"c{number}", at=NOW - timedelta(days=number))))
    return world


def test_a_period_counts_its_first_and_its_last_day() -> None:
    world = a_world(days=5)
    three = report(TODAY - timedelta(days=3), TODAY - timedelta(days=1), records=world.records)
    assert three.comments == 3
    assert report(TODAY, TODAY, records=world.records) == figures_of(TODAY, records=world.records)


def test_P7_a_report_of_closed_and_open_days_is_folded_from_the_records() -> None:
    world = a_world(days=2)
    close_day(TODAY - timedelta(days=1), records=world.records, clock=world.clock)
    before = report(TODAY - timedelta(days=1), TODAY, records=world.records)
    assert before.comments == 2
    close_day(TODAY, records=world.records, clock=world.clock)
    assert report(TODAY - timedelta(days=1), TODAY, records=world.records) == before


@pytest.mark.parametrize(
    ("first", "last"),
    [(TODAY, TODAY - timedelta(days=1)), (TODAY, TODAY + timedelta(days=MAX_REPORT_DAYS)), (date.max, date.min)],
)
def test_a_period_that_is_empty_or_too_long_is_refused_in_spanish(first: date, last: date) -> None:
    with pytest.raises(InvalidInputError, match=texts_es.RANGE_WRONG):
        report(first, last, records=World().records)


def test_a_period_at_the_end_of_the_calendar_breaks_nothing() -> None:
    assert report(date.max, date.max, records=World().records) == Figures()


def test_92_days_are_a_period() -> None:
    assert report(TODAY, TODAY + timedelta(days=MAX_REPORT_DAYS - 1), records=World().records).comments == 0


def test_closing_a_day_keeps_its_figures_and_the_manifest_of_its_records() -> None:
    world = a_world()
    day = close_day(TODAY, records=world.records, clock=world.clock)
    assert day.id == day_id(TODAY)
    assert day.figures.comments == 1
    assert day.manifest.records == 1


def test_R10_closing_a_day_twice_changes_nothing() -> None:
    world = a_world()
    close_day(TODAY, records=world.records, clock=world.clock)
    before = world.the(day_id(TODAY))
    world.clock.advance(days=1)
    assert close_day(TODAY, records=world.records, clock=world.clock) == before
    assert world.the(day_id(TODAY)) == before


def test_C10_a_day_closed_again_after_a_late_arrival_is_recounted_as_the_next_revision() -> None:
    world = a_world()
    close_day(TODAY, records=world.records, clock=world.clock)
    world.put(a_comment(a_network_comment("late", at=later(minutes=1))))
    close_day(TODAY, records=world.records, clock=world.clock)
    day = world.the(day_id(TODAY))
    assert isinstance(day, Day)
    assert (day.figures.comments, day.revision) == (2, 2)
