"""What goes into the API and comes out of it about the plan: calendar, proposals, campaigns, moves, evidence (5.1)."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from chalicelib.domain.campaign import Goals
from chalicelib.domain.evidence import Group
from chalicelib.domain.networks import SOCIAL_NETWORKS, Destination, Network
from chalicelib.domain.order import ShortText
from chalicelib.domain.proposal import Wish
from chalicelib.domain.visible_text import visible


def _seen(text: object) -> object:
    return visible(text) if isinstance(text, str) else text


def _in_one_line(text: object) -> object:
    return " ".join(visible(text).split()) if isinstance(text, str) else text


LongText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000), BeforeValidator(_seen)]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120), BeforeValidator(_in_one_line)
]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000)]


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class PlanQuery(_Body):
    """A period of local days, first and last included; at most 92."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class PlanPageQuery(_Body):
    """Which month, as `2026-12`; without it, this one."""

    month: Annotated[str, StringConstraints(max_length=10)] | None = None


class EvidenceQuery(_Body):
    """Of which network, and over which period; without one, the 91 days before today."""

    network: Network
    first: Annotated[date | None, Field(alias="from")] = None
    last: Annotated[date | None, Field(alias="to")] = None


class ProposalBody(_Body):
    """
    What an office proposes. `at` is León's time; without it, only the day is proposed. Networks default to the strategy's.

    A liaison's proposal is always their own department's.
    """

    title: Title
    idea: LongText = ""
    why: LongText = ""
    on: date
    at: time | None = None
    networks: Annotated[tuple[Destination, ...], Field(max_length=len(SOCIAL_NETWORKS))] = ()
    campaign: ShortText | None = None
    category: ShortText | None = None
    department_id: Annotated[str, StringConstraints(max_length=120)] | None = None

    def wish(self) -> Wish:
        """Give what is wished; a time of day is to the minute, and León's."""
        at = self.at.replace(second=0, microsecond=0, tzinfo=None) if self.at else None
        return Wish.model_validate({**self.model_dump(), "at": at})


class DecliningBody(_Body):
    """Why a proposal is declined: whoever proposed it reads it."""

    because: Reason


class MoveBody(_Body):
    """To which local day, and at what time in León; without it, at the hour it has."""

    to: date
    at: time | None = None


class GoalsBody(_Body):
    """What a campaign is to reach, in sentences and in numbers; the share is of comments that say something good or bad."""

    sentences: Annotated[tuple[Sentence, ...], Field(max_length=10)] = ()
    posts: Annotated[int, Field(ge=1, le=100_000)] | None = None
    comments: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    positive_share: Annotated[float, Field(gt=0, le=1)] | None = None
    reactions: Annotated[int, Field(ge=1, le=100_000_000)] | None = None


class CampaignBody(_Body):
    """A campaign: its name is what publications carry in `campaign`. The same name and first day is the same campaign."""

    name: Title
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    goals: Annotated[GoalsBody, Field(default_factory=GoalsBody)]

    def wanted(self) -> Goals:
        """Give the goals as they are recorded."""
        return Goals.model_validate(self.goals.model_dump())


class CampaignsQuery(_Body):
    """Campaigns that end on this day or after it; without it, today."""

    first: Annotated[date | None, Field(alias="from")] = None


class CampaignClosingBody(_Body):
    """What came of the campaign, in a person's words."""

    result: Reason


class CalendarKeyBody(_Body):
    """Whom a calendar's address is for, and whether it shows what is written so far."""

    client: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    sees_drafts: bool = False


# Out --------------------------------------------------------------------------------------------------------------


class PlanEntryView(_View):
    """One line of the plan: `state_name` is the state in Spanish, `hour` León's; `lacks` says what it still needs."""

    id: str
    day: date
    hour: str | None
    at: datetime | None
    networks: list[Network]
    title: str
    campaign: str | None
    department_id: str | None
    state: str
    state_name: str
    lacks: list[str]
    why: str
    may_be_moved: bool


class ConflictView(_View):
    """What stands in each other's way, in a sentence; `entries` are the ids it is between. Shown, not forbidden."""

    kind: str
    day: date
    networks: list[Network]
    entries: list[str]
    message: str


class PlanCalendar(_View):
    """The plan of a period, by day and hour, and its conflicts."""

    first: date
    last: date
    entries: list[PlanEntryView]
    conflicts: list[ConflictView]


class MovedView(_View):
    """Where it stands now, and what it conflicts with there."""

    entry: PlanEntryView
    conflicts: list[ConflictView]


class ProposalView(_View):
    """A proposal and what became of it; `folder` is where the files of an accepted one go."""

    id: str
    title: str
    idea: str
    why: str
    on: date
    at: time | None
    networks: list[Network]
    campaign: str | None
    category: str | None
    department_id: str | None
    proposed_by: str
    proposed_at: datetime
    state: str
    decided_by: str
    decided_at: datetime | None
    decided_because: str
    bulletin: str | None
    folder: str | None


class ProgressLine(_View):
    """
    How far a campaign came up to a day; `share` is None while no comment was good or bad.

    `reactions` are those of the `posts_with_reactions` posts whose networks told them; None while none did.
    """

    counted_up_to: date | None
    posts: int
    comments: int
    positive: int
    negative: int
    positive_share: float | None
    reactions: int | None
    posts_with_reactions: int


class CampaignView(_View):
    """A campaign with its goals; `progress` is counted when one campaign is asked for."""

    id: str
    name: str
    slug: str
    first: date
    last: date
    goals: Goals
    by: str
    closed_by: str
    result: str
    progress: ProgressLine | None = None


class CampaignList(_View):
    """Campaigns, by their last day."""

    campaigns: list[CampaignView]


class EvidenceView(_View):
    """What a network's posts drew, by hour, format and campaign, with how many posts stand behind it and how sure that is."""

    network: Network
    first: date
    last: date
    posts: int
    about: str
    hours: list[Group]
    formats: list[Group]
    campaigns: list[Group]


class CalendarKeyView(_View):
    """A calendar's key as recorded. `path` is the address to subscribe to, told once, when it is made."""

    key_id: str
    client: str
    sees_drafts: bool
    issued_by: str
    issued_at: datetime
    revoked_by: str
    revoked_at: datetime | None
    path: str | None = None
