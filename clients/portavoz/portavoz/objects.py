"""The objects, each read to its end and held against its line in the manifest; none is ever held in memory."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from . import verify_texts as texts
from .findings import Finding, Report, What
from .manifests import Leaf
from .sources import DAMAGED, Source

FOLDER = "objects/"
_CHUNK_BYTES = 1024 * 1024


class Objects:
    """The objects of one verification; it keeps only what it needs to tell who holds whose content."""

    def __init__(self, source: Source, report: Report, *, is_partial: bool) -> None:
        self._source, self._report, self._is_partial = source, report, is_partial
        self._altered: dict[str, tuple[str, str]] = {}

    def compare(self, leaves: Iterable[Leaf], day: date, there: set[str], listed: set[str]) -> None:
        """Hold a manifest's objects against those that are there; `listed` grows by all that it lists."""
        for leaf in leaves:
            name = FOLDER + leaf.key
            if name in listed:
                self._report.add(What.OBJECT_REPEATED, name, day, texts.TWICE_LISTED)
            listed.add(name)
            if name in there:
                self._compare(leaf, name, day)
            elif self._is_partial:
                self._report.absent += 1
            else:
                self._report.add(What.OBJECT_MISSING, name, day, texts.NOT_THERE)

    def tell_swaps(self) -> None:
        """Where an object holds what another one should, say so."""
        owners = {expected: name for name, (expected, _) in self._altered.items()}
        for at, finding in enumerate(self._report.findings):
            if finding.what is What.OBJECT_ALTERED:
                self._report.findings[at] = self._swapped(finding, owners)

    def _swapped(self, finding: Finding, owners: dict[str, str]) -> Finding:
        owner = owners.get(self._altered[finding.where][1])
        if owner is None:
            return finding
        return replace(finding, what=What.OBJECT_SWAPPED, detail=texts.holds_other(owner))

    def _compare(self, leaf: Leaf, name: str, day: date) -> None:
        self._report.objects += 1
        try:
            digest, size = measured(self._source, name, leaf.size)
        except DAMAGED as exc:
            digest, size = "", -1
            detail = texts.damaged(type(exc).__name__)
        else:
            detail = texts.differs(size, leaf.size)
        self._report.size_bytes += max(size, 0)
        if (digest, size) != (leaf.sha256, leaf.size):
            self._altered[name] = leaf.sha256, digest
            self._report.add(What.OBJECT_ALTERED, name, day, detail)


def measured(source: Source, name: str, expected_size: int) -> tuple[str, int]:
    """
    Hash an object, and count its bytes; of one larger than it should be, no more is read than shows it.

    Raises:
        OSError, zipfile.BadZipFile and what else `sources.DAMAGED` names: it cannot be read to its end.
    """
    digest, size = sha256(), 0
    with source.open(name) as file:
        while size <= expected_size and (chunk := file.read(min(_CHUNK_BYTES, expected_size + 1 - size))):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
