"""The machine that hears the elements of a Word document and keeps its text, and which pictures it shows."""

from collections.abc import Callable, Mapping

from chalicelib.adapters.documents.blocks import BULLET, Form
from chalicelib.adapters.documents.gathering import Gathering
from chalicelib.adapters.documents.packed import NotADocument

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_WORD_PREFIXES = tuple(f"{{{namespace}}}" for namespace in _WORD)
_LEFT_OUT = frozenset({"del", "moveFrom", "txbxContent", "rPrChange", "pPrChange"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What older programs show instead of the same content: it would be read twice."""

_PICTURES = ("}blip", "}imagedata")
_EMBEDDED = ("relationships}embed", "relationships}id")

_LIST_STYLES = ("listbullet", "listnumber", "listaconvietas", "listaconnmeros")
_OFF = frozenset({"0", "false", "off"})


class WordText(Gathering):
    """An ElementTree parser's target: told of elements and characters as they come, in document order."""

    def __init__(self) -> None:
        """Begin before the document's first element."""
        super().__init__()
        self._left_out = 0
        self._in_run = self._in_text = self._is_hidden = self._is_item = False
        self._opening: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            "p": self._open_paragraph,
            "r": self._open_run,
            "t": self._open_text,
            "vanish": self._hide,
            "tab": lambda _: self._add("\t"),
            "br": lambda _: self._add("\n"),
            "cr": lambda _: self._add("\n"),
            "noBreakHyphen": lambda _: self._add("-"),
            "numId": self._number,
            "pStyle": self._style,
            "tr": lambda _: self._open_row(),
            "tc": lambda _: self._open_cell(),
        }
        self._closing: Mapping[str, Callable[[], None]] = {
            "p": self._close_paragraph,
            "r": self._close_run,
            "t": self._close_text,
            "tr": self._close_row,
            "tc": self._close_cell,
        }

    # What the parser calls ----------------------------------------------------------------------------------------

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear an element open."""
        self._count()
        name = _word_name(tag)
        if self._elements == 1 and name != "document":
            raise NotADocument
        if self._left_out or name in _LEFT_OUT or tag == _FALLBACK:
            self._left_out += 1
        elif name in self._opening:
            self._opening[name](attributes)
        elif not name and tag.endswith(_PICTURES):
            self._show(attributes)

    def end(self, tag: str) -> None:
        """Hear an element close."""
        if self._left_out:
            self._left_out -= 1
        elif (name := _word_name(tag)) in self._closing:
            self._closing[name]()

    def data(self, characters: str) -> None:
        """Hear characters; only those of a run's text are words of the document."""
        if self._in_text and not self._left_out:
            self._add(characters)

    # What elements mean -------------------------------------------------------------------------------------------

    def _add(self, characters: str) -> None:
        if not self._in_run or self._is_hidden:
            return
        self._hold(characters)

    def _open_paragraph(self, _: Mapping[str, str]) -> None:
        self._line, self._is_item = [], False

    def _close_paragraph(self) -> None:
        text = "".join(self._line).strip()
        self._line = []
        if text and self._is_item:
            self._place(Form.ITEM, text if text.startswith(BULLET.strip()) else BULLET + text)
        else:
            self._place(Form.PARAGRAPH, text)

    def _open_run(self, _: Mapping[str, str]) -> None:
        self._in_run, self._is_hidden = True, False

    def _close_run(self) -> None:
        self._in_run = False

    def _open_text(self, _: Mapping[str, str]) -> None:
        self._in_text = True

    def _close_text(self) -> None:
        self._in_text = False

    def _hide(self, attributes: Mapping[str, str]) -> None:
        """Hidden text stays hidden. The same mark on a paragraph's end says nothing of its words."""
        self._is_hidden = self._in_run and _value(attributes) not in _OFF

    def _number(self, attributes: Mapping[str, str]) -> None:
        self._is_item = _value(attributes) != "0"

    def _style(self, attributes: Mapping[str, str]) -> None:
        self._is_item = _value(attributes).lower().startswith(_LIST_STYLES)

    def _show(self, attributes: Mapping[str, str]) -> None:
        """Note a picture by its relationship; one that lies elsewhere (`r:link`) is not looked for (I08)."""
        if not self._is_hidden:
            self.pictures += [value for name, value in attributes.items() if name.endswith(_EMBEDDED)]


def _word_name(tag: str) -> str:
    """Give an element's name within WordprocessingML, or nothing for other vocabularies."""
    return tag.rpartition("}")[2] if tag.startswith(_WORD_PREFIXES) else ""


def _value(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith("}val")), "")
