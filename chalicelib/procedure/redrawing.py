"""
2.3 The pictures of a publication made anew as a person asked: another focal point, the logo, pictures that were not shown.

The wish is kept on the publication (`adjustments`); here it is carried out from the material's own bytes, where there is
memory and time for it. The texts stay as they are.
"""

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.publication import NetworkVersion, Publication
from chalicelib.domain.records import Duty
from chalicelib.ports import Records
from chalicelib.procedure.adjusting import adjusted
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.illustrating import Illustrations, illustrate
from chalicelib.procedure.workshop import Workshop


def redraw(publication: Publication, shop: Workshop) -> Publication:
    """
    Make a publication's pictures anew and put the new version before the image office.

    Safe to repeat: once made, nothing is asked for any more. What cannot be made is told to a person.

    Raises:
        RecordConflictError: somebody changed the publication at the same moment; its own message comes again.
    """
    if publication.duty is not Duty.PREPARE:
        return publication
    networks, adjustments = tuple(publication.current.networks), publication.adjustments
    try:
        drawn = illustrate(_material_of(publication, shop.records), networks, shop, adjustments)
    except (InvalidInputError, NotFoundError) as error:
        reason = str(error) if isinstance(error, InvalidInputError) else texts_es.PICTURES_GONE
        return store(shop.records, publication.awaiting_authorisation(shop.now, reason))
    contents = {
        network: _illustrated(content, drawn[network]) for network, content in publication.current.networks.items()
    }
    checked = shop.examined(
        adjusted(contents, adjustments, shop.catalogue),
        category=publication.category,
        publish_at=publication.publish_at,
    )
    return store(shop.records, publication.edited(checked, by=adjustments.by[-1], now=shop.now))


def _material_of(publication: Publication, records: Records) -> Bulletin:
    """Give the bulletin; what lacks pictures or a text by now is gone as much as a bulletin that is not there."""
    bulletin = fetch(records, publication.bulletin or "", Bulletin)
    if bulletin.is_empty or bulletin.lacks:
        raise NotFoundError(texts_es.PICTURES_GONE)
    return bulletin


def _illustrated(content: NetworkVersion, pictures: Illustrations) -> NetworkVersion:
    """Put other pictures to a text."""
    about_text = [warning for warning in content.warnings if warning not in content.about_pictures]
    return content.model_copy(
        update={
            "renditions": pictures.going_out,
            "alternatives": pictures.alternatives,
            "warnings": (*about_text, *pictures.warnings),
            "about_pictures": pictures.warnings,
            "findings": (),
        }
    )
