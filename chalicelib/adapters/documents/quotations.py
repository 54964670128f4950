"""What of a letter's text its writer wrote: without the letters it answers, or only the one it forwards."""

import re

_ANSWERED = re.compile(
    r"(?:El|On) .{6,200}(?:escribió|wrote) ?:$|-{2,20} ?(?:Mensaje original|Original Message) ?-{2,20}$", re.IGNORECASE
)
_ANSWERED_ABOVE = re.compile(r"(?:El|On) .{6,200}$")
_ANSWERED_BELOW = re.compile(r".{0,100}(?:escribió|wrote) ?:$")
_FORWARDED = re.compile(
    r"-{2,20} ?(?:Mensaje reenviado|Forwarded message) ?-{2,20}$|(?:Inicio del mensaje reenviado|Begin forwarded message) ?:$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[*> ]{0,4}(?:De|From|Enviado(?: el)?|Sent|Fecha|Date|Para|To|Cc|Asunto|Subject|Responder a|Reply-To) ?:\*?[ \t]",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:De|From) ?:\*?[ \t]", re.IGNORECASE)
_RULE = re.compile(r"_{10,80}$")
_FEW_WORDS = 150

_MIN_WRAPPED, _MAX_WRAPPED = 50, 80


def own_words(text: str, *, is_forwarded: bool) -> tuple[str, bool]:
    """
    Give a letter's own text, and whether it is the forwarded one.

    `is_forwarded` says that the subject tells of a forwarding: then a few words above («va el boletín») are not the text.
    """
    lines = text.split("\n")
    for at, line in enumerate(lines):
        mark = _mark(lines, at)
        if mark is None:
            continue
        own = _unquoted(lines[:at])
        below = lines[at + (0 if _FROM.match(line) else 1) :]
        if (mark or is_forwarded) and len(own) < _FEW_WORDS:
            return _without_headers(below) or own, True
        return own, False
    return _unquoted(lines), False


def _mark(lines: list[str], at: int) -> bool | None:
    """Tell whether another letter begins at a line: True when it is forwarded, False when it is answered."""
    line = lines[at].strip()
    following = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if _FORWARDED.match(line):
        return True
    wraps = _ANSWERED_ABOVE.match(line) and _ANSWERED_BELOW.match(following)
    begins = _FROM.match(line) and sum(bool(_HEADER.match(one)) for one in lines[at : at + 6]) > 2  # noqa: PLR2004
    return False if _ANSWERED.match(line) or wraps or begins else None


def _without_headers(lines: list[str]) -> str:
    """Give a forwarded letter's text, below its own headers; what it quotes in turn is not read."""
    at = 0
    while at < len(lines) and (not lines[at].strip(" >") or _HEADER.match(lines[at])):
        at += 1
    return own_words("\n".join(line.removeprefix("> ") for line in lines[at:]), is_forwarded=False)[0]


def _unquoted(lines: list[str]) -> str:
    kept = [line for line in lines if not line.startswith(">")]
    while kept and (not kept[-1].strip() or _RULE.match(kept[-1].strip())):
        kept.pop()
    return "\n".join(kept).strip()


def unwrapped(text: str) -> str:
    """Join the lines that a mail program broke at its margin; lines that were meant to be short stay."""
    return "\n\n".join(_paragraph(block.split("\n")) for block in re.split(r"\n[ \t]*\n", text))


def _paragraph(lines: list[str]) -> str:
    lengths = [len(line.rstrip()) for line in lines]
    is_wrapped = len(lines) > 1 and all(_MIN_WRAPPED <= length <= _MAX_WRAPPED for length in lengths[:-1])
    if not is_wrapped or lengths[-1] > _MAX_WRAPPED:
        return "\n".join(lines)
    joined = lines[0].rstrip()
    for line in lines[1:]:
        is_item = re.match(r"[ \t]*(?:[•▪*-]|\d{1,2}[.)])[ \t]", line)
        joined += ("\n" if is_item else " ") + line.strip()
    return joined
