"""4.4, 7: a night closes its day and recounts the week."""

from datetime import timedelta

from chalicelib.domain.day import Day
from chalicelib.domain.ids import day_id
from chalicelib.procedure.closing import close
from tests.builders import a_comment, a_network_comment
from tests.world import World

TODAY = a_comment().day


def the_day(world: World) -> Day:
    found = world.records.find(day_id(TODAY))
    assert isinstance(found, Day)
    return found


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
    first = close(TODAY, records=world.records, clock=world.clock)
    again = close(TODAY, records=world.records, clock=world.clock)
    assert again.figures == first.figures
