"""The sheets: their margins, what stands at the head and the foot of each, and how far down the next line goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.pdf.lettering import REGULAR, Lettering
from chalicelib.adapters.reports.pdf.structure import Structure
from chalicelib.domain.report_document import ReportDocument
from chalicelib.texts_es import report_layout as texts

WIDTH, HEIGHT = 612.0, 792.0
"""US letter, in points: what is printed in Mexico."""

MARGIN, TOP, BOTTOM = 43.0, 752.0, 48.0
ROOM = WIDTH - 2 * MARGIN
_FOOT, _HEAD, _SMALL = 28.0, 766.0, 7.5
_PAGES = "pages"
"""The form that holds how many pages there are, known only at the end."""

_HEX = {colour: HexColor(colour) for colour in (colours.TEXT, colours.MUTED, colours.GRID, colours.GROUND)}


class Paper:
    """Draws on one sheet after another. `y` is where the next thing begins, from the foot of the sheet."""

    def __init__(self, document: ReportDocument) -> None:
        self._file = BytesIO()
        self.letters = Lettering()
        self.canvas = Canvas(
            self._file,
            pagesize=(WIDTH, HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
            lang="es-MX",
            pdfVersion=(1, 7),
        )
        self.structure = Structure(self.canvas)
        self._document = document
        self._number = 1
        self.y = TOP
        self._describe()

    def space(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def keep(self, points: float) -> None:
        """Go on to the next sheet when so much does not fit on this one."""
        if self.y - points < BOTTOM and self.y < TOP:
            self.turn()

    def turn(self) -> None:
        """Finish this sheet and begin the next one, with the report's name at its head."""
        self._foot()
        self.canvas.showPage()
        self.structure.turn_page()
        self._number += 1
        self.y = TOP - 10
        with self.structure.artifact():
            self.write(f"{self._document.title} · {self._document.period}", MARGIN, _HEAD, _SMALL, colours.MUTED)
            self.rule(MARGIN, _HEAD - 5, WIDTH - MARGIN)

    def write(
        self, text: str, x: float, y: float, size: float, colour: str = colours.TEXT, *, is_bold: bool = False
    ) -> float:
        """Write a line, and tell where it ends."""
        self.canvas.setFillColor(ink(colour))
        for font, piece in self.letters.runs(text, is_bold=is_bold):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, piece)
            x += self.canvas.stringWidth(piece, font, size)
        return x

    def box(self, left: float, bottom: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(ink(colour))
        self.canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def rule(self, left: float, y: float, right: float, colour: str = colours.GRID, thickness: float = 0.6) -> None:
        """Draw a line from left to right."""
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(left, y, right, y)

    def logo(self, height: float) -> float:
        """Put the logo into the upper left corner, and tell how wide it is; nothing where there is none."""
        if not self._document.logo:
            return 0
        picture = ImageReader(BytesIO(self._document.logo))
        pixels_wide, pixels_high = picture.getSize()
        width = height * pixels_wide / pixels_high
        self.canvas.drawImage(picture, MARGIN, self.y - height, width, height, mask="auto")
        return float(width)

    @contextmanager
    def tagged(self, kind: str, *, alt: str = "", scope: str = "") -> Iterator[None]:
        """Draw an element whose content is all on this sheet."""
        with self.structure.element(kind, alt=alt, scope=scope), self.structure.content():
            yield

    def finish(self) -> bytes:
        """Give the whole file."""
        self._foot()
        self.canvas.showPage()
        self.canvas.beginForm(_PAGES, 0, -5, 60, 20)
        self.write(str(self._number), 0, 0, _SMALL, colours.MUTED)
        self.canvas.endForm()
        self.structure.finish()
        self.canvas.save()
        return self._file.getvalue()

    def _foot(self) -> None:
        with self.structure.artifact():
            said = texts.page_of(self._number, 0).removesuffix("0")
            left = WIDTH - MARGIN - self.letters.width(said + "000", _SMALL)
            self.write(f"{self._document.municipality} · {self._document.office}", MARGIN, _FOOT, _SMALL, colours.MUTED)
            self.canvas.saveState()
            self.canvas.translate(self.write(said, left, _FOOT, _SMALL, colours.MUTED), _FOOT)
            self.canvas.doForm(_PAGES)
            self.canvas.restoreState()

    def _describe(self) -> None:
        """Say in the file what it is. Its date is when the figures were counted, so that the same report is the same bytes."""
        self.canvas.setTitle(f"{self._document.title}. {self._document.period}")
        self.canvas.setAuthor(f"{self._document.municipality}. {self._document.office}")
        self.canvas.setSubject(self._document.period)
        self.canvas.setCreator("Portavoz")
        counted_at = f"{self._document.made_at.astimezone(UTC):D:%Y%m%d%H%M%SZ}"
        self.canvas.setDateFormatter(lambda *_now: counted_at)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")


def ink(colour: str) -> HexColor:
    """Give a colour as reportlab takes it."""
    if colour not in _HEX:
        _HEX[colour] = HexColor(colour)
    return _HEX[colour]
