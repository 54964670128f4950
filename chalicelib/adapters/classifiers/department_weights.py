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

from chalicelib.adapters.classifiers.sounds import SoundTable
from chalicelib.adapters.classifiers.tabbed import cells_of

STRENGTHS_FILE = Path(__file__).with_name("departments.tsv")
WEIGHTS_FILE = Path(__file__).with_name("departments.bin")


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


class LearntDepartments(SoundTable):
    """The weights of departments, and how much they count."""

    def __init__(
        self, departments: Sequence[str], scales: Sequence[float], numbers: Sequence[int], strengths: Strengths
    ) -> None:
        """
        Take a row of whole numbers per bucket, all rows one after another.

        Raises:
            ValueError: there is not one number per bucket and department.
        """
        super().__init__(departments, scales, numbers)
        self.strengths = strengths

    @property
    def departments(self) -> tuple[str, ...]:
        """Name the departments that were learnt."""
        return self.names


@cache
def learnt_departments() -> LearntDepartments:
    """Load what was learnt, once per process."""
    return read(STRENGTHS_FILE, WEIGHTS_FILE)


def read(strengths_file: Path, weights_file: Path) -> LearntDepartments:
    """Read both files."""
    cells = {name: rest for name, *rest in cells_of(strengths_file)}
    strengths = Strengths(*map(float, cells["strengths"]))
    scales = [float(number) for number in cells["scales"]]
    return LearntDepartments(cells["departments"], scales, array("b", weights_file.read_bytes()), strengths)
