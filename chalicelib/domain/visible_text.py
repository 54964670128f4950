"""A text as a reader sees it, whatever letters it is written with: what is looked for must not hide in how it is encoded."""

import unicodedata

_EMOJI_FORM = "\ufe0f"
_LONGEST_FORM = 4
"""One sign may stand for eighteen letters (ﷺ): taking it apart would let a text of 60,000 signs become a million."""


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
