"""Blackout windows: the times in which the law restricts what a municipality may publish (electoral silence)."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class BlackoutWindow(BaseModel):
    """
    A time in which only exempt classes of content may go out: from `opens_at` to before `closes_at`, aware UTC.

    `exempt_categories` are the categories of a publication (health, education, civil protection, …) that may.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: Annotated[str, Field(min_length=3, max_length=120)]
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    territory: str = "municipio"
    exempt_categories: frozenset[str] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Say whether an instant falls into the window."""
        return self.opens_at <= at < self.closes_at

    def exempts(self, category: str | None) -> bool:
        """Say whether content of a category may go out while the window is open."""
        return category is not None and category.casefold() in {name.casefold() for name in self.exempt_categories}
