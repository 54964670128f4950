"""
What the records of some days count, in its smallest additive form: how often each thing occurred, by where it belongs.

A cell is a whole number under a place (publication, network, department), a measure and what is told apart within it. Days, weeks
and cuts are sums of cells, and every figure is made of such a sum: so it is the same by whichever way one comes to it (P7).
Durations are counted by the second and prices by their amount: medians and money of a month are those of its cases, exactly.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

Amounts = dict[str, int]
"""How often, by what is told apart: `complaint|negative`, `live`, `3600`."""

Cells = dict[str, dict[str, Amounts]]
"""Place, as `Place.key` writes it; measure; amounts. What is stored with a closed day."""

_SEPARATOR = "|"


class Measure(StrEnum):
    """What is counted; beside each, what is told apart within it."""

    BULLETINS = "bulletins"
    """Source."""
    REJECTED_FILES = "rejected_files"
    PUBLICATIONS = "publications"
    """State."""
    POSTS = "posts"
    """`live`, `removed`."""
    DELIVERIES = "deliveries"
    """Action and state."""
    COST = "cost"
    """Price of one write, in US dollars."""
    COMMENTS = "comments"
    """Kind and sentiment."""
    COMMENT_MARKS = "comment_marks"
    """`edited`, `deleted`, `urgent`, `spam`, `person`, `machine`, `waiting`."""
    QUESTIONS = "questions"
    """`published`, `by_person`, `unanswered`, `waiting`."""
    COVERAGE = "coverage"
    """The fields of `CoverageTotals`."""
    REACTIONS = "reactions"
    """`counted` posts whose network tells any, and what it tells of them: the fields of `Reactions`."""
    CASES = "cases"
    """State."""
    CASE_OUTCOMES = "case_outcomes"
    CASE_KINDS = "case_kinds"
    CASE_MARKS = "case_marks"
    """`comments`, `urgent`, `open`, `closed_late`, `returned`, `taken_away`."""
    OPEN_UNTIL = "open_until"
    """The deadline of an open case, a local day."""
    FIRST_REPLY = "first_reply"
    PULL = "pull"
    CLOSE = "close"
    """Seconds of working hours."""
    WAITING = "waiting"
    """Kind of the record that waits for a person."""


class Place(NamedTuple):
    """Where something belongs; empty: to none."""

    publication: str = ""
    network: str = ""
    department: str = ""

    @property
    def key(self) -> str:
        """Write it as cells name it."""
        return _SEPARATOR.join(self)


NOWHERE = Place()


def place_of(key: str) -> Place:
    """Read a place back. The id of a department, the last part, may be any text."""
    publication, network, department = key.split(_SEPARATOR, 2)
    return Place(publication, network, department)


class Counting:
    """Cells while they are being counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self.cells: Cells = {}

    def add(self, place: Place, measure: Measure, *told_apart: str, amount: int = 1) -> None:
        """Count something at a place."""
        amounts = self.cells.setdefault(place.key, {}).setdefault(measure.value, {})
        key = _SEPARATOR.join(told_apart)
        amounts[key] = amounts.get(key, 0) + amount

    @property
    def sorted(self) -> Cells:
        """Give the cells in one order, whatever the order of counting was."""
        return {
            place: {measure: dict(sorted(amounts.items())) for measure, amounts in sorted(measures.items())}
            for place, measures in sorted(self.cells.items())
        }


def parts_of(key: str) -> list[str]:
    """Tell apart what was counted together."""
    return key.split(_SEPARATOR)


def summed(several: Iterable[dict[str, Amounts]]) -> dict[str, Amounts]:
    """Add up the measures of several places."""
    total: dict[str, Amounts] = {}
    for measures in several:
        for measure, amounts in measures.items():
            into = total.get(measure)
            if into is None:
                total[measure] = amounts.copy()
                continue
            for key, amount in amounts.items():
                into[key] = into.get(key, 0) + amount
    return total
