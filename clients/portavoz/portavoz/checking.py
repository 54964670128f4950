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
        name = name_of(day, sequence)
        content = self._content(name)
        digest = sha256(content).hexdigest()
        try:
            manifest = parsed(content)
        except MalformedError as error:
            self._report.add(What.MANIFEST_ALTERED, name, day, str(error))
            return Checked(day, sequence, digest, None, is_trusted=False)
        problem = self._problem_of(manifest, (day, sequence))
        if problem:
            self._report.add(problem[0], name, day, problem[1])
        is_here = (manifest.day, manifest.sequence) == (day, sequence)
        return Checked(day, sequence, digest, manifest if is_here else None, is_trusted=problem is None)

    def look_at(self, day: date, sequence: int) -> Checked | None:
        """Read what a manifest outside what is verified states, and report nothing; None where there is none."""
        if not self.is_there(day, sequence):
            return None
        content = self._content(name_of(day, sequence))
        digest = sha256(content).hexdigest()
        try:
            manifest = parsed(content, has_objects=False)
        except MalformedError:
            return Checked(day, sequence, digest, None, is_trusted=False)
        is_here = (manifest.day, manifest.sequence) == (day, sequence)
        is_trusted = is_here and self._keys.problem_of(manifest, Report()) is None
        return Checked(day, sequence, digest, manifest if is_here else None, is_trusted=is_trusted)

    def _content(self, name: str) -> bytes:
        """Read a file. What cannot be read is as good as empty, and is no manifest."""
        try:
            with self._source.open(name) as file:
                return file.read(MOST_BYTES + 1)
        except DAMAGED:
            return b""

    def _problem_of(self, manifest: Manifest, place: tuple[date, int]) -> tuple[What, str] | None:
        if (manifest.day, manifest.sequence) != place:
            return What.MANIFEST_MISPLACED, texts.belongs_to(name_of(manifest.day, manifest.sequence))
        if problem := self._keys.problem_of(manifest, self._report):
            return problem
        if not manifest.has_its_root:
            return What.MANIFEST_ALTERED, texts.LIST_CHANGED
        if manifest.time_stamp and not self._stamps.is_good(manifest.time_stamp, manifest.signature):
            return What.STAMP_WRONG, texts.BAD_STAMP
        return None
