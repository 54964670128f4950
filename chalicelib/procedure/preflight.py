"""
2.4, 2.5 Revisión: the one check of a content, made when it is prepared, when it is authorised, and when it is about to go out.

It is the same function each time. What a person settled at the authorisation (they said which finding may stand, and why)
lets the post out; what nobody settled holds it. Only the links are not followed at the hour of publishing: a site that is
down for a minute is no reason to keep a notice back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.content_checks import check_content
from chalicelib.domain.findings import Finding, Severity
from chalicelib.domain.links import links_of
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication
from chalicelib.domain.restricted_words import words_found
from chalicelib.ports import Catalogue, LinkChecker, LinkFault, PersonalDataFinder, TextCounter

BLOCKING_DATA = frozenset({"curp", "voter_key", "card"})
"""What no post of a municipality needs in full; anything else may be an office's own, and a person says so."""

_SHOWN = 8
_MOST_DATA = 30
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
    found = [
        *check_content(content, network, counter.length(network, content.text)),
        *_of_the_law(content, network, category, at, catalogue),
        *_of_persons(content, network, personal_data),
        *_of_links(content, network, faults),
    ]
    return tuple(dict.fromkeys(found))


def faults_of(contents: Mapping[Network, NetworkVersion], links: LinkChecker) -> Mapping[str, LinkFault]:
    """Follow the links of all networks' texts once, and give those that lead nowhere or could not be looked at."""
    every = dict.fromkeys(link for content in contents.values() for link in links_of(_posted(content)))
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
    """Write findings for a person, each with its network, the first eight and how many more."""
    every = [texts_es.found_on(finding.network, finding.message) for finding in findings]
    return every[:_SHOWN] + ([texts_es.and_more(len(every) - _SHOWN)] if len(every) > _SHOWN else [])


# What is looked for -----------------------------------------------------------------------------------------------


def _posted(content: NetworkVersion) -> str:
    """Give the text and what follows it in a thread."""
    return "\n\n".join((content.text, *content.thread))


def _words_of(content: NetworkVersion) -> str:
    """Give everything that a reader could read, or hear read: the pictures' alt texts too."""
    return "\n\n".join((_posted(content), *(image.alt_text for image in content.renditions)))


def _of_the_law(
    content: NetworkVersion, network: Network, category: str | None, at: datetime, catalogue: Catalogue
) -> Iterator[Finding]:
    """Electoral times: what is not exempt waits; in what is exempt, names and party words are for a person to accept."""
    windows = [window for window in catalogue.blackout_windows if window.is_open(at)]
    for window in windows:
        if not window.exempts(category):
            said = texts_es.blackout_forbids(window.name, _local(window.closes_at))
            yield _finding(network, "blackout", Severity.BLOCKS, said, window.name)
    words = catalogue.restricted_words
    yield from _of_party_words(_words_of(content), network, words.party_words, windows)
    for name in words_found(_words_of(content), words.officials) if windows else ():
        said = texts_es.official_named(name, windows[0].name)
        yield _finding(network, "official_named", Severity.ASKS, said, name)


def _of_party_words(
    text: str, network: Network, party_words: Iterable[str], windows: list[BlackoutWindow]
) -> Iterator[Finding]:
    for word in words_found(text, party_words):
        if windows:
            said = texts_es.party_word_in_window(word, windows[0].name)
            yield _finding(network, "party_word", Severity.ASKS, said, word)
        else:
            yield _finding(network, "party_word", Severity.ADVISES, texts_es.party_word_named(word), word)


def _of_persons(content: NetworkVersion, network: Network, finder: PersonalDataFinder) -> Iterator[Finding]:
    """One finding for each datum; beyond the first thirty, those that block first, one for all the rest."""
    data = sorted(finder.find(_words_of(content)), key=lambda datum: datum.kind not in BLOCKING_DATA)
    for datum in data[:_MOST_DATA]:
        is_blocked = datum.kind in BLOCKING_DATA
        said = texts_es.personal_data_found(datum.kind, datum.masked, is_blocked=is_blocked)
        severity = Severity.BLOCKS if is_blocked else Severity.ASKS
        yield _finding(network, f"personal_data_{datum.kind}", severity, said, datum.masked)
    more = len(data) - _MOST_DATA
    if more > 0:
        said = texts_es.more_personal_data(more)
        yield _finding(network, "personal_data_more", Severity.ASKS, said, str(more))


def _of_links(content: NetworkVersion, network: Network, faults: Mapping[str, LinkFault]) -> Iterator[Finding]:
    for link in links_of(_posted(content)) if faults else ():
        fault = faults.get(link)
        if fault is None:
            continue
        if fault.is_certain:
            yield _finding(network, "link_broken", Severity.ASKS, texts_es.link_broken(link, fault.reason), link)
        else:
            said = texts_es.link_not_checked(link, fault.reason)
            yield _finding(network, "link_not_checked", Severity.ADVISES, said, link)


def _finding(network: Network, code: str, severity: Severity, message: str, detail: str) -> Finding:
    return Finding(code=code, severity=severity, network=network, message=message, detail=detail)


def _local(instant: datetime) -> str:
    """Write an instant as people in León do. A time zone of Python has no Spanish month: digits have no language."""
    return instant.astimezone(LOCAL_ZONE).strftime("el %d/%m/%Y a las %H:%M")
