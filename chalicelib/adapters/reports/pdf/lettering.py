"""
The PDF's letters: Noto Sans, and Noto Emoji for what it has not (both SIL Open Font License; see `fonts/OFL.txt`).

Latin, Greek and Cyrillic, and the six hundred signs that social networks use most. What neither has is shown as a question mark
in a box; the workbook and the page carry it as it was written.
"""

import re
import unicodedata
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parents[1] / "fonts"
REGULAR, BOLD, EMOJI = "ReportRegular", "ReportBold", "ReportEmoji"
_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf", EMOJI: "NotoEmoji-Regular.ttf"}

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_BEYOND = re.compile(r"> <([0-9A-F]{5,6})>")
_SKIN_TONES = range(0x1F3FB, 0x1F400)

Run = tuple[str, str]
"""The name of a font, and a text that it has."""


class _EmojiFont(TTFont):  # type: ignore[misc]  # reportlab tells no types
    """
    Noto Emoji, whose letters can be copied and read aloud.

    Reportlab writes a letter beyond U+FFFF into the font's map as it is counted; a PDF wants UTF-16 (ISO 32000-1, 9.10.3).
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        super().addObjects(doc)
        for name, written in doc.idToObject.items():
            if str(name).startswith("toUnicodeCMap:"):
                written.content = _BEYOND.sub(_as_utf16, written.content)


def _as_utf16(found: re.Match[str]) -> str:
    return f"> <{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>"


class Lettering:
    """The fonts of one document: reportlab keeps in a font which letters its document used, so each has its own."""

    def __init__(self) -> None:
        self._letters: dict[str, frozenset[int]] = {}
        self._runs: dict[tuple[str, bool], list[Run]] = {}
        self._widths: dict[tuple[str, bool], float] = {}
        for name, file_name in _FILES.items():
            font = (_EmojiFont if name == EMOJI else TTFont)(name, str(FOLDER / file_name))
            pdfmetrics.registerFont(font)
            self._letters[name] = frozenset(font.face.charToGlyph)

    def runs(self, text: str, *, is_bold: bool = False) -> list[Run]:
        """Split a text by the font that has its letters; what joins or tints emoji is left out."""
        key = text, is_bold
        if key not in self._runs:
            self._runs[key] = self._split(text, is_bold=is_bold)
        return self._runs[key]

    def _split(self, text: str, *, is_bold: bool) -> list[Run]:
        runs: list[Run] = []
        for letter in text:
            font, shown = self._font_of(letter, BOLD if is_bold else REGULAR)
            if not shown:
                continue
            if runs and runs[-1][0] == font:
                runs[-1] = font, runs[-1][1] + shown
            else:
                runs.append((font, shown))
        return runs

    def width(self, text: str, size: float, *, is_bold: bool = False) -> float:
        """Tell how wide a text is, in points."""
        key = text, is_bold
        if key not in self._widths:
            runs = self.runs(text, is_bold=is_bold)
            self._widths[key] = sum(pdfmetrics.stringWidth(piece, font, 1) for font, piece in runs)
        return self._widths[key] * size

    def measure(self, text: str, size: float) -> float:
        """Tell how wide a text is in the regular face (`shapes.Measure`)."""
        return self.width(text, size)

    def _font_of(self, letter: str, wanted: str) -> Run:
        code = ord(letter)
        if code in self._letters[wanted]:
            return wanted, letter
        if code in self._letters[EMOJI]:
            return EMOJI, letter
        if code in _SKIN_TONES or unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
            return wanted, ""
        return wanted, UNKNOWN
