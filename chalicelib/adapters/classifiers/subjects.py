"""
Finds thousands of phrases in a comment in one pass, by how its words sound.

The catalogue writes a phrase as words; `ponch*` stands for every word that begins so and `..` for up to three words of any kind.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chalicelib.adapters.classifiers.hearing import Heard, heard

MAX_GAP = 3
GAP = ".."
CUT = "*"
FEWEST_LETTERS = 3
"""A cut word keeps at least so many: by them it is looked up."""


class Found(NamedTuple):
    """A phrase that was found: what it was entered under, where it stands, how many words it has without gaps."""

    label: int
    start: int
    end: int
    size: int


class _Entry(NamedTuple):
    first: str
    rest: tuple[str, ...]
    label: int
    size: int


class SubjectIndex:
    """Phrases under numbers."""

    def __init__(self) -> None:
        """Begin with no phrase."""
        self._by_stem: dict[str, list[_Entry]] = {}
        self._by_beginning: dict[str, list[_Entry]] = {}

    def add(self, label: int, words: Sequence[str]) -> None:
        """Enter a phrase by its words, folded and without articles; the first is no gap."""
        first, *rest = map(_piece, words)
        entry = _Entry(first.rstrip(CUT), tuple(rest), label, len(words) - words.count(GAP))
        if first.endswith(CUT):
            self._by_beginning.setdefault(first[:FEWEST_LETTERS], []).append(entry)
        else:
            self._by_stem.setdefault(first, []).append(entry)

    def find(self, comment: Sequence[Heard]) -> Iterator[Found]:
        """Find every phrase, from left to right."""
        for start, (sound, stemmed) in enumerate(comment):
            for entry in self._starting(sound, stemmed):
                end = _end(entry.rest, comment, start + 1) if entry.rest else start + 1
                if end:
                    yield Found(entry.label, start, end, entry.size)

    def _starting(self, sound: str, stemmed: str) -> Sequence[_Entry]:
        exact = self._by_stem.get(stemmed, ())
        cut = self._by_beginning.get(sound[:FEWEST_LETTERS])
        return [*exact, *(entry for entry in cut if sound.startswith(entry.first))] if cut else exact


def _piece(word: str) -> str:
    if word == GAP:
        return GAP
    if not word.endswith(CUT):
        return heard(word).stem
    # How its last letter sounds depends on the next one: a vowel, most often.
    return heard(f"{word[:-1]}a").sound[:-1] + CUT


def _end(rest: Sequence[str], comment: Sequence[Heard], position: int) -> int:
    """Tell where a phrase ends whose next pieces are `rest`, or 0."""
    for at, piece in enumerate(rest):
        if piece == GAP:
            ends = (_end(rest[at + 1 :], comment, position + skipped) for skipped in range(MAX_GAP + 1))
            return next((end for end in ends if end), 0)
        if position >= len(comment) or not _fits(piece, comment[position]):
            return 0
        position += 1
    return position


def _fits(piece: str, word: Heard) -> bool:
    return word.sound.startswith(piece[:-1]) if piece.endswith(CUT) else word.stem == piece
