"""I05, I06, I08, I16: whatever is in the file, it is understood or refused in a sentence, in time, and it leads nowhere."""

import os
import random
import struct
import time
import zlib
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.videos import FfmpegVideoEditor, child
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import VideoFacts
from tests.unit.adapters.videos import clips
from tests.unit.adapters.videos.clips import box, edited, find, with_box

SECONDS = 5
MUTATIONS = 40


def judged(editor: FfmpegVideoEditor, content: bytes, folder: Path) -> VideoFacts | str:
    """Check a file as it came, in time; anything but facts or a reason in Spanish fails the test."""
    file = folder / "hostile.mp4"
    file.write_bytes(content)
    began = time.monotonic()
    try:
        verdict: VideoFacts | str = editor.check(file)
    except InvalidInputError as error:
        verdict = str(error)
    assert time.monotonic() - began < SECONDS
    assert isinstance(verdict, VideoFacts) or verdict.endswith(".")
    return verdict


def test_I05_a_clip_cut_at_any_box_is_incomplete(
    editor: FfmpegVideoEditor, indexed: Path, clip: Path, tmp_path: Path
) -> None:
    for content in (indexed.read_bytes(), clip.read_bytes()):
        for at in clips.boundaries(content)[1:]:
            for place in (at, at + 4, at + 9):
                reason = judged(editor, content[:place], tmp_path)
                assert isinstance(reason, str), f"cut at {place} of {len(content)}"
                assert reason in {texts_es.VIDEO_TRUNCATED, texts_es.VIDEO_BROKEN}, f"cut at {place}"


def test_I05_a_clip_without_its_last_part_is_incomplete(
    editor: FfmpegVideoEditor, indexed: Path, tmp_path: Path
) -> None:
    content = indexed.read_bytes()
    for share in (0.3, 0.6, 0.9, 0.999):
        assert judged(editor, content[: int(len(content) * share)], tmp_path) == texts_es.VIDEO_TRUNCATED


