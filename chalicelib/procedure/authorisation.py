"""
Los gráficos que se publiquen deben estar previamente autorizados (policies of operation).

Only the image office authorises, nobody their own work, and only the very version they saw.
"""

from chalicelib.domain.people import Person
from chalicelib.domain.publication import Publication
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import amend


def authorise_publication(
    publication_id: str, *, version: int, note: str, by: Person, records: Records, clock: Clock
) -> Publication:
    """
    Authorise the version of a publication that the person has seen.

    Raises:
        NotFoundError: no publication has this id.
        RuleViolationError: the person may not authorise it (clause 3).
        InvalidInputError: there is a newer version, or the publication was withdrawn or is already out.
    """
    now = clock.now()
    return amend(
        records,
        publication_id,
        Publication,
        lambda publication: publication.authorised(by, version=version, note=note, now=now),
    )


def revoke_authorisation(publication_id: str, *, records: Records, clock: Clock) -> Publication:
    """
    Take an authorisation back: what has not gone out yet is held, what is out stays until it is taken down.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: there is nothing to revoke.
    """
    now = clock.now()
    return amend(records, publication_id, Publication, lambda publication: publication.revoked(now))
