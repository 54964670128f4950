"""
Who may publish what now: blackout windows, restricted mode, general stop (policies; electoral times, emergencies).

One rule, pure: the check before publishing, the scheduling and the publisher ask it the same way. Taking down always may be
done: it makes nothing visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow, is_among
from chalicelib.domain.calendar import spoken
from chalicelib.domain.control import DeclaredWindow, PublishingControl, RestrictedMode, SignedOrder
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import GateDecision
from chalicelib.domain.delivery_state import Action

STOP_LOOK_AGAIN = timedelta(minutes=10)
"""How soon what a general stop holds is looked at again by itself; whoever lifts the stop wakes it at once."""

LONGEST_HOLD = timedelta(hours=6)
"""The same for a window or a restriction that ends later: a new version of the catalogue may end it early."""

SERVICES, CIVIL_PROTECTION = "servicios", "protección civil"
_IN_DANGER = frozenset({"emergency", "discreet", "discreet_joined"})


@dataclass(frozen=True)
class InForce:
    """What restricts publishing: the windows that bind this municipality (open or not), and the orders in force."""

    windows: tuple[BlackoutWindow, ...] = ()
    stop: SignedOrder | None = None
    restricted: RestrictedMode | None = None
    restricted_exemptions: Sequence[str] = ()

    def open_windows(self, at: datetime) -> tuple[BlackoutWindow, ...]:
        """Give the windows that an instant falls into."""
        return tuple(window for window in self.windows if window.is_open(at))

    def restricts(self, at: datetime) -> bool:
        """Say whether anything is in force at an instant."""
        return bool(self.stop or self._restriction(at) or self.open_windows(at))

    def forbidding(self, category: str | None, at: datetime) -> tuple[BlackoutWindow, ...]:
        """Give the windows that let no content of a category out at an instant: every open one must exempt it."""
        return tuple(window for window in self.open_windows(at) if not window.exempts(category))

    def restricting(self, category: str | None, at: datetime) -> RestrictedMode | None:
        """Give the restricted mode, if it is on at an instant and does not exempt a category."""
        return None if is_among(category, self.restricted_exemptions) else self._restriction(at)

    def _restriction(self, at: datetime) -> RestrictedMode | None:
        return self.restricted if self.restricted and self.restricted.is_on(at) else None


def in_force(
    control: PublishingControl | None,
    windows: Sequence[BlackoutWindow],
    territories: Sequence[str],
    exemptions: Sequence[str],
) -> InForce:
    """Put together the catalogue's windows and the persons' orders; a window for another territory binds nobody here."""
    declared: Sequence[BlackoutWindow] = control.windows if control else ()
    binding = tuple(window for window in (*windows, *declared) if is_among(window.territory, territories))
    return InForce(
        windows=binding,
        stop=control.stop if control else None,
        restricted=control.restricted if control else None,
        restricted_exemptions=exemptions,
    )


@dataclass(frozen=True)
class Ruling:
    """What the gate says: passed or not, by what (Spanish sentences, orders by their id), and when to look again."""

    because: tuple[str, ...] = ()
    reason: str | None = None
    look_again_at: datetime | None = None

    @property
    def passed(self) -> bool:
        """Say whether it may go out."""
        return self.look_again_at is None

    def on(self, delivery: Delivery, now: datetime) -> Delivery:
        """
        Put the ruling on a delivery: let through, or held where a person sees it.

        It resumes by itself when what holds it ends, unless it is stale by then: that is for a person.
        """
        ruled = delivery.evolve(gate=GateDecision(passed=self.passed, at=now, because=self.because))
        if self.look_again_at is None:
            return ruled
        reason = self.reason or ""
        if delivery.valid_until is not None and self.look_again_at >= delivery.valid_until:
            return ruled.held(texts_es.stale_when_it_ends(reason, spoken(delivery.valid_until)), now)
        return ruled.held_until(self.look_again_at, reason, now)


def decide(action: Action, category: str | None, force: InForce, at: datetime) -> Ruling:
    """Rule on one write at an instant."""
    if action is Action.TAKE_DOWN or not force.restricts(at):
        return Ruling()
    windows, mode = force.forbidding(category, at), force.restricting(category, at)
    if force.stop:
        said = texts_es.general_stop(force.stop.why)
        return Ruling((_by(force.stop.id, said),), said, at + STOP_LOOK_AGAIN)
    if not windows and mode is None:
        passed = [texts_es.window_exempts(window.name, category or "") for window in force.open_windows(at)]
        return Ruling(tuple(passed) or (texts_es.restriction_exempts(category or ""),))
    said = texts_es.held_for_now([*map(window_said, windows), *([_mode_said(mode)] if mode else [])])
    because = [_by(_id(window), window_said(window)) for window in windows]
    because += [_by(mode.id, _mode_said(mode))] if mode else []
    ends = [window.closes_at for window in windows] + ([mode.until or at + LONGEST_HOLD] if mode else [])
    return Ruling(tuple(because), said, min(max(ends), at + LONGEST_HOLD))


def category_of_reply(template: str) -> str:
    """Give the class of an answer to a citizen: a service; whom to call in danger is civil protection."""
    return CIVIL_PROTECTION if template in _IN_DANGER else SERVICES


def window_said(window: BlackoutWindow) -> str:
    """Tell which window it is and until when."""
    return texts_es.blackout_forbids(window.name, spoken(window.closes_at))


def _mode_said(mode: RestrictedMode) -> str:
    return texts_es.restricted_mode(mode.why, spoken(mode.until) if mode.until else None)


def _id(window: BlackoutWindow) -> str:
    return window.order.id if isinstance(window, DeclaredWindow) else ""


def _by(order_id: str, said: str) -> str:
    return f"{order_id}: {said}" if order_id else said
