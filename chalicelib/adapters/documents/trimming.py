"""
What surrounds a bulletin in a letter or a pasted text: the writer's signature, and how much of a long document is kept.

A signature is only looked for at the end, and only where a line says that one begins.
"""

import re

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

MAX_CHARACTERS = 300_000
MAX_KEPT_BYTES = 12_000
"""What is kept of one text: 24 of them stay within what a record may weigh."""

_MAX_SIGNATURE_LINES = 25
_SIGNATURE = re.compile(
    r"--|(?:sent from|enviado desde) (?:mi|my|outlook|correo|yahoo|gmail)\b.{0,60}|obtener outlook para .{1,20}"
    r"|(?:atte|atentamente|cordialmente|respetuosamente)(?:[.,:;]| ?[-–].{0,60})?"
    r"|(?:saludos|un saludo|reciba un cordial saludo|sin más por el momento)(?: cordiales| a todos)?[.,:;!]{0,2}"
    r"|(?:aviso legal|aviso de confidencialidad|aviso de privacidad|confidencialidad|disclaimer)\b.{0,2000}"
    r"|(?:este (?:correo|mensaje)|la información contenida en este|this (?:e-?mail|message)) .{0,2000}"
    r"(?:confidencial|privileg|destinatari|confidential|intended).{0,4000}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:aviso|confidencialidad|disclaimer|este (?:correo|mensaje)|la información|this )", re.IGNORECASE
)
_MAX_SIGNATURE_CHARACTERS = 400
"""What a person writes below their greeting; where more follows, the line was part of the text."""

_HASHTAGS = re.compile(r"(?:#\w{1,60}[ ,]{0,3}){1,20}")


def without_signature(text: str) -> str:
    """Take the writer's signature off a text's end, keeping hashtags that stand in it. A text is never left empty."""
    lines = text.split("\n")
    for at in range(max(1, len(lines) - _MAX_SIGNATURE_LINES), len(lines)):
        if _SIGNATURE.fullmatch(lines[at].strip()) and _is_short(lines[at:]):
            kept = [line for line in lines[at:] if _HASHTAGS.fullmatch(line.strip())]
            return _joined(lines[:at], kept) or text
    return text


def _is_short(lines: list[str]) -> bool:
    """Say whether what is left of a text is as short as a signature; a notice of the law may be longer."""
    return sum(len(line) for line in lines if not _LEGAL.match(line.strip())) <= _MAX_SIGNATURE_CHARACTERS


def _joined(before: list[str], kept: list[str]) -> str:
    return "\n\n".join(part for part in ("\n".join(before).strip(), "\n".join(kept).strip()) if part)


def shortened(text: str) -> tuple[str, tuple[str, ...]]:
    """
    Give as much of a text as is kept, ended at a paragraph where it can be, and a note when that is not all.

    Raises:
        InvalidInputError: it is longer than any material is.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(texts_es.TEXT_TOO_LONG)
    if len(text.encode()) <= MAX_KEPT_BYTES:
        return text, ()
    start = text.encode()[:MAX_KEPT_BYTES].decode(errors="ignore")
    for gap in ("\n\n", "\n", ". ", " "):
        ended = start.rpartition(gap)[0]
        if len(ended) > len(start) // 2:
            return (ended + gap.strip()).rstrip(), (texts_es.TEXT_WAS_LONG,)
    return start, (texts_es.TEXT_WAS_LONG,)
