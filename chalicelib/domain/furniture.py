"""
What stands around a press release and is no news: numbers, «para su publicación inmediata», datelines, the press staff's contact.

Everything here looks at one line or at its beginning, with bounded patterns.
"""

import re
from datetime import date
from typing import NamedTuple

from chalicelib.domain.spanish import MONTHS, folded

_MONTH = "|".join([*MONTHS, "setiembre"])
_DAYS = "lunes|martes|miercoles|miércoles|jueves|viernes|sabado|sábado|domingo"
_DATE = (
    rf"(?:(?:{_DAYS}),?\s{{1,3}})?(?:(?P<day>\d{{1,2}})(?:[°º]|ro\.?)?\s{{1,3}}(?:de\s{{1,3}})?)?"
    rf"(?P<month>{_MONTH})(?:\s{{1,3}}del?)?,?\s{{1,3}}(?P<year>\d{{4}})"
)
_STATE = r"(?:Guanajuato|Gto\b\.?)(?:\s?,\s?(?:M[eé]xico|M[eé]x\.?))?"
DATELINE = re.compile(
    rf"\s{{0,5}}[(*_]{{0,2}}(?P<city>Le[oó]n)(?:\s{{1,2}}de\s(?:los\s)?Aldama[s]?)?\s?[.,]{{0,2}}\s{{0,3}}(?P<state>{_STATE})?\s?[.,;:–—-]{{0,2}}\s{{0,3}}"
    rf"(?:(?:,\s?)?a\s{{1,3}})?(?:{_DATE})?\s?[)*_]{{0,2}}\s?[.,:;]?\s?(?:[-–—]{{1,2}}|\.)?\s{{0,4}}",
    re.IGNORECASE,
)
_OTHER_DATELINE = re.compile(
    r"(?P<city>[A-ZÁÉÍÓÚÑ][\w .áéíóúñ]{2,50}), (?:Guanajuato|Gto\.?|Jalisco|Jal\.?|México|CDMX)[,;.]{0,2} (?:a )?"
    rf"{_DATE}\s?\.?\s?[-–—]{{1,2}}\s{{0,3}}(?=[A-ZÁÉÍÓÚÑ¿¡«“])"
)
"""What a release of two cities begins its second part with."""

_ONLY_DATE = re.compile(rf"\s{{0,3}}(?:fecha:\s{{0,3}})?{_DATE}\s{{0,3}}\.?", re.IGNORECASE)

_WHOLE_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"(?:boletin|comunicado|nota)(?: de prensa| informativ[oa])?:?\s{0,3}(?:(?:no|num|nº"
            r"|n)?[.:º#°-]{0,2}\s{0,3}[\w/-]{0,12}\d[\w/,-]{0,12})?\.?"
        ),
        r"(?:comunicado|boletin|nota)(?: de)? (?:prensa|informativ[oa])(?: [\w./-]{1,20})?",
        r"(?:para )?(?:su )?(?:publicacion|difusion) inmediata\.?:?",
        r"(?:se agradece|agradecemos) su (?:publicacion|difusion).{0,60}",
        (
            r"(?:direccion general de comunicacion social|comunicacion social|sala de prensa"
            r"|coordinacion de prensa|area de prensa)(?: (?:del )?municipio(?: de leon)?)?\.?"
        ),
        (
            r"(?:municipio|presidencia municipal|gobierno municipal|h\. ayuntamiento"
            r"|ayuntamiento) de leon(?:,? (?:guanajuato|gto\.?))?\.?(?: 20\d\d ?[-–] ?20\d\d)?"
        ),
        r"(?:administracion (?:publica )?municipal )?20\d\d ?[-–] ?20\d\d",
        r"[-–—*#=_.·• ]{0,12}(?:[0o]{3}|[-*#=_]{1,3}|fin|[0o])?[-–—*#=_.·• ]{2,12}",
        r"\W{0,3}(?:logo|logotipo|escudo)s?\b.{0,60}",
        r"pagina \d{1,3}(?: de \d{1,3})?",
        r"(?:buen(?:os|as) (?:dias|tardes|noches)|estimad[oa]s?|hola|apreciables?|compañer[oa]s)\b[^.]{0,70}[:,.]?",
        (
            r"(?:les |te |se )?(?:comparto|compartimos|comparte|envio|enviamos|envia|anexo|anexamos|anexa"
            r"|adjunto|adjuntamos)\b.{0,40}(?:boletin|comunicado|informacion|fotos|fotografias|material"
            r"|nota).{0,80}"
        ),
        (
            r"(?:por (?:instrucciones|indicaciones) de .{0,60})?.{0,20}\b(?:les|te|le|se) (?:hago|hacemos) llegar\b.{0,80}"
            r"(?:difusion|publicacion|redes|informacion|boletin|material).{0,80}"
        ),
        (
            r"(?:.{0,80}\b)?(?:nos|me) (?:puedan? |podrian? )?(?:apoy|ayud)\w{1,6} (?:con|en|a) (?:la |su )?"
            r"(?:difu|public|compart).{0,80}"
        ),
        r"(?:cualquier (?:cosa|duda)|si hay dudas?),? (?:me |nos )(?:avisan?|dicen?|escriben?|marcan?)\b.{0,40}",
        r"(?:quedo|quedamos) (?:al pendiente|a sus ordenes|atent).{0,60}",
        (
            r"(?:saludos(?: cordiales)?|(?:muchas )?gracias|atentamente|cordialmente|un saludo"
            r"|reciban? un cordial saludo)[.,! ]{0,3}"
        ),
        r"(?:sumario|balazos?|titulo|encabezado|cuerpo|texto|copy|redes sociales)s?\s?:",
        r"(?:fotos?|fotografias?|videos?|audios?)(?: y (?:fotos?|videos?|audios?))?\s?:.{0,200}",
    )
)
_LABEL = re.compile(r"(?:asunto|t[ií]tulo|encabezado|cabeza)\s?:\s{0,3}(?=\S)", re.IGNORECASE)
_SUBJECT = re.compile(r"asunto\s?:", re.IGNORECASE)
_END_MARK = re.compile(r"[-–—*#_. ]{0,6}(?:[0oO]{3}|0)[-–—*#_. ]{1,6}|[*#]{3,8}|(?:[*#] ){2,5}[*#]")
_PRESS = r"(?:comunicacion social|prensa|medios de comunicacion|representantes de (?:los )?medios|reporter[oa]s)"
_CONTACT = re.compile(
    rf"(?:contactos?(?: de prensa| para (?:los )?medios| de medios)?\s?:"
    rf"|(?:para )?may?or(?:es)? (?:informacion|informes).{{0,60}}{_PRESS}"
    rf"|(?:enlace|atencion|informacion)(?: de| a| para)?(?: los)? {_PRESS}|jef[ea] de {_PRESS}"
    rf"|direccion (?:general )?de {_PRESS}"
    r"|atentamente\b|saludos(?: cordiales)?\W{0,3}$|saludos cordiales\b"
    r"|quedo (?:al pendiente|a sus ordenes|atent).{0,60}$)"
)
_CONTACT_DETAIL = re.compile(
    rf"(?:tel|telefono|tels|cel|celular|whatsapp|correo|e-?mail|ext|twitter|facebook|instagram|x|web"
    rf"|pagina)\b[.: ]|\S+@\S+\.\w+|{_PRESS}"
    r"|(?:www\.|https?://)\S{1,200}$|\(?\d{2,3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}|(?:lic|mtr[oa]|ing|lcc)\. "
)
MAX_LINE = 240


