"""Holds what a content shows against a network's hard limits (2.3, 2.4): how many, what beside what, and each for itself."""

from collections.abc import Iterator

from chalicelib import texts_es
from chalicelib.domain.findings import Severity
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.network_rules import RATIO_TOLERANCE, Film, NetworkRules
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Rendition

_GIF = "image/gif"

_WIDEST_UPRIGHT = 0.7
"""Of a screen of 9:16, what is wider leaves a third empty."""

Problem = tuple[str, Severity, str, str]
"""Code, severity, Spanish sentence, detail."""


def problems_of_media(content: NetworkVersion, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    """Say what a network would refuse of a content's media: their number, what stands beside what, and each for itself."""
    count = len(content.renditions)
    if count > rules.max_images:
        yield "too_many_images", Severity.BLOCKS, texts_es.too_many_images(network, count, rules.max_images), str(count)
    if count < rules.min_images:
        yield "image_missing", Severity.BLOCKS, texts_es.image_missing(network), ""
    if count > 1 and any(stands_alone(one, rules) for one in content.renditions):
        yield "film_not_alone", Severity.BLOCKS, texts_es.film_not_alone(network, rules.lone_films), ""
    for place, rendition in enumerate(content.renditions, 1):
        name = rendition.source or str(place)
        if rendition.is_video:
            limits = _limits_of(content, rules)
            yield from ((code, Severity.BLOCKS, say, name) for code, say in _of_video(rendition, network, limits))
            continue
        judge = _of_story_image if content.format is PostFormat.STORY else _of_image
        yield from ((code, severity, say, name) for code, severity, say in judge(rendition, name, network, rules))


def stands_alone(rendition: Rendition, rules: NetworkRules) -> bool:
    """Say whether the network shows it only with nothing beside it: on Facebook a video, on X a moving picture too."""
    film = Film.VIDEO if rendition.is_video else Film.GIF if rendition.mime_type == _GIF else None
    return film in rules.lone_films


def _limits_of(content: NetworkVersion, rules: NetworkRules) -> NetworkRules:
    """Give the rules with the limits that hold for a video in this form."""
    if content.format is not PostFormat.STORY:
        return rules
    limits = {"max_video_bytes": rules.max_story_bytes, "max_video_seconds": rules.max_story_seconds}
    return rules.model_copy(update=limits)


def _of_video(video: Rendition, network: Network, rules: NetworkRules) -> Iterator[tuple[str, str]]:
    if not rules.sends_video:
        yield "video", texts_es.no_video_yet(network)
    if not video.size_bytes:
        yield "video_empty", texts_es.video_refused(network, texts_es.VIDEO_WITHOUT_BYTES)
    if rules.max_video_bytes is not None and video.size_bytes > rules.max_video_bytes:
        yield (
            "video_bytes",
            texts_es.video_refused(network, texts_es.video_too_heavy(video.size_bytes, rules.max_video_bytes)),
        )
    if rules.max_video_seconds is not None and (video.seconds or 0) > rules.max_video_seconds:
        reason = texts_es.video_lasts_too_long(video.seconds or 0, rules.max_video_seconds)
        yield "video_seconds", texts_es.video_refused(network, reason)


def _of_story_image(
    image: Rendition, name: str, network: Network, rules: NetworkRules
) -> Iterator[tuple[str, Severity, str]]:
    """A story takes any shape and shows it in an upright frame; nobody hears its alternative text."""
    free = rules.model_copy(update={"min_ratio": None, "max_ratio": None, "max_alt_text": None})
    yield from (problem for problem in _of_image(image, name, network, free) if problem[0] != "alt_text_missing")
    if image.width > image.height * _WIDEST_UPRIGHT:
        yield "story_shape", Severity.ADVISES, texts_es.story_not_upright(name)


def _of_image(
    image: Rendition, name: str, network: Network, rules: NetworkRules
) -> Iterator[tuple[str, Severity, str]]:
    if image.mime_type not in rules.image_types:
        yield "image_type", Severity.BLOCKS, texts_es.image_type_refused(network, name)
    max_bytes = (rules.max_gif_bytes if image.mime_type == _GIF else None) or rules.max_image_bytes
    if image.size_bytes > max_bytes:
        yield "image_bytes", Severity.BLOCKS, texts_es.image_too_heavy(network, name, max_bytes)
    if image.mime_type == _GIF and rules.max_gif_size and _is_larger(image, rules.max_gif_size):
        yield "gif_size", Severity.BLOCKS, texts_es.gif_too_large(network, name, *rules.max_gif_size)
    if rules.min_width and image.width < rules.min_width:
        yield "image_width", Severity.BLOCKS, texts_es.image_too_narrow(network, name, rules.min_width)
    if not _is_ratio_taken(image, rules):
        yield "image_ratio", Severity.BLOCKS, texts_es.image_ratio_refused(network, name)
    if rules.max_alt_text and len(image.alt_text) > rules.max_alt_text:
        yield "alt_text_too_long", Severity.BLOCKS, texts_es.alt_text_too_long(network, name, rules.max_alt_text)
    if not image.alt_text.strip():
        yield "alt_text_missing", Severity.ADVISES, texts_es.alt_text_missing_of(name)


def _is_larger(image: Rendition, most: tuple[int, int]) -> bool:
    return image.width > most[0] or image.height > most[1]


def _is_ratio_taken(image: Rendition, rules: NetworkRules) -> bool:
    ratio = image.width / max(image.height, 1)
    is_wide_enough = rules.min_ratio is None or ratio >= rules.min_ratio - RATIO_TOLERANCE
    return is_wide_enough and (rules.max_ratio is None or ratio <= rules.max_ratio + RATIO_TOLERANCE)
