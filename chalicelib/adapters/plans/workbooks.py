"""
The first sheet of an Excel workbook (.xlsx), read by python-calamine.

The reader trusts what a workbook says of itself, so the workbook is written anew before: only the parts that are needed, each
unpacked by us within a limit, and no cell further out than a plan can reach (a sheet with two cells at its corners would
otherwise take all memory there is).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from chalicelib import texts_es
from chalicelib.adapters.plans.tables import MAX_SHEET_ROWS
from chalicelib.domain.errors import InvalidInputError

MAX_ENTRIES = 500
MAX_EXPANDED_BYTES = 12_000_000
MAX_SHEET_COLUMNS = 120

_NEEDED = re.compile(r"(?:\[Content_Types\]\.xml|(?:xl/)?(?:\w+/)*(?:_rels/)?[\w.-]*\.(?:xml|rels))", re.IGNORECASE)
_NOT_NEEDED = re.compile(r"xl/(?:media|drawings|charts|theme|comments|printerSettings|customXml)\b.*", re.IGNORECASE)
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    OverflowError,
)


def workbook_rows(content: bytes) -> Iterator[Sequence[str]]:
    """
    Go through the rows of the first sheet that is shown, every cell as text.

    Raises:
        InvalidInputError: it is no workbook, damaged, or beyond a limit.
    """
    from python_calamine import (  # noqa: PLC0415 - only who uploads a workbook pays for it
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    safe = _written_anew(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(safe))
        shown = (
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        )
        name = next(shown, None)
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) if name is not None else []
    except (CalamineError, ValueError, OSError) as error:
        raise InvalidInputError(texts_es.PLAN_WORKBOOK_BROKEN) from error
    for row in rows:
        yield [_text(value) for value in row]


# Before it is read ------------------------------------------------------------------------------------------------


def _written_anew(content: bytes) -> bytes:
    """Write a workbook that says of itself only what we have seen."""
    rewritten = io.BytesIO()
    room = MAX_EXPANDED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as received, zipfile.ZipFile(rewritten, "w") as written:
            entries = received.infolist()
            if len(entries) > MAX_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
                raise InvalidInputError(texts_es.PLAN_WORKBOOK_BROKEN)
            for entry in entries:
                if not _NEEDED.fullmatch(entry.filename) or _NOT_NEEDED.match(entry.filename):
                    continue
                part = _unpacked(received, entry, room)
                room -= len(part)
                _check_reach(part)
                written.writestr(entry.filename, part)
    except _BROKEN as error:
        raise InvalidInputError(texts_es.PLAN_WORKBOOK_BROKEN) from error
    return rewritten.getvalue()


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    with archive.open(entry) as file:
        part = file.read(room + 1)
    if len(part) > room:
        raise InvalidInputError(texts_es.PLAN_EXPANDS)
    return part


def _check_reach(part: bytes) -> None:
    """Refuse a sheet whose cells lie further out than a plan can reach, and XML that defines anything of its own."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - with the workbook
    from defusedxml.sax import parseString  # noqa: PLC0415 - the same

    try:
        parseString(part, _Reach(), forbid_dtd=True)
    except (SAXException, DefusedXmlException, LookupError) as error:
        # A LookupError is an encoding that does not exist.
        raise InvalidInputError(texts_es.PLAN_WORKBOOK_BROKEN) from error


class _Reach(ContentHandler):
    """Follows where each cell of a sheet lies, said or not."""

    def __init__(self) -> None:
        super().__init__()
        self._row = self._column = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the parser's own name
        """Move to the next row or cell."""
        local, place = name.rpartition(":")[2], attrs.get("r")
        if local == "row":
            self._row = int(place[:9]) if place else self._row + 1
            self._column = 0
        elif local == "c":
            self._move(place)
        if self._row > MAX_SHEET_ROWS or self._column > MAX_SHEET_COLUMNS:
            raise InvalidInputError(texts_es.PLAN_SHEET_TOO_WIDE)

    def _move(self, place: str | None) -> None:
        found = _CELL.fullmatch(place) if place else None
        if place and not found:
            raise InvalidInputError(texts_es.PLAN_WORKBOOK_BROKEN)
        self._column = _column_number(found[1]) if found else self._column + 1
        self._row = int(found[2]) if found else max(1, self._row)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


# Cells as texts ---------------------------------------------------------------------------------------------------


def _text(value: object) -> str:
    match value:
        case bool():
            return "sí" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case date() | time() | timedelta():
            return _moment(value)
        case _:
            return str(value)


def _moment(value: date | time | timedelta) -> str:
    """Write a date, a time of day or both; Excel keeps a time as a part of a day, which may be a date or a length."""
    match value:
        case datetime():
            minute = _to_the_minute(value)
            return f"{minute:%Y-%m-%d}" if minute.time() == time.min else f"{minute:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{_to_the_minute(datetime.combine(date.min, value)):%H:%M}"
        case _:
            return f"{_to_the_minute(datetime.combine(date.min, time.min) + value % timedelta(days=1)):%H:%M}"


def _to_the_minute(instant: datetime) -> datetime:
    """Round away what a fraction of a day cannot express."""
    return (instant + timedelta(seconds=30)).replace(second=0, microsecond=0)
