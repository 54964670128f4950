"""Blackout windows: the times in which the law restricts what a municipality may publish (electoral silence)."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

OWN_TERRITORIES = ("municipio", "estado", "país")
"""Whose windows bind this municipality where the catalogue does not say otherwise."""

RESTRICTED_EXEMPTIONS = ("salud", "educación", "protección civil", "servicios")
"""The classes that go out in restricted mode where the catalogue does not say otherwise."""


def folded(name: str) -> str:
    """Give a category or territory without what people write differently: capitals, accents, spaces around it."""
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_among(name: str | None, names: Iterable[str]) -> bool:
    """Say whether a category or territory is one of some, however it is written."""
    return name is not None and folded(name) in {folded(one) for one in names}


class BlackoutWindow(BaseModel):
    """
    A time in which only exempt classes of content may go out: from `opens_at` to before `closes_at`, aware UTC.

    `exempt_categories` are the categories of a publication (health, education, civil protection, …) that may. `territory`
    is whom it binds.
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
        return is_among(category, self.exempt_categories)
