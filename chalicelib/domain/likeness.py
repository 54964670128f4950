"""
When two comments say the same about the same place (manual 4.2): near-identical texts, whoever wrote them.

Case, accents, drawn-out letters, punctuation and greetings make no difference; the place is compared by itself, and every
number must be the same: «Hidalgo 120» is another house than «Hidalgo 210».
"""

import re
import unicodedata
import zlib

MAX_CHARACTERS = 2_000
"""As much of a text is compared; what is longer is no short notice of a neighbour."""

MAX_WORDS = 60
ALIKE_FROM = 0.75
"""Which share of all their words two texts must have in common."""

_FEWEST_WORDS = 2
_WORD = re.compile(r"[a-z]+|\d+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_NOT_OURS = re.compile(r"https?://\S{1,300}|@\w{1,60}")
_GREETINGS = {"hola", "buen", "buenos", "buena", "buenas", "dia", "dias", "tarde", "tardes", "noche", "noches"}
_COURTESIES = {"por", "favor", "favorcito", "gracias"}
_NOT_SAYING = frozenset(_GREETINGS | _COURTESIES)
_KINDS_OF_PLACES = {"colonia", "col", "fraccionamiento", "fracc", "barrio", "comunidad", "zona", "esquina"}
_KINDS_OF_STREETS = {"calle", "c", "avenida", "av", "boulevard", "bulevar", "blvd"}
_JOINING = {"entre", "con", "de", "del", "la", "el", "los", "las", "en", "y", "a"}
_NOT_NAMING = frozenset(_KINDS_OF_PLACES | _KINDS_OF_STREETS | _JOINING)


def folded_place(place: str | None) -> str:
    """Reduce a place to what names it: «col. Las Joyas» and «colonia las joyas» are one. Empty where nothing does."""
    return " ".join(sorted({word for word in _words(place or "") if word not in _NOT_NAMING}))


def signature(text: str, place: str | None) -> tuple[int, ...]:
    """
    Give what a text is compared by: a number for each of its words but the place's and greetings, in order.

    Empty where too little is left to compare.
    """
    if len(text) > MAX_CHARACTERS:
        return ()
    of_place = set(_words(place or ""))
    words = {word for word in _words(text) if word not in _NOT_SAYING and (word not in of_place or word.isdigit())}
    if not _FEWEST_WORDS <= len(words) <= MAX_WORDS:
        return ()
    return tuple(sorted(_number(word) for word in words))


def are_alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether two signatures are of near-identical texts with the very same numbers."""
    mine, theirs = set(one), set(other)
    if not mine or not theirs or _numbers(mine) != _numbers(theirs):
        return False
    return len(mine & theirs) >= ALIKE_FROM * len(mine | theirs)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _NOT_OURS.sub(" ", text[:MAX_CHARACTERS])).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _WORD.findall(_DRAWN_OUT.sub(r"\1", bare))


def _number(word: str) -> int:
    """Give a word's number: even for words, odd for what was written as a number."""
    return zlib.crc32(word.encode()) << 1 | word.isdigit()


def _numbers(words: set[int]) -> set[int]:
    return {word for word in words if word & 1}
