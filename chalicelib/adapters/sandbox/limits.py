"""How much a task may use, and holding a process to it before it looks at anything hostile."""

import math
import resource
from pathlib import Path

from chalicelib.adapters.image_signatures import PICTURE_BRANDS
from chalicelib.adapters.sandbox.wire import Limits

DOCUMENT = Limits(seconds=4.5, memory_megabytes=256, file_megabytes=64)
"""Documents and pictures: with starting and ending within five seconds, and with ourselves within 400 MB."""

CARRIER = Limits(seconds=25, memory_megabytes=256, file_megabytes=210)
"""Videos, and what may carry one."""

RENDERING = Limits(seconds=15, memory_megabytes=256, file_megabytes=32)
"""All the forms of a picture at once: five networks' sizes on a third of a processor, as Lambda gives for 512 MB."""

_MEGABYTE = 1 << 20
_CODE_MEGABYTES = 768
"""What libraries and the stacks of threads may take of the addresses beside the data; it is not memory in use."""

_HEAD_BYTES = 12
_MOVIE_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_DOCUMENT_SUFFIXES = frozenset({".docx", ".odt"})
_LETTER_SUFFIX = ".eml"


def limits_for(name: str, file: Path) -> Limits:
    """Choose the limits of reading a file by how it begins, of a letter by its name: a video takes longer than all else."""
    with file.open("rb") as opened:
        head = opened.read(_HEAD_BYTES)
    is_movie = head[4:8] in _MOVIE_BOXES and head[8:12] not in PICTURE_BRANDS
    suffix = Path(name).suffix.casefold()
    is_zip = head.startswith(b"PK") and suffix not in _DOCUMENT_SUFFIXES
    return CARRIER if is_movie or is_zip or suffix == _LETTER_SUFFIX else DOCUMENT


def impose(limits: Limits) -> None:
    """Hold this process and its descendants to the limits. There is no way back."""
    data, seconds = limits.memory_megabytes * _MEGABYTE, math.ceil(limits.seconds)
    _cap(resource.RLIMIT_CORE, 0)
    _cap(resource.RLIMIT_DATA, data)
    _cap(resource.RLIMIT_AS, data + _CODE_MEGABYTES * _MEGABYTE)
    _cap(resource.RLIMIT_CPU, seconds)
    _cap(resource.RLIMIT_FSIZE, limits.file_megabytes * _MEGABYTE)
    _cap(resource.RLIMIT_NOFILE, limits.open_files)


def _cap(what: int, most: int) -> None:
    """Lower a limit; one that is stricter already stays."""
    _, hard = resource.getrlimit(what)
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (value, value))
