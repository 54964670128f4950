"""The chain: each day's own manifest names the one of the day before; what came late hangs from its day and is named later."""

from datetime import date, timedelta

from . import verify_texts as texts
from .checking import Checked, Checker
from .findings import Report, What
from .manifests import Link, Manifest, name_of

Place = tuple[date, int]
DAY = timedelta(days=1)
NAMED_WITHIN_DAYS = 17
"""How many days later the manifest can be that names what came late: Portavoz looks back fifteen days, and names it the next."""


class Chain:
    """The links of one verification, followed day by day."""

    def __init__(self, checker: Checker, report: Report, first: date, last: date) -> None:
        self._checker, self._report = checker, report
        self._first, self._last = first, last
        self._sha256: dict[Place, str] = {}
        self._faulty: set[Place] = set()
        self._named: dict[Place, str] = {}
        self.own: dict[date, Manifest] = {}

    def follow(self, checked: Checked) -> None:
        """Take the next manifest, in order of day and sequence."""
        place = checked.day, checked.sequence
        self._sha256[place] = checked.sha256
        manifest = checked.manifest
        if not checked.is_trusted or manifest is None:
            self._faulty.add(place)
            return
        if checked.sequence == 0:
            self.own[checked.day] = manifest
            self._follow_own(manifest)
        else:
            self._compare(manifest, (checked.day, checked.sequence - 1))

    def end(self) -> None:
        """Look at what later manifests of the export say of these, then at what nothing names."""
        for ahead in range(1, NAMED_WITHIN_DAYS + 1):
            later = self._checker.look_at(self._last + ahead * DAY, 0)
            if later and later.is_trusted and later.manifest:
                self._name(later.manifest)
                if ahead == 1:
                    self._compare(later.manifest, (self._last, 0))
        for place, sha256 in sorted(self._named.items()):
            self._check_named(place, sha256)
        for place in sorted(self._sha256.keys() - self._named.keys() - self._faulty):
            if place[1]:
                self._report.remarks.append(texts.unnamed(name_of(*place)))

    def _follow_own(self, manifest: Manifest) -> None:
        self._name(manifest)
        before = manifest.day - DAY
        if manifest.previous is not None:
            self._compare(manifest, (before, 0))
        elif manifest.day > self._first or self._checker.is_there(before, 0):
            self._replaced((manifest.day, 0), texts.NO_PREVIOUS)

    def _compare(self, manifest: Manifest, place: Place) -> None:
        """Hold what a manifest says of the one before it against that one."""
        link = manifest.previous
        if link is None or (link.day, link.sequence) != place:
            self._replaced((manifest.day, manifest.sequence), texts.WRONG_PREVIOUS)
        elif self._known(place) not in (None, link.sha256):
            self._replaced(place, texts.OTHER_PREVIOUS)

    def _name(self, manifest: Manifest) -> None:
        self._named.update({_place(link): link.sha256 for link in manifest.supplements})

    def _check_named(self, place: Place, sha256: str) -> None:
        known = self._known(place)
        if known is None and self._first <= place[0] <= self._last:
            self._report.add(What.MANIFEST_MISSING, name_of(*place), place[0], texts.NAMED_MISSING)
        elif known not in (None, sha256):
            self._replaced(place, texts.OTHER_PREVIOUS)

    def _known(self, place: Place) -> str | None:
        """Give the hash of a manifest's file, also of one outside what is looked at; None where there is none."""
        if place not in self._sha256 and not self._first <= place[0] <= self._last:
            found = self._checker.look_at(*place)
            if found:
                self._sha256[place] = found.sha256
                self._named.setdefault(place, found.sha256)
        return self._sha256.get(place)

    def _replaced(self, place: Place, detail: str) -> None:
        """What is known to be altered is told once."""
        if place not in self._faulty:
            self._faulty.add(place)
            self._report.add(What.MANIFEST_REPLACED, name_of(*place), place[0], detail)


def _place(link: Link) -> Place:
    return link.day, link.sequence