class Dateline(NamedTuple):
    """Where and when a release was given out; the day is None where only the month, or nothing, was written."""

    city: str
    state: str
    on: date | None


def is_furniture(line: str) -> bool:
    """Say whether a whole line is only about the release itself: its number, its sender, a greeting, a mark of its end."""
    plain = folded(line).strip(" *_")
    if not plain or len(plain) > MAX_LINE:
        return False
    return any(pattern.fullmatch(plain) for pattern in _WHOLE_LINES) or _ONLY_DATE.fullmatch(plain) is not None


def is_end_mark(line: str) -> bool:
    """Say whether a line is the mark that ends a release: -000-, ***, ###."""
    return _END_MARK.fullmatch(line.strip()) is not None


def without_label(line: str) -> str:
    """Give a title without the «Asunto:» or «Título:» before it."""
    return line[found.end() :] if (found := _LABEL.match(line)) else line


def is_mail_subject(line: str) -> bool:
    """Say whether a line is the subject of a letter: a title only where there is no other."""
    return _SUBJECT.match(line) is not None


def begins_contact(line: str) -> bool:
    """Say whether the press staff's contact begins here. What invites citizens («Más información en el 072») does not."""
    return len(line) <= MAX_LINE and _CONTACT.match(folded(line).lstrip(" *_-")) is not None


def is_contact_detail(line: str) -> bool:
    """Say whether a line can belong to a contact: a telephone, an address, a name with a degree; not a sentence of news."""
    plain = folded(line).strip(" *_-•")
    # A name, a post or an office stands without a full stop.
    return len(plain) <= MAX_LINE and (_CONTACT_DETAIL.search(plain) is not None or len(plain.split()) <= 7)  # noqa: PLR2004


def dateline_of(paragraph: str) -> tuple[Dateline | None, str]:
    """Part a paragraph into its dateline, if it begins with one, and the rest."""
    found = DATELINE.match(paragraph)
    if not found or not _is_dateline(found, paragraph):
        return None, paragraph
    state = "Guanajuato" if found["state"] else ""
    return Dateline("León", state, _day(found)), paragraph[found.end() :]


def without_other_dateline(paragraph: str) -> str:
    """Give a paragraph without the dateline of another city it begins with; the city is told in its sentences."""
    return paragraph[found.end() :] if (found := _OTHER_DATELINE.match(paragraph)) else paragraph


def _is_dateline(found: re.Match[str], paragraph: str) -> bool:
    """Say whether what looks like a dateline is one, and not a sentence that begins with the city's name."""
    rest, head = paragraph[found.end() :], found[0].rstrip()
    if found["month"] and found["year"]:
        return not rest or not rest[0].islower()
    return bool(found["state"]) and head[-1:] in ".-–—:" and (not rest or not rest[0].islower())


def _day(found: re.Match[str]) -> date | None:
    if not (found["day"] and found["month"] and found["year"]):
        return None
    month = found["month"].lower().replace("setiembre", "septiembre")
    try:
        return date(int(found["year"]), MONTHS.index(month) + 1, int(found["day"]))
    except ValueError:
        return None
