"""
Sentences of Spanish prose: where one ends, whether its marks go in pairs, whether it is whole.

A full stop ends a sentence unless it belongs to an abbreviation («Lic.», «EE. UU.», «9:00 p. m.»), a number («1,500.50»), a link,
or stands within quotation marks or parentheses that are still open.
"""

import re
from itertools import pairwise

from chalicelib.domain.spanish import LINK, folded, words

_TITLES = (
    "lic licda ing arq dr dra mtro mtra prof profa c.p cp sr sra srta gral cnel cap cmdte comte tte sgto d fr pbro ma"
)
_PLACES = "av avda blvd bulev c col fracc núm num nº dept depto edif esq int ext km gto pág págs art arts frac hda hnos mpio edo"
_OTHERS = "etc aprox tel tels cel ext max máx mín ej p.ej vol ed sec secc fig inc incs ee uu s.a c.v a.c s.c p b.c d.c sta sto"
_ABBREVIATIONS = words(f"{_TITLES} {_PLACES} {_OTHERS}")
_MAY_END = words("etc m hrs hr h gto uu a.c s.a c.v s.c m.n min mts km")
"""Abbreviations that may be the last word of a sentence; a capital letter after them then begins another."""

_END = re.compile(r"(?:\.{3}|[.!?…]+)[»”\"'’)\]]{0,3}(?=\s)")
_BEFORE_NUMBERS = words("no lun mar mié mie jue vie sáb sab dom téc")
"""What is an abbreviation only where a number follows: «No. 5», «mar. 10»."""

_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_]){1,5}")
"""«M.V.Z.», «D.O.F.»."""

_LAST_WORD = re.compile(r"[^\s(«“\"¿¡]+$")
_CLOSING_OF = {"«": "»", "“": "”", "(": ")", "[": "]", "¿": "?", "¡": "!"}
_CLOSES = {closing: opening for opening, closing in _CLOSING_OF.items()}
_NESTING = frozenset('«»“”()[]"')


_UNFINISHED = words(
    "a al ante con de del desde el en entre es la las lo los o para por que se sin sobre su sus un una y"
)


def sentences_of(paragraph: str) -> list[str]:
    """Part a paragraph into its sentences. Joined with a space they are the paragraph again, but for its white space."""
    ends, begin, pairs = [], 0, Pairs()
    for found in _END.finditer(paragraph):
        pairs.read(paragraph[begin : found.end()])
        begin = found.end()
        if not pairs.is_open and _ends_here(paragraph, found):
            ends.append(found.end())
    pairs.read(paragraph[begin:])
    if not ends and pairs.is_open:
        # A mark that is never closed must not swallow the whole paragraph.
        return _plainly(paragraph)
    return _cut_at(paragraph, ends)


def _plainly(paragraph: str) -> list[str]:
    ends = [found.end() for found in _END.finditer(paragraph) if _ends_here(paragraph, found)]
    return _cut_at(paragraph, ends)


def _cut_at(paragraph: str, ends: list[int]) -> list[str]:
    bounds = [0, *ends, len(paragraph)]
    parts = (paragraph[begin:end].strip() for begin, end in pairwise(bounds))
    return [part for part in parts if part]


def _ends_here(paragraph: str, found: re.Match[str]) -> bool:
    """Say whether a mark ends a sentence, by the word before it and the letter after it."""
    mark = found[0]
    before = paragraph[max(0, found.end() - 60) : found.end()]
    after = paragraph[found.end() : found.end() + 40].lstrip()
    if not after or after[0].islower() or after[0] in ",;:)»”–—-" or (after[0] == "(" and not after[1:2].isupper()):
        return False
    if not mark.startswith(".") or mark.startswith("..") or len(mark.rstrip("»”\"'’)]")) != 1:
        return True
    tail = before[: -len(mark)][-40:]
    last = _LAST_WORD.search(tail)
    word = last[0].casefold() if last else ""
    if word in _MAY_END or word.rsplit(".", 1)[-1] in _MAY_END:
        return after[0].isupper() or after[0] in '¿¡«“"#@' or not after[0].isalnum()
    if word in _BEFORE_NUMBERS:
        return not after[0].isdigit()
    is_initial = len(word) == 1 and word.isalpha() and tail[-1].isupper()
    return not (word in _ABBREVIATIONS or is_initial or _DOTTED.fullmatch(word))


class Pairs:
    """Which quotation marks and parentheses are still open, read bit by bit."""

    def __init__(self) -> None:
        self._open: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether something that was opened waits for its other half."""
        return bool(self._open)

    def read(self, text: str) -> None:
        """Read on. A closing mark that closes nothing is passed over."""
        for letter in text:
            if letter not in _NESTING:
                continue
            if letter in _CLOSING_OF or (letter == '"' and '"' not in self._open):
                self._open.append(letter)
            elif (opening := _CLOSES.get(letter, '"')) in self._open:
                while self._open.pop() != opening:
                    pass


def is_balanced(text: str) -> bool:
    """Say whether every «, “, (, ¿, ¡ and straight quotation mark of a text has its other half; emoticons do not count."""
    if text.count('"') % 2:
        return False
    return all(text.count(opening) <= text.count(closing) for opening, closing in _CLOSING_OF.items()) and all(
        text.count(opening) == text.count(closing) for opening, closing in _CLOSING_OF.items() if closing in "»”"
    )


def is_complete(sentence: str) -> bool:
    """Say whether a sentence ends as one does: with its mark, an emoji or a link, never with a colon or a comma."""
    last = sentence.rstrip()[-1:]
    if not last or not is_balanced(sentence):
        return False
    if last in '.!?…»”")':
        return True
    parts = sentence.split()
    return (
        (not last.isalnum() and last not in ",;:–—-(")
        or bool(LINK.search(parts[-1]))
        or parts[-1].startswith(("#", "@"))
    )


def is_unfinished(text: str) -> bool:
    """Say whether a text stops in the middle: after «en», «la», a comma or a colon."""
    last = text.split()[-1:] or [""]
    return last[0][-1:] in ",:;–—-(" or folded(last[0]) in _UNFINISHED
