"""
Phrases as pieces, found in a comment in one pass over its words, however many phrases there are.

What a piece is: `fitting`. A phrase that begins with `^` must begin the comment.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from chalicelib.adapters.classifiers.fitting import CUT, GAP, end_of

START = "^"

_MOST_KEPT_WORDS = 8_192

LabelT = TypeVar("LabelT", str, int)


class Match(NamedTuple, Generic[LabelT]):
    """A phrase that was found: what it was entered under, where it stands, how many words of its own it has."""

    label: LabelT
    start: int
    end: int
    size: int


class Entry(NamedTuple, Generic[LabelT]):
    """A phrase under its label; `is_first` where it must begin the comment."""

    label: LabelT
    pieces: tuple[str, ...]
    is_first: bool
    size: int
    needs: str
    """A stem that must stand somewhere in the comment, looked up before anything is compared; empty where none is whole."""


class PieceTable(ABC, Generic[LabelT]):
    """
    Phrases under labels, by the piece that begins them.

    A phrase is written out when a comment first has what begins it: most are begun by no comment a process ever sees.
    """

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._as_typed: dict[str, list[tuple[LabelT, str]]] = {}
        self._written_out: dict[str, tuple[Entry[LabelT], ...]] = {}
        self._lengths: tuple[int, ...] = ()
        self._kept: dict[str, dict[str, list[Entry[LabelT]]]] = {}

    @abstractmethod
    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to the piece it is compared by; a gap and nothing stay what they are."""

    @abstractmethod
    def first_words(self, phrase: str) -> Iterable[str]:
        """Give the words that may begin a phrase as it is typed, a gap or nothing where one may begin with no word."""

    @abstractmethod
    def ways(self, phrase: str, first: str) -> Iterable[tuple[str, ...]]:
        """Give the words of every way to read a phrase that begins with the piece `first`; others may be among them."""

    def add(self, label: LabelT, phrase: str) -> None:
        """
        Enter a phrase as it is typed, once however often it is entered.

        Raises:
            ValueError: a way to read it has no word, or begins with a gap.
        """
        for first in set(map(self.piece_of, self.first_words(phrase.removeprefix(START)))):
            self.enter(first, label, phrase)

    def enter(self, first: str, label: LabelT, phrase: str) -> None:
        """Enter a phrase under the piece it begins with. Raises ValueError where that is none."""
        if first in ("", GAP):
            raise ValueError(f"a phrase begins with a word: {phrase}")
        self._as_typed.setdefault(first, []).append((label, phrase))
        if first[-1] == CUT and len(first) - 1 not in self._lengths:
            self._lengths = tuple(sorted((*self._lengths, len(first) - 1)))
        if self._kept:
            self._kept.clear()
            self._written_out.clear()

    def find(self, words: Sequence[str], stems: Sequence[str]) -> list[Match[LabelT]]:
        """Find every phrase, from left to right, in words with their stems beside them."""
        present = {"", *stems}
        kept = self._kept
        found: list[Match[LabelT]] = []
        for start, word in enumerate(words):
            starting = kept[word] if word in kept else self._starting(word, stems[start])
            # Most words begin nothing; some begin hundreds of phrases, nearly all of which need a word that is not there.
            for need in sorted(starting.keys() & present) if starting else ():
                found += _found(starting[need], words, stems, start)
        return found

    def _starting(self, word: str, stem: str) -> dict[str, list[Entry[LabelT]]]:
        """Give the entries a word may begin, by what each needs besides; what a word begins is kept for its next time."""
        if len(self._kept) >= _MOST_KEPT_WORDS:
            self._kept.clear()
        found = self._kept[word] = {}
        for entry in dict.fromkeys(self._begun_by(word, stem)):
            found.setdefault(entry.needs, []).append(entry)
        return found

    def _begun_by(self, word: str, stem: str) -> Iterator[Entry[LabelT]]:
        yield from self._entries(stem)
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._entries(word[:length] + CUT)

    def _entries(self, first: str) -> tuple[Entry[LabelT], ...]:
        """Give the entries that begin with a piece; what was written out once is kept."""
        typed = self._as_typed.get(first)
        if typed is None:
            return ()
        if first not in self._written_out:
            self._written_out[first] = tuple(entry for one in typed for entry in self._write_out(*one, first))
        return self._written_out[first]

    def _write_out(self, label: LabelT, phrase: str, first: str) -> Iterator[Entry[LabelT]]:
        is_first = phrase.startswith(START)
        for words in self.ways(phrase.removeprefix(START), first):
            pieces = tuple(map(self.piece_of, words))
            if pieces[0] == first:
                needs = next((piece for piece in reversed(pieces[1:]) if piece != GAP and piece[-1] != CUT), "")
                yield Entry(label, pieces, is_first, len(pieces) - pieces.count(GAP), needs)


def longest(matches: Iterable[Match[LabelT]]) -> list[Match[LabelT]]:
    """Leave out what lies within a longer phrase: `fuga de gas` is no `fuga`, `gracias por nada` no `gracias`."""
    kept: list[Match[LabelT]] = []
    for match in sorted(matches, key=_longest_first):
        _, start, end, size = match
        for _, longer_start, longer_end, longer_size in kept:
            if longer_size > size and longer_start <= start and end <= longer_end:
                break
        else:
            kept.append(match)
    return kept


def _longest_first(match: Match[LabelT]) -> tuple[int, int]:
    return -match.size, match.start


def _found(
    entries: Iterable[Entry[LabelT]], words: Sequence[str], stems: Sequence[str], start: int
) -> list[Match[LabelT]]:
    found = []
    for label, pieces, is_first, size, _ in entries:
        end = start + 1 if len(pieces) == 1 else end_of(pieces, 1, words, stems, start + 1)
        if end and not (is_first and start):
            found.append(Match(label, start, end, size))
    return found
