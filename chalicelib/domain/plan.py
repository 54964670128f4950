"""
A campaign's calendar (plan de campaña): one row a post, under headings in Spanish (manual 1.1, 2.5).

Each row is read by itself; what is wrong with it is said by column, in Spanish.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from chalicelib import texts_es
from chalicelib.domain.calendar import end_of_day, local_instant
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.order import AltText, Hashtag, MediumId, PostText, PublicationOrder, ShortText
from chalicelib.domain.plan_columns import column_of, fold
from chalicelib.domain.plan_dates import DATE_AND_HOUR, read_date, read_hour

MAX_SLUG = 60

_NETWORKS = {
    "x": Network.X,
    "twitter": Network.X,
    "facebook": Network.FACEBOOK,
    "fb": Network.FACEBOOK,
    "instagram": Network.INSTAGRAM,
    "ig": Network.INSTAGRAM,
}
_ALL_NETWORKS = frozenset({"todas", "todos", "all"})
_PRIORITIES = {
    "normal": "normal",
    "alta": "high",
    "high": "high",
    "urgente": "high",
    "en_vivo": "live",
    "vivo": "live",
    "cobertura": "live",
    "live": "live",
}
_FORMATS = {
    "publicacion": PostFormat.FEED,
    "post": PostFormat.FEED,
    "feed": PostFormat.FEED,
    "historia": PostFormat.STORY,
    "story": PostFormat.STORY,
}
_SEVERAL = re.compile(r"[,;/\n]|\s+y\s+|\s+e\s+")


def _several(text: object) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(str(text)) if part.strip()]


def _networks(text: object) -> tuple[Network, ...] | None:
    names = [fold(name) for name in _several(text)]
    if len(names) == 1 and names[0] in _ALL_NETWORKS:
        return None
    if any(name not in _NETWORKS for name in names):
        raise PydanticCustomError("plan", texts_es.PLAN_NETWORK_WRONG)
    return tuple(dict.fromkeys(_NETWORKS[name] for name in names))


def _priority(text: object) -> str:
    if fold(str(text)) not in _PRIORITIES:
        raise PydanticCustomError("plan", texts_es.PLAN_PRIORITY_WRONG)
    return _PRIORITIES[fold(str(text))]


def _format(text: object) -> PostFormat:
    if fold(str(text)) not in _FORMATS:
        raise PydanticCustomError("plan", texts_es.PLAN_FORMAT_WRONG)
    return _FORMATS[fold(str(text))]


def _media(text: object) -> list[str]:
    return list(dict.fromkeys(fold(name).replace("_", "-") for name in _several(text)))


def _hashtags(text: object) -> list[str]:
    return str(text).replace(",", " ").replace(";", " ").split()


def _until(text: object) -> datetime:
    """Read the end of a term: an instant, or a day to its end."""
    both = DATE_AND_HOUR.fullmatch(str(text).strip())
    if both is None:
        return end_of_day(read_date(text))
    return local_instant(datetime.combine(read_date(both[1]), read_hour(both[2])))


Several = BeforeValidator(_several)


class PlanLine(BaseModel):
    """A row as it was understood. `on` and `at` are León's; `networks` None means all that the strategy names."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    on: Annotated[date, BeforeValidator(read_date)]
    at: Annotated[time, BeforeValidator(read_hour)]
    valid_until: Annotated[datetime | None, BeforeValidator(_until)] = None
    networks: Annotated[tuple[Network, ...] | None, BeforeValidator(_networks)] = None
    name: ShortText | None = None
    text: PostText | None = None
    text_x: PostText | None = None
    text_facebook: PostText | None = None
    text_instagram: PostText | None = None
    campaign: ShortText | None = None
    category: ShortText | None = None
    priority: Annotated[Literal["normal", "high", "live"], BeforeValidator(_priority)] = "normal"
    alt_text: AltText | None = None
    format: Annotated[PostFormat, BeforeValidator(_format)] = PostFormat.FEED
    graphics: Annotated[tuple[ShortText, ...], Several, Field(max_length=10)] = ()
    hashtags: Annotated[tuple[Hashtag, ...], BeforeValidator(_hashtags), Field(max_length=10)] = ()
    department: ShortText | None = None
    other_media: Annotated[tuple[MediumId, ...], BeforeValidator(_media), Field(max_length=10)] = ()

    @field_validator("format")
    @classmethod
    def _has_somewhere_to_go(cls, form: PostFormat, info: ValidationInfo) -> PostFormat:
        networks = info.data.get("networks")
        if form is PostFormat.STORY and networks is not None and Network.INSTAGRAM not in networks:
            raise PydanticCustomError("plan", texts_es.PLAN_STORY_ELSEWHERE)
        return form

    @property
    def publish_at(self) -> datetime:
        """The instant the post is to go out."""
        return local_instant(datetime.combine(self.on, self.at))

    @property
    def own_texts(self) -> dict[Network, str]:
        """The texts written for one network alone."""
        written = {
            Network.X: self.text_x,
            Network.FACEBOOK: self.text_facebook,
            Network.INSTAGRAM: self.text_instagram,
        }
        return {network: text for network, text in written.items() if text}

    @property
    def slug(self) -> str:
        """The name of the post's folder: its name, or the first words of its text. Empty when neither has a letter."""
        return slug_of(self.name or self.text or next(iter(self.own_texts.values()), ""))

    def order(self, networks: Iterable[Network]) -> PublicationOrder:
        """Give what the row asks for, as `publicacion.yaml` would; `networks` are those it goes to."""
        texts = {network: self.own_texts.get(network) or self.text for network in networks}
        return PublicationOrder.model_validate(
            {
                "networks": self.networks,
                "publish_at": self.publish_at,
                "valid_until": self.valid_until,
                "campaign": self.campaign,
                "category": self.category,
                "priority": self.priority,
                "text": {network: text for network, text in texts.items() if text},
                "formats": {Network.INSTAGRAM: self.format} if self.format is PostFormat.STORY else {},
                "hashtags": self.hashtags,
                "alt_text": self.alt_text,
                "graphics": tuple(graphic.upper() for graphic in self.graphics),
                "other_media": self.other_media,
            }
        )


def slug_of(name: str) -> str:
    """Make the name of a folder of a name or a text: small letters, numbers and dashes, at most 60."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name[:200])).strip("-")[:MAX_SLUG].strip("-")


def read_line(cells: Mapping[str, str]) -> tuple[PlanLine | None, tuple[str, ...]]:
    """Read a row's cells by field: the row, or what is wrong with it, column by column, in Spanish."""
    given = dict(cells)
    both = DATE_AND_HOUR.fullmatch(given.get("on", ""))
    if both and "at" not in given:
        given |= {"on": both[1], "at": both[2]}
    try:
        return PlanLine.model_validate(given), ()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
    said = [
        texts_es.plan_error(column_of(str(each["loc"][0])), _said(each["type"], each["loc"], each["msg"]))
        for each in problems
    ]
    return None, tuple(dict.fromkeys(said))


def _said(kind: str, place: tuple[int | str, ...], message: str) -> str:
    if kind == "plan":
        return message
    if kind == "missing":
        return texts_es.PLAN_HOUR_MISSING if place[0] == "at" else texts_es.PLAN_DATE_WRONG
    if place[0] == "hashtags":
        return texts_es.PLAN_HASHTAG_WRONG
    return texts_es.PLAN_TOO_LONG if kind in {"string_too_long", "too_long"} else texts_es.PLAN_NOT_VALID
