"""
Everything the procedure needs, in memory, and the turning of the wheels: schedules, queues, workers.

`World` is made anew by each test. Its verbs are the functions of the product with their ports filled in.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.answer import CannedAnswer
from chalicelib.domain.blackout import OWN_TERRITORIES, RESTRICTED_EXEMPTIONS, BlackoutWindow
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.comment import Classification, CommentKind, DepartmentCandidate, Sentiment, Urgency
from chalicelib.domain.delivery import Delivery, DeliveryState
from chalicelib.domain.edits import Correction, Edit
from chalicelib.domain.errors import (
    ExternalServiceError,
    InvalidInputError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.material import FileRole
from chalicelib.domain.material_key import Upload
from chalicelib.domain.media import FocalPoint, ImageFacts, VideoFacts, VideoSpec
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.people import Person
from chalicelib.domain.prices import Prices
from chalicelib.domain.publication import NetworkVersion, Publication, Version
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import DepartmentNews, Referral
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.spellings import ProperNouns
from chalicelib.meta_notices import notices_in
from chalicelib.ports import (
    CommentPage,
    DailyNoticeSettings,
    Department,
    LinkFault,
    Logo,
    Mail,
    NetworkStrategy,
    OtherMedium,
    PersonalDatum,
    PublicService,
    ReadMaterial,
    RenderedImage,
    RenditionSpec,
    StoredFile,
    Writer,
)
from chalicelib.procedure import (
    authorisation,
    collecting,
    commanding,
    corrections,
    decisions,
    delivering,
    department_news,
    dispatching,
    editing,
    edits_in_place,
    graphics,
    intake,
    monitoring,
    noticing,
    plan_checks,
    referral,
    release,
    revising,
    sweeping,
)
from chalicelib.procedure.collecting_ports import CollectingPorts
from chalicelib.procedure.raw_answers import AnswerKeeper
from chalicelib.procedure.sending import PublishingPorts
from chalicelib.procedure.wording import ExtractiveWriter
from tests.builders import BAR, DEFAULT_DEPARTMENT, NOW, TEXT, a_kept_rendition, a_publication, the_image_office
from tests.fakes import (
    FakeClock,
    InMemoryArchive,
    InMemoryEnvelopes,
    InMemoryIntakeFiles,
    InMemoryMediaFiles,
    InMemoryNoticeFiles,
    InMemoryRecords,
    Work,
)
from tests.fakes.exports import InMemoryExportFiles
from tests.model_network import ModelAccount, ModelCounts, ModelLookup, ModelProbe, ModelReactions, ModelSource
from tests.mortality import Death, MortalInboxes, MortalQueues, MortalRecords, Steps

JPEG = b"\xff\xd8 a photograph"
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


@dataclass
class FakeClassifier:
    """`ports.Classifier` by the first word: queja, reporte, sugerencia, pregunta; «quizá» is below the bar."""

    calls: int = 0

    def classify(self, text: str) -> Classification:
        self.calls += 1
        kinds = {
            "queja": CommentKind.COMPLAINT,
            "reporte": CommentKind.SERVICE_REQUEST,
            "sugerencia": CommentKind.SUGGESTION,
            "pregunta": CommentKind.QUESTION,
        }
        kind = next((kind for word, kind in kinds.items() if word in text), CommentKind.OTHER)
        sentiment = Sentiment.NEGATIVE if kind is CommentKind.COMPLAINT else Sentiment.NEUTRAL
        sure = 0.3 if "quizá" in text else 0.9
        candidates = (DepartmentCandidate(department_id="sapal", confidence=0.8),) if "agua" in text else ()
        return Classification(
            comment_kind=kind,
            kind_confidence=sure,
            sentiment=sentiment,
            sentiment_confidence=0.9,
            candidates=candidates,
            classifier="fake",
        )


class FakeReader:
    """`ports.MaterialReader` by the name's ending; `orders` says what a `publicacion.yaml` with some bytes asks for."""

    def __init__(self) -> None:
        self.orders: dict[bytes, PublicationOrder] = {}

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        del into
        content = file.read_bytes()
        if content in self.orders:
            return ReadMaterial(FileRole.ORDER, order=self.orders[content])
        if name.endswith(".txt"):
            return ReadMaterial(FileRole.TEXT, text=content.decode())
        if name.endswith(".jpg") and content.startswith(b"\xff\xd8"):
            return ReadMaterial(FileRole.IMAGE)
        if name.endswith(".mp4"):
            return ReadMaterial(FileRole.VIDEO)
        raise InvalidInputError(texts_es.FILE_UNKNOWN)


