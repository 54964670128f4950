"""
2.2, 2.3 ¿Se necesita corrección de formato? Realiza el formato adecuado, agrega logotipos: the graphics of each network.

Every picture of the material becomes, for each network, the forms the strategy names; the first is the one that goes out. A
video goes out alone, in place of the pictures, where the network publishes video and takes this one (`filming`).
The bytes are kept under their hash, so that what is authorised is what is sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from chalicelib import texts_es
from chalicelib.domain.adjustments import NO_ADJUSTMENTS, Adjustments
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.publication import Rendition
from chalicelib.domain.visible_text import visible
from chalicelib.ports import NetworkStrategy, RenderedImage
from chalicelib.procedure.filming import film
from chalicelib.procedure.graphics import graphics_ordered
from chalicelib.procedure.preflight import instant_of
from chalicelib.procedure.workshop import Piece, Workshop

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class Illustrations:
    """The graphics of one network: those that go out, the other forms of the same pictures, and warnings in Spanish."""

    going_out: tuple[Rendition, ...] = ()
    alternatives: tuple[Rendition, ...] = ()
    warnings: tuple[str, ...] = ()

    def with_picture(self, forms: tuple[Rendition, ...], warnings: Iterable[str] = ()) -> "Illustrations":
        """Add the forms of one more picture, the one that goes out first."""
        return Illustrations(
            (*self.going_out, *forms[:1]),
            (*self.alternatives, *forms[1:]),
            tuple(dict.fromkeys((*self.warnings, *warnings))),
        )


def illustrate(
    bulletin: Bulletin, networks: tuple[Network, ...], shop: Workshop, adjustments: Adjustments = NO_ADJUSTMENTS
) -> dict[Network, Illustrations]:
    """
    Make the graphics of every network: those ordered from the library; or one video; and pictures, as many as it takes.

    The same material gives the same graphics. `adjustments` is what persons set: focal points, the logo, the order.

    Raises:
        InvalidInputError: a picture turned out to be broken when it was decoded whole, a graphic of the library cannot be
            used today, or there is nothing but a video that goes out nowhere, with the reason in Spanish.
        NotFoundError: a picture or video is gone from the intake.
    """
    made = _from_library(bulletin.order, networks, shop)
    filmed = _with_videos(bulletin, made, shop)
    made.update(filmed)
    pictured = [network for network in networks if network not in filmed or not made[network].going_out]
    for piece in _arranged(bulletin.pieces_for(FileRole.IMAGE), adjustments):
        takers = {
            network: strategy
            for network in pictured
            if _shown(made[network], adjustments) < (strategy := shop.catalogue.strategy(network)).max_images
        }
        if not takers:
            break
        rendered = _render(piece, bulletin, takers, adjustments, shop)
        for network, strategy in takers.items():
            forms = tuple(
                _keep(rendered[_name(network, purpose)], purpose, piece, bulletin, shop)
                for purpose in strategy.renditions
            )
            made[network] = made[network].with_picture(forms, _warnings(piece, bulletin.order))
    return made if bulletin.order.graphics else _with_something_to_show(made)


def _with_videos(
    bulletin: Bulletin, made: dict[Network, Illustrations], shop: Workshop
) -> dict[Network, Illustrations]:
    """Film the networks that have no graphic of the library: no post takes pictures and a video."""
    networks = [network for network, one in made.items() if not one.going_out]
    filmed = film(bulletin, networks, partial(_alt_text, bulletin=bulletin, shop=shop), shop)
    left_out = (texts_es.VIDEO_INSTEAD_OF_PICTURES,) if bulletin.pieces_for(FileRole.IMAGE) else ()
    return {
        network: Illustrations((footage.going_out,), (), (*footage.warnings, *left_out))
        if footage.going_out
        else Illustrations(warnings=footage.warnings)
        for network, footage in filmed.items()
    }


def _with_something_to_show(made: dict[Network, Illustrations]) -> dict[Network, Illustrations]:
    """Keep a set waiting when its video goes out nowhere and there is no picture; warn of a network left without either."""
    if not any(one.going_out for one in made.values()):
        raise InvalidInputError(texts_es.video_goes_nowhere(reason for one in made.values() for reason in one.warnings))
    return {
        network: one if one.going_out else one.with_picture((), [texts_es.network_without_graphics(network)])
        for network, one in made.items()
    }


def _from_library(
    order: PublicationOrder, networks: tuple[Network, ...], shop: Workshop
) -> dict[Network, Illustrations]:
    """Take the graphics an order names, byte for byte as they were authorised, if their term lasts until it goes out."""
    made = dict.fromkeys(networks, Illustrations())
    on = local_day(instant_of(order.publish_at, shop.now))
    found = graphics_ordered(order.graphics, networks, records=shop.records, catalogue=shop.catalogue, on=on)
    for graphic in found:
        for network in networks:
            made[network] = made[network].with_picture(graphic.forms_for(network))
    return made


def _shown(made: Illustrations, adjustments: Adjustments) -> int:
    """Count what takes up room on a network: a graphic of the library that a person left out does not."""
    return sum(not (form.graphic and adjustments.of(form.graphic).is_left_out) for form in made.going_out)


def _arranged(pieces: tuple[Piece, ...], adjustments: Adjustments) -> list[Piece]:
    """Put the pictures into the order a person wants; one that is left out comes last, so that it can be put back."""
    keys = {piece.name: piece.sha256 or piece.name for piece in pieces}
    return sorted(
        pieces,
        key=lambda piece: (adjustments.of(keys[piece.name]).is_left_out, adjustments.rank(keys[piece.name])),
    )


def _render(
    piece: Piece,
    bulletin: Bulletin,
    strategies: Mapping[Network, NetworkStrategy],
    adjustments: Adjustments,
    shop: Workshop,
) -> dict[str, RenderedImage]:
    specs = {
        _name(network, purpose): spec
        for network, strategy in strategies.items()
        for purpose, spec in strategy.renditions.items()
    }
    asked = (adjustments.logo, bulletin.order.logo, shop.catalogue.places_logo(bulletin.source))
    wants_logo = next(answer for answer in asked if answer is not None)
    return shop.images.render(
        shop.bytes_of(piece),
        specs,
        focus=adjustments.of(piece.sha256 or piece.name).focus or _by_file(bulletin.order.focus, piece),
        logo=shop.catalogue.logo if wants_logo else None,
    )


def _name(network: Network, purpose: str) -> str:
    return f"{network}/{purpose}"


def _by_file(values: dict[str, ValueT], piece: Piece) -> ValueT | None:
    """Find what an order says of a picture: by its whole name, or by its own name within the file it came in."""
    # A screenshot of a Mac has a narrow space in its name that nobody types.
    said, name = {visible(key): value for key, value in values.items()}, visible(piece.name)
    return said.get(name, said.get(name.rpartition("/")[2]))


def _given_alt_text(piece: Piece, order: PublicationOrder) -> str | None:
    return _by_file(order.alt_texts, piece) or order.alt_text


def _alt_text(piece: Piece, bulletin: Bulletin, shop: Workshop) -> str:
    """Give a piece's alternative text: what the office wrote, or the title of what it illustrates."""
    return _given_alt_text(piece, bulletin.order) or shop.title_of(bulletin)


def _warnings(piece: Piece, order: PublicationOrder) -> list[str]:
    return [*piece.notes, *([] if _given_alt_text(piece, order) else [texts_es.ALT_TEXT_MISSING])]


def _keep(image: RenderedImage, purpose: str, piece: Piece, bulletin: Bulletin, shop: Workshop) -> Rendition:
    kept = shop.media.store(image.content, image.mime_type)
    return Rendition(
        key=kept.key,
        version_id=kept.version_id,
        sha256=kept.sha256,
        mime_type=image.mime_type,
        width=image.width,
        height=image.height,
        size_bytes=kept.size_bytes,
        alt_text=_alt_text(piece, bulletin, shop),
        purpose=purpose,
        source=piece.name,
        crop=image.crop,
        corrections=image.corrections,
        original_sha256=piece.sha256,
        lacks_alt_text=not _given_alt_text(piece, bulletin.order),
    )
