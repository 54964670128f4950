"""
2.2, 2.3 ¿Se necesita corrección de formato? — of video: what each network would say of it, and the form in which it goes out.

Picture and sound go out as the office made them, freed of everything else. Every video is judged for every network; one goes
out only where the strategy publishes video.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.material import FileRole
from chalicelib.domain.media import VideoFacts
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Rendition
from chalicelib.domain.video_rules import problems_of
from chalicelib.ports import NetworkStrategy
from chalicelib.procedure.workshop import Piece, Workshop

VIDEO_TYPE = "video/mp4"
PURPOSE = "video"


@dataclass(frozen=True)
class Footage:
    """What the videos of the material are for one network: the one that goes out, if any does, and warnings in Spanish."""

    going_out: Rendition | None = None
    warnings: tuple[str, ...] = ()

    def with_video(self, video: Rendition, *warnings: str) -> "Footage":
        """Let a video go out, unless one does already: no network takes two in a post."""
        if self.going_out is None:
            return Footage(video, (*self.warnings, *warnings))
        return self.warned(texts_es.VIDEO_ONE_PER_POST)

    def warned(self, warning: str) -> "Footage":
        """Add a warning, once."""
        return Footage(self.going_out, tuple(dict.fromkeys((*self.warnings, warning))))


@dataclass(frozen=True)
class _Offer:
    """A video in one form: what it is, the networks where it may go out, and the rendition when there are any."""

    facts: VideoFacts
    takers: frozenset[Network]
    video: Rendition | None


def film(
    bulletin: Bulletin, networks: Sequence[Network], describe: Callable[[Piece], str], shop: Workshop
) -> dict[Network, Footage]:
    """
    Judge every video of the material for every network, and make the one that goes out.

    `describe` gives the alternative text of a piece. The same material gives the same videos.

    Raises:
        InvalidInputError: a video turned out to be damaged, with the reason in Spanish.
        NotFoundError: a video is gone from where it was kept.
    """
    made = dict.fromkeys(networks, Footage())
    for piece in bulletin.pieces_for(FileRole.VIDEO):
        left = {network: shop.catalogue.strategy(network) for network in networks}
        received = _offer(partial(shop.download, piece), piece, describe(piece), left, shop)
        _serve(received, made, left)
        done = bulletin.conversions.get(piece.sha256)
        if done is not None and done.is_done:
            fetch = partial(shop.media.download, done.key, done.version_id)
            _serve(_offer(fetch, piece, describe(piece), left, shop), made, left, texts_es.VIDEO_CONVERTED)
        for network, strategy in left.items():
            made[network] = made[network].warned(_why_not(piece, received.facts, network, strategy))
    return made


def _offer(
    fetch: Callable[[Path], None],
    piece: Piece,
    alt_text: str,
    strategies: Mapping[Network, NetworkStrategy],
    shop: Workshop,
) -> _Offer:
    with TemporaryDirectory() as folder:
        received = Path(folder, "received")
        fetch(received)
        facts = shop.videos.check(received)
        takers = frozenset(network for network, strategy in strategies.items() if takes(strategy, facts))
        video = _keep(received, piece, facts, alt_text, shop) if takers else None
    return _Offer(facts, takers, video)


def _serve(offer: _Offer, made: dict[Network, Footage], left: dict[Network, NetworkStrategy], *warnings: str) -> None:
    """Give the networks that take a video theirs; what is left did not get one."""
    for network in offer.takers:
        del left[network]
        if offer.video is not None:
            made[network] = made[network].with_video(offer.video, *warnings)


def takes(strategy: NetworkStrategy, facts: VideoFacts) -> bool:
    """Say whether a video may go out on a network as it is."""
    return strategy.publishes_video and strategy.video is not None and not problems_of(facts, strategy.video)


def _why_not(piece: Piece, facts: VideoFacts, network: Network, strategy: NetworkStrategy) -> str:
    problems = problems_of(facts, strategy.video) if strategy.video else ()
    if problems:
        return texts_es.video_not_taken(piece.name, network, (problem.reason for problem in problems))
    return texts_es.video_not_published_yet(piece.name, network, is_fit=strategy.video is not None)


def _keep(received: Path, piece: Piece, facts: VideoFacts, alt_text: str, shop: Workshop) -> Rendition:
    clean = received.with_name("clean.mp4")
    shop.videos.strip(received, clean)
    kept = shop.media.store_file(clean, VIDEO_TYPE)
    return Rendition(
        key=kept.key,
        version_id=kept.version_id,
        sha256=kept.sha256,
        mime_type=VIDEO_TYPE,
        width=facts.width,
        height=facts.height,
        size_bytes=kept.size_bytes,
        alt_text=alt_text,
        purpose=PURPOSE,
        source=piece.name,
        original_sha256=piece.sha256,
        seconds=facts.seconds,
    )
