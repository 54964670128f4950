"""Dates and times of day as offices write them in a calendar: «25/11/2026», «25-nov-26», «9:00 a. m.»."""

import re
import unicodedata
from datetime import date, time

from pydantic_core import PydanticCustomError

from chalicelib import texts_es

DATE_AND_HOUR = re.compile(r"(\S{6,11}) +(\d.{0,19})")
"""A date and a time of day in one cell."""

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?: de |[-/ ])([a-z]{3,10})\.?(?: de | del |[-/ ])(\d{4}|\d{2})")
_MINUTES = r"[:.](\d{2})(?::\d{2})?"
_HOURS = r" ?(?:h|hrs?|horas)?\.?"
_HOUR = re.compile(rf"(\d{{1,2}})(?:{_MINUTES})?{_HOURS} ?([ap]) ?\.? ?m ?\.?|(\d{{1,2}}){_MINUTES}{_HOURS}")
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_NOON = 12
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
"""Outside these a year is a slip, and none that can be counted with."""


def read_date(written: object) -> date:
    """Read a date, the day before the month. Raises PydanticCustomError with the reason in Spanish."""
    day = _date(_plain(written))
    if day is None or not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise PydanticCustomError("plan", texts_es.PLAN_DATE_WRONG)
    return day


def _date(text: str) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.fullmatch(text):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(text):
            return date(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    except ValueError:
        return None
    return None


def read_hour(written: object) -> time:
    """Read a time of day, to the minute. Raises PydanticCustomError with the reason in Spanish."""
    found = _HOUR.fullmatch(_plain(written))
    try:
        if found and found[3]:
            return time(_of_the_day(int(found[1]), found[3]), int(found[2] or 0))
        if found:
            return time(int(found[4]), int(found[5]))
    except ValueError:
        pass
    raise PydanticCustomError("plan", texts_es.PLAN_HOUR_WRONG)


def _plain(written: object) -> str:
    letters = unicodedata.normalize("NFD", str(written).casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004 - «26»


def _of_the_day(hour: int, half: str) -> int:
    if not 1 <= hour <= _NOON:
        raise ValueError(hour)
    return hour % _NOON + (_NOON if half == "p" else 0)
