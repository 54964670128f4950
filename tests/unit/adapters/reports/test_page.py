"""The page, read again by a parser that corrects nothing."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.cells import shown
from chalicelib.adapters.reports.markup import VOID, Markup, joined, tag
from chalicelib.domain.report_document import Tone
from tests.unit.adapters.reports.written import WEEKS, document, written

_WORDS = """
html head meta title style body div header img h1 h2 h3 p main section ul li span strong nav a figure figcaption svg desc rect
circle polyline text details summary table caption thead tbody tfoot tr th td footer
"""
ALLOWED = set(_WORDS.split())


class Reader(HTMLParser):
    """Keeps every element and every text, and finds what is not closed in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(page.decode())
        self.faults += self.open

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name in names]


@pytest.fixture(params=WEEKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(name: str) -> Reader:
    return Reader(written(name, "html"))


def test_it_is_closed_in_order_and_has_no_element_that_we_do_not_write(page: Reader) -> None:
    assert page.faults == []
    assert {element for element, _ in page.elements} <= ALLOWED


def test_nothing_is_fetched_and_nothing_runs(page: Reader) -> None:
    attributes = [(key, value or "") for _, found in page.elements for key, value in found.items()]
    assert [key for key, _ in attributes if key.startswith("on") or key == "style"] == []
    assert [
        value for key, value in attributes if key in {"src", "href"} and not value.startswith(("data:image/png", "#"))
    ] == []


def test_its_own_policy_allows_the_style_it_bears_and_nothing_else(page: Reader, name: str) -> None:
    [policy] = [one["content"] for one in page.named("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    [look] = re.findall(r"<style>(.*?)</style>", written(name, "html").decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode()
    assert (
        policy == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_it_is_mexican_spanish_with_headings_in_order(page: Reader) -> None:
    assert page.named("html")[0]["lang"] == "es-MX"
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_is_described_and_has_its_table_behind_it(page: Reader, name: str) -> None:
    said = document(name)
    charts = [chart for part in (said.summary, *said.sections) for chart in part.charts if chart.table.rows]
    pictures = page.named("svg")
    identifiers = {one["id"] for _, one in page.elements if "id" in one}
    assert len(pictures) == len(charts) == len(page.named("details"))
    for picture in pictures:
        assert picture["role"] == "img"
        assert set((picture["aria-labelledby"] or "").split()) <= identifiers
    assert [chart.alt for chart in charts if chart.alt not in page.texts] == []


def test_every_table_has_a_caption_and_headings_with_a_scope(page: Reader) -> None:
    assert len(page.named("table")) == len(page.named("caption"))
    assert {one.get("scope") for one in page.named("th")} <= {"col", "row"}
    assert None not in {one.get("scope") for one in page.named("th")}


def test_identifiers_are_each_on_the_page_once(page: Reader) -> None:
    identifiers = [one["id"] for _, one in page.elements if "id" in one]
    assert len(identifiers) == len(set(identifiers))
    links = [(one["href"] or "")[1:] for one in page.named("a")]
    assert set(links) <= set(identifiers)


def test_every_figure_of_the_tables_is_there(page: Reader, name: str) -> None:
    wanted = [
        shown(cell, column.unit)
        for section in document(name).sections
        for table in section.tables
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
    ]
    assert [text for text in wanted if text and text not in page.texts] == []


def test_what_is_not_markup_is_escaped_wherever_it_stands() -> None:
    evil = "\"><script>alert('x')</script>&"
    assert tag("p", evil, title=evil) == (
        '<p title="&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;">'
        "&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;</p>"
    )
    assert joined("a<b", Markup("<br/>")) == "a&lt;b<br/>"
    assert "script" not in VOID


@pytest.mark.parametrize("tone", Tone)
def test_words_can_be_read_on_every_colour(tone: Tone) -> None:
    assert colours.contrast(colours.LIGHT[tone], colours.GROUND) >= 4.5
    assert colours.contrast(colours.DARK[tone], colours.DARK_GROUND) >= 4.5


def test_words_can_be_read_on_every_ground() -> None:
    by_day = [(colours.TEXT, colours.PANEL), (colours.MUTED, colours.PANEL), (colours.ALERT_TEXT, colours.ALERT_GROUND)]
    by_day += [(colours.MUTED, colours.ALERT_GROUND), (colours.MUTED, colours.GROUND)]
    by_night = [(colours.DARK_TEXT, colours.DARK_PANEL), (colours.DARK_MUTED, colours.DARK_PANEL)]
    by_night += [(colours.DARK_ALERT_TEXT, colours.DARK_ALERT_GROUND), (colours.DARK_MUTED, colours.DARK_ALERT_GROUND)]
    assert [pair for pair in by_day + by_night if colours.contrast(*pair) < 4.5] == []
