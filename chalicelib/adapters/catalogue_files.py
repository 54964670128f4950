"""What the files of the catalogue may say. A slip of whoever edits them is refused here, with the place where it is."""

from datetime import datetime
from decimal import Decimal
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from chalicelib.adapters.catalogue_holidays import CalendarName
from chalicelib.adapters.catalogue_phrases import Phrases, check
from chalicelib.domain.blackout import OWN_TERRITORIES, RESTRICTED_EXEMPTIONS, BlackoutWindow, is_among
from chalicelib.domain.calendar import local_instant
from chalicelib.domain.classification import Urgency
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import MediumId
from chalicelib.domain.prices import Prices
from chalicelib.domain.read_budget import ReadPrices

VARIABLES = frozenset({"folio", "department", "due_on"})
NEEDED_REPLIES = frozenset(
    {
        "referred",
        "closed",
        "not_competent",
        "duplicate",
        "cannot_attend",
        "emergency",
        "discreet",
        "several",
        "joined",
        "joined_closed",
        "joined_unattended",
        "discreet_joined",
    }
)
NUMBERED_REPLIES = frozenset({"joined", "joined_closed", "joined_unattended", "discreet_joined"})
"""What many are told under one folio: each text names their number, so that no two are the same (X)."""

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
DepartmentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,20}$")]
PictureFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}\.png$")]
# Lengths apart from forms: counted within them, letters of every alphabet make patterns of ten megabytes.
Hashtag = Annotated[str, StringConstraints(pattern=r"^#\w+$", max_length=61)]
HourOfDay = Annotated[int, Field(ge=0, le=23)]
Region = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]{2,12}){1,2}-\d$")]

_GEOGRAPHIES = frozenset({"us", "us-gov", "ca", "eu", "apac", "jp", "au", "global"})
"""What the id of an inference profile of Amazon Bedrock begins with."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


EmailAddress = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_.+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=254)
]


class DepartmentEntry(_Shape):
    """One department as its staff describe it."""

    id: DepartmentId
    name: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    closes_within_working_days: Annotated[int, Field(ge=1, le=60)]
    urgent: bool = False
    needs_personal_data: bool = False
    urgent_for: tuple[Urgency, ...] = ()
    calendar: CalendarName = "oficina"
    pulls_within_working_hours: Annotated[int, Field(ge=1, le=200)] = 8
    escalates_after_working_days: Annotated[int, Field(ge=1, le=30)] = 1
    liaison_email: EmailAddress | None = None
    attends: Annotated[Phrases, Field(min_length=1)]
    hints: Phrases = ()
    not_when: Phrases = ()
    examples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_looked_for(self) -> "DepartmentEntry":
        for phrases in (self.attends, self.hints, self.not_when):
            check(self.id, phrases)
        return self


class OutsideEntry(_Shape):
    """Who attends what the municipality does not, and what the default department is told about it."""

    name: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    attends: Annotated[Phrases, Field(min_length=1)]
    note: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]

    @model_validator(mode="after")
    def _can_be_looked_for(self) -> "OutsideEntry":
        check(self.name, self.attends)
        return self


class DepartmentsFile(_Shape):
    """`departments.yaml`. `default` attends whatever fits nowhere else; `outside` is what the municipality does not attend."""

    default: DepartmentId
    departments: Annotated[tuple[DepartmentEntry, ...], Field(min_length=1)]
    outside: tuple[OutsideEntry, ...] = ()

    @model_validator(mode="after")
    def _ids_are_one_each(self) -> "DepartmentsFile":
        ids = [entry.id for entry in self.departments]
        if len(set(ids)) < len(ids) or self.default not in ids:
            raise ValueError("every id once, and the default among them")
        return self

    @model_validator(mode="after")
    def _every_urgency_has_somebody_on_duty(self) -> "DepartmentsFile":
        covered = {urgency for entry in self.departments for urgency in entry.urgent_for}
        missing = sorted(set(Urgency) - covered)
        if missing:
            raise ValueError(f"no department is urgent_for {', '.join(missing)}")
        return self


class RenditionEntry(_Shape):
    """The form of a network's graphics."""

    width: Annotated[int, Field(ge=320, le=4096)]
    height: Annotated[int, Field(ge=320, le=4096)]
    max_bytes: Annotated[int, Field(ge=300_000, le=20_000_000)]


class VideoEntry(_Shape):
    """What a network takes of a video, and whether one is sent there."""

    publishes: bool = False
    min_seconds: Annotated[float, Field(gt=0, le=60)]
    max_seconds: Annotated[float, Field(ge=1, le=3600)]
    max_bytes: Annotated[int, Field(ge=1_000_000, le=2_000_000_000)]
    max_width: Annotated[int, Field(ge=320, le=4096)]
    max_height: Annotated[int, Field(ge=320, le=4096)]
    min_ratio: Annotated[float, Field(gt=0, le=1)]
    max_ratio: Annotated[float, Field(ge=1, le=10)]
    min_frames_per_second: Annotated[float, Field(ge=0, le=30)] = 0
    max_frames_per_second: Annotated[float, Field(ge=24, le=240)]

    @model_validator(mode="after")
    def _is_a_span(self) -> "VideoEntry":
        if self.min_seconds > self.max_seconds:
            raise ValueError("the least before the most")
        return self


