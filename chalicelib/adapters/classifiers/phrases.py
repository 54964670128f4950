"""
Phrases as whoever writes a lexicon types them.

A phrase is words separated by spaces. Each is compared by its stem; `ponch*` stands for every word that begins so, `..` for up
to three words of any kind, `(a|b c|)` for one of the alternatives, `^` for the beginning of the comment.
"""

import re
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

from chalicelib.adapters.classifiers.normalising import Words, phrase_words, stem
from chalicelib.adapters.classifiers.pieces import CUT, GAP, Match, PieceTable

_START = "^"
_PARTS = re.compile(r"\([^()]*\)|[^\s()]+")


class PhraseTable(PieceTable[str]):
    """Phrases under labels, compared as they are written."""

    def add(self, label: str, phrase: str) -> None:
        """Enter a phrase, with all its alternatives."""
        is_first = phrase.startswith(_START)
        for words in _alternatives(phrase.removeprefix(_START)):
            self.enter(label, words, is_first=is_first)

    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to its stem."""
        return word if word == GAP or word[-1] == CUT else stem(word)

    def matches(self, comment: Words) -> list[Match[str]]:
        """Find every phrase, from left to right."""
        return self.find(comment.words, comment.stems)


def table_of(file: Path) -> PhraseTable:
    """Read a file of phrases under their labels."""
    table = PhraseTable()
    for label, phrase in entries(file.read_text(encoding="utf-8")):
        table.add(label, phrase)
    return table


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Read the format of such a file: `[feature]`, then phrases by line or semicolon."""
    label = ""
    for line in text.splitlines():
        if line.startswith("["):
            label = line.strip("[] ")
        elif not line.startswith("#"):
            yield from ((label, phrase.strip()) for phrase in line.split(";") if phrase.strip())


def _alternatives(phrase: str) -> Iterator[tuple[str, ...]]:
    """Write out every way to read a phrase."""
    parts = _PARTS.findall(phrase)
    choices = [part[1:-1].split("|") if part.startswith("(") else [part] for part in parts]
    for chosen in product(*(map(phrase_words, choice) for choice in choices)):
        yield tuple(chain.from_iterable(chosen))
