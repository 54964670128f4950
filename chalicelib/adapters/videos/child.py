"""
ffmpeg as a child process, held to limits of its own: memory, processor, time, bytes written, and nothing but files to open.

The binary comes with `imageio-ffmpeg` (ffmpeg 7.0.2, static: it asks nothing of Lambda's system). It is never given a shell,
a terminal or the environment, and of protocols only `file`: a playlist inside an upload leads nowhere.
"""

import resource
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from threading import Event, Timer
from typing import IO

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

MEMORY_BYTES = 256 * 1024 * 1024
"""Ten times what reading a track takes; the functions that meet videos have 512 MB and more."""
PROCESSOR_SECONDS = 20
WALL_SECONDS = 20

_COMMON = ("-nostdin", "-hide_banner", "-nostats", "-stats_period", "60", "-progress", "pipe:1", "-threads", "1")
_INPUT = ("-protocol_whitelist", "file", "-f", "mov")
_LONGEST_LINE = 2000
_MAX_LINES = 400


@dataclass(frozen=True)
class Ended:
    """How ffmpeg ended: whether well, the first lines it printed, and the progress it told at the end."""

    is_well: bool
    lines: tuple[str, ...]
    progress: str


@cache
def binary() -> str:
    """Give the path of ffmpeg."""
    import imageio_ffmpeg  # noqa: PLC0415 - only a video pays for it

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def run(source: str, output: Sequence[str], *, max_written_bytes: int = 0, wall_seconds: float = WALL_SECONDS) -> Ended:
    """
    Run ffmpeg from one file to one output.

    Raises:
        InvalidInputError: it took longer than a video may take.
    """
    command = [binary(), *_COMMON, *_INPUT, "-i", f"file:{source}", *output]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}) as process:  # noqa: S603 - no shell; our own words and a path of ours
        _limit(process.pid, max_written_bytes)
        is_late = Event()
        alarm = Timer(wall_seconds, _end, (process, is_late))
        alarm.start()
        try:
            lines, progress = tuple(_first_lines(process.stderr)), _all_of(process.stdout)
            ended = process.wait()
        finally:
            alarm.cancel()
            process.kill()
    if is_late.is_set():
        raise InvalidInputError(texts_es.VIDEO_TOO_SLOW)
    return Ended(ended == 0, lines, progress)


def _end(process: subprocess.Popen[bytes], is_late: Event) -> None:
    is_late.set()
    process.kill()


def _limit(pid: int, max_written_bytes: int) -> None:
    """Set the limits from outside: nothing of Python runs between fork and exec, whatever threads there are."""
    try:
        for kind, most in (
            (resource.RLIMIT_AS, MEMORY_BYTES),
            (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
            (resource.RLIMIT_FSIZE, max_written_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.prlimit(pid, kind)
            # Within a sandbox a stricter limit may hold already: nobody may raise it.
            value = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.prlimit(pid, kind, (value, value))
    except ProcessLookupError:
        # It ended before it could be limited.
        return


def _first_lines(printed: IO[bytes] | None) -> Iterator[str]:
    """Give the first whole lines and drain the rest: a hostile file may have a complaint printed for each of its packets."""
    kept, starts_a_line = 0, True
    while printed and (piece := printed.readline(_LONGEST_LINE)):
        if starts_a_line and kept < _MAX_LINES and _may_matter(piece):
            kept += 1
            yield piece.decode("utf-8", "replace").rstrip("\r\n")
        starts_a_line = piece.endswith(b"\n")


def _may_matter(line: bytes) -> bool:
    """Leave out the tags of the file, which may say anything: they are printed as `    name : value`."""
    return not line.startswith(b"    ") or line.lstrip().startswith(b"displaymatrix:")


def _all_of(printed: IO[bytes] | None) -> str:
    return printed.read().decode("ascii", "replace") if printed else ""
