"""What a network answered, parsed. Hostile until then."""

import json
import logging
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

import requests
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.domain.json_text import problems_of

logger = logging.getLogger(__name__)

NetworkId = Annotated[str, Field(pattern=r"^[0-9A-Za-z_]{1,64}$")]
"""An id as text, whether the network sends it as text or as a number beyond 2^53 (C15); safe in an address."""

_MOST = 10**9
"""No post of a municipality has so many comments, reactions or views."""

ModelT = TypeVar("ModelT", bound="Answer")


class UnreadableAnswerError(Exception):
    """A 2xx whose body is not the JSON object it should be: empty, HTML, cut short (P09)."""


class Answer(BaseModel):
    """Part of an answer: unknown fields are ignored, numbers are accepted as ids, errors never show values."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True, hide_input_in_errors=True)


def json_object(response: requests.Response) -> dict[str, Any]:
    """
    Read the JSON object of an answer, its texts made harmless; null is as good as absent.

    Raises:
        UnreadableAnswerError: there is none.
    """
    try:
        answer = _harmless(json.loads(response.content))
    except (ValueError, RecursionError) as exc:
        raise UnreadableAnswerError(f"status {response.status_code} without readable JSON") from exc
    if not isinstance(answer, dict):
        raise UnreadableAnswerError(f"status {response.status_code} without a JSON object")
    return answer


def count_in(value: object) -> int | None:
    """Read a count; what is none stops nothing."""
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST
    return int(str(value)) if is_count else None


def harmless_text(text: str) -> str:
    """
    Give a text that every store and encoding accepts: half of a surrogate pair and NUL become � (C18).

    Everything else stays as the citizen wrote it: directions, piled accents, ten thousand emoji.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")


def each(kind: type[ModelT], items: Iterable[Any]) -> tuple[list[ModelT], bool]:
    """Parse the items of a page one by one; say whether all could be read. One that could not stops no other."""
    parsed: list[ModelT] = []
    all_read = True
    for item in items:
        try:
            parsed.append(kind.model_validate(item))
        except ValidationError as error:
            all_read = False
            logger.warning("an item could not be read and is left out: %s", problems_of(error))
    return parsed, all_read


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return harmless_text(value)
    if isinstance(value, list):
        return [_harmless(item) for item in value]
    if isinstance(value, dict):
        return {harmless_text(key): _harmless(item) for key, item in value.items() if item is not None}
    return value
