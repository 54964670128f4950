"""
What was learnt of departments from labelled comments: a weight per piece of a word as it sounds, for each department.

Two files, written by `local.training`: `departments.tsv` names the departments, what each one's whole numbers are worth and how
much the learnt layer and the catalogue's words count beside each other; `departments.bin` has a row of whole numbers from -127
to 127 per bucket. Pieces that the catalogue's phrases have too were learnt with them.
"""

from array import array
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from chalicelib.adapters.classifiers.grams import of_pairs, of_word
from chalicelib.adapters.classifiers.hearing import heard

STRENGTHS_FILE = Path(__file__).with_name("departments.tsv")
WEIGHTS_FILE = Path(__file__).with_name("departments.bin")
BUCKETS = 1 << 15
"""A quarter of those of kinds and feelings: there are four times as many classes, and no more was won by more."""

_MOST_KEPT_WORDS = 4_096

Sums = tuple[int, list[int]]


class Strengths(NamedTuple):
    """How much each thing counts in the score of a department, and the part of probability left to chance."""

    text: float
    """The learnt score."""
    text_where_named: float
    """What is added to that where the catalogue's words name the department."""
    words: float
    """The logarithm of the words' weight."""
    named: float
    """That they name it at all."""
    first: float
    """That they name it before any other."""
    chance: float


class LearntDepartments:
    """The weights, added up by word; what a word adds is kept for the next comment that has it."""

    def __init__(
        self, departments: Sequence[str], scales: Sequence[float], numbers: Sequence[int], strengths: Strengths
    ) -> None:
        """
        Take a row of whole numbers per bucket, all rows one after another.

        Raises:
            ValueError: there is not one number per bucket and department.
        """
        if len(numbers) != BUCKETS * len(departments):
            raise ValueError(f"{len(numbers)} weights instead of {BUCKETS * len(departments)}")
        self.departments = tuple(departments)
        self.strengths = strengths
        self._scales = tuple(scales)
        self._numbers = numbers
        self._kept: dict[str, Sums] = {}

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """Give what a comment's words say of each department that was learnt: about nothing is 0, for all."""
        sums = [self._of_word(word) for word in dict.fromkeys(words)]
        sums.append(self._added(_of_neighbours(words)))
        count = sum(size for size, _ in sums)
        totals = map(sum, zip(*(row for _, row in sums), strict=True))
        length = max(1, count) ** 0.5
        told = zip(self.departments, self._scales, totals, strict=True)
        return {department: scale * total / length for department, scale, total in told}

    def _of_word(self, word: str) -> Sums:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= _MOST_KEPT_WORDS:
                self._kept.clear()
            found = self._kept[word] = self._added(_of_sound(word))
        return found

    def _added(self, buckets: Sequence[int]) -> Sums:
        width = len(self.departments)
        rows = [self._numbers[bucket * width : (bucket + 1) * width] for bucket in buckets]
        return len(rows), [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * width


def buckets(words: Sequence[str]) -> list[int]:
    """Give the buckets of a comment's pieces, one per piece."""
    return [*(bucket for word in dict.fromkeys(words) for bucket in _of_sound(word)), *_of_neighbours(words)]


def _of_sound(word: str) -> list[int]:
    return [bucket % BUCKETS for bucket in of_word(heard(word).sound)]


def _of_neighbours(words: Sequence[str]) -> list[int]:
    return [bucket % BUCKETS for bucket in of_pairs([heard(word).stem for word in words])]


@cache
def learnt_departments() -> LearntDepartments:
    """Load what was learnt, once per process."""
    return read(STRENGTHS_FILE, WEIGHTS_FILE)


def read(strengths_file: Path, weights_file: Path) -> LearntDepartments:
    """Read both files."""
    lines = strengths_file.read_text(encoding="utf-8").splitlines()
    cells = {name: rest for name, *rest in (line.split("\t") for line in lines if line and not line.startswith("#"))}
    strengths = Strengths(*map(float, cells["strengths"]))
    scales = [float(number) for number in cells["scales"]]
    return LearntDepartments(cells["departments"], scales, array("b", weights_file.read_bytes()), strengths)