def _network_and_form(name: str) -> bytes:
    network, _, form = name.partition("/")
    return (network if form in {"", "feed"} else name).encode()


class FakeImageEditor:
    """`ports.ImageEditor`: the same bytes, with the network's name after them; `asked` keeps what else was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[FocalPoint | None, Logo | None]] = []

    def check(self, content: bytes) -> ImageFacts:
        if not content.startswith(b"\xff\xd8"):
            raise InvalidInputError(texts_es.IMAGE_BROKEN)
        return ImageFacts(mime_type="image/jpeg", width=1600, height=1200)

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        self.asked.append((focus, logo))
        return {
            name: RenderedImage(content + _network_and_form(name), spec.width, spec.height)
            for name, spec in specs.items()
        }


class FakeVideoEditor:
    """`ports.VideoEditor`: a video is «secreto», its seconds and perhaps a codec, `secreto 12 hevc`; stripped, it is «limpio»."""

    def check(self, file: Path) -> VideoFacts:
        words = (*file.read_text().split(), "h264")
        if words[0] not in {"secreto", "limpio"} or not words[1].isdecimal():
            raise InvalidInputError(texts_es.VIDEO_BROKEN)
        return VideoFacts(
            container="mp4",
            video_codec=words[2],
            audio_codec="aac",
            width=1280,
            height=720,
            seconds=float(words[1]),
            frames_per_second=30,
            size_bytes=file.stat().st_size,
        )

    def strip(self, file: Path, into: Path) -> None:
        into.write_text(file.read_text().replace("secreto", "limpio"))


class FakeVideoConverter:
    """`ports.VideoConverter`: what `done` says of a job is fetched; `refusal` is raised instead; `started` in order."""

    def __init__(self) -> None:
        self.started: list[StoredFile] = []
        self.done: dict[str, bytes] = {}
        self.refusal: RejectedByServiceError | None = None

    def start(self, video: StoredFile) -> str:
        self.started.append(video)
        return f"job-{video.sha256[:8]}"

    def fetch(self, job_id: str, into: Path) -> bool:
        if self.refusal is not None:
            raise self.refusal
        if job_id in self.done:
            into.write_bytes(self.done[job_id])
        return job_id in self.done


class FakeMailer:
    """`ports.Mailer` that keeps what was sent; `errors` are raised first, one for each message."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.errors: list[ExternalServiceError] = []
        self.calls = 0

    def send(self, mail: Mail) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        self.sent.append(mail)
        return f"m{len(self.sent)}"


