"""When two texts are the same post: networks normalise, trim and shorten what they are given."""

import re
import unicodedata

_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_CLOSING_SLASH = re.compile(r"/(?=\s|$)")


def comparable(text: str) -> str:
    """Reduce a text to what survives every network: NFC, single spaces, links without scheme or closing slash."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return _CLOSING_SLASH.sub("", _SCHEME.sub("", plain))
