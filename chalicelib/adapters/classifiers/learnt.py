"""
What was learnt from labelled comments: a weight per piece of a word and per feature, for each class of both axes.

Two files, written by `local.training`: `learnt.tsv` has a row per feature, and per axis how much its scores are to be believed;
`grams.bin` has a row of whole numbers from -127 to 127 per bucket, to be multiplied by the scale of its class.
"""

import struct
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from chalicelib.adapters.classifiers.grams import BUCKETS, of_pairs, of_tags, of_word
from chalicelib.adapters.classifiers.tabbed import cells_of

FEATURES_FILE = Path(__file__).with_name("learnt.tsv")
GRAMS_FILE = Path(__file__).with_name("grams.bin")
HAND = "hand:"
"""Begins the name of a feature that is itself a score: what the weights set by hand say of a class."""

GRAM_STRENGTH = 5.0
"""How much all pieces together weigh beside one phrase."""

TAG_STRENGTH = 3.0
"""How much all hashtags and mentions together weigh."""

_MOST_KEPT_WORDS = 8_192

Scores = tuple[float, ...]


class GramTable:
    """The weights of pieces, added up by word; what a word adds is kept for the next comment that has it."""

    def __init__(self, numbers: Sequence[int], scales: Scores) -> None:
        """Take a row of whole numbers per bucket, all rows one after another, and what each class's numbers are worth."""
        self._numbers = numbers
        self._scales = scales
        self._kept: dict[str, tuple[int, list[int]]] = {}

    def scores(self, words: Sequence[str], tags: Sequence[str] = ()) -> Scores:
        """Give what the pieces and the tags of a comment say of each class."""
        said = self._of_words(words)
        if not tags:
            return said
        strength = TAG_STRENGTH / len(tags) ** 0.5
        told = zip(said, self._scales, self._added(of_tags(tags)), strict=True)
        return tuple(pieces + strength * scale * total for pieces, scale, total in told)

    def _of_words(self, words: Sequence[str]) -> Scores:
        known = [self._of_word(word) for word in dict.fromkeys(words)]
        pairs = self._rows(of_pairs(words))
        count = sum([size for size, _ in known]) + len(pairs)
        if not count:
            return (0.0,) * len(self._scales)
        sums = map(sum, zip(*(row for _, row in known), *pairs, strict=True))
        strength = GRAM_STRENGTH / count**0.5
        return tuple([strength * scale * total for scale, total in zip(self._scales, sums, strict=True)])

    def _of_word(self, word: str) -> tuple[int, list[int]]:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            buckets = of_word(word)
            found = self._kept[word] = (len(buckets), self._added(buckets))
        return found

    def _added(self, buckets: Sequence[int]) -> list[int]:
        return list(map(sum, zip(*self._rows(buckets), strict=True))) or [0] * len(self._scales)

    def _rows(self, buckets: Sequence[int]) -> list[Sequence[int]]:
        numbers, width = self._numbers, len(self._scales)
        return [numbers[bucket * width : (bucket + 1) * width] for bucket in buckets]


class Learnt(NamedTuple):
    """Everything that was learnt: class names, a row per feature, what sharpens the scores of each class, the pieces."""

    classes: tuple[str, ...]
    rows: Mapping[str, Scores]
    sharpness: Scores
    grams: GramTable

    def scores(self, features: Mapping[str, float], words: Sequence[str], tags: Sequence[str] = ()) -> dict[str, float]:
        """Give a score per class. `features` holds also what the weights set by hand say, as `hand:<class>`."""
        known = {"bias": 1.0} | {name: strength for name, strength in features.items() if name in self.rows}
        weighed = zip(self.grams.scores(words, tags), zip(*map(self.rows.__getitem__, known), strict=True), strict=True)
        totals = [sum(map(mul, known.values(), weights), said) for said, weights in weighed]
        return dict(zip(self.classes, map(mul, totals, self.sharpness), strict=True))


@cache
def learnt() -> Learnt:
    """Load what was learnt, once per process."""
    head, *cells = cells_of(FEATURES_FILE)
    rows = {name: tuple(map(float, numbers)) for name, *numbers in cells}
    classes = tuple(head[1:])
    return Learnt(classes, rows, rows.pop("sharpness"), _gram_table(GRAMS_FILE.read_bytes(), len(classes)))


def _gram_table(content: bytes, width: int) -> GramTable:
    form = struct.Struct(f"<{width}f")
    numbers = array("b", content[form.size :])
    if len(numbers) != BUCKETS * width:
        raise ValueError(f"{GRAMS_FILE.name} has {len(numbers)} weights instead of {BUCKETS * width}")
    return GramTable(numbers, form.unpack_from(content))
