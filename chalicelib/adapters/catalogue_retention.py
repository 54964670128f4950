"""
What `retention.yaml` may say: which series there are, and for how many years each is kept.

Three years are the floor of the manual (7); what proves the rest (manifests, inventories, holds, figures) is kept for ever.
"""

from collections import Counter
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.domain.records import RETENTION_YEARS, RecordKind
from chalicelib.domain.retention import RetentionRule, Series
from chalicelib.texts_es import retention as texts

MOST_YEARS = 100
FOLDERS = frozenset({"answers", "notices", "media", "manifests"})
"""Folders of the archive that hold no record's versions."""

ALWAYS_KEPT = frozenset({RecordKind.DAY, RecordKind.DISPOSAL, RecordKind.DISPOSAL_PAGE, RecordKind.HOLD, "manifests"})
"""What proves what there was, and what became of it."""

NEVER_A_SERIES = frozenset(
    {
        RecordKind.ACCOUNT,
        RecordKind.ACCOUNT_HEALTH,
        RecordKind.CONTROL,
        RecordKind.GATHERING,
        RecordKind.HOLD_REGISTER,
        RecordKind.DISPOSAL_MARK,
        RecordKind.CHANGES,
        RecordKind.CLOSING,
    }
)
"""The machine's own state, which has no day."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class SeriesEntry(_Shape):
    """One series; `holds` are kinds of record and folders of the archive, `years` a number or `siempre`."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    holds: Annotated[frozenset[str], Field(min_length=1)]
    years: Annotated[int, Field(le=MOST_YEARS)] | Literal["siempre"]

    @model_validator(mode="after")
    def _is_kept_long_enough(self) -> Self:
        known = {*RecordKind, *FOLDERS} - NEVER_A_SERIES
        if unknown := self.holds - known:
            raise ValueError(f"{self.name}: {texts.SERIES_UNKNOWN} {', '.join(sorted(unknown))}")
        if isinstance(self.years, str):
            return self
        if self.years < RETENTION_YEARS:
            raise ValueError(f"{self.name}: {texts.SERIES_TOO_SHORT}")
        if always := self.holds & ALWAYS_KEPT:
            raise ValueError(f"{self.name}: {texts.SERIES_FOREVER} {', '.join(sorted(always))}")
        return self


class RetentionFile(_Shape):
    """`retention.yaml`. What is in no series is kept for ever."""

    since: date
    series: Annotated[
        dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,30}$")], SeriesEntry],
        Field(min_length=1, max_length=40),
    ]

    @model_validator(mode="after")
    def _hold_each_thing_once(self) -> Self:
        counted = Counter(thing for entry in self.series.values() for thing in entry.holds)
        if twice := sorted(thing for thing, count in counted.items() if count > 1):
            raise ValueError(f"{texts.SERIES_TWICE} {', '.join(twice)}")
        return self

    def rule(self) -> RetentionRule:
        """Give the rule."""
        return RetentionRule(
            self.since,
            tuple(
                Series(name, entry.name, entry.holds, None if isinstance(entry.years, str) else entry.years)
                for name, entry in self.series.items()
            ),
        )
