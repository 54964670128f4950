"""
Graphics of the library: authorised before they are used, for live coverage (policy: gráficos previamente autorizados).

The bytes are frozen: a publication that takes a graphic takes its renditions by their SHA-256. What goes out with it still
needs an authorisation of its own, of the text and these very bytes (P1).
"""

from datetime import date, datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import end_of_day, local_day, years_after
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person, Role
from chalicelib.domain.publication import GRAPHICS_CLAUSE, Publication, PublicationState, Rendition
from chalicelib.domain.records import RETENTION_YEARS, Duty, Record, RecordKind

LOOKED_AT_WITHIN = timedelta(days=365)
"""A graphic without a date of expiry is looked at again after a year."""


class Graphic(Record):
    """
    A graphic that the image office authorised for reuse.

    `renditions` are its forms by network, the one that goes out first; `original_sha256` the hash of the picture it was made
    of. While it may be used it is due at the end of its term.
    """

    kind: ClassVar[RecordKind] = RecordKind.GRAPHIC

    name: str
    alt_text: str
    campaign: str | None = None
    department_id: str | None = None
    publication: str
    original_sha256: str = ""
    renditions: dict[Network, tuple[Rendition, ...]]
    authorised_by: str
    authorised_at: AwareDatetime
    expires_on: date | None = None
    withdrawn_by: str | None = None
    withdrawn_at: AwareDatetime | None = None
    retired_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """A graphic is finished when nobody may use it any more."""
        return self.withdrawn_at is not None or self.retired_at is not None

    def forms_for(self, network: Network) -> tuple[Rendition, ...]:
        """
        Give the graphic's forms for a network, the one that goes out first; none where it has none.

        What a person publishes by hand may have the forms of any network: those of the one that has the most.
        """
        if network is Network.MANUAL:
            return self.renditions.get(network) or max(self.renditions.values(), key=len, default=())
        return self.renditions.get(network, ())

    def why_not(self, today: date) -> str | None:
        """Tell in Spanish why the graphic cannot be used on a local day, or None when it can."""
        if self.withdrawn_at is not None:
            return texts_es.graphic_withdrawn(self.name)
        if self.retired_at is not None or (self.expires_on is not None and today > self.expires_on):
            return texts_es.graphic_expired(self.name)
        return None

    def withdrawn(self, by: Person, now: datetime) -> "Graphic":
        """
        Take the graphic out of the library. What was prepared with it stays as it was authorised.

        Raises:
            RuleViolationError: the person is not of the image office.
        """
        if not by.has_role(Role.IMAGE_OFFICE):
            raise RuleViolationError(texts_es.ONLY_IMAGE_OFFICE_KEEPS_GRAPHICS, clause=GRAPHICS_CLAUSE)
        if self.withdrawn_at is not None:
            return self
        return self.evolve(withdrawn_by=by.username, withdrawn_at=now, due_at=None, duty=None, attention=None)

    def looked_at(self, now: datetime) -> "Graphic":
        """
        Retire the graphic at the end of its term.

        One without a date of expiry is looked at every year, and retired before its record's three years are over.
        """
        if self.is_finished or self.due_at is None or self.due_at > now:
            return self
        if self.expires_on is None and now + LOOKED_AT_WITHIN < self.retain_until:
            return self.evolve(due_at=now + LOOKED_AT_WITHIN)
        return self.evolve(retired_at=now, due_at=None, duty=None, attention=None)


def graphic_of(
    publication: Publication,
    picture: str,
    *,
    name: str,
    alt_text: str,
    campaign: str | None,
    expires_on: date | None,
    by: Person,
    now: datetime,
) -> Graphic:
    """
    Make a graphic of a publication's picture, as its current version shows it, authorised by a person.

    Raises:
        RuleViolationError: the person is not of the image office, or prepared what they would authorise.
        InvalidInputError: the publication was withdrawn, has no such picture, or the term is over before it begins.
    """
    if not by.has_role(Role.IMAGE_OFFICE):
        raise RuleViolationError(texts_es.ONLY_IMAGE_OFFICE_KEEPS_GRAPHICS, clause=GRAPHICS_CLAUSE)
    if by.username in publication.preparers:
        raise RuleViolationError(texts_es.NOBODY_KEEPS_OWN_GRAPHIC, clause=GRAPHICS_CLAUSE)
    if publication.state is PublicationState.WITHDRAWN:
        raise InvalidInputError(texts_es.PUBLICATION_WITHDRAWN)
    today = local_day(now)
    _check_term(expires_on, today)
    key = publication.picture_named(picture)
    graphic_id = ids.graphic_id(today, publication.id, key, name, str(expires_on))
    renditions = _forms(publication, key, graphic_id, alt_text)
    return Graphic(
        id=graphic_id,
        created_at=now,
        name=name,
        alt_text=alt_text,
        campaign=campaign or publication.campaign,
        department_id=publication.department_id,
        publication=publication.id,
        original_sha256=next(iter(renditions.values()))[0].original_sha256,
        renditions=renditions,
        authorised_by=by.username,
        authorised_at=now,
        expires_on=expires_on,
        due_at=end_of_day(expires_on) if expires_on else now + LOOKED_AT_WITHIN,
        duty=Duty.LIBRARY,
    )


def _check_term(expires_on: date | None, today: date) -> None:
    """A graphic is used no longer than the record of its authorisation is kept."""
    if expires_on is None:
        return
    if expires_on < today:
        raise InvalidInputError(texts_es.GRAPHIC_EXPIRY_PAST)
    if expires_on >= years_after(today, RETENTION_YEARS):
        raise InvalidInputError(texts_es.GRAPHIC_TERM_TOO_LONG)


def _forms(publication: Publication, key: str, graphic_id: str, alt_text: str) -> dict[Network, tuple[Rendition, ...]]:
    """Give the picture's forms by network, the one that goes out first."""
    changes = {"alt_text": alt_text, "graphic": graphic_id, "lacks_alt_text": False}
    found = {
        network: tuple(form.model_copy(update=changes) for form in content.forms if form.picture == key)
        for network, content in publication.current.networks.items()
    }
    return {network: forms for network, forms in found.items() if forms}
