"""
Campaigns with goals (manual 5.1), and how far they came.

A publication belongs to a campaign by the name it carries; of several campaigns of one name, to that whose days hold its own.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.plan import slug_of
from chalicelib.domain.plan_shelf import CAMPAIGN_SHELF
from chalicelib.domain.records import Duty, Record, RecordKind
from chalicelib.texts_es import plan as texts

MAX_DAYS = 186
FIRST_YEAR, LAST_YEAR = 2000, 2200
"""Outside these a year is a slip, and none that can be counted with."""


class Goals(BaseModel):
    """
    What a campaign is to reach, in sentences and in numbers; what is None is no goal.

    `posts` live on networks, `comments` of citizens, `positive_share` of the comments that say something good or bad (0 to 1),
    `reactions` as the networks count them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    sentences: tuple[str, ...] = ()
    posts: Annotated[int, Field(ge=1, le=100_000)] | None = None
    comments: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    positive_share: Annotated[float, Field(gt=0, le=1)] | None = None
    reactions: Annotated[int, Field(ge=1, le=100_000_000)] | None = None


class Campaign(Record):
    """A campaign: its name, its days (first and last included) and its goals. `result` is said when it is closed."""

    kind: ClassVar[RecordKind] = RecordKind.CAMPAIGN

    name: str
    slug: str
    first: date
    last: date
    goals: Goals = Field(default_factory=Goals)
    by: str
    closed_by: str = ""
    result: str = ""

    @property
    def is_finished(self) -> bool:
        """A campaign is finished once a person closed it with what came of it."""
        return bool(self.closed_by)

    @property
    def shelf(self) -> tuple[str, str] | None:
        """Its place among the campaigns, by its last day."""
        return CAMPAIGN_SHELF, f"{self.last.isoformat()}#{self.id}"

    def holds(self, day: date) -> bool:
        """Say whether a local day is one of the campaign's."""
        return self.first <= day <= self.last

    def planned(self, other: "Campaign") -> "Campaign":
        """Plan it anew: other days, other goals. The same again changes nothing."""
        if self.is_finished:
            raise InvalidInputError(texts.CAMPAIGN_CLOSED)
        said = {"name": other.name, "last": other.last, "goals": other.goals}
        if said == {name: getattr(self, name) for name in said}:
            return self
        return self.evolve(**said, by=other.by, due_at=other.due_at)

    def closed(self, result: str, *, by: str) -> "Campaign":
        """Close it with what came of it; the first who did stays named."""
        return self if self.is_finished else self.evolve(closed_by=by, result=result, due_at=None, duty=None)


def new_campaign(
    campaign_id: str, name: str, *, first: date, last: date, goals: Goals, by: str, now: datetime
) -> Campaign:
    """
    Make a campaign; after its last day a person closes it (P6).

    Raises:
        InvalidInputError: it ends before it begins, is longer than 186 days, or its name has neither a letter nor a number.
    """
    is_of_our_time = first.year >= FIRST_YEAR and last.year <= LAST_YEAR
    if not is_of_our_time or not timedelta() <= last - first < timedelta(days=MAX_DAYS):
        raise InvalidInputError(texts.CAMPAIGN_DAYS)
    if not slug_of(name):
        raise InvalidInputError(texts.NAME_SAYS_NOTHING)
    return Campaign(
        id=campaign_id,
        created_at=now,
        name=name,
        slug=slug_of(name),
        first=first,
        last=last,
        goals=goals,
        by=by,
        due_at=end_of_day(last),
        duty=Duty.PERSON,
    )


def of_name(name: str | None, campaigns: Iterable[Campaign]) -> list[Campaign]:
    """Give the campaigns of a name, however it is written."""
    slug = slug_of(name) if name else ""
    return [campaign for campaign in campaigns if slug and campaign.slug == slug]


class Progress(BaseModel):
    """
    How far a campaign came up to a day, counted from records; `share` is None while no comment was good or bad.

    `reactions` are those of the `posts_with_reactions` posts, taken down or not, whose networks told them; None while none did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    counted_up_to: date | None
    posts: int = 0
    comments: int = 0
    positive: int = 0
    negative: int = 0
    reactions: int | None = None
    posts_with_reactions: int = 0

    @property
    def share(self) -> float | None:
        """The share of positive comments among those that are positive or negative."""
        said = self.positive + self.negative
        return self.positive / said if said else None
