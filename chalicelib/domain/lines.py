"""
The lines of a plain text as its paragraphs: what a letter or a PDF wrapped is joined, bullets are of one kind.
"""

import re
import unicodedata

from chalicelib.domain.capitals import is_in_capitals

BULLET = "• "
WRAPPED_FROM = 40
"""A line shorter than this was ended by who wrote it, not by the width of a page."""

_BULLETS = re.compile(r"(?:[•◦●▪■►▸➢➤✓✔·‣⁃*]|[-–—](?=\s))\s{0,4}(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-hA-H])[.)]\s{1,3}(?=[\w¿¡«“])")
_OWN_BULLET = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]\ufe0f?\\s(?=\\w)")
_ADDRESS = ("http://", "https://", "www.")
_LABEL = re.compile(r"[A-ZÁÉÍÓÚÑ¿][\wáéíóúñü]{1,20}(?: [\wáéíóúñü/]{1,20}){0,2}:\s(?=\S)")
"""What a form asks for: «Fecha: 12 de junio», «Lugar de la cita: …»."""

MAX_BARE_ITEM = 120
_LEADS_ON = re.compile(
    r"(?:\b(?:a|al|con|de|del|desde|el|en|es|la|o|por|sitio|página|liga|enlace|y)|[:,])$", re.IGNORECASE
)
_ENDS_IN_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}$")


def paragraphs_of(text: str) -> list[str]:
    """Give the paragraphs and list items of a text, each on one line, NFC, with single spaces."""
    paragraphs: list[str] = []
    for chunk in re.split(r"\n[ \t]*\n", unicodedata.normalize("NFC", text)):
        lines = [tidied for line in chunk.splitlines() if (tidied := tidy_line(line))]
        width = max(map(len, lines), default=0)
        joined: list[str] = []
        for line in lines:
            if joined and _goes_on(joined[-1], line, width):
                joined[-1] = _join(joined[-1], line)
            else:
                joined.append(line)
        paragraphs += _with_bullets(joined)
    return paragraphs


def _with_bullets(lines: list[str]) -> list[str]:
    """Give the short lines that stand close together below a colon or a question, or that fill in a form, as a list."""
    for begin, line in enumerate(lines):
        items = lines[begin + 1 :]
        if line.endswith((":", "?")) and not is_item(line) and _are_bare_items(items):
            return [*lines[: begin + 1], *(BULLET + item for item in items)]
        if _are_bare_items(lines[begin:]) and all(_LABEL.match(item) for item in lines[begin:]):
            return [*lines[:begin], *(BULLET + item for item in lines[begin:])]
    return lines


def _are_bare_items(lines: list[str]) -> bool:
    return len(lines) > 1 and all(
        len(line) <= MAX_BARE_ITEM and line[-1] not in ".!?:,…»”" and (line[0].isalnum() and not is_item(line))
        for line in lines
    )


def tidy_line(line: str) -> str:
    """Trim a line, join runs of spaces, write its bullet as ours."""
    tidied = " ".join(line.split())
    if tidied.strip("*-–—_=#. ") == "":
        return tidied
    found = _BULLETS.match(tidied)
    return BULLET + tidied[found.end() :] if found else tidied


def is_item(line: str) -> bool:
    """Say whether a line is an item of a list: with a bullet, a number, or an emoji of its own before it."""
    return line.startswith(BULLET) or _NUMBERED.match(line) is not None or _OWN_BULLET.match(line) is not None


def _goes_on(before: str, line: str, width: int) -> bool:
    """Say whether a line was only wrapped: it goes on in small letters, or the one before is as wide as the page."""
    last = before.splitlines()[-1]
    if line.startswith(_ADDRESS):
        return _LEADS_ON.search(last) is not None
    if (
        is_item(line)
        or _LABEL.match(line)
        or _OWN_BULLET.match(line)
        or line.startswith(("#", "@", "¡", "¿"))
        or "@" in line.partition(" ")[0]
        or _ENDS_IN_LINK.search(last)
        or (_OWN_BULLET.match(last) and line[0].isupper())
    ):
        return False
    if last[-1] in '.!?:…»”"' or is_in_capitals(last) != is_in_capitals(line):
        return False
    if line[0].islower():
        return len(last) >= WRAPPED_FROM // 2 or is_item(before)
    return len(last) >= WRAPPED_FROM and len(last) >= width - 25 and not is_in_capitals(line)


def _join(before: str, line: str) -> str:
    """Put a wrapped line after the one before it; a word that was parted at the end of the line is one again."""
    if re.search(r"[a-záéíóúñü]-$", before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"
