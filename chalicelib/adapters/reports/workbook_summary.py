"""The workbook's first sheet: the period in six figures and a few sentences."""

from io import BytesIO

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.sheets import SheetWriter
from chalicelib.adapters.reports.workbook_looks import NUMBER_FORMATS
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.report_document import Highlight, ReportDocument
from chalicelib.texts_es import report_layout as texts
from chalicelib.texts_es import report_numbers as numbers


def write_summary(writer: SheetWriter, document: ReportDocument) -> None:
    """Write what the first page says; its charts go below."""
    writer.sheet.set_column(0, 0, 30)
    writer.sheet.set_column(1, 1, 16)
    writer.sheet.set_column(2, 8, 14)
    writer.line(document.period, bold=True, font_size=12)
    if document.scope:
        writer.line(document.scope, bold=True, font_size=12)
    writer.line(f"{document.municipality} · {document.office}", font_color=colours.MUTED)
    moment = numbers.moment(document.made_at.astimezone(LOCAL_ZONE))
    writer.line(texts.made_at(moment), font_color=colours.MUTED)
    _logo(writer, document)
    writer.skip()
    for highlight in document.highlights:
        _highlight(writer, highlight)
    writer.skip()
    for sentence in document.summary.sentences:
        writer.paragraph(f"• {sentence}")
    writer.skip()
    writer.line(document.unread.heading, bold=True, font_size=12)
    for sentence in document.unread.sentences:
        writer.paragraph(f"• {sentence}", font_color=colours.TEXT if document.is_complete else colours.ALERT_TEXT)
    writer.skip()


def _logo(writer: SheetWriter, document: ReportDocument) -> None:
    if not document.logo:
        return
    described = {
        "image_data": BytesIO(document.logo),
        "description": f"{texts.LOGO}: {document.municipality}",
    }
    writer.sheet.insert_image(0, 6, "logo.png", {**described, "x_scale": 0.24, "y_scale": 0.24})


def _highlight(writer: SheetWriter, highlight: Highlight) -> None:
    colour = colours.ALERT_TEXT if highlight.is_alert else colours.TEXT
    ground = colours.ALERT_GROUND if highlight.is_alert else colours.PANEL
    look = {"bg_color": ground, "valign": "vcenter"}
    writer.sheet.set_row(writer.row, 26)
    number_format = NUMBER_FORMATS[highlight.unit]
    value = writer.looks.look(
        bold=True, font_size=16, font_color=colour, num_format=number_format, align="right", **look
    )
    writer.put(writer.row, 0, highlight.label, writer.looks.look(bold=True, **look))
    writer.put(writer.row, 1, highlight.value, value)
    said = writer.looks.look(indent=1, font_color=colours.MUTED, text_wrap=True, **look)
    writer.sheet.merge_range(writer.row, 2, writer.row, 8, "", said)
    writer.put(writer.row, 2, highlight.sentence, said)
    writer.row += 1
