"""
One schedule of faults on what is collected, from its seed alone, and what came of it.

Not reachable, and counted as such: what X no longer keeps, hid while it was searched for, or shows later than any reading
looks back; what was written and deleted, or edited again, between two readings.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from random import Random

from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral
from tests.faults.collection_citizens import Citizens
from tests.faults.collection_faults import FAULTS, Blow, Fault
from tests.faults.collection_network import Said
from tests.faults.collection_town import Town, Without

TURNS = 26
CALM_MINUTES = (16, 16, 31, 31, 45, 45, 90, 26 * 60, 26 * 60, 26 * 60, 31)
"""After the faults: time for every wait to end and for the slowest rhythm to come round, more than once."""

LONG_TEXT = 5_000
"""Characters of a text of which a record may not hold every version."""

_GRACE = timedelta(minutes=2)


@dataclass
class Outcome:
    """What came of one schedule. The lists say, in words, what may not be."""

    seed: int
    faults: tuple[str, ...]
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    false_tombstones: list[str] = field(default_factory=list)
    missing_tombstones: list[str] = field(default_factory=list)
    classified_twice: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    not_referred: list[str] = field(default_factory=list)
    overclaimed: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)
    story: list[str] = field(default_factory=list)

    @property
    def is_as_promised(self) -> bool:
        return not any(getattr(self, name) for name in BROKEN)


BROKEN = (
    "lost",
    "doubled",
    "false_tombstones",
    "missing_tombstones",
    "classified_twice",
    "forgotten",
    "not_referred",
    "overclaimed",
)


def try_schedule(seed: int, without: Without | None = None, *, tells: bool = False) -> Outcome:
    """Run one schedule. The same seed is the same schedule, to the last step."""
    rng = Random(seed)
    faults = [FAULTS[seed % len(FAULTS)]]
    if rng.random() < 0.6:
        faults.append(rng.choice(FAULTS))
    town = Town(rng, without)
    town.story = [] if tells else None
    citizens = Citizens(town, rng)
    _live(town, citizens, faults, rng)
    _calm(town)
    outcome = Outcome(seed, tuple(fault.id for fault in faults), story=town.story or [])
    judge(town, outcome)
    return outcome


def _live(town: Town, citizens: Citizens, faults: list[Fault], rng: Random) -> None:
    """Let citizens talk and faults come and go, turn by turn."""
    acts: dict[int, list[Callable[[], None]]] = {}
    for fault in faults:
        blow = Blow(town, citizens, rng, rng.choice(SOCIAL_NETWORKS))
        begins = rng.randrange(TURNS - 12)
        acts.setdefault(begins, []).append(partial(_tell_and, town, f"{fault.id} {fault.what}", fault.begin, blow))
        ends = begins + rng.randrange(4, 11)
        acts.setdefault(ends, []).append(partial(_tell_and, town, f"end of {fault.id}", fault.end, blow))
    for turn in range(TURNS):
        for act in acts.get(turn, []):
            act()
        for _ in range(rng.randrange(5)):
            citizens.act()
        town.turn(rng.choice((1, 1, 1, 2, 3, 5, 11)))


def _tell_and(town: Town, what: str, act: Callable[[Blow], None], blow: Blow) -> None:
    town.tell(f"*** {what} ({blow.network})")
    act(blow)


def _calm(town: Town) -> None:
    """End every fault; nobody writes any more."""
    town.deaths, town.records.failing_writes = [], 0
    for net in town.nets.values():
        net.troubles.clear()
    for minutes in CALM_MINUTES:
        town.turn(minutes)
    for _ in range(3):
        town.turn(6)


# Judging ----------------------------------------------------------------------------------------------------------


def judge(town: Town, outcome: Outcome) -> None:
    """Compare the records with the truth."""
    by_network_id: dict[tuple[Network, str], list[Comment]] = {}
    for record in town.watched.of_type(Comment):
        if isinstance(record, Comment):
            by_network_id.setdefault((record.network, record.network_id), []).append(record)
    for network, said in town.all_said():
        records = by_network_id.pop((network, said.network_id), [])
        if network is Network.X:
            outcome.figures.update(_figures_of_x(said, records))
        outcome.figures["said"] += 1
        if len(records) > 1:
            outcome.doubled.append(f"{said.network_id} is recorded {len(records)} times")
        if records:
            _judge_one(town, network, said, records[0], outcome)
        elif _must_be_there(town, network, said):
            outcome.lost.append(f"{network} {said.network_id} «{said.text[:40]}» is not recorded")
        else:
            outcome.figures["not reachable"] += 1
    outcome.doubled += [f"{network_id} was never said" for network_id in by_network_id]
    _judge_coverage(town, outcome)
    outcome.forgotten += [f"{record_id} is overdue" for record_id in _overdue(town)]
    outcome.figures["readings"] += town.readings


def _judge_coverage(town: Town, outcome: Outcome) -> None:
    """C05: what was said of every reading, and how many posts that can be read are known to be whole when all is calm."""
    outcome.overclaimed += town.overclaimed
    for record in town.watched.of_type(Reading):
        if isinstance(record, Reading) and record.post and not record.is_finished and record.coverage:
            outcome.figures["posts counted"] += 1
            outcome.figures["posts complete"] += record.coverage.is_complete
            outcome.figures["gaps left"] += record.coverage.gap


def _figures_of_x(said: Said, records: list[Comment]) -> Iterator[str]:
    """Count what only the search finds, and what only another look tells."""
    if not said.mentions_us:
        yield "x without a mention"
        yield from ["x without a mention, recorded"] * bool(records)
    if records and said.deleted_at:
        yield "x recorded and deleted"
        yield from ["x recorded and deleted, with a tombstone"] * bool(records[0].deleted_at)
    if records and len(said.texts) > 1 and not said.deleted_at:
        yield "x recorded and edited"
        yield from ["x recorded and edited, as it says now"] * (records[0].text == said.text)


def _must_be_there(town: Town, network: Network, said: Said) -> bool:
    """Say whether a surviving reader was shown it, or it is still there for any reader to find."""
    if any(network_id == said.network_id for network_id, _ in town.shown_to_survivors):
        return True
    if not said.is_shown(town.clock.now()) or said.post_id in town.nets[network].gone:
        return False
    if network is not Network.X:
        return True
    passed_by = bool(said.reached) if said.mentions_us else not said.was_locked
    return passed_by and not said.is_late


def _judge_one(town: Town, network: Network, said: Said, record: Comment, outcome: Outcome) -> None:
    history = town.watched.comments[record.id]
    outcome.figures["recorded"] += 1
    _judge_versions(town, said, record, history, outcome)
    _judge_tombstones(town, network, said, record, history, outcome)
    kinds: dict[str, set[str]] = {}
    for stored in history:
        if not stored.folio:
            # What was referred keeps the classification it was referred by.
            kinds.setdefault(stored.text, set()).add(stored.classification.comment_kind)
    outcome.classified_twice += [f"{record.id}: {found}" for found in kinds.values() if len(found) > 1]
    cases = [
        case for case in town.watched.of_type(Referral) if isinstance(case, Referral) and case.comment == record.id
    ]
    if record.state is CommentState.TO_REFER or (record.folio and not cases):
        outcome.not_referred.append(f"{record.id} is {record.state}")
    if len(cases) > 1:
        outcome.doubled.append(f"{record.id} has {len(cases)} cases")
    outcome.figures["referred"] += len(cases)


def _judge_versions(town: Town, said: Said, record: Comment, history: list[Comment], outcome: Outcome) -> None:
    written = {text for _, text, _ in said.texts}
    # A record that outgrows its item leaves out versions: the archive has each of them.
    is_cut = any(len(text) > LONG_TEXT for _, text, _ in said.texts)
    kept = {version.text for stored in (history if is_cut else [record]) for version in stored.versions}
    shown = {text for network_id, text in town.shown_to_survivors if network_id == said.network_id}
    outcome.figures["versions"] += len(record.versions)
    outcome.lost += [f"{record.id}: «{text[:40]}» was shown and is no version" for text in shown - kept]
    outcome.doubled += [f"{record.id}: «{text[:40]}» was never written" for text in kept - written]
    is_there = said.is_shown(town.clock.now()) and said.post_id not in town.nets[record.network].gone
    # What X does not list a look shows, unless the author locked the account.
    is_locked = record.network is Network.X and said.is_hidden
    if is_there and record.text != said.text and not is_locked:
        outcome.lost.append(f"{record.id} says «{said.text[:40]}», the record «{record.text[:40]}»")
    for one, other in zip(record.versions, record.versions[1:], strict=False):
        if one.digest == other.digest and len(history) < 2:
            outcome.doubled.append(f"{record.id}: the same version twice")


def _judge_tombstones(
    town: Town, network: Network, said: Said, record: Comment, history: list[Comment], outcome: Outcome
) -> None:
    for stored in history:
        if stored.deleted_at and (said.deleted_at is None or stored.deleted_at < said.deleted_at):
            outcome.false_tombstones.append(
                f"{record.id} has a tombstone of {stored.deleted_at:%d %H:%M} and was there"
            )
            break
    outcome.figures["tombstones"] += record.deleted_at is not None
    is_listed_whole = said.post_id not in town.nets[network].gone
    # Whether it was there at all, only a reader knows that was shown it and lived.
    was_known = any(network_id == said.network_id for network_id, _ in town.shown_to_survivors)
    if is_listed_whole and was_known and said.deleted_at and not record.deleted_at and _fits(town, network, said):
        outcome.missing_tombstones.append(f"{record.id} was deleted at {said.deleted_at:%d %H:%M}")


def _fits(town: Town, network: Network, said: Said) -> bool:
    """A listing that one reading cannot take whole tells of no deletion."""
    net = town.nets[network]
    return len(net.listing(said.post_id)) <= 200 * net.page_size


def _overdue(town: Town) -> Iterator[str]:
    for duty in (Duty.COLLECT, Duty.REFER):
        yield from (record.id for record in town.watched.due(duty, town.clock.now() - _GRACE))
    taken_down = {r.id for r in town.watched.of_type(Post) if isinstance(r, Post) and r.removed_at}
    for record in town.watched.of_type(Reading):
        if isinstance(record, Reading) and record.is_finished and record.post not in taken_down:
            yield record.id