def test_I16_a_clip_whose_sizes_hide_that_it_was_cut_is_incomplete(
    editor: FfmpegVideoEditor, indexed: Path, tmp_path: Path
) -> None:
    """The box of the pictures is shortened with them: only reading what the index names shows that they are gone."""
    content = indexed.read_bytes()
    start, size = find(content, b"mdat")
    short = content[:start] + box(b"mdat", content[start + 8 : start + size // 2])
    assert judged(editor, short, tmp_path) == texts_es.VIDEO_TRUNCATED


@pytest.mark.parametrize("size", [0, 1, 7, 2**31, 2**32 - 1])
@pytest.mark.parametrize("path", [(b"moov",), (b"moov", b"trak"), (b"moov", b"trak", b"mdia"), (b"mdat",)])
def test_I06_a_box_that_lies_about_its_size_is_refused(
    editor: FfmpegVideoEditor, indexed: Path, tmp_path: Path, path: tuple[bytes, ...], size: int
) -> None:
    content = indexed.read_bytes()
    start, _ = find(content, *path)
    lying = content[:start] + struct.pack(">I", size) + content[start + 4 :]
    verdict = judged(editor, lying, tmp_path)
    to_the_end_of_the_file = path == (b"mdat",) and size == 0
    assert isinstance(verdict, VideoFacts) is to_the_end_of_the_file


def test_I06_sizes_of_sixty_four_bits_that_overflow_are_refused(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    for size in (0, 15, 2**63 - 1, 2**64 - 1):
        huge = struct.pack(">I4sQ", 1, b"free", size)
        assert isinstance(judged(editor, clip.read_bytes() + huge, tmp_path), str)


def test_I06_a_hundred_thousand_boxes_are_not_walked_through(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    assert judged(editor, clip.read_bytes() + box(b"free") * 100_000, tmp_path) == texts_es.VIDEO_BROKEN
    assert (
        judged(editor, with_box(clip.read_bytes(), box(b"free") * 100_000, b"moov"), tmp_path) == texts_es.VIDEO_BROKEN
    )


def test_I06_boxes_within_boxes_without_end_are_refused(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    nested = b""
    for _ in range(3000):
        nested = box(b"trak", nested)
    assert isinstance(judged(editor, with_box(clip.read_bytes(), nested, b"moov"), tmp_path), str)


def test_I06_an_index_that_is_compressed_is_refused(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    compressed = box(b"dcom", b"zlib") + box(b"cmvd", struct.pack(">I", 50_000_000) + bomb)
    start, _ = find(clip.read_bytes(), b"moov")
    content = clip.read_bytes()[:start] + box(b"moov", box(b"cmov", compressed))
    assert isinstance(judged(editor, content, tmp_path), str)
    assert (
        judged(editor, with_box(clip.read_bytes(), box(b"cmov", compressed), b"moov"), tmp_path)
        == texts_es.VIDEO_BROKEN
    )


def test_I06_an_index_of_many_megabytes_is_refused(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    bomb = with_box(clip.read_bytes(), box(b"free", bytes(33 * 1024 * 1024)), b"moov")
    assert judged(editor, bomb, tmp_path) == texts_es.VIDEO_BROKEN


@pytest.mark.parametrize("table", [b"stts", b"stsz", b"stsc", b"stco"])
def test_I06_a_table_that_promises_four_thousand_million_entries_costs_nothing(
    editor: FfmpegVideoEditor, indexed: Path, tmp_path: Path, table: bytes
) -> None:
    place = 8 if table == b"stsz" else 4

    def promise(content: bytes) -> bytes:
        return content[:place] + b"\xff\xff\xff\xfe" + content[place + 4 :]

    path = (b"moov", b"trak", b"mdia", b"minf", b"stbl", table)
    judged(editor, edited(indexed.read_bytes(), promise, *path), tmp_path)


def test_I08_a_track_that_lies_at_an_address_or_in_another_file_is_refused(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    content = clip.read_bytes()
    path = (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref")
    outside = edited(content, lambda inside: inside[:-4] + bytes(4), *path)
    assert judged(editor, outside, tmp_path) == texts_es.VIDEO_ELSEWHERE
    for kind in (b"url ", b"alis", b"urn "):
        address = box(kind, bytes(4) + b"http://169.254.169.254/latest/meta-data/\0")
        assert judged(editor, with_box(content, address, *path), tmp_path) == texts_es.VIDEO_ELSEWHERE


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://169.254.169.254/latest/meta-data/\n",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<?xml version='1.0'?><MPD><BaseURL>http://169.254.169.254/</BaseURL></MPD>",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x1a\x45\xdf\xa3 matroska or webm",
        b"GAB2\x00\x02\x00#EXTM3U\nfile:///etc/passwd",
        b"MZ\x90\x00" + bytes(64),
        b"\x00" * 5000,
        b"",
    ],
)
def test_I08_I13_a_playlist_or_anything_else_named_mp4_is_not_followed(
    editor: FfmpegVideoEditor, tmp_path: Path, content: bytes
) -> None:
    assert judged(editor, content, tmp_path) in {texts_es.VIDEO_UNKNOWN, texts_es.FILE_EMPTY}


def test_I08_a_playlist_behind_the_beginning_of_a_video_is_not_followed(
    editor: FfmpegVideoEditor, tmp_path: Path
) -> None:
    disguised = box(b"ftyp", b"isom" + bytes(12)) + b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
    assert isinstance(judged(editor, disguised, tmp_path), str)


def test_I08_the_child_opens_no_address_and_no_other_format(clip: Path, tmp_path: Path) -> None:
    """Were something to slip through our own walk, ffmpeg itself would not follow it."""
    playlist = tmp_path / "list.mp4"
    playlist.write_text(f"ffconcat version 1.0\nfile {clip}\n")
    assert not child.run(str(playlist), ("-f", "null", "-")).is_well
    assert not child.run("http://127.0.0.1:9/", ("-f", "null", "-")).is_well


def test_the_child_may_write_no_more_than_it_is_allowed(clip: Path, tmp_path: Path) -> None:
    output = ("-c", "copy", "-f", "mp4", "-y", f"file:{tmp_path / 'out.mp4'}")
    assert child.run(str(clip), output, max_written_bytes=10_000_000).is_well
    assert not child.run(str(clip), output, max_written_bytes=10_000).is_well
    assert (tmp_path / "out.mp4").stat().st_size <= 10_000


def test_the_child_ends_when_its_time_is_up(tmp_path: Path) -> None:
    """A pipe that nobody writes to is a file that never ends."""
    os.mkfifo(tmp_path / "endless.mp4")
    began = time.monotonic()
    with pytest.raises(InvalidInputError, match="tardó demasiado"):
        child.run(str(tmp_path / "endless.mp4"), ("-c", "copy", "-f", "null", "-"), wall_seconds=0.2)
    assert time.monotonic() - began < SECONDS


def test_I06_a_picture_of_four_thousand_million_pixels_takes_no_memory(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    def grow(content: bytes) -> bytes:
        at = content.index(b"avc1") + 28
        return content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :]

    path = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
    judged(editor, edited(clip.read_bytes(), grow, *path), tmp_path)


@pytest.mark.parametrize("seed", range(MUTATIONS))
def test_I08_whatever_is_changed_in_a_clip_it_is_understood_or_refused(
    editor: FfmpegVideoEditor, indexed: Path, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    content = bytearray(indexed.read_bytes())
    start, size = find(bytes(content), b"moov")
    index_only = seed % 2 == 0
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(start, start + size) if index_only else chance.randrange(len(content))
        content[at] = chance.choice((0, 0xFF, chance.randrange(256)))
    verdict = judged(editor, bytes(content), tmp_path)
    if isinstance(verdict, VideoFacts):
        assert 0 < verdict.seconds <= 3600
        assert min(verdict.width, verdict.height) >= 16
