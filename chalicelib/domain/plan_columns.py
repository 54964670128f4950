"""The columns of a campaign's calendar: what offices call them, whatever the capitals, accents and dashes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "on": ("fecha", "día", "fecha de publicación", "date"),
    "at": ("hora", "horario", "hora de publicación", "time"),
    "valid_until": ("vigente_hasta", "vigencia", "valid_until"),
    "networks": ("redes", "red", "redes sociales", "networks"),
    "name": ("nombre", "nombre de la publicación", "publicación", "id"),
    "text": ("texto", "copy", "mensaje", "text"),
    "text_x": ("texto_x", "texto_twitter", "copy_x", "x"),
    "text_facebook": ("texto_facebook", "texto_fb", "copy_facebook", "facebook"),
    "text_instagram": ("texto_instagram", "texto_ig", "copy_instagram", "instagram"),
    "campaign": ("campaña", "nombre de la campaña", "campaign"),
    "category": ("categoría", "tema", "category"),
    "priority": ("prioridad", "priority"),
    "alt_text": ("texto_alternativo", "texto alterno", "descripción de la imagen", "alt", "alt_text"),
    "format": ("formato", "tipo", "tipo de publicación", "format"),
    "graphics": ("gráficos", "gráfico", "graphics"),
    "other_media": ("otros_medios", "otro medio", "medios", "other_media"),
    "hashtags": ("hashtags", "hashtag", "etiquetas"),
    "department": ("dependencia", "área", "enlace", "department"),
}
"""By field of a row, how its column may be called; first as we call it."""


def fold(text: str) -> str:
    """Write a heading or a word so that capitals, accents, spaces and dashes make no difference."""
    plain = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[\s_-]+", "_", letters.strip(" \t\n*:.")).strip("_")


_FIELD_BY_HEADING = {fold(name): field for field, names in _COLUMNS.items() for name in names}


def column_of(field: str) -> str:
    """Give the name of a field's column as we write it."""
    return _COLUMNS[field][0]


def columns() -> tuple[str, ...]:
    """Give the names of all columns."""
    return tuple(names[0] for names in _COLUMNS.values())


def fields_by_heading(headings: Iterable[str]) -> dict[str, str]:
    """
    Understand the headings of a plan.

    Raises:
        InvalidInputError: one is unknown, two mean the same, or the date or every text is missing.
    """
    found: dict[str, str] = {}
    unknown = [heading for heading in headings if fold(heading) not in _FIELD_BY_HEADING]
    if unknown:
        raise InvalidInputError(texts_es.plan_columns_unknown(unknown, columns()))
    for heading in headings:
        field = _FIELD_BY_HEADING[fold(heading)]
        if field in found.values():
            twin = next(other for other, known in found.items() if known == field)
            raise InvalidInputError(texts_es.plan_columns_same(twin, heading))
        found[heading] = field
    has_text = {"text", "text_x", "text_facebook", "text_instagram"} & set(found.values())
    missing = [
        column_of(field) for field, is_there in (("on", "on" in found.values()), ("text", has_text)) if not is_there
    ]
    if missing:
        raise InvalidInputError(texts_es.plan_columns_missing(missing))
    return found
