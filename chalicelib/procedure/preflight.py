"""
2.4, 2.5 Revisión: the one check of a content, made when it is prepared, when it is authorised, and when it is about to go out.

It is the same function each time. What a person settled at the authorisation (they said which finding may stand, and why)
lets the post out; what nobody settled holds it. Only the links are not followed at the hour of publishing: a site that is
down for a minute is no reason to keep a notice back.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.content_checks import check_content
from chalicelib.domain.findings import Finding
from chalicelib.domain.links import links_of
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication
from chalicelib.ports import Catalogue, LinkChecker, LinkFault, PersonalDataFinder, TextCounter
from chalicelib.procedure.content_risks import of_links, of_persons, of_the_law, posted_text

_SHOWN = 8
_NO_FAULTS: Mapping[str, LinkFault] = {}


def examine(
    content: NetworkVersion,
    network: Network,
    *,
    category: str | None,
    at: datetime,
    catalogue: Catalogue,
    counter: TextCounter,
    personal_data: PersonalDataFinder,
    faults: Mapping[str, LinkFault] = _NO_FAULTS,
) -> tuple[Finding, ...]:
    """
    Say what stands in the way of a content going out on a network at an instant, and what is good to know.

    Text and media by the network's limits, blackout windows, officials' names and party words, personal data, links.
    `faults` are the links that could not be followed, as `faults_of` found them. The same content, instant, catalogue and
    faults give the same findings.
    """
    longest = max(counter.length(network, part) for part in (content.text, *content.thread))
    found = [
        *check_content(content, network, longest),
        *of_the_law(content, network, category, at, catalogue),
        *of_persons(content, network, personal_data),
        *of_links(content, network, faults),
    ]
    return tuple(dict.fromkeys(found))


def faults_of(contents: Mapping[Network, NetworkVersion], links: LinkChecker) -> Mapping[str, LinkFault]:
    """Follow the links of all networks' texts once, and give those that lead nowhere or could not be looked at."""
    every = dict.fromkeys(link for content in contents.values() for link in links_of(posted_text(content)))
    return links.broken(tuple(every)) if every else {}


def examined(
    contents: Mapping[Network, NetworkVersion],
    *,
    category: str | None,
    at: datetime,
    catalogue: Catalogue,
    counter: TextCounter,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
) -> dict[Network, NetworkVersion]:
    """Give the contents with what was found in each, links followed. What goes out, and its fingerprint, stay as they are."""
    faults = faults_of(contents, links)
    return {
        network: content.model_copy(
            update={
                "findings": examine(
                    content,
                    network,
                    category=category,
                    at=at,
                    catalogue=catalogue,
                    counter=counter,
                    personal_data=personal_data,
                    faults=faults,
                )
            }
        )
        for network, content in contents.items()
    }


def instant_of(publish_at: datetime | None, now: datetime) -> datetime:
    """Give the instant by which blackout windows are judged before the hour: when it is to go out, or now."""
    return max(publish_at, now) if publish_at else now


def refreshed(publication: Publication, contents: Mapping[Network, NetworkVersion]) -> Publication:
    """Put newer findings into the current version. Its number, content and authorisation stay as they are."""
    current = publication.current.model_copy(update={"networks": dict(contents)})
    return publication.evolve(versions=(*publication.versions[:-1], current))


def sentences_of(findings: Iterable[Finding]) -> list[str]:
    """Write findings for a person, each once with the networks it is of; the first eight, and how many more."""
    networks_by_message: dict[str, list[Network]] = {}
    for finding in findings:
        networks_by_message.setdefault(finding.message, []).append(finding.network)
    every = [texts_es.found_on(networks, message) for message, networks in networks_by_message.items()]
    return every[:_SHOWN] + ([texts_es.and_more(len(every) - _SHOWN)] if len(every) > _SHOWN else [])
