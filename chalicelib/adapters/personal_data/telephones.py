"""
Telephones as they are written in Mexico: ten digits however grouped, with +52 or 044, or the seven local digits after «tel.».

What only looks like one is left out: amounts, dates, folios, coordinates, toll-free numbers (which are nobody's own), and
whatever a numbering plan does not know. WhatsApp's links are telephones; other addresses are not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from chalicelib.adapters.personal_data.sightings import BLANK, Sighting

_SEPARATORS = r"[ .()\-_/*|·•]{0,4}"
_NATIONAL = re.compile(
    r"(?<![\w$])(?<!\$ )(?:\(?\+? ?52\)?[ .\-]{0,2}(?:1[ .\-]{0,2})?|\(?04[45]\)?[ .\-]{0,2}|\(?01[ .\-]{0,2})?"
    rf"\(?\d(?:{_SEPARATORS}\d){{9}}(?!\d|[.,/:%]\d|-\w)"
)
_FOREIGN = re.compile(rf"(?<![\w+])\+(?!52)[1-9](?:{_SEPARATORS}\d){{7,14}}(?!\d)")
_LOCAL = re.compile(
    r"\b(?:tel(?:[eé]fonos?|[eé]f|s)?|cel(?:ular(?:es)?)?|whats(?:app)?|wa|ll[aá]m(?:a(?:r|nos|me|le|e)?|e)|m[aá]r(?:ca|que|car)"
    r"|comun[ií](?:cate|quese|carse)|informes|recados|contacto)\.?"
    r"(?: (?:al?|los|las|el|del?|n[uú]mero|casa|oficina|fijo|tel)\.?){0,4}"
    r"[ :#.]{0,3}(\d(?:[ .\-]{0,2}\d){6,7})(?!\d|[.,/:%-]\d| ?\d)",
    re.IGNORECASE,
)
_WHATSAPP = re.compile(r"(?:wa\.me/|whatsapp\.com/send/?\?(?:[\w=&%]{0,80}&)?phone=)\+?(\d{10,15})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/\S{1,2000}", re.IGNORECASE
)
_NOT_ONE_BEFORE = re.compile(
    r"\b(?:folios?|expedientes?|oficio|licitaci[oó]n|contrato|referencia|cuenta(?: predial)?|factura|registro|clave|c[oó]digo"
    r"|catastral|medidor|p[oó]liza|serie|isbn|gu[ií]a|orden(?: de compra)?|proyecto|partida|fondo|requisici[oó]n|turno|boleto)"
    r"(?: (?:n[uú]m(?:ero)?|no)\.?)?[ :#.]{0,3}$",
    re.IGNORECASE,
)
_CODE_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?!(?:tel|cel|whats|wa)[-/])[A-Z]{2,8}[-/](?:\d{1,4}[-/])?$")
_AMOUNT_AFTER = re.compile(
    r" ?(?:pesos|mdp|mxn|m2|m²|litros|kilos|kg|habitantes|personas|votos|metros|hect[aá]reas)\b", re.IGNORECASE
)
_DATE = re.compile(
    r"(?:19|20)\d\d[ .\-/](?:0?[1-9]|1[0-2])[ .\-/]|(?:\d{1,2}[ .\-/]){2}(?:19|20)\d\d(?!\d)|(?:19|20)\d\d[ \-/]+(?:19|20)\d\d"
)
_COORDINATE = re.compile(r"(?:\d{1,2}|1[0-7]\d|180)\.\d{5,}")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ .])\d{3})(?:\1\d{3}){1,4}")
_CONTEXT_LETTERS = 40
_FEWEST_OF_A_LIST = 5


def telephones(text: str) -> Iterator[Sighting]:
    """Find telephones; a Mexican one as its ten national digits, a local one as its seven or eight, a foreign one whole."""
    for match in _WHATSAPP.finditer(text):
        yield from _valid(f"+{match[1]}" if len(match[1]) > 10 else match[1], match.start(1), match.end(1))  # noqa: PLR2004
    rest = _ADDRESS.sub(lambda found: BLANK * len(found[0]), text)
    for match in _FOREIGN.finditer(rest):
        yield from _valid(match[0], match.start(), match.end())
    for match in _NATIONAL.finditer(rest):
        if _looks_like_one(match, rest):
            yield from _valid(match[0], match.start(), match.end())
    for match in _LOCAL.finditer(rest):
        digits = re.sub(r"\D", "", match[1])
        if not _DATE.search(match[1]) and not _AMOUNT_AFTER.match(rest, match.end()):
            yield Sighting("telephone", digits, match.start(1), match.end(1))


def _looks_like_one(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _CONTEXT_LETTERS) : match.start()]
    if _NOT_ONE_BEFORE.search(before) or _CODE_BEFORE.search(before):
        return False
    is_other = _is_list(match[0]) or any(pattern.fullmatch(match[0]) for pattern in (_COORDINATE, _THOUSANDS))
    is_other = is_other or bool(_DATE.match(match[0]) or _AMOUNT_AFTER.match(text, match.end()))
    return not is_other and len(set(re.sub(r"\D", "", match[0]))) > 2  # noqa: PLR2004 - 5555555555 is nobody's


def _is_list(written: str) -> bool:
    """Routes, sizes and days come in order; the pairs of a telephone hardly ever do."""
    numbers = [int(digits) for digits in re.findall(r"\d+", written)]
    return len(numbers) >= _FEWEST_OF_A_LIST and all(before < after for before, after in pairwise(numbers))


def _valid(written: str, start: int, end: int) -> Iterator[Sighting]:
    """Ask the numbering plan; Mexico's old prefixes (044, 045, 01, and the 1 after 52) no longer exist and are dropped."""
    import phonenumbers  # noqa: PLC0415 - 30 ms, and most texts have nothing that looks like a telephone

    digits = re.sub(r"[^\d+]", "", written)
    national = re.sub(r"^(?:\+?521?|04[45]|01)(?=\d{10}$)", "", digits)
    try:
        number = phonenumbers.parse(national, "MX")
    except phonenumbers.NumberParseException:
        return
    is_toll_free = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.TOLL_FREE
    if phonenumbers.is_valid_number(number) and not is_toll_free:
        yield Sighting("telephone", str(number.national_number), start, end)
