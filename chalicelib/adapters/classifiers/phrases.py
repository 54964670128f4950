"""
A table of phrases, found in a comment in one pass over its words.

A phrase is words separated by spaces. Each is compared by its stem; `ponch*` stands for every word that begins so, `..` for up
to three words of any kind, `(a|b c|)` for one of the alternatives, `^` for the beginning of the comment.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from chalicelib.adapters.classifiers.normalising import Words, phrase_words, stem

MAX_GAP = 3

_MOST_KEPT_WORDS = 8_192
_GAP = ".."
_START = "^"
_PARTS = re.compile(r"\([^()]*\)|[^\s()]+")


class Match(NamedTuple):
    """A phrase that was found: what it was entered under, where it stands, how many words of its own it has."""

    label: str
    start: int
    end: int
    size: int


class _Entry(NamedTuple):
    label: str
    pieces: tuple[str, ...]
    is_first: bool
    size: int
    needs: str
    """A stem that must stand somewhere in the comment, looked up before anything is compared; empty where none is whole."""


class PhraseTable:
    """Phrases under labels."""

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._by_stem: dict[str, list[_Entry]] = {}
        self._by_beginning: dict[str, list[_Entry]] = {}
        self._lengths: tuple[int, ...] = ()
        self._kept: dict[str, tuple[tuple[str, tuple[_Entry, ...]], ...]] = {}

    def add(self, label: str, phrase: str) -> None:
        """Enter a phrase, with all its alternatives."""
        for words in _alternatives(phrase):
            self._enter(label, words)

    def matches(self, comment: Words) -> Iterator[Match]:
        """Find every phrase, from left to right."""
        present = {"", *comment.stems}
        for start, word in enumerate(comment.words):
            for need, entries in self._starting(word, comment.stems[start]):
                if need in present:
                    yield from _found(entries, comment, start)

    def _enter(self, label: str, words: Sequence[str]) -> None:
        self._kept.clear()
        pieces = tuple(word if word == _GAP or word.endswith("*") else stem(word) for word in words if word != _START)
        if not pieces or pieces[0] == _GAP:
            raise ValueError(f"a phrase begins with a word: {' '.join(words)}")
        needs = next((piece for piece in reversed(pieces[1:]) if piece != _GAP and not piece.endswith("*")), "")
        entry = _Entry(label, pieces, words[0] == _START, sum(piece != _GAP for piece in pieces), needs)
        first = pieces[0]
        if entry in self._by_stem.get(first, ()) or entry in self._by_beginning.get(first.removesuffix("*"), ()):
            return
        if first.endswith("*"):
            self._by_beginning.setdefault(first[:-1], []).append(entry)
            self._lengths = tuple(sorted({len(beginning) for beginning in self._by_beginning}))
        else:
            self._by_stem.setdefault(first, []).append(entry)

    def _starting(self, word: str, stemmed: str) -> tuple[tuple[str, tuple[_Entry, ...]], ...]:
        """Give the entries a word may begin, by what each needs besides; what a word begins is kept for its next time."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            by_need: dict[str, list[_Entry]] = {}
            for entry in self._begun_by(word, stemmed):
                by_need.setdefault(entry.needs, []).append(entry)
            found = self._kept[word] = tuple((need, tuple(entries)) for need, entries in by_need.items())
        return found

    def _begun_by(self, word: str, stemmed: str) -> Iterator[_Entry]:
        yield from self._by_stem.get(stemmed, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._by_beginning.get(word[:length], ())


def longest(matches: Iterable[Match]) -> list[Match]:
    """Leave out what lies within a longer phrase: `fuga de gas` is no `fuga`, `gracias por nada` no `gracias`."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda found: (-found.size, found.start)):
        if not any(_holds(longer, match) for longer in kept):
            kept.append(match)
    return kept


def _holds(longer: Match, match: Match) -> bool:
    return longer.size > match.size and longer.start <= match.start and match.end <= longer.end


def _found(entries: Iterable[_Entry], comment: Words, start: int) -> Iterator[Match]:
    for entry in entries:
        if entry.is_first and start > 0:
            continue
        end = _end(entry.pieces, 1, comment, start + 1)
        if end:
            yield Match(entry.label, start, end, entry.size)


def _end(pieces: tuple[str, ...], at: int, comment: Words, position: int) -> int:
    """Tell where a phrase ends that fits up to here, or 0."""
    if at == len(pieces):
        return position
    if pieces[at] == _GAP:
        return _end_after_gap(pieces, at + 1, comment, position)
    if position < len(comment.words) and _fits(pieces[at], comment, position):
        return _end(pieces, at + 1, comment, position + 1)
    return 0


def _end_after_gap(pieces: tuple[str, ...], at: int, comment: Words, position: int) -> int:
    if at == len(pieces):
        return position if position <= len(comment.words) else 0
    ends = (_end(pieces, at, comment, position + skipped) for skipped in range(MAX_GAP + 1))
    return next((end for end in ends if end), 0)


def _fits(piece: str, comment: Words, position: int) -> bool:
    if piece.endswith("*"):
        return comment.words[position].startswith(piece[:-1])
    return comment.stems[position] == piece


def _alternatives(phrase: str) -> Iterator[list[str]]:
    """Write out every way to read a phrase."""
    parts = _PARTS.findall(phrase.replace(_START, f"{_START} "))
    choices = [part[1:-1].split("|") if part.startswith("(") else [part] for part in parts]
    for chosen in product(*choices):
        yield phrase_words(" ".join(chosen))
