"""
Tells the subjects of a comment apart, where its sentences are about different departments.

Only when it is plain: each sentence alone is to be referred and surely so, and the likeliest department of each is named clearly.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib.adapters.classifiers.normalising import MAX_CHARACTERS
from chalicelib.domain.classification import CommentKind, DepartmentCandidate, Matter, Sentiment

MOST_MATTERS = 3
CLEAR_DEPARTMENT = 0.6
CLEAR_KIND = 0.75
NAMED_DEPARTMENT = 0.85
LIKELY_KIND = 0.5
"""A short part is seldom surely anything; it is enough that it likely asks for something where it names plainly whose it is."""

_FEWEST_LETTERS = 15
_MOST_PARTS = 12

_SHORTENED = (
    "av|km|dr|sr",
    "col|esq|int|ext|cto|cda|dra|sra|lic|ing|tel|fco|sta|sto",
    "blvd|avda|priv|prol|calz|frac|edif|carr",
    "fracc|aprox",
)
"""By length: a pattern looks back a fixed number of letters."""

_NO_SENTENCE_ENDS = (
    "".join(rf"(?<!\b(?:{words})\.)" for words in _SHORTENED)
    + r"(?<!\.\.\.)(?<!\b\w\.)(?!(?<=\bno\.)\s+\d)(?!(?<=\bn[uú]m\.)\s+\d)"
)
"""Neither «…» nor a shortened word with its full stop: «Blvd. Campestre», «No. 12» (but «dicen que no. La…» ends)."""

_BOUNDARY = re.compile(
    rf"{_NO_SENTENCE_ENDS}(?<=[.!?;\n])\s+"
    r"|\n|,? (?:y|e) (?:tambi[eé]n|adem[aá]s|aparte|de paso) |,? (?:adem[aá]s|aparte|tambi[eé]n)[, ] ?"
    r"|,? y (?=(?:no|el|la|los|las|hay|ya) )",
    re.IGNORECASE,
)


class Judged(NamedTuple):
    """Both axes of a text or of a part of it, and the departments that may be competent."""

    kind: CommentKind
    confidence: float
    sentiment: Sentiment
    sentiment_confidence: float
    candidates: tuple[DepartmentCandidate, ...]
    is_spam: bool


def matters_of(text: str, judge: Callable[[str], Judged]) -> tuple[Matter, ...]:
    """Give the subjects of a comment, two at least, or none when it has one. `judge` judges one part alone."""
    found: dict[str, Matter] = {}
    for part in _parts(text):
        alone = judge(part)
        if _is_plain(alone):
            matter = Matter(excerpt=part, comment_kind=alone.kind, candidates=alone.candidates)
            found.setdefault(alone.candidates[0].department_id, matter)
    return tuple(found.values())[:MOST_MATTERS] if len(found) > 1 else ()


def _is_plain(alone: Judged) -> bool:
    if not alone.candidates or not alone.kind.is_referred:
        return False
    department = alone.candidates[0].confidence
    is_clear = alone.confidence >= CLEAR_KIND and department >= CLEAR_DEPARTMENT
    return is_clear or (alone.confidence >= LIKELY_KIND and department >= NAMED_DEPARTMENT)


def _parts(text: str) -> Iterator[str]:
    parts = [part.strip(" ,;") for part in _BOUNDARY.split(text[:MAX_CHARACTERS], maxsplit=_MOST_PARTS)]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) >= _FEWEST_LETTERS)
