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


class Phrase(NamedTuple, Generic[LabelT]):
    """A phrase as it was entered: most are never begun by any comment a process sees, and stay so."""

    label: LabelT
    words: tuple[str, ...]
    is_first: bool


class PieceTable(Generic[LabelT]):
    """Phrases under labels, by the piece that begins them."""

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._by_stem: dict[str, list[Phrase[LabelT]]] = {}
        self._by_beginning: dict[str, list[Phrase[LabelT]]] = {}
        self._lengths: tuple[int, ...] = ()
        self._kept: dict[str, dict[str, list[Entry[LabelT]]]] = {}

    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to the piece it is compared by: here it is one already."""
        return word

    def enter(self, label: LabelT, words: tuple[str, ...], *, is_first: bool = False) -> None:
        """
        Enter a phrase by its words, once however often it is entered.

        Raises:
            ValueError: it has no word, or begins with a gap.
        """
        if not words or words[0] == GAP:
            raise ValueError(f"a phrase begins with a word: {' '.join(words)}")
        self._kept.clear()
        first = self.piece_of(words[0])
        beginning = first.removesuffix(CUT)
        if first.endswith(CUT) and len(beginning) not in self._lengths:
            self._lengths = tuple(sorted((*self._lengths, len(beginning))))
        same_start = (self._by_beginning if first.endswith(CUT) else self._by_stem).setdefault(beginning, [])
        same_start.append(Phrase(label, words, is_first))

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
        for entry in dict.fromkeys(map(self._entry, self._begun_by(word, stem))):
            found.setdefault(entry.needs, []).append(entry)
        return found

    def _entry(self, phrase: Phrase[LabelT]) -> Entry[LabelT]:
        label, words, is_first = phrase
        pieces = tuple(map(self.piece_of, words))
        needs = next((piece for piece in reversed(pieces[1:]) if piece != GAP and piece[-1] != CUT), "")
        return Entry(label, pieces, is_first, len(pieces) - pieces.count(GAP), needs)

    def _begun_by(self, word: str, stem: str) -> Iterator[Phrase[LabelT]]:
        yield from self._by_stem.get(stem, ())
        for length in self._lengths:
            if length > len(word):
                break
            yield from self._by_beginning.get(word[:length], ())


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
        end = start + 1 if len(pieces) == 1 else _end(pieces, 1, words, stems, start + 1)
        if end and not (is_first and start):
            found.append(Match(label, start, end, size))
    return found


def _end(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    """Tell where a phrase ends that fits up to here, or 0."""
    for place in range(at, len(pieces)):
        piece = pieces[place]
        if piece == GAP:
            return _end_after_gap(pieces, place + 1, words, stems, position)
        if position >= len(words):
            return 0
        # No stem has a «*»: only a piece that is cut can fit a word whose stem is another.
        if stems[position] != piece and not (piece[-1] == CUT and words[position].startswith(piece[:-1])):
            return 0
        position += 1
    return position


def _end_after_gap(pieces: tuple[str, ...], at: int, words: Sequence[str], stems: Sequence[str], position: int) -> int:
    for begins in range(position, position + MAX_GAP + 1):
        if end := _end(pieces, at, words, stems, begins):
            return end
    return 0
