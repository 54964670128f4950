"""
The municipality's own data, from `chalicelib/catalogue/*.yaml`: departments, strategy, reply texts.

All of it is checked when it is packaged, so that a slip of whoever edits it stops the packaging and not the thousandth comment.
"""

import hashlib
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from chalicelib import texts_es
from chalicelib.adapters.catalogue_files import (
    NUMBERED_REPLIES,
    BlackoutFile,
    ContactsFile,
    DepartmentEntry,
    DepartmentsFile,
    LogoEntry,
    NetworkEntry,
    OtherMediaFile,
    OtherMediumEntry,
    ProperNounsFile,
    RenditionEntry,
    RepliesFile,
    RestrictedWordsFile,
    StrategyFile,
    VideoEntry,
)
from chalicelib.adapters.catalogue_holidays import HolidaysFile
from chalicelib.adapters.catalogue_open311 import ServicesFile
from chalicelib.adapters.catalogue_retention import RetentionFile
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.classification import MAX_MATTERS, CommentKind, Urgency
from chalicelib.domain.competence import Competence, OutsideBody
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.holidays import NamedHoliday
from chalicelib.domain.json_text import problems_of
from chalicelib.domain.media import VideoSpec
from chalicelib.domain.networks import Network
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.retention import RetentionRule
from chalicelib.domain.spanish import folded
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

if TYPE_CHECKING:
    from chalicelib.adapters.answer_book import YamlAnswerBook
    from chalicelib.adapters.answers_file import AnswersFile

FOLDER = Path(__file__).resolve().parent.parent / "catalogue"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PNG_START, _MAX_LOGO_BYTES = b"\x89PNG\r\n\x1a\n", 200_000
_LONGEST_FOLIO = "LEO-20261231-000000"
_LONGEST_FOLIOS = texts_es.named_together([_LONGEST_FOLIO] * MAX_MATTERS)
_OF_ONE_CASE = NUMBERED_REPLIES | {"referred", "closed", "not_competent", "duplicate", "cannot_attend"}
"""The texts that speak of one case; any other may name every folio of a comment."""
_LONGEST_DATE = "31/12/2026"
_LONGEST_NUMBER = "100000"
MAX_REPLY = 280
"""What an answer may measure where no network replies: the shortest of them."""

ShapeT = TypeVar("ShapeT", bound=BaseModel)


