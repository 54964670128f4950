"""How cells of the workbook look, each look made once: Excel keeps few of them."""

from typing import TYPE_CHECKING, Any

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.cells import NUMBER_UNITS
from chalicelib.domain.report_document import Unit

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

NUMBER_FORMATS = {
    Unit.COUNT: "#,##0",
    Unit.SHARE: "0.0%",
    Unit.HOURS: "#,##0.0",
    Unit.DAY: "dd/mm/yyyy",
    Unit.DOLLARS: '"US$"#,##0.00',
    Unit.TEXT: "General",
}


class Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: "Workbook") -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **wanted: Any) -> "Format":
        """Give a format with these properties."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"font_color": colours.TEXT, "valign": "top", **wanted})
        return self._made[key]

    def cell(self, unit: Unit, *, is_total: bool = False) -> "Format":
        """Give the format of a cell of a table."""
        total = {"bold": True, "top": 1} if is_total else {"bottom": 4, "bottom_color": colours.GRID}
        side = "right" if unit in NUMBER_UNITS else "left"
        return self.look(num_format=NUMBER_FORMATS[unit], align=side, text_wrap=unit is Unit.TEXT, **total)

    def head(self, unit: Unit) -> "Format":
        """Give the format of a column's title."""
        side = "right" if unit in NUMBER_UNITS else "left"
        return self.look(bold=True, bg_color=colours.PANEL, bottom=2, align=side, valign="bottom", text_wrap=True)
