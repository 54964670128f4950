"""
2.1, 2.3 Redacción y formato by a person: texts, alt texts, focal points, forms, order and logo of what was prepared.

Each edit makes a new version and voids the authorisation (P1); nobody authorises what they edited. Pictures are made anew
elsewhere: here is only noted what is wanted of them.
"""

from collections.abc import Mapping

from chalicelib import texts_es
from chalicelib.domain.adjustments import Adjustments, PictureAdjustment, TextAdjustment
from chalicelib.domain.edits import Edit, PictureEdit
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState
from chalicelib.ports import Catalogue, Clock, LinkChecker, PersonalDataFinder, Records, TextCounter, WorkQueues
from chalicelib.procedure.adjusting import adjusted, draft_hash, has_pictures_to_draw
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.deliveries_of import is_out_somewhere
from chalicelib.procedure.forms import STORY_NETWORKS, STORY_PURPOSE, as_post
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examined, instant_of
from chalicelib.procedure.taking_back import stand_down


def edit_publication(
    publication_id: str,
    edit: Edit,
    *,
    by: Person,
    records: Records,
    counter: TextCounter,
    catalogue: Catalogue,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
    queues: WorkQueues,
    clock: Clock,
) -> Publication:
    """
    Edit a publication that is not out yet: a new version at once, and another once its pictures are made anew.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: it is out or withdrawn, a text does not fit, only X takes a thread, a picture or form is not there,
            or nothing changes.
        RecordConflictError: there is a newer version than the person saw, or somebody changed it at the same moment.
    """
    publication = fetch(records, publication_id, Publication)
    _check_may_change(publication, edit, records)
    wanted = _adjustments(publication, edit, by)
    for network in {*edit.texts, *edit.threads, *edit.take_proposals}:
        _check_length(network, wanted.texts[network], counter, catalogue)
    now, networks = clock.now(), publication.current.networks
    contents = adjusted(networks, wanted, catalogue)
    is_to_be_drawn = wanted.drawing != publication.adjustments.drawing or has_pictures_to_draw(
        publication, wanted, records, catalogue
    )
    if contents == networks and not is_to_be_drawn:
        raise InvalidInputError(texts_es.EDIT_WITHOUT_CHANGE)
    revised = publication.evolve(adjustments=wanted)
    if contents != networks:
        checked = examined(
            contents,
            category=publication.category,
            at=instant_of(publication.publish_at, now),
            catalogue=catalogue,
            force=in_force(records, catalogue),
            counter=counter,
            personal_data=personal_data,
            links=links,
        )
        revised = revised.edited(checked, by=by.username, now=now)
    if not is_to_be_drawn and not publication.is_being_redrawn:
        edited = store(records, revised)
        stand_down(edited, records=records, clock=clock)
        return edited
    asked = store(records, revised.to_be_redrawn(now))
    stand_down(asked, records=records, clock=clock)
    queues.prepare(asked.id)
    return asked


def _check_may_change(publication: Publication, edit: Edit, records: Records) -> None:
    if publication.state is PublicationState.WITHDRAWN:
        raise InvalidInputError(texts_es.PUBLICATION_WITHDRAWN)
    if is_out_somewhere(publication, records):
        raise InvalidInputError(texts_es.ALREADY_OUT)
    if edit.version not in {None, publication.current.number}:
        raise RecordConflictError(texts_es.CONFLICT)


def _check_length(network: Network, text: TextAdjustment, counter: TextCounter, catalogue: Catalogue) -> None:
    if text.thread and network is not Network.X:
        raise InvalidInputError(texts_es.no_threads_yet(network))
    limit = catalogue.strategy(network).text_limit
    longest = max(counter.length(network, part) for part in (text.text, *text.thread))
    if longest > limit:
        raise InvalidInputError(texts_es.text_too_long(network, longest, limit))


def _adjustments(publication: Publication, edit: Edit, by: Person) -> Adjustments:
    """Put the edit to what persons changed before."""
    known, contents = publication.adjustments, publication.current.networks
    pictures = dict(known.pictures)
    for each in edit.pictures:
        key = publication.picture_named(each.picture)
        pictures[key] = _picture(publication, key, each, known.of(key))
    formats = _formats(contents, edit, known)
    purposes = {network: purpose for network, purpose in edit.purposes.items() if not _asks_for_story(network, purpose)}
    for network, purpose in purposes.items():
        _check_purpose(network, purpose, _of(contents, network))
    wanted = Adjustments(
        texts={**known.texts, **_texts(contents, edit, known)},
        pictures=pictures,
        order=_order(publication, edit, known),
        purposes={**known.purposes, **purposes},
        formats=formats,
        logo=known.logo if edit.logo is None else edit.logo,
        # The editor stands last: what is redrawn for them is theirs.
        by=(*(name for name in publication.hands if name != by.username), by.username),
    )
    _check_something_is_left(contents, wanted)
    return wanted


