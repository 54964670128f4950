"""
What a report asks of the table, as the records grow from ten thousand to a million over three years (4.4).

Closed days are read from their own record, whatever the number of records behind it; only what changed is counted anew.
The figures are drawn to `build/costo-del-reporte.svg`; `docs/costo-del-reporte.md` tells them.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.domain.period_report import Cut, Step
from chalicelib.procedure.report import report
from tests.bench.report_chart import drawn
from tests.bench.report_table import DAYS, CountedTable, three_years
from tests.builders import TODAY, later
from tests.fakes import FakeClock
from tests.world import FakeCatalogue

BUILD = Path(__file__).resolve().parents[2] / "build"
SCALES = (10_000, 100_000, 1_000_000)
CHANGED_DAYS = 30
PERIODS = {"un día": 1, "un mes": 30, "tres años": DAYS - 1}


@dataclass(frozen=True)
class Cost:
    """What one report asked for, and how long the processor was at it."""

    requests: int
    kilobytes: float
    seconds: float
    comments: int


def cost_of(table: CountedTable, days: int) -> Cost:
    """Ask for the report of the days before today."""
    table.requests = table.bytes = 0
    last = TODAY - timedelta(days=1)
    began = time.process_time()
    found = report(
        last - timedelta(days=days - 1),
        last,
        Step.MONTH,
        Cut(),
        records=table,  # type: ignore[arg-type]  # the part of the port that reads
        catalogue=FakeCatalogue(),
        clock=FakeClock(later()),
    )
    seconds = time.process_time() - began
    return Cost(table.requests, table.bytes / 1024, seconds, found.total.comments.count)


@pytest.fixture(scope="module")
def costs() -> dict[str, dict[int, Cost]]:
    """Measure every period over every scale; and three years of which a month changed."""
    measured: dict[str, dict[int, Cost]] = {}
    for scale in SCALES:
        closed = three_years(scale, open_days=1)
        for name, days in PERIODS.items():
            measured.setdefault(name, {})[scale] = cost_of(closed, days)
        changed = three_years(scale, open_days=CHANGED_DAYS + 1)
        measured.setdefault("un mes cambiado", {})[scale] = cost_of(changed, CHANGED_DAYS)
    return measured


def test_the_report_of_closed_days_costs_the_same_however_many_records_there_are(
    costs: dict[str, dict[int, Cost]],
) -> None:
    BUILD.mkdir(exist_ok=True)
    series = {name: [(scale, cost.kilobytes) for scale, cost in row.items()] for name, row in costs.items()}
    (BUILD / "costo-del-reporte.svg").write_text(drawn(series), encoding="utf-8")
    print("\n| Periodo | Registros en tres años | Solicitudes | KB leídos | Segundos de procesador | Comentarios |")
    for name, row in costs.items():
        for scale, cost in row.items():
            print(
                f"| {name} | {scale:,} | {cost.requests} | {cost.kilobytes:,.0f} | {cost.seconds:.2f} | {cost.comments:,} |"
            )
    for name in PERIODS:
        requests = {cost.requests for cost in costs[name].values()}
        assert len(requests) == 1, name
    assert costs["un día"][1_000_000].requests <= 3
    assert costs["tres años"][1_000_000].requests <= 15
    # A hundred times the records are far less than a hundred times the bytes: what grows is how finely they are told apart.
    assert costs["tres años"][1_000_000].kilobytes < 20 * costs["tres años"][10_000].kilobytes
    # Three years cost what their days cost.
    day, years = costs["un día"][1_000_000].kilobytes, costs["tres años"][1_000_000].kilobytes
    assert years < 1.2 * (DAYS - 1) * day


def test_changed_days_cost_what_their_records_cost(costs: dict[str, dict[int, Cost]]) -> None:
    few, many = costs["un mes cambiado"][100_000], costs["un mes cambiado"][1_000_000]
    assert 5 < many.kilobytes / few.kilobytes < 15
