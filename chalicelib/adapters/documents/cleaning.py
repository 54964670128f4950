"""What of a text can be published: no control characters, nothing that hides or turns words, one way to write each letter."""

import re

from chalicelib.domain.visible_text import WORD_BULLETS, visible

_SIGNS = "•▪▫◦‣●■□○◘◆◇▶►▸➢➤➔✓✔❖⁃∙·–*-"
_BULLET_AND_WORDS = re.compile(rf"(?:[{re.escape(_SIGNS)}][ \t]+|[•▪◦‣●■▸►➢❖](?=\w)|o\t[ \t]*)+(?=\S)")
"""A line's bullet, of whatever kind and however often; a dash or an asterisk only where a space follows."""

_MANY_SPACES = re.compile(" {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def readable(text: str) -> str:
    """
    Give a text as it can be published, trimmed: its visible characters, at most one empty line in a row and one space
    between words, every bullet as «• ». Doing it again changes nothing.
    """
    lines = (_line(line.strip(" \t")) for line in visible(text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def has_bullet(line: str) -> bool:
    """Say whether a line begins with a bullet of any kind. Most begin with a letter, and of those only «o» may be one."""
    if line[:1].isalpha() and line[0] != "o":
        return False
    return _BULLET_AND_WORDS.match(WORD_BULLETS.sub("•", line)) is not None


def _line(line: str) -> str:
    single = _MANY_SPACES.sub(" ", line)
    bullet = _BULLET_AND_WORDS.match(single)
    return "• " + single[bullet.end() :] if bullet else single
