"""R04, R13: which holds keep a notice of a cancelled comment, and whose cancellation waits for it."""

from datetime import timedelta

import pytest

from chalicelib.domain.cancellation import CancellationState
from chalicelib.domain.hold import HeldMatter, HoldRegister, HoldScope
from chalicelib.domain.notice import Heard
from chalicelib.ports import LandedNotice
from chalicelib.procedure.raw_notices import archive_notice, opened
from tests.builders import TODAY
from tests.cancelling_town import CancellingTown

DONE, CONFIRMED = CancellationState.DONE, CancellationState.CONFIRMED
PERSON = HeldMatter(scope=HoldScope.PERSON, value="c")


@pytest.fixture
def town() -> CancellingTown:
    return CancellingTown()


def told(town: CancellingTown, *names: str) -> str:
    """Bring a delivery that names some comments into the archive; gives its key."""
    now = town.clock.now()
    landed = LandedNotice(b"lo que escribieron", now, f"{len(town.archive.kept):032x}")
    heard = Heard(comments=frozenset(names))
    return archive_notice(landed, heard, archive=town.archive, envelopes=town.envelopes, now=now)


def is_open(town: CancellingTown, key: str) -> bool:
    return opened(town.archive.kept[key].content, town.envelopes) is not None


def test_R04_a_hold_over_the_day_on_which_a_notice_of_one_comment_came_keeps_it(town: CancellingTown) -> None:
    town.clock.advance(days=2)
    day = TODAY + timedelta(days=2)
    key = told(town, "a")
    hold = town.hold(HeldMatter(scope=HoldScope.DAYS, first=day, last=day))
    act = town.agreed("a")
    town.night()
    assert (is_open(town, key), town.act(act).state, bool(town.now("a").cancelled_at)) == (True, CONFIRMED, True)
    assert hold in town.told(act)
    town.lift(hold)
    town.next_night()
    assert (is_open(town, key), town.act(act).state) == (False, DONE)


def test_R04_a_hold_placed_after_a_cancellation_keeps_what_is_told_of_the_comment_since_as_it_keeps_a_page(
    town: CancellingTown,
) -> None:
    act = town.agreed("a")
    town.night()
    town.hold(HeldMatter(scope=HoldScope.RECORD, value=town.comment("a").id))
    page, key = town.answered("a"), told(town, "a")
    town.next_night()
    assert (town.is_open(page), is_open(town, key), town.act(act).state) == (True, True, CONFIRMED)


def test_R13_a_notice_that_a_hold_keeps_opens_only_the_cancellation_of_whom_it_names(town: CancellingTown) -> None:
    first, second = town.agreed("a"), town.agreed("b")
    town.night()
    assert (town.act(first).state, town.act(second).state) == (DONE, DONE)
    hold = town.hold(PERSON)
    key = told(town, "a", "c")
    town.clock.advance(hours=1)
    town.night()
    assert (town.act(first).state, is_open(town, key)) == (CONFIRMED, True)
    assert (town.act(second).state, town.told(second)) == (DONE, "")
    town.lift(hold)
    town.next_night()
    assert (town.act(first).state, is_open(town, key)) == (DONE, False)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"comments": 2}'])
def test_R13_a_notice_that_nobody_can_read_keeps_no_cancellation_waiting(town: CancellingTown, content: bytes) -> None:
    town.archive.keep(f"{TODAY:%Y/%m/%d}/facebook/notices/several/000000-{9:032x}.json", content, town.clock.now())
    key, act = told(town, "a"), town.agreed("a")
    town.night()
    assert (is_open(town, key), town.act(act).state, town.failed) == (False, DONE, [])


def test_R13_a_hold_placed_after_all_is_destroyed_opens_no_cancellation_again(town: CancellingTown) -> None:
    page, key = town.answered("a", "c"), told(town, "a", "c")
    town.clock.advance(hours=2)
    act = town.agreed("a")
    town.night()
    assert (town.is_open(page), is_open(town, key), town.act(act).state) == (False, False, DONE)
    town.hold(PERSON)
    town.next_night()
    assert (town.act(act).state, town.told(act)) == (DONE, "")
    later = town.answered("a", "c"), told(town, "a", "c")
    town.next_night()
    assert (town.is_open(later[0]), is_open(town, later[1]), town.act(act).state) == (True, True, CONFIRMED)


def test_R13_a_notice_that_was_left_goes_also_when_the_comment_was_disposed_of_meanwhile(town: CancellingTown) -> None:
    key, hold, act = told(town, "a", "c"), town.hold(PERSON), town.agreed("a")
    town.night()
    assert (is_open(town, key), town.act(act).days_left) == (True, (TODAY,))
    register = town.records.find("HOLDS")
    assert isinstance(register, HoldRegister)
    town.records.dispose([town.now("a")], while_unmoved=register)
    town.next_night()
    assert (is_open(town, key), town.act(act).state) == (True, CONFIRMED)
    town.lift(hold)
    town.next_night()
    assert (is_open(town, key), town.act(act).state) == (False, DONE)
