"""
Takes tables back to a moment of their history, lets others write to them or not, puts them right, and counts what is wrong.

    python -m tests.faults.restoring --count 300 --seed 1

Each town has records of several versions, some of them disposed of and some cancelled after the moment; the archive may not know
yet what a cancellation did. Promised: what nobody wrote to since is as it was before the restore; what somebody wrote to stays,
and is told; every content that the stream told is in the archive; no pad seals two texts; nothing disposed of or cancelled is
back.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from chalicelib.domain import ids
from chalicelib.domain.cancellation import CancellationState, ClearedRecord, new_cancellation
from chalicelib.domain.cancelled_text import without_text
from chalicelib.domain.comment import Comment
from chalicelib.domain.disposal import Disposal, DisposalPage, Entry, new_disposal
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.records import OPERATIONAL_KINDS, Record
from chalicelib.procedure.after_restoring import PutRight
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.enveloping import SEALED, envelope_name, unseal
from chalicelib.procedure.holds import register_of
from local.memory_records import InMemoryRecords
from tests.archived import tell
from tests.builders import a_comment, a_network_comment
from tests.disposal_town import BORDER, DAY, finished
from tests.fakes import FakeClock, InMemoryArchive, InMemoryEnvelopes
from tests.restoring import put_it_right, restored

_COMMENTS = 14
_WRITES = 30


class Town:
    """A table whose stream an archive is told of; `told` are the contents, `was` the table at the moment of the restore."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()
        self.clock = FakeClock(BORDER + timedelta(days=1))
        self.table = InMemoryRecords()
        self.was: list[Record] = []
        self.told: set[tuple[str, int, str]] = set()
        self.destroyed: set[str] = set()
        self.disposed: set[str] = set()

    def tell(self, records: Iterable[Record]) -> None:
        """Tell the archive of what was stored, now and then once more, the clock running on."""
        for record in records:
            if record.kind in OPERATIONAL_KINDS:
                continue
            for _ in range(self.dice.choice((1, 1, 2))):
                tell(self, record, self.clock.now())
            self.told.add((record.id, record.revision, dump_json(record)))
            self.clock.advance(hours=self.dice.randrange(8))

    def write(self, record_id: str, who: str = "vecina") -> Record:
        """Have somebody write to a record: words as long as other words."""
        record = self.table.find(record_id)
        assert record is not None
        said = f"{who}{self.dice.randrange(10)}"
        stored = self.table.commit(replace=[record.evolve(author_handle=said)])
        self.tell(stored)
        return stored[0]


def lived(dice: random.Random) -> Town:
    """Give a town to whose table everything happened, and the moment to which it will be taken back."""
    town = Town(dice)
    comments = [finished(a_comment(a_network_comment(f"c{at}", f"queja: {at}"))) for at in range(_COMMENTS)]
    town.table.insert_new(comments)
    town.tell(town.table.all)
    moment = dice.randrange(_WRITES)
    for at in range(_WRITES):
        if at == moment:
            town.was = town.table.all
        town.write(dice.choice(comments).id)
    chosen = dice.sample([comment.id for comment in comments], 6)
    _dispose(chosen[:3], town)
    _cancel(chosen[3:], town)
    return town


def _dispose(record_ids: list[str], town: Town) -> None:
    records = [town.table.find_each([one])[one] for one in record_ids]
    entries = tuple(
        Entry(name=one.id, series="comentarios", sha256=sha256_hex(dump_json(one).encode()), revision=one.revision)
        for one in records
    )
    disposal: Disposal = new_disposal(DAY, town.clock.now()).looked_at(None)
    page = DisposalPage(id=ids.disposal_page_id(disposal.id, 1, 1), created_at=town.clock.now(), entries=entries)
    acts = town.table.commit(insert=[disposal, page.executed({}, town.clock.now())])
    town.table.dispose(records, while_unmoved=register_of(town.table, town.clock))
    town.disposed |= set(record_ids)
    town.tell(acts)


