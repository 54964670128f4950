"""What the machines that hear a document have in common: they count, hold one paragraph at a time, and put cells in rows."""

from chalicelib.adapters.documents.blocks import Block, Form, join, row
from chalicelib.adapters.documents.packed import DocumentTooLarge

MAX_ELEMENTS = 400_000
MAX_CHARACTERS = 300_000
"""Well beyond what a bulletin may have: a longer document is a book, not material."""


class Gathering:
    """The blocks of a document as they come, and the pictures it shows, by what the document calls them."""

    def __init__(self) -> None:
        """Begin before the first element."""
        self.pictures: list[str] = []
        self._blocks: list[Block] = []
        self._line: list[str] = []
        self._cells: list[list[str]] = []
        self._elements = self._characters = self._cell_depth = 0

    @property
    def text(self) -> str:
        """The document's text so far, a block below the other."""
        return join(self._blocks)

    def close(self) -> None:
        """Hear the end."""

    def _count(self) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise DocumentTooLarge

    def _hold(self, characters: str) -> None:
        self._characters += len(characters)
        if self._characters > MAX_CHARACTERS:
            raise DocumentTooLarge
        self._line.append(characters)

    def _place(self, form: Form, text: str) -> None:
        """Put a block where it belongs: in the table's cell that is open, or below the others."""
        if self._cell_depth and self._cells:
            self._cells[-1].append(text)
        else:
            self._blocks.append(Block(form, text))

    def _open_row(self) -> None:
        if not self._cell_depth:
            self._cells = []

    def _open_cell(self) -> None:
        """A table within a cell is read as the cell's paragraphs."""
        if not self._cell_depth:
            self._cells.append([])
        self._cell_depth += 1

    def _close_cell(self) -> None:
        self._cell_depth = max(0, self._cell_depth - 1)

    def _close_row(self) -> None:
        if not self._cell_depth:
            self._blocks.append(row(" ".join(cell) for cell in self._cells))
