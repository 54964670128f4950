"""
Why a comment cannot wait: somebody's life, a woman who suffers violence, a child (manual 4.2).

By phrases alone, so that nothing learnt can lose what is said plainly; `alarm` adds what was learnt. One too many is looked at
by a person; one missed is not.
"""

from functools import cache
from pathlib import Path

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.phrases import PhraseTable, table_of
from chalicelib.adapters.classifiers.pieces import longest
from chalicelib.domain.classification import Urgency

_PHRASES = Path(__file__).with_name("urgencies.txt")
_GRAVEST_FIRST = (Urgency.VIOLENCE_AGAINST_WOMEN, Urgency.LIFE, Urgency.MINORS)
"""Violence against women has a department of its own and is never answered with details: it goes before the others."""


def urgency_of(comment: Words) -> Urgency | None:
    """Say why a comment cannot wait by what a phrase of it says, or None."""
    said = {match.label for match in longest(_phrases().matches(comment))}
    return next((urgency for urgency in _GRAVEST_FIRST if urgency in said), None)


@cache
def _phrases() -> PhraseTable:
    return table_of(_PHRASES)
