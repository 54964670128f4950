"""
4.4: the words of the Monday e-mail: last week's figures as plain text and as simple HTML tables that a screen reader can read.

Titles and campaigns are data: on one line, and escaped. No citizen's words, name or account.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from chalicelib.domain.period_report import PeriodReport, Row
from chalicelib.domain.visible_text import visible
from chalicelib.ports import Mail
from chalicelib.texts_es import weekly_report as texts
from chalicelib.texts_es.figures import days_name

MOST_PUBLICATIONS = 10
_NAME_CHARACTERS = 120


@dataclass(frozen=True)
class Table:
    """A heading, the columns' names and the rows, the first cell of each being its name."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def weekly_mail(to: str, report: PeriodReport) -> Mail:
    """Write the message about the report of a week."""
    subject = texts.subject(report.first, report.last)
    greeting = texts.GREETING.format(days=days_name(report.first, report.last))
    full = texts.FULL.format(first=report.first, last=report.last)
    tables = [table for table in _tables(report) if table.rows]
    text = [
        greeting,
        *(line for table in tables for line in _as_text(table)),
        "",
        texts.NOTES,
        *report.notes,
        "",
        full,
        "",
    ]
    notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    body = [f"<p>{escape(greeting)}</p>", *map(_as_html, tables), f"<h2>{escape(texts.NOTES)}</h2><ul>{notes}</ul>"]
    return Mail(to=to, subject=subject, text="\n".join(text), html=_page(subject, [*body, f"<p>{escape(full)}</p>"]))


def _tables(report: PeriodReport) -> Iterator[Table]:
    yield Table(texts.WHOLE, texts.FIGURES, list(_whole(report)))
    yield Table(texts.NETWORKS, (texts.NETWORK, *texts.COMMENT_COLUMNS), [_comments(row) for row in report.networks])
    named = report.publications[:MOST_PUBLICATIONS]
    yield Table(texts.PUBLICATIONS, (texts.PUBLICATION, *texts.COMMENT_COLUMNS), [_comments(row) for row in named])
    yield Table(texts.DEPARTMENTS, (texts.DEPARTMENT, *texts.CASE_COLUMNS), [_cases(row) for row in report.departments])


def _whole(report: PeriodReport) -> Iterator[tuple[str, str]]:
    comments, cases = report.total.comments, report.total.cases
    answered = comments.questions.get("published", 0) + comments.questions.get("by_person", 0)
    for name, figure in (
        (texts.COMMENTS, comments.count),
        (texts.POSITIVE, comments.positive),
        (texts.NEGATIVE, comments.negative),
        (texts.NEUTRAL, comments.neutral),
        (texts.DECIDING, comments.waiting_for_decision),
        (texts.QUESTIONS, answered),
        (texts.CASES, cases.count),
        (texts.OPEN, cases.open),
        (texts.OVERDUE, cases.overdue),
    ):
        yield name, f"{figure:,}"
    yield texts.CLOSE, _hours(cases.close.median_hours)


def _comments(row: Row) -> list[str]:
    comments = row.totals.comments
    figures = (comments.count, comments.positive, comments.negative, comments.neutral)
    return [_name(row), *(f"{figure:,}" for figure in figures)]


def _cases(row: Row) -> list[str]:
    cases = row.totals.cases
    figures = (cases.count, cases.open, cases.overdue)
    return [_name(row), *(f"{figure:,}" for figure in figures), _hours(cases.close.median_hours)]


def _name(row: Row) -> str:
    return " ".join(visible(row.name).split())[:_NAME_CHARACTERS]


def _hours(hours: float | None) -> str:
    return texts.NOT_KNOWN if hours is None else f"{hours:,.1f}"


def _as_text(table: Table) -> list[str]:
    return ["", table.heading, " | ".join(table.columns), *(" | ".join(row) for row in table.rows)]


def _as_html(table: Table) -> str:
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(_row(row) for row in table.rows)
    return f"<table><caption>{escape(table.heading)}</caption><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def _row(cells: Sequence[str]) -> str:
    name, *figures = map(escape, cells)
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{figure}</td>" for figure in figures)}</tr>'


def _page(title: str, body: Sequence[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    inside = f"<h1>{escape(title)}</h1>{''.join(body)}"
    return f'<!doctype html><html lang="es-MX"><head>{head}</head><body>{inside}</body></html>'
