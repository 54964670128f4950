"""One manifest: whether it is one, in its place, whole, and signed by whom it should be."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from . import verify_texts as texts
from .findings import Report, What
from .keys import Keys
from .manifests import MOST_BYTES, MalformedError, Manifest, folder_of, name_of, parsed
from .sources import DAMAGED, Source
from .stamps import Stamps


@dataclass(frozen=True)
class Checked:
    """A manifest in its place. `manifest` is None where it could not be read; what it says counts if `is_trusted`."""

    day: date
    sequence: int
    sha256: str
    manifest: Manifest | None
    is_trusted: bool


class Checker:
    """What checks the manifests of one verification."""

    def __init__(self, source: Source, keys: Keys, stamps: Stamps, report: Report) -> None:
        self._source, self._keys, self._stamps, self._report = source, keys, stamps, report

    def is_there(self, day: date, sequence: int) -> bool:
        """Say whether the export has this manifest."""
        return name_of(day, sequence) in self._source.names(f"manifests/{folder_of(day)}")

    def check(self, day: date, sequence: int) -> Checked:
        """Check a manifest that is there, and report what is wrong."""
        return self._check(day, sequence, self._report)

    def look_at(self, day: date, sequence: int) -> Checked | None:
        """Check a manifest outside what is verified, and report nothing; None where there is none."""
        return self._check(day, sequence, Report()) if self.is_there(day, sequence) else None

    def _check(self, day: date, sequence: int, report: Report) -> Checked:
        name = name_of(day, sequence)
        content = self._content(name)
        digest = sha256(content).hexdigest()
        try:
            manifest = parsed(content)
        except MalformedError as error:
            report.add(What.MANIFEST_ALTERED, name, day, str(error))
            return Checked(day, sequence, digest, None, is_trusted=False)
        is_trusted = self._is_good(manifest, name, (day, sequence), report)
        is_here = (manifest.day, manifest.sequence) == (day, sequence)
        return Checked(day, sequence, digest, manifest if is_here else None, is_trusted=is_trusted)

    def _content(self, name: str) -> bytes:
        """Read a file. What cannot be read is as good as empty, and is no manifest."""
        try:
            with self._source.open(name) as file:
                return file.read(MOST_BYTES + 1)
        except DAMAGED:
            return b""

    def _is_good(self, manifest: Manifest, name: str, place: tuple[date, int], report: Report) -> bool:
        problem = self._problem_of(manifest, place, report)
        if problem:
            report.add(problem[0], name, place[0], problem[1])
        return problem is None

    def _problem_of(self, manifest: Manifest, place: tuple[date, int], report: Report) -> tuple[What, str] | None:
        if (manifest.day, manifest.sequence) != place:
            return What.MANIFEST_MISPLACED, texts.belongs_to(name_of(manifest.day, manifest.sequence))
        if problem := self._keys.problem_of(manifest, report):
            return problem
        if not manifest.has_its_root:
            return What.MANIFEST_ALTERED, texts.LIST_CHANGED
        if manifest.time_stamp and not self._stamps.is_good(manifest.time_stamp, manifest.signature):
            return What.STAMP_WRONG, texts.BAD_STAMP
        return None
