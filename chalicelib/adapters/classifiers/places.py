"""
Finds the place that a comment names, as the citizen wrote it: street, colonia, fraccionamiento, corner, landmark.

A place begins with a word that says what it is («calle», «col.», «Blvd.», «parque») and goes on through names: words with a
capital, numbers, and the small words between them. Where nothing has a capital, or everything, it goes on for a few words until
one that no name holds. Known limit: a name without any such word before it is found only after «en» or «por» and with capitals.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from chalicelib.adapters.classifiers.phrases import entries

_WORDS = Path(__file__).with_name("place_words.txt")
MAX_LETTERS = 120
_MOST_BARE_WORDS = 3
"""How far a name goes that has no capital: «calle sierra tarahumara»."""

_STREETS = (
    r"calle|cll|c[./]|av(?:enida|da)?|bl?vr?d|boulevard|bulevar|calzada|calz|circuito|cto|priv(?:ada)?|prol(?:ongaci[oó]n)?"
    r"|andador|callej[oó]n|camino (?:a|al|de)|carretera (?:a|al)|retorno|col(?:onia)?|fracc(?:ionamiento)?|barrio"
    r"|comunidad(?: de)?|ejido"
)
_LANDMARKS = (
    r"unidad habitacional|unidad deportiva|infonavit|hacienda|parque|jard[ií]n|plaza|mercado|pante[oó]n|escuela|primaria"
    r"|secundaria|telesecundaria|prepa|k[ií]nder|guarder[ií]a|templo|parroquia|capilla|hospital|cl[ií]nica|minideportiva"
    r"|deportiva|glorieta|puente|arroyo|canal|cerro|mal[eé]c[oó]n|central|terminal|paseo|eje|zona|lomas|villas?|jardines|presa"
)
# Written so that most places of a text are passed over at once: no word begins there, or none with such a letter.
_STREET = re.compile(rf"\b(?=[abcefpr])(?:{_STREETS})(?!\w)\.?", re.IGNORECASE)
_LANDMARK = re.compile(rf"\b(?=[acdeghijklmpstuvz])(?:{_LANDMARKS})(?!\w)", re.IGNORECASE)
_AFTER_IN = re.compile(
    r"\b(?=[A-Za-z])"
    r"(?:(?:[Ee]n|EN|[Pp]or|[Aa]qu[ií] en|[Ee]squina de|[Ss]alida a|[Aa] la altura de|[Ss]em[aá]foros? de|[Ee]ntrada de)"
    r" (?:el |la |las |los )?(?=(?:La |Las |Los |El )?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]|\d{1,2} de [A-ZÁÉÍÓÚÑ])"
    r"|[Dd]e (?=(?:La|Las|Los|San|Santa|Lomas|Villas?) [A-ZÁÉÍÓÚÑ]))"
)
_INNER_CAPITAL = re.compile(r"(?<=[a-záéíóúñ,] )[A-ZÁÉÍÓÚÑ][a-záéíóúñ]")
_TOKEN = re.compile(r" ?,? ?(#? ?[\w°'´-]{1,40}\.?)")
_KIND_ONLY = re.compile(rf"(?:{_STREETS}|{_LANDMARKS})\.?", re.IGNORECASE)


def place_in(text: str) -> str | None:
    """Give the longest place a text names, or None."""
    return max(_places(text[:3_000]), key=len, default=None)


def _places(text: str) -> Iterator[str]:
    has_capitals = _INNER_CAPITAL.search(text) is not None
    searches = ((_STREET, True), (_LANDMARK, has_capitals or text.isupper()), (_AFTER_IN, has_capitals))
    for begins in (found for search, is_tried in searches if is_tried for found in search.finditer(text)):
        may_be_bare = begins.re is not _AFTER_IN and not has_capitals
        end = _end_of_name(text, begins.end(), has_capitals=has_capitals, may_be_bare=may_be_bare)
        start = begins.end() if begins.re is _AFTER_IN else begins.start()
        found_place = text[start:end].strip(" ,.-")
        if end > begins.end() and found_place.casefold() not in _words("elsewhere"):
            yield found_place[:MAX_LETTERS]


def _end_of_name(text: str, start: int, *, has_capitals: bool, may_be_bare: bool) -> int:
    """Walk over the words of a name; small words count only when a name follows them."""
    end, at, bare = start, start, 0
    if text[start : start + 1] == ",":
        return start
    while token := _TOKEN.match(text, at):
        at, word = token.end(), token[1].strip(" .#").casefold()
        if may_be_bare and end == start and word in _words("not first"):
            break
        if word in _words("small") or _KIND_ONLY.fullmatch(word):
            continue
        if not _is_name(token[1], has_capitals=has_capitals):
            bare += 1
            if not may_be_bare or word in _words("stops") or bare > _MOST_BARE_WORDS:
                break
        end = at
        if token[1].endswith(".") and len(word) > 1:
            break
    return end


def _is_name(word: str, *, has_capitals: bool) -> bool:
    return word.strip(" .#").isdigit() or "#" in word or (has_capitals and word.strip()[0].isupper())


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for label, word in entries(_WORDS.read_text(encoding="utf-8")) if label == section)