def _cancel(record_ids: list[str], town: Town) -> None:
    """Cancel texts; the archive is told of the act, and of what it did perhaps not yet."""
    now = town.clock.now()
    records = [one for one in town.table.find_each(record_ids).values() if isinstance(one, Comment)]
    cleared = tuple(ClearedRecord(id=one.id, kind=one.kind, revisions=one.revision) for one in records)
    asked = new_cancellation(record_ids, legal_reference="Solicitud", reason="Derecho", by="ines", now=now)
    done = {"state": CancellationState.DONE, "cleared": cleared, "done_at": now, "confirmed_at": now}
    act = asked.evolve(**done, due_at=None, duty=None, attention=None)
    stored = town.table.commit(insert=[act], replace=[without_text(one, now) for one in records])
    for one in cleared:
        for revision in range(1, one.revisions + 1):
            town.envelopes.destroy(envelope_name(one.kind, one.id, revision))
    town.destroyed |= set(record_ids)
    town.tell(stored if town.dice.random() < 0.5 else stored[:1])


def put_right_at_last(town: Town, table: InMemoryRecords) -> PutRight:
    """Put the table right, dying on the way a few times."""

    class Dying(InMemoryArchive):
        def read(self, key: str) -> bytes:
            """Read, or die."""
            if town.dice.random() < 0.02:
                raise TransientServiceError("died")
            return super().read(key)

    whole, dying = town.archive, Dying()
    dying.kept = whole.kept
    town.archive = dying
    for _ in range(town.dice.randrange(3)):
        try:
            put_it_right(town, table, town.clock, since=DAY)
        except TransientServiceError:
            continue
    town.archive = whole
    return put_it_right(town, table, town.clock, since=DAY)


def trial(seed: int) -> Counter[str]:
    """Run one town; gives what was wrong, and what happened."""
    town = lived(random.Random(seed))
    before = {one.id: one for one in town.table.all}
    town.table = restored(town.was)
    forked = set(town.dice.sample([one.id for one in town.was], town.dice.randrange(4)))
    written = {record_id: town.write(record_id, "ajenas") for record_id in sorted(forked)}
    done = put_right_at_last(town, town.table)
    # The stream tells what the command stored, too.
    town.tell(town.table.versions[len(town.was) + len(written) :])
    after = {one.id: one for one in town.table.all if isinstance(one, Comment)}
    return Counter(
        differing=sum(_differs(one, before, after, town) for one in before if one not in forked),
        overwritten=sum(one not in town.destroyed and after.get(one) != written[one] for one in forked),
        untold=sum(
            _is_behind(written[one], before) and one not in done.rebuilt.apart
            for one in forked - town.disposed - town.destroyed
        ),
        back=len((town.disposed & set(after)) - forked),
        text_back=sum(one in after and not after[one].cancelled_at for one in town.destroyed),
        lost=len(_openable(town) ^ {one for one in town.told if one[0] not in town.destroyed}),
        pads_twice=_pads_twice(town),
        forked=len(forked),
        forwarded=done.rebuilt.forwarded,
    )


def _differs(record_id: str, before: dict[str, Record], after: dict[str, Comment], town: Town) -> bool:
    if not isinstance(before[record_id], Comment) or record_id in town.destroyed:
        return False
    return before[record_id] != after.get(record_id)


def _is_behind(written: Record, before: dict[str, Record]) -> bool:
    """Say whether the history that the restore took away had the revision that was written since."""
    return before[written.id].revision >= written.revision


def _openable(town: Town) -> set[tuple[str, int, str]]:
    found = set()
    for key, kept in town.archive.kept.items():
        version = version_of(key)
        if version and version.record_id not in town.destroyed:
            opened = unseal(version.kind, kept.content, town.envelopes)
            found.add((version.record_id, version.revision, opened.body.decode()))
    return found


def _pads_twice(town: Town) -> int:
    sealed: dict[str, set[str]] = {}
    for key, kept in town.archive.kept.items():
        if "/comment/" in key and (hidden := json.loads(kept.content)[SEALED])["bytes"]:
            sealed.setdefault(hidden["key"], set()).add(hidden["bytes"])
    return sum(len(texts) > 1 for texts in sealed.values())


WRONG = ("differing", "overwritten", "untold", "back", "text_back", "lost", "pads_twice")


def run(count: int, seed: int) -> Counter[str]:
    """Run many towns."""
    total = Counter[str](towns=count, **dict.fromkeys((*WRONG, "forked", "forwarded"), 0))
    for number in range(count):
        total.update(trial(seed * 1_000_000 + number))
    return total


def main() -> None:
    """Run, and fail if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    outcome = run(asked.count, asked.seed)
    sys.stdout.write(json.dumps(outcome) + "\n")
    sys.exit(any(outcome[one] for one in WRONG))


if __name__ == "__main__":
    main()
