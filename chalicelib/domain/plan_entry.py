"""One line of the plan (manual 5.1): what goes out when and where, how far it came, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.networks import Network


class PlanState(StrEnum):
    """How far something came, from a wish to a post."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    PREPARED = "prepared"
    AUTHORISED = "authorised"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    HELD = "held"
    WITHDRAWN = "withdrawn"


FIXED_STATES = frozenset({PlanState.PUBLISHED, PlanState.WITHDRAWN})
"""What can be moved no more."""


@dataclass(frozen=True)
class Entry:
    """
    One thing of the plan. `on` is a local day, `at` an aware instant or None while no hour is said.

    `pictures` tell the graphics apart, `prices` are US dollars by network, `lacks` are Spanish sentences. `text` is a draft:
    it is shown to whoever may see it.
    """

    id: str
    state: PlanState
    title: str
    on: date
    changed_at: datetime
    revision: int = 1
    at: datetime | None = None
    networks: tuple[Network, ...] = ()
    campaign: str | None = None
    category: str | None = None
    department_id: str | None = None
    lacks: tuple[str, ...] = ()
    pictures: frozenset[str] = frozenset()
    prices: Mapping[Network, Decimal] = field(default_factory=dict)
    authorised_until: datetime | None = None
    text: str = ""
    why: str = ""

    @property
    def is_fixed(self) -> bool:
        """Say whether it happened, or will not: nothing about it can be planned any more."""
        return self.state in FIXED_STATES

    @property
    def place(self) -> tuple[date, float, str, str]:
        """Where it stands in the list: by day, what has an hour first and by it, then by title."""
        return self.on, self.at.timestamp() if self.at else float("inf"), self.title.casefold(), self.id
