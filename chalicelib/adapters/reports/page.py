"""
Writes the report as one HTML file: nothing is fetched and nothing runs. Its own policy allows the style it bears, by hash.

It can be sent, kept and printed. Headings are in order, every chart has a title, a description and its table behind it.
"""

import base64
import hashlib

from chalicelib.adapters.reports.cells import shown
from chalicelib.adapters.reports.drawing import draw
from chalicelib.adapters.reports.markup import Markup, joined, tag
from chalicelib.adapters.reports.page_style import style
from chalicelib.adapters.reports.page_tables import table_markup
from chalicelib.adapters.reports.shapes import rough_width
from chalicelib.adapters.reports.svg import svg
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.report_document import Chart, Highlight, ReportDocument, Section
from chalicelib.texts_es import report_layout as texts
from chalicelib.texts_es import report_numbers as numbers


def write_page(document: ReportDocument) -> bytes:
    """Write the page (UTF-8)."""
    look = Markup(style())
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(look)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{document.title}. {document.period}"),
        tag("style", look),
    )
    body = tag("body", tag("div", _header(document), _main(document), _footer(document), class_="wrap"))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='es-MX')}\n".encode()


def _policy(look: str) -> str:
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _header(document: ReportDocument) -> Markup:
    picture = f"data:image/png;base64,{base64.b64encode(document.logo).decode()}"
    logo = tag("img", src=picture, alt=f"{texts.LOGO}: {document.municipality}") if document.logo else ""
    words = tag(
        "div",
        tag("h1", document.title),
        tag("p", document.period, class_="period"),
        tag("p", document.scope, class_="period") if document.scope else "",
        tag("p", f"{document.municipality} · {document.office}"),
    )
    return tag("header", logo, words)


def _main(document: ReportDocument) -> Markup:
    summary = tag(
        "section",
        tag("h2", document.summary.heading, id="resumen", class_="first"),
        tag("ul", *map(_tile, document.highlights), class_="tiles"),
        tag("ul", *(tag("li", sentence) for sentence in document.summary.sentences), class_="lead"),
        _unread(document),
        _charts(document.summary, "resumen"),
        class_="summary",
    )
    parts = [_section(section, f"parte-{number}") for number, section in enumerate(document.sections, 1)]
    return tag("main", summary, _contents(document), *parts)


def _tile(highlight: Highlight) -> Markup:
    return tag(
        "li",
        tag("span", highlight.label, class_="label"),
        tag("span", shown(highlight.value, highlight.unit), class_="value"),
        tag("span", highlight.sentence, class_="said"),
        class_="alert" if highlight.is_alert else None,
    )


def _contents(document: ReportDocument) -> Markup:
    links = [
        tag("li", tag("a", section.heading, href=f"#parte-{number}"))
        for number, section in enumerate(document.sections, 1)
    ]
    return tag("nav", tag("ul", *links), aria_label=texts.CONTENTS)


def _unread(document: ReportDocument) -> Markup:
    said = [tag("p", sentence) for sentence in document.unread.sentences]
    kind = "unread" if document.is_complete else "unread alert"
    return tag("section", tag("h3", document.unread.heading), *said, class_=kind)


def _section(section: Section, identifier: str) -> Markup:
    return tag(
        "section",
        tag("h2", section.heading, id=identifier),
        *(tag("p", sentence) for sentence in section.sentences),
        _charts(section, identifier),
        *map(table_markup, section.tables),
        *(tag("p", note, class_="notes") for note in section.notes),
        aria_labelledby=identifier,
    )


def _charts(section: Section, identifier: str) -> Markup:
    charts = [_figure(chart, f"{identifier}-g{number}") for number, chart in enumerate(section.charts, 1)]
    return tag("div", *charts, class_="charts") if charts else Markup()


def _figure(chart: Chart, identifier: str) -> Markup:
    behind = tag("details", tag("summary", texts.SEE_THE_DATA), table_markup(chart.table))
    if not chart.table.rows:
        return tag("figure", tag("figcaption", chart.title), tag("p", texts.NO_ROWS))
    picture = svg(draw(chart, rough_width), chart.title, chart.alt, identifier)
    return tag("figure", tag("figcaption", chart.title), picture, behind)


def _footer(document: ReportDocument) -> Markup:
    moment = numbers.moment(document.made_at.astimezone(LOCAL_ZONE))
    return tag("footer", tag("p", joined(texts.made_at(moment))))
