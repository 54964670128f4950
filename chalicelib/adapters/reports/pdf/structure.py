"""
The PDF's structure tree (ISO 32000-1, 14.7 and 14.8): which text is a heading, a cell or its heading, and what a picture shows.

Reportlab draws pages and knows no tags. What is drawn within `content()` belongs to the element that is open; what is drawn
within `artifact()` (page numbers, rules, a table's repeated heading) is skipped by who listens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString, PDFtrue
from reportlab.pdfgen.canvas import Canvas

Mark = tuple[int, int]
"""A page, from 0, and the number of a marked content on it."""


@dataclass
class _Element:
    kind: str
    name: str
    parent: str
    attributes: dict[str, object] = field(default_factory=dict)
    children: "list[_Element | Mark]" = field(default_factory=list)


class Structure:
    """Grows with what is drawn on a canvas; `finish` writes it into the document."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._elements = [_Element("Document", "Structure0", "StructureRoot")]
        self._open = [self._elements[0]]
        self._marks: list[list[str]] = [[]]

    @contextmanager
    def element(self, kind: str, *, alt: str = "", scope: str = "") -> Iterator[None]:
        """Open an element (`H1`, `P`, `Table`, `TH`, …) in the one that is open; `scope` is a heading's: Row or Column."""
        attributes: dict[str, object] = {"Alt": PDFString(alt)} if alt else {}
        if scope:
            attributes["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(scope)})
        element = _Element(kind, f"Structure{len(self._elements)}", self._open[-1].name, attributes)
        self._elements.append(element)
        self._open[-1].children.append(element)
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """Mark what is drawn as the open element's."""
        element, marks = self._open[-1], self._marks[-1]
        element.children.append((len(self._marks) - 1, len(marks)))
        self._canvas._code.append(f"/{element.kind} <</MCID {len(marks)}>> BDC")
        marks.append(element.name)
        yield
        self._canvas._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as no part of the text."""
        self._canvas._code.append("/Artifact BMC")
        yield
        self._canvas._code.append("EMC")

    def turn_page(self) -> None:
        """Go on to the next page; no content may be open."""
        self._marks.append([])

    def finish(self) -> None:
        """Write the tree into the document, after its last page."""
        document = self._canvas._doc
        for element in self._elements:
            document.Reference(self._written(element), element.name)
        nums: list[object] = []
        for page, marks in enumerate(self._marks):
            nums += [page, PDFArray([PDFObjectReference(name) for name in marks])]
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFObjectReference(self._elements[0].name),
            "ParentTree": PDFDictionary({"Nums": PDFArray(nums)}),
            "ParentTreeNextKey": len(self._marks),
        }
        document.Catalog.StructTreeRoot = PDFDictionary(root)
        document.Reference(document.Catalog.StructTreeRoot, "StructureRoot")
        document.Catalog.MarkInfo = PDFDictionary({"Marked": PDFtrue})
        for number, page in enumerate(document.Pages.pages):
            # The dictionary that each page is written from: reportlab has no name for these two.
            page.__Defaults__ = {**page.__Defaults__, "StructParents": number, "Tabs": PDFName("S")}

    def _written(self, element: _Element) -> PDFDictionary:
        kids = [
            PDFObjectReference(child.name) if isinstance(child, _Element) else _marked(*child)
            for child in element.children
        ]
        return PDFDictionary(
            {
                "Type": PDFName("StructElem"),
                "S": PDFName(element.kind),
                "P": PDFObjectReference(element.parent),
                "K": PDFArray(kids),
                **element.attributes,
            }
        )


def _marked(page: int, number: int) -> PDFDictionary:
    return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(f"Page{page + 1}"), "MCID": number})
