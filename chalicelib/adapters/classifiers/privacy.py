"""Says whether a comment gives away somebody's data, so that no reply and no report repeats them."""

import re
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.domain.redaction import HOME

if TYPE_CHECKING:
    from chalicelib.ports import PersonalDataFinder

_HINT = re.compile(r"\d(?:\D{0,4}\d){5}|@\s?\w|arroba|\[at\]", re.IGNORECASE)
"""Six digits close together or the sign of an address: nothing that is looked for has less. Most comments stop here."""


def has_personal_data(text: str) -> bool:
    """Find telephones, addresses of e-mail, CURP, RFC, cards, and where somebody lives with the number of the house."""
    beginning = text[:3_000]
    if HOME.search(beginning):
        return True
    return bool(_HINT.search(beginning)) and bool(_finder().find(beginning))


@cache
def _finder() -> "PersonalDataFinder":
    from chalicelib.adapters.personal_data import TextPersonalDataFinder  # noqa: PLC0415 - few comments need it

    return TextPersonalDataFinder()
