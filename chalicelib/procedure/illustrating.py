"""
2.2, 2.3 ¿Se necesita corrección de formato? Realiza el formato adecuado, agrega logotipos: the graphics of each network.

Every picture of the material becomes, for each network, the forms the strategy names; the first is the one that goes out.
The bytes are kept under their hash, so that what is authorised is what is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chalicelib import texts_es
from chalicelib.domain.adjustments import NO_ADJUSTMENTS, Adjustments
from chalicelib.domain.bulletin import Bulletin, ExtractedPiece, FileRole, MaterialFile, PublicationOrder
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Rendition
from chalicelib.ports import (
    Catalogue,
    ImageEditor,
    IntakeFiles,
    MediaFiles,
    Records,
    RenderedImage,
    VideoEditor,
)
from chalicelib.procedure.graphics import graphics_ordered
from chalicelib.procedure.wording import source_text, title_of

Piece = MaterialFile | ExtractedPiece
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
    bulletin: Bulletin,
    networks: tuple[Network, ...],
    *,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    videos: VideoEditor,
    catalogue: Catalogue,
    records: Records,
    today: date,
    adjustments: Adjustments = NO_ADJUSTMENTS,
) -> dict[Network, Illustrations]:
    """
    Make the graphics of every network: those ordered from the library, then the pictures of the material, as many as it takes.

    The same material gives the same graphics. `adjustments` is what persons set: focal points, the logo, the order.

    Raises:
        InvalidInputError: a picture turned out to be broken when it was decoded whole, or a graphic of the library cannot be
            used on the local day `today`, with the reason in Spanish.
        NotFoundError: a picture is gone from the intake.
    """
    del videos
    made = _from_library(bulletin.order, networks, records, catalogue, today)
    for piece in _arranged(bulletin.pieces_for(FileRole.IMAGE), adjustments):
        takers = [
            network for network in networks if len(made[network].going_out) < catalogue.strategy(network).max_images
        ]
        if not takers:
            break
        rendered = _render(
            piece, bulletin, takers, adjustments, files=files, media=media, images=images, catalogue=catalogue
        )
        for network in takers:
            forms = tuple(
                _keep(rendered[_name(network, purpose)], purpose, piece, bulletin, media)
                for purpose in catalogue.strategy(network).renditions
            )
            made[network] = made[network].with_picture(forms, _warnings(piece, bulletin.order))
    return made


def _from_library(
    order: PublicationOrder, networks: tuple[Network, ...], records: Records, catalogue: Catalogue, today: date
) -> dict[Network, Illustrations]:
    """Take the graphics an order names, byte for byte as they were authorised."""
    made = dict.fromkeys(networks, Illustrations())
    for graphic in graphics_ordered(order.graphics, networks, records=records, catalogue=catalogue, today=today):
        for network in networks:
            made[network] = made[network].with_picture(graphic.renditions[network])
    return made


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
    networks: list[Network],
    adjustments: Adjustments,
    *,
    files: IntakeFiles,
    media: MediaFiles,
    images: ImageEditor,
    catalogue: Catalogue,
) -> dict[str, RenderedImage]:
    specs = {
        _name(network, purpose): spec
        for network in networks
        for purpose, spec in catalogue.strategy(network).renditions.items()
    }
    asked = (adjustments.logo, bulletin.order.logo, catalogue.places_logo(bulletin.source))
    wants_logo = next(answer for answer in asked if answer is not None)
    return images.render(
        _bytes_of(piece, files, media),
        specs,
        focus=adjustments.of(piece.sha256 or piece.name).focus or _by_file(bulletin.order.focus, piece),
        logo=catalogue.logo if wants_logo else None,
    )


def _name(network: Network, purpose: str) -> str:
    return f"{network}/{purpose}"


def _bytes_of(piece: Piece, files: IntakeFiles, media: MediaFiles) -> bytes:
    where: IntakeFiles | MediaFiles = media if isinstance(piece, ExtractedPiece) else files
    return where.read(piece.key, piece.version_id)


def _by_file(values: dict[str, ValueT], piece: Piece) -> ValueT | None:
    """Find what an order says of a picture: by its whole name, or by its own name within the file it came in."""
    return values.get(piece.name, values.get(piece.name.rpartition("/")[2]))


def _given_alt_text(piece: Piece, order: PublicationOrder) -> str | None:
    return _by_file(order.alt_texts, piece) or order.alt_text


def _warnings(piece: Piece, order: PublicationOrder) -> list[str]:
    return [*piece.notes, *([] if _given_alt_text(piece, order) else [texts_es.ALT_TEXT_MISSING])]


def _keep(image: RenderedImage, purpose: str, piece: Piece, bulletin: Bulletin, media: MediaFiles) -> Rendition:
    kept = media.store(image.content, image.mime_type)
    return Rendition(
        key=kept.key,
        version_id=kept.version_id,
        sha256=kept.sha256,
        mime_type=image.mime_type,
        width=image.width,
        height=image.height,
        size_bytes=kept.size_bytes,
        alt_text=_given_alt_text(piece, bulletin.order) or title_of(source_text(bulletin)),
        purpose=purpose,
        source=piece.name,
        crop=image.crop,
        corrections=image.corrections,
        original_sha256=piece.sha256,
        lacks_alt_text=not _given_alt_text(piece, bulletin.order),
    )
