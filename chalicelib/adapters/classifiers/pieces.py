"""
Phrases as pieces, found in a comment in one pass over its words, however many phrases there are.

A piece is a stem, `ponch*` for every word that begins so, or `..` for up to three words of any kind.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

MAX_GAP = 3
GAP = ".."
CUT = "*"

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


class PieceTable(Generic[LabelT]):
    """Phrases under labels, by the piece that begins them."""

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._by_stem: dict[str, list[Entry[LabelT]]] = {}
        self._by_beginning: dict[str, list[Entry[LabelT]]] = {}
        self._lengths: tuple[int, ...] = ()
        self._kept: dict[str, tuple[tuple[str, tuple[Entry[LabelT], ...]], ...]] = {}

    def enter(self, label: LabelT, pieces: tuple[str, ...], *, is_first: bool = False) -> None:
        """
        Enter a phrase by its pieces, once however often it is entered.

        Raises:
            ValueError: it has no piece, or begins with a gap.
        """
        if not pieces or pieces[0] == GAP:
            raise ValueError(f"a phrase begins with a word: {' '.join(pieces)}")
        self._kept.clear()
        needs = next((piece for piece in reversed(pieces[1:]) if piece != GAP and not piece.endswith(CUT)), "")
        entry = Entry(label, pieces, is_first, len(pieces) - pieces.count(GAP), needs)
        first = pieces[0]
        beginning = first.removesuffix(CUT)
        if first.endswith(CUT) and len(beginning) not in self._lengths:
            self._lengths = tuple(sorted((*self._lengths, len(beginning))))
        same_start = (self._by_beginning if first.endswith(CUT) else self._by_stem).setdefault(beginning, [])
        if entry not in same_start:
            same_start.append(entry)

    def find(self, words: Sequence[str], stems: Sequence[str]) -> Iterator[Match[LabelT]]:
        """Find every phrase, from left to right, in words with their stems beside them."""
        present = {"", *stems}
        for start, word in enumerate(words):
            for need, entries in self._starting(word, stems[start]):
                if need in present:
                    yield from _found(entries, words, stems, start)

    def _starting(self, word: str, stem: str) -> tuple[tuple[str, tuple[Entry[LabelT], ...]], ...]:
        """Give the entries a word may begin, by what each needs besides; what a word begins is kept for its next time."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            by_need: dict[str, list[Entry[LabelT]]] = {}
            for entry in self._begun_by(word, stem):
                by_need.setdefault(entry.needs, []).append(entry)
            found = self._kept[word] = tuple((need, tuple(entries)) for need, entries in by_need.items())
        return found

    def _begun_by(self, word: str, stem: str) -> Iterator[Entry[LabelT]]:
        yield from self._by_stem.get(stem, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._by_beginning.get(word[:length], ())


def longest(matches: Iterable[Match[LabelT]]) -> list[Match[LabelT]]:
    """Leave out what lies within a longer phrase: `fuga de gas` is no `fuga`, `gracias por nada` no `gracias`."""
    kept: list[Match[LabelT]] = []
    for match in sorted(matches, key=lambda found: (-found.size, found.start)):
        if not any(_holds(longer, match) for longer in kept):
            kept.append(match)
    return kept


def _holds(longer: Match[LabelT], match: Match[LabelT]) -> bool:
    return longer.size > match.size and longer.start <= match.start and match.end <= longer.end


def _found(
    entries: Iterable[Entry[LabelT]], words: Sequence[str], stems: Sequence[str], start: int
) -> Iterator[Match[LabelT]]:
    for entry in entries:
        if entry.is_first and start > 0:
            continue
        end = _end(entry.pieces, 1, words, stems, start + 1)
        if end:
            yield Match(entry.label, start, end, entry.size)


def _end(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    """Tell where a phrase ends that fits up to here, or 0."""
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece == GAP:
            return _end_after_gap(pieces, at, words, stems, position)
        if position >= len(words) or not _fits(piece, words[position], stems[position]):
            return 0
        position += 1
    return position


def _end_after_gap(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    ends = (_end(pieces, at, words, stems, position + skipped) for skipped in range(MAX_GAP + 1))
    return next((end for end in ends if end), 0)


def _fits(piece: str, word: str, stem: str) -> bool:
    return word.startswith(piece[:-1]) if piece.endswith(CUT) else stem == piece
