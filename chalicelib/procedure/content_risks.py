"""
Políticas de operación: what in a content is for a person to answer for — electoral times, persons' data, links that lead nowhere.

`preflight` puts these together with the networks' own limits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import spoken
from chalicelib.domain.findings import Finding, Severity
from chalicelib.domain.gate import InForce, window_said
from chalicelib.domain.links import links_of
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion
from chalicelib.domain.restricted_words import words_found
from chalicelib.ports import Catalogue, LinkFault, PersonalDataFinder

BLOCKING_DATA = frozenset({"curp", "voter_key", "card"})
"""What no post of a municipality needs in full; anything else may be an office's own, and a person says so."""

_MOST_DATA = 30


def posted_text(content: NetworkVersion) -> str:
    """Give the text and what follows it in a thread."""
    return "\n\n".join((content.text, *content.thread))


def _words_of(content: NetworkVersion) -> str:
    """Give everything that a reader could read, or hear read: the pictures' alt texts too."""
    return "\n\n".join((posted_text(content), *(image.alt_text for image in content.renditions)))


def of_the_law(
    content: NetworkVersion, network: Network, category: str | None, at: datetime, catalogue: Catalogue, force: InForce
) -> Iterator[Finding]:
    """Electoral times: what is not exempt waits; in what is exempt, names and party words are for a person to accept."""
    windows = force.open_windows(at)
    for window in force.forbidding(category, at):
        yield _finding(network, "blackout", Severity.BLOCKS, window_said(window), window.name)
    if mode := force.restricting(category, at):
        said = texts_es.restricted_mode(mode.why, spoken(mode.until) if mode.until else None)
        yield _finding(network, "restricted_mode", Severity.ADVISES, said, mode.id)
    words = catalogue.restricted_words
    yield from _of_party_words(_words_of(content), network, words.party_words, windows)
    for name in words_found(_words_of(content), words.officials) if windows else ():
        said = texts_es.official_named(name, windows[0].name)
        yield _finding(network, "official_named", Severity.ASKS, said, name)


def _of_party_words(
    text: str, network: Network, party_words: Iterable[str], windows: Sequence[BlackoutWindow]
) -> Iterator[Finding]:
    for word in words_found(text, party_words):
        if windows:
            said = texts_es.party_word_in_window(word, windows[0].name)
            yield _finding(network, "party_word", Severity.ASKS, said, word)
        else:
            yield _finding(network, "party_word", Severity.ADVISES, texts_es.party_word_named(word), word)


def of_persons(content: NetworkVersion, network: Network, finder: PersonalDataFinder) -> Iterator[Finding]:
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


def of_links(content: NetworkVersion, network: Network, faults: Mapping[str, LinkFault]) -> Iterator[Finding]:
    """Find the links that lead nowhere (a person answers for them) and those that could not be looked at."""
    for link in links_of(posted_text(content)) if faults else ():
        fault = faults.get(link)
        if fault is None:
            continue
        if fault.is_certain:
            yield _finding(network, "link_broken", Severity.ASKS, texts_es.link_broken(link, fault.reason), link)
        else:
            said = texts_es.link_not_checked(link, fault.reason)
            yield _finding(network, "link_not_checked", Severity.ADVISES, said, link)


def of_cost(content: NetworkVersion, network: Network, catalogue: Catalogue) -> Iterator[Finding]:
    """Where a network asks more for a post with a link, say so: good to know, never in the way."""
    prices = None if network is Network.MANUAL else catalogue.strategy(network).prices
    links = links_of(posted_text(content)) if prices is not None and prices.times_with_link > 1 else ()
    if prices is not None and links:
        said = texts_es.link_costs_more(network, prices.times_with_link, f"{prices.post_with_link:.2f}")
        yield _finding(network, "link_costs_more", Severity.ADVISES, said, links[0])


def _finding(network: Network, code: str, severity: Severity, message: str, detail: str) -> Finding:
    return Finding(code=code, severity=severity, network=network, message=message, detail=detail)
