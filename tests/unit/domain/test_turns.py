"""2.5: whose turn it is on an account. In any order of things no account writes more, or nearer together, than it may."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.account import AccountState, new_account
from chalicelib.domain.call_budgets import BUDGETS, CallBudget, WriteKind
from chalicelib.domain.delivery_times import LEASE
from chalicelib.domain.networks import Network
from chalicelib.domain.turns import Hold, Pace, Turn, ask_turn, take_turn
from tests.builders import NOW, later

TWO_MINUTES = timedelta(minutes=2)
SPACED = Pace(spacing=TWO_MINUTES)


def an_account(network: Network = Network.X) -> AccountState:
    return new_account(network, NOW)


def a_post(name: str, due: datetime = NOW, *, priority: int = 2, is_spaced: bool = True) -> Turn:
    return Turn(name, WriteKind.POST, (priority, due), is_spaced=is_spaced)


def written(count: int, kind: WriteKind = WriteKind.POST, at: datetime = NOW) -> AccountState:
    state = an_account()
    for number in range(count):
        state = take_turn(state, Turn(f"d{number}", kind, (2, at), is_spaced=False), Pace(), at).state
    return state


# The distance between posts ---------------------------------------------------------------------------------------


def test_the_second_post_of_a_minute_waits_for_the_next_free_slot_and_the_third_for_the_one_after() -> None:
    first = take_turn(an_account(), a_post("first"), SPACED, NOW)
    assert first.hold is None
    second = ask_turn(first.state, a_post("second"), SPACED, NOW)
    third = ask_turn(second.state, a_post("third"), SPACED, NOW)
    assert (second.hold, second.until) == (Hold.SPACING, later(minutes=2))
    assert (third.hold, third.until) == (Hold.SPACING, later(minutes=4))


def test_whoever_has_a_slot_keeps_it_when_it_comes_too_early_and_may_go_when_it_is_time() -> None:
    first = take_turn(an_account(), a_post("first"), SPACED, NOW)
    second = ask_turn(first.state, a_post("second"), SPACED, NOW)
    early = ask_turn(second.state, a_post("second"), SPACED, later(minutes=1))
    assert (early.hold, early.until, early.state) == (Hold.SPACING, later(minutes=2), second.state)
    in_time = take_turn(second.state, a_post("second"), SPACED, later(minutes=2))
    assert in_time.hold is None
    assert in_time.state.slots == ()


def test_a_more_urgent_post_takes_the_slot_of_a_less_urgent_one_which_takes_the_next() -> None:
    state = take_turn(an_account(), a_post("first"), SPACED, NOW).state
    normal = ask_turn(state, a_post("normal"), SPACED, NOW)
    high = ask_turn(normal.state, a_post("high", priority=1), SPACED, NOW)
    assert (normal.until, high.until) == (later(minutes=2), later(minutes=2))
    again = ask_turn(high.state, a_post("normal"), SPACED, later(minutes=2))
    assert (again.hold, again.until) == (Hold.SPACING, later(minutes=4))


def test_of_two_equally_urgent_the_one_that_was_due_first_goes_first() -> None:
    state = take_turn(an_account(), a_post("first"), SPACED, NOW).state
    late = ask_turn(state, a_post("due later", later(minutes=1)), SPACED, later(minutes=1))
    early = ask_turn(late.state, a_post("due earlier", later(seconds=30)), SPACED, later(seconds=90))
    assert (late.until, early.until) == (later(minutes=2), later(minutes=2))
    assert ask_turn(early.state, a_post("due later", later(minutes=1)), SPACED, later(minutes=2)).until == later(
        minutes=4
    )


def test_live_coverage_neither_waits_nor_makes_others_wait() -> None:
    state = take_turn(an_account(), a_post("planned"), SPACED, NOW).state
    live = take_turn(state, a_post("live", priority=0, is_spaced=False), SPACED, later(seconds=1))
    assert live.hold is None
    next_planned = take_turn(live.state, a_post("next"), SPACED, later(minutes=2))
    assert next_planned.hold is None


def test_a_post_that_is_tried_again_does_not_wait_for_its_own_first_try() -> None:
    state = take_turn(an_account(), a_post("first"), SPACED, NOW).state
    assert take_turn(state, a_post("first"), SPACED, later(seconds=15)).hold is None


def test_the_slot_of_a_post_that_never_comes_is_given_away() -> None:
    state = take_turn(an_account(), a_post("first"), SPACED, NOW).state
    state = ask_turn(state, a_post("cancelled", priority=1), SPACED, NOW).state
    assert ask_turn(state, a_post("other"), SPACED, later(minutes=2)).hold is Hold.SPACING
    assert ask_turn(state, a_post("other"), SPACED, later(minutes=8)).hold is None


# The breaker ------------------------------------------------------------------------------------------------------

FEW = Pace(most_per_hour={WriteKind.POST: 3, WriteKind.REPLY: 5})


def test_P33_the_breaker_opens_at_the_bar_and_stays_open_after_the_hour_until_a_person_resets_it() -> None:
    state = written(3)
    opened = ask_turn(state, a_post("fourth"), FEW, later(minutes=1))
    assert (opened.hold, opened.until) == (Hold.BREAKER, None)
    assert opened.state.trips[WriteKind.POST].writes == 3
    tomorrow = later(days=1)
    assert ask_turn(opened.state, a_post("fourth"), FEW, tomorrow).hold is Hold.BREAKER
    reset = opened.state.reset("coordinadora", "Era la campaña", tomorrow)
    assert ask_turn(reset, a_post("fourth"), FEW, tomorrow).hold is None


def test_after_a_reset_the_same_hour_may_be_written_in_again_up_to_the_bar() -> None:
    state = ask_turn(written(3), a_post("fourth"), FEW, later(minutes=1)).state.reset("ti", "visto", later(minutes=1))
    for number in range(3):
        answer = take_turn(state, a_post(f"more{number}"), FEW, later(minutes=2))
        assert answer.hold is None
        state = answer.state
    assert take_turn(state, a_post("too much"), FEW, later(minutes=2)).hold is Hold.BREAKER


def test_replies_have_a_bar_of_their_own_and_take_downs_none() -> None:
    posts = written(3)
    assert ask_turn(posts, Turn("r", WriteKind.REPLY, (2, NOW)), FEW, NOW).hold is None
    replies = written(5, WriteKind.REPLY)
    assert ask_turn(replies, Turn("r", WriteKind.REPLY, (2, NOW)), FEW, NOW).hold is Hold.BREAKER
    assert ask_turn(replies, a_post("p"), FEW, NOW).hold is None
    removals = written(40, WriteKind.REMOVAL)
    assert ask_turn(removals, Turn("t", WriteKind.REMOVAL, (2, NOW)), FEW, NOW).hold is None


# Budgets ----------------------------------------------------------------------------------------------------------


def test_what_X_lets_a_user_write_is_not_exceeded_and_the_next_write_waits_until_the_first_counts_no_more() -> None:
    state, pace = written(100), Pace(budgets=BUDGETS[Network.X])
    answer = ask_turn(state, a_post("next"), pace, later(minutes=14))
    assert (answer.hold, answer.until) == (Hold.BUDGET, NOW + timedelta(minutes=15) + LEASE)
    assert ask_turn(state, a_post("next"), pace, NOW + timedelta(minutes=15) + LEASE).hold is None
    assert ask_turn(state, Turn("t", WriteKind.REMOVAL, (2, NOW)), pace, NOW).hold is None


def test_a_rest_that_a_network_asked_for_holds_everything_and_the_longest_stands() -> None:
    state = an_account().blocked(later(minutes=10), "Pidió").blocked(later(minutes=5), "Pidió menos")
    answer = ask_turn(state, Turn("t", WriteKind.REMOVAL, (2, NOW)), Pace(), NOW)
    assert (answer.hold, answer.until) == (Hold.BLOCKED, later(minutes=10))
    assert ask_turn(state, a_post("p"), Pace(), later(minutes=10)).hold is None


def test_writes_that_count_for_nothing_are_forgotten() -> None:
    state = written(50)
    grown = take_turn(state, a_post("a day later"), Pace(budgets=BUDGETS[Network.X]), later(days=1)).state
    assert [one.delivery for one in grown.writes] == ["a day later"]


SMALL = CallBudget(frozenset({WriteKind.POST}), 4, 600)


@settings(max_examples=200, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 200), st.integers(0, 2), st.integers(0, 119)),
        min_size=1,
        max_size=60,
    )
)
def test_in_any_order_no_window_of_the_network_holds_more_calls_than_its_budget_and_posts_keep_their_distance(
    steps: list[tuple[int, int, int, int]],
) -> None:
    """Each step: which delivery asks, how long after the step before, how urgent it is, and how late its call comes."""
    pace = Pace(spacing=TWO_MINUTES, budgets=(SMALL,))
    state, now = an_account(), NOW
    turns: list[tuple[datetime, str]] = []
    calls: list[datetime] = []
    for which, pause, priority, lateness in steps:
        now += timedelta(seconds=pause)
        answer = take_turn(state, a_post(f"d{which}", priority=priority), pace, now)
        state = answer.state
        if answer.hold is None:
            turns.append((now, f"d{which}"))
            calls.append(now + timedelta(seconds=lateness))
        elif answer.until is not None:
            assert answer.until > now
    for at in calls:
        assert sum(at <= call < at + timedelta(seconds=SMALL.seconds) for call in calls) <= SMALL.most
    for (one, first), (other, second) in pairwise(turns):
        assert first == second or other - one >= TWO_MINUTES


@settings(max_examples=60, deadline=None)
@given(priorities=st.lists(st.integers(0, 2), min_size=1, max_size=8), first_pause=st.integers(0, 100))
def test_everybody_who_comes_when_told_gets_a_turn_in_the_order_of_urgency(
    priorities: list[int], first_pause: int
) -> None:
    """Nobody is put off for ever: as many posts as slots, each slot used."""
    state = take_turn(an_account(), a_post("before"), SPACED, NOW).state
    now = later(seconds=first_pause)
    due = {f"d{number}": now for number in range(len(priorities))}
    order: list[int] = []
    while due:
        name = min(due, key=lambda one: (due[one], one))
        now = max(now, due[name])
        answer = take_turn(state, a_post(name, priority=priorities[int(name[1:])]), SPACED, now)
        state = answer.state
        if answer.hold is None:
            order.append(priorities[int(name[1:])])
            del due[name]
        else:
            assert answer.until is not None
            due[name] = answer.until
        assert now <= later(minutes=2 * len(priorities) + 2)
    assert order == sorted(order)
