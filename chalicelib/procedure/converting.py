"""
2.2 ¿Se necesita corrección de formato? — of video that no export of the office's could bring right: converted elsewhere.

Only where the strategy allows it, and only what a conversion can mend. It takes minutes: the set waits meanwhile, is looked
at every minute, and after an hour a person sees it.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import InvalidInputError, RejectedByServiceError
from chalicelib.domain.material import ExtractedPiece, FileRole
from chalicelib.domain.media import Conversion, VideoFacts
from chalicelib.domain.networks import Network
from chalicelib.domain.video_rules import problems_of
from chalicelib.ports import MediaFiles, NetworkStrategy, StoredFile, VideoConverter
from chalicelib.procedure.filming import VIDEO_TYPE
from chalicelib.procedure.workshop import Piece, Workshop

PATIENCE = timedelta(minutes=60)
_TYPES = {"mp4": "video/mp4", "mov": "video/quicktime"}


def convert_videos(bulletin: Bulletin, networks: Sequence[Network], shop: Workshop) -> Bulletin:
    """
    Ask for the conversion of what needs it, or fetch what was asked for before. Safe to repeat: a video is asked for once.

    Returns:
        The bulletin with what is known of each conversion; `is_converting` while one is not done.

    Raises:
        InvalidInputError: a video could not be converted, or not within an hour, with the reason in Spanish.
    """
    converter = shop.converter
    if converter is None or not shop.catalogue.converts_videos:
        # Turned off meanwhile: what was converted is used, nothing more is waited for.
        finished = {sha256: known for sha256, known in bulletin.conversions.items() if known.is_done}
        return bulletin.with_conversions(finished, shop.now)
    strategies = [strategy for network in networks if (strategy := shop.catalogue.strategy(network)).publishes_video]
    known: dict[str, Conversion] = {}
    try:
        for piece in bulletin.pieces_for(FileRole.VIDEO):
            asked = bulletin.conversions.get(piece.sha256) or _ask(piece, strategies, converter, shop)
            if asked is not None:
                known[piece.sha256] = _look_at(asked, converter, shop)
    except RejectedByServiceError as error:
        raise InvalidInputError(texts_es.video_not_converted(str(error))) from error
    return bulletin.with_conversions(known, shop.now)


def _ask(
    piece: Piece, strategies: Sequence[NetworkStrategy], converter: VideoConverter, shop: Workshop
) -> Conversion | None:
    """Have a video converted when a network would take it then; None when that would help with no network."""
    with TemporaryDirectory() as folder:
        received = Path(folder, "received")
        shop.download(piece, received)
        facts = shop.videos.check(received)
        if not any(_would_help(strategy, facts) for strategy in strategies):
            return None
        return Conversion(job_id=converter.start(_among_media(piece, received, facts, shop.media)), asked_at=shop.now)


def _would_help(strategy: NetworkStrategy, facts: VideoFacts) -> bool:
    problems = problems_of(facts, strategy.video) if strategy.video else ()
    return bool(problems) and all(problem.is_convertible for problem in problems)


def _among_media(piece: Piece, received: Path, facts: VideoFacts, media: MediaFiles) -> StoredFile:
    """Put a video where its bytes cannot change under the converter, which reads no pinned version (I04)."""
    if isinstance(piece, ExtractedPiece):
        return StoredFile(piece.key, piece.version_id, piece.sha256, piece.size_bytes)
    return media.store_file(received, _TYPES[facts.container])


def _look_at(conversion: Conversion, converter: VideoConverter, shop: Workshop) -> Conversion:
    """Keep what came of a conversion among the media, once it is done."""
    if conversion.is_done:
        return conversion
    with TemporaryDirectory() as folder:
        converted, clean = Path(folder, "converted"), Path(folder, "clean.mp4")
        if converter.fetch(conversion.job_id, converted):
            shop.videos.strip(converted, clean)
            kept = shop.media.store_file(clean, VIDEO_TYPE)
            return conversion.model_copy(update={"key": kept.key, "version_id": kept.version_id})
    if shop.now - conversion.asked_at > PATIENCE:
        raise InvalidInputError(texts_es.VIDEO_CONVERSION_LATE)
    return conversion
