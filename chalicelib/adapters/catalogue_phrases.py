"""
The phrases of `departments.yaml`: a list, or one text with semicolons, which is shorter and read faster.

A slip is refused with its place, in Spanish: whoever edits the departments reads it.
"""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator

MAX_CHARACTERS = 80
FEWEST_LETTERS = 3
OPEN_ENDINGS = frozenset("cq")
"""Letters whose sound depends on the next one: a cut word (`infrac*`) must not end in them."""

_UNKNOWN = re.compile(r"[^\w\s.*!,@/-]")


def split(given: object) -> object:
    """Take a text with semicolons apart; what is no text is left to the validation."""
    return [phrase for phrase in map(str.strip, given.split(";")) if phrase] if isinstance(given, str) else given


def check(owner: str, phrases: Sequence[str]) -> None:
    """Raise ValueError that names, in Spanish, the first phrase of an owner that cannot be looked for, or is there twice."""
    for phrase in phrases:
        if fault := fault_of(phrase):
            raise ValueError(f"{owner}: «{phrase}»: {fault}")
    if len(set(phrases)) < len(phrases):
        raise ValueError(f"{owner}: «{next(one for one in phrases if phrases.count(one) > 1)}» está dos veces")


def fault_of(phrase: str) -> str:
    """Say in Spanish what is wrong with a phrase, or nothing."""
    if not 1 < len(phrase) <= MAX_CHARACTERS:
        return f"una frase tiene de 2 a {MAX_CHARACTERS} letras"
    if phrase.startswith("..") or phrase.endswith(".."):
        return "«..» va en medio de dos palabras"
    if _UNKNOWN.search(phrase):
        return "sólo lleva palabras, «*» al final de una palabra y «..»"
    cut = [word[:-1] for word in phrase.split() if "*" in word] if "*" in phrase else []
    if any(len(word) < FEWEST_LETTERS or "*" in word or word[-1] in OPEN_ENDINGS for word in cut):
        return "la palabra cortada con «*» necesita al menos tres letras y otra letra al final (ni c ni q)"
    return ""


Phrases = Annotated[tuple[str, ...], BeforeValidator(split)]
