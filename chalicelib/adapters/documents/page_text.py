"""A letter written as a web page, reduced to its text. Nothing is loaded: neither pictures nor styles nor scripts (I12)."""

import re
from html.parser import HTMLParser

from chalicelib.adapters.documents.blocks import BULLET

MAX_CHARACTERS = 400_000
"""How much of a page is looked into."""

_SILENT = frozenset({"script", "style", "head", "title", "template", "svg", "math", "object", "noscript", "iframe"})
_BLOCKS_WORDS = "address article center div dl dt dd footer form h1 h2 h3 h4 h5 h6 header hr ol p section table ul"
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_LINES = frozenset({"br", "li", "tr"})
_SPACES = re.compile(r"[ \t\r\n]+")
_MANY_LINES = re.compile(r"\s*\n\s*\n\s*")


def text_of_page(page: str) -> str:
    """Give the text that a page shows: paragraphs apart, list items with a bullet, quotations marked with `>`."""
    hearing = _Hearing()
    hearing.feed(_without_open_comment(page[:MAX_CHARACTERS]))
    hearing.close()
    return _MANY_LINES.sub("\n\n", "".join(hearing.said)).strip()


def _without_open_comment(page: str) -> str:
    """Cut a page where a comment begins that never ends: the parser would look for its end from every one that follows."""
    begins = page.find("<!--", page.rfind("-->") + 1)
    return page if begins < 0 else page[:begins]


class _Hearing(HTMLParser):
    """Hears a page's tags and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hear a tag open."""
        del attrs
        self._silent += tag in _SILENT
        self._quoted += tag == "blockquote"
        if tag == "td":
            self.said.append(" ")
        self._break(tag)
        if tag == "li":
            self.said.append(BULLET)

    def handle_endtag(self, tag: str) -> None:
        """Hear a tag close."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        if tag not in _LINES:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Hear words."""
        if not self._silent:
            self.said.append(_SPACES.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "blockquote":
            self.said.append("\n\n")
        elif tag in _LINES:
            self.said.append("\n")
        if self._quoted and tag in _BLOCKS | _LINES | {"blockquote"}:
            self.said.append("> ")
