"""Numbers, dates and periods as they are written in Mexico."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from chalicelib.texts_es import report_numbers as numbers

SPACE = "\N{NO-BREAK SPACE}"


def test_thousands_have_commas_and_decimals_a_point() -> None:
    assert numbers.number(1234) == "1,234"
    assert numbers.number(1234.5, 1) == "1,234.5"
    assert numbers.dollars(Decimal("1234.5")) == "US$1,234.50"


@pytest.mark.parametrize(
    ("value", "said"), [(0, "0"), (1, "100"), (0.414, "41"), (0.001, "0.1"), (0.999, "99.9"), (0.5, "50")]
)
def test_a_share_never_reads_as_nothing_or_all_when_it_is_not(value: float, said: str) -> None:
    assert numbers.share(value) == f"{said}{SPACE}%"


def test_days_are_written_in_full() -> None:
    assert numbers.day(date(2026, 11, 23)) == "lunes 23 de noviembre de 2026"
    assert numbers.moment(datetime(2026, 11, 30, 8, 5)) == f"30 de noviembre de 2026, 08:05{SPACE}h"  # noqa: DTZ001 - local


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-11-23", "2026-11-23", "Lunes 23 de noviembre de 2026"),
        ("2026-11-23", "2026-11-29", "Semana del lunes 23 al domingo 29 de noviembre de 2026"),
        ("2026-11-30", "2026-12-06", "Semana del lunes 30 de noviembre al domingo 6 de diciembre de 2026"),
        ("2024-12-30", "2025-01-05", "Semana del lunes 30 de diciembre de 2024 al domingo 5 de enero de 2025"),
        ("2026-11-24", "2026-11-30", "Del martes 24 al lunes 30 de noviembre de 2026"),
        ("2026-02-01", "2026-02-28", "Febrero de 2026"),
        ("2024-02-01", "2024-02-28", "Del jueves 1 al miércoles 28 de febrero de 2024"),
        ("2026-01-01", "2026-12-31", "Año 2026"),
        # The last day that there is has none after it.
        ("9999-12-31", "9999-12-31", "Viernes 31 de diciembre de 9999"),
    ],
)
def test_periods_are_named_as_people_do(first: str, last: str, said: str) -> None:
    assert numbers.period(date.fromisoformat(first), date.fromisoformat(last)) == said


def test_lists_and_counts_agree_with_their_nouns() -> None:
    assert numbers.listed([]) == ""
    assert numbers.listed(["X"]) == "X"
    assert numbers.listed(["X", "Facebook", "Instagram"]) == "X, Facebook e Instagram"
    assert numbers.counted(1, "caso", "casos") == "1 caso"
    assert numbers.counted(1283, "caso", "casos") == "1,283 casos"
