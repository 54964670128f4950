"""
The keys that Mexican registers give a person: CURP, RFC, clave de elector.

A CURP with a wrong check digit still tells a name, a birth date, a sex and a state: it is told apart, not let pass. The RFC's
check digit is not looked at, since many in use are wrong; the RFC of a company is no personal data.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.mx import curp, rfc

from chalicelib.adapters.personal_data.sightings import Sighting, letters_and_digits, without

_GAP = r"[ .\-_]?"


def _spaced(*parts: tuple[str, int]) -> str:
    """Write a pattern that lets one separator stand between any two characters."""
    return _GAP.join(letter for letter, times in parts for _ in range(times))


_L, _D, _A = "[A-Z]", "[0-9]", "[A-Z0-9]"
_CURP = re.compile(
    r"(?<![A-Z0-9])" + _spaced((_L, 4), (_D, 6), ("[HMX]", 1), (_L, 5), (_A, 1), (_D, 1)) + r"(?![A-Z0-9])",
    re.IGNORECASE,
)
_VOTER_KEY = re.compile(
    r"(?<![A-Z0-9])" + _spaced((_L, 6), (_D, 8), ("[HM]", 1), (_D, 3)) + r"(?![A-Z0-9])", re.IGNORECASE
)
# The second letter is a surname's vowel, or X where it has none: a code of a work or a contract seldom looks so.
_RFC = re.compile(
    r"(?<![A-ZÑ&0-9/])(?<![0-9]-)[A-ZÑ&][AEIOUX][A-ZÑ&]{2}[ .\-]{0,2}[0-9]{6}[ .\-]{0,2}[A-Z0-9]{3}(?![A-ZÑ0-9/])(?!-[0-9])",
    re.IGNORECASE,
)
_SHORT_RFC = re.compile(
    r"\bR\.?F\.?C\.?[ :#]{0,4}(?:es |del? )?([A-ZÑ&]{4}[ .\-]?[0-9]{6})(?![A-ZÑ0-9])", re.IGNORECASE
)
_NOBODY = frozenset({"XAXX010101000", "XEXX010101000", "XEXX010101HNEXXXA4", "XEXX010101MNEXXXA8"})
"""The generic keys of the general public and of foreigners."""


def person_keys(text: str) -> Iterator[Sighting]:
    """Find CURP, clave de elector and RFC of persons, in this order; an RFC is the beginning of a CURP."""
    rest = text
    for search in (_curps, _voter_keys, _rfcs):
        found = list(search(rest))
        yield from found
        rest = without(rest, found)


def _curps(text: str) -> Iterator[Sighting]:
    for match in _CURP.finditer(text):
        key = letters_and_digits(match[0]).upper()
        kind = _curp_kind(key)
        if kind and key not in _NOBODY:
            yield Sighting(kind, key, match.start(), match.end())


def _curp_kind(key: str) -> str | None:
    try:
        curp.validate(key)
    except InvalidChecksum:
        return "curp_unverified"
    except ValidationError:
        # Since 2023 the sex may be X, which the check does not know yet.
        is_one = key[10] == "X" and curp.is_valid(f"{key[:10]}H{key[11:]}", validate_check_digits=False)
        return "curp_unverified" if is_one else None
    return "curp"


def _voter_keys(text: str) -> Iterator[Sighting]:
    for match in _VOTER_KEY.finditer(text):
        key = letters_and_digits(match[0]).upper()
        if _is_day(key[6:12]):
            yield Sighting("voter_key", key, match.start(), match.end())


def _rfcs(text: str) -> Iterator[Sighting]:
    whole = [
        Sighting("rfc", letters_and_digits(match[0].replace("&", "Y")).upper(), match.start(), match.end())
        for match in _RFC.finditer(text)
        if rfc.is_valid(match[0].replace(".", "")) and letters_and_digits(match[0]).upper() not in _NOBODY
    ]
    yield from whole
    for match in _SHORT_RFC.finditer(without(text, whole)):
        if rfc.is_valid(match[1].replace(".", "")):
            yield Sighting("rfc", letters_and_digits(match[1]).upper(), match.start(1), match.end(1))


def _is_day(digits: str) -> bool:
    try:
        datetime.strptime(f"20{digits}", "%Y%m%d")  # noqa: DTZ007 - a calendar day, no instant
    except ValueError:
        return False
    return True
