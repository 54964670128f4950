"""What goes into the API and what comes out of it."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.calendar import local_instant
from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.edits import Correction
from chalicelib.domain.figures import Figures
from chalicelib.domain.findings import Severity
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media import Crop
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import Lateness, NewsAct, Outcome, ReferralState
from chalicelib.domain.whereabouts import Whereabouts

LocalInstant = Annotated[datetime, AfterValidator(local_instant)]
"""A time a person writes: without an offset it is León's time."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class AcceptanceBody(_Body):
    """A finding that the person lets stand, by its key, and why."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    why: Reason


class AuthorisationBody(_Body):
    """Authorise the version that was seen, with the findings that may stand."""

    version: Annotated[int, Field(ge=1, strict=True)]
    note: Note = ""
    accepted: Annotated[tuple[AcceptanceBody, ...], Field(max_length=300)] = ()


class ScheduleBody(_Body):
    """When to publish; without it, when the material asked for. After `valid_until` it no longer goes out by itself."""

    publish_at: LocalInstant | None = None
    valid_until: LocalInstant | None = None


class TakeDownBody(_Body):
    """Why the publication comes down."""

    reason: Reason


class CorrectionBody(Correction):
    """
    What is corrected; what is not named stays as it was.

    With `in_place`, the text of a live post is changed without taking it down, where the strategy lets it.
    """

    in_place: bool = False
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None


class DecisionBody(_Body):
    """A person's reading of a comment."""

    kind: CommentKind
    sentiment: Sentiment
    department_id: str | None = None
    folio: str | None = None
    """Which of its cases goes to the department, where it has several."""
    is_urgent: bool | None = None
    """False where there is no danger after all; without it, an urgency stays."""


class NewsBody(_Body):
    """
    What a department says of a case. `news_id` makes telling it twice harmless.

    The department is the person's own; a `department_id` that says otherwise is refused.
    """

    news_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    act: NewsAct
    outcome: Outcome | None = None
    """How it was closed; without it, attended."""
    note: Note = ""
    department_folio: Annotated[str, StringConstraints(max_length=64)] | None = None
    department_id: str | None = None


class AssignmentBody(_Body):
    """Which department attends a case from now on, and why; the reason stays in its history."""

    department_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    reason: Reason


class DayQuery(_Body):
    """Which day; without it, today in León."""

    day: date | None = None


class RecordsQuery(_Body):
    """Which kind of record; without it, all."""

    kind: str | None = None


class ReferralsQuery(_Body):
    """
    Referrals of a day, or without a day those still open, the nearest deadline first.

    A department reads its own, a page at a time: of a state that ended too. `after` is the `next` of the page before; without
    `limit` a department gets 50, the office all.
    """

    day: date | None = None
    department_id: str | None = None
    state: ReferralState | None = None
    limit: Annotated[int, Field(ge=1, le=100)] | None = None
    after: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}\.LEO-\d{8}-\d{6}$")] | None = None


class ReportQuery(_Body):
    """A period, first and last day included; at most 92 days (31 for the decisions about comments)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


# Out --------------------------------------------------------------------------------------------------------------


class Health(_View):
    """The service answers."""

    status: str
    stage: str
    now: AwareDatetime


class PostLine(_View):
    """One post on one network."""

    network: Network
    publication: str
    network_id: str
    permalink: str | None
    published_at: AwareDatetime
    removed_at: AwareDatetime | None


class DayStatus(_View):
    """A day at a glance: its figures, what went out and with which address, and whether it is closed."""

    day: date
    is_closed: bool
    figures: Figures
    posts: list[PostLine]


class RecordView(_View):
    """An official record as it is stored."""

    kind: str
    id: str
    revision: int
    retain_until: AwareDatetime
    record: dict[str, Any]


class RecordList(_View):
    """Official records of a day."""

    records: list[RecordView]


class RenditionView(_View):
    """A graphic, with an address where it can be seen for a while."""

    url: str
    alt_text: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    mime_type: str
    purpose: str
    source: str
    crop: Crop | None
    """The part of the material's picture that is shown; what lies outside is cut."""
    corrections: list[str]
    graphic: str | None


class GraphicUse(_View):
    """A graphic of the library in a publication: who authorised it and when, and why it may not be used any more."""

    id: str
    name: str
    authorised_by: str
    authorised_at: AwareDatetime
    problem: str | None


class FindingView(_View):
    """What the check before publishing found: it blocks, asks for a person's word (by its key), or advises."""

    key: str
    code: str
    severity: Severity
    message: str
    detail: str


