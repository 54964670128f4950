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
from chalicelib.domain.manifest import MOST_LEAVES, KeptManifest, Leaf, day_folder, root_hex
from chalicelib.procedure.chain import LOOK_BACK_DAYS, Chain
from chalicelib.procedure.sealing import SealingPorts, seal

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
            return Sealed(tuple(run.chain.made), is_finished=False)
        run.seal_day(missing)
    for back in range(LOOK_BACK_DAYS, -1, -1):
        is_finished = run.seal_late_objects(last - timedelta(days=back))
        if not is_finished:
            return Sealed(tuple(run.chain.made), is_finished=False)
    return Sealed(tuple(run.chain.made), is_finished=True)


class _Run:
    """One run: what it read of the chain and what it made."""

    def __init__(self, ports: SealingPorts, until: datetime, most: int) -> None:
        self._ports, self._until, self._most = ports, until, most
        self.chain = Chain(ports)

    @property
    def is_late(self) -> bool:
        return self._ports.clock.now() >= self._until

    def missing_days(self, last: date) -> Iterator[date]:
        """Go through the days without a manifest, in order. The chain has no hole: they follow the last that has one."""
        first = self.chain.next_day()
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset)

    def seal_day(self, day: date) -> None:
        """Make a day's own manifest, and more where it held more objects; what a run at the same time made is taken."""
        if already := self.chain.made_already(day):
            self.chain.add(already)
            return
        leaves = iter(self._leaves(day))
        first = list(islice(leaves, self._most))
        own = self._own(day, first)
        self.chain.add(own)
        self.chain.note(own)
        # Where another run kept other objects, only a second look tells which of the rest are still in none.
        is_ours = own.statement.root == root_hex(first)
        while is_ours and not self.is_late and (beyond := list(islice(leaves, self._most))):
            is_ours = self._add_to(day, beyond)

    def seal_late_objects(self, day: date) -> bool:
        """Make the manifests of what a closed day's folder holds beyond its manifests; False when time ran out."""
        while day in self.chain.last_sequence and (late := self._late(day)):
            if self.is_late:
                return False
            # What another run kept meanwhile may hold other objects: only another look tells what is still in none.
            self._add_to(day, late)
        return True

    def _own(self, day: date, leaves: list[Leaf]) -> KeptManifest:
        before = day - timedelta(days=1)
        previous = self.chain.kept(before, 0).link if before in self.chain.last_sequence else None
        return seal(day, 0, leaves, previous=previous, supplements=self.chain.uncommitted(day), ports=self._ports)

    def _add_to(self, day: date, leaves: list[Leaf]) -> bool:
        """Make a day's next manifest; False when another run kept one there with other objects."""
        sequence = self.chain.last_sequence[day] + 1
        previous = self.chain.kept(day, sequence - 1).link
        made = seal(day, sequence, leaves, previous=previous, ports=self._ports)
        self.chain.add(made)
        return made.statement.root == root_hex(leaves)

    def _late(self, day: date) -> list[Leaf]:
        """Find what is in no manifest, at most as much as one takes. A few are asked for by name, not with all the folder."""
        known = self.chain.keys_of(day)
        keys = [key for key in self._ports.reader.keys(day_folder(day)) if key not in known]
        by_name = (leaf for key in keys for leaf in self._under(key) if leaf.key == key)
        leaves = self._leaves(day) if len(keys) > _FEW else by_name
        return list(islice((leaf for leaf in leaves if leaf.key not in known), self._most))

    def _leaves(self, day: date) -> Iterable[Leaf]:
        return self._under(day_folder(day))

    def _under(self, prefix: str) -> Iterable[Leaf]:
        return (Leaf(one.key, one.sha256, one.size_bytes) for one in self._ports.reader.listed(prefix))
