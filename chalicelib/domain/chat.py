"""
What a messaging app puts around a text that was copied out of it: who sent it and when, marks of bold and italics.

Whoever forwarded a message to the press office is not to be published with it.
"""

import re

_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_DAY = r"\d{1,2}/\d{1,2}/\d{2,4}"
_STAMP = rf"(?:{_HOUR},?\s{{1,2}}{_DAY}|{_DAY},?\s{{1,2}}{_HOUR})"
_SENDER = re.compile(
    rf"^[ \t\u200e]{{0,3}}(?:\[{_STAMP}\]\s?|{_STAMP}\s[-–]\s)[^:\n]{{1,60}}:[ \t]?", re.IGNORECASE | re.MULTILINE
)
_NOTES = re.compile(
    r"^[ \t\u200e]{0,3}(?:<?(?:multimedia|imagen|video|audio|documento|archivo) omitid[oa]>?|<adjunto: [^>\n]{1,120}>"
    r"|(?:↪\s?)?reenviado(?: muchas veces)?|se elimin[oó] este mensaje\.?)[ \t]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_EMPHASIS = tuple(
    re.compile(
        rf"(?<![\w{mark}/.:@#-]){mark}(?=[^\s{mark}])([^\n{mark}]{{1,300}}?)(?<=[^\s{mark}]){mark}(?![\w{mark}/@#-])"
    )
    for mark in (r"\*", "_", "~")
)


def without_chat_marks(text: str) -> str:
    """Give a text without the senders, notes and marks of emphasis of a messaging app; any other text as it is."""
    plain = _NOTES.sub("", _SENDER.sub("", text))
    for pattern in _EMPHASIS:
        plain = pattern.sub(r"\1", plain)
    return plain
