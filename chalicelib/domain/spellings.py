"""
How words are written in some texts: the evidence by which capitals become names, acronyms or small letters again.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from chalicelib.domain.spanish import folded, words

MAX_STRETCH = 12
"""Words that are compared in a row."""

TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|[#@]\w+|\w{1,64}@[\w.-]{1,100}|(?:[\w-]{1,63}\.){1,4}(?:gob|com|org)(?:\.mx)?\S{0,200}|\w+(?:[-'’]\w+)*",
    re.IGNORECASE,
)
_SHOUTED = words(
    "gratis no si mas hoy aviso todos todas nunca siempre ya solo gratuito gratuita ojo urgente nueva nuevo"
)
_ENDS = re.compile(r"[.!?…:\n]|^$")


@dataclass(frozen=True, eq=False)
class ProperNouns:
    """What the catalogue says of spelling: acronyms, names of one or more words as they are written, first names of people."""

    acronyms: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    first_names: frozenset[str] = frozenset()
    by_key: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    stretches: "Spellings" = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index what was given."""
        self.by_key.update({folded(word): word for word in self.acronyms})
        object.__setattr__(self, "stretches", Spellings(self.names, begin_counts=True))


class Spellings:
    """How words are written in some texts, each in the company it keeps there."""

    def __init__(self, texts: tuple[str, ...], *, begin_counts: bool = False) -> None:
        self.keys: list[str] = []
        self.forms: list[str | None] = []
        self.places: dict[str, list[int]] = defaultdict(list)
        for text in texts:
            self._read(text, begin_counts=begin_counts)

    def _read(self, text: str, *, begin_counts: bool) -> None:
        last = 0
        for found in TOKEN.finditer(text):
            between = text[last : found.start()]
            begins = last == 0 or bool(_ENDS.search(between)) or "¿" in between or "¡" in between
            if begins:
                self._add("\n", None)
            key = folded(found[0])
            is_evidence = begin_counts or not begins or _is_acronym(found[0])
            self._add(key, found[0] if is_evidence and key not in _shouted_in(found[0]) else None)
            last = found.end()
        self._add("\n", None)

    def _add(self, key: str, form: str | None) -> None:
        self.places[key].append(len(self.keys))
        self.keys.append(key)
        self.forms.append(form)

    def longest(self, keys: list[str]) -> tuple[int, int]:
        """Find the longest stretch of words, from the first on, that stands in the texts: where, and how many words."""
        best = (0, 0)
        for place in self.places.get(keys[0], ())[:200]:
            length = 0
            while (
                length < min(len(keys), MAX_STRETCH)
                and place + length < len(self.keys)
                and self.keys[place + length] == keys[length]
            ):
                length += 1
            if length > best[1]:
                best = (place, length)
        return best

    def usual(self, word: str) -> str | None:
        """Give how a word is written by itself: as most often, small when both are as frequent; None when nothing tells."""
        forms = [form for place in self.places.get(word, ()) if (form := self.forms[place])]
        return max(sorted(set(forms), reverse=True), key=forms.count) if forms else None


def _shouted_in(word: str) -> frozenset[str]:
    return _SHOUTED if word.isupper() else frozenset()


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper() and any(letter.isalpha() for letter in word)
