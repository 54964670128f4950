"""
2.2, 2.3 ¿Se necesita corrección de formato? Realiza el formato adecuado, agrega logotipos: the graphics of each network.

Every picture of the material becomes, for each network, the forms the strategy names; the first is the one that goes out. A
video goes out alone, in place of the pictures, where the network publishes video and takes this one (`filming`).
The bytes are kept under their hash, so that what is authorised is what is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin, ExtractedPiece, FileRole, PublicationOrder
from chalicelib.domain.errors import InvalidInputError
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
from chalicelib.procedure.filming import Piece, VideoTools, film
from chalicelib.procedure.wording import source_text, title_of

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
    Make the graphics of every network: one video, or as many pictures of the material as the network takes.

    The same material gives the same graphics.

    Raises:
        InvalidInputError: a picture turned out to be broken when it was decoded whole, or there is nothing but a video that
            goes out nowhere, with the reason in Spanish.
        NotFoundError: a picture or video is gone from the intake.
    """
    made = _with_videos(bulletin, networks, VideoTools(files, media, videos), catalogue)
    without_video = [network for network in networks if not made[network].going_out]
    for position, piece in enumerate(bulletin.pieces_for(FileRole.IMAGE)):
        takers = [network for network in without_video if position < catalogue.strategy(network).max_images]
        if not takers:
            break
        rendered = _render(piece, bulletin, takers, files=files, media=media, images=images, catalogue=catalogue)
        for network in takers:
            forms = tuple(
                _keep(rendered[_name(network, purpose)], purpose, piece, bulletin, media)
                for purpose in catalogue.strategy(network).renditions
            )
            made[network] = made[network].with_picture(forms, _warnings(piece, bulletin.order))
    return made if bulletin.order.graphics else _with_something_to_show(made)


def _with_videos(
    bulletin: Bulletin, networks: tuple[Network, ...], tools: VideoTools, catalogue: Catalogue
) -> dict[Network, Illustrations]:
    filmed = film(bulletin, networks, describe=partial(_alt_text, bulletin=bulletin), tools=tools, catalogue=catalogue)
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