class YamlCatalogue:
    """
    `ports.Catalogue` from the files of a folder, each read and checked when it is first asked for.

    A function pays only for the files it uses: most need the departments and the strategy, or neither. `check` reads them
    all; nothing is packaged without it. `attends` is what the classifier ranks departments by.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder. Every property raises RecordIntegrityError, naming file and field, for what may not be so."""
        self._folder = folder

    @cached_property
    def departments(self) -> Mapping[str, Department]:
        """The departments by id, in the order of the catalogue."""
        entries = self._departments_file.departments
        holidays = self._read("holidays.yaml", HolidaysFile)
        return MappingProxyType({entry.id: _department(entry, holidays) for entry in entries})

    @cached_property
    def holidays(self) -> tuple[NamedHoliday, ...]:
        """The days off with their names, national first."""
        file = self._read("holidays.yaml", HolidaysFile)
        return tuple(NamedHoliday(entry.name, entry.rule()) for entry in (*file.national, *file.municipal))

    @cached_property
    def attends(self) -> Mapping[str, Competence]:
        """What each department attends, in a citizen's words."""
        entries = self._departments_file.departments
        return MappingProxyType({one.id: Competence(one.attends, one.hints, one.not_when) for one in entries})

    @cached_property
    def outside(self) -> tuple[OutsideBody, ...]:
        """Who attends what the municipality does not."""
        return tuple(OutsideBody(one.name, one.attends, one.note) for one in self._departments_file.outside)

    @cached_property
    def examples(self) -> Mapping[str, tuple[str, ...]]:
        """Comments that each department must attend."""
        return MappingProxyType({entry.id: entry.examples for entry in self._departments_file.departments})

    @property
    def default_department(self) -> str:
        """Who attends what fits nowhere else."""
        return self._departments_file.default

    @cached_property
    def public_services(self) -> Mapping[str, PublicService]:
        """How departments are offered to other programs, by their ids."""
        entries = self._read("open311.yaml", ServicesFile).services
        if unknown := entries.keys() - self.departments.keys():
            raise RecordIntegrityError(f"open311.yaml: services: no such department: {', '.join(sorted(unknown))}")
        return MappingProxyType({name: entry.service() for name, entry in entries.items()})

    @cached_property
    def urgent_departments(self) -> Mapping[Urgency, tuple[str, ...]]:
        """Who is on duty for each urgency, in the order of the catalogue."""
        entries = self._departments_file.departments
        on_duty = {urgency: tuple(one.id for one in entries if urgency in one.urgent_for) for urgency in Urgency}
        return MappingProxyType(on_duty)

    @property
    def confidence_bar(self) -> float:
        """Below it a comment waits for a person."""
        return self._strategy_file.confidence_bar

    @property
    def daily_notices(self) -> DailyNoticeSettings | None:
        """Who is told each working day, and by whom."""
        entry = self._strategy_file.daily_notices
        if entry is None:
            return None
        return DailyNoticeSettings(entry.sender, entry.coordinator, entry.region, entry.monday_report)

    @property
    def replies_need_approval(self) -> frozenset[CommentKind]:
        """The kinds of comment whose replies the image office approves."""
        return frozenset(map(CommentKind, self._strategy_file.replies_need_approval))

    @property
    def networks(self) -> tuple[Network, ...]:
        """The networks, in the order of publishing."""
        return tuple(self._strategy_file.networks)

    @property
    def converts_videos(self) -> bool:
        """Whether videos may be converted, at a cost."""
        return self._strategy_file.convert_videos

    @cached_property
    def logo(self) -> Logo | None:
        """The logo's two pictures, not decoded, and where it goes."""
        entry = self._strategy_file.logo
        return _logo(entry, self._folder) if entry else None

    @cached_property
    def blackout_windows(self) -> tuple[BlackoutWindow, ...]:
        """The times in which the law restricts what may be published."""
        return tuple(entry.window() for entry in self._blackout_file.windows)

    @property
    def territories(self) -> tuple[str, ...]:
        """The territories whose windows bind this municipality."""
        return self._blackout_file.territories

    @property
    def other_territories(self) -> tuple[str, ...]:
        """The territories whose windows bind somebody else."""
        return self._blackout_file.other_territories

    @property
    def restricted_exemptions(self) -> tuple[str, ...]:
        """The categories that go out in restricted mode."""
        return self._blackout_file.restricted_exemptions

    @cached_property
    def restricted_words(self) -> RestrictedWords:
        """What a person must look at while a window is open."""
        words = self._read("restricted_words.yaml", RestrictedWordsFile)
        return RestrictedWords(officials=words.officials, party_words=words.party_words)

    @cached_property
    def institutional_contacts(self) -> frozenset[str]:
        """What may always be published."""
        return self._read("institutional_contacts.yaml", ContactsFile).all

    @cached_property
    def proper_nouns(self) -> ProperNouns:
        """How what came in capitals is written; the departments' names among them."""
        nouns = self._read("proper_nouns.yaml", ProperNounsFile)
        return ProperNouns(
            acronyms=frozenset(nouns.acronyms),
            names=(*nouns.names, *(department.name for department in self.departments.values())),
            first_names=frozenset(map(folded, nouns.first_names)),
        )

    @cached_property
    def other_media(self) -> Mapping[str, OtherMedium]:
        """The media without an API by id, in the order of the catalogue."""
        return MappingProxyType({name: _other_medium(name, entry) for name, entry in self._other_file.media.items()})

    @cached_property
    def answers(self) -> "YamlAnswerBook":
        """The answers that departments published. Few functions answer questions: only they read how words sound."""
        from chalicelib.adapters.answer_book import YamlAnswerBook  # noqa: PLC0415 - few functions need it

        return YamlAnswerBook(self._answers_file)

    def strategy(self, network: Network) -> NetworkStrategy:
        """Give how one network is used. Raises RecordIntegrityError when the strategy does not have it."""
        if network is Network.MANUAL and self._other_file.media:
            return self._by_hand
        if network not in self._strategies:
            raise RecordIntegrityError(f"the strategy has no network {network}")
        return self._strategies[network]

    def places_logo(self, source: str) -> bool:
        """Say whether the pictures of a source get the logo when its office does not say: `enlaces` stands for every liaison."""
        entry = self._strategy_file.logo
        return entry is not None and source.partition("/")[0] in entry.sources

    def reply(self, template: str, variables: Mapping[str, str]) -> str:
        """
        Write a fixed reply; of its variants always the same for a folio.

        Raises:
            RecordIntegrityError: there is no such text, or a variable of it was not given.
        """
        try:
            variants = self._replies[template]
            chosen = int.from_bytes(hashlib.sha256(variables.get("folio", "").encode()).digest()[:4]) % len(variants)
            return variants[chosen].format_map(variables)
        except KeyError as error:
            raise RecordIntegrityError(f"the catalogue cannot write the reply {template}: {error}") from error

    @cached_property
    def retention(self) -> RetentionRule:
        """How long each series is kept."""
        return self._read("retention.yaml", RetentionFile).rule()

    def check(self) -> "YamlCatalogue":
        """Read everything, so that a slip of whoever edits it is found before anybody depends on it."""
        _ = self.departments, self._replies, self.proper_nouns, self.logo, self.public_services
        _ = self.blackout_windows, self.restricted_words, self.institutional_contacts, self.other_media, self.retention
        self._check_answers()
        return self

    def _check_answers(self) -> None:
        from chalicelib.adapters.answer_checks import slips  # noqa: PLC0415 - when it is packaged

        limit = min((one.text_limit for one in self._strategies.values() if one.replies), default=MAX_REPLY)
        contacts, words = self.institutional_contacts, self.restricted_words
        if found := list(slips(self._answers_file, self.departments, contacts, words, limit)):
            raise RecordIntegrityError(f"answers.yaml: {'; '.join(found)}")

    @cached_property
    def _answers_file(self) -> "AnswersFile":
        from chalicelib.adapters.answers_file import AnswersFile  # noqa: PLC0415 - few functions need it

        return self._read("answers.yaml", AnswersFile)

    @cached_property
    def _blackout_file(self) -> BlackoutFile:
        return self._read("blackout_windows.yaml", BlackoutFile)

    @cached_property
    def _departments_file(self) -> DepartmentsFile:
        return self._read("departments.yaml", DepartmentsFile)

    @cached_property
    def _strategy_file(self) -> StrategyFile:
        return self._read("strategy.yaml", StrategyFile)

    @cached_property
    def _other_file(self) -> OtherMediaFile:
        return self._read("other_media.yaml", OtherMediaFile)

    @cached_property
    def _by_hand(self) -> NetworkStrategy:
        """All other media together: one text that fits the shortest of them, and every form that any of them takes."""
        media = self.other_media.values()
        video = self._other_file.video
        return NetworkStrategy(
            text_limit=min(medium.text_limit for medium in media),
            renditions={purpose: form for medium in media for purpose, form in medium.renditions.items()},
            max_images=self._other_file.max_images,
            replies=False,
            hashtags=tuple(dict.fromkeys(tag for medium in media for tag in medium.hashtags)),
            video=_video(video) if video else None,
            publishes_video=video is not None and video.publishes,
        )

    @cached_property
    def _strategies(self) -> Mapping[Network, NetworkStrategy]:
        return {network: _strategy(entry) for network, entry in self._strategy_file.networks.items()}

    @cached_property
    def _replies(self) -> Mapping[str, tuple[str, ...]]:
        """The reply texts, each written at its longest: what an editor adds must fit on every network that replies."""
        replies = self._read("replies.yaml", RepliesFile, under="texts").texts
        limit = min((one.text_limit for one in self._strategies.values() if one.replies), default=None)
        longest_name = max((department.name for department in self.departments.values()), key=len)
        variables = {"department": longest_name, "due_on": _LONGEST_DATE, "number": _LONGEST_NUMBER}
        for template, variants in replies.items():
            variables["folio"] = _LONGEST_FOLIO if template in _OF_ONE_CASE else _LONGEST_FOLIOS
            longest = max(_weight(variant.format_map(variables)) for variant in variants)
            if limit is not None and longest > limit:
                raise RecordIntegrityError(f"replies.yaml: {template} takes {longest} of {limit} characters")
        return replies

    def _read(self, name: str, shape: type[ShapeT], under: str | None = None) -> ShapeT:
        path = self._folder / name
        try:
            fields = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - safe: CSafeLoader or SafeLoader
            return shape.model_validate({under: fields} if under else fields)
        except (OSError, yaml.YAMLError) as error:
            raise RecordIntegrityError(f"{name} cannot be read: {error}") from error
        except ValidationError as error:
            raise RecordIntegrityError(f"{name}: {_slips(error)}") from error


