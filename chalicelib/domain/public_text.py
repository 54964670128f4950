"""
A text for the public version of the records: without what tells who a citizen is (LGTAIP, versión pública).

It takes out rather too much than too little: what looks like a key, a long number, an address on a network or a plate goes,
however it is glued to other words or split by signs and emoji. It does not find every name, a nickname, seven digits without
a word before them, nor what a text says about somebody without naming them: a person reads it before it is handed out.

Every pattern is bounded: the time grows with the text's length, whatever the text.
"""

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote_plus

from chalicelib.domain.redaction import house_numbers, without_numbers
from chalicelib.domain.visible_text import as_read
from chalicelib.texts_es import exporting as texts

_GAP = r"[\W_]{0,3}"
"""What may stand between two characters of a datum: signs, blanks, emoji."""


def _spaced(*parts: tuple[str, int]) -> str:
    return _GAP.join(letter for letter, times in parts for _ in range(times))


_L, _D, _A = "[A-Z]", "[0-9]", "[A-Z0-9]"
_DATE = ("[0-9]", "[0-9]", "[01]", "[0-9]", "[0-3]", "[0-9]")
_CURP = re.compile(
    _spaced((_L, 4), *((part, 1) for part in _DATE), ("[HMX]", 1), (_L, 5), (_A, 1), (_D, 1)), re.IGNORECASE
)
_RFC = re.compile(
    rf"[A-ZÑ&]{{4}}{_GAP}[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]){_GAP}[A-Z0-9]{{3}}", re.IGNORECASE
)
_VOTER_KEY = re.compile(_spaced((_L, 6), (_D, 8), ("[HM]", 1), (_D, 3)), re.IGNORECASE)
_LONG_NUMBER = re.compile(rf"[0-9](?:{_GAP}[0-9]){{9,39}}")
_OUR_ID = re.compile(r"\b(?:LEO|PUB|BOL|POS|DIA|GRA|ORD|SOP|COM|EXP)-[0-9]{8}(?:-[A-Za-z0-9]{1,40}){0,2}")
_AMOUNT = re.compile(r"\d{1,3}(?:[,' ]\d{3}){2,5}(?:\.\d{1,2})?")
_INSTANT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?")
_SPOKEN = re.compile(
    r"\b(?:cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
    r"(?:[\W_]{1,3}(?:y[\W_]{1,3})?(?:cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b){6,19}",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<![\w@.-])(?:[\w-]{1,63}\.){1,4}(?:com|mx|org|net|edu|gob|me|ly|gl|info|co)(?:\.mx)?\b(?:/\S{0,500})?",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"(?:https?://)?(?:[\w-]{1,63}\.){1,4}gob\.mx(?=[/?#:]|$)", re.IGNORECASE)
_MENTION = re.compile(r"@ ?(\w[\w.\-]{0,60})")
_PLATE = re.compile(
    r"\b(?:[A-Z]{3}[- ]\d{3}[- ][A-Z]|[A-Z]{3}[- ]\d{2}[- ]\d{2}|[A-Z]{3}-\d{3,4}|[A-Z]{2}-\d{4,5}-?[A-Z]|\d{3}[- ][A-Z]{3})\b"
)
_NAMED_PLATE = re.compile(
    r"(\bplacas?\b[^\n]{0,25}?)\b((?=[A-Z\d -]{5,12}\b)[A-Z\d]{2,8}(?:[ -][A-Z\d]{1,4}){0,2})\b", re.IGNORECASE
)
_STREET = (
    r"calle|c\.|av(?:enida|\.)?|blvd\.?|bulevar|boulevard|priv(?:ada|\.)?|andador|circuito|calzada|cerrada|callej[oó]n|retorno"
    r"|prolongaci[oó]n|domicilio|direcci[oó]n|casa|viv(?:o|e|imos|en)"
)
_HOUSE = re.compile(
    rf"((?:\b(?:{_STREET})\b)[^\d\n]{{0,60}}?)(\d{{1,5}})"
    r"(?!\d|[.,:]\d| ?de [a-z]| ?(?:años|hijos|personas|d[ií]as|meses|horas|%))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"((?:#|\bn[uú]m(?:ero)?\.?|\bno\.|\bint(?:erior)?\.?|\bdep(?:to|artamento)?\.?|\bmanzana|\bmz\.?|\blote|\blt\.?) ?)"
    r"(\d{1,5}(?:-?[A-Z])?)\b(?![-\d])",
    re.IGNORECASE,
)
_WORD = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñü'-]{1,30}"
_NAMES = rf"{_WORD}(?: (?:de |del |la |los |las ){{0,2}}{_WORD}){{0,4}}"
_BEFORE_A_NAME = (
    r"me llamo|mi nombre(?: completo)? es|a nombre de|nombre:|atentamente[,.:]?|att?e\.?[,:]?|sr\.?|sra\.?|srta\.?"
    r"|señor(?:a|ita)?|don|doña|mi (?:vecin[oa]|herman[oa]|hij[oa]|mam[aá]|pap[aá]|espos[oa]|suegr[oa])"
)
_NAMED = re.compile(rf"(\b(?i:{_BEFORE_A_NAME}) )({_NAMES})")

Find = Callable[[str], Counter[str]]
Hide = Callable[[str, str], str]
Pseudonym = Callable[[str], str]


class PublicTexts:
    """
    Redacts texts and counts what went, by class.

    `find` counts the data that it sees in a text by kind and `hide` puts something in the place of each of them: telephones,
    e-mails, keys, cards. `pseudonym` names a handle. `institutional` are digits that are the municipality's own.
    """

    def __init__(
        self, find: Find, hide: Hide, pseudonym: Pseudonym, institutional: frozenset[str] = frozenset()
    ) -> None:
        self._find, self._hide, self._pseudonym = find, hide, pseudonym
        self._institutional = frozenset(contact for contact in institutional if contact.isdigit())
        self.removed: Counter[str] = Counter()

    def citizens(self, text: str) -> str:
        """Redact what a citizen wrote, or what somebody wrote about one: also names that are said to be one."""
        return self._replaced(_NAMED, self.ours(text), "name", lambda match: f"{match[1]}{texts.REMOVED_NAME}")

    def ours(self, text: str) -> str:
        """Redact what the municipality published: the names of who speaks for it stay."""
        read = self._links(as_read(text))
        self.removed.update(self._find(read))
        read = self._keys(self._hide(read, texts.REMOVED))
        read = self._replaced(_MENTION, read, "handle", lambda match: f"@{self._pseudonym(match[1].rstrip('.-'))}")
        return self._places(read)

    def _links(self, text: str) -> str:
        """Links lead to persons' pages and carry data: only a government's address stays, without what it asks for."""
        return self._replaced(_LINK, text, "link", self._link)

    def _link(self, match: re.Match[str]) -> str:
        found = match[0]
        official = _GOVERNMENT.match(found)
        if official is None:
            return texts.REMOVED_LINK
        rest = unquote_plus(unquote_plus(found[official.end() :]))
        is_plain = re.fullmatch(r"[/\w.,;:!?)»\"'-]*", rest) and not re.search(r"\d{5}", re.sub(r"[\W_]", "", rest))
        return found if is_plain else official[0]

    def _keys(self, text: str) -> str:
        text = self._long_numbers(text)
        for kind, pattern in (("curp", _CURP), ("voter_key", _VOTER_KEY), ("rfc", _RFC), ("spoken_number", _SPOKEN)):
            text = self._replaced(pattern, text, kind, lambda _: texts.REMOVED)
        return text

    def _long_numbers(self, text: str) -> str:
        kept = [match.span() for pattern in (_OUR_ID, _AMOUNT, _INSTANT) for match in pattern.finditer(text)]

        def instead(match: re.Match[str]) -> str:
            is_ours = any(start <= match.start() and match.end() <= end for start, end in kept)
            is_ours = is_ours or re.sub(r"\D", "", match[0]) in self._institutional
            return match[0] if is_ours else texts.REMOVED

        return self._replaced(_LONG_NUMBER, text, "long_number", instead)

    def _places(self, text: str) -> str:
        text = self._replaced(_NAMED_PLATE, text, "plate", _plate)
        text = self._replaced(_PLATE, text, "plate", lambda _: texts.REMOVED)
        homes = house_numbers(text)
        self.removed["house_number"] += len(homes)
        text = without_numbers(text, homes)
        for pattern in (_HOUSE, _NUMBER):
            text = self._replaced(pattern, text, "house_number", lambda match: f"{match[1]}{texts.REMOVED_NUMBER}")
        return text

    def _replaced(self, pattern: re.Pattern[str], text: str, kind: str, instead: Callable[[re.Match[str]], str]) -> str:
        """Replace and count; what stays as it was is not counted."""

        def counted(match: re.Match[str]) -> str:
            put = instead(match)
            self.removed[kind] += put != match[0]
            return put

        return pattern.sub(counted, text)


def _plate(match: re.Match[str]) -> str:
    has_both = re.search(r"\d", match[2]) and re.search(r"[A-Za-z]", match[2])
    return f"{match[1]}{texts.REMOVED}" if has_both else match[0]
