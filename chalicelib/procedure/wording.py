"""
2.4 Resalta lo más importante: the office's own words, within what a network takes.

A text is cut at the end of a line or a sentence; only when the very first sentence is too long, between two words. Never
inside a word, a link, a hashtag or an emoji.
"""

import re
import unicodedata
from collections.abc import Callable

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin, FileRole
from chalicelib.ports import Brief, Draft

Length = Callable[[str], int]

MAX_TITLE = 120

_UNITS = re.compile(r"(\n+|(?<=[.!?…])[ \t]+)")
_WORD_GAPS = re.compile(r"(\s+)")
_ELLIPSIS = "…"
_JOINER = "\u200d"
_FLAG_HALVES = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_JOINING = _JOINER + "\ufe0f\u20e3" + "".join(map(chr, range(0x1F3FB, 0x1F400)))


class ExtractiveWriter:
    """`ports.Writer` that only takes the office's own words: deterministic, and nobody else is asked."""

    def write(self, brief: Brief) -> Draft:
        """Write a text that keeps the limit."""
        text, warnings = compose(brief.text, brief.hashtags, brief.limit, brief.length)
        return Draft(text=text, warnings=warnings)


def source_text(bulletin: Bulletin) -> str:
    """Give the text a publication is made from: the documents of the folder, or the first text the office wrote."""
    documents = [piece.text for piece in bulletin.pieces_for(FileRole.TEXT) if piece.text]
    return "\n\n".join(documents) or next(iter(bulletin.order.text.values()), "")


def title_of(text: str) -> str:
    """Give the first line of a text as a title, at most 120 characters, cut between words."""
    first = text.strip().splitlines()[0].strip() if text.strip() else ""
    return _cut_words(first, MAX_TITLE, len) if len(first) > MAX_TITLE else first


def compose(text: str, hashtags: tuple[str, ...], limit: int, length: Length) -> tuple[str, tuple[str, ...]]:
    """
    Write a network's text: as much as fits of what the office wrote, then the strategy's hashtags it lacks.

    Returns:
        The text, and warnings in Spanish for the person who authorises.
    """
    clean = _tidy(text)
    whole = clean + _ending(clean, hashtags)
    if length(whole) <= limit:
        return whole, ()
    # A tag of the text may be in the part that is cut: leave room for all of them.
    cut = fit(clean, limit - length(_ending("", hashtags)), length)
    return cut + _ending(cut, hashtags), (texts_es.text_was_cut(length(whole), limit),)


def _ending(text: str, hashtags: tuple[str, ...]) -> str:
    """Give the hashtags a text lacks, as its last line."""
    words = {word.casefold().strip(".,;:!?¡¿()«»\"'") for word in text.split()}
    missing = [tag for tag in hashtags if tag.casefold() not in words]
    return "\n\n" + " ".join(missing) if missing else ""


def fit(text: str, limit: int, length: Length) -> str:
    """Keep the whole lines and sentences that fit; if not even the first fits, its first words and an ellipsis."""
    kept = _longest_prefix(_UNITS.split(text), limit, length)
    return kept or _cut_words(text, limit, length)


def _cut_words(text: str, limit: int, length: Length) -> str:
    room = limit - length(_ELLIPSIS)
    kept = _longest_prefix(_WORD_GAPS.split(text), room, length) or _cut_letters(text, room, length)
    return kept.rstrip(" ,;:") + _ELLIPSIS


def _longest_prefix(parts: list[str], limit: int, length: Length) -> str:
    """Join parts and the separators between them as long as they fit. `parts` alternates part and separator."""
    kept = ""
    for end in range(1, len(parts) + 1, 2):
        longer = "".join(parts[:end])
        if length(longer.rstrip()) > limit:
            break
        kept = longer
    return kept.rstrip()


def _cut_letters(text: str, limit: int, length: Length) -> str:
    """Cut a single word that is longer than the limit, not inside a letter with its marks."""
    # No network counts less than one for a letter of a word this long, but for emoji: none is cut short by much.
    end = min(len(text), limit)
    while end and (length(text[:end]) > limit or _is_inside_letter(text, end)):
        end -= 1
    return text[:end]


def _is_inside_letter(text: str, end: int) -> bool:
    """Say whether a cut would part a letter from its accent, or an emoji from its joiner, skin tone or flag's half."""
    if end >= len(text):
        return False
    before, after = text[end - 1], text[end]
    if _is_flag_half(before) and _is_flag_half(after):
        halves = len(text[:end]) - len(text[:end].rstrip(_FLAG_HALVES))
        return halves % 2 == 1
    return unicodedata.combining(after) != 0 or after in _JOINING or before == _JOINER


def _is_flag_half(letter: str) -> bool:
    return letter in _FLAG_HALVES


def _tidy(text: str) -> str:
    """Trim lines, join runs of spaces and of empty lines; NFC, as every network counts it."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
