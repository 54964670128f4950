"""The video editor on ffmpeg."""

from pathlib import Path

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import VideoFacts


class FfmpegVideoEditor:
    """Placeholder until the videos of the offices are read."""

    def check(self, file: Path) -> VideoFacts:
        """Refuse."""
        del file
        raise InvalidInputError(texts_es.FILE_UNKNOWN)

    def strip(self, file: Path, into: Path) -> None:
        """Refuse."""
        del file, into
        raise InvalidInputError(texts_es.FILE_UNKNOWN)
