"""What the phrases of a comment tell: its features, each with a strength. The phrases are data, in `lexicon.txt`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chalicelib.adapters.classifiers.normalising import Words
from chalicelib.adapters.classifiers.phrases import PhraseTable
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
    table = PhraseTable()
    for label, phrase in entries(_LEXICON.read_text(encoding="utf-8")):
        table.add(label, phrase)
    return table


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Read the format of the lexicon: `[feature]`, then phrases by line or semicolon."""
    label = ""
    for line in text.splitlines():
        if line.startswith("["):
            label = line.strip("[] ")
        elif not line.startswith("#"):
            yield from ((label, phrase.strip()) for phrase in line.split(";") if phrase.strip())
