"""
Tells the subjects of a comment apart, where its sentences are about different departments.

Only when it is plain: each sentence alone is to be referred and surely so, and the likeliest department of each is named clearly.
"""

import re
from collections.abc import Callable, Iterator

from chalicelib.adapters.classifiers.normalising import MAX_CHARACTERS
from chalicelib.domain.comment import Classification, Matter

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


def matters_of(text: str, classify: Callable[[str], Classification]) -> tuple[Matter, ...]:
    """Give the subjects of a comment, two at least, or none when it has one. `classify` judges one part alone."""
    found: dict[str, Matter] = {}
    for part in _parts(text):
        alone = classify(part)
        if _is_plain(alone):
            matter = Matter(excerpt=part, comment_kind=alone.comment_kind, candidates=alone.candidates)
            found.setdefault(alone.candidates[0].department_id, matter)
    return tuple(found.values())[:MOST_MATTERS] if len(found) > 1 else ()


def _is_plain(alone: Classification) -> bool:
    is_wanted = alone.comment_kind.is_referred and alone.kind_confidence >= CLEAR_KIND
    return is_wanted and bool(alone.candidates) and alone.candidates[0].confidence >= CLEAR_DEPARTMENT


def _parts(text: str) -> Iterator[str]:
    parts = [part.strip(" ,;") for part in _BOUNDARY.split(text[:MAX_CHARACTERS], maxsplit=_MOST_PARTS)]
    if len(parts) > 1:
        yield from (part for part in parts if len(part) >= _FEWEST_LETTERS)