def _slips(error: ValidationError) -> str:
    """Tell what is wrong and where. Nothing here is secret: what the shapes themselves say is for whoever edits the file."""
    said = [
        str(one["msg"]) for one in error.errors(include_url=False, include_input=False) if one["type"] == "value_error"
    ]
    return "; ".join([problems_of(error), *said])


def _weight(text: str) -> int:
    """Estimate a length on X from above: what is not Latin counts two."""
    return sum(1 if ord(letter) < 0x1100 else 2 for letter in text)  # noqa: PLR2004 - twitter-text's first range


def _department(entry: DepartmentEntry, holidays: HolidaysFile) -> Department:
    calendar = holidays.calendar(entry.calendar)
    if calendar is None:
        raise RecordIntegrityError(
            f"departments.yaml: {entry.id} has a calendar that holidays.yaml does not: {entry.calendar}"
        )
    return Department(
        entry.id,
        entry.name,
        entry.closes_within_working_days,
        entry.urgent,
        calendar,
        entry.pulls_within_working_hours,
        entry.escalates_after_working_days,
        entry.needs_personal_data,
        entry.liaison_email,
    )


def _other_medium(name: str, entry: OtherMediumEntry) -> OtherMedium:
    return OtherMedium(
        id=name,
        name=entry.name,
        text_limit=entry.text_limit,
        renditions=_forms(entry.renditions),
        instructions=entry.instructions,
        hashtags=entry.hashtags,
    )


