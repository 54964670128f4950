"""Says whether a comment gives away somebody's data, so that no reply and no report repeats them."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.ports import PersonalDataFinder

_HINT = re.compile(r"\d(?:\D{0,4}\d){5}|@\s?\w|arroba|\[at\]", re.IGNORECASE)
"""Six digits close together or the sign of an address: nothing that is looked for has less. Most comments stop here."""

_HOME = re.compile(
    r"\b(?:viv(?:o|e|imos|en)|mi (?:casa|domicilio|direcci[oó]n)|su (?:casa|domicilio|direcci[oó]n)|domicilio)\b"
    r"[^\n]{0,60}?(?:#|n[uú]m(?:ero)?\.?|no\.|[a-záéíóúñ.]) ?\d{1,4}\b"
    r"(?! ?(?:años|dias|días|meses|de |hij|niñ|horas|personas|veces|%))",
    re.IGNORECASE,
)


def has_personal_data(text: str) -> bool:
    """Find telephones, addresses of e-mail, CURP, RFC, cards, and where somebody lives with the number of the house."""
    beginning = text[:3_000]
    if _HOME.search(beginning):
        return True
    return bool(_HINT.search(beginning)) and bool(_finder().find(beginning))


@cache
def _finder() -> "PersonalDataFinder":
    from chalicelib.adapters.personal_data import TextPersonalDataFinder  # noqa: PLC0415 - few comments need it

    return TextPersonalDataFinder()
