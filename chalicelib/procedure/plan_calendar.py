"""
5.1 Planeación de las publicaciones próximas: one calendar of what is proposed, planned, authorised, scheduled and out.

Nothing is kept for it: it is read from the records each time, so it says what they say. A day that is over is read by the two
beginnings of its ids (its comments are not touched); a day to come, where little lies, as a whole; what goes out on another
day than that of its record, from the shelf of the plan, a Query for each month.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.campaign import FIRST_YEAR, LAST_YEAR
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.plan_entry import Entry
from chalicelib.domain.plan_reading import of_bulletin, of_proposal, of_publication
from chalicelib.domain.plan_shelf import PLAN_SHELF
from chalicelib.domain.post import Post
from chalicelib.domain.proposal import Proposal
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.deliveries_of import posts_of
from chalicelib.texts_es import plan as texts

MAX_DAYS = 92
_TOGETHER = 200
_PAST_PREFIXES = (ids.BULLETINS, "P")
"""Bulletins; and with one Query posts, proposals, publications and their deliveries, which all begin so."""


def plan_between(first: date, last: date, *, records: Records, catalogue: Catalogue, clock: Clock) -> list[Entry]:
    """
    Give the plan of some local days, first and last included, in order.

    Raises:
        InvalidInputError: the period is empty or longer than 92 days.
    """
    check_period(first, last)
    found = _read(first, last, records, clock)
    posts_by_publication = _posts_by_publication(found, records)
    entries = [_entry(record, posts_by_publication, records, catalogue) for record in found.values()]
    return sorted((one for one in entries if one and first <= one.on <= last), key=lambda one: one.place)


def check_period(first: date, last: date) -> None:
    """Raise InvalidInputError for a period that is empty, longer than 92 days, or of years that no plan is of."""
    is_of_our_time = first.year >= FIRST_YEAR and last.year <= LAST_YEAR
    if not is_of_our_time or not 0 <= (last - first).days < MAX_DAYS:
        raise InvalidInputError(texts.PLAN_RANGE_WRONG)


def entry_of(record: Record, *, records: Records, catalogue: Catalogue) -> Entry | None:
    """Give the line of the plan that one record is; None for what is not on it."""
    posts = {record.id: posts_of(record, records)} if isinstance(record, Publication) else {}
    return _entry(record, posts, records, catalogue)


def _read(first: date, last: date, records: Records, clock: Clock) -> dict[str, Record]:
    today = local_day(clock.now())
    found: dict[str, Record] = {}
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        prefixes = ("",) if day > today else _PAST_PREFIXES
        found |= {record.id: record for prefix in prefixes for record in records.of_day(day, prefix)}
    # The index may lag: what was read under its own day is newer.
    found = {record.id: record for record in _moved_here(first, last, records)} | found
    shown = {record.publication for record in found.values() if isinstance(record, Post)}
    return found | {record.id: record for record in map(records.find, sorted(shown - found.keys())) if record}


def _moved_here(first: date, last: date, records: Records) -> Iterator[Record]:
    """Give what lies on the plan's shelf in a period, a month at a time."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    for month in dict.fromkeys(f"{day:%Y-%m}" for day in days):
        after = ""
        while page := records.on_shelf(PLAN_SHELF, month, after, _TOGETHER):
            yield from page
            after = (page[-1].shelf or ("", ""))[1].removeprefix(month)


def _posts_by_publication(found: dict[str, Record], records: Records) -> dict[str, list[Delivery]]:
    """Give each publication's deliveries: they lie beside it, and were read with it where its day was."""
    beside: dict[str, list[Delivery]] = defaultdict(list)
    for record in found.values():
        if isinstance(record, Delivery) and record.action is Action.PUBLISH:
            beside[record.subject].append(record)
    for record in found.values():
        if isinstance(record, Publication) and record.released_versions and record.id not in beside:
            beside[record.id] = posts_of(record, records)
    return beside


def _entry(record: Record, posts: dict[str, list[Delivery]], records: Records, catalogue: Catalogue) -> Entry | None:
    match record:
        case Publication():
            return of_publication(record, posts.get(record.id, ()), _prices(record, catalogue))
        case Bulletin():
            line = of_bulletin(record, tuple(catalogue.networks))
            # Once there is a publication, that is the line of the plan.
            return line if line and records.find(ids.publication_id(record.id)) is None else None
        case Proposal():
            return of_proposal(record, tuple(catalogue.networks))
        case _:
            return None


def _prices(publication: Publication, catalogue: Catalogue) -> dict[Network, Decimal]:
    """Tell what each network asks for the posts of the current version, in US dollars."""
    prices: dict[Network, Decimal] = {}
    for network, content in publication.current.networks.items():
        asked = catalogue.strategy(network).prices
        if asked is not None:
            parts = (content.text, *content.thread)
            prices[network] = sum((asked.of(Action.PUBLISH, part) for part in parts), Decimal(0))
    return prices
