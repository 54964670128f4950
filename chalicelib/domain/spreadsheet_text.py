"""
Texts in cells of a spreadsheet: what begins as a formula is preceded by an apostrophe (OWASP, CSV injection).

Spreadsheets look past blanks and quotes, and some take full-width and small signs for the plain ones.
"""

import re

from chalicelib.domain.visible_text import visible

MAX_CELL_LETTERS = 32_000
"""A cell of Excel holds 32,767 letters."""

_FORMULA = re.compile(r"[\s\x00-\x1f'\"]*[=+\-@|%＝＋－＠﹦﹢﹣﹫]")


def safe_cell(text: str) -> str:
    """Write a text, of at most 32,000 letters, so that no spreadsheet takes it for a formula."""
    shown = visible(text)[:MAX_CELL_LETTERS]
    return f"'{shown}" if _FORMULA.match(shown) else shown
