"""
Weights of the pieces of words as they sound, and of pairs of stems, for some classes: added up word by word.

A table has a row of whole numbers from -127 to 127 per bucket; each class's numbers are multiplied by its scale. Long and short
comments count alike: a score is divided by the root of how many pieces there are.
"""

from collections.abc import Sequence
from functools import lru_cache
from struct import Struct

from chalicelib.adapters.classifiers.grams import of_pairs, of_word
from chalicelib.adapters.classifiers.hearing import heard

BUCKETS = 1 << 15
"""A quarter of those of kinds and feelings: no more was won by more."""

_MOST_KEPT_WORDS = 4_096

_LIFT = 128
"""Added to every number of a row: none is negative then, and a row can be one large whole number, four bytes per class."""

Sums = tuple[int, int]
"""How many pieces, and their lifted rows added up."""


class SoundTable:
    """The weights; what a word adds is kept for the next comment that has it, and so is each row once it was asked for."""

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
        self._form = Struct(f"<{len(names)}I")
        self._rows: dict[int, int] = {}
        self._kept: dict[str, Sums] = {}

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """Give what a comment's words say of each class: about nothing is 0, for all."""
        sums = [self._of_word(word) for word in dict.fromkeys(words)]
        sums.append(self._added(_of_neighbours(tuple(words))))
        count = sum([size for size, _ in sums])
        lifted = sum([row for _, row in sums])
        totals = self._form.unpack(lifted.to_bytes(self._form.size, "little"))
        lift, length = _LIFT * count, max(1, count) ** 0.5
        told = zip(self.names, self._scales, totals, strict=True)
        return {name: scale * (total - lift) / length for name, scale, total in told}

    def _of_word(self, word: str) -> Sums:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            found = self._kept[word] = self._added(_of_sound(word))
        return found

    def _added(self, buckets: Sequence[int]) -> Sums:
        return len(buckets), sum([self._rows.get(bucket) or self._row(bucket) for bucket in buckets])

    def _row(self, bucket: int) -> int:
        width = len(self.names)
        numbers = self._numbers[bucket * width : (bucket + 1) * width]
        lifted = self._form.pack(*[number + _LIFT for number in numbers])
        row = self._rows[bucket] = int.from_bytes(lifted, "little")
        return row


def buckets(words: Sequence[str]) -> list[int]:
    """Give the buckets of a comment's pieces, one per piece."""
    return [*(bucket for word in dict.fromkeys(words) for bucket in _of_sound(word)), *_of_neighbours(tuple(words))]


def _of_sound(word: str) -> list[int]:
    return [bucket % BUCKETS for bucket in of_word(heard(word).sound)]


@lru_cache(4)
def _of_neighbours(words: tuple[str, ...]) -> tuple[int, ...]:
    """Give the buckets of the pairs; kept for the other tables that the same comment is judged by."""
    return tuple([bucket % BUCKETS for bucket in of_pairs([heard(word).stem for word in words])])
