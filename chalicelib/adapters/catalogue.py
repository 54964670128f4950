"""
The municipality's own data, from `chalicelib/catalogue/*.yaml`: departments, strategy, reply texts.

Everything is validated when it is loaded, so that a slip of whoever edits it stops the start and not the thousandth comment.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from chalicelib.adapters.catalogue_files import (
    BlackoutFile,
    ContactsFile,
    DepartmentEntry,
    DepartmentsFile,
    LogoEntry,
    NetworkEntry,
    ProperNounsFile,
    RepliesFile,
    RestrictedWordsFile,
    StrategyFile,
    VideoEntry,
)
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.json_text import problems_of
from chalicelib.domain.media import VideoSpec
from chalicelib.domain.networks import Network
from chalicelib.domain.restricted_words import RestrictedWords
from chalicelib.domain.spanish import folded
from chalicelib.domain.spellings import ProperNouns
from chalicelib.ports import Department, Logo, NetworkStrategy, RenditionSpec

FOLDER = Path(__file__).resolve().parent.parent / "catalogue"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PNG_START, _MAX_LOGO_BYTES = b"\x89PNG\r\n\x1a\n", 200_000
_LONGEST_FOLIO = "LEO-20261231-000000"
_LONGEST_DATE = "31/12/2026"

ShapeT = TypeVar("ShapeT", bound=BaseModel)


class YamlCatalogue:
    """`ports.Catalogue` from the four files, in memory. `attends` is what the classifier ranks departments by."""

    def __init__(
        self,
        departments: DepartmentsFile,
        strategy: StrategyFile,
        replies: RepliesFile,
        nouns: ProperNounsFile,
        logo: Logo | None = None,
    ) -> None:
        """Take the files as read, and the logo. Raises RecordIntegrityError when a reply would not fit where it is sent."""
        entries = departments.departments
        self.departments: Mapping[str, Department] = MappingProxyType(
            {entry.id: _department(entry) for entry in entries}
        )
        self.attends: Mapping[str, tuple[str, ...]] = MappingProxyType({entry.id: entry.attends for entry in entries})
        self.default_department = departments.default
        self.confidence_bar = strategy.confidence_bar
        self.networks = tuple(strategy.networks)
        self.converts_videos = strategy.convert_videos
        self._strategies = {network: _strategy(entry) for network, entry in strategy.networks.items()}
        self.logo = logo
        self._logo_sources = frozenset(strategy.logo.sources if strategy.logo else ())
        self.blackout_windows: tuple[BlackoutWindow, ...] = ()
        self.restricted_words = RestrictedWords()
        self.institutional_contacts: frozenset[str] = frozenset()
        self.proper_nouns = ProperNouns(
            acronyms=frozenset(nouns.acronyms),
            names=(*nouns.names, *(entry.name for entry in entries)),
            first_names=frozenset(map(folded, nouns.first_names)),
        )
        self._replies = replies.texts
        self._check_lengths()

    def restrict(self, blackouts: BlackoutFile, words: RestrictedWordsFile, contacts: ContactsFile) -> None:
        """Take what restricts publishing, and what may always be published."""
        self.blackout_windows = tuple(entry.window() for entry in blackouts.windows)
        self.restricted_words = RestrictedWords(officials=words.officials, party_words=words.party_words)
        self.institutional_contacts = contacts.all

    def strategy(self, network: Network) -> NetworkStrategy:
        """Give how one network is used. Raises RecordIntegrityError when the strategy does not have it."""
        if network not in self._strategies:
            raise RecordIntegrityError(f"the strategy has no network {network}")
        return self._strategies[network]

    def places_logo(self, source: str) -> bool:
        """Say whether the pictures of a source get the logo when its office does not say: `enlaces` stands for every liaison."""
        return self.logo is not None and source.partition("/")[0] in self._logo_sources

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

    def _check_lengths(self) -> None:
        """Write every reply at its longest: what an editor adds must still fit on every network that replies."""
        limit = min((one.text_limit for one in self._strategies.values() if one.replies), default=None)
        longest_name = max((department.name for department in self.departments.values()), key=len)
        variables = {"folio": _LONGEST_FOLIO, "department": longest_name, "due_on": _LONGEST_DATE}
        for template, variants in self._replies.items():
            longest = max(_weight(variant.format_map(variables)) for variant in variants)
            if limit is not None and longest > limit:
                raise RecordIntegrityError(f"replies.yaml: {template} takes {longest} of {limit} characters")


def _weight(text: str) -> int:
    """Estimate a length on X from above: what is not Latin counts two."""
    return sum(1 if ord(letter) < 0x1100 else 2 for letter in text)  # noqa: PLR2004 - twitter-text's first range


def _department(entry: DepartmentEntry) -> Department:
    return Department(entry.id, entry.name, entry.closes_within_working_days, entry.urgent)


def _strategy(entry: NetworkEntry) -> NetworkStrategy:
    return NetworkStrategy(
        text_limit=entry.text_limit,
        renditions={
            purpose: RenditionSpec(form.width, form.height, form.max_bytes)
            for purpose, form in entry.renditions.items()
        },
        max_images=entry.max_images,
        replies=entry.replies,
        hashtags=entry.hashtags,
        max_hashtags=entry.max_hashtags,
        advised_hashtags=entry.advised_hashtags,
        max_mentions=entry.max_mentions,
        thread_parts=entry.thread_parts,
        video=_video(entry.video) if entry.video else None,
        publishes_video=entry.video is not None and entry.video.publishes,
    )


def _video(entry: VideoEntry) -> VideoSpec:
    return VideoSpec(**entry.model_dump(exclude={"publishes"}))


# Loading ----------------------------------------------------------------------------------------------------------


@cache
def load_catalogue(folder: Path = FOLDER) -> YamlCatalogue:
    """
    Load the catalogue, once per process.

    Raises:
        RecordIntegrityError: a file is missing, no YAML, or says something it may not; names the file and the field.
    """
    departments = _read(folder / "departments.yaml", DepartmentsFile)
    strategy = _read(folder / "strategy.yaml", StrategyFile)
    loaded = YamlCatalogue(
        departments,
        strategy,
        _read(folder / "replies.yaml", RepliesFile, under="texts"),
        _read(folder / "proper_nouns.yaml", ProperNounsFile),
        _logo(strategy.logo, folder) if strategy.logo else None,
    )
    loaded.restrict(
        _read(folder / "blackout_windows.yaml", BlackoutFile),
        _read(folder / "restricted_words.yaml", RestrictedWordsFile),
        _read(folder / "institutional_contacts.yaml", ContactsFile),
    )
    return loaded


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


def _read(path: Path, shape: type[ShapeT], under: str | None = None) -> ShapeT:
    try:
        fields = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - safe: CSafeLoader or SafeLoader
        return shape.model_validate({under: fields} if under else fields)
    except (OSError, yaml.YAMLError) as error:
        raise RecordIntegrityError(f"{path.name} cannot be read: {error}") from error
    except ValidationError as error:
        raise RecordIntegrityError(f"{path.name}: {problems_of(error)}") from error
