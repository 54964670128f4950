"""Finds the addresses in a text the way a network makes links of them: with a scheme, and without one (`leon.gob.mx/obras`)."""

import re

MAX_LINKS = 20
"""A post names one or two; whoever writes more is told about the first twenty."""

_ENDINGS = (
    "com|mx|org|net|edu|gov|gob|info|io|app|co|es|us|eu|tv|ly|gl|me|ai|dev|online|site|store|shop|link|page|live|news|blog"
    "|tel|pub|gle|be|to|cc|biz|web"
)
"""What the domains that offices write end in. A word with a dot is only an address if it ends in one of them."""

_LABEL = r"[a-z0-9áéíóúüñ](?:[a-z0-9áéíóúüñ-]{0,61}[a-z0-9áéíóúüñ])?"
_LINK = re.compile(
    r"(?<![\w@.:/-])(?:https?://[^\s<>\"«»“”]{1,2000}"
    rf"|(?:{_LABEL}\.){{1,6}}(?:{_ENDINGS})(?![\w@-]|\.[a-z0-9])"
    r"(?::\d{1,5})?(?:[/?#][^\s<>\"«»“”]{0,2000})?)",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


def links_of(text: str) -> tuple[str, ...]:
    """Give the addresses of a text, each once, in order, as they are written, without the punctuation that follows them."""
    found = (_without_punctuation(match[0]) for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(found))[:MAX_LINKS]


def _without_punctuation(link: str) -> str:
    """Leave a closing bracket only where the address itself opened it: Wikipedia's do."""
    end = len(link)
    while end:
        last = link[end - 1]
        is_open = last in _CLOSING and link.count(_CLOSING[last], 0, end) >= link.count(last, 0, end)
        if is_open or (last not in ".,;:!?…'*_~" and last not in _CLOSING):
            break
        end -= 1
    return link[:end]
