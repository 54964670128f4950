"""
Everything somebody could do to an archive, found and located (P5, R07): random edits of an export, each put back afterwards.

    python -m tests.faults.tampering --events 200000 --edits 10000 --seed 1

Most edits are looked for in the days that they touch, some in the whole archive, always by the verification itself. An edit
counts as located when every place where something was done is named and no other day is.
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from clients.portavoz.portavoz.findings import Report
from clients.portavoz.portavoz.proof import proven
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.verifying import Asked, verified
from tests.faults.running import murmur, say
from tests.faults.tampering_archive import Built
from tests.faults.tampering_edits import EDITS, Desk, Edit

A_DAY = 200
WHOLE = 50
PROOFS = 20
MURMUR_EVERY = 500
_HUNDRED_THOUSAND = 100_000


@dataclass
class Tally:
    """What became of all edits. `unseen` and `misplaced` name those that were not found, or not where they were."""

    events: int = 0
    days: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    unseen: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    not_put_back: list[int] = field(default_factory=list)
    whole: int = 0
    seconds_whole: list[float] = field(default_factory=list)
    longest_proof: int = 0
    seconds_built: float = 0
    seconds: float = 0

    @property
    def is_good(self) -> bool:
        """Say whether every edit was found and located."""
        return not (self.unseen or self.misplaced or self.not_put_back)

    def told(self) -> dict[str, Any]:
        """Give the count as JSON tells it."""
        done, best = sum(self.edits.values()), min(self.seconds_whole, default=0.0)
        return {
            "events": self.events,
            "days": self.days,
            "edits": done,
            "found": done - len(self.unseen),
            "located": done - len(self.unseen) - len(self.misplaced),
            "by_kind": dict(sorted(self.edits.items())),
            "unseen": self.unseen[:20],
            "misplaced": self.misplaced[:20],
            "not_put_back": self.not_put_back[:20],
            "whole_verifications": self.whole,
            "seconds_per_100000_events": round(best * _HUNDRED_THOUSAND / max(self.events, 1), 2),
            "longest_proof": self.longest_proof,
            "seconds_built": round(self.seconds_built, 1),
            "seconds": round(self.seconds, 1),
        }


def trial(events: int, edits: int, seed: int, *, whole: int = WHOLE, a_day: int = A_DAY, knows: bool = True) -> Tally:
    """Build an archive, edit it so many times, and count. Who `knows` has the key's fingerprint and an anchor from elsewhere."""
    tally, began = Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        built = Built(Path(folder), events, a_day, seed, knows=knows)
        tally.events, tally.days = built.events, len(built.days)
        tally.seconds_built = time.monotonic() - began
        _verify_untouched(built, tally)
        every = max(edits // max(whole, 1), 1)
        for number in range(edits):
            _attempt(built, seed * 1_000_000 + number, tally, is_whole=number % every == 0)
            if (number + 1) % MURMUR_EVERY == 0:
                murmur(f"{number + 1} edits after {time.monotonic() - began:.0f} s")
        _verify_untouched(built, tally)
        _prove(built, seed, tally)
    tally.seconds = time.monotonic() - began
    return tally


def _attempt(built: Built, seed: int, tally: Tally, *, is_whole: bool) -> None:
    chance = Random(seed)
    desk, act = Desk(built, chance), chance.choice(EDITS)
    edit = act(desk)
    found = _verified(built, edit, is_whole=is_whole)
    desk.put_back()
    tally.edits[act.__name__] += 1
    tally.whole += is_whole
    named = f"{act.__name__} {seed}"
    if found.is_intact:
        tally.unseen.append(named)
    elif not _is_located(found, edit):
        tally.misplaced.append(named)
    if seed % 100 == 0 and not _verified(built, edit, is_whole=False).is_intact:
        tally.not_put_back.append(seed)


def _is_located(found: Report, edit: Edit) -> bool:
    """Every place is named, and of other days nothing is said."""
    others = {finding.day for finding in found.findings if finding.day and not edit.first <= finding.day <= edit.last}
    return edit.where <= {finding.where for finding in found.findings} and not others


def _verified(built: Built, edit: Edit, *, is_whole: bool) -> Report:
    last = built.days[-1]
    anchors: dict[date, str] = {last: built.head} if edit.needs_anchor else {}
    first, until = (built.days[0], last) if is_whole else (edit.first, edit.last)
    return verified(source_of(built.root), _asked(built, first, until, anchors))


def _asked(built: Built, first: date, last: date, anchors: dict[date, str]) -> Asked:
    if not built.knows:
        return Asked(first=first, last=last)
    return Asked(first=first, last=last, fingerprints=(built.signer.public_key().id,), anchors=anchors)


def _verify_untouched(built: Built, tally: Tally) -> None:
    report = verified(source_of(built.root), _asked(built, built.days[0], built.days[-1], {built.days[-1]: built.head}))
    tally.seconds_whole.append(report.seconds)
    tally.whole += 1
    if not report.is_intact or report.objects != built.events:
        tally.not_put_back.append(-1)


def _prove(built: Built, seed: int, tally: Tally) -> None:
    """Prove some objects one by one."""
    desk = Desk(built, Random(seed))
    for _ in range(PROOFS):
        key = desk.object_of(desk.day()).removeprefix("objects/")
        proof = proven(source_of(built.root), key, Asked())
        tally.longest_proof = max(tally.longest_proof, len(proof.way))
        if proof.problem:
            tally.unseen.append(f"proof {key}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trial and print what became of it; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--whole", type=int, default=WHOLE)
    parser.add_argument("--a-day", type=int, default=A_DAY)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    tally = trial(asked.events, asked.edits, asked.seed, whole=asked.whole, a_day=asked.a_day)
    say(json.dumps(tally.told(), ensure_ascii=False, indent=2))
    return 0 if tally.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
