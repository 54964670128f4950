"""The municipality's own data: departments, services, answers, strategy."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import local_day
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.media import VideoSpec
from chalicelib.domain.networks import Network
from chalicelib.domain.prices import Prices
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.spellings import ProperNouns
from chalicelib.domain.working_calendar import MONDAY_TO_FRIDAY, WorkingCalendar
from chalicelib.ports.understanding import Logo, RenditionSpec


@dataclass(frozen=True)
class Department:
    """
    A department or entity: `id` names its queue for ever; its deadlines are counted in the days and hours of its calendar.

    A case that it does not pull is called to mind after `pulls_within_working_hours`; one that it lets pass its deadline goes
    before a person `escalates_after_working_days` later.
    """

    id: str
    name: str
    closes_within_working_days: int
    is_urgent: bool = False
    calendar: WorkingCalendar = MONDAY_TO_FRIDAY
    pulls_within_working_hours: int = 8
    escalates_after_working_days: int = 1
    needs_personal_data: bool = False
    """Whether its cases carry the telephones and the like that citizens wrote."""
    liaison_email: str | None = None

    def due_on(self, now: datetime) -> date:
        """Give the local day by which a case that it is given now must be closed."""
        return self.calendar.days_after(local_day(now), self.closes_within_working_days)


@dataclass(frozen=True)
class PublicService:
    """How a department is offered to other programs: under which subject, and by which words people find it."""

    group: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class DailyNoticeSettings:
    """
    From which address the daily e-mail is sent, in which region of SES (None: the function's own), and the coordinator's.

    `monday_report` are the addresses that get last week's report; nobody does where there is none.
    """

    sender: str
    coordinator: str
    region: str | None = None
    monday_report: tuple[str, ...] = ()


@dataclass(frozen=True)
class NetworkStrategy:
    """
    How the municipality uses one network.

    `renditions` are the forms its pictures are made in, by purpose; the first is the one that goes out. `video` is what the
    network takes, by which every video is judged; only where `publishes_video` does one go out there. Where `edits_in_place`,
    a text may be corrected without taking the post down.

    `spacing_minutes` lie between two posts; beyond `max_posts_per_hour` and `max_replies_per_hour` the breaker opens.
    `best_hours` are local hours of the day, `prices` what the network asks for a write, `reads` what for showing a post. The
    `plan_…` numbers are only advised: what is nearer, more or dearer is shown on the plan.
    """

    text_limit: int
    renditions: Mapping[str, RenditionSpec]
    max_images: int
    replies: bool
    hashtags: tuple[str, ...] = ()
    max_hashtags: int = 30
    advised_hashtags: int = 5
    max_mentions: int | None = None
    thread_parts: int = 1
    edits_in_place: bool = False
    video: VideoSpec | None = None
    publishes_video: bool = False
    spacing_minutes: float = 0
    max_posts_per_hour: int = 30
    max_replies_per_hour: int = 200
    best_hours: tuple[int, ...] = ()
    prices: Prices | None = None
    reads: ReadPrices | None = None
    plan_gap_minutes: float = 0
    plan_posts_per_day: int | None = None
    plan_usd_per_day: Decimal | None = None


@dataclass(frozen=True)
class OtherMedium:
    """
    A medium without an API, where a person publishes: `id` names it in deliveries for ever, `name` is what people call it.

    `renditions` are the forms it takes by purpose; `instructions` are Spanish sentences, one a step.
    """

    id: str
    name: str
    text_limit: int
    renditions: Mapping[str, RenditionSpec]
    instructions: Sequence[str]
    hashtags: tuple[str, ...] = ()


class AnswerBook(Protocol):
    """The answers that departments published for questions."""

    def find(self, question: str, departments: Sequence[str], on: date) -> CannedAnswer | None:
        """
        Give the one published answer that clearly answers a question on a local day, or None.

        `departments` are those that may be competent: an answer of another one is none. The question is data.
        """
        ...

    def published(self, on: date) -> Sequence[CannedAnswer]:
        """Give the answers in force on a local day, in the order of the catalogue."""
        ...

    def write(self, answer: CannedAnswer, reference: str) -> str:
        """Write an answer out under a question's reference, in one of its variants: always the same for a reference."""
        ...


class Catalogue(Protocol):
    """What the municipality decides without touching code: departments, strategy, reply texts."""

    @property
    def departments(self) -> Mapping[str, Department]:
        """Give the departments by id."""
        ...

    @property
    def default_department(self) -> str:
        """Give the id of the department that attends whatever fits nowhere else."""
        ...

    @property
    def public_services(self) -> Mapping[str, PublicService]:
        """Give how departments are offered to other programs, by their ids; not all of them need be there."""
        ...

    @property
    def urgent_departments(self) -> Mapping[Urgency, Sequence[str]]:
        """Give which departments are on duty for each urgency; the first where the comment names none of them."""
        ...

    @property
    def confidence_bar(self) -> float:
        """Give the confidence below which a person decides."""
        ...

    @property
    def networks(self) -> Iterable[Network]:
        """Give the networks a publication goes to when the office does not say."""
        ...

    def strategy(self, network: Network) -> NetworkStrategy:
        """Give how one network is used."""
        ...

    @property
    def other_media(self) -> Mapping[str, OtherMedium]:
        """Give the media without an API by id; `strategy(Network.MANUAL)` is of all of them together."""
        ...

    @property
    def proper_nouns(self) -> ProperNouns:
        """Give how names and acronyms are written, for what came in capitals (2.1)."""
        ...

    @property
    def logo(self) -> Logo | None:
        """Give the institution's logo and where it goes, or None when the strategy places none."""
        ...

    @property
    def converts_videos(self) -> bool:
        """Say whether a video that no network takes as it is may be converted elsewhere, at a cost."""
        ...

    def places_logo(self, source: str) -> bool:
        """Say whether the pictures of a source get the logo when its office does not say."""
        ...

    @property
    def blackout_windows(self) -> Sequence[BlackoutWindow]:
        """Give the windows in which publishing is restricted (electoral silence), for whatever territory."""
        ...

    @property
    def holidays(self) -> Sequence[NamedHoliday]:
        """Give the days off, national and the municipality's own, with their names."""
        ...

    @property
    def territories(self) -> Sequence[str]:
        """Give the territories whose windows bind this municipality."""
        ...

    @property
    def other_territories(self) -> Sequence[str]:
        """Give the territories whose windows are known and bind somebody else."""
        ...

    @property
    def restricted_exemptions(self) -> Sequence[str]:
        """Give the categories that go out in restricted mode."""
        ...

    @property
    def restricted_words(self) -> RestrictedWords:
        """Give the officials' names and the party words that a person must accept while a window is open."""
        ...

    @property
    def institutional_contacts(self) -> frozenset[str]:
        """Give the telephones (digits only), and e-mail addresses or domains, that are the municipality's own to publish."""
        ...

    @property
    def daily_notices(self) -> DailyNoticeSettings | None:
        """Give how liaisons and coordinator are told each working day; None where nobody is."""
        ...

    @property
    def replies_need_approval(self) -> Collection[CommentKind]:
        """Give the kinds of comment whose replies the image office approves one by one (4.3)."""
        ...

    @property
    def answers(self) -> AnswerBook:
        """Give the answers that departments published."""
        ...

    def reply(self, template: str, variables: Mapping[str, str]) -> str:
        """Write a fixed reply. Raises RecordIntegrityError when the catalogue has no such text."""
        ...
