"""
Looks for one kind of personal data after another, the surest first; what was recognised is not looked at again.

Every search is a bounded pattern and a check of what it found: the time grows with the text's length, whatever the text.
"""

import re
from collections import Counter

from chalicelib.adapters.personal_data.cards import cards
from chalicelib.adapters.personal_data.emails import emails
from chalicelib.adapters.personal_data.keys import person_keys
from chalicelib.adapters.personal_data.sightings import BLANK, Sighting, masked, plain, without
from chalicelib.adapters.personal_data.telephones import telephones
from chalicelib.ports import PersonalDatum

_BLANKS = re.compile(f"{BLANK}+")


class TextPersonalDataFinder:
    """`ports.PersonalDataFinder`. `institutional` are telephones (digits), addresses and domains that may be published."""

    def __init__(self, institutional: frozenset[str] = frozenset()) -> None:
        """Take what is the municipality's own."""
        self._institutional = frozenset(contact.casefold() for contact in institutional)

    def find(self, text: str) -> tuple[PersonalDatum, ...]:
        """Give what was found, each datum once and no two shown alike, in order within each kind."""
        _, seen = self._search(text)
        return _shown(dict.fromkeys((sighting.kind, sighting.value) for sighting in seen))

    def counted(self, text: str) -> Counter[str]:
        """Count what is found, by kind, as often as it stands there."""
        _, seen = self._search(text)
        return Counter(sighting.kind for sighting in seen)

    def without_data(self, text: str, instead: str) -> str:
        """Give the text as a reader sees it, with `instead` in the place of every datum. What names persons otherwise stays."""
        rest, _ = self._search(text)
        return _BLANKS.sub(instead, rest)

    def _search(self, text: str) -> tuple[str, list[Sighting]]:
        rest, seen = plain(text), list[Sighting]()
        for search in (person_keys, self._emails, cards, self._telephones):
            found = sorted(search(rest), key=lambda sighting: sighting.start)
            rest = without(rest, found)
            seen += found
        return rest, seen

    def _emails(self, text: str) -> list[Sighting]:
        return [seen for seen in emails(text) if not self._is_own_address(seen.value)]

    def _is_own_address(self, address: str) -> bool:
        """Say whether an address is listed, or belongs to a listed domain or one below it."""
        domain = address.rpartition("@")[2]
        parents = {domain.split(".", start)[-1] for start in range(domain.count(".") + 1)}
        return not self._institutional.isdisjoint({address, *parents})

    def _telephones(self, text: str) -> list[Sighting]:
        return [seen for seen in telephones(text) if not self._is_own_number(seen.value)]

    def _is_own_number(self, digits: str) -> bool:
        """A local number of seven or eight digits is the end of the listed one."""
        return any(
            own.isdigit() and (own == digits or (len(digits) < len(own) and own.endswith(digits)))
            for own in self._institutional
        )


def _shown(data: dict[tuple[str, str], None]) -> tuple[PersonalDatum, ...]:
    """Two telephones may end alike: the second says that it is another, so that accepting one accepts not both."""
    times: Counter[tuple[str, str]] = Counter()
    shown = []
    for kind, value in data:
        look = masked(value)
        times[kind, look] += 1
        which = times[kind, look]
        shown.append(PersonalDatum(kind, look if which == 1 else f"{look} ({which})"))
    return tuple(shown)