class ContentView(_View):
    """What goes out on one network; `alternatives` are the other forms, `proposal` another wording a person may take over."""

    text: str
    length: int
    limit: int
    warnings: list[str]
    findings: list[FindingView]
    renditions: list[RenditionView]
    alternatives: list[RenditionView]
    thread: list[str]
    format: PostFormat = PostFormat.FEED
    proposal: str | None


class DeliveryView(_View):
    """One write to one network, or a task in another medium, and how far it came."""

    id: str
    network: Network
    medium: str | None
    action: str
    state: str
    reason: str | None
    permalink: str | None
    published_at: AwareDatetime | None
    due_at: AwareDatetime | None
    priority: str
    valid_until: AwareDatetime | None
    price_usd: Decimal | None


class PublicationLine(_View):
    """A publication in a list."""

    id: str
    title: str
    source: str
    state: str
    version: int
    networks: list[Network]
    campaign: str | None
    publish_at: AwareDatetime | None
    authorised_by: str | None
    corrects: str | None
    corrected_by: str | None


class PublicationList(_View):
    """The publications of a day."""

    publications: list[PublicationLine]


class ProgressView(_View):
    """How a publication goes on one network or medium; `where` for programs, `said` for people, `reason` why it waits."""

    network: Network
    medium: str | None
    where: Whereabouts
    live_parts: int
    parts: int
    said: str
    reason: str | None


class PublicationView(PublicationLine):
    """A publication with its current version, how it goes everywhere (`progress` in one sentence), and its deliveries."""

    taken_down_because: str | None
    content: dict[Network, ContentView]
    graphics: list[GraphicUse]
    waits_for: str | None
    progress: str
    places: list[ProgressView]
    deliveries: list[DeliveryView]
    advice: list[str] = []
    """What is good to know of the time it was scheduled for."""


class AttentionLine(_View):
    """Something that waits for a person: what, why, since when and until when."""

    id: str
    kind: str
    title: str
    reason: str
    since: AwareDatetime
    is_urgent: bool
    due_at: AwareDatetime | None


class AttentionList(_View):
    """What waits for a person, the urgent first, then the longest waiting."""

    waiting: list[AttentionLine]


class CommentView(_View):
    """A comment and its reading."""

    id: str
    network: Network
    text: str
    kind: CommentKind
    sentiment: Sentiment
    decided_by: str
    state: str
    folio: str | None
    folios: list[str]


class ReadingView(_View):
    """How a comment was read: by the machine, or by a person."""

    kind: CommentKind
    sentiment: Sentiment
    departments: list[str]
    confidence: float
    is_urgent: bool
    classifier: str


class DecisionView(_View):
    """What a person decided about a text, beside what the machine had read. Citizens' handles are left out."""

    id: str
    decided_at: AwareDatetime
    network: Network
    text: str
    machine: ReadingView | None
    person: ReadingView


class DecisionList(_View):
    """Persons' decisions about comments, to learn from."""

    decisions: list[DecisionView]


class ActView(_View):
    """One line of a case's history."""

    at: AwareDatetime
    by: str
    act: str
    note: str


class NoLongerIts(StrEnum):
    """Why a case is not a department's any more: it returned it, or a person moved it."""

    RETURNED = "returned"
    MOVED = "moved"


class ToldView(_View):
    """What a citizen was told of a case: what, in answer to which comment, how far it came, and why not where it did not."""

    what: str
    comment: str
    delivery: str | None
    state: str | None
    text: str | None
    reason: str | None
    reason_code: str | None
    permalink: str | None


class ReferralView(_View):
    """
    A case: where it is, until when, and what happened.

    A department that had it and tells late news of it gets its own part alone, with the state `returned` or `moved`.
    """

    folio: str
    comment: str
    network: Network
    kind: CommentKind
    text: str
    author_handle: str | None
    department_id: str
    department_folio: str | None
    state: ReferralState | NoLongerIts
    outcome: Outcome | None
    """How its department closed it."""
    lateness: Lateness | None
    """How far its department's silence was escalated."""
    is_urgent: bool
    place: str | None
    count: int
    """How many comments say the same."""
    neighbours: list[str]
    """The first of those that joined it, by their ids; only where one case is asked for."""
    due_on: date
    acknowledged: str | None
    closing_told: str | None
    history: list[ActView]
    told: list[ToldView] = []
    """What citizens were told of it; only where one case is asked for."""


class ReferralList(_View):
    """Cases, the nearest deadline first; `next` is what to ask for `after` where there may be more."""

    referrals: list[ReferralView]
    next: str | None = None
