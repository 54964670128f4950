"""A plan as an Excel workbook: what a person writes in it, and what nobody would."""

import io
import random
import tracemalloc
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.adapters.plans import SpreadsheetPlanReader
from chalicelib.adapters.plans.tables import MAX_BYTES
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanRow
from tests.unit.adapters.plans.workbook import a_good_workbook, a_workbook, with_a_lie, with_parts, with_sheet

PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")
EMPTY_BOOK = b"PK\x05\x06" + bytes(18)


def read(content: bytes) -> tuple[PlanRow, ...]:
    return SpreadsheetPlanReader().read("plan.xlsx", content)


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as refused:
        read(content)
    return str(refused.value)


# What a person writes ---------------------------------------------------------------------------------------------


def test_dates_and_times_of_excel_become_what_a_person_would_write() -> None:
    rows = read(
        a_workbook(
            (date(2026, 12, 1), time(9), "Hola"),
            (datetime(2026, 12, 2, 17, 29, 59), timedelta(hours=8), 12),  # noqa: DTZ001 - Excel knows no zones
            ("25/12/2026", "9:30", 1.5),
            ("", "", True),
        )
    )
    assert [row.cells for row in rows] == [
        {"Fecha": "2026-12-01", "Hora": "09:00", "Texto": "Hola"},
        {"Fecha": "2026-12-02 17:30", "Hora": "08:00", "Texto": "12"},
        {"Fecha": "25/12/2026", "Hora": "9:30", "Texto": "1.5"},
        {"Texto": "sí"},
    ]


def test_rows_are_numbered_as_the_sheet_numbers_them() -> None:
    rows = read(a_workbook(("1/12/2026", "9:00", "uno"), (), (), ("2/12/2026", "9:00", "dos")))
    assert [row.number for row in rows] == [2, 5]


def test_a_hidden_sheet_is_not_the_plan() -> None:
    assert len(read(a_workbook(("1/12/2026", "9:00", "uno"), hidden_first=True))) == 1


def test_the_content_decides_not_the_name() -> None:
    assert len(SpreadsheetPlanReader().read("plan.csv", a_good_workbook())) == 2


def test_what_looks_like_a_formula_is_text() -> None:
    (row,) = read(a_workbook(("1/12/2026", "9:00", "=1+1")))
    assert row.cells["Texto"] == "=1+1"


# What nobody would ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row><c r="A2001"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 121 + "</row>",
        "<row></row>" * 2001,
        '<row r="99999999999999999999"/>',
        '<x:row xmlns:x="y"><x:c r="&#88;FD1"/></x:row>',
    ],
)
def test_I10_cells_at_the_ends_of_a_sheet_take_no_memory(rows: str) -> None:
    content = with_sheet(rows)
    tracemalloc.start()
    assert refusal(content) == texts_es.PLAN_SHEET_TOO_WIDE
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("place", ["A", "1", "A1:B2", "A-1", "AAAA1", "Ñ1", "=A1", " A1"])
def test_a_cell_that_lies_nowhere_is_refused(place: str) -> None:
    assert refusal(with_sheet(f'<row r="1"><c r="{place}"><v>1</v></c></row>')) == texts_es.PLAN_WORKBOOK_BROKEN


def test_I06_a_part_that_expands_without_end_is_not_unpacked() -> None:
    bomb = with_parts({"xl/sharedStrings.xml": b"<sst>" + b" " * 60_000_000 + b"</sst>"})
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert refusal(bomb) == texts_es.PLAN_EXPANDS
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_I06_many_parts_that_expand_together_are_not_unpacked() -> None:
    part = b"<a>" + b" " * 4_000_000 + b"</a>"
    assert (
        refusal(with_parts({f"xl/worksheets/part{number}.xml": part for number in range(9)})) == texts_es.PLAN_EXPANDS
    )


def test_pictures_in_a_workbook_are_never_unpacked() -> None:
    assert len(read(with_parts({"xl/media/image1.png": bytes(50_000_000)}))) == 2


@pytest.mark.parametrize("size_bytes", [0, 1, 100])
def test_I06_a_part_that_lies_about_its_size_is_refused(size_bytes: int) -> None:
    assert refusal(with_a_lie(a_good_workbook(), size_bytes)) == texts_es.PLAN_WORKBOOK_BROKEN


def test_I06_a_part_that_says_to_be_larger_than_it_is_is_read_as_what_it_is() -> None:
    assert read(with_a_lie(a_good_workbook(), 2**32 - 2)) == read(a_good_workbook())


def test_I06_too_many_entries_are_refused() -> None:
    parts = {f"docProps/{number}.xml": b"<a/>" for number in range(501)}
    assert refusal(with_parts(parts)) == texts_es.PLAN_WORKBOOK_BROKEN


def test_I09_entities_are_refused() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal(with_parts({"xl/worksheets/sheet1.xml": laughs.encode()})) == texts_es.PLAN_WORKBOOK_BROKEN


@pytest.mark.parametrize(
    "content",
    [
        EMPTY_BOOK.replace(b"\x05\x06", b"\x03\x04"),
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(1000),
        a_good_workbook()[:-30],
        a_good_workbook()[:200],
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content) == texts_es.PLAN_WORKBOOK_BROKEN


def test_a_workbook_without_a_sheet_or_with_only_its_heading_has_no_rows() -> None:
    assert refusal(with_sheet("")) == texts_es.PLAN_EMPTY
    assert refusal(a_workbook()) == texts_es.PLAN_EMPTY


def test_an_old_or_locked_workbook_is_told_how_to_be_saved() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)) == texts_es.PLAN_OLD_EXCEL


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    assert refusal(b"PK\x03\x04" + bytes(MAX_BYTES)) == texts_es.PLAN_TOO_LARGE


def test_workbooks_with_any_byte_changed_are_read_or_refused() -> None:
    good, chance = a_good_workbook(), random.Random(1)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in PARTS}
    outcomes = {"read": 0, "refused": 0}
    for number in range(300):
        name = chance.choice(PARTS)
        changed = with_parts({name: _changed(parts[name], chance)}, good) if number % 3 else _changed(good, chance)
        try:
            outcomes["read"] += bool(read(changed))
        except InvalidInputError:
            outcomes["refused"] += 1
    assert min(outcomes.values()) > 20


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        likely, any_other = chance.choice(b"<>/\"'=019AXF& "), chance.randrange(256)
        changed[chance.randrange(len(changed))] = likely if chance.random() < 0.7 else any_other
    return bytes(changed)
