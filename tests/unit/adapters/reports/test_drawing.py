"""Charts as they are laid out: nothing outside of the drawing, nothing that is not in the table."""

import pytest

from chalicelib.adapters.reports.drawing import CHART_WIDTH, draw
from chalicelib.adapters.reports.scales import ruled, thinned
from chalicelib.adapters.reports.shapes import Anchor, Box, Stroke, Words, cut, rough_width, wrapped
from chalicelib.domain.report_document import Chart, ChartKind, Column, Series, Table, Tone, Unit
from tests.report_samples import HOSTILE
from tests.unit.adapters.reports.written import WEEKS, document

MOODS = (Series(1, Tone.POSITIVE), Series(2, Tone.NEGATIVE))


def chart(kind: ChartKind, *rows: tuple[str, int, int], series: tuple[Series, ...] = MOODS) -> Chart:
    columns = Column("Red", Unit.TEXT), Column("Positivos"), Column("Negativos")
    return Chart(kind, "Título", "Descripción", Table("Datos", columns, rows), series)


def boxes(of: Chart) -> list[Box]:
    """The bars alone: a legend's marks lie at the left margin."""
    drawn = [shape for shape in draw(of, rough_width).shapes if isinstance(shape, Box)]
    return [box for box in drawn if box.height != 11]


def extent(words: Words) -> tuple[float, float]:
    width = rough_width(words.text, words.size)
    left = words.x - {Anchor.START: 0, Anchor.MIDDLE: width / 2, Anchor.END: width}[words.anchor]
    return left, left + width


@pytest.mark.parametrize("name", [*WEEKS, "heavy_month", "three_years"])
def test_every_word_and_bar_lies_inside_of_the_drawing(name: str) -> None:
    for part in (document(name).summary, *document(name).sections):
        for one in part.charts:
            drawing = draw(one, rough_width)
            words = [extent(shape) for shape in drawing.shapes if isinstance(shape, Words)]
            bars = [(shape.left, shape.left + shape.width) for shape in drawing.shapes if isinstance(shape, Box)]
            assert [pair for pair in words + bars if pair[0] < -1 or pair[1] > CHART_WIDTH + 1] == []


def test_bars_are_as_long_as_their_figures() -> None:
    first, second, third, _ = boxes(chart(ChartKind.STACKED, ("X", 30, 10), ("Facebook", 60, 20)))
    assert first.width == pytest.approx(3 * second.width)
    assert third.width == pytest.approx(2 * first.width)
    assert second.left == pytest.approx(first.left + first.width)


def test_shares_are_all_of_one_length() -> None:
    first, second, third = boxes(chart(ChartKind.SHARES, ("X", 3, 1), ("Facebook", 500, 0)))
    assert first.width + second.width == pytest.approx(third.width)
    assert first.width == pytest.approx(3 * second.width)


def test_a_line_goes_through_its_figures() -> None:
    drawing = draw(chart(ChartKind.LINES, ("lun", 0, 0), ("mar", 50, 25), ("mié", 100, 0)), rough_width)
    [up, _] = [shape for shape in drawing.shapes if isinstance(shape, Stroke) and shape.tone and len(shape.points) == 3]
    (_, low), (_, middle), (_, high) = up.points
    assert low - middle == pytest.approx(middle - high)
    assert high < low


def test_lines_are_told_apart_without_colour() -> None:
    drawing = draw(chart(ChartKind.LINES, ("lun", 1, 2), ("mar", 3, 4)), rough_width)
    dashes = {shape.tone: shape.dashes for shape in drawing.shapes if isinstance(shape, Stroke) and shape.tone}
    assert len(set(dashes.values())) == 2


@pytest.mark.parametrize("kind", ChartKind)
def test_nothing_but_zeros_can_be_drawn(kind: ChartKind) -> None:
    assert draw(chart(kind, ("X", 0, 0)), rough_width).height > 0


@pytest.mark.parametrize("kind", ChartKind)
def test_whatever_the_names_are_they_are_cut_to_their_room(kind: ChartKind) -> None:
    rows = tuple((text, 1, 2) for text in HOSTILE)
    drawing = draw(chart(kind, *rows), rough_width)
    assert max(len(shape.text) for shape in drawing.shapes if isinstance(shape, Words)) < 320


@pytest.mark.parametrize(
    ("largest", "values"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (7, [0, 2, 4, 6, 8]),
        (33, [0, 10, 20, 30, 40]),
        (125, [0, 25, 50, 75, 100, 125]),
        (12_000, [0, 2_500, 5_000, 7_500, 10_000, 12_500]),
    ],
)
def test_axes_are_ruled_as_a_person_would(largest: int, values: list[int]) -> None:
    assert ruled(largest) == values


def test_an_axis_of_fractions_has_fractions() -> None:
    assert ruled(0.7, are_whole=False) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8])


def test_labels_are_thinned_evenly() -> None:
    assert thinned(7, 10) == [0, 1, 2, 3, 4, 5, 6]
    assert thinned(36, 12) == list(range(0, 36, 3))
    assert thinned(3, 0) == [0]


def test_texts_are_broken_and_cut_to_their_room() -> None:
    assert wrapped("uno dos tres cuatro", 10, 45, 2, rough_width) == ["uno dos", "tres …"]
    assert cut("demasiado largo", 10, 40, rough_width).endswith("…")
    assert cut("corto", 10, 400, rough_width) == "corto"
