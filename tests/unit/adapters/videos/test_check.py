"""2.2: what a video is, by what really plays; and why one cannot be used, in words an office understands."""

import struct
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.videos import FfmpegVideoEditor, is_video
from chalicelib.adapters.videos.editor import MAX_MEGABYTES
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.videos import clips
from tests.unit.adapters.videos.clips import AS_A_CAMERA, PICTURE, SOUND

ONLY_PICTURE = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def refused(editor: FfmpegVideoEditor, file: Path) -> str:
    with pytest.raises(InvalidInputError) as caught:
        editor.check(file)
    return str(caught.value)


def claiming(clip: Path, seconds: float, into: Path) -> Path:
    """Let a clip say that it lasts some seconds."""

    def lie(header: bytes) -> bytes:
        (scale,) = struct.unpack_from(">I", header, 12)
        return header[:16] + struct.pack(">I", round(seconds * scale)) + header[20:]

    into.write_bytes(clips.edited(clip.read_bytes(), lie, b"moov", b"mvhd"))
    return into


def test_a_clip_is_described_by_what_plays(editor: FfmpegVideoEditor, clip: Path) -> None:
    facts = editor.check(clip)
    assert (facts.container, facts.video_codec, facts.audio_codec, facts.pixel_format) == (
        "mp4",
        "h264",
        "aac",
        "yuv420p",
    )
    assert (facts.width, facts.height, facts.frames_per_second) == (320, 240, 25)
    assert facts.seconds == pytest.approx(2, abs=0.03)
    assert facts.size_bytes == clip.stat().st_size


X264 = ("-c:v", "libx264", "-pix_fmt")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=0")
FRAGMENTS = ("-g", "5", "-movflags", "frag_keyframe+empty_moov")


