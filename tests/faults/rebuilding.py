"""
Fills an archive with many records of several versions, wipes the table, rebuilds it, and counts what differs.

    python -m tests.faults.rebuilding --items 100000 --seed 1

Promised: the table equals the one before item by item, index attributes too, and no folio is free again. The seconds are of
opening, checking, reading and encoding, in memory; what a network and a service add is not in them.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from chalicelib.adapters.records.codec import encode
from chalicelib.domain.records import OPERATIONAL_KINDS, Record
from chalicelib.procedure.rebuilding import rebuild
from local.memory_records import InMemoryRecords
from tests.archived import rebuilding, tell
from tests.builders import NOW, a_comment, a_network_comment, a_referral
from tests.fakes import FakeClock, InMemoryArchive, InMemoryEnvelopes

_DAYS = 28
_FOLIO_EVERY = 10


class Town:
    """An archive and its envelopes."""

    def __init__(self) -> None:
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()


def lived(items: int, dice: random.Random) -> Iterator[Record]:
    """Give the newest version of each record: comments over four weeks, every tenth with its case."""
    for number in range(items):
        at = NOW - timedelta(days=dice.randrange(_DAYS))
        text = f"queja {number}: {'no hay agua ' * dice.randrange(1, 9)}"
        comment = a_comment(a_network_comment(f"c{number}", text, at=at))
        is_case = number % _FOLIO_EVERY == 0
        made = a_referral(comment, number=number // _FOLIO_EVERY + 1) if is_case else comment
        yield made.model_copy(update={"revision": dice.randrange(1, 4)})


def run(items: int, seed: int) -> dict[str, Any]:
    """Archive, wipe, rebuild, compare."""
    dice, town, clock = random.Random(seed), Town(), FakeClock()
    before: dict[str, dict[str, Any]] = {}
    last_folio = 0
    for record in lived(items, dice):
        for revision in range(1, record.revision + 1):
            version = record.model_copy(update={"revision": revision})
            tell(town, version, NOW + timedelta(hours=dice.randrange(72)))
        before[record.id] = _comparable(record)
        last_folio = max(last_folio, int(record.id[-6:]) if record.kind == "referral" else 0)
    table, started = InMemoryRecords(), time.perf_counter()
    done = rebuild(rebuilding(town, table, clock))
    seconds = time.perf_counter() - started
    after = {one.id: _comparable(one) for one in table.all if one.kind not in OPERATIONAL_KINDS}
    differing = sum(before.get(record_id) != after.get(record_id) for record_id in {*before, *after})
    return {
        "items": len(before),
        "objects": len(town.archive.kept),
        "differing": differing,
        "blank": done.blank,
        "folios_lost": int(table.next_number(f"folio-{NOW:%Y%m%d}") != last_folio + 1),
        "seconds": round(seconds, 1),
        "seconds_per_100000": round(seconds * 100_000 / max(len(before), 1), 1),
    }


def _comparable(record: Record) -> dict[str, Any]:
    """Give the item but for `write_id`, which says which attempt stored it."""
    return {name: value for name, value in encode(record).items() if name != "write_id"}


def main() -> None:
    """Run, and fail if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    outcome = run(asked.items, asked.seed)
    sys.stdout.write(json.dumps(outcome) + "\n")
    sys.exit(bool(outcome["differing"] or outcome["folios_lost"] or outcome["blank"]))


if __name__ == "__main__":
    main()
