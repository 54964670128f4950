"""What of a text can be published: no control characters, nothing that hides or turns words, one way to write each letter."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WORD_BULLETS = re.compile("[\uf0b7\uf0a7\uf076\uf0d8\uf0a8\uf0fc\uf0e0\uf02d]")
"""Bullets of the Symbol and Wingdings fonts, as Word writes them: private characters that no network can show."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
"""Controls, marks that turn the direction of writing, zero-width and private characters; the emoji joiner stays."""

_SIGNS = "•▪▫◦‣●■□○◘◆◇▶►▸➢➤➔✓✔❖⁃∙·–*-"
_BULLET_AND_WORDS = re.compile(rf"(?:[{re.escape(_SIGNS)}][ \t]+|[•▪◦‣●■▸►➢❖](?=\w)|o\t[ \t]*)+(?=\S)")
"""A line's bullet, of whatever kind and however often; a dash or an asterisk only where a space follows."""

_MANY_SPACES = re.compile(" {2,}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def visible(text: str) -> str:
    """Give a text's visible characters, NFC, with one kind of line end and of space."""
    lined = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _WORD_BULLETS.sub("•", lined)))


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
    return _BULLET_AND_WORDS.match(_WORD_BULLETS.sub("•", line)) is not None


def _line(line: str) -> str:
    single = _MANY_SPACES.sub(" ", line)
    bullet = _BULLET_AND_WORDS.match(single)
    return "• " + single[bullet.end() :] if bullet else single