def _forms(entries: Mapping[str, RenditionEntry]) -> dict[str, RenditionSpec]:
    return {purpose: RenditionSpec(form.width, form.height, form.max_bytes) for purpose, form in entries.items()}


def _strategy(entry: NetworkEntry) -> NetworkStrategy:
    return NetworkStrategy(
        text_limit=entry.text_limit,
        renditions=_forms(entry.renditions),
        max_images=entry.max_images,
        replies=entry.replies,
        hashtags=entry.hashtags,
        max_hashtags=entry.max_hashtags,
        advised_hashtags=entry.advised_hashtags,
        max_mentions=entry.max_mentions,
        thread_parts=entry.thread_parts,
        edits_in_place=entry.edits_in_place,
        video=_video(entry.video) if entry.video else None,
        publishes_video=entry.video is not None and entry.video.publishes,
        spacing_minutes=entry.spacing_minutes,
        max_posts_per_hour=entry.max_posts_per_hour,
        max_replies_per_hour=entry.max_replies_per_hour,
        best_hours=tuple(sorted(set(entry.best_hours))),
        prices=entry.prices,
        reads=entry.reads,
        plan_gap_minutes=entry.plan_gap_minutes,
        plan_posts_per_day=entry.plan_posts_per_day,
        plan_usd_per_day=entry.plan_usd_per_day,
    )


def _video(entry: VideoEntry) -> VideoSpec:
    return VideoSpec(**entry.model_dump(exclude={"publishes"}))


# Loading ----------------------------------------------------------------------------------------------------------


@cache
def shipped_catalogue() -> YamlCatalogue:
    """Give the catalogue of the package, once per process. It was checked when it was packaged."""
    return YamlCatalogue(FOLDER)


@cache
def load_catalogue(folder: Path = FOLDER) -> YamlCatalogue:
    """
    Load a catalogue and check all of it.

    Raises:
        RecordIntegrityError: a file is missing, no YAML, or says something it may not; names the file and the field.
    """
    return YamlCatalogue(folder).check()


def _logo(entry: LogoEntry, folder: Path) -> Logo:
    pictures = (_read_png(folder / entry.light), _read_png(folder / entry.dark))
    return Logo(*pictures, entry.position, entry.width, entry.clear_space)


def _read_png(path: Path) -> bytes:
    """Read one of the logo's pictures, without decoding it: whoever only needs the departments does not pay for that."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordIntegrityError(f"{path.name} cannot be read: {error}") from error
    if not content.startswith(_PNG_START) or len(content) > _MAX_LOGO_BYTES:
        raise RecordIntegrityError(f"{path.name} is no PNG of at most {_MAX_LOGO_BYTES} bytes")
    return content
