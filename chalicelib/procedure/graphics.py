"""
Gráficos previamente autorizados (policies of operation): kept in the library, and taken from there by their hash.

For live coverage: a text and a graphic that the image office has seen before make a publication at once. It waits all the
same for an authorisation of its own (P1).
"""

from collections.abc import Sequence
from datetime import date, timedelta

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.graphic import Graphic, graphic_of
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.amending import amend, fetch

MOST_LISTED = 1000
_FAR = timedelta(days=3660)


def keep_graphic(
    publication_id: str,
    picture: str,
    *,
    name: str,
    alt_text: str,
    campaign: str | None,
    expires_on: date | None,
    by: Person,
    records: Records,
    clock: Clock,
) -> Graphic:
    """
    Put a picture of a publication into the library, authorised for reuse.

    Safe to repeat: the same picture under the same name and term, on the same day, is one graphic.

    Raises:
        NotFoundError: no publication has this id.
        RuleViolationError: the person is not of the image office, or prepared it themselves.
        InvalidInputError: the publication was withdrawn or has no such picture, the term is over, or the same graphic was
            withdrawn today.
    """
    publication = fetch(records, publication_id, Publication)
    graphic = graphic_of(
        publication,
        picture,
        name=name,
        alt_text=alt_text,
        campaign=campaign,
        expires_on=expires_on,
        by=by,
        now=clock.now(),
    )
    known = records.find(graphic.id)
    if isinstance(known, Graphic):
        return _the_same(known, graphic, local_day(clock.now()))
    return next(record for record in records.commit(insert=[graphic]) if isinstance(record, Graphic))


def _the_same(known: Graphic, asked: Graphic, today: date) -> Graphic:
    reason = known.why_not(today)
    if reason:
        raise InvalidInputError(reason)
    if (known.alt_text, known.campaign, known.renditions) != (asked.alt_text, asked.campaign, asked.renditions):
        raise RecordConflictError(texts_es.CONFLICT)
    return known


def withdraw_graphic(graphic_id: str, *, by: Person, records: Records, clock: Clock) -> Graphic:
    """
    Take a graphic out of the library; what was prepared with it stays. Safe to repeat.

    Raises:
        NotFoundError: no graphic has this id.
        RuleViolationError: the person is not of the image office.
    """
    now = clock.now()
    return amend(records, graphic_id, Graphic, lambda graphic: graphic.withdrawn(by, now))


def usable_graphics(
    *, campaign: str | None, department_id: str | None, words: str, records: Records, clock: Clock
) -> list[Graphic]:
    """
    List the graphics that may be used today, the newest first, at most 1,000.

    `words` must all be in the name, the alt text or the campaign, whatever the capitals.
    """
    now = clock.now()
    wanted = words.casefold().split()
    found = [record for record in records.due(Duty.LIBRARY, now + _FAR, MOST_LISTED) if isinstance(record, Graphic)]
    usable = [
        graphic
        for graphic in found
        if graphic.why_not(local_day(now)) is None
        and campaign in {None, graphic.campaign}
        and department_id in {None, graphic.department_id}
        and all(word in f"{graphic.name} {graphic.alt_text} {graphic.campaign}".casefold() for word in wanted)
    ]
    return sorted(usable, key=lambda graphic: graphic.authorised_at, reverse=True)


def graphics_ordered(
    graphic_ids: Sequence[str],
    networks: Sequence[Network],
    *,
    records: Records,
    catalogue: Catalogue,
    on: date,
) -> list[Graphic]:
    """
    Find the graphics an office ordered by their ids, each once, to go out on a local day.

    Raises:
        InvalidInputError: one is not there, was withdrawn, is past its term by then or has no form for a network, or they are
            more than a network takes; with the reason in Spanish.
    """
    graphics = [_usable(graphic_id, networks, records, on) for graphic_id in dict.fromkeys(graphic_ids)]
    for network in networks if graphics else ():
        most = catalogue.strategy(network).max_images
        if len(graphics) > most:
            raise InvalidInputError(texts_es.too_many_graphics(network, most))
    return graphics


def _usable(graphic_id: str, networks: Sequence[Network], records: Records, on: date) -> Graphic:
    graphic = records.find(graphic_id)
    if not isinstance(graphic, Graphic):
        raise InvalidInputError(texts_es.graphic_unknown(graphic_id))
    reason = graphic.why_not(on)
    if reason:
        raise InvalidInputError(reason)
    for network in networks:
        if not graphic.forms_for(network):
            raise InvalidInputError(texts_es.graphic_lacks_network(graphic.name, network))
    return graphic


def look_at_terms(*, records: Records, clock: Clock) -> None:
    """Retire the graphics whose term is over; look again next year at those that have none (P6)."""
    now = clock.now()
    for due in records.due(Duty.LIBRARY, now):
        amend(records, due.id, Graphic, lambda graphic: graphic.looked_at(now))
