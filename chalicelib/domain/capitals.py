"""
Text that came in capitals, as it is written in Spanish: sentence case, with proper nouns and acronyms as they are.

How a word is written is told first by the text of the same release that is not in capitals, in the longest stretch of words
that both share; then by the catalogue; then by what stands before it («colonia», «calle»). Everything else is lower case.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from chalicelib.domain.spanish import capitalised, folded

MOSTLY = 0.75
MIN_LETTERS = 6
MAX_STRETCH = 12

_TOKEN = re.compile(
    r"(?:https?://|www\.)\S+|[#@]\w+|\w{1,64}@[\w.-]{1,100}|(?:[\w-]{1,63}\.){1,4}(?:gob|com|org)(?:\.mx)?\S{0,200}|\w+(?:[-'’]\w+)*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:https?://|[#@])\S+")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_NO_NUMERAL = frozenset({"mi", "di", "vi", "li", "i", "v", "x", "c", "l", "ix", "xi"} - {"ix", "xi"})
_NUMBERED = frozenset(
    [
        "etapa",
        "fase",
        "zona",
        "seccion",
        "siglo",
        "tomo",
        "tramo",
        "modulo",
        "articulo",
        "capitulo",
        "edicion",
        "grado",
        "region",
    ]
)
_CUES = frozenset(
    [
        "colonia",
        "colonias",
        "calle",
        "calles",
        "bulevar",
        "bulevares",
        "avenida",
        "fraccionamiento",
        "comunidad",
        "blvd",
        "blvd.",
        "av",
        "prolongacion",
        "ejido",
        "malecon",
        "calzada",
        "libramiento",
        "glorieta",
    ]
)
_DEGREES = frozenset(
    [
        "sr",
        "sra",
        "srta",
        "lic",
        "licda",
        "ing",
        "arq",
        "dr",
        "dra",
        "mtro",
        "mtra",
        "prof",
        "profa",
        "gral",
        "cmdte",
        "don",
        "doña",
    ]
)
"""What stands before a person's name; an abbreviation is written with a capital, «don» and «doña» are not."""

