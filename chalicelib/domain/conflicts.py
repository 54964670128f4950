"""
What stands in each other's way on the plan (manual 5.1): shown to a person, never forbidden here.

What the manual forbids is forbidden where it is done: a window stops the scheduling, a quota the publisher. Pure: the same
plan and rules give the same conflicts, whatever the order of the entries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import combinations, takewhile

from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import end_of_day, start_of_day
from chalicelib.domain.campaign import Campaign, of_name
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.networks import Network
from chalicelib.domain.plan_entry import Entry, PlanState
from chalicelib.texts_es import plan as texts


class ConflictKind(StrEnum):
    """What is the matter."""

    TOO_CLOSE = "too_close"
    HOLIDAY = "holiday"
    BLACKOUT = "blackout"
    QUOTA = "quota"
    TOO_MANY = "too_many"
    PRICE = "price"
    SAME_GRAPHIC = "same_graphic"
    OUTSIDE_CAMPAIGN = "outside_campaign"
    AUTHORISATION = "authorisation"


@dataclass(frozen=True)
class Conflict:
    """
    One conflict: what kind, on which local day, between which entries, and a Spanish sentence that names them.

    `networks` are those on which it is one, where it is one of networks: two posts too close on three are one conflict.
    """

    kind: ConflictKind
    on: date
    entries: tuple[str, ...]
    sentence: str
    networks: tuple[Network, ...] = ()


@dataclass(frozen=True)
class NetworkPlanRules:
    """
    What is advised on one network: the least distance between posts, the most in a day, the most dollars in a day.

    `quota` is how many the network itself takes in a day; None where it says none.
    """

    gap: timedelta = timedelta()
    most_per_day: int | None = None
    quota: int | None = None
    most_usd_per_day: Decimal | None = None


@dataclass(frozen=True)
class PlanRules:
    """By what the plan is judged: each network's rules, the windows that bind, the holidays, the campaigns."""

    networks: Mapping[Network, NetworkPlanRules] = field(default_factory=dict)
    windows: Sequence[BlackoutWindow] = ()
    holidays: Sequence[NamedHoliday] = ()
    campaigns: Sequence[Campaign] = ()


def conflicts_of(entries: Iterable[Entry], rules: PlanRules) -> tuple[Conflict, ...]:
    """Give every conflict of a plan, each once, by day. What was withdrawn is in nobody's way; what is out stays out."""
    standing = sorted((entry for entry in entries if entry.state is not PlanState.WITHDRAWN), key=lambda one: one.place)
    found = [*_too_close(standing, rules.networks), *_of_networks(standing, rules), *_of_pictures(standing)]
    for entry in standing:
        if not entry.is_fixed:
            found += [*_of_days(entry, rules), *_of_campaign(entry, rules.campaigns), *_of_authorisation(entry)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.on, one.kind, one.networks, one.entries)))


def _of_networks(entries: Sequence[Entry], rules: PlanRules) -> Iterator[Conflict]:
    for network, rule in rules.networks.items():
        there = [entry for entry in entries if network in entry.networks]
        by_day = _by_day(there)
        for on, same_day in by_day.items():
            if all(entry.is_fixed for entry in same_day):
                continue
            yield from _too_many(same_day, on, network, rule)
            yield from _too_dear(same_day, on, network, rule)


def _too_close(entries: Sequence[Entry], networks: Mapping[Network, NetworkPlanRules]) -> Iterator[Conflict]:
    """Compare each with those that follow within the longest distance; the entries come by their instants."""
    timed = [(entry.at, entry) for entry in entries if entry.at is not None]
    longest = max((rule.gap for rule in networks.values()), default=timedelta())
    for place, (at, entry) in enumerate(timed):
        for other_at, other in takewhile(partial(_is_within, longest, at), timed[place + 1 :]):
            apart = other_at - at
            shared = [name for name in networks if name in entry.networks and name in other.networks]
            gaps = {network: networks[network].gap for network in shared if networks[network].gap > apart}
            if gaps and not (entry.is_fixed and other.is_fixed):
                said = texts.too_close(entry.title, other.title, list(gaps), apart, max(gaps.values()))
                yield Conflict(ConflictKind.TOO_CLOSE, other.on, _ids(entry, other), said, tuple(gaps))


