"""
7 Registros: the chain of manifests as the archive holds it, and what the days' records tell of it.

Where both contradict each other, nothing is made: somebody was there.
"""

from datetime import date, timedelta

from chalicelib.domain.day import Day, Seal
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import day_id
from chalicelib.domain.manifest import FOLDER, KeptManifest, Link, manifest_key, place_of, read_manifest
from chalicelib.procedure.amending import amend
from chalicelib.procedure.sealing import SealingPorts, read_kept

LOOK_BACK_DAYS = 15
"""How long an object is awaited in a closed day's folder: what the stream set aside waits fourteen days in its queue."""


class Chain:
    """The manifests that there are, each read once. `last_sequence` is of every day that has any; `made`, what this run added."""

    def __init__(self, ports: SealingPorts) -> None:
        self._ports = ports
        self._read: dict[tuple[date, int], KeptManifest] = {}
        self.last_sequence = dict(sorted(filter(None, map(place_of, ports.reader.keys(FOLDER)))))
        self.made: list[str] = []

    def next_day(self) -> date:
        """Tell the first day without a manifest: after the last that has one; of the first chain, the archive's first day."""
        if self.last_sequence:
            return max(self.last_sequence) + timedelta(days=1)
        # Folders of days sort before all others.
        key = next(iter(self._ports.reader.keys("")), "")
        found = place_of(f"{FOLDER}{key[:10]}/000000.json")
        return found[0] if found else date.max

    def kept(self, day: date, sequence: int) -> KeptManifest:
        """Give a manifest. Raises RecordIntegrityError when it is not the one that its day's record tells of."""
        if (day, sequence) not in self._read:
            self._read[day, sequence] = read_kept(manifest_key(day, sequence), self._ports.reader)
            self._check_as_noted(self._read[day, sequence])
        return self._read[day, sequence]

    def keys_of(self, day: date) -> set[str]:
        """Give the keys of all objects that a day's manifests list."""
        sequences = range(self.last_sequence[day] + 1)
        manifests = (read_manifest(self._ports.reader.read(manifest_key(day, sequence))) for sequence in sequences)
        return {leaf.key for manifest in manifests for leaf in manifest.leaves}

    def uncommitted(self, day: date) -> list[Link]:
        """Find what came late and no day's own manifest names yet."""
        days = [day - timedelta(days=back) for back in range(LOOK_BACK_DAYS + 1, 0, -1)]
        there = [each for each in days if each in self.last_sequence]
        named = {(link.day, link.sequence) for each in there for link in self.kept(each, 0).statement.supplements}
        places = ((each, sequence) for each in there for sequence in range(1, self.last_sequence[each] + 1))
        return [self.kept(*place).link for place in places if place not in named]

    def add(self, made: KeptManifest) -> None:
        """Go on from a manifest that was just made."""
        place = made.statement.day, made.statement.sequence
        self._read[place] = made
        self.last_sequence[made.statement.day] = made.statement.sequence
        self.made.append(manifest_key(*place))

    def made_already(self, day: date) -> KeptManifest | None:
        """R10: a manifest that was made and is gone is not made again, as if nothing had happened."""
        known = self._ports.records.find(day_id(day))
        if not isinstance(known, Day) or known.seal is None:
            return None
        try:
            return self.kept(day, 0)
        except NotFoundError as exc:
            raise RecordIntegrityError(f"{manifest_key(day, 0)}: made once and gone") from exc

    def note(self, own: KeptManifest) -> None:
        """Tell a closed day's record of its manifest: two places that nobody alters together by accident."""
        record_id = day_id(own.statement.day)
        if self._ports.records.find(record_id) is None:
            return
        noted = Seal(count=own.statement.count, root=own.statement.root, sha256=own.sha256)
        amend(self._ports.records, record_id, Day, lambda day: day.evolve(seal=noted))

    def _check_as_noted(self, found: KeptManifest) -> None:
        if found.statement.sequence:
            return
        known = self._ports.records.find(day_id(found.statement.day))
        if isinstance(known, Day) and known.seal and known.seal.sha256 != found.sha256:
            raise RecordIntegrityError(f"{manifest_key(found.statement.day, 0)}: not the one that was made")
