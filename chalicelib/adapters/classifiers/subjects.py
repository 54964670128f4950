"""Phrases of the catalogue, compared by how their words sound: `ponch*` is cut, `..` stands for up to three words of any kind."""

from collections.abc import Sequence

from chalicelib.adapters.classifiers.hearing import heard
from chalicelib.adapters.classifiers.pieces import CUT, GAP, Match, PieceTable


class SubjectIndex(PieceTable[int]):
    """Phrases under numbers."""

    def add(self, label: int, words: Sequence[str]) -> None:
        """Enter a phrase by its words, folded and without articles; the first is no gap."""
        self.enter(label, tuple(words))

    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to how it sounds."""
        if word == GAP:
            return GAP
        if not word.endswith(CUT):
            return heard(word).stem
        # How its last letter sounds depends on the next one: a vowel, most often.
        return heard(f"{word[:-1]}a").sound[:-1] + CUT

    def matches(self, words: Sequence[str]) -> list[Match[int]]:
        """Find every phrase, from left to right, in the words of a comment."""
        said = [heard(word) for word in words]
        return self.find([one.sound for one in said], [one.stem for one in said])
