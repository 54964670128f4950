"""Instants and days. Instants are aware UTC (`_at`); days are local to the municipality (`_on`)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("America/Mexico_City")
"""León's time. No daylight saving since October 2022."""


def local_day(instant: datetime) -> date:
    """Tell the local day on which an instant falls."""
    return instant.astimezone(LOCAL_ZONE).date()


def start_of_day(day: date) -> datetime:
    """Give the first instant of a local day, in UTC."""
    return datetime.combine(day, time.min, LOCAL_ZONE).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Give the instant at which a local day is over, in UTC."""
    return start_of_day(day + timedelta(days=1))


def local_instant(naive_or_aware: datetime) -> datetime:
    """
    Read a time a person wrote: without an offset it is León's time. Returns aware UTC.

    Raises:
        ValueError: the calendar ends before it.
    """
    aware = naive_or_aware if naive_or_aware.tzinfo else naive_or_aware.replace(tzinfo=LOCAL_ZONE)
    try:
        return aware.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError("outside the calendar") from exc


def spoken(instant: datetime) -> str:
    """Write an instant as people in León do. A time zone of Python has no Spanish month: digits have no language."""
    return instant.astimezone(LOCAL_ZONE).strftime("el %d/%m/%Y a las %H:%M")


def years_after(day: date, years: int) -> date:
    """Give the same calendar day some years later; 29 February becomes 1 March, never a day early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