def _is_within(gap: timedelta, at: datetime, other: tuple[datetime, Entry]) -> bool:
    return other[0] - at < gap


def _too_many(entries: Sequence[Entry], on: date, network: Network, rule: NetworkPlanRules) -> Iterator[Conflict]:
    titles, count = [entry.title for entry in entries], len(entries)
    if rule.quota is not None and count > rule.quota:
        said = texts.over_quota(titles, network, on, rule.quota)
        yield Conflict(ConflictKind.QUOTA, on, _ids(*entries), said, (network,))
    if rule.most_per_day is not None and count > rule.most_per_day:
        said = texts.too_many(titles, network, on, rule.most_per_day)
        yield Conflict(ConflictKind.TOO_MANY, on, _ids(*entries), said, (network,))


def _too_dear(entries: Sequence[Entry], on: date, network: Network, rule: NetworkPlanRules) -> Iterator[Conflict]:
    sold = [entry for entry in entries if entry.prices.get(network)]
    total = sum((entry.prices[network] for entry in sold), Decimal(0))
    if rule.most_usd_per_day is not None and total > rule.most_usd_per_day:
        said = texts.too_dear([entry.title for entry in sold], network, on, total, rule.most_usd_per_day)
        yield Conflict(ConflictKind.PRICE, on, _ids(*sold), said, (network,))


def _of_pictures(entries: Sequence[Entry]) -> Iterator[Conflict]:
    for on, same_day in _by_day(entries).items():
        for entry, other in combinations(same_day, 2):
            if entry.pictures & other.pictures and not (entry.is_fixed and other.is_fixed):
                said = texts.same_graphic(entry.title, other.title, on)
                yield Conflict(ConflictKind.SAME_GRAPHIC, on, _ids(entry, other), said)


def _of_days(entry: Entry, rules: PlanRules) -> Iterator[Conflict]:
    for holiday in rules.holidays:
        if holiday.falls_on(entry.on):
            said = texts.on_holiday(entry.title, holiday.name, entry.on)
            yield Conflict(ConflictKind.HOLIDAY, entry.on, (entry.id,), said)
    for window in rules.windows:
        if not window.exempts(entry.category) and _meets(entry, window):
            said = texts.in_window(entry.title, window.name, entry.on)
            yield Conflict(ConflictKind.BLACKOUT, entry.on, (entry.id,), said)


def _meets(entry: Entry, window: BlackoutWindow) -> bool:
    """Say whether it goes out while a window is open; without an hour, whether its day has any of it."""
    if entry.at is not None:
        return window.is_open(entry.at)
    return window.opens_at < end_of_day(entry.on) and start_of_day(entry.on) < window.closes_at


def _of_campaign(entry: Entry, campaigns: Sequence[Campaign]) -> Iterator[Conflict]:
    known = of_name(entry.campaign, campaigns)
    if known and not any(campaign.holds(entry.on) for campaign in known):
        nearest = min(known, key=lambda one: (_days_apart(one, entry.on), one.first))
        said = texts.outside_campaign(entry.title, entry.on, nearest.name, nearest.first, nearest.last)
        yield Conflict(ConflictKind.OUTSIDE_CAMPAIGN, entry.on, (entry.id, nearest.id), said)


def _days_apart(campaign: Campaign, day: date) -> int:
    return max((campaign.first - day).days, (day - campaign.last).days, 0)


def _of_authorisation(entry: Entry) -> Iterator[Conflict]:
    until: datetime | None = entry.authorised_until
    if until is not None and entry.at is not None and entry.at >= until:
        said = texts.authorisation_ends(entry.title, entry.at, until)
        yield Conflict(ConflictKind.AUTHORISATION, entry.on, (entry.id,), said)


def _by_day(entries: Iterable[Entry]) -> dict[date, list[Entry]]:
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.on].append(entry)
    return days


def _ids(*entries: Entry) -> tuple[str, ...]:
    return tuple(sorted(entry.id for entry in entries))
