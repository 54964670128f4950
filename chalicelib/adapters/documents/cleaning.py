"""What of a text can be published: no control characters, nothing that hides or turns words, one way to write each letter."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WORD_BULLETS = re.compile("[\uf0b7\uf0a7\uf076\uf0d8]")
"""Bullets of the Symbol and Wingdings fonts, as Word writes them: private characters that no network can show."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Controls, marks that turn the direction of writing, zero-width and private characters; the emoji joiner stays."""

_EMPTY_LINES = re.compile(r"\n{3,}")


def visible(text: str) -> str:
    """Give a text's visible characters, NFC, with one kind of line end and of space."""
    lined = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _WORD_BULLETS.sub("•", lined)))


def readable(text: str) -> str:
    """Give a text as it can be published: its visible characters, at most one empty line in a row, trimmed."""
    lines = (line.rstrip() for line in visible(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
