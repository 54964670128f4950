"""
7 Registros: every day that is over gets its manifest, in order, and what came late gets one more.

Safe to run twice, late, after days without a run, at the same time as another run, and again after dying anywhere: each
manifest has one place, and only what is in no manifest goes into a new one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from chalicelib.domain.calendar import local_day
from chalicelib.domain.day import Day, Seal
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import day_id
from chalicelib.domain.manifest import (
    FOLDER,
    MOST_LEAVES,
    KeptManifest,
    Leaf,
    Link,
    day_folder,
    manifest_key,
    place_of,
    read_manifest,
)
from chalicelib.procedure.amending import amend
from chalicelib.procedure.sealing import SealingPorts, read_kept, seal

LOOK_BACK_DAYS = 15
"""How long an object is awaited in a closed day's folder: what the stream set aside waits fourteen days in its queue."""

_FEW = 100
"""So many late objects are asked for one by one; for more, all of the day are gone through."""


@dataclass(frozen=True)
class Sealed:
    """What a run made: the manifests' keys, in order, and whether it had to leave work to the next."""

    made: tuple[str, ...]
    is_finished: bool


def seal_days(*, ports: SealingPorts, until: datetime, most: int = MOST_LEAVES) -> Sealed:
    """
    Make the manifests of all days that are over and have none, then those of what came late into closed days.

    Manual 7. Begins no manifest after `until`; the next run goes on there. The first chain of all begins with the first day
    that the archive holds. A manifest has at most `most` objects; what a day has beyond goes on in the next of that day.

    Raises:
        RecordIntegrityError: a manifest that a day's record tells of is not in the archive, or is another (R10).
    """
    last = local_day(ports.clock.now()) - timedelta(days=1)
    run = _Run(ports, until, most)
    for missing in run.missing_days(last):
        if run.is_late:
            return Sealed(tuple(run.made), is_finished=False)
        run.seal_day(missing)
    for back in range(LOOK_BACK_DAYS, -1, -1):
        is_finished = run.seal_late_objects(last - timedelta(days=back))
        if not is_finished:
            return Sealed(tuple(run.made), is_finished=False)
    return Sealed(tuple(run.made), is_finished=True)


