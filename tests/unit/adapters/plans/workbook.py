"""Workbooks made in code: whole ones, and ones that no program would write."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

import xlsxwriter

HEADING = ("Fecha", "Hora", "Texto")
_SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(*rows: Sequence[Any], hidden_first: bool = False) -> bytes:
    """Write rows below the heading, with Excel's own dates and times."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written, {"in_memory": True, "default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    )
    hour = book.add_format({"num_format": "hh:mm"})
    if hidden_first:
        book.add_worksheet("Notas").hide()
    sheet = book.add_worksheet("Plan")
    if hidden_first:
        sheet.activate()
        sheet.set_first_sheet()
    for number, row in enumerate((HEADING, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, time):
                sheet.write_datetime(number, column, value, hour)
            else:
                sheet.write(number, column, value)
    book.close()
    return written.getvalue()


def a_good_workbook() -> bytes:
    return a_workbook((date(2026, 12, 1), time(9), "Hola"), (date(2026, 12, 2), time(17, 30), "Adiós"))


def with_parts(parts: Mapping[str, bytes], workbook: bytes | None = None) -> bytes:
    """Put other parts into a good workbook."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook or a_good_workbook())) as known:
        everything = {name: known.read(name) for name in known.namelist()} | dict(parts)
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in everything.items():
            archive.writestr(name, content)
    return written.getvalue()


def with_sheet(rows: str) -> bytes:
    """Put rows of XML into the sheet of a good workbook."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    )
    return with_parts({_SHEET: sheet.encode()})


def with_a_lie(workbook: bytes, size_bytes: int) -> bytes:
    """Let the directory of the archive say another size of the sheet than it has."""
    lying = bytearray(workbook)
    at = lying.rindex(_SHEET.encode()) - 46
    lying[at + 24 : at + 28] = struct.pack("<I", size_bytes)
    return bytes(lying)
