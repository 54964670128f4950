"""4.4, 7: a night closes its day and every day before it that no night closed, and counts anew what changed."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.changes import CLOSING_ID, Changes
from chalicelib.domain.comment import Comment
from chalicelib.domain.day import Day
from chalicelib.domain.ids import day_id
from chalicelib.domain.period_report import Cut, Step
from chalicelib.procedure.changing import marks_of, note_changes
from chalicelib.procedure.closing import MAX_DAYS_PER_RUN, close
from chalicelib.procedure.recounting import close_day
from chalicelib.procedure.report import report
from tests.builders import NOW, a_comment, a_network_comment
from tests.mortality import Death
from tests.world import World

TODAY = a_comment().day


def the_day(world: World) -> Day:
    found = world.records.find(day_id(TODAY))
    assert isinstance(found, Day)
    return found


def closed(world: World) -> list[date]:
    return [record.day for record in world.of_kind(Day)]


def night(world: World, *, days_later: int = 1) -> Day:
    """Let a night come some days after TODAY's noon; it closes the day before."""
    world.clock.set(NOW + timedelta(days=days_later))
    return close(TODAY + timedelta(days=days_later - 1), records=world.records, clock=world.clock)


def comments_on(world: World, day: date) -> int:
    found = report(day, day, Step.DAY, Cut(), records=world.records, catalogue=world.catalogue, clock=world.clock)
    return found.total.comments.count


def late(number: int) -> Comment:
    return a_comment(a_network_comment(f"late{number}"))


def test_P7_a_comment_read_after_the_close_is_counted_the_next_night() -> None:
    world = World()
    world.put(a_comment())
    close(TODAY, records=world.records, clock=world.clock)
    world.put(a_comment(a_network_comment("c9")))
    close(TODAY + timedelta(days=1), records=world.records, clock=world.clock)
    assert the_day(world).figures.comments == 2


def test_a_day_nobody_closed_is_not_closed_in_passing() -> None:
    world = World()
    close(TODAY + timedelta(days=1), records=world.records, clock=world.clock)
    assert world.records.find(day_id(TODAY)) is None


def test_closing_twice_changes_nothing() -> None:
    world = World()
    world.put(a_comment())
    first = night(world)
    again = close(TODAY, records=world.records, clock=world.clock)
    assert again == first
    assert [record.revision for record in world.of_kind(Day)] == [1]


def test_after_a_gap_every_day_of_it_is_closed_in_order() -> None:
    world = World()
    night(world)
    before = len(world.stored.versions)
    night(world, days_later=6)
    assert closed(world) == [TODAY + timedelta(days=number) for number in range(6)]
    made = [record.day for record in world.stored.versions[before:] if isinstance(record, Day)]
    assert made == sorted(made)


def test_a_gap_too_long_for_one_night_is_closed_over_several_and_none_is_left_out() -> None:
    world = World()
    night(world)
    days = MAX_DAYS_PER_RUN + 10
    night(world, days_later=days)
    assert len(closed(world)) == MAX_DAYS_PER_RUN + 1
    night(world, days_later=days + 1)
    assert closed(world) == [TODAY + timedelta(days=number) for number in range(days + 1)]


def test_a_night_that_dies_anywhere_in_a_gap_is_gone_on_with() -> None:
    for step in range(1, 15):
        world = World()
        night(world)
        world.steps.arm(step, is_after=step % 2 == 0)
        with pytest.raises(Death):
            night(world, days_later=5)
        world.steps.arm(None)
        night(world, days_later=5)
        assert closed(world) == [TODAY + timedelta(days=number) for number in range(5)], step
        assert world.of_kind(Changes)[0].is_finished, step


def test_a_day_that_it_support_names_is_closed_alone() -> None:
    world = World()
    night(world)
    close(TODAY - timedelta(days=400), records=world.records, clock=world.clock)
    assert closed(world) == [TODAY - timedelta(days=400), TODAY]
    assert world.the(CLOSING_ID).through == TODAY


def test_an_old_day_that_changed_is_counted_anew_by_the_night_and_once() -> None:
    world = World()
    night(world)
    world.put(late(1), late(2))
    world.clock.set(NOW + timedelta(days=60))
    for number in (1, 2):
        note_changes([("comment", late(number).id)], records=world.records, clock=world.clock)
    marks = marks_of(TODAY, world.records)
    assert marks is not None
    assert (marks.days, marks.revision) == ({TODAY: ""}, 3)
    close(TODAY + timedelta(days=59), records=world.records, clock=world.clock)
    assert (the_day(world).figures.comments, the_day(world).revision) == (2, 2)
    assert world.of_kind(Changes)[0].is_finished


def test_a_mark_of_a_day_that_nobody_closed_does_not_wait_for_ever() -> None:
    world = World()
    old = a_comment(a_network_comment("old", at=NOW - timedelta(days=900)))
    note_changes([("comment", old.id)], records=world.records, clock=world.clock)
    night(world)
    assert all(marks.is_finished for marks in world.of_kind(Changes))
    assert closed(world) == [TODAY]


@pytest.mark.parametrize(("step", "when"), [(1, "before"), (1, "after"), (2, "before"), (2, "after")])
def test_P7_whoever_dies_while_counting_a_changed_day_leaves_no_figures_that_do_not_hold(step: int, when: str) -> None:
    world = World()
    night(world)
    world.put(late(1))
    note_changes([("comment", late(1).id)], records=world.stored, clock=world.clock)
    world.steps.arm(step, is_after=when == "after")
    with pytest.raises(Death):
        close_day(TODAY, records=world.records, clock=world.clock)
    world.steps.arm(None)
    assert comments_on(world, TODAY) == 1
    night(world, days_later=2)
    assert comments_on(world, TODAY) == 1
    assert all(marks.is_finished for marks in world.of_kind(Changes))


def test_P7_a_change_while_a_day_is_counted_makes_it_be_counted_again() -> None:
    world = World()
    world.clock.set(NOW + timedelta(days=1))
    seen: list[date] = []

    class Restless:
        """The table: once a day has been read from it, one more comment comes, and the stream tells."""

        def __getattr__(self, name: str) -> object:
            return getattr(world.stored, name)

        def of_day(self, day: date, prefix: str = "") -> object:
            found = world.stored.of_day(day, prefix)
            seen.append(day)
            if len(seen) < 3:
                world.put(late(len(seen)))
                note_changes([("comment", late(1).id)], records=world.stored, clock=world.clock)
            return found

    close_day(TODAY, records=Restless(), clock=world.clock)  # type: ignore[arg-type]  # the port, handed on
    assert len(seen) == 3
    assert the_day(world).figures.comments == 2
    assert world.of_kind(Changes)[0].is_finished


def test_P7_of_two_who_count_a_day_at_once_none_takes_the_others_mark_away() -> None:
    world = World()
    world.clock.set(NOW + timedelta(days=1))
    inner: list[Day] = []

    class Overtaken:
        """The table: while the first one counts, a second closes the same day."""

        def __getattr__(self, name: str) -> object:
            return getattr(world.stored, name)

        def of_day(self, day: date, prefix: str = "") -> object:
            found = world.stored.of_day(day, prefix)
            if not inner:
                world.put(late(1))
                inner.append(close_day(day, records=world.stored, clock=world.clock))
            return found

    outer = close_day(TODAY, records=Overtaken(), clock=world.clock)  # type: ignore[arg-type]  # the port, handed on
    assert outer.figures.comments == inner[0].figures.comments == comments_on(world, TODAY) == 1
    assert world.of_kind(Changes)[0].is_finished
