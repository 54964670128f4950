"""
The municipality that is read under faults: the product's own dispatcher, readers and referrals, in memory, minute by minute.

A worker may die at a step, a message may be lost or come again, a reading may be overtaken by another. `shown_to_survivors`
keeps what was shown to readers that lived: those are the versions that must be in the records.
"""

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from chalicelib.adapters.records.batch import ROWS_PER_REQUEST
from chalicelib.adapters.records.codec import encode, first_revision
from chalicelib.domain import ids as record_ids
from chalicelib.domain.account_health import unknown_health
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import NotFoundError, RecordConflictError, TransientServiceError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import X_LOOKS_READING, X_SEARCH_READING, Reading, reading_of
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import CommentPage, CommentSource
from chalicelib.procedure import dispatching
from chalicelib.procedure.collecting import collect
from chalicelib.procedure.collecting_ports import CollectingPorts
from chalicelib.procedure.raw_answers import AnswerKeeper
from tests.builders import NOW, a_post
from tests.fakes import InMemoryArchive, InMemoryEnvelopes, InMemoryRecords, Request, Work
from tests.faults.collection_network import Said, TrueComments
from tests.faults.collection_x import US, TrueConversations, TrueLookup, instant_of
from tests.model_network import ModelCounts, ModelReactions
from tests.mortality import Death, MortalRecords
from tests.world import World

THROTTLED = "throttled"
"""What a reader whose write failed says (tests/mortality.py): it did not store what it was shown."""

FAILURES = (Death, NotFoundError, RecordConflictError, TransientServiceError)
POSTS = {Network.X: ("1460323737035677698",), Network.FACEBOOK: ("f1", "f2"), Network.INSTAGRAM: ("i1", "i2")}


class Without(StrEnum):
    """A guard that is taken away, to show that it is needed."""

    ORDER = "order"
    OVERLAP = "overlap"
    WHOLENESS = "wholeness"
    CONDITION = "condition"
    DUE = "due"
    """P6: nobody looks at what is due to be referred; a message that is lost is lost."""
    COUNT = "count"
    """C05: what is listed is believed to be all, instead of the network's own count."""
    SEARCH = "search"
    LOOKS = "looks"


_LEFT_OUT: dict[Without | None, str] = {Without.SEARCH: X_SEARCH_READING, Without.LOOKS: X_LOOKS_READING}


class WatchedRecords(InMemoryRecords):
    """Records that keep every version of every comment; a new one may lack its condition."""

    def __init__(self, *, is_conditional: bool = True) -> None:
        self.comments: dict[str, list[Comment]] = {}
        self.batches = self.finds = 0
        self.hides: Duty | None = None
        self._is_conditional = is_conditional
        super().__init__()

    def find(self, record_id: str) -> Record | None:
        self.finds += 1
        return super().find(record_id)

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        self.batches += math.ceil(len(records) / ROWS_PER_REQUEST)
        if self._is_conditional:
            return super().insert_new(records)
        self._store([first_revision(record) for record in records])
        return {record.id for record in records}

    def _store(self, records: Sequence[Record]) -> None:
        for record in records:
            if isinstance(record, Comment):
                # Only what citizens wrote can be too large, or no text at all: the rest need not be encoded.
                encode(record)
                self.comments.setdefault(record.id, []).append(record)
            self._by_id[record.id] = record

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        if duty is self.hides:
            return []
        ripe = [r for r in self._by_id.values() if r.duty is duty and r.due_at is not None and r.due_at <= until]
        return sorted(ripe, key=lambda record: (record.due_at or until, record.id))[:limit]

    def of_duty(self, *duties: Duty) -> list[Record]:
        """Give what waits for one of these, due or not."""
        return [record for record in self._by_id.values() if record.duty in duties]

    def of_type(self, kind: type[Record]) -> list[Record]:
        return [record for record in self._by_id.values() if isinstance(record, kind)]

    def holds(self, record_id: str) -> bool:
        """Say whether there is a record, without asking the table."""
        return record_id in self._by_id

    def rewrite(self, record: Record) -> None:
        """Put a record in the place of the one that is there, revision and all."""
        self._by_id[record.id] = record


class Careless:
    """A source as a reader without a guard takes it: a listing is always whole, or the bookmark moves first."""

    def __init__(self, town: "Town", inner: TrueComments, reading: Reading) -> None:
        self._town, self._inner, self._reading = town, inner, reading

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        answer = self._inner.read(network_post_id, cursor, page)
        if self._town.without is Without.WHOLENESS:
            return CommentPage(answer.comments, answer.next_page, answer.cursor, is_whole=True)
        moved = self._town.watched.find(self._reading.id)
        if isinstance(moved, Reading) and self._town.without is Without.ORDER:
            seen = {**moved.seen, **{comment.record_id: comment.digest for comment in answer.comments}}
            self._town.watched.rewrite(moved.evolve(cursor=answer.cursor or moved.cursor, seen=seen))
        return answer


