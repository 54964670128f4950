"""
The record of a closed day: its figures and its manifest (manual 4.4, 7; policy on the quantitative report).

P7: figures are folded from the records and from nothing else, so that they can be recounted at any time.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from chalicelib.domain import ids
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.day_figures import DayFigures, day_figures_of
from chalicelib.domain.figures import Figures, figures_of
from chalicelib.domain.folding import counted
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.records import Record, RecordKind
from chalicelib.domain.service_times import CalendarOf, usual_calendar


class Manifest(BaseModel):
    """
    What the table held of a day when it was counted: how many official records, and one SHA-256 over all of them.

    It proves the figures (P7): records and figures are of one state. What the archive holds has a proof of its own, `Seal`.

    It is the hash of the lines `<id> <revision> <SHA-256 of the stored JSON>`, sorted, each ended by a line feed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    records: int
    sha256: str


class Seal(BaseModel):
    """The day's own manifest in the archive (`domain/manifest.py`): its objects, its root, and the SHA-256 of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: int
    root: str
    sha256: str


class Day(Record):
    """A closed day: its figures at a glance and in full, the manifest of its records, and the head of the archive's chain."""

    kind: ClassVar[RecordKind] = RecordKind.DAY

    figures: Figures
    manifest: Manifest
    counted: DayFigures | None = None
    """Everything a report needs of the day. None in what was stored before there was such a report, or does not fit."""
    seal: Seal | None = None
    """None until the archive's manifest of the day was made."""

    @property
    def is_finished(self) -> bool:
        """A closed day is a fact; closing it again makes a new revision."""
        return True


def manifest_of(records: Iterable[Record]) -> Manifest:
    """Prove the official records, in any order."""
    official = counted(records)
    lines = sorted(
        f"{record.id} {record.revision} {ids.sha256_hex(dump_json(record).encode())}\n" for record in official
    )
    return Manifest(records=len(lines), sha256=ids.sha256_hex("".join(lines).encode()))


def close(
    day_record_id: str,
    records: Iterable[Record],
    now: datetime,
    previous: Day | None,
    calendar_of: CalendarOf = usual_calendar,
) -> Day:
    """Close a day over its records; a day closed before gets its figures anew. What is counted before it is over is not final."""
    everything = list(records)
    is_over = end_of_day(date.fromisoformat(ids.partition_of(day_record_id))) <= now
    full = day_figures_of(everything, calendar_of, is_over=is_over)
    figures, manifest = figures_of(full.cells), manifest_of(everything)
    if previous is not None:
        return previous.evolve(figures=figures, manifest=manifest, counted=full)
    return Day(id=day_record_id, created_at=now, figures=figures, manifest=manifest, counted=full)
