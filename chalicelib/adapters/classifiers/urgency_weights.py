"""
What was learnt of urgency from labelled comments: danger told without the words anybody would look for.

Two files, written by `local.training.urgency`: `urgency.tsv` names the urgencies, what each one's whole numbers are worth, the
two bars, and has a row per feature; `urgency.bin` has a row of whole numbers from -127 to 127 per bucket. All weights are beside
those of «nothing urgent», whose score is always 0.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from chalicelib.adapters.classifiers.sounds import SoundTable
from chalicelib.adapters.classifiers.tabbed import cells_of
from chalicelib.domain.classification import Urgency

FEATURES_FILE = Path(__file__).with_name("urgency.tsv")
WEIGHTS_FILE = Path(__file__).with_name("urgency.bin")
BIAS = "bias"


class Bars(NamedTuple):
    """From which chance, 0 to 1, a comment is taken for urgent, and from which a person looks at it without haste."""

    urgent: float
    doubtful: float


class Leaning(NamedTuple):
    """The likeliest urgency of a comment, and the chance, 0 to 1, that it has any."""

    urgency: Urgency
    chance: float


class LearntUrgency:
    """The weights of urgencies, and the bars they were measured with."""

    def __init__(self, table: SoundTable, rows: Mapping[str, Sequence[float]], bars: Bars) -> None:
        """Take the weights of pieces, and a row of weights per feature, one of them the bias."""
        self._urgencies = tuple(map(Urgency, table.names))
        self._table = table
        self._rows = rows
        self.bars = bars

    def leaning(self, words: Sequence[str], features: Mapping[str, float]) -> Leaning:
        """Say which urgency a comment is nearest to, and how likely it has one."""
        known = {BIAS: 1.0} | {name: strength for name, strength in features.items() if name in self._rows}
        columns = zip(*map(self._rows.__getitem__, known), strict=True)
        said = zip(self._table.scores(words).values(), columns, strict=True)
        scores = [score + sum(map(mul, known.values(), column)) for score, column in said]
        odds = sum(map(exp, scores))
        return Leaning(self._urgencies[scores.index(max(scores))], odds / (1 + odds))


@cache
def learnt_urgency() -> LearntUrgency:
    """Load what was learnt, once per process."""
    return read(FEATURES_FILE, WEIGHTS_FILE)


def read(features_file: Path, weights_file: Path) -> LearntUrgency:
    """Read both files. Raises ValueError where there is not one weight per bucket and urgency."""
    cells = {name: rest for name, *rest in cells_of(features_file)}
    names, scales, bars = (cells.pop(name) for name in ("urgencies", "scales", "bars"))
    table = SoundTable(names, [float(scale) for scale in scales], array("b", weights_file.read_bytes()))
    rows = {name: tuple(map(float, numbers)) for name, numbers in cells.items()}
    return LearntUrgency(table, rows, Bars(*map(float, bars)))
