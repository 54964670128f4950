"""What the files of the catalogue may say. A slip of whoever edits them is refused here, with the place where it is."""

from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from chalicelib.domain.networks import SOCIAL_NETWORKS, Network

VARIABLES = frozenset({"folio", "department", "due_on"})
NEEDED_REPLIES = frozenset({"referred", "closed", "emergency", "discreet"})

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
DepartmentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Purpose = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,20}$")]
PictureFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}\.png$")]
Hashtag = Annotated[str, StringConstraints(pattern=r"^#\w{1,60}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DepartmentEntry(_Shape):
    """One department as its staff describe it."""

    id: DepartmentId
    name: Annotated[str, StringConstraints(min_length=3, max_length=90)]
    closes_within_working_days: Annotated[int, Field(ge=1, le=60)]
    urgent: bool = False
    attends: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    examples: tuple[str, ...] = ()


class DepartmentsFile(_Shape):
    """`departments.yaml`. `default` attends whatever fits nowhere else."""

    default: DepartmentId
    departments: Annotated[tuple[DepartmentEntry, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _ids_are_one_each(self) -> "DepartmentsFile":
        ids = [entry.id for entry in self.departments]
        if len(set(ids)) < len(ids) or self.default not in ids:
            raise ValueError("every id once, and the default among them")
        return self


class RenditionEntry(_Shape):
    """The form of a network's graphics."""

    width: Annotated[int, Field(ge=320, le=4096)]
    height: Annotated[int, Field(ge=320, le=4096)]
    max_bytes: Annotated[int, Field(ge=300_000, le=20_000_000)]


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


class LogoEntry(_Shape):
    """The logo's two pictures, for light grounds and for dark ones, and where it goes; shares of the shorter side."""

    light: PictureFile
    dark: PictureFile
    position: Literal["bottom-right", "bottom-left", "top-right", "top-left"]
    width: Annotated[float, Field(ge=0.05, le=0.5)]
    clear_space: Annotated[float, Field(ge=0, le=0.2)]
    sources: tuple[Literal["prensa", "imagen", "enlaces"], ...]


class StrategyFile(_Shape):
    """`strategy.yaml`. The order of the networks is the order of publishing."""

    logo: LogoEntry | None = None
    confidence_bar: Annotated[float, Field(gt=0, lt=1)]
    networks: Annotated[dict[Network, NetworkEntry], Field(min_length=1)]

    @field_validator("networks")
    @classmethod
    def _have_accounts(cls, networks: dict[Network, NetworkEntry]) -> dict[Network, NetworkEntry]:
        if not set(networks) <= set(SOCIAL_NETWORKS):
            raise ValueError("only networks with an account")
        return networks


class RepliesFile(_Shape):
    """`replies.yaml`: the variants of each fixed text."""

    texts: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]

    @field_validator("texts")
    @classmethod
    def _are_known(cls, texts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if not set(texts) >= NEEDED_REPLIES:
            raise ValueError("a reply is missing")
        for variants in texts.values():
            for variant in variants:
                _check_variables(variant)
        return texts


def _check_variables(text: str) -> None:
    """Let a text name the known variables and nothing else: no index, attribute, conversion or format."""
    for _, variable, form, conversion in Formatter().parse(text):
        if variable is not None and (variable not in VARIABLES or form or conversion):
            raise ValueError(f"a reply may use {', '.join(sorted(VARIABLES))}")
