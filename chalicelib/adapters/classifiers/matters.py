"""
Tells the subjects of a comment apart, where its sentences are about different departments.

Only when it is plain: each sentence alone is to be referred and surely so, and the likeliest department of each is named clearly.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib.adapters.classifiers.normalising import MAX_CHARACTERS
from chalicelib.domain.comment import CommentKind, DepartmentCandidate, Matter, Sentiment

MOST_MATTERS = 3
CLEAR_DEPARTMENT = 0.6
CLEAR_KIND = 0.75
_FEWEST_LETTERS = 15
_MOST_PARTS = 12

_BOUNDARY = re.compile(
    r"(?<=[.!?;\n])\s+|\n|,? (?:y|e) (?:tambi[eé]n|adem[aá]s|aparte|de paso) |,? (?:adem[aá]s|aparte|tambi[eé]n)[, ] ?"
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
    is_wanted = alone.kind.is_referred and alone.confidence >= CLEAR_KIND
    return is_wanted and bool(alone.candidates) and alone.candidates[0].confidence >= CLEAR_DEPARTMENT


def _parts(text: str) -> Iterator[str]:
    parts = [part.strip(" ,;") for part in _BOUNDARY.split(text[:MAX_CHARACTERS], maxsplit=_MOST_PARTS)]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) >= _FEWEST_LETTERS)
