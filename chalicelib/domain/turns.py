"""
Whose turn it is on an account (2.5): what holds a write back, and until when. Pure: the same state gives the same answer.

In this order: what the network asked, the breaker, the budgets of the networks, the distance between posts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.account import AccountState, Slot, Trip, Write
from chalicelib.domain.call_budgets import CallBudget, WriteKind

SLOT_KEPT = timedelta(minutes=5)
"""How long a slot is kept for a delivery that does not come: it was cancelled, or held."""


class Hold(StrEnum):
    """What holds a write back; kept as the delivery's code, so that it is told from a fault."""

    BLOCKED = "account_resting"
    BREAKER = "breaker_open"
    BUDGET = "budget_of_the_network"
    SPACING = "spacing"


@dataclass(frozen=True)
class Pace:
    """How fast an account may write: the distance between its posts, writes an hour by kind, the network's own budgets."""

    spacing: timedelta = timedelta()
    most_per_hour: Mapping[WriteKind, int] = field(default_factory=dict)
    budgets: tuple[CallBudget, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Who asks for a turn. `rank` orders those who wait; only what `is_spaced` keeps and is kept a distance."""

    delivery: str
    kind: WriteKind
    rank: tuple[int, datetime]
    is_spaced: bool = True


@dataclass(frozen=True)
class Answer:
    """What a turn got: `hold` None means go; otherwise until when to wait. `state` is the account with that noted."""

    state: AccountState
    hold: Hold | None = None
    until: datetime | None = None


def ask_turn(state: AccountState, turn: Turn, pace: Pace, now: datetime) -> Answer:
    """Say whether a write may be made now. Whoever must keep a distance gets the next free slot, by rank."""
    if state.blocked_until is not None and state.is_blocked(now):
        return Answer(state, Hold.BLOCKED, state.blocked_until)
    counted = state.writes_of_last_hour(turn.kind, now)
    if turn.kind in state.trips:
        return Answer(state, Hold.BREAKER)
    if counted >= pace.most_per_hour.get(turn.kind, counted + 1):
        return Answer(state.tripped(turn.kind, Trip(at=now, writes=counted)), Hold.BREAKER)
    spent_until = max(
        (_spent_until(state, budget, now) for budget in pace.budgets if turn.kind in budget.kinds), default=now
    )
    if spent_until > now:
        return Answer(state, Hold.BUDGET, spent_until)
    return _spaced(state, turn, pace.spacing, now) if turn.is_spaced and pace.spacing else Answer(state)


def take_turn(state: AccountState, turn: Turn, pace: Pace, now: datetime) -> Answer:
    """Ask, and when it may be made count the write at once: whoever asks next finds it counted."""
    answer = ask_turn(state, turn, pace, now)
    if answer.hold is not None:
        return answer
    write = Write(at=now, kind=turn.kind, delivery=turn.delivery, is_spaced=turn.is_spaced)
    return replace(answer, state=answer.state.written(write))


def _spent_until(state: AccountState, budget: CallBudget, now: datetime) -> datetime:
    """Tell when the next write fits into a budget: when enough of the earlier ones count no more."""
    ends = sorted(one.at + budget.window for one in state.writes if one.kind in budget.kinds)
    counting = [end for end in ends if end > now]
    surplus = len(counting) - budget.most_writes + 1
    return counting[surplus - 1] if surplus > 0 else now


def _spaced(state: AccountState, turn: Turn, spacing: timedelta, now: datetime) -> Answer:
    others = [slot for slot in state.slots if slot.delivery != turn.delivery and slot.at + SLOT_KEPT > now]
    own = next((slot for slot in state.slots if slot.delivery == turn.delivery and slot.at + SLOT_KEPT > now), None)
    if own is not None and own.at > now:
        return Answer(state, Hold.SPACING, own.at)
    written = [one.at for one in state.writes if one.is_spaced and one.delivery != turn.delivery]
    # Its own slot was given with those of the others in view; without one, whoever ranks before goes before.
    before = [] if own is not None else [max(slot.at, now) for slot in others if slot.rank <= turn.rank]
    at = _first_free([*written, *before], spacing, now)
    if at == now:
        return Answer(state)
    if own is not None:
        at = _first_free([*written, *(slot.at for slot in others if slot.rank <= turn.rank)], spacing, now)
    kept = tuple(slot for slot in others if slot.rank <= turn.rank or abs(slot.at - at) >= spacing)
    slots = (*kept, Slot(at=at, delivery=turn.delivery, rank=turn.rank))
    return Answer(state.evolve(slots=slots), Hold.SPACING, at)


def _first_free(taken: Iterable[datetime], spacing: timedelta, now: datetime) -> datetime:
    """Find the first instant from now on that is far enough from all that are taken."""
    free = now
    for at in sorted(taken):
        if at - spacing < free < at + spacing:
            free = at + spacing
    return free
