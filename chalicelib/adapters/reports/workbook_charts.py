"""The workbook's own charts: Excel draws them from the cells, so that whoever changes a cell sees it."""

from typing import TYPE_CHECKING, Any

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.sheets import Placed
from chalicelib.adapters.reports.workbook_looks import NUMBER_FORMATS
from chalicelib.domain.report_document import Chart, ChartKind, Series

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH_PIXELS, ROW_PIXELS, AROUND_PIXELS, LEAST_PIXELS = 620, 26, 130, 280
_TYPES: dict[ChartKind, dict[str, str]] = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.SHARES: {"type": "bar", "subtype": "percent_stacked"},
    ChartKind.LINES: {"type": "line"},
}
_DASHES = ("solid", "dash", "round_dot")


def height_of(chart: Chart) -> int:
    """Say how high a chart is, in pixels: every name must have room."""
    if chart.kind is ChartKind.LINES:
        return LEAST_PIXELS + 40
    return max(LEAST_PIXELS, AROUND_PIXELS + ROW_PIXELS * len(chart.table.rows))


def insert(workbook: "Workbook", sheet: "Worksheet", at: tuple[int, int], chart: Chart, placed: Placed) -> None:
    """Put a chart onto a sheet, with its upper left corner in a cell; it is described for who does not see it."""
    native: NativeChart = workbook.add_chart(_TYPES[chart.kind])
    for number, series in enumerate(chart.series):
        native.add_series(_series(chart, series, number, placed))
    native.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 13, "color": colours.TEXT}})
    native.set_legend({"none": True} if len(chart.series) == 1 else {"position": "top"})
    if chart.kind is ChartKind.LINES:
        native.set_x_axis({"num_font": {"color": colours.MUTED}})
        native.set_y_axis(_values_axis(chart))
    else:
        # The first row on top, as in the table; the numbers are below all the same. Of bars, x is the numbers' axis.
        native.set_y_axis({"reverse": True, "num_font": {"color": colours.TEXT}})
        native.set_x_axis({**_values_axis(chart), "label_position": "high"})
    native.set_size({"width": WIDTH_PIXELS, "height": height_of(chart)})
    sheet.insert_chart(*at, native, {"description": chart.alt, "object_position": 2})


def _series(chart: Chart, series: Series, number: int, placed: Placed) -> dict[str, Any]:
    colour = colours.LIGHT[series.tone]
    column = series.column
    wanted: dict[str, Any] = {
        "name": [placed.sheet, placed.first - 1, column],
        "categories": [placed.sheet, placed.first, 0, placed.last, 0],
        "values": [placed.sheet, placed.first, column, placed.last, column],
    }
    if chart.kind is ChartKind.LINES:
        line = {"color": colour, "width": 2.25, "dash_type": _DASHES[number % len(_DASHES)]}
        return {**wanted, "line": line}
    labels: dict[str, Any] = {"value": True, "num_format": "#,##0;;"}
    if len(chart.series) > 1:
        labels |= {"position": "center", "font": {"color": colours.GROUND, "size": 9}}
    return {**wanted, "fill": {"color": colour}, "gap": 45, "data_labels": labels}


def _values_axis(chart: Chart) -> dict[str, Any]:
    unit = chart.table.columns[chart.series[0].column].unit
    shown = "0%" if chart.kind is ChartKind.SHARES else NUMBER_FORMATS[unit]
    lines = {"visible": True, "line": {"color": colours.GRID}}
    return {"major_gridlines": lines, "num_format": shown, "min": 0, "num_font": {"color": colours.MUTED}}
