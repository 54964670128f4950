"""
Words of Spanish prose as press offices write it: links, hashtags and mentions in it, capitals, what two texts have in common.
"""

import re
import unicodedata
from functools import lru_cache

MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
"""As `date.weekday()` counts them."""

LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]{2,2000}|(?<![\w@.-])(?:[\w-]{1,63}\.){1,4}(?:gob|com|org|net|edu)(?:\.mx)?\b(?:/[^\s<>«»“”\"]{0,500})?",
    re.IGNORECASE,
)
"""Addresses on the web, also those an office writes without `https://`."""

_LINK_SIGNS = ("://", "www.", ".gob", ".com", ".org", ".net", ".edu")

HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d_])\w{1,100}")
MENTION = re.compile(r"(?<![\w.@])@\w{1,50}")

_ACCENTS = re.compile("[\u0300-\u036f]")


def words(text: str) -> frozenset[str]:
    """Give the words of a list that is written in one line."""
    return frozenset(text.split())


def link_of(found: str) -> str:
    """Give a link without the punctuation of the sentence it stood in."""
    link = found.rstrip(".,;:!?'’…*")
    while link.endswith(")") and link.count(")") > link.count("("):
        link = link[:-1].rstrip(".,;:")
    return link


def links_in(text: str) -> tuple[str, ...]:
    """Give the links of a text, each once, in order."""
    return tuple(dict.fromkeys(link_of(found) for found in LINK.findall(text))) if may_link(text) else ()


def may_link(text: str) -> bool:
    """Say quickly whether a text can have a link at all: most sentences have none."""
    small = text.lower()
    return any(sign in small for sign in _LINK_SIGNS)


def hashtags_in(text: str) -> tuple[str, ...]:
    """Give the hashtags of a text, each once whatever its capitals and accents, in order."""
    if "#" not in text:
        return ()
    first: dict[str, str] = {}
    for tag in HASHTAG.findall(LINK.sub(" ", text)):
        first.setdefault(folded(tag), tag)
    return tuple(first.values())


@lru_cache(maxsize=8_192)
def folded(text: str) -> str:
    """Give a text without capitals and accents, to compare by; ñ stays a letter of its own."""
    kept = text.casefold().replace("ñ", "\0")
    if kept.isascii():
        return kept.replace("\0", "ñ")
    return _ACCENTS.sub("", unicodedata.normalize("NFD", kept)).replace("\0", "ñ")


def capitalised(text: str) -> str:
    """Write the first letter of a sentence as a capital, also behind an opening mark."""
    for position, letter in enumerate(text):
        if letter.isalpha():
            return text[:position] + letter.upper() + text[position + 1 :]
        if letter not in "¿¡«“\"'( ":
            break
    return text


_CONTENT = re.compile(r"[^\W\d_]{4,}|\d[\d,.:]*\d|\d")


def content_of(text: str) -> frozenset[str]:
    """Give what a text is about: its longer words by their beginning, and its numbers. To tell whether two say the same."""
    return frozenset(word[:6] for word in _CONTENT.findall(folded(text)))
