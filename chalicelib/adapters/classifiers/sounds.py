"""
Weights of the pieces of words as they sound, and of pairs of stems, for some classes: added up word by word.

A table has a row of whole numbers from -127 to 127 per bucket; each class's numbers are multiplied by its scale. Long and short
comments count alike: a score is divided by the root of how many pieces there are.
"""

from collections.abc import Sequence
from functools import lru_cache

from chalicelib.adapters.classifiers.grams import of_pairs, of_word
from chalicelib.adapters.classifiers.hearing import heard

BUCKETS = 1 << 15
"""A quarter of those of kinds and feelings: no more was won by more."""

_MOST_KEPT_WORDS = 4_096

Sums = tuple[int, list[int]]


class SoundTable:
    """The weights; what a word adds is kept for the next comment that has it."""

    def __init__(self, names: Sequence[str], scales: Sequence[float], numbers: Sequence[int]) -> None:
        """
        Take a row of whole numbers per bucket, all rows one after another.

        Raises:
            ValueError: there is not one number per bucket and class.
        """
        if len(numbers) != BUCKETS * len(names):
            raise ValueError(f"{len(numbers)} weights instead of {BUCKETS * len(names)}")
        self.names = tuple(names)
        self._scales = tuple(scales)
        self._numbers = numbers
        self._kept: dict[str, Sums] = {}

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """Give what a comment's words say of each class: about nothing is 0, for all."""
        sums = [self._of_word(word) for word in dict.fromkeys(words)]
        sums.append(self._added(_of_neighbours(tuple(words))))
        count = sum(size for size, _ in sums)
        totals = map(sum, zip(*(row for _, row in sums), strict=True))
        length = max(1, count) ** 0.5
        told = zip(self.names, self._scales, totals, strict=True)
        return {name: scale * total / length for name, scale, total in told}

    def _of_word(self, word: str) -> Sums:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            found = self._kept[word] = self._added(_of_sound(word))
        return found

    def _added(self, buckets: Sequence[int]) -> Sums:
        width = len(self.names)
        rows = [self._numbers[bucket * width : (bucket + 1) * width] for bucket in buckets]
        return len(rows), [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * width


def buckets(words: Sequence[str]) -> list[int]:
    """Give the buckets of a comment's pieces, one per piece."""
    return [*(bucket for word in dict.fromkeys(words) for bucket in _of_sound(word)), *_of_neighbours(tuple(words))]


def _of_sound(word: str) -> list[int]:
    return [bucket % BUCKETS for bucket in of_word(heard(word).sound)]


@lru_cache(4)
def _of_neighbours(words: tuple[str, ...]) -> tuple[int, ...]:
    """Give the buckets of the pairs; kept for the other tables that the same comment is judged by."""
    return tuple([bucket % BUCKETS for bucket in of_pairs([heard(word).stem for word in words])])
