"""
Officials' names and party words, which the law takes from a municipality's voice in electoral times (veda electoral).

An entry in capitals («PAN») is only found in capitals, so that bread is no party; any other entry is found whatever its
capitals and accents. A final `*` lets the last word go on («candidat*»).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.visible_text import as_read

_HUMP = re.compile(r"(?<=[a-záéíóúüñ])(?=[A-ZÁÉÍÓÚÜÑ])")
"""Where a word begins inside a hashtag: «#VotaPAN»."""


class RestrictedWords(BaseModel):
    """What the municipality may not say in electoral times: names of its officials, and words of parties."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    officials: tuple[str, ...] = ()
    party_words: tuple[str, ...] = ()


def words_found(text: str, entries: Iterable[str]) -> tuple[str, ...]:
    """Give the entries that a text has, in the entries' order."""
    spaced, folded = _read(text)
    return tuple(entry for entry in entries if _has(spaced if _is_acronym(entry) else folded, entry))


@lru_cache(maxsize=32)
def _read(text: str) -> tuple[str, str]:
    """Give a text as it is read, hashtags parted too, and the same without capitals or accents; each is asked for often."""
    plain = as_read(text)
    spaced = f"{plain}\n{_HUMP.sub(' ', plain)}"
    return spaced, _folded(spaced)


def _has(text: str, entry: str) -> bool:
    # Most texts have not even the first word: to look for it plainly is twenty times faster.
    return _words_of(entry)[0] in text and _pattern(entry).search(text) is not None


def _is_acronym(entry: str) -> bool:
    return entry.isupper()


@cache
def _words_of(entry: str) -> tuple[str, ...]:
    core = entry.removesuffix("*")
    return tuple((core if _is_acronym(entry) else _folded(core)).split())


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    wildcard = r"\w{0,30}" if entry.endswith("*") else ""
    phrase = r"[\s_]{1,3}".join(map(re.escape, _words_of(entry)))
    return re.compile(rf"(?<![^\W_]){phrase}{wildcard}(?![^\W_])")


def _folded(text: str) -> str:
    """Without capitals or accents; the ñ too, since hashtags and accounts are often written without it."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