class NetworkEntry(_Shape):
    """How one network is used."""

    text_limit: Annotated[int, Field(ge=100, le=60_000)]
    renditions: Annotated[dict[Purpose, RenditionEntry], Field(min_length=1)]
    max_images: Annotated[int, Field(ge=1, le=10)]
    replies: bool
    hashtags: tuple[Hashtag, ...] = ()
    max_hashtags: Annotated[int, Field(ge=1, le=30)] = 30
    advised_hashtags: Annotated[int, Field(ge=1, le=30)] = 5
    max_mentions: Annotated[int, Field(ge=0, le=50)] | None = None
    thread_parts: Annotated[int, Field(ge=1, le=10)] = 1
    edits_in_place: bool = False
    video: VideoEntry | None = None
    spacing_minutes: Annotated[float, Field(ge=0, le=60)] = 2
    max_posts_per_hour: Annotated[int, Field(ge=1, le=100)] = 30
    max_replies_per_hour: Annotated[int, Field(ge=1, le=1000)] = 200
    best_hours: Annotated[tuple[HourOfDay, ...], Field(max_length=24)] = ()
    prices: Prices | None = None
    reads: ReadPrices | None = None
    plan_gap_minutes: Annotated[float, Field(ge=0, le=1440)] = 0
    plan_posts_per_day: Annotated[int, Field(ge=1, le=200)] | None = None
    plan_usd_per_day: Annotated[Decimal, Field(gt=0, le=10_000)] | None = None


class LogoEntry(_Shape):
    """The logo's two pictures, for light grounds and for dark ones, and where it goes; shares of the shorter side."""

    light: PictureFile
    dark: PictureFile
    position: Literal["bottom-right", "bottom-left", "top-right", "top-left"]
    width: Annotated[float, Field(ge=0.05, le=0.5)]
    clear_space: Annotated[float, Field(ge=0, le=0.2)]
    sources: tuple[Literal["prensa", "imagen", "enlaces"], ...]


class RewritingModelEntry(_Shape):
    """
    The model of Amazon Bedrock that proposes wordings, and where it is asked.

    An inference profile says in `regions` every region that may answer: each must be allowed, and the material goes there.
    A profile without such a list (`global.…`) is refused.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,20}(\.[a-z0-9-]{1,63}){1,3}(:[a-z0-9]{1,9}){0,2}$")]
    region: Region
    regions: Annotated[tuple[Region, ...], Field(max_length=12)] = ()

    @model_validator(mode="after")
    def _regions_are_those_of_a_profile(self) -> "RewritingModelEntry":
        if self.is_profile != bool(self.regions):
            raise ValueError("an inference profile lists its regions, a model has none but its own")
        return self

    @property
    def is_profile(self) -> bool:
        """Say whether it is an inference profile: its id begins with where it answers from."""
        return self.id.partition(".")[0] in _GEOGRAPHIES

    @property
    def foundation_model(self) -> str:
        """Name the model itself, also behind a profile."""
        return self.id.partition(".")[2] if self.is_profile else self.id


class ClassifyingServiceEntry(_Shape):
    """The service that is asked about comments beside the embedded classifier, and where; a model for Bedrock alone."""

    service: Literal["comprehend", "bedrock"]
    region: Region | None = None
    model: RewritingModelEntry | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "ClassifyingServiceEntry":
        if (self.service == "bedrock") != (self.model is not None) or (self.region is None) != (self.model is not None):
            raise ValueError("comprehend has a region, bedrock a model with its own")
        return self


class DailyNoticesEntry(_Shape):
    """Who sends the daily e-mail: an address of an identity that SES verified, a domain or the address itself."""

    identity: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.@+-]+$", min_length=4, max_length=254)]
    sender: EmailAddress
    coordinator: EmailAddress
    region: Region | None = None
    monday_report: Annotated[tuple[EmailAddress, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _is_the_identitys(self) -> "DailyNoticesEntry":
        if self.identity not in {self.sender, self.sender.partition("@")[2]}:
            raise ValueError("the sender is an address of the identity")
        return self


class StrategyFile(_Shape):
    """`strategy.yaml`. The order of the networks is the order of publishing."""

    logo: LogoEntry | None = None
    confidence_bar: Annotated[float, Field(gt=0, lt=1)]
    convert_videos: bool = False
    rewriting_model: RewritingModelEntry | None = None
    classifying_service: ClassifyingServiceEntry | None = None
    daily_notices: DailyNoticesEntry | None = None
    replies_need_approval: tuple[Literal["complaint", "service_request", "suggestion", "question"], ...] = ()
    networks: Annotated[dict[Network, NetworkEntry], Field(min_length=1)]

    @field_validator("networks")
    @classmethod
    def _have_accounts(cls, networks: dict[Network, NetworkEntry]) -> dict[Network, NetworkEntry]:
        if not set(networks) <= set(SOCIAL_NETWORKS):
            raise ValueError("only networks with an account")
        if any(entry.edits_in_place for network, entry in networks.items() if network is not Network.FACEBOOK):
            raise ValueError("only facebook has edits in place")
        return networks


class OtherMediumEntry(_Shape):
    """A medium without an API, where a person publishes: what it takes, and what the person does, step by step."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=60)]
    text_limit: Annotated[int, Field(ge=100, le=60_000)]
    renditions: Annotated[dict[Purpose, RenditionEntry], Field(min_length=1)]
    instructions: Annotated[
        tuple[Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)], ...],
        Field(min_length=1, max_length=12),
    ]
    hashtags: tuple[Hashtag, ...] = ()