@pytest.mark.parametrize(
    ("name", "inputs", "codecs", "expected"),
    [
        ("silent.mp4", PICTURE, ONLY_PICTURE, ("mp4", "h264", None, "yuv420p")),
        ("camera.mov", (*PICTURE, *SOUND), AS_A_CAMERA, ("mov", "h264", "aac", "yuv420p")),
        ("studio.mov", PICTURE, ("-c:v", "prores_ks"), ("mov", "prores", None, "yuv422p10le")),
        (
            "sound.mov",
            (*PICTURE, *SOUND),
            (*ONLY_PICTURE, "-c:a", "pcm_s16le"),
            ("mov", "h264", "pcm_s16le", "yuv420p"),
        ),
        ("phone.mov", PICTURE, X265, ("mov", "hevc", None, "yuv420p")),
        ("old.mov", PICTURE, ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"), ("mov", "mjpeg", None, "yuvj420p")),
        ("deep.mp4", PICTURE, (*X264, "yuv444p"), ("mp4", "h264", None, "yuv444p")),
        ("browser.mp4", (*PICTURE, *SOUND), (*AS_A_CAMERA, *FRAGMENTS), ("mp4", "h264", "aac", "yuv420p")),
        ("b-frames.mp4", PICTURE, (*X264, "yuv420p", "-bf", "3"), ("mp4", "h264", None, "yuv420p")),
    ],
)
def test_every_kind_of_clip_an_office_may_send_is_understood(
    editor: FfmpegVideoEditor,
    tmp_path: Path,
    name: str,
    inputs: tuple[str, ...],
    codecs: tuple[str, ...],
    expected: tuple[str, str, str | None, str],
) -> None:
    facts = editor.check(clips.make(tmp_path / name, inputs=inputs, codecs=codecs))
    assert (facts.container, facts.video_codec, facts.audio_codec, facts.pixel_format) == expected
    assert facts.seconds == pytest.approx(2, abs=0.03)
    assert (facts.width, facts.height) == (320, 240)
    assert facts.frames_per_second == pytest.approx(25, abs=1)


@pytest.mark.parametrize(
    ("degrees", "shown"), [("0", (320, 240)), ("90", (240, 320)), ("-90", (240, 320)), ("180", (320, 240))]
)
def test_a_clip_is_measured_as_it_is_held(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path, degrees: str, shown: tuple[int, int]
) -> None:
    clips.ffmpeg("-display_rotation", degrees, "-i", str(clip), "-c", "copy", str(tmp_path / "turned.mp4"))
    facts = editor.check(tmp_path / "turned.mp4")
    assert (facts.width, facts.height) == shown


def test_pixels_that_are_not_square_are_stretched(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    clips.ffmpeg("-i", str(clip), "-c", "copy", "-aspect", "16:9", str(tmp_path / "wide.mp4"))
    facts = editor.check(tmp_path / "wide.mp4")
    assert (facts.width, facts.height) == (427, 240)


@pytest.mark.parametrize("claimed", [20, 0.2, 4000])
def test_I16_a_false_duration_is_refused_with_both_figures(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path, claimed: float
) -> None:
    lying = claiming(clip, claimed, tmp_path / "lying.mp4")
    assert refused(editor, lying) == texts_es.video_false_duration(claimed, editor.check(clip).seconds)


@pytest.mark.parametrize("claimed", [0, 1.5, 2.9])
def test_I16_a_duration_that_is_open_or_nearly_right_is_what_plays(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path, claimed: float
) -> None:
    facts = editor.check(claiming(clip, claimed, tmp_path / "open.mp4"))
    assert facts.seconds == editor.check(clip).seconds


def test_a_clip_longer_than_an_hour_is_refused(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    still = ("-f", "lavfi", "-i", "color=size=64x64:rate=1/600:duration=4200")
    long = clips.make(tmp_path / "long.mp4", inputs=still, codecs=ONLY_PICTURE)
    assert refused(editor, long) == texts_es.video_too_long(60)


def test_sound_alone_is_no_video_even_with_a_cover(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    clips.ffmpeg("-i", str(clip), "-vn", "-c", "copy", str(tmp_path / "sound.mp4"))
    assert refused(editor, tmp_path / "sound.mp4") == texts_es.VIDEO_ONLY_SOUND
    clips.ffmpeg("-i", str(clip), "-frames:v", "1", str(tmp_path / "cover.png"))
    cover = ("-i", str(tmp_path / "sound.mp4"), "-i", str(tmp_path / "cover.png"), "-map", "0", "-map", "1")
    clips.ffmpeg(*cover, "-c", "copy", "-disposition:v:0", "attached_pic", str(tmp_path / "song.mp4"))
    assert refused(editor, tmp_path / "song.mp4") in {texts_es.VIDEO_ONLY_SOUND, texts_es.VIDEO_BROKEN}


def test_subtitles_alone_are_no_video(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    (tmp_path / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nHola\n")
    clips.ffmpeg("-i", str(tmp_path / "words.srt"), "-c:s", "mov_text", str(tmp_path / "words.mp4"))
    assert refused(editor, tmp_path / "words.mp4") == texts_es.VIDEO_WITHOUT_PICTURE


def test_a_protected_clip_is_refused_as_such(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    key = ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "0" * 32, "-encryption_kid", "1" * 32)
    clips.ffmpeg("-i", str(clip), "-c", "copy", *key, str(tmp_path / "protected.mp4"))
    assert refused(editor, tmp_path / "protected.mp4") == texts_es.VIDEO_PROTECTED


def test_more_tracks_than_a_telephone_writes_are_refused(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    clips.ffmpeg("-i", str(clip), *["-map", "0:v"] * 10, *["-map", "0:a"] * 7, "-c", "copy", str(tmp_path / "many.mp4"))
    assert refused(editor, tmp_path / "many.mp4") == texts_es.video_too_many_tracks(16)


def test_I05_an_empty_file_and_one_that_is_too_large_are_refused(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    empty, large = tmp_path / "empty.mp4", tmp_path / "large.mp4"
    empty.touch()
    assert refused(editor, empty) == texts_es.FILE_EMPTY
    with large.open("wb") as file:
        file.truncate(MAX_MEGABYTES * 1_000_000 + 1)
    assert refused(editor, large) == texts_es.file_too_large(MAX_MEGABYTES)


def test_I13_the_content_says_whether_it_is_a_video(clip: Path, tmp_path: Path) -> None:
    assert is_video(clip)
    for content in (
        b"",
        b"hola",
        b"\xff\xd8\xff\xe0 foto",
        b"\x00\x00\x00\x18ftypheic",
        b"#EXTM3U\n",
        b"\x1aE\xdf\xa3 matroska",
    ):
        (tmp_path / "other.mp4").write_bytes(content)
        assert not is_video(tmp_path / "other.mp4")


def test_tags_that_look_like_what_ffmpeg_prints_change_nothing(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    lie = "x\nOutput #0, null, to 'pipe:':\n  Stream #0:0: Video: hevc, yuv444p, 9999x9999, 1 fps\n"
    pads = ["-metadata", "title=" + "x" * 1999 + lie, "-metadata", f"comment={lie}"]
    key = ["-movflags", "use_metadata_tags", "-metadata", "displaymatrix: rotation of 90.00 degrees=1"]
    clips.ffmpeg("-i", str(clip), "-c", "copy", *pads, *key, str(tmp_path / "spoof.mp4"))
    assert editor.check(tmp_path / "spoof.mp4").model_dump(exclude={"size_bytes"}) == editor.check(clip).model_dump(
        exclude={"size_bytes"}
    )
