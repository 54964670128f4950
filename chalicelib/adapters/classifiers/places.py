"""
Finds the place that a comment names, as the citizen wrote it: street, colonia, fraccionamiento, corner, landmark.

A place begins with a word that says what it is («calle», «col.», «Blvd.», «parque») and goes on through names: words with a
capital, numbers, and the small words between them. Where nothing has a capital, or everything, it goes on for a few words until
one that no name holds. A street and a colonia named in one breath («calle Encino en la colonia Piletas») are one place, so that
neighbours who write it with a comma say the same. Known limit: a name without any such word before it is found only after «en»
or «por» and with capitals.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

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
_AREA = re.compile(
    r"(?:col|frac|barrio|comunidad|ejido|unidad h|infonavit|hacienda|zona|lomas|villa|jardines)", re.IGNORECASE
)
_CORNER = re.compile(r" esq(?:uina)?\b", re.IGNORECASE)
_ONE_BREATH = re.compile(r" ?,? ?(?:(?:en|En|EN|de|DE|del|DEL)(?: (?:el|la|los|las|EL|LA|LOS|LAS))? )?")
"""What joins two names to one place: nothing that `likeness.folded_place` would keep."""

_KIND_ONLY = re.compile(rf"(?:{_STREETS}|{_LANDMARKS})\.?", re.IGNORECASE)


class _Kind(Enum):
    """What begins a place: a word for a street, for an area or for something in it, or no such word."""

    STREET = _STREET
    LANDMARK = _LANDMARK
    AREA = _AREA
    BARE = _AFTER_IN


_ONE_IN_ANOTHER = frozenset(
    {
        (_Kind.STREET, _Kind.AREA),
        (_Kind.STREET, _Kind.BARE),
        (_Kind.LANDMARK, _Kind.AREA),
        (_Kind.AREA, _Kind.STREET),
    }
)
"""What may be joined, in the order it is named in. Two areas are two places, and after an area «en» is often no place."""


class _Named(NamedTuple):
    """A place as far as one name goes."""

    start: int
    end: int
    kind: _Kind


def place_in(text: str) -> str | None:
    """Give the longest place a text names, or None."""
    return max(_places(text[:3_000]), key=len, default=None)


def _places(text: str) -> Iterator[str]:
    found = list(_named(text))
    by_start = {one.start: one for one in found}
    for one in found:
        joining = _ONE_BREATH.match(text, one.end)
        other = by_start.get(joining.end()) if joining else None
        is_one = other is not None and (one.kind, other.kind) in _ONE_IN_ANOTHER
        yield text[one.start : other.end if other and is_one else one.end][:MAX_LETTERS]


def _named(text: str) -> Iterator[_Named]:
    """Find the names; of those that begin in the same place, the last is the one with the plainest first word."""
    has_capitals = _INNER_CAPITAL.search(text) is not None
    searches = ((_AFTER_IN, has_capitals), (_LANDMARK, has_capitals or text.isupper()), (_STREET, True))
    for begins in (found for search, is_tried in searches if is_tried for found in search.finditer(text)):
        is_bare = begins.re is _AFTER_IN
        may_be_bare = not is_bare and not has_capitals
        end = _end_of_name(text, begins.end(), has_capitals=has_capitals, may_be_bare=may_be_bare)
        start = begins.end() if is_bare else begins.start()
        name = text[start:end].strip(" ,.-")
        if end > begins.end() and name.casefold() not in _words("elsewhere"):
            start = text.index(name, start)
            yield _Named(start, start + len(name), _kind(begins, name))


def _kind(begins: re.Match[str], name: str) -> _Kind:
    if _AREA.match(begins[0]):
        return _Kind.AREA
    return _Kind.STREET if _CORNER.search(name) else _Kind(begins.re)


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
