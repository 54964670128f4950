"""The machine that hears the elements of an OpenDocument text and keeps its words, and which pictures it shows."""

from collections.abc import Mapping

from chalicelib.adapters.documents.blocks import BULLET, Form
from chalicelib.adapters.documents.gathering import Gathering
from chalicelib.adapters.documents.packed import NotADocument

_OPEN_DOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:"
_LEFT_OUT = frozenset(
    {
        "text:tracked-changes",
        "text:note",
        "text:hidden-text",
        "text:hidden-paragraph",
        "text:ruby-text",
        "office:annotation",
        "office:forms",
        "draw:text-box",
        "draw:object",
        "draw:object-ole",
        "text:sequence-decls",
    }
)
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_SIGNS = {"text:tab": "\t", "text:line-break": "\n", "text:s": " "}
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


class OdtText(Gathering):
    """An ElementTree parser's target: told of elements and characters as they come, in document order."""

    def __init__(self) -> None:
        """Begin before the document's first element."""
        super().__init__()
        self._left_out = self._paragraph_depth = 0
        self._item_depth = 0
        self._begins_item = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear an element open."""
        self._count()
        name = _odt_name(tag)
        if self._elements == 1 and name != "office:document-content":
            raise NotADocument
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name in _PARAGRAPHS:
            self._open_paragraph()
        elif name in _SIGNS:
            self._hold(_SIGNS[name])
        elif name == "draw:image":
            self.pictures += [value for key, value in attributes.items() if key.endswith("xlink}href")]
        else:
            self._open_structure(name)

    def end(self, tag: str) -> None:
        """Hear an element close."""
        name = _odt_name(tag)
        if self._left_out:
            self._left_out -= 1
        elif name in _PARAGRAPHS:
            self._close_paragraph()
        elif name == "text:list-item":
            self._item_depth = max(0, self._item_depth - 1)
        elif name in _CELLS:
            self._close_cell()
        elif name == "table:table-row":
            self._close_row()

    def data(self, characters: str) -> None:
        """Hear characters. A line's end in the XML is a space (ODF 1.3 part 3, 6.1.2)."""
        if self._paragraph_depth and not self._left_out:
            self._hold(characters.replace("\n", " "))

    def _open_structure(self, name: str) -> None:
        if name == "text:list-item":
            self._item_depth += 1
            self._begins_item = True
        elif name == "table:table-row":
            self._open_row()
        elif name in _CELLS:
            self._open_cell()

    def _open_paragraph(self) -> None:
        if not self._paragraph_depth:
            self._line = []
        self._paragraph_depth += 1

    def _close_paragraph(self) -> None:
        self._paragraph_depth = max(0, self._paragraph_depth - 1)
        text = "".join(self._line).strip()
        if self._paragraph_depth:
            return
        self._line = []
        if text and self._item_depth:
            bullet = BULLET if self._begins_item and not text.startswith(BULLET.strip()) else ""
            self._place(Form.ITEM, bullet + text)
            self._begins_item = False
        else:
            self._place(Form.PARAGRAPH, text)


def _odt_name(tag: str) -> str:
    """Give an element's name with OpenDocument's usual prefix (`text:p`), or nothing for other vocabularies."""
    if not tag.startswith(_OPEN_DOCUMENT):
        return ""
    family, _, name = tag.removeprefix(_OPEN_DOCUMENT).partition(":1.0}")
    return f"{family.replace('drawing', 'draw')}:{name}"
