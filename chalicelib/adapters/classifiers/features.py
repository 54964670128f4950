"""What the phrases of a comment tell: its features, each with a strength. The phrases are data, in `lexicon.txt`."""

from functools import cache
from pathlib import Path

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.phrases import PhraseTable, table_of
from chalicelib.adapters.classifiers.pieces import longest

_LEXICON = Path(__file__).with_name("lexicon.txt")
_STRENGTHS = (0.0, 1.0, 1.4, 1.6)
"""Said once, twice, three times or more in different words."""


def features_of(comment: Words) -> dict[str, float]:
    """Give the features of a comment. One phrase said twice counts once."""
    said: dict[str, set[tuple[str, ...]]] = {}
    for match in longest(lexicon().matches(comment)):
        said.setdefault(match.label, set()).add(comment.stems[match.start : match.end])
    strengths = {label: _STRENGTHS[min(len(phrases), len(_STRENGTHS) - 1)] for label, phrases in said.items()}
    return strengths | dict.fromkeys(comment.marks, 1.0)


@cache
def lexicon() -> PhraseTable:
    """Load the phrases, once per process."""
    return table_of(_LEXICON)
