"""
Officials' names and party words, which the law takes from a municipality's voice in electoral times (veda electoral).

An entry in capitals («PAN») is only found in capitals, so that bread is no party; any other entry is found whatever its
capitals and accents. A final `*` lets the last word go on («candidat*»).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.visible_text import as_read

_HUMP = re.compile(r"(?<=[a-záéíóúüñ])(?=[A-ZÁÉÍÓÚÜÑ])")
"""Where a word begins inside a hashtag: «#VotaPAN»."""


class RestrictedWords(BaseModel):
    """What the municipality may not say in electoral times: names of its officials, and words of parties."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    officials: tuple[str, ...] = ()
    party_words: tuple[str, ...] = ()


def words_found(text: str, entries: Iterable[str]) -> tuple[str, ...]:
    """Give the entries that a text has, in the entries' order."""
    plain = as_read(text)
    spaced = f"{plain}\n{_HUMP.sub(' ', plain)}"
    folded = _folded(spaced)
    return tuple(
        entry for entry in entries if _pattern(entry).search(spaced if _is_acronym(entry) else folded) is not None
    )


def _is_acronym(entry: str) -> bool:
    return entry.isupper()


@cache
def _pattern(entry: str) -> re.Pattern[str]:
    core, wildcard = (entry[:-1], r"\w{0,30}") if entry.endswith("*") else (entry, "")
    words = (core if _is_acronym(entry) else _folded(core)).split()
    return re.compile(r"(?<![^\W_])" + r"[\s_]{1,3}".join(map(re.escape, words)) + wildcard + r"(?![^\W_])")


def _folded(text: str) -> str:
    """Without capitals or accents; the ñ too, since hashtags and accounts are often written without it."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
