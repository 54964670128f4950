"""1.1 to 2.5: the material that came, what became of it, and every write to the networks."""

from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.period_report import PeriodReport
from chalicelib.domain.report_document import Cell, Column, Section, Table
from chalicelib.procedure.composing.columns import text
from chalicelib.texts_es import report_document as texts

_STATES = (DeliveryState.DONE, DeliveryState.TASK, DeliveryState.REFUSED, DeliveryState.HELD)


def work_done(report: PeriodReport) -> Section:
    """Tell what was received, authorised and sent."""
    return Section(texts.WORK_DONE, tables=(_publications(report), _deliveries(report), _material(report)))


def _publications(report: PeriodReport) -> Table:
    counts = report.total.publications_by_state
    known = {key: name for key, name in texts.PUBLICATION_STATES.items() if counts.get(key)}
    rows: list[tuple[Cell, ...]] = [(name, counts[key]) for key, name in known.items()]
    others = sum(count for key, count in counts.items() if key not in texts.PUBLICATION_STATES)
    rows += [(texts.OTHER_STATES, others)] if others else []
    return _pairs("Publicaciones preparadas en el periodo", tuple(rows), sum(counts.values()))


def _deliveries(report: PeriodReport) -> Table:
    titles = (texts.DONE, texts.TASKS, texts.REFUSED, texts.HELD, texts.UNDER_WAY, texts.TOTAL)
    counted = report.total.deliveries
    rows = tuple(_delivery(name, counted[key]) for key, name in texts.ACTIONS.items() if counted.get(key))
    columns = (text(texts.ACTION), *(Column(title) for title in titles))
    return Table("Escrituras en las redes", columns, rows)


def _delivery(name: str, counts: dict[str, int]) -> tuple[Cell, ...]:
    known = tuple(counts.get(state, 0) for state in _STATES)
    whole = sum(counts.values())
    return (name, *known, whole - sum(known), whole)


def _material(report: PeriodReport) -> Table:
    counts = report.total.bulletins_by_source
    rows: list[tuple[Cell, ...]] = [(texts.SOURCES.get(source, source), count) for source, count in counts.items()]
    if report.total.rejected_files:
        rows.append(("Archivos rechazados", report.total.rejected_files))
    return _pairs("Material recibido", tuple(rows), None)


def _pairs(caption: str, rows: tuple[tuple[Cell, ...], ...], total: int | None) -> Table:
    columns = (text(texts.WHAT), Column(texts.COUNT))
    return Table(caption, columns, rows, None if total is None or not rows else (texts.TOTAL, total))
