"""
2.2, 2.3 ¿Se necesita corrección de formato? Realiza el formato adecuado, agrega logotipos: the graphics of each network.

Every picture of the material becomes, for each network, the forms the strategy names; the first is the one that goes out.
The bytes are kept under their hash, so that what is authorised is what is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin, ExtractedPiece, FileRole, MaterialFile, PublicationOrder
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Rendition
from chalicelib.ports import (
    Catalogue,
    ImageEditor,
    IntakeFiles,
    MediaFiles,
    RenderedImage,
    VideoEditor,
)
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
) -> dict[Network, Illustrations]:
    """
    Make the graphics of every network from the pictures of the material, as many as each network takes.

    The same material gives the same graphics.

    Raises:
        InvalidInputError: a picture turned out to be broken when it was decoded whole, with the reason in Spanish.
        NotFoundError: a picture is gone from the intake.
    """
    del videos
    made = dict.fromkeys(networks, Illustrations())
    for position, piece in enumerate(bulletin.pieces_for(FileRole.IMAGE)):
        takers = [network for network in networks if position < catalogue.strategy(network).max_images]
        if not takers:
            break
        rendered = _render(piece, bulletin, takers, files=files, media=media, images=images, catalogue=catalogue)
        for network in takers:
            forms = tuple(
                _keep(rendered[_name(network, purpose)], purpose, piece, bulletin, media)
                for purpose in catalogue.strategy(network).renditions
            )
            made[network] = made[network].with_picture(forms, _warnings(piece, bulletin.order))
    return made


def _render(
    piece: Piece,
    bulletin: Bulletin,
    networks: list[Network],
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
    wants_logo = bulletin.order.logo if bulletin.order.logo is not None else catalogue.places_logo(bulletin.source)
    return images.render(
        _bytes_of(piece, files, media),
        specs,
        focus=_by_file(bulletin.order.focus, piece),
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


def _alt_text(piece: Piece, bulletin: Bulletin) -> str:
    given = _by_file(bulletin.order.alt_texts, piece) or bulletin.order.alt_text
    return given or title_of(source_text(bulletin))


def _warnings(piece: Piece, order: PublicationOrder) -> list[str]:
    has_alt_text = order.alt_text or _by_file(order.alt_texts, piece)
    return [*piece.notes, *([] if has_alt_text else [texts_es.ALT_TEXT_MISSING])]


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
        alt_text=_alt_text(piece, bulletin),
        purpose=purpose,
        source=piece.name,
        crop=image.crop,
        corrections=image.corrections,
    )
