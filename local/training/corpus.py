"""Labelled rows, and which of them are nearly the same."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chalicelib.adapters.classifiers.normalising import normalised

SHINGLE_LETTERS = 6
SAME_PART = 0.5
"""Two texts that share half of their pieces are one text, as far as a split is concerned."""

HELD_PART = 0.8
"""So are two of which one lies almost whole in the other."""

_FEWEST_SHINGLES = 12
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """A text with its labels; `kind` is empty where only the feeling is known. `source` is a network or a file's name."""

    text: str
    sentiment: str
    kind: str = ""
    department: str = ""
    source: str = ""
    group: str = ""


def read_posts(path: Path) -> list[Row]:
    """Read posts of which only the feeling is known: columns platform, text, sentiment."""
    return [Row(cells["text"], cells["sentiment"], source=cells["platform"]) for cells in _cells(path)]


def read_comments(paths: Iterable[Path]) -> list[Row]:
    """Read citizens' comments: columns text, kind, sentiment, department, and group where there is one."""
    return [
        Row(
            cells["text"],
            cells["sentiment"],
            cells["kind"],
            cells["department"] or "",
            path.stem,
            cells.get("group") or "",
        )
        for path in paths
        for cells in _cells(path)
    ]


def groups(rows: Sequence[Row]) -> list[int]:
    """Give each row the number of its group: rows of one declared group, or nearly the same text, have the same."""
    pieces = [_shingles(row.text) for row in rows]
    parents = list(range(len(rows)))
    for first, second in [*_near(pieces), *_declared(rows)]:
        parents[_root(parents, first)] = _root(parents, second)
    return [_root(parents, index) for index in range(len(rows))]


def _cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _shingles(text: str) -> frozenset[str]:
    plain = _SPACES.sub(" ", " ".join(normalised(text).words))
    return frozenset(
        plain[start : start + SHINGLE_LETTERS] for start in range(max(1, len(plain) - SHINGLE_LETTERS + 1))
    )


def _near(pieces: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Find pairs that share enough, through an index of who has each piece."""
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for index, own in enumerate(pieces):
        shared = Counter(other for piece in own for other in holders[piece])
        pairs += [(index, other) for other, both in shared.items() if _is_same(both, len(own), len(pieces[other]))]
        for piece in own:
            holders[piece].append(index)
    return pairs


def _is_same(both: int, first: int, second: int) -> bool:
    smaller = min(first, second)
    return both >= SAME_PART * (first + second - both) or (smaller >= _FEWEST_SHINGLES and both >= HELD_PART * smaller)


def _declared(rows: Sequence[Row]) -> list[tuple[int, int]]:
    firsts: dict[tuple[str, str], int] = {}
    return [(index, firsts.setdefault((row.source, row.group), index)) for index, row in enumerate(rows) if row.group]


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index
