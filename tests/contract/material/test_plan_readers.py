"""What the procedure may rely on when a campaign's calendar is read: the same in our own process and apart."""

from collections.abc import Iterator
from datetime import date, time

import pytest

from chalicelib import texts_es
from chalicelib.adapters.plans import SpreadsheetPlanReader
from chalicelib.adapters.sandbox import Sandbox, SandboxedPlanReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanReader
from tests.unit.adapters.plans.workbook import a_good_workbook, a_workbook, with_parts

CSV = "fecha;hora;texto\n01/12/2026;9:00;Los parques abren\n".encode("utf-16")


@pytest.fixture(scope="module")
def sandboxed() -> Iterator[PlanReader]:
    sandbox = Sandbox()
    yield SandboxedPlanReader(sandbox)
    sandbox.close()


class PlanReaderContract:
    """The claims of `ports.PlanReader`. A subclass gives the fixture `plans`."""

    def test_a_workbook_s_rows_come_with_their_numbers_and_headings(self, plans: PlanReader) -> None:
        rows = plans.read("plan.xlsx", a_workbook((date(2026, 12, 1), time(9), "Hola")))
        assert [(row.number, row.cells["Fecha"], row.cells["Texto"]) for row in rows] == [(2, "2026-12-01", "Hola")]

    def test_a_csv_is_read_whatever_it_is_called(self, plans: PlanReader) -> None:
        assert [row.cells["texto"] for row in plans.read("plan \udcff.xlsx", CSV)] == ["Los parques abren"]

    @pytest.mark.parametrize(
        ("content", "reason"),
        [(b"", texts_es.FILE_EMPTY), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", texts_es.PLAN_OLD_EXCEL)],
    )
    def test_what_cannot_be_read_is_refused_with_its_reason(
        self, plans: PlanReader, content: bytes, reason: str
    ) -> None:
        with pytest.raises(InvalidInputError) as refused:
            plans.read("plan.xlsx", content)
        assert str(refused.value) == reason

    def test_I09_entities_in_a_workbook_unfold_nothing(self, plans: PlanReader) -> None:
        bomb = b'<!DOCTYPE a [<!ENTITY b "ja"><!ENTITY c "&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>'
        with pytest.raises(InvalidInputError) as refused:
            plans.read("plan.xlsx", with_parts({"xl/sharedStrings.xml": bomb}, a_good_workbook()))
        assert "Excel" in str(refused.value)


class TestInOurProcess(PlanReaderContract):
    @pytest.fixture
    def plans(self) -> PlanReader:
        return SpreadsheetPlanReader()


class TestApart(PlanReaderContract):
    @pytest.fixture
    def plans(self, sandboxed: PlanReader) -> PlanReader:
        return sandboxed
