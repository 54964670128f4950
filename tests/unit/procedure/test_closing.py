"""4.4, 7: a night closes its day, recounts the week, and shows what is overdue."""

from datetime import timedelta

from chalicelib.domain.day import Day
from chalicelib.domain.ids import day_id
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import NewsAct, Referral, ReferralState
from chalicelib.procedure.closing import close
from tests.builders import NOW, a_comment, a_network_comment, a_referral, some_news
from tests.world import World

TODAY = a_comment().day


def the_day(world: World) -> Day:
    found = world.records.find(day_id(TODAY))
    assert isinstance(found, Day)
    return found


def overdue_world() -> World:
    world = World()
    world.put(a_referral().delivered(NOW))
    world.clock.advance(minutes=60 * 24 * 30)
    return world


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


def test_Q04_P6_a_case_past_its_deadline_is_shown_to_a_person_and_looked_at_again() -> None:
    world = overdue_world()
    close(TODAY, records=world.records, clock=world.clock)
    case = world.the(a_referral().id)
    assert isinstance(case, Referral)
    assert case.attention
    assert case.due_at
    assert case.due_at > world.clock.now()


def test_Q04_an_overdue_case_that_is_accepted_or_closed_no_longer_waits() -> None:
    late = a_referral().delivered(NOW).overdue(NOW)
    closed = late.told(some_news(NewsAct.CLOSED), default_department="atencion-leoneses", now=NOW)
    assert closed.state is ReferralState.CLOSED
    assert closed.attention is None
    accepted = late.told(some_news(NewsAct.ACCEPTED), default_department="atencion-leoneses", now=NOW)
    assert accepted.duty is Duty.DEPARTMENT


def test_closing_twice_changes_nothing() -> None:
    world = overdue_world()
    first = close(TODAY, records=world.records, clock=world.clock)
    again = close(TODAY, records=world.records, clock=world.clock)
    assert again.figures == first.figures
