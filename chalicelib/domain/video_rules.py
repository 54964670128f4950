"""
What a network would say of a video (manual 2.2 «¿Se necesita corrección de formato?»).

Pure: the facts of a video against what the strategy says that a network takes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.domain.media import VideoFacts, VideoSpec

_TOLERANCE = 0.01
"""Of seconds, ratios and frames per second: a camera's clock and the rounding of pixels are no fault of an office's."""


@dataclass(frozen=True)
class VideoProblem:
    """Why a network does not take a video, in Spanish, and whether a conversion would help."""

    reason: str
    is_convertible: bool


def problems_of(facts: VideoFacts, spec: VideoSpec) -> tuple[VideoProblem, ...]:
    """Give everything for which a network would refuse a video; empty when it takes it."""
    form = (VideoProblem(reason, is_convertible=True) for reason in _wrong_form(facts, spec))
    content = (VideoProblem(reason, is_convertible=False) for reason in _wrong_content(facts, spec))
    return (*form, *content)


def _wrong_form(facts: VideoFacts, spec: VideoSpec) -> Iterator[str]:
    """What a conversion changes: container, codecs, colours, pixels, frames per second."""
    if facts.container not in spec.containers:
        yield texts_es.video_container(facts.container, spec.containers)
    if facts.video_codec not in spec.video_codecs:
        yield texts_es.video_codec(texts_es.PICTURE, facts.video_codec, spec.video_codecs)
    elif facts.pixel_format and facts.pixel_format not in spec.pixel_formats:
        yield texts_es.VIDEO_COLOURS
    if facts.audio_codec is not None and facts.audio_codec not in spec.audio_codecs:
        yield texts_es.video_codec(texts_es.SOUND, facts.audio_codec, spec.audio_codecs)
    if _is_too_large(facts, spec):
        yield texts_es.video_too_many_pixels(facts.width, facts.height, spec.max_width, spec.max_height)
    rate, slack = facts.frames_per_second, 1 + _TOLERANCE
    if rate * slack < spec.min_frames_per_second or rate > spec.max_frames_per_second * slack:
        yield texts_es.video_frame_rate(rate, spec.min_frames_per_second, spec.max_frames_per_second)


def _is_too_large(facts: VideoFacts, spec: VideoSpec) -> bool:
    shorter, longer = sorted((facts.width, facts.height))
    shorter_limit, longer_limit = sorted((spec.max_width, spec.max_height))
    return shorter > shorter_limit or longer > longer_limit


def _wrong_content(facts: VideoFacts, spec: VideoSpec) -> Iterator[str]:
    """What only the office can change: how long it is, how heavy, and its shape."""
    if facts.seconds + _TOLERANCE < spec.min_seconds:
        yield texts_es.video_too_short(facts.seconds, spec.min_seconds)
    if facts.seconds > spec.max_seconds + _TOLERANCE:
        yield texts_es.video_lasts_too_long(facts.seconds, spec.max_seconds)
    if facts.size_bytes > spec.max_bytes:
        yield texts_es.video_too_heavy(facts.size_bytes, spec.max_bytes)
    ratio = facts.width / facts.height
    if ratio * (1 + _TOLERANCE) < spec.min_ratio:
        yield texts_es.VIDEO_TOO_NARROW
    if ratio > spec.max_ratio * (1 + _TOLERANCE):
        yield texts_es.VIDEO_TOO_WIDE
