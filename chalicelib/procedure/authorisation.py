"""
Los gráficos que se publiquen deben estar previamente autorizados (policies of operation).

Only the image office authorises, nobody their own work, and only the very version they saw.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.findings import Acceptance, Finding, Severity, unresolved
from chalicelib.domain.people import Person
from chalicelib.domain.publication import Publication
from chalicelib.ports import Catalogue, Clock, LinkChecker, PersonalDataFinder, Records, TextCounter
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examined, instant_of, refreshed, sentences_of
from chalicelib.procedure.taking_back import stand_down


def authorise_publication(
    publication_id: str,
    *,
    version: int,
    note: str,
    by: Person,
    accepted: Mapping[str, str],
    records: Records,
    catalogue: Catalogue,
    counter: TextCounter,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
    clock: Clock,
) -> Publication:
    """
    Authorise the version of a publication that the person has seen, if the check made now lets it.

    `accepted` are the findings the person lets stand, by their keys, each with why. The check is made anew, links followed;
    what it found is kept with the version, so that a person who was refused sees what it asks.

    Raises:
        NotFoundError: no publication has this id.
        RuleViolationError: the person may not authorise it (clause 3).
        InvalidInputError: there is a newer version, the publication was withdrawn or is already out; or something found
            stands in the way, or was not asked.
    """
    now = clock.now()
    seen = fetch(records, publication_id, Publication)
    seen.authorised(by, version=version, note=note, now=now)
    looked_at = examined(
        seen.current.networks,
        category=seen.category,
        at=instant_of(seen.publish_at, now),
        catalogue=catalogue,
        force=in_force(records, catalogue),
        counter=counter,
        personal_data=personal_data,
        links=links,
    )
    found = [finding for content in looked_at.values() for finding in content.findings]
    _refuse_unknown(accepted, [*found, *_noted(seen)])
    standing = unresolved(found, accepted)
    words = _acceptances(accepted, by, now)

    def decide(publication: Publication) -> Publication:
        # Whatever was edited meanwhile has another number, and is refused here.
        allowed = publication.authorised(by, version=version, note=note, now=now, accepted=words)
        return refreshed(publication if standing else allowed, looked_at)

    decided = amend(records, publication_id, Publication, decide)
    if standing:
        raise InvalidInputError(texts_es.cannot_authorise(sentences_of(standing)))
    return decided


def _noted(publication: Publication) -> list[Finding]:
    """What the person was shown: a link that works again by now may still be accepted."""
    return [finding for content in publication.current.networks.values() for finding in content.findings]


def _refuse_unknown(accepted: Mapping[str, str], findings: Sequence[Finding]) -> None:
    asked = {finding.key for finding in findings if finding.severity is Severity.ASKS}
    unknown = [key for key in accepted if key not in asked]
    if unknown:
        raise InvalidInputError(texts_es.acceptance_unknown(unknown))


def _acceptances(accepted: Mapping[str, str], by: Person, now: datetime) -> tuple[Acceptance, ...]:
    return tuple(Acceptance(key=key, why=why, by=by.username, at=now) for key, why in accepted.items())


def revoke_authorisation(publication_id: str, *, records: Records, clock: Clock) -> Publication:
    """
    Take an authorisation back: what has not gone out yet is held, what is out stays until it is taken down.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: there is nothing to revoke.
    """
    now = clock.now()
    revoked = amend(records, publication_id, Publication, lambda publication: publication.revoked(now))
    stand_down(revoked, records=records, clock=clock)
    return revoked