class FakeItOffice:
    """`ports.ItOffice` that keeps what it was told; `errors` are raised first."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.errors: list[ExternalServiceError] = []

    def tell(self, subject: str, text: str) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.told.append((subject, text))


class FakeCounter:
    """`ports.TextCounter`: characters."""

    def length(self, network: Network, text: str) -> int:
        del network
        return len(text)


@dataclass
class FakePersonalData:
    """`ports.PersonalDataFinder` that knows some words to be personal data."""

    known: dict[str, PersonalDatum] = field(default_factory=dict)

    def find(self, text: str) -> tuple[PersonalDatum, ...]:
        return tuple(datum for word, datum in self.known.items() if word in text)


@dataclass
class FakeLinks:
    """`ports.LinkChecker` that knows some links to be broken; `asked` keeps what was looked at."""

    faults: dict[str, LinkFault] = field(default_factory=dict)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def broken(self, links: Sequence[str]) -> dict[str, LinkFault]:
        self.asked.append(tuple(links))
        return {link: self.faults[link] for link in links if link in self.faults}


class World:
    """A municipality in memory."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.steps = Steps()
        self.stored = InMemoryRecords()
        self.records = MortalRecords(self.stored, self.steps)
        self.queues = MortalQueues(self.steps)
        self.inboxes = MortalInboxes(self.steps)
        self.intake = InMemoryIntakeFiles(now=self.clock.now)
        self.media = InMemoryMediaFiles()
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()
        self.notices = InMemoryNoticeFiles(self.clock.now)
        self.answers = AnswerKeeper(self.archive, self.envelopes, self.clock)
        self.exports = InMemoryExportFiles()
        self.catalogue = FakeCatalogue()
        self.classifier = FakeClassifier()
        self.reader = FakeReader()
        self.images = FakeImageEditor()
        self.videos = FakeVideoEditor()
        self.converter = FakeVideoConverter()
        self.writer: Writer = ExtractiveWriter()
        self.counter = FakeCounter()
        self.personal_data = FakePersonalData()
        self.links = FakeLinks()
        self.mailer = FakeMailer()
        self.it_office = FakeItOffice()
        self.accounts = {network: ModelAccount(self.clock, self.steps, name=network) for network in Network}
        self.sources = {network: ModelSource() for network in Network}
        self.conversations, self.lookup = ModelSource(), ModelLookup()
        self.probes = {network: ModelProbe() for network in SOCIAL_NETWORKS}
        self.answer_counts, self.reaction_counts = ModelCounts(), ModelReactions()
        self._messages: list[tuple[datetime, int, Work, str]] = []
        self._order = count()

    # What is there ------------------------------------------------------------------------------------------------

    def the(self, record_id: str) -> Any:
        """Give a record that is there."""
        record = self.stored.find(record_id)
        assert record is not None, f"{record_id} is not recorded"
        return record

    def delivery(self, network: Network = Network.X, purpose: str | None = None) -> Delivery:
        found = self.the(ids.delivery_id(a_publication().id, network, purpose))
        assert isinstance(found, Delivery)
        return found

    def put(self, *records: Record) -> None:
        """Record something as if it had happened before."""
        self.stored.insert_new(records)

    def of_kind(self, kind: type[Record]) -> list[Any]:
        return [record for record in self.stored.all if isinstance(record, kind)]

    # 1.1 to 2.5 ---------------------------------------------------------------------------------------------------

    def upload(self, key: str, content: bytes, sequencer: str = "01", *, settle_seconds: int = 30) -> Bulletin:
        version_id = self.intake.upload(key, content)
        return self.receive(Upload(key=key, version_id=version_id, sequencer=sequencer), settle_seconds=settle_seconds)

    def receive(self, upload: Upload, *, settle_seconds: int = 30) -> Bulletin:
        return intake.receive_upload(
            upload,
            records=self.records,
            files=self.intake,
            media=self.media,
            reader=self.reader,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            settle_seconds=settle_seconds,
        )

    def sweep(self, **limits: int) -> int:
        return sweeping.sweep_intake(
            records=self.records,
            files=self.intake,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            **limits,
        )

    def prepare(self, bulletin_id: str, *, waits_for_quiet: bool = False) -> Publication | None:
        return editing.prepare_publication(
            bulletin_id,
            records=self.records,
            files=self.intake,
            media=self.media,
            images=self.images,
            videos=self.videos,
            writer=self.writer,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
            converter=self.converter,
            waits_for_quiet=waits_for_quiet,
        )

    def content(self, text: str = TEXT, *images: bytes) -> NetworkVersion:
        """Give a text with graphics whose bytes are kept."""
        renditions = (a_kept_rendition(self.media, image, (1200, 675), alt_text="Un parque") for image in images)
        return NetworkVersion(text=text, renditions=tuple(renditions))

    def prepared(self, *networks: Network, text: str = TEXT) -> Publication:
        """Record a publication with one image that waits for the image office."""
        contents = {network: self.content(text, JPEG) for network in networks or (Network.X,)}
        publication = a_publication(Version(number=1, networks=contents, prepared_at=NOW))
        self.put(publication)
        return self.publication(publication.id)

    def publication(self, publication_id: str | None = None) -> Publication:
        found = self.the(publication_id or a_publication().id)
        assert isinstance(found, Publication)
        return found

    def authorise(
        self,
        publication_id: str | None = None,
        by: Person | None = None,
        *,
        version: int | None = None,
        accepted: Mapping[str, str] | None = None,
    ) -> Publication:
        """Authorise; without a publication, the usual one in its current version."""
        wanted = publication_id or a_publication().id
        return authorisation.authorise_publication(
            wanted,
            version=version or self.publication(wanted).current.number,
            note="",
            by=by or the_image_office(),
            accepted=accepted or {},
            records=self.records,
            catalogue=self.catalogue,
            counter=self.counter,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def revoke(self, publication_id: str | None = None) -> Publication:
        return authorisation.revoke_authorisation(
            publication_id or a_publication().id, records=self.records, clock=self.clock
        )

    def publish(self, publication_id: str | None = None) -> Publication:
        return release.publish_now(
            publication_id or a_publication().id,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def schedule(self, at: datetime | None, publication_id: str | None = None) -> Publication:
        return release.schedule_publication(
            publication_id or a_publication().id,
            at,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def released(self, *networks: Network, text: str = TEXT) -> Publication:
        """Record a publication, authorise it and send it on its way."""
        self.prepared(*networks, text=text)
        self.authorise()
        return self.publish()

    def take_down(self, publication_id: str | None = None) -> Publication:
        return corrections.take_down(
            publication_id or a_publication().id,
            reason="La fecha está mal",
            records=self.records,
            queues=self.queues,
            clock=self.clock,
        )

    def correct(
        self, texts: dict[Network, str], by: Person, publication_id: str | None = None, **others: Any
    ) -> Publication:
        return corrections.correct_publication(
            publication_id or a_publication().id,
            Correction(texts=texts, **others),
            title=None,
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def correct_in_place(self, texts: dict[Network, str], by: Person, **others: Any) -> Publication:
        return edits_in_place.correct_in_place(
            a_publication().id,
            Correction(texts=texts, **others),
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            clock=self.clock,
        )

    def carry_out(self, delivery_id: str | None = None) -> Delivery:
        return delivering.carry_out(delivery_id or ids.delivery_id(a_publication().id, Network.X), self.publishing)

    @property
    def publishing(self) -> PublishingPorts:
        return PublishingPorts(
            records=self.records,
            accounts=self.accounts.__getitem__,
            media=self.media,
            catalogue=self.catalogue,
            counter=self.counter,
            personal_data=self.personal_data,
            queues=self.queues,
            clock=self.clock,
        )

    def edit(self, edit: Edit, by: Person, publication_id: str | None = None) -> Publication:
        return revising.edit_publication(
            publication_id or a_publication().id,
            edit,
            by=by,
            records=self.records,
            counter=self.counter,
            catalogue=self.catalogue,
            personal_data=self.personal_data,
            links=self.links,
            queues=self.queues,
            clock=self.clock,
        )

    def keep_graphic(
        self, picture: str = "foto.jpg", by: Person | None = None, expires_on: date | None = None
    ) -> Graphic:
        return graphics.keep_graphic(
            a_publication().id,
            picture,
            name="Escudo",
            alt_text="El escudo de León",
            campaign=None,
            expires_on=expires_on,
            by=by or the_image_office(),
            records=self.records,
            clock=self.clock,
        )

    @property
    def commanding(self) -> commanding.CommandPorts:
        return commanding.CommandPorts(self.records, self.catalogue, self.queues, self.clock)

    @property
    def planning(self) -> plan_checks.PlanningPorts:
        return plan_checks.PlanningPorts(self.records, self.counter, self.catalogue, self.queues, self.clock)

    # 3 and 4 ------------------------------------------------------------------------------------------------------

    def shows(self, network: Network, *pages: CommentPage | ExternalServiceError) -> None:
        """Let the comments of a network be these pages from now on."""
        self.sources[network].readings = [list(pages)]

    def read(self, reading_id: str) -> monitoring.ReadingOutcome:
        return monitoring.read_comments(
            reading_id,
            records=self.records,
            sources=self.sources.__getitem__,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=self.answers,
        )

    def collect(self, reading_id: str) -> monitoring.ReadingOutcome:
        """Do what a bookmark asks for, with everything asked before it is read."""
        return collecting.collect(reading_id, self.collecting_ports)

    @property
    def collecting_ports(self) -> CollectingPorts:
        return CollectingPorts(
            records=self.records,
            sources=self.sources.__getitem__,
            conversations=lambda: self.conversations,
            lookup=lambda: self.lookup,
            counts=lambda: self.answer_counts,
            reactions=lambda: self.reaction_counts,
            classifier=self.classifier,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            answers=self.answers,
        )

    def heed(self, body: bytes) -> noticing.Heeded:
        """Heed a delivery of Meta."""
        notices = notices_in(body).notices
        return noticing.heed(notices, records=self.records, queues=self.queues, clock=self.clock)

    def refer(self, record_id: str) -> Referral | None:
        return referral.refer_case(
            record_id,
            records=self.records,
            inboxes=self.inboxes,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def hear(self, news: DepartmentNews) -> Referral:
        return department_news.record_news(
            news, records=self.records, catalogue=self.catalogue, queues=self.queues, clock=self.clock
        )

    def decide(
        self, comment_id: str, kind: CommentKind, by: Person, department_id: str | None = None, **more: Any
    ) -> Any:
        return decisions.decide_comment(
            comment_id,
            comment_kind=kind,
            sentiment=Sentiment.NEUTRAL,
            department_id=department_id,
            by=by,
            records=self.records,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
            **more,
        )

    # The wheels ---------------------------------------------------------------------------------------------------

    def run(self, minutes: int = 240) -> None:
        """
        Let schedules fire and workers work off the queues until nothing is left for a machine to publish or refer.

        A worker that dies takes its message with it, and so does one that fails: only what is due brings it back.
        """
        for _ in range(minutes):
            dispatching.dispatch_publications(records=self.records, queues=self.queues, clock=self.clock)
            for case in self.records.due(Duty.REFER, self.clock.now()):
                self.queues.refer(case.id)
            self._work_until(self.clock.now() + timedelta(minutes=1))
            if not self._left():
                return
        raise AssertionError(f"never quiet: {[record.id for record in self._left()]}")

    def pass_time(self, until: datetime) -> None:
        """Let schedules fire and workers work until an instant, to the second."""
        while self.clock.now() < until:
            dispatching.dispatch_publications(records=self.records, queues=self.queues, clock=self.clock)
            self._work_until(min(until, self.clock.now() + timedelta(minutes=1)))

    def _left(self) -> list[Record]:
        far = self.clock.now() + timedelta(days=400)
        return [
            *filter(self._is_up_to_a_machine, self.stored.due(Duty.PUBLISH, far)),
            *self.stored.due(Duty.REFER, far),
        ]

    def _is_up_to_a_machine(self, record: Record) -> bool:
        """What the gate holds goes on when a window closes or a person says so: that may be weeks away."""
        held = isinstance(record, Delivery) and record.state is DeliveryState.HELD
        is_near = record.due_at is not None and record.due_at <= self.clock.now()
        return is_near or not (held and isinstance(record, Delivery) and record.gate and not record.gate.passed)

    def _work_until(self, until: datetime) -> None:
        self._post_messages()
        while self._messages and self._messages[0][0] <= until:
            at, _, work, record_id = heapq.heappop(self._messages)
            self.clock.set(max(at, self.clock.now()))
            self._work(work, record_id)
            self._post_messages()
        self.clock.set(max(until, self.clock.now()))

    def _post_messages(self) -> None:
        for request in self.queues.take():
            at = self.clock.now() + timedelta(seconds=request.delay_seconds)
            heapq.heappush(self._messages, (at, next(self._order), request.work, request.record_id))

    def _work(self, work: Work, record_id: str) -> None:
        try:
            if work is Work.PUBLISH:
                self.carry_out(record_id)
            elif work is Work.REFER:
                self.refer(record_id)
        except (Death, RecordConflictError, TransientServiceError):
            return

    @property
    def messages(self) -> int:
        """How many messages are in the queues."""
        return len(self._messages) + len(self.queues.requests)
