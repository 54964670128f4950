"""Which days an export holds, and what in it is of no day."""

from collections.abc import Iterator
from datetime import date

from . import verify_texts as texts
from .findings import Report, What
from .manifests import day_named, folder_of
from .objects import FOLDER
from .sources import Source

_DEPTH = 3
"""A day's folder lies three levels down: year, month, day."""


def days_of(source: Source, folder: str, report: Report) -> set[date]:
    """Find the days of a folder; what lies in it and is of no day is nobody's, and reported."""
    days: set[date] = set()
    for prefix in _walked(source, folder, _DEPTH, report):
        day = _day_of(prefix.removeprefix(_top(folder)))
        if day:
            days.add(day)
            continue
        for name in source.names(prefix):
            report.add(_nobodys(folder), name, None, texts.NO_MANIFEST)
    return days


def _walked(source: Source, folder: str, depth: int, report: Report) -> Iterator[str]:
    """Go through the folders so many levels below; files on the way are nobody's."""
    if depth == 0:
        yield folder
        return
    folders, files = source.inside(folder)
    for name in files:
        report.add(_nobodys(folder), folder + name, None, texts.NO_MANIFEST)
    for name in folders:
        yield from _walked(source, f"{folder}{name}/", depth - 1, report)


def _top(folder: str) -> str:
    return folder[: folder.index("/") + 1]


def _day_of(folder: str) -> date | None:
    """Read `2026/11/23/`."""
    day = day_named(folder.rstrip("/"))
    return day if day and folder_of(day) == folder else None


def _nobodys(folder: str) -> What:
    return What.OBJECT_UNLISTED if folder.startswith(FOLDER) else What.MANIFEST_MISPLACED
