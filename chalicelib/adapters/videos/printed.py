"""
What ffmpeg prints of a video, read back: there is no `ffprobe` beside it.

Only what follows «Output #0» is believed: there the file's own tags, which could say anything, are not printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_VIDEO = re.compile(r"  Stream #0:\d{1,3}(?:\([a-z]{1,8}\))?: Video: (?P<codec>\w{1,40})(?P<rest>.*)")
_AUDIO = re.compile(r"  Stream #0:\d{1,3}(?:\([a-z]{1,8}\))?: Audio: (?P<codec>\w{1,40})")
_PIXELS = re.compile(r", (?P<width>\d{1,6})x(?P<height>\d{1,6})(?: \[SAR (?P<across>\d{1,9}):(?P<down>\d{1,9}) DAR)?")
_FORMAT = re.compile(r"(?:\([^()]{0,80}\) ){0,3}, (?P<format>[a-z][a-z0-9]{2,20})[(,]")
_RATE = re.compile(r", (?P<rate>\d{1,9}(?:\.\d{1,9})?)(?P<thousand>k?) (?:fps|tbr)")
_NO_PICTURE = re.compile(r"\[out#0/null @ \w+\] video:0KiB ")
_TURNED = re.compile(r"\s+displaymatrix: rotation of (?P<degrees>-?[\d.]{1,10}) degrees")
_PLAYED = re.compile(r"^out_time_us=(?P<microseconds>\d{1,18})$", re.MULTILINE)
_CUT_SHORT = ("partial file", "corrupt input packet", "Packet corrupt")


@dataclass(frozen=True)
class Tracks:
    """The picture and the sound of a video as ffmpeg describes them. `width` and `height` in pixels as it is shown."""

    video_codec: str
    audio_codec: str | None
    pixel_format: str
    width: int
    height: int
    frames_per_second: float


def read_tracks(lines: Sequence[str]) -> Tracks | None:
    """Give the tracks that ffmpeg took; None when it took no picture."""
    taken = list(lines)[_index_of_output(lines) :]
    video = next((match for line in taken if (match := _VIDEO.match(line))), None)
    audio = next((match for line in taken if (match := _AUDIO.match(line))), None)
    pixels = _PIXELS.search(video["rest"]) if video else None
    if video is None or pixels is None:
        return None
    width, height = _as_shown(pixels, taken)
    form = _FORMAT.search(video["rest"])
    return Tracks(
        video_codec=video["codec"],
        audio_codec=audio["codec"] if audio else None,
        pixel_format=form["format"] if form else "",
        width=width,
        height=height,
        frames_per_second=_rate(video["rest"]),
    )


def _index_of_output(lines: Sequence[str]) -> int:
    return next((index for index, line in enumerate(lines) if line.startswith("Output #0")), len(lines))


def _as_shown(pixels: re.Match[str], lines: Sequence[str]) -> tuple[int, int]:
    """Stretch pixels that are not square, and turn what was taken on its side."""
    width, height = int(pixels["width"]), int(pixels["height"])
    if pixels["across"] and int(pixels["across"]) and int(pixels["down"]):
        width = round(width * int(pixels["across"]) / int(pixels["down"]))
    turned = next((match for line in lines if (match := _TURNED.match(line))), None)
    is_on_its_side = turned is not None and round(float(turned["degrees"]) / 90) % 2 == 1
    return (height, width) if is_on_its_side else (width, height)


def _rate(text: str) -> float:
    """Take the average rate; where a file has too few pictures for one, the rate its time stamps are made for."""
    found = _RATE.search(text)
    return float(found["rate"]) * (1000 if found["thousand"] else 1) if found else 0.0


def seconds_played(progress: str) -> float:
    """Give how long it really plays: the end of its last packet."""
    return max((int(found["microseconds"]) for found in _PLAYED.finditer(progress)), default=0) / 1_000_000


def has_pictures(lines: Sequence[str]) -> bool:
    """Say whether any picture was read: half a kilobyte at least."""
    return not any(_NO_PICTURE.match(line) for line in lines)


def is_cut_short(lines: Sequence[str]) -> bool:
    """Say whether ffmpeg missed part of what the index names."""
    return any(sign in line for line in lines for sign in _CUT_SHORT)
