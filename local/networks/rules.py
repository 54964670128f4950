"""Rules that make a network fail: which requests they are for, and how often."""

from fnmatch import fnmatchcase
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Match(BaseModel):
    """Which requests of an operation a rule is for: whose, and with what in their path, query or body."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Literal["us", "citizen", "anyone"] = "us"
    contains: str | None = None


class Rule(BaseModel):
    """
    A fault to happen.

    `operation` is a name such as `x.create_post` or a pattern (`facebook.*`); with `network`, the name alone will do.
    The first `after` requests pass, the next `times` meet the fault (None: all). `seconds`, `status`, `body` and
    `code` mean what the fault's own line in the table says.
    """

    model_config = ConfigDict(extra="forbid")

    fault: str
    operation: str = "*"
    network: Literal["x", "facebook", "instagram"] | None = None
    times: int | None = Field(default=1, ge=1)
    after: int = Field(default=0, ge=0)
    match: Match = Match()
    seconds: float | None = Field(default=None, ge=0, le=10_000_000)
    status: int | None = Field(default=None, ge=400, le=599)
    body: Literal["html", "empty", "cut"] | None = None
    code: int | None = None
    id: int = 0
    used: int = 0

    @property
    def pattern(self) -> str:
        """Give the pattern over full operation names."""
        is_full = self.network is None or self.operation.startswith(f"{self.network}.")
        return self.operation if is_full else f"{self.network}.{self.operation}"

    @property
    def is_spent(self) -> bool:
        """Say whether it will not act any more."""
        return self.times is not None and self.used >= self.after + self.times

    def is_for(self, operations: tuple[str, ...], *, is_us: bool, content: str) -> bool:
        """Say whether a request is one of those the rule is about."""
        is_by = self.match.by == "anyone" or (self.match.by == "us") == is_us
        is_content = self.match.contains is None or self.match.contains in content
        return is_by and is_content and any(fnmatchcase(name, self.pattern) for name in operations)

    def take(self) -> bool:
        """Count a request, and say whether it meets the fault."""
        self.used += 1
        return self.used > self.after
