"""A plan as CSV, however an office's program writes it; and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.plans import SpreadsheetPlanReader
from chalicelib.adapters.plans.tables import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanRow

TEXT = "Fecha;Campaña;Texto\r\n01/12/2026;Niñez;«Año nuevo» — ¡ya!\r\n"
CELLS = {"Fecha": "01/12/2026", "Campaña": "Niñez", "Texto": "«Año nuevo» — ¡ya!"}


def read(content: bytes) -> tuple[PlanRow, ...]:
    return SpreadsheetPlanReader().read("plan.csv", content)


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as refused:
        read(content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_encoding_and_separator_is_understood(encoding: str, separator: str) -> None:
    assert [row.cells for row in read(TEXT.replace(";", separator).encode(encoding))] == [CELLS]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(ending: str) -> None:
    assert [row.cells for row in read(TEXT.replace("\r\n", ending).encode())] == [CELLS]


def test_excels_line_that_names_the_separator_is_no_row() -> None:
    (row,) = read(b"sep=;\r\n" + TEXT.encode())
    assert (row.number, row.cells) == (3, CELLS)


def test_a_text_of_several_lines_with_separators_and_quotation_marks_is_one_cell() -> None:
    (row,) = read(b'Fecha,Texto\n1/12/2026,"Uno; dos, ""tres""\n\n\n\nCuatro"\n')
    assert row.cells["Texto"] == 'Uno; dos, "tres"\n\nCuatro'


def test_a_separator_within_a_heading_in_quotation_marks_separates_nothing() -> None:
    (row,) = read('"Fecha, hora, día y lugar";Texto\n1/12/2026;Hola\n'.encode())
    assert set(row.cells) == {"Fecha, hora, día y lugar", "Texto"}


def test_empty_rows_and_columns_count_for_the_numbers_and_nothing_else() -> None:
    rows = read(b";;;\nFecha;;Texto;\n;;;\n1/12/2026;;Hola;\n\n")
    assert [(row.number, row.cells) for row in rows] == [(4, {"Fecha": "1/12/2026", "Texto": "Hola"})]


@pytest.mark.parametrize("formula", ["=1+1", "@SUM(1)", "+521477", "-1", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_is_text(formula: str) -> None:
    quoted = formula.replace('"', '""')
    (row,) = read(f'Fecha;Texto\n1/12/2026;"{quoted}"\n'.encode())
    assert row.cells["Texto"] == formula


def test_marks_that_hide_or_turn_words_are_taken_out() -> None:
    (row,) = read("Fecha;Texto\n1/12/2026;Ho\u200bla \u202eodnum\xad\n".encode())
    assert row.cells["Texto"] == "Hola odnum"


# What is refused --------------------------------------------------------------------------------------------------


def test_nothing_is_refused_as_nothing() -> None:
    assert refusal(b"") == texts_es.FILE_EMPTY
    assert refusal(b"\n\n;;\n") == texts_es.PLAN_EMPTY
    assert refusal(b"Fecha;Texto\n;\n") == texts_es.PLAN_EMPTY


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff\xe0" + bytes(100), b"%PDF-1.7\n\x00\x01", b"MZ\x90\x00\x03\x00\x00\x00", b"\x81\x8d"]
)
def test_I13_what_is_no_text_is_refused(content: bytes) -> None:
    assert refusal(content) == texts_es.PLAN_UNKNOWN


def test_quotation_marks_that_do_not_close_say_where() -> None:
    assert refusal(b'Fecha;Texto\n1/12/2026;"Hola\n2/12/2026;Adios\n') == texts_es.plan_csv_broken(3)


def test_a_column_twice_and_a_cell_without_heading_are_refused() -> None:
    assert refusal(b"Texto;TEXTO\na;b\n") == texts_es.plan_column_twice("TEXTO")
    assert refusal(b"Fecha;Texto\na;b\na;b;c\n") == texts_es.plan_cell_without_heading(3)


def test_limits_of_rows_columns_and_cells() -> None:
    assert len(read(b"Texto\n" + b"hola\n" * MAX_ROWS)) == MAX_ROWS
    assert refusal(b"Texto\n" + b"hola\n" * (MAX_ROWS + 1)) == texts_es.plan_too_many_rows(MAX_ROWS)
    assert refusal(b"Texto\n" + b"\n" * 100_000 + b"hola\n") == texts_es.plan_too_many_rows(MAX_ROWS)
    assert refusal(b",".join([b"a"] * (MAX_COLUMNS + 1)) + b"\n") == texts_es.plan_too_many_columns(MAX_COLUMNS)
    too_long = b"Texto\n" + b"a" * (MAX_CELL_CHARACTERS + 1)
    assert refusal(too_long) == texts_es.plan_cell_too_long(2, MAX_CELL_CHARACTERS)
    assert refusal(b"Texto\n" + b"a" * 500_000) == texts_es.plan_csv_broken(2)


@given(st.binary(max_size=300) | st.text(alphabet='";,\n\r\t =aé\x00\ufeff', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        rows: tuple[PlanRow, ...] | str = read(content)
    except InvalidInputError as error:
        rows = str(error)
    assert rows
