"""The catalogue of a municipality in memory, which a test may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.blackout import OWN_TERRITORIES, RESTRICTED_EXEMPTIONS, BlackoutWindow
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.media import VideoSpec
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.prices import Prices
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.spellings import ProperNouns
from chalicelib.ports import (
    DailyNoticeSettings,
    Department,
    Logo,
    NetworkStrategy,
    OtherMedium,
    PublicService,
    RenditionSpec,
)
from tests.builders import BAR, DEFAULT_DEPARTMENT

VIDEO_SPEC = VideoSpec(
    max_bytes=1_000_000,
    min_seconds=1,
    max_seconds=140,
    max_width=1920,
    max_height=1920,
    min_ratio=0.3,
    max_ratio=3,
    max_frames_per_second=60,
)
FORM = RenditionSpec(1200, 675, 1_000_000)
_LIMITS = {Network.X: 280, Network.FACEBOOK: 5000, Network.INSTAGRAM: 2200, Network.MANUAL: 5000}


@dataclass
class FakeAnswerBook:
    """`ports.AnswerBook`: an answer is given to a question that has its id in it, where no other one has."""

    answers: list[CannedAnswer] = field(default_factory=list)

    def find(self, question: str, departments: Sequence[str], on: date) -> CannedAnswer | None:
        fitting = [one for one in self.published(on) if one.id in question]
        is_clear = len(fitting) == 1 and (not departments or fitting[0].department_id in departments)
        return fitting[0] if is_clear else None

    def published(self, on: date) -> list[CannedAnswer]:
        return [one for one in self.answers if one.is_in_force(on)]

    def write(self, answer: CannedAnswer, reference: str) -> str:
        return f"{answer.text} ({reference})"


@dataclass
class FakeCatalogue:
    """`ports.Catalogue` that a test may change."""

    departments: dict[str, Department] = field(
        default_factory=lambda: {
            "sapal": Department("sapal", "SAPAL", 5),
            "deporte": Department("deporte", "COMUDE", 10),
            DEFAULT_DEPARTMENT: Department(DEFAULT_DEPARTMENT, "Secretaría de Vinculación", 3),
        }
    )
    default_department: str = DEFAULT_DEPARTMENT
    urgent_departments: dict[Urgency, tuple[str, ...]] = field(
        default_factory=lambda: dict.fromkeys(Urgency, ("deporte",))
    )
    public_services: dict[str, PublicService] = field(
        default_factory=lambda: {"sapal": PublicService("Agua y drenaje", ("agua", "fugas"))}
    )
    confidence_bar: float = BAR
    networks: tuple[Network, ...] = SOCIAL_NETWORKS
    replies_on: frozenset[Network] = frozenset({Network.X, Network.FACEBOOK})
    hashtags: tuple[str, ...] = ()
    max_images: int = 4
    edits_on: frozenset[Network] = frozenset()
    videos_on: frozenset[Network] = frozenset()
    converts_videos: bool = False
    logo: Logo | None = None
    forms: tuple[str, ...] = ("feed",)
    proper_nouns: ProperNouns = field(default_factory=ProperNouns)
    blackout_windows: tuple[BlackoutWindow, ...] = ()
    territories: tuple[str, ...] = OWN_TERRITORIES
    other_territories: tuple[str, ...] = ()
    restricted_exemptions: tuple[str, ...] = RESTRICTED_EXEMPTIONS
    restricted_words: RestrictedWords = field(default_factory=RestrictedWords)
    institutional_contacts: frozenset[str] = frozenset()
    spacing_minutes: float = 0
    max_posts_per_hour: int = 30
    max_replies_per_hour: int = 200
    best_hours: tuple[int, ...] = ()
    prices: Prices | None = None
    reads: ReadPrices | None = None
    holidays: tuple[NamedHoliday, ...] = ()
    plan_gap_minutes: float = 0
    plan_posts_per_day: int | None = None
    plan_usd_per_day: Decimal | None = None
    other_media: dict[str, OtherMedium] = field(
        default_factory=lambda: {
            "whatsapp": OtherMedium("whatsapp", "Canal de WhatsApp", 4096, {"feed": FORM}, ("Publique.", "Registre.")),
            "impreso": OtherMedium("impreso", "Impresos", 5000, {"feed": FORM}, ("Entregue.",)),
        }
    )
    daily_notices: DailyNoticeSettings | None = None
    replies_need_approval: frozenset[CommentKind] = frozenset()
    answers: FakeAnswerBook = field(default_factory=FakeAnswerBook)
    wording: str = "Canalizamos su reporte a {department} con el folio {folio}."

    def strategy(self, network: Network) -> NetworkStrategy:
        return NetworkStrategy(
            text_limit=_LIMITS[network],
            renditions={form: RenditionSpec(1200, 675, 1_000_000) for form in self.forms},
            max_images=self.max_images,
            replies=network in self.replies_on,
            hashtags=self.hashtags,
            edits_in_place=network in self.edits_on,
            video=VIDEO_SPEC,
            publishes_video=network in self.videos_on,
            spacing_minutes=self.spacing_minutes,
            max_posts_per_hour=self.max_posts_per_hour,
            max_replies_per_hour=self.max_replies_per_hour,
            best_hours=self.best_hours,
            prices=self.prices if network is Network.X else None,
            reads=self.reads if network is Network.X else None,
            plan_gap_minutes=self.plan_gap_minutes,
            plan_posts_per_day=self.plan_posts_per_day,
            plan_usd_per_day=self.plan_usd_per_day,
        )

    def places_logo(self, source: str) -> bool:
        return self.logo is not None and source != "imagen"

    def reply(self, template: str, variables: Mapping[str, str]) -> str:
        return f"{template}: {self.wording.format(**variables)}"