_PARTICLES = frozenset(
    [
        "la",
        "las",
        "los",
        "el",
        "san",
        "santa",
        "santo",
        "lomas",
        "valle",
        "villas",
        "villa",
        "jardines",
        "hacienda",
        "cerrito",
        "real",
    ]
)
_SMALL = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "o",
        "u",
        "a",
        "al",
        "en",
        "con",
        "por",
        "para",
        "sin",
        "que",
        "se",
        "su",
        "sus",
        "un",
        "una",
        "como",
        "desde",
        "hasta",
        "entre",
        "sobre",
        "ante",
        "tras",
    ]
)
_SHOUTED = frozenset(
    [
        "gratis",
        "no",
        "si",
        "mas",
        "hoy",
        "aviso",
        "todos",
        "todas",
        "nunca",
        "siempre",
        "ya",
        "solo",
        "gratuito",
        "gratuita",
        "ojo",
        "urgente",
        "nueva",
        "nuevo",
    ]
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
        for found in _TOKEN.finditer(text):
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

    def longest(self, words: list[str]) -> tuple[int, int]:
        """Find the longest stretch of words, from the first on, that stands in the texts: where, and how many words."""
        best = (0, 0)
        for place in self.places.get(words[0], ())[:200]:
            length = 0
            while (
                length < min(len(words), MAX_STRETCH)
                and place + length < len(self.keys)
                and self.keys[place + length] == words[length]
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


def is_in_capitals(text: str) -> bool:
    """Say whether a text is written in capitals."""
    letters = [letter for letter in _MARKED.sub("", text) if letter.isalpha()]
    return len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) >= MOSTLY * len(letters)


def sentence_case(text: str, nouns: ProperNouns, evidence: Spellings) -> str:
    """Write a text that came in capitals as a sentence is written. Only letters change their case, nothing else."""
    found = list(_TOKEN.finditer(text))
    words = [token[0] for token in found]
    breaks = {at for at in range(1, len(found)) if text[found[at - 1].end() : found[at].start()].strip()}
    forms = _forms(words, breaks, nouns, evidence)
    written, last = "", 0
    for token, form in zip(found, forms, strict=True):
        between = text[last : token.start()]
        begins = not written.strip(" ¿¡«“\"'(•-") or bool(re.search(r"[.!?…][»”\"')]*\s", between)) or "\n" in between
        written += between + (capitalised(form) if begins else form)
        last = token.end()
    return written + text[last:]


def _forms(words: list[str], breaks: set[int], nouns: ProperNouns, evidence: Spellings) -> list[str]:
    keys = [folded(word) for word in words]
    forms: list[str] = []
    named = _named(keys, breaks, nouns)
    while len(forms) < len(words):
        at = len(forms)
        if words[at][0] in "#@" or "://" in words[at] or "@" in words[at] or "." in words[at]:
            forms.append(_marked(words[at], nouns))
            continue
        place, length = evidence.longest(keys[at : at + MAX_STRETCH])
        stretch = nouns.stretches.longest(keys[at : at + MAX_STRETCH])
        is_name = stretch[1] > 0 and _is_whole(nouns.stretches, *stretch)
        if is_name and stretch[1] > 1 and stretch[1] >= length:
            forms += [form or "" for form in nouns.stretches.forms[stretch[0] : stretch[0] + stretch[1]]]
            continue
        name = nouns.stretches.forms[stretch[0]] if is_name and stretch[1] == 1 else None
        told = evidence.forms[place : place + length] if length > 1 else [None]
        for form in told:
            here = len(forms)
            known = form or evidence.usual(keys[here]) or (name if here == at else None)
            forms.append(_spelling(words, keys, here, known, nouns, named))
    return forms


def _is_whole(names: Spellings, place: int, length: int) -> bool:
    """Say whether a stretch of the catalogue is a whole name and not the beginning of one."""
    return names.keys[place - 1] == "\n" and names.keys[place + length] == "\n"


def _spelling(words: list[str], keys: list[str], at: int, told: str | None, nouns: ProperNouns, named: set[int]) -> str:
    word, key = words[at], keys[at]
    if key in nouns.by_key:
        return nouns.by_key[key]
    if told and len(told) == len(word):
        return told
    if _is_numeral(keys, at):
        return word.upper()
    if at in named:
        return word.capitalize()
    return word.lower()


def _is_numeral(keys: list[str], at: int) -> bool:
    key = keys[at]
    if not _ROMAN.fullmatch(key):
        return False
    return key not in _NO_NUMERAL or (at > 0 and keys[at - 1] in _NUMBERED)


def _marked(word: str, nouns: ProperNouns) -> str:
    """Leave a link, a mention or a hashtag as it is; a hashtag of one name in capitals is written as the name is."""
    place, length = nouns.stretches.longest([folded(word[1:])]) if word[0] == "#" and word.isupper() else (0, 0)
    name = nouns.stretches.forms[place] if length and _is_whole(nouns.stretches, place, length) else None
    return f"#{name}" if name else word


def _named(keys: list[str], breaks: set[int], nouns: ProperNouns) -> set[int]:
    """Find the words that must be names: a first name and what follows it, what follows «colonia», «calle»."""
    found: set[int] = set()
    for at, key in enumerate(keys):
        if key in nouns.first_names:
            found |= {at, *_run(keys, breaks, at + 1, 2)}
        elif key in _DEGREES:
            found |= {*([at] if key[:3] not in ("don", "doñ") else []), *_run(keys, breaks - {at + 1}, at + 1, 3)}
        elif key in _CUES:
            at_name = at + 1
            while at_name < len(keys) and at_name not in breaks and keys[at_name] in _PARTICLES:
                found.add(at_name)
                at_name += 1
            found |= set(_run(keys, breaks, at_name, 1))
    return found


def _run(keys: list[str], breaks: set[int], begin: int, most: int) -> list[int]:
    run: list[int] = []
    for at in range(begin, min(begin + most, len(keys))):
        if at in breaks or keys[at] in _SMALL or keys[at] in _CUES:
            break
        run.append(at)
    return run
