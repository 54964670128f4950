"""
The PDF's structure tree (ISO 32000-1, 14.7 and 14.8): which text is a heading, a cell or its heading, and what a picture shows.

Reportlab draws pages and knows no tags. What is drawn within `content()` belongs to the element that is open; what is drawn
within `artifact()` (page numbers, rules, a table's repeated heading) is skipped by who listens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFName, PDFObject, PDFString, PDFtrue
from reportlab.pdfgen.canvas import Canvas

Mark = tuple[int, int]
"""A page, from 0, and the number of a marked content on it."""

_ROOT = "StructureRoot"


@dataclass
class _Element(PDFObject):  # type: ignore[misc]  # reportlab tells no types
    """A node of the tree; it writes itself, since a long table has thousands."""

    kind: str
    name: str
    parent: str
    alt: str = ""
    scope: str = ""
    children: "list[_Element | Mark]" = field(default_factory=list)

    def format(self, document: PDFDocument) -> bytes:
        pages = [child[0] for child in self.children if not isinstance(child, _Element)]
        own = pages[0] if pages else None
        kids = " ".join(_kid(child, own, document) for child in self.children)
        page = f"/Pg {_reference(f'Page{own + 1}', document)}" if own is not None else ""
        scope = f"/A<</O/Table/Scope/{self.scope}>>" if self.scope else ""
        head = f"<</S/{self.kind}/P {_reference(self.parent, document)}{page}{scope}/K[{kids}]".encode()
        return head + (b"/Alt " + PDFString(self.alt).format(document) if self.alt else b"") + b">>"


@dataclass
class _Root(PDFObject):  # type: ignore[misc]  # the same
    """The root, and for each page whose each of its marks is."""

    first: str
    marks: list[list[str]]

    def format(self, document: PDFDocument) -> bytes:
        lists = (
            f"{page} [{' '.join(_reference(name, document) for name in names)}]"
            for page, names in enumerate(self.marks)
        )
        tree = f"<</Nums[{' '.join(lists)}]>>"
        first = _reference(self.first, document)
        return f"<</Type/StructTreeRoot/K {first}/ParentTree {tree}/ParentTreeNextKey {len(self.marks)}>>".encode()


class Structure:
    """Grows with what is drawn on a canvas; `finish` writes it into the document."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._elements = [_Element("Document", "Structure0", _ROOT)]
        self._open = [self._elements[0]]
        self._marks: list[list[str]] = [[]]

    @contextmanager
    def element(self, kind: str, *, alt: str = "", scope: str = "") -> Iterator[None]:
        """Open an element (`H1`, `P`, `Table`, `TH`, …) in the one that is open; `scope` is a heading's: Row or Column."""
        element = _Element(kind, f"Structure{len(self._elements)}", self._open[-1].name, alt, scope)
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
            document.Reference(element, element.name)
        root = _Root(self._elements[0].name, self._marks)
        document.Reference(root, _ROOT)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": PDFtrue})
        for number, page in enumerate(document.Pages.pages):
            # The dictionary that each page is written from: reportlab has no name for these two.
            page.__Defaults__ = {**page.__Defaults__, "StructParents": number, "Tabs": PDFName("S")}


def _kid(child: _Element | Mark, own: int | None, document: PDFDocument) -> str:
    if isinstance(child, _Element):
        return _reference(child.name, document)
    page, number = child
    if page == own:
        return str(number)
    return f"<</Type/MCR/Pg {_reference(f'Page{page + 1}', document)}/MCID {number}>>"


def _reference(name: str, document: PDFDocument) -> str:
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"
