"""Phrases of the catalogue, compared by how their words sound: `ponch*` is cut, `..` stands for up to three words of any kind."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from chalicelib.adapters.classifiers.fitting import CUT, GAP
from chalicelib.adapters.classifiers.hearing import heard, sounds_of
from chalicelib.adapters.classifiers.normalising import phrase_words, stem
from chalicelib.adapters.classifiers.pieces import Match, PieceTable


class SubjectIndex(PieceTable[int]):
    """Phrases under numbers."""

    def add_all(self, entries: Sequence[tuple[int, str]]) -> None:
        """Enter phrases, thousands of them at once. Raises ValueError where one begins with no word."""
        words = [next(iter(self.first_words(phrase))) for _, phrase in entries]
        pieces = self._pieces_of(set(words))
        for word, (label, phrase) in zip(words, entries, strict=True):
            self.enter(pieces[word], label, phrase)

    def first_words(self, phrase: str) -> list[str]:
        """Give the word that begins a phrase."""
        return phrase_words(phrase)[:1] or [""]

    def ways(self, phrase: str, first: str) -> tuple[tuple[str, ...]]:  # noqa: ARG002 - there is one way to read it
        """Give the words of a phrase, folded and without articles."""
        return (tuple(phrase_words(phrase)),)

    def piece_of(self, word: str) -> str:
        """Bring a word of a phrase to how it sounds."""
        return self._pieces_of({word})[word]

    def _pieces_of(self, words: AbstractSet[str]) -> dict[str, str]:
        told = {word: _as_said(word) for word in words}
        sounds = sounds_of(told.values())
        return {word: _piece(word, sounds[said]) for word, said in told.items()}

    def matches(self, words: Sequence[str]) -> list[Match[int]]:
        """Find every phrase, from left to right, in the words of a comment."""
        said = [heard(word) for word in words]
        return self.find([one.sound for one in said], [one.stem for one in said])


def _as_said(word: str) -> str:
    """How the last letter of a cut word sounds depends on the next one: a vowel, most often."""
    return f"{word[:-1]}a" if word.endswith(CUT) else word


def _piece(word: str, sound: str) -> str:
    if word == GAP:
        return GAP
    return sound[:-1] + CUT if word.endswith(CUT) else stem(sound)
