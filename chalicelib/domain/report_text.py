"""
What of a text from outside a report shows: what can be seen of it, on one line, and not more than a reader needs.

Titles, campaigns and names are written by offices and citizens; whatever file the report becomes, this is all of them it bears.
"""

import re

from chalicelib.domain.visible_text import visible

MAX_CELL_CHARACTERS = 300
"""What is shown of a text that came from outside: a report is read, and a cell that fills a page hides the others."""

MAX_LINE_CHARACTERS = 1_000
"""What is shown of a sentence, in which several names may stand."""

_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""What Unicode calls no character: XML, of which a workbook is made, does not take it."""

_SPACES = re.compile(r"\s+")
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=[%h](?!\w))")


def seen(text: str, most: int = MAX_CELL_CHARACTERS) -> str:
    """Give what can be seen of a text, on one line, and no more of it than so many characters."""
    line = _SPACES.sub(" ", _NO_CHARACTERS.sub("", visible(text))).strip()
    line = _BEFORE_A_UNIT.sub("\N{NO-BREAK SPACE}", line)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
