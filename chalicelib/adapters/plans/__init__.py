"""A campaign's calendar as offices keep it: CSV from anywhere, or an Excel workbook (manual 1.1, 2.5)."""

from chalicelib import texts_es
from chalicelib.adapters.plans.csv_rows import csv_rows
from chalicelib.adapters.plans.tables import MAX_BYTES, plan_rows
from chalicelib.adapters.plans.workbooks import workbook_rows
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanRow

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Excel's format until 2003, and every workbook with a password."""


class SpreadsheetPlanReader:
    """Reads CSV and .xlsx by their content, whatever the name says; at most 2 MB and 500 rows."""

    def read(self, name: str, content: bytes) -> tuple[PlanRow, ...]:
        """
        Give the rows that are not empty.

        Raises:
            InvalidInputError: it cannot be read, or is beyond a limit, with the reason in Spanish.
        """
        del name
        if not content:
            raise InvalidInputError(texts_es.FILE_EMPTY)
        if len(content) > MAX_BYTES:
            raise InvalidInputError(texts_es.PLAN_TOO_LARGE)
        if content.startswith(_OLD_OFFICE):
            raise InvalidInputError(texts_es.PLAN_OLD_EXCEL)
        return plan_rows(workbook_rows(content) if content.startswith(_ZIP) else csv_rows(content))
