"""2.3, 7 The media library: which pictures and videos went into the publications of a period, and where each was used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, Rendition
from chalicelib.ports import Records

MAX_LIBRARY_DAYS = 92
MOST_SHOWN = 500
_PUBLICATIONS = "PUB-"


@dataclass(frozen=True)
class LibraryEntry:
    """A picture or video in one network's form, and the publications that used these very bytes, by their ids."""

    rendition: Rendition
    network: Network
    campaign: str | None
    department_id: str | None
    publications: tuple[str, ...]


@dataclass(frozen=True)
class LibraryPage:
    """What was found, the newest first, at most 500; `left_off` is how many more there are."""

    entries: tuple[LibraryEntry, ...]
    left_off: int


def media_of(
    first: date,
    last: date,
    *,
    records: Records,
    campaign: str | None = None,
    department_id: str | None = None,
    network: Network | None = None,
) -> LibraryPage:
    """
    List the media of the publications of a period, first and last day included, each once per network.

    Raises:
        InvalidInputError: the period is empty or longer than 92 days.
    """
    if not 0 <= (last - first).days < MAX_LIBRARY_DAYS:
        raise InvalidInputError(texts_es.RANGE_WRONG)
    found: dict[tuple[str, Network], LibraryEntry] = {}
    for publication in _publications(first, last, records):
        if campaign not in {None, publication.campaign} or department_id not in {None, publication.department_id}:
            continue
        for entry in _entries(publication, network):
            _add(found, entry)
    entries = tuple(found.values())
    return LibraryPage(entries[:MOST_SHOWN], max(0, len(entries) - MOST_SHOWN))


def _publications(first: date, last: date, records: Records) -> Iterator[Publication]:
    """Go back day by day; of each only what has a publication's id is read."""
    for back in range((last - first).days + 1):
        for record in reversed(records.of_day(last - timedelta(days=back), _PUBLICATIONS)):
            if isinstance(record, Publication):
                yield record


def _entries(publication: Publication, wanted: Network | None) -> Iterator[LibraryEntry]:
    for network, content in publication.current.networks.items():
        if wanted in {None, network}:
            for rendition in content.renditions:
                yield LibraryEntry(
                    rendition, network, publication.campaign, publication.department_id, (publication.id,)
                )


def _add(found: dict[tuple[str, Network], LibraryEntry], entry: LibraryEntry) -> None:
    key = (entry.rendition.sha256, entry.network)
    known = found.get(key)
    used = (*known.publications, *entry.publications) if known else entry.publications
    found[key] = replace(known or entry, publications=tuple(dict.fromkeys(used)))
