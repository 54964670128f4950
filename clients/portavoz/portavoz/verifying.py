"""
The verification of an export, or of some days of it: every day in order, every manifest, every object.

It takes as much memory as the objects of one day have names, whatever they weigh.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from . import objects
from . import verify_texts as texts
from .chain import Chain
from .checking import Checker
from .errors import UnreadableError
from .findings import Report, What
from .inventory import days_of
from .keys import Keys
from .manifests import folder_of, name_of, place_of
from .objects import Objects
from .sources import Source
from .stamps import Stamps

_KNOWN = ("objects", "manifests", "keys")
_VIEW_FOLDERS = {"records", "media", ".dias"}
_VIEWS = {"LEEME.txt", "records.json", "records.csv"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What is asked of a verification, and what is known from elsewhere. `anchors` are hashes or roots (hex) by day."""

    first: date | None = None
    last: date | None = None
    keys: tuple[Path, ...] = ()
    fingerprints: tuple[str, ...] = ()
    anchors: Mapping[date, str] = field(default_factory=dict)
    stamp_authority: Path | None = None
    is_partial: bool = False


def verified(source: Source, asked: Asked, tick: Callable[[int, int], None] = lambda *_: None) -> Report:
    """
    Verify an export. `tick` hears how many of how many days are done.

    Raises:
        UnreadableError: there is nothing to verify it with, or it is made to do harm.
    """
    began, verification = time.monotonic(), _Verification(source, asked)
    verification.run(tick)
    verification.report.seconds = round(time.monotonic() - began, 3)
    return verification.report


class _Verification:
    def __init__(self, source: Source, asked: Asked) -> None:
        self._source, self._asked, self.report = source, asked, Report()
        self._keys = Keys(source, asked.keys, asked.fingerprints)
        self._stamps = Stamps(asked.stamp_authority)
        self._checker = Checker(source, self._keys, self._stamps, self.report)
        self._objects = Objects(source, self.report, is_partial=asked.is_partial)

    def run(self, tick: Callable[[int, int], None]) -> None:
        first, last = self._range()
        self.report.first, self.report.last = first, last
        chain = Chain(self._checker, self.report, first, last)
        for number in range((last - first).days + 1):
            self._day(first + number * DAY, chain)
            tick(number + 1, (last - first).days + 1)
        chain.end()
        self._objects.tell_swaps()
        self._check_anchors(chain)
        self.report.findings.sort(key=lambda finding: (finding.day or date.max, finding.where))
        self._remark(chain)

    def _range(self) -> tuple[date, date]:
        """Take what is asked, and for the rest what there is."""
        if self._asked.first and self._asked.last:
            return self._asked.first, self._asked.last
        proven, kept = (
            days_of(self._source, "manifests/", self.report),
            days_of(self._source, objects.FOLDER, self.report),
        )
        if not proven:
            raise UnreadableError(texts.NOTHING)
        first, last = self._asked.first or min(proven), self._asked.last or max(proven)
        for day in sorted(kept - proven):
            is_asked = (self._asked.first or day) <= day <= (self._asked.last or day)
            if is_asked and not first <= day <= last:
                self._tell_unlisted(day, set(self._source.names(f"objects/{folder_of(day)}")))
        return first, last

    def _day(self, day: date, chain: Chain) -> None:
        there = set(self._source.names(f"{objects.FOLDER}{folder_of(day)}"))
        listed: set[str] = set()
        sequences = self._sequences(day)
        is_readable = 0 in sequences
        for sequence in range(max(sequences, default=0) + 1):
            if sequence not in sequences:
                detail = texts.GAP if sequence else texts.DAY_MISSING
                self.report.add(What.MANIFEST_MISSING, name_of(day, sequence), day, detail)
                continue
            checked = self._checker.check(day, sequence)
            self.report.manifests += 1
            chain.follow(checked)
            if checked.manifest:
                self._objects.compare(checked.manifest.leaves, day, there, listed)
            else:
                is_readable = False
        # Without its manifest nobody knows which objects of a day were added.
        if is_readable:
            self._tell_unlisted(day, there - listed)
        self.report.days += 1

    def _sequences(self, day: date) -> set[int]:
        found = set()
        for name in self._source.names(f"manifests/{folder_of(day)}"):
            place = place_of(name)
            if place:
                found.add(place[1])
            else:
                self.report.add(What.MANIFEST_MISPLACED, name, day, texts.NO_PLACE)
        return found

    def _tell_unlisted(self, day: date, names: set[str]) -> None:
        for name in sorted(names):
            self.report.add(What.OBJECT_UNLISTED, name, day, texts.NO_MANIFEST)

    def _check_anchors(self, chain: Chain) -> None:
        for day, known in sorted(self._asked.anchors.items()):
            manifest = chain.own.get(day) or getattr(self._checker.look_at(day, 0), "manifest", None)
            if manifest is None or known not in (manifest.sha256, manifest.root):
                detail = texts.ANCHOR_OTHER if manifest else texts.ANCHOR_GONE
                self.report.add(What.ANCHOR_WRONG, name_of(day, 0), day, detail)

    def _remark(self, chain: Chain) -> None:
        """Say what could not be seen, so that nobody takes it for seen."""
        report, remark = self.report, self.report.remarks.append
        report.key_ids = sorted({manifest.key_id for manifest in chain.own.values()})
        if chain.own:
            head = chain.own[max(chain.own)]
            report.head = {"day": head.day.isoformat(), "sha256": head.sha256, "root": head.root}
            if chain.own[min(chain.own)].previous:
                remark(texts.begins_later(min(chain.own)))
        if not self._keys.are_expected:
            remark(texts.NO_FINGERPRINT)
            if len(report.key_ids) > 1:
                remark(texts.SEVERAL_KEYS)
        if not self._asked.last and not self._asked.anchors:
            remark(texts.NO_ANCHOR)
        if self._stamps.unchecked:
            remark(texts.NO_STAMP_LIBRARY)
        if not (self._asked.first and self._asked.last):
            self._remark_on_others()

    def _remark_on_others(self) -> None:
        folders, files = self._source.inside("")
        others = [f"{folder}/" for folder in folders if folder not in {*_KNOWN, *_VIEW_FOLDERS}]
        others += [file for file in files if file not in _VIEWS]
        if others:
            self.report.remarks.append(texts.unknown(len(others), others[0]))
