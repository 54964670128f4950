"""
One schedule of faults, from its seed alone: an errand, one fault or two, what the networks are like, and what came of it.

Four things may not be: two live posts of one content on one network; something done that is not there, or there and nobody told;
something unfinished with neither a machine nor a person at it; something out that was not authorised.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.delivery_times import LONGEST_WORK
from chalicelib.domain.errors import PortavozError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from tests.faults.publishing_errands import CONTENT, ERRANDS, Errand, begin, errand, insist
from tests.faults.publishing_faults import FAULTS, Blow, Fault
from tests.faults.publishing_network import REFUSED_TWICE_ANYWHERE, Item, TrueNetwork
from tests.faults.publishing_town import FAILURES, Town, Without

PERSONS_LOOK_AFTER = timedelta(hours=3)
"""A person looks later than any network of a schedule shows what it accepted."""

_LIMIT_HOURS = LONGEST_WORK.total_seconds() / 3600
_ROUNDS = 3
_VERDICTS = (Verdict.PUBLISH_ANYWAY, Verdict.LOOK_AGAIN, Verdict.GIVE_UP)


@dataclass
class Outcome:
    """What came of one schedule. The lists say, in words, what may not be."""

    seed: int
    errand: str
    faults: tuple[str, ...]
    met: frozenset[str] = frozenset()
    duplicated: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    unauthorised: list[str] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)

    @property
    def is_as_promised(self) -> bool:
        return not (self.duplicated or self.lost or self.stuck or self.unauthorised)


def try_schedule(seed: int, without: Without | None = None, *, tells: bool = False) -> Outcome:
    """Run one schedule. The same seed is the same schedule, to the last step."""
    rng = Random(seed)
    chosen, faults = _plan(seed, rng)
    town = Town(without)
    begin(town, chosen)
    if tells:
        town.story = []
    _arm(town, chosen, faults, rng)
    for act in chosen.acts:
        is_done = insist(town, act)
        # What is not done may have been stored all the same: the machines go on.
        town.turn(_LIMIT_HOURS)
        if not is_done:
            break
    outcome = Outcome(seed, f"{chosen.name} {'+'.join(chosen.networks)}", tuple(fault.id for fault in faults))
    examine(town, outcome)
    outcome.held.update(d.reason or "" for d in town.quick.deliveries if d.attention)
    _persons_decide(town, rng)
    examine(town, outcome)
    outcome.states.update(str(delivery.state) for delivery in town.quick.deliveries)
    outcome.met, outcome.story = frozenset(town.met), town.story or []
    return outcome


def _plan(seed: int, rng: Random) -> tuple[Errand, list[Fault]]:
    """Every fault is the first of every thirty-third schedule; a second one is drawn."""
    faults = [FAULTS[seed % len(FAULTS)]]
    if rng.random() < 0.65:
        faults.append(rng.choice(FAULTS))
    name = rng.choice(ERRANDS)
    networks: tuple[Network, ...] = (rng.choice(SOCIAL_NETWORKS),)
    if any(fault.id == "P23" for fault in faults):
        name, networks = rng.choice(["post", "scheduled"]), (Network.INSTAGRAM,)
    if any(fault.id in {"P22", "P24", "P29", "P32"} for fault in faults):
        name = rng.choice(["post", "scheduled", "correction"])
    if any(fault.id == "P30" for fault in faults):
        name = rng.choice(["take-down", "correction"])
    if any(fault.id == "P31" for fault in faults) or rng.random() < 0.1:
        networks = SOCIAL_NETWORKS
    return errand(name, networks), faults


def _arm(town: Town, chosen: Errand, faults: list[Fault], rng: Random) -> None:
    network = rng.choice(chosen.networks)
    account = town.nets[network]
    account.lag_seconds = rng.choice([0, 0, 1, 30, account.settle_seconds * 0.9])
    if town.without is not Without.SETTLE and rng.random() < 0.3:
        # A network that takes everything twice, and is known to.
        account.refused_twice = REFUSED_TWICE_ANYWHERE
    content = CONTENT
    if chosen.name == "reply":
        reply = next(iter(town.quick.deliveries)).reply
        content = town.catalogue.reply(reply.template, reply.variables) if reply else ""
    for fault in faults:
        fault.inject(fault, Blow(town, rng, network, chosen.delivery_id(network), content))


# Persons ----------------------------------------------------------------------------------------------------------


def _persons_decide(town: Town, rng: Random) -> None:
    """Play the persons that something waits for, some rounds long: they put right what ails the network, look, and decide."""
    for _ in range(_ROUNDS):
        waiting = [delivery for delivery in town.quick.deliveries if delivery.attention]
        if not waiting:
            return
        town.clock.advance(seconds=PERSONS_LOOK_AFTER.total_seconds())
        for account in town.nets.values():
            account.out_of_order = None
        for delivery in waiting:
            if rng.random() < 0.8:
                _decide(town, delivery.id, rng)
        town.turn(_LIMIT_HOURS)


def _decide(town: Town, delivery_id: str, rng: Random) -> None:
    delivery = town.the(delivery_id)
    if not delivery.waits_for_person:
        return
    verdict = _verdict(town, delivery, rng)
    try:
        decided = _decided(town, delivery, verdict)
        town.records.commit(replace=[decided])
        town.queues.publish(delivery_id)
    except (*FAILURES, PortavozError) as refusal:
        town.tell(f"a person: {verdict}, and is told: {refusal}")
    else:
        town.tell(f"a person: {verdict} {delivery_id}, which was held because «{delivery.reason}»")


def _verdict(town: Town, delivery: Delivery, rng: Random) -> Verdict:
    seen = _seen_of(town.nets[delivery.network], delivery)
    if delivery.action is Action.TAKE_DOWN:
        return rng.choice([Verdict.LOOK_AGAIN, Verdict.PUBLISH_ANYWAY])
    if seen:
        return Verdict.IT_IS_THERE if len(seen) == 1 else Verdict.GIVE_UP
    return rng.choice(_VERDICTS)


def _seen_of(account: TrueNetwork, delivery: Delivery) -> list[Item]:
    """What a person sees on the network that this delivery may have made."""
    return [item for item in account.seen() if item.is_ours and item.answers_to == delivery.target]


def _decided(town: Town, delivery: Delivery, verdict: Verdict) -> Delivery:
    now = town.clock.now()
    word = PersonDecision(verdict=verdict, why="Se revisó la cuenta.", by="directora", at=now)
    match verdict:
        case Verdict.PUBLISH_ANYWAY:
            return delivery.publish_anyway(word, now)
        case Verdict.IT_IS_THERE:
            seen = _seen_of(town.nets[delivery.network], delivery)
            return delivery.adopted(seen[0].network_id, word, now)
        case Verdict.LOOK_AGAIN:
            return delivery.look_again(word, now)
        case _:
            return delivery.given_up(word, now)


# What may not be --------------------------------------------------------------------------------------------------


def examine(town: Town, outcome: Outcome) -> None:
    """Note what may not be, as things stand; what was noted before stays."""
    outcome.duplicated = [found for account in town.nets.values() for found in _duplicates(account)]
    outcome.unauthorised = list(town.unauthorised)
    for delivery in town.quick.deliveries:
        outcome.lost.extend(_losses(town, delivery))
        if not delivery.is_finished and not delivery.attention:
            outcome.stuck.append(f"{delivery.id} is {delivery.state}: {delivery.reason}")
    outcome.lost.extend(_orphans(town))


def _duplicates(account: TrueNetwork) -> list[str]:
    """Two of ours that say the same were up at the same time, whoever saw it."""
    ours = [item for item in account.items if item.is_ours and not item.vanished]
    return [
        f"{one.network_id} and {other.network_id} on {account.network}"
        for number, one in enumerate(ours)
        for other in ours[number + 1 :]
        if (one.content, one.answers_to) == (other.content, other.answers_to) and one.is_live(other.live_from)
    ]


def _losses(town: Town, delivery: Delivery) -> list[str]:
    items = {item.network_id: item for item in town.nets[delivery.network].items}
    item = items.get(delivery.network_id or "")
    if delivery.state is not DeliveryState.DONE:
        return []
    if delivery.action is Action.TAKE_DOWN:
        is_up = item is not None and item.removed_at is None
        return [f"{delivery.id} is done and {delivery.network_id} is still up"] if is_up else []
    if item is None or item.vanished:
        return [f"{delivery.id} is done and nothing is there"]
    return [] if item.is_ours else [f"{delivery.id} is done by what another delivery made"]


def _orphans(town: Town) -> list[str]:
    """Something of ours is up, and no delivery says so, nor asks a person about it."""
    known = {(d.network, d.network_id) for d in town.quick.deliveries}
    in_doubt = {d.network for d in town.quick.deliveries if d.attention or not d.is_finished or d.decisions}
    return [
        f"{item.network_id} is up and nobody knows"
        for network, account in town.nets.items()
        for item in account.items
        if item.is_ours
        and item.removed_at is None
        and (network, item.network_id) not in known
        and network not in in_doubt
    ]
