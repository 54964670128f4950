"""The video editor on ffmpeg: every packet is read once, none is decoded, and what is written is picture and sound alone."""

from pathlib import Path

from chalicelib import texts_es
from chalicelib.adapters.videos import child, printed
from chalicelib.adapters.videos.container import Claims, read_claims
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import VideoFacts

MAX_MEGABYTES = 200
MAX_MINUTES = 60
MIN_PIXELS = 16
REORDERING_SECONDS = 0.5
"""The last packets are read before they are shown, as pictures are stored in another order: so much the file is believed."""
SPARE_BYTES = 16 * 1024 * 1024
"""What an index written anew may take beyond the file it came from."""

_TRACKS = ("-map", "0:V:0", "-map", "0:a:0?", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1")
_NOTHING_ELSE = ("-dn", "-sn", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")


class FfmpegVideoEditor:
    """`ports.VideoEditor`. Safe against what an upload may hold: limits first, then a child that is held to its own."""

    def check(self, file: Path) -> VideoFacts:
        """
        Say what a video is, by what really plays.

        Every packet of picture and sound is read as a player would; none is decoded.

        Raises:
            InvalidInputError: it is no video, or not one that can be used, with the reason in Spanish.
        """
        _check_size(file)
        claims = read_claims(file)
        ended = child.run(str(file), (*_TRACKS, "-f", "null", "-"))
        tracks = printed.read_tracks(ended.lines)
        if printed.is_cut_short(ended.lines):
            raise InvalidInputError(texts_es.VIDEO_TRUNCATED)
        if tracks is None or not ended.is_well or min(tracks.width, tracks.height) < MIN_PIXELS:
            raise InvalidInputError(texts_es.VIDEO_BROKEN)
        played = printed.seconds_played(ended.progress) if printed.has_pictures(ended.lines) else 0
        seconds = _length(claims, played)
        return VideoFacts(
            container=claims.container,
            video_codec=tracks.video_codec,
            audio_codec=tracks.audio_codec,
            pixel_format=tracks.pixel_format,
            width=tracks.width,
            height=tracks.height,
            seconds=seconds,
            frames_per_second=tracks.frames_per_second,
            size_bytes=file.stat().st_size,
        )

    def strip(self, file: Path, into: Path) -> None:
        """
        Write the video anew as MP4 without place, device, persons, comments or dates; picture and sound untouched.

        Safe to repeat: the same bytes give the same bytes. Other tracks (what a telephone measured, subtitles, chapters, a
        second sound) are left out.

        Raises:
            InvalidInputError: its picture or sound cannot be in an MP4 without being converted, in Spanish.
        """
        read_claims(file)
        output = (*_TRACKS, *_NOTHING_ELSE, "-movflags", "+faststart", "-f", "mp4", "-y", f"file:{into}")
        ended = child.run(str(file), output, max_written_bytes=file.stat().st_size + SPARE_BYTES)
        if not ended.is_well:
            into.unlink(missing_ok=True)
            raise InvalidInputError(texts_es.VIDEO_NOT_AS_MP4)


def _check_size(file: Path) -> None:
    size_bytes = file.stat().st_size
    if size_bytes == 0:
        raise InvalidInputError(texts_es.FILE_EMPTY)
    if size_bytes > MAX_MEGABYTES * 1_000_000:
        raise InvalidInputError(texts_es.file_too_large(MAX_MEGABYTES))


def _length(claims: Claims, played: float) -> float:
    """Tell how long a video lasts: what plays, held to a length and to what the file says of itself (I16)."""
    if played == 0:
        raise InvalidInputError(texts_es.VIDEO_EMPTY)
    if played > MAX_MINUTES * 60:
        raise InvalidInputError(texts_es.video_too_long(MAX_MINUTES))
    claimed = played if claims.seconds is None else claims.seconds
    if abs(claimed - played) > max(1, claimed / 10, played / 10):
        raise InvalidInputError(texts_es.video_false_duration(claimed, played))
    return claimed if 0 < claimed - played <= REORDERING_SECONDS else played
