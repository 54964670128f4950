"""What a check of a publication found, before it goes out (manual 2.4, 2.5; policies)."""

from collections.abc import Iterable
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.networks import Network


class Severity(StrEnum):
    """What a finding asks for."""

    BLOCKS = "blocks"
    """It cannot be authorised, nor sent, until it is changed."""
    ASKS = "asks"
    """A person must accept it, saying why, before it is authorised."""
    ADVISES = "advises"
    """Good to know."""


class Finding(BaseModel):
    """
    One thing found: a stable code for programs, a Spanish sentence for people.

    `detail` is what it was found in (a word, a link); it never carries personal data in full.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    severity: Severity
    network: Network
    message: str
    detail: str = ""

    @property
    def key(self) -> str:
        """Name the finding, so that accepting it accepts this one and no other: the same text gives the same key."""
        return f"{self.network}:{self.code}:{sha256_hex(self.detail.encode())[:12]}"


class Acceptance(BaseModel):
    """A person's word that a finding may stand: which, why, who and when."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    key: str
    why: str
    by: str
    at: AwareDatetime


def unresolved(findings: Iterable[Finding], accepted: Iterable[str]) -> tuple[Finding, ...]:
    """Give what still stands in the way: what blocks, and what asks for a person and whose key nobody accepted."""
    settled = frozenset(accepted)
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.BLOCKS or (finding.severity is Severity.ASKS and finding.key not in settled)
    )
