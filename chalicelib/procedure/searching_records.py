"""
7 Registros: what is on record is found by its date, and by network, campaign, department, person or words.

A page reads a bounded number of days and records, each day with one query, and says how far it came; whoever wants more shows
its cursor. The cursor is bound to the search: with another one, or changed, it is refused. It carries no right: all that it
says is where in one's own search to go on, and that is checked to lie within it.
"""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json, load_json
from chalicelib.domain.publication import Publication
from chalicelib.domain.record_facets import facets_of
from chalicelib.domain.record_search import Search
from chalicelib.domain.records import Record
from chalicelib.ports import Records
from chalicelib.texts_es import exporting as texts

MAX_DAYS_PER_PAGE = 31
MAX_READ_PER_PAGE = 10_000
"""After so many records, whatever they were, a page ends with the day: about ten megabytes and three seconds."""

_SEAL_LETTERS = 32


class _Place(BaseModel):
    """Where a page ended: `offset` is the day of the period to go on with, `after` the last id of it that was given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    offset: int = 0
    after: str = ""


@dataclass
class FoundPage:
    """
    What was found, by day and id.

    `through` is the last day that was read to its end (None: not one); `cursor` goes on, None when the period is through.
    """

    records: list[Record] = field(default_factory=list)
    through: date | None = None
    days_read: int = 0
    records_read: int = 0
    cursor: str | None = None


def search_records(search: Search, *, records: Records, cursor: str | None = None, limit: int = 50) -> FoundPage:
    """
    Give a page of what a search finds, the earliest first. Manual 7.

    Raises:
        InvalidInputError: the period is empty or longer than 366 days, or the cursor is not one of this search.
    """
    search.check()
    place = _opened(cursor, search) if cursor else _Place()
    page, campaigns = FoundPage(), dict[str, str | None]()
    for offset in range(place.offset, search.days):
        if _is_full(page, limit):
            return _ended(page, search, _Place(offset=offset))
        after = place.after if offset == place.offset else ""
        found = _of_day(search, search.day(offset), after, records, campaigns, page)
        room = limit - len(page.records)
        page.records += found[:room]
        if len(found) > room:
            return _ended(page, search, _Place(offset=offset, after=page.records[-1].id))
        page.through = search.day(offset)
    return page


def _is_full(page: FoundPage, limit: int) -> bool:
    has_read = page.days_read == MAX_DAYS_PER_PAGE or page.records_read >= MAX_READ_PER_PAGE
    return has_read or len(page.records) == limit


def _of_day(
    search: Search, day: date, after: str, records: Records, campaigns: dict[str, str | None], page: FoundPage
) -> list[Record]:
    """Read a day and give what is looked for in it, after an id."""
    everything = records.of_day(day, search.prefix)
    page.days_read += 1
    page.records_read += len(everything)
    if search.campaign is not None:
        _learn_campaigns(everything, records, campaigns)
    return [one for one in everything if one.id > after and search.matches(one, campaigns)]


def _learn_campaigns(everything: list[Record], records: Records, campaigns: dict[str, str | None]) -> None:
    """Find out to which campaigns the publications belong that these records name; each is looked up once."""
    for record in everything:
        if isinstance(record, Publication):
            campaigns[record.id] = record.campaign
    named = {facets_of(record).publication for record in everything} - {None} - campaigns.keys()
    for publication_id in sorted(filter(None, named)):
        known = records.find(publication_id)
        campaigns[publication_id] = known.campaign if isinstance(known, Publication) else None


def _ended(page: FoundPage, search: Search, place: _Place) -> FoundPage:
    body = dump_json(place)
    page.cursor = base64.urlsafe_b64encode(f"{_seal(body, search)}{body}".encode()).decode().rstrip("=")
    return page


def _opened(cursor: str, search: Search) -> _Place:
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        seal, body = content[:_SEAL_LETTERS], content[_SEAL_LETTERS:]
        place = load_json(_Place, body)
    except (binascii.Error, ValueError, ValidationError) as exc:
        raise InvalidInputError(texts.CURSOR_WRONG) from exc
    if seal != _seal(body, search) or not 0 <= place.offset < search.days:
        raise InvalidInputError(texts.CURSOR_WRONG)
    return place


def _seal(body: str, search: Search) -> str:
    return sha256_hex(f"{search.text}\x1f{body}".encode("utf-8", "surrogatepass"))[:_SEAL_LETTERS]
