"""
Random windows around the edges: what may not go out does not, what may does, what was held goes out afterwards (P29).

Windows of the catalogue and declared ones, overlapping, of other territories, declared late, lifted early; a general stop; the
restricted mode; posts and answers, exempt or not, due within a second of an edge or anywhere. What is allowed at
an instant is told by the case itself, without the product.

    python -m tests.faults.windows --cases 10000 --seed 1 --json
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain import ids
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.control import CONTROL_ID
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publication import Version
from chalicelib.domain.records import Duty
from chalicelib.domain.reply import ReplyText
from chalicelib.procedure import commanding
from tests.builders import NOW, a_comment, a_person, a_publication, a_referral
from tests.model_network import ModelAccount
from tests.world import World

COORDINATOR = a_person(Role.COORDINATOR, username="coordinadora")
CATEGORIES = ("salud", "educación", "cultura", "Protección Civil", None)
EXEMPT_IN_RESTRICTED = {"salud", "educación", "protección civil", "servicios"}
NEVER = datetime.max.replace(tzinfo=NOW.tzinfo)
MOST_LATE = timedelta(seconds=2)
"""How soon after it may go out it must be out."""


def _s(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


@dataclass
class Rule:
    """A window, the restricted mode (no window, exemptions) or a stop (neither): in force between, known between."""

    opens_at: datetime
    closes_at: datetime
    exempt: frozenset[str]
    is_ours: bool = True
    known_from: datetime = NOW
    known_until: datetime = NEVER
    kind: str = "declared"

    def forbids(self, category: str | None, at: datetime) -> bool:
        """Tell by itself whether something may not go out."""
        is_known = self.known_from <= at < self.known_until
        is_open = self.opens_at <= at < self.closes_at
        return is_known and is_open and self.is_ours and (category or "").lower() not in self.exempt

    @property
    def edges(self) -> tuple[datetime, ...]:
        """The instants at which something changes."""
        return (self.opens_at, self.closes_at, self.known_from, self.known_until)


@dataclass
class Case:
    """One thing that is due, and the rules it meets."""

    action: Action
    category: str | None
    due_at: datetime
    rules: list[Rule]
    valid_until: datetime | None
    sent_at: list[datetime] = field(default_factory=list)

    @property
    def judged_as(self) -> str | None:
        """The category by which it is judged: an answer to a citizen is a service."""
        return "servicios" if self.action is Action.REPLY else self.category

    def is_forbidden(self, at: datetime) -> bool:
        """Tell whether any rule forbids it at an instant."""
        return any(rule.forbids(self.judged_as, at) for rule in self.rules)

    def refused_at_scheduling(self) -> bool:
        """Tell whether a window that is known at once forbids its hour."""
        windows = [rule for rule in self.rules if rule.kind in {"declared", "catalogue"} and rule.known_from <= NOW]
        # That it will be lifted, nobody knows yet.
        return any(replace(rule, known_until=NEVER).forbids(self.category, self.due_at) for rule in windows)

    def first_allowed(self) -> datetime:
        """Tell the first instant from the hour on at which nothing forbids it."""
        edges = sorted({self.due_at, *(edge for rule in self.rules for edge in rule.edges)})
        return next(at for at in edges if at >= self.due_at and not self.is_forbidden(at))


def random_case(random: Random) -> Case:
    """Draw a case: most of its edges lie within seconds of the hour, or of one another."""
    action = random.choice((Action.PUBLISH, Action.PUBLISH, Action.PUBLISH, Action.REPLY))
    due_at = NOW + _s(random.choice((600, 601, 659, random.randint(300, 7200))))
    marks = [due_at]
    rules = []
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        rules.append(_random_window(random, marks))
        marks += [rules[-1].opens_at, rules[-1].closes_at]
    if random.random() < 0.2:
        rules.append(_random_order(random, "stop", marks))
    if random.random() < 0.2:
        rules.append(_random_order(random, "restricted", marks))
    stale = due_at + _s(random.randint(1, 9000)) if action is Action.PUBLISH and random.random() < 0.15 else None
    return Case(action, random.choice(CATEGORIES), due_at, rules, stale)


def _near(random: Random, marks: list[datetime]) -> datetime:
    mark = random.choice(marks)
    return max(NOW, mark + _s(random.choice((-1, 0, 1, -60, 60, random.randint(-4000, 4000)))))


def _random_window(random: Random, marks: list[datetime]) -> Rule:
    opens_at = _near(random, marks)
    closes_at = max(opens_at + _s(1), _near(random, marks))
    known_from = random.choice((NOW, NOW, min(max(NOW, opens_at + _s(random.randint(-90, 90))), closes_at - _s(1))))
    lifted = closes_at - known_from > _s(2) and random.random() < 0.25
    seconds = int((closes_at - known_from).total_seconds())
    known_until = known_from + _s(random.randint(1, seconds - 1)) if lifted else NEVER
    exempt = frozenset(random.sample(("salud", "educación", "protección civil", "servicios"), random.randint(0, 3)))
    is_catalogues = not lifted and known_from == NOW and random.random() < 0.5
    return Rule(
        opens_at,
        closes_at,
        exempt,
        is_ours=random.random() < 0.85,
        known_from=known_from,
        known_until=known_until,
        kind="catalogue" if is_catalogues else "declared",
    )


def _random_order(random: Random, kind: str, marks: list[datetime]) -> Rule:
    begins = _near(random, marks)
    ends = begins + _s(random.choice((1, 2, 59, 60, 61, 599, 600, 601, random.randint(1, 5000))))
    exempt = frozenset(EXEMPT_IN_RESTRICTED) if kind == "restricted" else frozenset()
    return Rule(begins, ends, exempt, known_from=begins, known_until=ends, kind=kind)


class Play:
    """A case in a world."""

    def __init__(self, case: Case) -> None:
        """Take the case; the windows of the catalogue are there from the beginning."""
        self.case = case
        self.world = World()
        self.world.catalogue.other_territories = ("Silao",)
        own = [rule for rule in case.rules if rule.kind == "catalogue"]
        self.world.catalogue.blackout_windows = tuple(map(_window, own))
        self._ids: dict[int, str] = {}
        _watch(self.world.accounts[Network.X], case, self.world)

    def result(self) -> str:
        """Let it all happen; gives what was wrong, or how it ended."""
        self._happen_at(NOW)
        if self.case.action is Action.REPLY:
            self._ask_for_answer()
        elif not self._schedule():
            return self._judge_refusal()
        for at in sorted({edge for rule in self.case.rules for edge in (rule.known_from, rule.known_until)} - {NEVER}):
            if at > NOW:
                # What a person orders at an instant comes before what is due at it.
                self.world.pass_time(at - timedelta.resolution)
                self.world.clock.set(at)
                self._happen_at(at)
        last = max([self.case.due_at, *(edge for rule in self.case.rules for edge in rule.edges if edge != NEVER)])
        self.world.pass_time(last + _s(120))
        return self._judge()

    def _happen_at(self, at: datetime) -> None:
        for number, rule in enumerate(self.case.rules):
            if rule.kind != "catalogue" and rule.known_until == at:
                self._lift(number, rule)
            if rule.kind != "catalogue" and rule.known_from == at:
                self._begin(number, rule)

    def _begin(self, number: int, rule: Rule) -> None:
        ports = self.world.commanding
        match rule.kind:
            case "stop":
                commanding.stop_everything("Sismo", COORDINATOR, ports)
            case "restricted":
                commanding.restrict("Contingencia", None, COORDINATOR, ports)
            case _:
                before = self._declared()
                window = _window(rule)
                # One person declares no two windows in the same instant: each is another person's order.
                by = a_person(Role.COORDINATOR, username=f"coordinadora{number}")
                commanding.declare_window(window, "Acuerdo del instituto", by, ports)
                self._ids[number] = (self._declared() - before).pop()

    def _lift(self, number: int, rule: Rule) -> None:
        ports = self.world.commanding
        match rule.kind:
            case "stop":
                commanding.resume("Terminó", COORDINATOR, ports)
            case "restricted":
                commanding.lift_restriction("Terminó", COORDINATOR, ports)
            case _:
                commanding.lift_window(self._ids[number], "Se revocó", COORDINATOR, ports)

    def _declared(self) -> set[str]:
        control = self.world.stored.find(CONTROL_ID)
        return {window.order.id for window in getattr(control, "windows", ())}

    def _schedule(self) -> bool:
        contents = {Network.X: self.world.content()}
        publication = a_publication(
            Version(number=1, networks=contents, prepared_at=NOW),
            category=self.case.category,
            publish_at=NOW + timedelta(days=20),
        )
        self.world.put(publication)
        self.world.authorise()
        try:
            self.world.schedule(self.case.due_at)
        except InvalidInputError:
            return False
        delivery = self.world.delivery()
        self.world.stored.commit(replace=[delivery.evolve(valid_until=self.case.valid_until)])
        return True

    def _ask_for_answer(self) -> None:
        referral = a_referral()
        self.world.put(a_comment(), referral)
        self.world.put(
            Delivery(
                id=ids.delivery_id(referral.id, Network.X, "acknowledgement"),
                created_at=NOW,
                subject=referral.id,
                network=Network.X,
                action=Action.REPLY,
                target="1",
                reply=ReplyText(template="referred", variables={"department": "SAPAL", "folio": referral.id}),
                not_before=self.case.due_at,
                due_at=self.case.due_at,
                duty=Duty.PUBLISH,
            )
        )

    def _judge_refusal(self) -> str:
        return "refused when scheduled" if self.case.refused_at_scheduling() else "WRONG: refused without a window"

    def _judge(self) -> str:
        """Compare what was sent, and when, with what the case itself allows."""
        case = self.case
        if case.action is Action.PUBLISH and case.refused_at_scheduling():
            return "WRONG: scheduled into a known window"
        if any(map(case.is_forbidden, case.sent_at)):
            return "WRONG: out while it was forbidden"
        if len(case.sent_at) > 1:
            return "WRONG: out twice"
        delivery = next(record for record in self.world.stored.all if isinstance(record, Delivery))
        return self._judge_sent(delivery) if case.sent_at else self._judge_held(delivery)

    def _judge_sent(self, delivery: Delivery) -> str:
        case = self.case
        if case.sent_at[0] - case.first_allowed() > MOST_LATE or delivery.state is not DeliveryState.DONE:
            return "WRONG: out late"
        if case.is_forbidden(case.due_at):
            return "held, and out by itself"
        return "exempt and out at its hour" if self._was_exempt() else "out at its hour"

    def _was_exempt(self) -> bool:
        others = [replace(rule, exempt=frozenset()) for rule in self.case.rules]
        return any(rule.forbids(None, self.case.due_at) for rule in others)

    def _judge_held(self, delivery: Delivery) -> str:
        stale = self.case.valid_until
        waits = delivery.duty is Duty.PERSON and delivery.attention is not None and delivery.reason is not None
        could_be_stale = stale is not None and self.case.is_forbidden(self.case.due_at)
        return "stale, and waits for a person" if waits and could_be_stale else "WRONG: never out"


def _window(rule: Rule) -> BlackoutWindow:
    return BlackoutWindow(
        name="Veda de prueba",
        opens_at=rule.opens_at,
        closes_at=rule.closes_at,
        territory="Estado" if rule.is_ours else "Silao",
        exempt_categories=rule.exempt,
    )


def _watch(account: ModelAccount, case: Case, world: World) -> None:
    """Note when something was written, at the network itself."""
    publish, reply = account.publish, account.reply

    def note_publish(*args: Any) -> str:
        case.sent_at.append(world.clock.now())
        return publish(*args)

    def note_reply(*args: Any) -> str:
        case.sent_at.append(world.clock.now())
        return reply(*args)

    account.publish = note_publish  # type: ignore[method-assign, assignment]
    account.reply = note_reply  # type: ignore[method-assign, assignment]


def run(cases: int, seed: int) -> dict[str, Any]:
    """Play so many cases; gives how they ended, and the seeds of those that ended wrong."""
    began = time.perf_counter()
    results = {f"{seed}-{number}": Play(random_case(Random(f"{seed}-{number}"))).result() for number in range(cases)}
    return {
        "cases": cases,
        "ends": dict(sorted(Counter(results.values()).items())),
        "failing_seeds": [name for name, result in results.items() if result.startswith("WRONG")],
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Play the cases asked for, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    counts = run(asked.cases, asked.seed)
    lines = [json.dumps(counts)] if asked.json else [f"{name}: {value}" for name, value in counts.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    raise SystemExit(bool(counts["failing_seeds"]))


if __name__ == "__main__":
    main()