def _asks_for_story(network: Network, purpose: str) -> bool:
    """Say whether a form is no form of a post at all: what is upright on Instagram goes out as a story."""
    return network in STORY_NETWORKS and purpose == STORY_PURPOSE


def _formats(contents: Mapping[Network, NetworkVersion], edit: Edit, known: Adjustments) -> dict[Network, PostFormat]:
    """
    Give where it is a story.

    Raises:
        InvalidInputError: there are no stories there, its frame is to be another, or it is to have a text.
    """
    asked = {
        network: PostFormat.STORY for network, purpose in edit.purposes.items() if _asks_for_story(network, purpose)
    }
    asked |= edit.formats
    for network, form in asked.items():
        _of(contents, network)
        if form is PostFormat.STORY and network not in STORY_NETWORKS:
            raise InvalidInputError(texts_es.no_stories(network))
    formats = {**known.formats, **asked}
    stories = {
        network for network, content in contents.items() if formats.get(network, content.format) is PostFormat.STORY
    }
    if stories & {*edit.texts, *edit.threads, *edit.take_proposals}:
        raise InvalidInputError(texts_es.STORY_WITH_TEXT)
    if any(network in stories and not _asks_for_story(network, purpose) for network, purpose in edit.purposes.items()):
        raise InvalidInputError(texts_es.STORY_FORM_IS_FIXED)
    return formats


def _order(publication: Publication, edit: Edit, known: Adjustments) -> tuple[str, ...]:
    """Put the pictures named first; the others keep the order they have now, also one that is left out and put back."""
    if not edit.order and all(each.leave_out is None for each in edit.pictures):
        return known.order
    named = [publication.picture_named(name) for name in edit.order]
    now = [form.picture for content in publication.current.networks.values() for form in content.forms]
    return tuple(dict.fromkeys((*named, *known.order, *now)))


def _of(contents: Mapping[Network, NetworkVersion], network: Network) -> NetworkVersion:
    if network not in contents:
        raise InvalidInputError(texts_es.network_missing(network))
    return contents[network]


def _texts(contents: Mapping[Network, NetworkVersion], edit: Edit, known: Adjustments) -> dict[Network, TextAdjustment]:
    """Give the texts the edit writes; a thread without a text follows the text there is."""
    written = {}
    for network in {*edit.texts, *edit.threads, *edit.take_proposals}:
        content = as_post(_of(contents, network))
        before = known.texts.get(network) or TextAdjustment(text=content.text, thread=content.thread)
        text = _proposal(content) if network in edit.take_proposals else edit.texts.get(network, before.text)
        written[network] = TextAdjustment(
            text=text,
            thread=edit.threads.get(network, ()),
            drafted=content.drafted or draft_hash(content.text, content.thread),
        )
    return written


def _proposal(content: NetworkVersion) -> str:
    if content.proposal is None:
        raise InvalidInputError(texts_es.PROPOSAL_MISSING)
    return content.proposal


def _picture(publication: Publication, key: str, edit: PictureEdit, known: PictureAdjustment) -> PictureAdjustment:
    forms = [form for content in publication.current.networks.values() for form in content.forms if form.picture == key]
    if edit.focus is not None and forms[0].graphic:
        raise InvalidInputError(texts_es.graphic_is_frozen(forms[0].source))
    return PictureAdjustment(
        name=forms[0].source,
        alt_text=edit.alt_text or known.alt_text,
        focus=edit.focus or known.focus,
        is_left_out=known.is_left_out if edit.leave_out is None else edit.leave_out,
    )


def _check_purpose(network: Network, purpose: str, content: NetworkVersion) -> None:
    """The form must have been made of every picture the network shows."""
    shown = {form.picture for form in content.renditions}
    by_picture = [{form.purpose for form in content.forms if form.picture == picture} for picture in shown]
    common = set.intersection(*by_picture) if by_picture else set()
    if purpose not in common:
        raise InvalidInputError(texts_es.purpose_unknown(network, purpose, sorted(common)))


def _check_something_is_left(contents: Mapping[Network, NetworkVersion], wanted: Adjustments) -> None:
    for content in contents.values():
        pictures = {form.picture for form in content.forms}
        if pictures and all(wanted.of(picture).is_left_out for picture in pictures):
            raise InvalidInputError(texts_es.NO_PICTURE_LEFT)
