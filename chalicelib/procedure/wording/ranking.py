"""
What matters to a citizen (2.4): how to take part, when, where, what it costs, how many benefit; less who said it.

The marks are few and fixed, so that a person can tell why a sentence was taken.
"""

import re
from functools import lru_cache

from chalicelib.domain.spanish import folded, links_in

_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (3, r"\b(?:gratuit[oa]s?|gratis|sin costo|entrada libre|acceso libre|no (?:tiene|tendra) costo)\b"),
        (2, rf"\b(?:\d{{1,2}}|primero) (?:al \d{{1,2}} )?de (?:{_MONTHS})\b"),
        (1, r"\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|fin(?:es)? de semana)\b"),
        (2, r"\b\d{1,2}:\d{2}\b|\b\d{1,2} (?:horas|hrs|a\.? ?m|p\.? ?m)\b|\b24 horas\b"),
        (
            2,
            (
                r"\b(?:colonias?|calles?|bulevar(?:es)?|avenida|plaza|parque|explanada|unidad deportiva|domo"
                r"|auditorio|teatro|museo|oficinas|modulos?|biblioteca|comunidad(?:es)?|jardin|mercado)\b"
            ),
        ),
        (
            3,
            (
                r"\b(?:inscri|registr|convocatoria|podra[sn]?\b|puede[ns]? (?:inscrib|registr|acud|pag|particip"
                r"|consult|disfrut|solicit|llam|hacer|visitar|tramit|obtener)|acud|consult|llam[ae]|solicit"
                r"|requisitos?|reporta|072|911|informes|aprovech)"
            ),
        ),
        (
            2,
            (
                r"\b\d[\d,.]* ?(?:%|mil\b|millones|por ciento|familias|habitantes|personas|niñ|alumn|estudiantes"
                r"|viviendas|luminarias|becas|apoyos|arboles|metros|kilometros|vacantes|empleos)"
            ),
        ),
        (
            4,
            (
                r"\b(?:evacu|refugios?|no (?:cruce|intente|consuma|salga|acuda|se acerque|difunda|deben?)\b|no se atender"
                r"|no se recibir|lo correcto es|debe decir|se cancela|se suspende|se pospone|se reprograma)"
            ),
        ),
        (1, r"\bmillones de pesos\b|\$ ?\d"),
        (
            1,
            (
                r"\b(?:beneficia|descuento|apertura|cierre|suspen|a partir de|vence|fecha limite|permanecera"
                r"|iniciara|inicia\b|habra)"
            ),
        ),
    )
)
_AGAINST: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (points, re.compile(pattern))
    for points, pattern in (
        (
            4,
            (
                r"\b(?:agrego|añadio|explico|dijo|detallo|señalo|comento|preciso|menciono|afirmo|expreso"
                r"|manifesto|subrayo|puntualizo|destaco que|recordo|aseguro|sostuvo|apunto|enfatizo|declaro"
                r"|reitero|externo|indico)\b"
            ),
        ),
        (
            4,
            (
                r"\b(?:presidium|estuvieron presentes|asistieron|acompañad[oa]|en representacion|en su mensaje"
                r"|agradeci|reconocio el trabajo|hizo un llamado a los medios|compromiso de|nuestro compromiso"
                r"|nuestra ciudad|mi gobierno|nuestro gobierno|protesta)\b"
            ),
        ),
        (3, r"\b(?:hemos|estamos|queremos|vamos a|seguiremos|nosotros|nuestr[oa]s?)\b"),
        (2, r"[“\"]|«[^»]{40}"),
    )
)
_LONG = 230
INVITES = re.compile(
    r"\b(?:inscri|registr|consult|llam|acud|informes|informacion|visit|reporta|comunica|solicit"
    r"|aprovech|conoce|entra|ingres|descarg)"
)


_DAY = re.compile(
    rf"\b(?:\d{{1,2}}|primero) (?:al \d{{1,2}} )?de (?:{_MONTHS})\b"
    r"|\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|hoy|mañana|fin(?:es)? de semana)\b"
)


_OPENING_DAYS = re.compile(r"\bde lunes a (?:viernes|sabado|domingo)\b")


def says_when(text: str) -> bool:
    """Say whether a text names a day; from Monday to Friday, as offices open, is none."""
    return bool(_DAY.search(_OPENING_DAYS.sub("", folded(text))))


@lru_cache(maxsize=2_048)
def value_of(sentence: str) -> int:
    """Say how much a sentence matters."""
    plain = folded(sentence)
    worth = sum(points for points, mark in _MARKS if mark.search(plain))
    worth -= sum(points for points, mark in _AGAINST if mark.search(plain))
    return worth - (1 if len(sentence) > _LONG else 0)


def is_quotation(sentence: str) -> bool:
    """Say whether a sentence is somebody's words rather than news: it begins or ends in quotation marks and is long."""
    return (sentence[:1] in '“«"' and len(sentence) > 40) or bool(re.search(r"[“«\"][^”»\"]{60,}", sentence))  # noqa: PLR2004


def invites(sentence: str) -> bool:
    """Say whether a sentence tells citizens where to go on: a link, or a telephone of the municipality."""
    plain = folded(sentence)
    return bool(INVITES.search(plain)) and bool(
        links_in(sentence) or re.search(r"\b(?:072|911|\d{3} ?\d{3} ?\d{2} ?\d{2}|\d{3}[ -]\d{2}[ -]\d{2})\b", plain)
    )
