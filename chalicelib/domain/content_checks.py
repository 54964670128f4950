"""Holds a network's content against the network's hard limits (2.3, 2.4): what is found is said before the network says no."""

import re
from collections.abc import Iterable, Iterator

from chalicelib import texts_es
from chalicelib.domain.findings import Finding, Severity
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.network_rules import RATIO_TOLERANCE, RULES, NetworkRules
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Rendition

_HASHTAG = re.compile(r"(?<![\w&#])#\w*[^\W\d_]\w*")
_MENTION = re.compile(r"(?<![\w@./])@\w+")
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?!\w)")
_GIF = "image/gif"

_WIDEST_UPRIGHT = 0.7
"""Of a screen of 9:16, what is wider leaves a third empty."""

Problem = tuple[str, Severity, str, str]
"""Code, severity, Spanish sentence, detail."""


def check_content(
    content: NetworkVersion, network: Network, length: int, part_lengths: Iterable[int] = ()
) -> tuple[Finding, ...]:
    """
    Say what a network would refuse in a content, or what reads badly there.

    `length` of the text, and `part_lengths` of the further parts of a thread, are counted as the network counts.
    """
    rules = RULES.get(network)
    if rules is None:
        return ()
    lengths = (length, *part_lengths)
    problems = (
        *_of_text(content, network, rules, lengths),
        *_of_story(content, network, rules),
        *_of_media(content, network, rules),
    )
    found = (
        Finding(code=code, severity=severity, network=network, message=message, detail=detail)
        for code, severity, message, detail in problems
    )
    return tuple(dict.fromkeys(found))


def _of_text(
    content: NetworkVersion, network: Network, rules: NetworkRules, lengths: tuple[int, ...]
) -> Iterator[Problem]:
    if not content.text.strip() and not content.renditions:
        yield "nothing_to_publish", Severity.BLOCKS, texts_es.NOTHING_TO_PUBLISH, ""
    if not all(part.strip() for part in content.thread):
        yield "empty_part", Severity.BLOCKS, texts_es.EMPTY_PART, ""
    for length in lengths:
        if length > rules.max_text:
            yield "text_too_long", Severity.BLOCKS, texts_es.text_too_long(network, length, rules.max_text), str(length)
    for text in (content.text, *content.thread):
        yield from _of_marks(text, network, rules)
        yield from _advice_on_hashtags(text, network, rules)
    if content.thread and not rules.sends_threads:
        yield "thread", Severity.BLOCKS, texts_es.no_threads_yet(network), str(len(content.thread))


def _of_marks(text: str, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    for code, pattern, limit, say in (
        ("too_many_hashtags", _HASHTAG, rules.max_hashtags, texts_es.too_many_hashtags),
        ("too_many_mentions", _MENTION, rules.max_mentions, texts_es.too_many_mentions),
        ("too_many_cashtags", _CASHTAG, rules.max_cashtags, texts_es.too_many_cashtags),
    ):
        count = len(pattern.findall(text))
        if limit is not None and count > limit:
            yield code, Severity.BLOCKS, say(network, count, limit), str(count)


def _advice_on_hashtags(text: str, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    count, advised, limit = len(_HASHTAG.findall(text)), rules.advised_hashtags, rules.max_hashtags
    if advised is not None and advised < count <= (limit or count):
        yield "many_hashtags", Severity.ADVISES, texts_es.many_hashtags(network, count, advised), str(count)


def _of_story(content: NetworkVersion, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    """A story shows one picture or one video and has no text: what would not be shown is not authorised either."""
    if content.format is not PostFormat.STORY:
        return
    if not rules.has_stories:
        yield "no_stories", Severity.BLOCKS, texts_es.no_stories(network), ""
    if len(content.renditions) > 1:
        yield "story_of_several", Severity.BLOCKS, texts_es.STORY_OF_SEVERAL, str(len(content.renditions))
    if content.text or content.thread:
        yield "story_with_text", Severity.BLOCKS, texts_es.STORY_WITH_TEXT, ""


def _of_media(content: NetworkVersion, network: Network, rules: NetworkRules) -> Iterator[Problem]:
    count = len(content.renditions)
    if count > rules.max_images:
        yield "too_many_images", Severity.BLOCKS, texts_es.too_many_images(network, count, rules.max_images), str(count)
    if count < rules.min_images:
        yield "image_missing", Severity.BLOCKS, texts_es.image_missing(network), ""
    if rules.shows_film_alone and count > 1 and any(_is_film(one) for one in content.renditions):
        yield "film_not_alone", Severity.BLOCKS, texts_es.film_not_alone(network), ""
    for place, rendition in enumerate(content.renditions, 1):
        name = rendition.source or str(place)
        if _is_video(rendition):
            limits = _limits_of(content, rules)
            yield from (
                (code, Severity.BLOCKS, say, name) for code, say in _of_video(rendition, count, network, limits)
            )
            continue
        judge = _of_story_image if content.format is PostFormat.STORY else _of_image
        yield from ((code, severity, say, name) for code, severity, say in judge(rendition, name, network, rules))


def _limits_of(content: NetworkVersion, rules: NetworkRules) -> NetworkRules:
    """Give the rules with the limits that hold for a video in this form."""
    if content.format is not PostFormat.STORY:
        return rules
    limits = {"max_video_bytes": rules.max_story_bytes, "max_video_seconds": rules.max_story_seconds}
    return rules.model_copy(update=limits)


def _of_video(video: Rendition, count: int, network: Network, rules: NetworkRules) -> Iterator[tuple[str, str]]:
    if not rules.sends_video:
        yield "video", texts_es.no_video_yet(network)
    if not video.size_bytes:
        yield "video_empty", texts_es.video_refused(network, texts_es.VIDEO_WITHOUT_BYTES)
    if rules.video_stands_alone and count > 1:
        yield "video_not_alone", texts_es.video_not_alone(network)
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


def _is_video(rendition: Rendition) -> bool:
    return rendition.seconds is not None or rendition.mime_type.startswith("video/")


def _is_film(rendition: Rendition) -> bool:
    return _is_video(rendition) or rendition.mime_type == _GIF


def _is_larger(image: Rendition, most: tuple[int, int]) -> bool:
    return image.width > most[0] or image.height > most[1]


def _is_ratio_taken(image: Rendition, rules: NetworkRules) -> bool:
    ratio = image.width / max(image.height, 1)
    is_wide_enough = rules.min_ratio is None or ratio >= rules.min_ratio - RATIO_TOLERANCE
    return is_wide_enough and (rules.max_ratio is None or ratio <= rules.max_ratio + RATIO_TOLERANCE)
