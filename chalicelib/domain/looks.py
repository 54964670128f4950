"""
When something is looked at again by its age: seldom, and the younger it is the oftener (manual 3.1).

A look is due at an instant that its age alone decides, so that nothing is noted for each: only up to when all were served.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

AGES = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3), timedelta(days=6))
"""The ages at which a look is due. X's recent search covers seven days, so the last of them lies within."""


@dataclass(frozen=True)
class Look:
    """A look that is due: at what, since when, and how young that was at the look before (zero at the first)."""

    at: str
    due_at: datetime
    age_before: timedelta


def looks_due(
    began_at_by_id: Mapping[str, datetime], served_until: datetime, now: datetime, most: int
) -> tuple[list[Look], datetime]:
    """
    Give the looks due since `served_until`, one each and the longest due first, and up to when they serve all.

    Of several looks at one thing that were missed the last stands for all. More than `most` come only where they are due at
    the same instant as the last of them, for the rest is served from that instant on.
    """
    found = (_latest(name, began_at, served_until, now) for name, began_at in began_at_by_id.items())
    due = sorted((look for look in found if look is not None), key=lambda look: (look.due_at, look.at))
    if len(due) <= most:
        return due, now
    if most <= 0:
        return [], served_until
    until = due[most - 1].due_at
    return [look for look in due if look.due_at <= until], until


def _latest(name: str, began_at: datetime, served_until: datetime, now: datetime) -> Look | None:
    reached = [number for number, age in enumerate(AGES) if served_until < began_at + age <= now]
    if not reached:
        return None
    first, last = reached[0], reached[-1]
    return Look(name, began_at + AGES[last], AGES[first - 1] if first else timedelta())
