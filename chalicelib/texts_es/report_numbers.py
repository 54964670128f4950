"""How numbers, dates and periods are written in Mexico: 1,234.5; 41 %; lunes 23 de noviembre de 2026."""

from calendar import monthrange
from datetime import date, datetime
from decimal import Decimal

from chalicelib.domain.spanish import MONTHS, WEEKDAYS

NOTHING = "—"
"""What stands where a value is not known."""

DAYS_OF_A_WEEK = 7
HARD_SPACE = "\N{NO-BREAK SPACE}"


def number(value: float | Decimal, decimals: int = 0) -> str:
    """Write a number: thousands by commas, decimals after a point."""
    return f"{value:,.{decimals}f}"


def share(value: float) -> str:
    """Write a share of one as a percentage; what is neither nothing nor everything never reads as if it were."""
    percent = round(value * 100)
    if (percent == 0 and value > 0) or (percent == 100 and value < 1):  # noqa: PLR2004 - per cent
        return f"{value * 100:.1f}{HARD_SPACE}%"
    return f"{percent}{HARD_SPACE}%"


def hours(value: float | Decimal) -> str:
    """Write hours, to the tenth; the column says what they are."""
    return number(value, 1)


def dollars(value: float | Decimal) -> str:
    """Write US dollars and cents, which are told from pesos."""
    return f"US${number(value, 2)}"


def day(value: date) -> str:
    """Write a day in full: lunes 23 de noviembre de 2026."""
    return f"{WEEKDAYS[value.weekday()]} {value.day} de {MONTHS[value.month - 1]} de {value.year}"


def short_day(value: date) -> str:
    """Write a day for a table: 23/11/2026."""
    return f"{value:%d/%m/%Y}"


def tick_day(value: date) -> str:
    """Write a day below a chart: lun 23."""
    return f"{WEEKDAYS[value.weekday()][:3]} {value.day}"


def month(value: date) -> str:
    """Write a month in full: noviembre de 2026."""
    return f"{MONTHS[value.month - 1]} de {value.year}"


def moment(value: datetime) -> str:
    """Write an instant, which must be in local time already: 30 de noviembre de 2026, 08:05 h."""
    return f"{value.day} de {MONTHS[value.month - 1]} de {value.year}, {value:%H:%M}{HARD_SPACE}h"


def period(first: date, last: date) -> str:
    """Name a period as people do: a day, a week from Monday, a month, a year, or from a day to another."""
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if first == last:
        return day(first).capitalize()
    if first.day == 1 and ends_month and (first.year, first.month) == (last.year, last.month):
        return month(first).capitalize()
    if first.day == first.month == 1 and ends_month and last.month == len(MONTHS) and first.year == last.year:
        return f"Año {first.year}"
    is_week = first.weekday() == 0 and (last - first).days == DAYS_OF_A_WEEK - 1
    return f"{'Semana del' if is_week else 'Del'} {_from(first, last)} al {day(last)}"


def _from(first: date, last: date) -> str:
    """Leave out of the first day what the last one says as well."""
    full = day(first)
    if (first.year, first.month) == (last.year, last.month):
        return full.rsplit(" de ", 2)[0]
    return full.rsplit(" de ", 1)[0] if first.year == last.year else full


def counted(count: int, one: str, many: str) -> str:
    """Write a count with its noun: 1 comentario, 1,283 comentarios."""
    return f"{number(count)} {one if count == 1 else many}"


def listed(items: list[str]) -> str:
    """Write a list in a sentence: a, b y c; «e» before the sound i."""
    if len(items) < 2:  # noqa: PLR2004 - one, or none
        return "".join(items)
    last = items[-1]
    joint = "e" if last.lower().lstrip("«").startswith(("i", "hi")) else "y"
    return f"{', '.join(items[:-1])} {joint} {last}"
