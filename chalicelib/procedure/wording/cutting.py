"""
Shortening (2.4): a text is cut at the end of a line or a sentence; only when the very first is too long, between two words.

Never inside a word, a link, a hashtag or an emoji; never where a quotation or a question would stay open.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from chalicelib.domain.sentences import is_balanced, sentences_of
from chalicelib.domain.spanish import HASHTAG, LINK

Length = Callable[[str], int]

LONGEST_FOR_ITS_WEIGHT = 6
"""No text of so many times its limit in characters can fit."""

_LINES = re.compile(r"(\n+)")
_WORD_GAPS = re.compile(r"(\s+)")
_ELLIPSIS = "…"
_JOINER = "\u200d"
_FLAG_HALVES = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_JOINING = _JOINER + "\ufe0f\u20e3" + "".join(map(chr, range(0x1F3FB, 0x1F400)))


def bounded(length: Length, limit: int) -> Length:
    """
    Count only what can possibly fit. Counting as X does takes minutes for what has tens of thousands of letters.

    A letter counts at least one; of the longest emoji eleven code points count two, of a link some dozens count 23.
    """
    return lambda text: len(text) if len(text) > LONGEST_FOR_ITS_WEIGHT * max(limit, 1) else length(text)


def fit(text: str, limit: int, length: Length) -> str:
    """Keep the whole lines and sentences that fit; if not even the first fits, its first words and an ellipsis."""
    kept = _longest_prefix(_units(text), limit, length)
    while kept and text.startswith(kept) and len(kept) < len(text) and not is_balanced(kept) and is_balanced(text):
        kept = _longest_prefix(_units(kept)[:-2], limit, length)
    return kept or cut_words(text, limit, length)


def _units(text: str) -> list[str]:
    """Part a text into sentences and what stands between them, alternating."""
    units: list[str] = []
    for position, line in enumerate(_LINES.split(text)):
        if position % 2:
            units.append(line)
            continue
        at = 0
        for number, sentence in enumerate(sentences_of(line)):
            found = line.index(sentence, at)
            if number:
                units.append(line[at:found])
            units.append(sentence)
            at = found + len(sentence)
        if not line.strip():
            units.append("")
    return units


def cut_words(text: str, limit: int, length: Length) -> str:
    """Keep the first words that fit, and an ellipsis; nothing where the first is a link or a hashtag that does not fit."""
    room = limit - length(_ELLIPSIS)
    words = _WORD_GAPS.split(text)
    kept = _longest_prefix(words, room, length)
    if not kept:
        first = next(filter(None, words[::2]), "")
        if LINK.match(first) or HASHTAG.match(first):
            return ""
        kept = _cut_letters(text, room, length)
    return _without_open_mark(kept).rstrip(" ,;:") + _ELLIPSIS


def _without_open_mark(kept: str) -> str:
    """Stop before a quotation, a question or a parenthesis that would stay open, where something stands before it."""
    for opening, closing in (("«", "»"), ("“", "”"), ("(", ")"), ("¿", "?"), ("¡", "!")):
        at = kept.rfind(opening)
        if at > 0 and closing not in kept[at:] and kept[:at].strip():
            kept = kept[:at].rstrip()
    return kept


def _longest_prefix(parts: list[str], limit: int, length: Length) -> str:
    """Join parts and the separators between them as long as they fit. `parts` alternates part and separator."""
    ends = list(accumulate(map(len, parts)))[::2]
    whole = "".join(parts)
    # A longer beginning is hardly ever shorter for a network: halving finds the longest in a few counts, and the last
    # steps are taken one by one.
    taken = bisect_right(ends, limit, key=lambda end: length(whole[:end].rstrip()))
    while taken and length(whole[: ends[taken - 1]].rstrip()) > limit:
        taken -= 1
    return whole[: ends[taken - 1]].rstrip() if taken else ""


def _cut_letters(text: str, limit: int, length: Length) -> str:
    """Cut a single word that is longer than the limit, not inside a letter with its marks."""
    # No network counts less than one for a letter of a word this long, but for emoji: none is cut short by much.
    most = range(min(len(text), max(limit, 0)) + 1)
    end = max(0, bisect_right(most, limit, key=lambda size: length(text[:size])) - 1)
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


def tidy(text: str) -> str:
    """Trim lines, join runs of spaces and of empty lines; NFC, as every network counts it."""
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
