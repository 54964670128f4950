"""The pieces of a document and how they stand below each other in a post."""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

BULLET = "• "


class Form(Enum):
    """What a piece is. Items and rows of one list or table stand on lines without an empty one between."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Block(NamedTuple):
    """One paragraph, list item or table row."""

    form: Form
    text: str


def row(cells: Iterable[str]) -> Block:
    """Write the cells of a table's row on one line."""
    return Block(Form.ROW, " | ".join(cell for cell in map(str.strip, cells) if cell))


def join(blocks: Iterable[Block]) -> str:
    """Put the pieces below each other: an empty line between paragraphs, none within a list or a table."""
    text, last = "", None
    for block in blocks:
        if not block.text.strip():
            continue
        gap = "\n" if block.form is last and last is not Form.PARAGRAPH else "\n\n"
        text += (gap if text else "") + block.text
        last = block.form
    return text
