"""What a correction makes of a publication's contents: other texts, alt texts, a graphic of the library for a wrong one."""

from collections.abc import Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.adjustments import Adjustments
from chalicelib.domain.calendar import local_day
from chalicelib.domain.edits import Correction
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition
from chalicelib.ports import Catalogue, Records, TextCounter
from chalicelib.procedure.graphics import graphics_ordered


def corrected_contents(
    wrong: Publication,
    correction: Correction,
    *,
    counter: TextCounter,
    catalogue: Catalogue,
    records: Records,
    now: datetime,
) -> dict[Network, NetworkVersion]:
    """
    Give the contents as a person corrects them; what is not named stays as it was.

    Raises:
        InvalidInputError: nothing changes; a text does not fit, a network, picture or graphic is not there, a graphic may not
            be used today, or only X takes a thread.
    """
    before = wrong.current.networks
    contents = {**before, **_worded(before, correction)}
    for network in {*correction.texts, *correction.threads}:
        _check_length(network, contents[network], counter, catalogue)
    for name, alt_text in correction.alt_texts.items():
        key = wrong.picture_named(name)
        contents = {network: _described(content, key, alt_text) for network, content in contents.items()}
    for name, graphic_id in correction.graphics.items():
        key = wrong.picture_named(name)
        showing = [network for network, content in before.items() if any(form.picture == key for form in content.forms)]
        (graphic,) = graphics_ordered([graphic_id], showing, records=records, catalogue=catalogue, on=local_day(now))
        contents |= {network: _with_graphic(network, contents[network], key, graphic) for network in showing}
    if all(contents[network].fingerprint == content.fingerprint for network, content in before.items()):
        raise InvalidInputError(texts_es.CORRECTION_WITHOUT_CHANGE)
    return contents


def corrected_adjustments(wrong: Publication, correction: Correction) -> Adjustments:
    """
    Keep what persons set for the pictures, with what the correction sets; whoever had a hand in it stands in `by`.

    What persons wrote for the first is not laid over the corrected text. Whoever had a hand in what stays as it was authorises
    the correction no more than what it corrects.
    """
    known = wrong.adjustments
    described = {wrong.picture_named(name): alt_text for name, alt_text in correction.alt_texts.items()}
    replaced = {wrong.picture_named(name): graphic for name, graphic in correction.graphics.items()}
    pictures = known.pictures | {
        key: known.of(key).model_copy(update={"alt_text": alt_text}) for key, alt_text in described.items()
    }
    return known.model_copy(
        update={
            "texts": {},
            "pictures": pictures,
            "order": tuple(replaced.get(key, key) for key in known.order),
            "by": tuple(sorted(wrong.preparers)),
        }
    )


def _worded(before: Mapping[Network, NetworkVersion], correction: Correction) -> dict[Network, NetworkVersion]:
    worded = {}
    for network in {*correction.texts, *correction.threads}:
        if network not in before:
            raise InvalidInputError(texts_es.network_missing(network))
        content = before[network]
        text = correction.texts.get(network, content.text)
        thread = correction.threads.get(network, content.thread)
        if (text, thread) != (content.text, content.thread):
            said = {"text": text, "thread": thread, "warnings": content.about_pictures, "drafted": ""}
            worded[network] = content.model_copy(update=said)
    return worded


def _check_length(network: Network, content: NetworkVersion, counter: TextCounter, catalogue: Catalogue) -> None:
    if content.thread and network is not Network.X:
        raise InvalidInputError(texts_es.no_threads_yet(network))
    limit = catalogue.strategy(network).text_limit
    longest = max(counter.length(network, part) for part in (content.text, *content.thread))
    if longest > limit:
        raise InvalidInputError(texts_es.text_too_long(network, longest, limit))


def _described(content: NetworkVersion, key: str, alt_text: str) -> NetworkVersion:
    def describe(form: Rendition) -> Rendition:
        changes = {"alt_text": alt_text, "lacks_alt_text": False}
        return form.model_copy(update=changes) if form.picture == key else form

    return _with_forms(content, tuple(map(describe, content.renditions)), tuple(map(describe, content.alternatives)))


def _with_graphic(network: Network, content: NetworkVersion, key: str, graphic: Graphic) -> NetworkVersion:
    """Put a graphic's form in the place of each form of a picture that goes out: of the same purpose, or its first."""
    offered = graphic.forms_for(network)

    def replace(form: Rendition) -> Rendition:
        same = (one for one in offered if one.purpose == form.purpose)
        return next(same, offered[0]) if form.picture == key else form

    going_out = tuple(map(replace, content.renditions))
    others = tuple(form for form in content.alternatives if form.picture != key)
    return _with_forms(content, going_out, (*others, *(form for form in offered if form not in going_out)))


def _with_forms(
    content: NetworkVersion, going_out: tuple[Rendition, ...], others: tuple[Rendition, ...]
) -> NetworkVersion:
    """Change the pictures, and drop the warning that one lacks its alt text once none does."""
    is_lacking = any(form.lacks_alt_text for form in going_out)
    settled = frozenset() if is_lacking else frozenset({texts_es.ALT_TEXT_MISSING})
    return content.model_copy(
        update={
            "renditions": going_out,
            "alternatives": others,
            "warnings": tuple(one for one in content.warnings if one not in settled),
            "about_pictures": tuple(one for one in content.about_pictures if one not in settled),
        }
    )
