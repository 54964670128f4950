"""What a verification finds: what is wrong, where, and of which day."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """What can be wrong."""

    OBJECT_ALTERED = "object_altered"
    OBJECT_SWAPPED = "object_swapped"
    OBJECT_MISSING = "object_missing"
    OBJECT_UNLISTED = "object_unlisted"
    OBJECT_REPEATED = "object_repeated"
    MANIFEST_ALTERED = "manifest_altered"
    MANIFEST_MISSING = "manifest_missing"
    MANIFEST_MISPLACED = "manifest_misplaced"
    MANIFEST_REPLACED = "manifest_replaced"
    SIGNATURE_WRONG = "signature_wrong"
    KEY_FOREIGN = "key_foreign"
    KEY_WRONG = "key_wrong"
    STAMP_WRONG = "stamp_wrong"
    ANCHOR_WRONG = "anchor_wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `where` is its name in the export; `detail` is a Spanish sentence."""

    what: What
    where: str
    day: date | None
    detail: str


@dataclass
class Report:
    """What was looked at, and what was found. `remarks` are Spanish sentences about what could not be seen."""

    findings: list[Finding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    days: int = 0
    manifests: int = 0
    objects: int = 0
    absent: int = 0
    """Objects that a partial export does not bring."""
    size_bytes: int = 0
    first: date | None = None
    last: date | None = None
    head: dict[str, str] | None = None
    """The last manifest of the chain: `day`, `sha256` and `root`. Noted elsewhere, it is an anchor."""
    key_ids: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def is_intact(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.findings

    def add(self, what: What, where: str, day: date | None, detail: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(what, where, day, detail))
