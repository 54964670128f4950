"""
A text as a reader sees it: without what cannot be seen, and, where something is looked for in it, whatever its letters.

Nothing of an office's, or of a person's, goes out with characters that hide words, turn them round or show as a box.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
WORD_BULLETS = re.compile("[\uf0b7\uf0a7\uf076\uf0d8\uf0a8\uf0fc\uf0e0\uf02d]")
"""Bullets of the Symbol and Wingdings fonts, as Word writes them: private characters that no network can show."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Controls, marks that turn the direction of writing, zero-width and private characters; the emoji joiner stays."""

_EMOJI_FORM = "\ufe0f"
_LONGEST_FORM = 4
"""One sign may stand for eighteen letters (ﷺ): taking it apart would let a text of 60,000 signs become a million."""


def visible(text: str) -> str:
    """Give a text's visible characters, NFC, with one kind of line end and of space."""
    lined = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", WORD_BULLETS.sub("•", lined)))


def as_read(text: str) -> str:
    """Bring look-alike forms (full width, mathematical) to plain letters and digits, and drop what cannot be seen (NFKC)."""
    composed = unicodedata.normalize("NFC", text)
    return composed if composed.isascii() else "".join(map(_as_read, composed))


def _as_read(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter == _EMOJI_FORM or unicodedata.category(letter) in {"Cf", "Me"}:
        # Invisible, or what encloses a digit: «4️⃣» is a 4.
        return ""
    form = unicodedata.normalize("NFKC", letter)
    return form if len(form) <= _LONGEST_FORM else letter
