"""
What a department does not need to know: where somebody lives, to the number of the house (Q12, minimising personal data).

The street stays, since a leak or a lamp is somewhere; the number of the house that a citizen calls their own goes. Every
pattern is bounded: the time grows with the text's length, whatever the text.
"""

import re

from chalicelib import texts_es

MAX_TEXT_LETTERS = 20_000
"""
How much of a text goes into a message. As ASCII JSON a letter takes at most twelve bytes: 240,000, below the 256 KiB that
SQS took for years (1 MiB since 2025). No message needs a claim check; the whole text is in the API.
"""

HOME = re.compile(
    r"\b(?:(?<!\ben )viv(?:o|e|imos|en)|mi (?:casa|domicilio|direcci[oó]n)|su (?:casa|domicilio|direcci[oó]n)|domicilio)\b"
    r"[^\n]{0,60}?(?:#|n[uú]m(?:ero)?\.?|no\.|[a-záéíóúñ.]) ?(\d{1,4})\b"
    r"(?! ?(?:años|dias|días|meses|de |hij|niñ|horas|personas|veces|%|[:h]\d))",
    re.IGNORECASE,
)
"""Where somebody lives, with the number of the house."""


def house_numbers(text: str) -> tuple[str, ...]:
    """Give the numbers of houses that a text calls somebody's home, each once."""
    return tuple(dict.fromkeys(match[1] for match in HOME.finditer(text)))


def without_numbers(text: str, numbers: tuple[str, ...]) -> str:
    """Hide these numbers of houses wherever they stand alone in a text."""
    if not numbers:
        return text
    alternatives = "|".join(map(re.escape, numbers))
    return re.sub(rf"(?<![\w.,$])(?:{alternatives})(?![\w%]|[.,:]\d)", texts_es.HIDDEN_NUMBER, text)


def cut(text: str) -> str:
    """Give as much of a text as a message takes, and say so where it is not all."""
    if len(text) <= MAX_TEXT_LETTERS:
        return text
    return text[: MAX_TEXT_LETTERS - len(texts_es.TEXT_GOES_ON)] + texts_es.TEXT_GOES_ON