class OtherMediaFile(_Shape):
    """`other_media.yaml`. All media share one content: a form of that content has one size, wherever it is used."""

    media: Annotated[dict[MediumId, OtherMediumEntry], Field(max_length=20)]
    max_images: Annotated[int, Field(ge=1, le=10)] = 4
    video: VideoEntry | None = None

    @field_validator("media")
    @classmethod
    def _forms_are_one_each(cls, media: dict[str, OtherMediumEntry]) -> dict[str, OtherMediumEntry]:
        sizes: dict[str, RenditionEntry] = {}
        for entry in media.values():
            for purpose, form in entry.renditions.items():
                if sizes.setdefault(purpose, form) != form:
                    raise ValueError(f"the form {purpose} has two sizes")
        return media


class ProperNounsFile(_Shape):
    """`proper_nouns.yaml`: how what came in capitals is written."""

    acronyms: tuple[Phrase, ...]
    names: tuple[Phrase, ...]
    first_names: tuple[Phrase, ...]


class RepliesFile(_Shape):
    """`replies.yaml`: the variants of each fixed text."""

    texts: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]

    @field_validator("texts")
    @classmethod
    def _are_known(cls, texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if not set(texts) >= NEEDED_REPLIES:
            raise ValueError("a reply is missing")
        for template, variants in texts.items():
            needed = {"folio", "number"} if template in NUMBERED_REPLIES else {"folio"}
            for variant in variants:
                _check_variables(variant, VARIABLES | needed, needed)
        return texts


def _check_variables(text: str, allowed: frozenset[str], needed: set[str]) -> None:
    """
    Let a text name the known variables and nothing else: no index, attribute, conversion or format.

    What makes it unlike any other must be in it.
    """
    parts = [(name, form or how) for _, name, form, how in Formatter().parse(text) if name is not None]
    if any(name not in allowed or extra for name, extra in parts):
        raise ValueError(f"a reply may use {', '.join(sorted(allowed))}")
    if missing := needed - {name for name, _ in parts}:
        raise ValueError(f"a reply needs {', '.join(sorted(missing))}")


# What restricts publishing ----------------------------------------------------------------------------------------

LocalInstant = Annotated[datetime, AfterValidator(local_instant)]
"""A time as the editor writes it: without an offset it is León's."""

RestrictedEntry = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[\w#][\w .#-]+\*?$", max_length=80)
]


class BlackoutEntry(_Shape):
    """One blackout window as its editors write it."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    opens_at: LocalInstant
    closes_at: LocalInstant
    territory: Phrase = "municipio"
    exempt_categories: frozenset[Phrase] = frozenset()

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "BlackoutEntry":
        if self.closes_at <= self.opens_at:
            raise ValueError("a window closes after it opens")
        return self

    def window(self) -> BlackoutWindow:
        """Give the window."""
        return BlackoutWindow.model_validate(self.model_dump())


class BlackoutFile(_Shape):
    """`blackout_windows.yaml`. Windows may overlap; a territory that nobody listed would bind nobody: it is a slip."""

    territories: tuple[Phrase, ...] = OWN_TERRITORIES
    other_territories: tuple[Phrase, ...] = ()
    restricted_exemptions: tuple[Phrase, ...] = RESTRICTED_EXEMPTIONS
    windows: tuple[BlackoutEntry, ...] = ()

    @model_validator(mode="after")
    def _knows_its_territories(self) -> "BlackoutFile":
        known = (*self.territories, *self.other_territories)
        unknown = [entry.territory for entry in self.windows if not is_among(entry.territory, known)]
        if unknown:
            raise ValueError(f"territories that are not listed: {unknown}")
        return self


class RestrictedWordsFile(_Shape):
    """`restricted_words.yaml`: names of officials, and words of parties and campaigns."""

    officials: tuple[RestrictedEntry, ...] = ()
    party_words: tuple[RestrictedEntry, ...] = ()


class ContactsFile(_Shape):
    """`institutional_contacts.yaml`: what is the municipality's own to publish."""

    telephones: tuple[Annotated[str, StringConstraints(pattern=r"^\d{3,10}$")], ...] = ()
    emails: tuple[
        Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.+-]+@[a-z0-9.-]+$", max_length=254)], ...
    ] = ()
    domains: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")], ...] = ()

    @property
    def all(self) -> frozenset[str]:
        """Everything listed, as `ports.Catalogue` gives it."""
        return frozenset({*self.telephones, *(address.casefold() for address in self.emails), *self.domains})
