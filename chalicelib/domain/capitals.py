"""
Text that came in capitals, as it is written in Spanish: sentence case, with proper nouns and acronyms as they are.

How a word is written is told first by the text of the same release that is not in capitals, in the longest stretch of words
that both share; then by the catalogue; then by what stands before it («colonia», «calle»). Everything else is lower case.
"""

import re

from chalicelib.domain.spanish import capitalised, folded, words
from chalicelib.domain.spellings import MAX_STRETCH, TOKEN, ProperNouns, Spellings

MOSTLY = 0.75
MIN_LETTERS = 6

_MARKED = re.compile(r"(?:https?://|[#@])\S+")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
_NO_NUMERAL = frozenset({"mi", "di", "vi", "li", "i", "v", "x", "c", "l", "ix", "xi"} - {"ix", "xi"})
_NUMBERED = words("etapa fase zona seccion siglo tomo tramo modulo articulo capitulo edicion grado region")
_CUES = words(
    "colonia colonias calle calles bulevar bulevares avenida fraccionamiento comunidad blvd blvd. av "
    "prolongacion ejido malecon calzada libramiento glorieta"
)
_DEGREES = words("sr sra srta lic licda ing arq dr dra mtro mtra prof profa gral cmdte don doña")
"""What stands before a person's name; an abbreviation is written with a capital, «don» and «doña» are not."""

_PARTICLES = words("la las los el san santa santo lomas valle villas villa jardines hacienda cerrito real")
_SMALL = words(
    "de del la las los el y e o u a al en con por para sin que se su sus un una como desde hasta entre sobre ante tras"
)


def is_in_capitals(text: str) -> bool:
    """Say whether a text is written in capitals."""
    letters = [letter for letter in _MARKED.sub("", text) if letter.isalpha()]
    return len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) >= MOSTLY * len(letters)


def sentence_case(text: str, nouns: ProperNouns, evidence: Spellings) -> str:
    """Write a text that came in capitals as a sentence is written. Only letters change their case, nothing else."""
    found = list(TOKEN.finditer(text))
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
            known = (
                form or ("" if keys[here] in _SMALL else evidence.usual(keys[here])) or (name if here == at else None)
            )
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
