"""
Phrases as whoever writes a lexicon types them.

A phrase is words separated by spaces. Each is compared by its stem; `ponch*` stands for every word that begins so, `..` for up
to three words of any kind, `(a|b c|)` for one of the alternatives, `^` for the beginning of the comment.
"""

import re
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

from chalicelib.adapters.classifiers.fitting import CUT, GAP
from chalicelib.adapters.classifiers.normalising import Words, phrase_words, stem
from chalicelib.adapters.classifiers.pieces import Match, PieceTable

_PARTS = re.compile(r"\([^()]*\)|[^\s()]+")


class PhraseTable(PieceTable[str]):
    """Phrases under labels, compared as they are written."""

    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to its stem."""
        return word if word in ("", GAP) or word[-1] == CUT else stem(word)

    def first_words(self, phrase: str) -> Iterator[str]:
        """Give the words of its first part, and of the next where that may be left out; nothing where all may."""
        for part in _PARTS.finditer(phrase):
            begins = [words[0] if words else "" for words in _choices(part[0])]
            yield from filter(None, begins)
            if all(begins):
                return
        yield ""

    def ways(self, phrase: str, first: str) -> Iterator[tuple[str, ...]]:
        """Write out the alternatives of a phrase, without those of its first part that begin otherwise."""
        choices = [_choices(part) for part in _PARTS.findall(phrase)]
        choices[0] = [words for words in choices[0] if not words or self.piece_of(words[0]) == first]
        for chosen in product(*choices):
            yield tuple(chain.from_iterable(chosen))

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


def _choices(part: str) -> list[list[str]]:
    return [phrase_words(choice) for choice in part.strip("()").split("|")]
