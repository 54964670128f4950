"""What holds for every format: the same bytes for the same report, and only what can be shown."""

from datetime import date

import pytest

from chalicelib.adapters.reports.writer import FileDocumentWriter
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.report_document import Column, Table, Unit
from chalicelib.domain.report_text import seen
from chalicelib.procedure.composing.composer import compose
from tests.report_samples import HOSTILE, hostile_week
from tests.unit.adapters.reports.written import FORMATS, LOGO, document, written


@pytest.mark.parametrize("document_format", FORMATS)
def test_the_same_report_is_the_same_bytes(document_format: str) -> None:
    again, _ = FileDocumentWriter().write(compose(hostile_week(), LOGO), document_format)
    assert again == written("hostile_week", document_format)


def test_a_format_that_nobody_writes_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        FileDocumentWriter().write(document("empty_week"), "docx")


@pytest.mark.parametrize("text", HOSTILE)
def test_only_what_can_be_seen_of_a_text_is_shown(text: str) -> None:
    found = seen(text)
    assert len(found) <= 300
    assert not any(
        ord(letter) < 32 or 0xD800 <= ord(letter) <= 0xDFFF or ord(letter) in {0xFFFE, 0xFFFF} for letter in found
    )
    assert not set(found) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert seen(found) == found


def test_a_percentage_is_never_torn_from_its_number() -> None:
    assert seen("el 39 % de 41 h") == "el 39\N{NO-BREAK SPACE}% de 41\N{NO-BREAK SPACE}h"


def test_a_row_as_wide_as_its_table_or_none() -> None:
    columns = Column("a", Unit.TEXT), Column("b")
    with pytest.raises(ValueError, match="not as wide"):
        Table("t", columns, (("x", 1), ("y", 2, 3)))
    with pytest.raises(ValueError, match="not as wide"):
        Table("t", columns, (("x", 1),), ("Total",))
    assert Table("t", columns, (("x\x00", date(2026, 1, 1)),)).rows == (("x", date(2026, 1, 1)),)