class Town(World):
    """A world with posts on three networks, of which the truth is known."""

    def __init__(
        self,
        rng: Random,
        without: Without | None = None,
        posts: Mapping[Network, Sequence[str]] = POSTS,
    ) -> None:
        super().__init__()
        self.rng, self.without = rng, without
        self.stored = self.watched = WatchedRecords(is_conditional=without is not Without.CONDITION)
        self.records = MortalRecords(self.stored, self.steps)
        self.nets = {network: TrueComments(self.clock, network, chance=rng) for network in SOCIAL_NETWORKS}
        if without is Without.OVERLAP:
            self.nets[Network.X].overlap = timedelta()
        for net in self.nets.values():
            net.counts_listed = without is Without.COUNT
        self.story: list[str] | None = None
        self.met: set[str] = set()
        self.deaths: list[tuple[int, bool]] = []
        self.lost_messages = 0.0
        self.repeated_messages = 0.0
        self.is_dispatcher_down = False
        self.readings = 0
        self.shown_to_survivors: set[tuple[str, str]] = set()
        self.overclaimed: list[str] = []
        self._busy = False
        self.put(unknown_health(Network.X, NOW).evolve(account_name=US))
        for network, ids in posts.items():
            for network_id in ids:
                post = a_post(network, network_id)
                self.put(post, reading_of(post, NOW))

    def tell(self, line: str) -> None:
        """Tell what happens, when somebody listens."""
        if self.story is not None:
            self.story.append(f"{self.clock.now():%d %H:%M:%S} {line}")

    # Turning ------------------------------------------------------------------------------------------------------

    def turn(self, minutes: float) -> None:
        """Let time pass, then ask for what is due and do it, as often as messages come back."""
        self.clock.advance(minutes=minutes)
        if self.is_dispatcher_down:
            return
        self.watched.hides = Duty.REFER if self.without is Without.DUE else None
        dispatching.dispatch_collection(records=self.watched, queues=self.queues, clock=self.clock)
        for _ in range(4):
            for request in self.queues.take():
                self._deliver(request)

    def _deliver(self, request: Request) -> None:
        if request.work not in {Work.READ_COMMENTS, Work.REFER} or self.rng.random() < self.lost_messages:
            return
        if request.record_id == _LEFT_OUT.get(self.without):
            return
        times = 2 if self.rng.random() < self.repeated_messages else 1
        for _ in range(times):
            self.work(request)

    def work(self, request: Request) -> None:
        """Do what one message asks for; what dies is asked for again, or its message is lost too."""
        dies = self.deaths.pop(0) if self.deaths and self.rng.random() < 0.5 else (None, False)
        self.steps.arm(dies[0], is_after=dies[1])
        try:
            if request.work is Work.REFER:
                self.refer(request.record_id)
            else:
                self.read_once(request.record_id)
        except FAILURES as failure:
            self.tell(f"{request.work} {request.record_id}: {failure!r}")
            if self.rng.random() < 0.5:
                self.queues.requests.append(request)
        self.steps.arm(None)

    def read_once(self, reading_id: str) -> None:
        """Read behind one bookmark, and keep what was shown if the reader lives."""
        reading = self.watched.find(reading_id)
        if not isinstance(reading, Reading):
            return
        network = self.nets[reading.network]
        kept_before = {said.network_id for said in network.kept()} if reading.network is Network.X else set()
        there = [said for said in network.below(reading.network_post_id or "") if said.is_shown(self.clock.now())]
        before, network.shown = network.shown, []
        requests, began_at = network.requests, self.clock.now()
        source = self._source(network, reading)
        self.readings += 1
        try:
            outcome = collect(reading_id, self._ports(source))
            self.tell(f"read {reading_id}: {len(network.shown)} shown, {outcome.new} new, {outcome.problem}")
            if outcome.problem != THROTTLED:
                self.shown_to_survivors.update(network.shown)
            is_listing = reading_id not in {X_SEARCH_READING, X_LOOKS_READING}
            if is_listing and outcome.problem is None and network.requests > requests:
                self._reach(network, kept_before, began_at)
            self._check_claim(reading, there)
        finally:
            network.shown = before

    def _ports(self, source: CommentSource) -> CollectingPorts:
        on_x = self.nets[Network.X]
        return CollectingPorts(
            records=self.records,
            sources=lambda _: source,
            conversations=lambda: TrueConversations(on_x),
            lookup=lambda: TrueLookup(on_x, instant_of),
            counts=ModelCounts,
            reactions=ModelReactions,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=AnswerKeeper(InMemoryArchive(), InMemoryEnvelopes(), self.clock),
        )

    def _source(self, network: TrueComments, reading: Reading) -> CommentSource:
        return network if self.without not in {Without.ORDER, Without.WHOLENESS} else Careless(self, network, reading)

    def _reach(self, network: TrueComments, kept_before: set[str], began_at: datetime) -> None:
        """Say of every mention, at the first reading after it says what it says, whether X kept it all the while."""
        kept = kept_before & {said.network_id for said in network.kept()}
        for said in network.said.values():
            if said.reached is None and max(said.shown_from, said.texts[-1][0]) <= began_at:
                said.reached = said.network_id in kept

    def _check_claim(self, before: Reading, there: Sequence[Said]) -> None:
        """C05: where a reading just said that it has everything, nothing that was there all the while may be missing."""
        after = self.watched.find(before.id)
        claim = after.coverage if isinstance(after, Reading) else None
        if claim is None or claim == before.coverage or not claim.is_complete:
            return
        net = self.nets[before.network]
        for said in there:
            day = local_day(said.written_at + net.clock_ahead)
            is_recorded = self.watched.holds(record_ids.comment_id(day, before.network, said.network_id))
            if not is_recorded and said.deleted_at is None:
                self.overclaimed.append(f"{said.network_id} is missing, and {before.id} was said to be complete")

    def overtake(self, reading_id: str, minutes: float) -> None:
        """Let another reader read the same while one is at work, some time later; no deeper than that."""
        if self._busy:
            return
        self._busy = True
        self.clock.advance(minutes=minutes)
        with suppress(*FAILURES):
            self.read_once(reading_id)
        self._busy = False

    def all_said(self) -> list[tuple[Network, Said]]:
        """Give everything citizens ever said, wherever."""
        return [(network, said) for network, net in self.nets.items() for said in net.said.values()]
