"""
2.1, 2.3 What persons changed, laid over what the system made: texts, alt texts, which forms go out, in which order.

When the material changed in between, the person's text stays and the system's own becomes the proposal; what was set for a
picture that was replaced is not used. Both are said, to whoever authorises.
"""

from collections.abc import Iterable, Mapping

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.adjustments import NO_ADJUSTMENTS, Adjustments
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Publication, Rendition
from chalicelib.ports import Catalogue, Records
from chalicelib.procedure.forms import as_post, formed

Contents = Mapping[Network, NetworkVersion]


def most_images(networks: Iterable[Network], catalogue: Catalogue) -> dict[Network, int]:
    """Tell how many pictures each network takes."""
    return {network: catalogue.strategy(network).max_images for network in networks}


def adjusted(contents: Contents, adjustments: Adjustments, catalogue: Catalogue) -> dict[Network, NetworkVersion]:
    """Lay what persons changed over what was made."""
    if adjustments == NO_ADJUSTMENTS:
        return dict(contents)
    replaced, most = _replaced(contents, adjustments), most_images(contents, catalogue)
    return {
        network: _content(network, content, adjustments, most[network], replaced)
        for network, content in contents.items()
    }


def _replaced(contents: Contents, adjustments: Adjustments) -> tuple[str, ...]:
    """Warn of pictures that took the name of another for which a person had set something."""
    forms = [form for content in contents.values() for form in content.forms]
    there = {form.picture for form in forms}
    names = {form.source for form in forms}
    gone = [set_.name for picture, set_ in adjustments.pictures.items() if picture not in there and set_.name in names]
    return tuple(texts_es.picture_replaced(name) for name in gone)


def _content(
    network: Network, content: NetworkVersion, adjustments: Adjustments, most: int, replaced: tuple[str, ...]
) -> NetworkVersion:
    form = adjustments.formats.get(network, content.format)
    changed = _with_text(network, _with_pictures(network, as_post(content), adjustments, most), adjustments)
    changed = formed(changed, form)
    lacking = [texts_es.ALT_TEXT_MISSING] if any(form.lacks_alt_text for form in changed.renditions) else []
    about_text = [warning for warning in changed.warnings if warning not in content.about_pictures]
    notes = [warning for warning in content.about_pictures if warning != texts_es.ALT_TEXT_MISSING]
    about_pictures = tuple(dict.fromkeys([*notes, *lacking, *replaced]))
    return changed.model_copy(update={"warnings": (*about_text, *about_pictures), "about_pictures": about_pictures})


def _with_text(network: Network, content: NetworkVersion, adjustments: Adjustments) -> NetworkVersion:
    wanted = adjustments.texts.get(network)
    if wanted is None or (content.text, content.thread) == (wanted.text, wanted.thread):
        return content
    drafted = content.drafted or draft_hash(content.text, content.thread)
    said = {"text": wanted.text, "thread": wanted.thread, "drafted": drafted, "findings": ()}
    if wanted.drafted in {"", drafted}:
        proposal = content.proposal if content.proposal != wanted.text else None
        return content.model_copy(update=said | {"proposal": proposal, "warnings": content.about_pictures})
    warnings = (texts_es.EDITED_TEXT_KEPT, *content.about_pictures)
    return content.model_copy(update=said | {"proposal": content.text, "warnings": warnings})


def draft_hash(text: str, thread: tuple[str, ...]) -> str:
    """Name what the system wrote for a network, so that it shows when it would write something else."""
    return ids.sha256_hex("\x1f".join((text, *thread)).encode())


def _with_pictures(network: Network, content: NetworkVersion, adjustments: Adjustments, most: int) -> NetworkVersion:
    """Arrange the pictures: which go out, in what order, and of each the form that was chosen."""
    forms_by_picture: dict[str, list[Rendition]] = {}
    for form in content.forms:
        forms_by_picture.setdefault(form.picture, []).append(_described(form, adjustments))
    ranked = sorted(forms_by_picture, key=adjustments.rank)
    shown = [picture for picture in ranked if not adjustments.of(picture).is_left_out][:most]
    purpose = adjustments.purposes.get(network)
    going_out = [_chosen(forms_by_picture[picture], purpose) for picture in shown]
    others = [form for picture in ranked for form in forms_by_picture[picture] if form not in going_out]
    return content.model_copy(update={"renditions": tuple(going_out), "alternatives": tuple(others)})


def _chosen(forms: list[Rendition], purpose: str | None) -> Rendition:
    return next((form for form in forms if form.purpose == purpose), forms[0])


def _described(form: Rendition, adjustments: Adjustments) -> Rendition:
    alt_text = adjustments.of(form.picture).alt_text
    return form if alt_text is None else form.model_copy(update={"alt_text": alt_text, "lacks_alt_text": False})


def has_pictures_to_draw(publication: Publication, wanted: Adjustments, records: Records, catalogue: Catalogue) -> bool:
    """Say whether a picture is wanted on a network for which no form of it was made, because it showed enough others."""
    pictures = _pictures_of(publication, records)
    for network, most in most_images(publication.current.networks, catalogue).items():
        if any(form.seconds is not None for form in publication.current.networks[network].renditions):
            # A video goes out alone: pictures have no place beside it.
            continue
        made = dict.fromkeys(form.picture for form in publication.current.networks[network].forms)
        everything = dict.fromkeys((*made, *pictures))
        ranked = sorted(everything, key=wanted.rank)
        shown = [picture for picture in ranked if not wanted.of(picture).is_left_out][:most]
        if any(picture not in made for picture in shown):
            return True
    return False


def _pictures_of(publication: Publication, records: Records) -> Iterable[str]:
    bulletin = records.find(publication.bulletin) if publication.bulletin else None
    pieces = bulletin.pieces_for(FileRole.IMAGE) if isinstance(bulletin, Bulletin) else ()
    return [piece.sha256 or piece.name for piece in pieces]
