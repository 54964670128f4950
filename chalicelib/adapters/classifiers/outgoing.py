"""What of a comment leaves for a service elsewhere: its beginning as it is read, without personal data, accounts or links."""

import re
from collections.abc import Callable

from chalicelib.domain.visible_text import visible

Mask = Callable[[str, str], str]
"""Puts a word in the place of every personal datum of a text."""

DATUM, ACCOUNT, ADDRESS = "[dato]", "[cuenta]", "[enlace]"
MAX_CHARACTERS = 2_000
"""What somebody wants is said in the beginning; and whoever writes 64 KB does not decide what is paid."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<!\w)@[\w.]{1,60}")


def outgoing(text: str, mask: Mask) -> str:
    """Give what may be sent of a comment; empty where nothing can be read."""
    nameless = _ACCOUNT.sub(ACCOUNT, _ADDRESS.sub(ADDRESS, visible(text[: 2 * MAX_CHARACTERS])))
    return mask(nameless, DATUM)[:MAX_CHARACTERS].strip()