class _Run:
    """One run: what it read of the chain and what it made."""

    def __init__(self, ports: SealingPorts, until: datetime, most: int) -> None:
        self._ports, self._until, self._most = ports, until, most
        self._read: dict[tuple[date, int], KeptManifest] = {}
        places = filter(None, map(place_of, ports.reader.keys(FOLDER)))
        self._last_sequence = dict(sorted(places))
        self.made: list[str] = []

    @property
    def is_late(self) -> bool:
        return self._ports.clock.now() >= self._until

    def missing_days(self, last: date) -> Iterator[date]:
        """Go through the days without a manifest, in order. The chain has no hole: they follow the last that has one."""
        known = self._last_sequence
        first = max(known) + timedelta(days=1) if known else self._first_day()
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset)

    def seal_day(self, day: date) -> None:
        """Make a day's own manifest, and more where it held more objects; what a run at the same time made is taken."""
        leaves = iter(self._leaves(day))
        own = self._made_already(day) or self._own(day, list(islice(leaves, self._most)))
        self._add(own)
        self._note(own)
        while (beyond := list(islice(leaves, self._most))) and not self.is_late:
            self._add_to(day, beyond)

    def seal_late_objects(self, day: date) -> bool:
        """Make the manifests of what a closed day's folder holds beyond its manifests; False when time ran out."""
        while day in self._last_sequence and (late := self._late(day)):
            if self.is_late:
                return False
            # What another run kept meanwhile may hold other objects: only another look tells what is still in none.
            self._add_to(day, late)
        return True

    def _own(self, day: date, leaves: list[Leaf]) -> KeptManifest:
        before = day - timedelta(days=1)
        previous = self._kept(before, 0).link if before in self._last_sequence else None
        return seal(day, 0, leaves, previous=previous, supplements=self._uncommitted(day), ports=self._ports)

    def _add_to(self, day: date, leaves: list[Leaf]) -> None:
        sequence = self._last_sequence[day] + 1
        previous = self._kept(day, sequence - 1).link
        self._add(seal(day, sequence, leaves, previous=previous, ports=self._ports))

    def _late(self, day: date) -> list[Leaf]:
        """Find what is in no manifest, at most as much as one takes. A few are asked for by name, not with all the folder."""
        known: set[str] = set()
        for sequence in range(self._last_sequence[day] + 1):
            known.update(leaf.key for leaf in read_manifest(self._content(day, sequence)).leaves)
        keys = [key for key in self._ports.reader.keys(day_folder(day)) if key not in known]
        by_name = (leaf for key in keys for leaf in self._under(key) if leaf.key == key)
        leaves = self._leaves(day) if len(keys) > _FEW else by_name
        return list(islice((leaf for leaf in leaves if leaf.key not in known), self._most))

    def _uncommitted(self, day: date) -> list[Link]:
        """Find what came late and no day's own manifest names yet."""
        days = [day - timedelta(days=back) for back in range(LOOK_BACK_DAYS + 1, 0, -1)]
        there = [each for each in days if each in self._last_sequence]
        named = {(link.day, link.sequence) for each in there for link in self._kept(each, 0).statement.supplements}
        places = ((each, sequence) for each in there for sequence in range(1, self._last_sequence[each] + 1))
        return [self._kept(*place).link for place in places if place not in named]

    def _leaves(self, day: date) -> Iterable[Leaf]:
        return self._under(day_folder(day))

    def _under(self, prefix: str) -> Iterable[Leaf]:
        return (Leaf(one.key, one.sha256, one.size_bytes) for one in self._ports.reader.listed(prefix))

    def _first_day(self) -> date:
        """Tell the first day that the archive holds: folders of days sort before all others."""
        key = next(iter(self._ports.reader.keys("")), "")
        found = place_of(f"{FOLDER}{key[:10]}/000000.json")
        return found[0] if found else date.max

    def _content(self, day: date, sequence: int) -> bytes:
        return self._ports.reader.read(manifest_key(day, sequence))

    def _kept(self, day: date, sequence: int) -> KeptManifest:
        if (day, sequence) not in self._read:
            self._read[day, sequence] = read_kept(manifest_key(day, sequence), self._ports.reader)
            self._check_as_noted(self._read[day, sequence])
        return self._read[day, sequence]

    def _add(self, made: KeptManifest) -> None:
        place = made.statement.day, made.statement.sequence
        self._read[place] = made
        self._last_sequence[made.statement.day] = made.statement.sequence
        self.made.append(manifest_key(*place))

    def _made_already(self, day: date) -> KeptManifest | None:
        """R10: a manifest that was made and is gone is not made again, as if nothing had happened."""
        known = self._ports.records.find(day_id(day))
        if not isinstance(known, Day) or known.seal is None:
            return None
        try:
            return self._kept(day, 0)
        except NotFoundError as exc:
            raise RecordIntegrityError(f"{manifest_key(day, 0)}: made once and gone") from exc

    def _check_as_noted(self, found: KeptManifest) -> None:
        if found.statement.sequence:
            return
        known = self._ports.records.find(day_id(found.statement.day))
        if isinstance(known, Day) and known.seal and known.seal.sha256 != found.sha256:
            raise RecordIntegrityError(f"{manifest_key(found.statement.day, 0)}: not the one that was made")

    def _note(self, own: KeptManifest) -> None:
        """Tell a closed day's record of its manifest: two places that nobody alters together by accident."""
        record_id = day_id(own.statement.day)
        if self._ports.records.find(record_id) is None:
            return
        noted = Seal(count=own.statement.count, root=own.statement.root, sha256=own.sha256)
        amend(self._ports.records, record_id, Day, lambda day: day.evolve(seal=noted))
