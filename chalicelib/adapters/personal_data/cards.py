"""
Bank cards and CLABE, told from folios and payment references by their check digits, their issuers and how they are grouped.

A card has 13 to 19 digits and a Luhn digit; one number in ten has it by chance, so it must also begin as cards do, and be
written as cards are: together, in fours, or as American Express and Diners group theirs.
"""

import re
from collections.abc import Iterator

from stdnum import luhn

from chalicelib.adapters.personal_data.sightings import Sighting

_DIGITS = re.compile(r"(?<![\w.,])\d(?:[ .\-_]{0,2}\d){12,18}(?![\w]|[.,]\d)")
_RUNS = re.compile(r"\d+")
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15})"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|[68]\d)\d{11}"  # Diners
    r"|(?:5018|5020|5038|5061|6304|60\d{2}|62\d{2}|63\d{2}|64[4-9]\d|65\d{2})\d{12}(?:\d{3})?"  # Discover, Maestro, Carnet
)
_CARD_GROUPS = re.compile(r"1+|2+|4{3,4}[1-4]?|465|464|1[3-9]")
_CLABE_WEIGHTS = (3, 7, 1)
_CLABE_DIGITS = 18


def cards(text: str) -> Iterator[Sighting]:
    """Find the numbers of bank cards (`card`) and standardised bank accounts (`clabe`)."""
    for match in _DIGITS.finditer(text):
        digits = "".join(_RUNS.findall(match[0]))
        if _is_clabe(digits):
            yield Sighting("clabe", digits, match.start(), match.end())
        elif _is_card(digits, [len(run) for run in _RUNS.findall(match[0])]):
            yield Sighting("card", digits, match.start(), match.end())


def _is_card(digits: str, groups: list[int]) -> bool:
    is_grouped = len(groups) == 1 or _CARD_GROUPS.fullmatch("".join(map(str, groups))) is not None
    is_repeated = len(set(digits)) == 1
    return is_grouped and not is_repeated and _ISSUERS.fullmatch(digits) is not None and luhn.is_valid(digits)


def _is_clabe(digits: str) -> bool:
    """Eighteen digits: bank, place, account, and a digit that checks them (Banco de México)."""
    if len(digits) != _CLABE_DIGITS or not "002" <= digits[:3] <= "999":
        return False
    total = sum(int(digit) * _CLABE_WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits[:-1]))
    return (10 - total % 10) % 10 == int(digits[-1]) and len(set(digits)) > 1
