"""How a cell reads, in the page and in the PDF."""

from datetime import date
from decimal import Decimal

from chalicelib.domain.report_document import Cell, Unit
from chalicelib.texts_es import report_numbers as texts

NUMBER_UNITS = frozenset(Unit) - {Unit.TEXT, Unit.DAY}


def shown(cell: Cell, unit: Unit) -> str:
    """Write a cell; «—» where the value is not known."""
    if cell is None:
        return texts.NOTHING
    if isinstance(cell, date):
        return texts.short_day(cell)
    if isinstance(cell, str):
        return cell
    return _number(cell, unit)


def _number(value: float | Decimal, unit: Unit) -> str:
    match unit:
        case Unit.SHARE:
            return texts.share(float(value))
        case Unit.HOURS:
            return texts.hours(value)
        case Unit.DOLLARS:
            return texts.dollars(value)
        case _:
            return texts.number(value)


def amount(cell: Cell) -> float:
    """Give what a chart draws of a cell; nothing for what is not known."""
    return float(cell) if isinstance(cell, int | float | Decimal) else 0.0
