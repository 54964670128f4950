"""2.3: of a video only picture and sound go out. Nothing says where, when, by whom or with what it was made (I11)."""

import struct
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.videos import FfmpegVideoEditor
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.ids import sha256_of_file
from tests.unit.adapters.videos import clips
from tests.unit.adapters.videos.clips import AS_A_CAMERA, PICTURE, SOUND, box, with_box

PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"udta"}
NEEDED = {
    *PARENTS,
    *(b"ftyp", b"mdat", b"free", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"stsd"),
    *(b"stts", b"stss", b"ctts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp", b"sdtp", b"meta"),
}
"""The boxes that playing needs. `meta` may hold only an empty list."""
EMPTY_LIST = box(b"ilst")
XMP = box(b"uuid", bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC") + b"<x:xmpmeta>SECRETO GPS 21.12</x:xmpmeta>")
LOCI = bytes(4) + b"\x55\xc4SECRETO\0\0" + struct.pack(">iii", -6663000, 1384000, 0) + b"earth\0SECRETO\0"
XYZ = struct.pack(">HH", 22, 0x15C7) + b"+21.1220-101.6830/SECR"
PLACE = box(b"udta", box(b"\xa9xyz", XYZ) + box(b"loci", LOCI))
SECRETS = (b"SECRET", b"Secret", b"Secreto", b"21.12", b"101.68", "Pérez".encode(), b"xmpmeta", b"2026-11-23")


def leaks(clip: bytes) -> list[str]:
    """Walk a clip's boxes and name everything that is more than playing needs, or says when it was made."""
    found = [f"bytes {secret!r}" for secret in SECRETS if secret in clip]
    for kind, content in walk(clip):
        if kind not in NEEDED:
            found.append(f"box {kind!r}")
        if kind in {b"mvhd", b"tkhd", b"mdhd"} and any(content[4 : 20 if content[0] else 12]):
            found.append(f"date in {kind!r}")
        if kind == b"hdlr" and content[24:].rstrip(b"\0") not in {b"VideoHandler", b"SoundHandler"}:
            found.append(f"handler {content[24:]!r}")
        if kind == b"meta" and not content.endswith(EMPTY_LIST):
            found.append("tags")
        if kind == b"mdhd" and content[-4:-2] != b"\x55\xc4":
            found.append("language")
    return found


def walk(clip: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 0
    while at + 8 <= len(clip):
        size, kind = struct.unpack_from(">I4s", clip, at)
        assert size >= 8
        content = clip[at + 8 : at + size]
        found.append((kind, content))
        found += walk(content) if kind in PARENTS else []
        at += size
    return found


def stripped(editor: FfmpegVideoEditor, file: Path) -> Path:
    clean = file.with_name("clean.mp4")
    editor.strip(file, clean)
    return clean


def packets(file: Path) -> list[bytes]:
    """Give the hash of every packet of the first picture and sound, without the times in the container."""
    listed = clips.ffmpeg("-i", str(file), "-map", "0:V:0", "-map", "0:a:0?", "-c", "copy", "-f", "framemd5", "-")
    return [line.rpartition(b",")[2] for line in listed.splitlines() if not line.startswith(b"#")]


def with_everything(tmp_path: Path) -> Path:
    """Make a clip with every way of saying something that we know of, in an MP4."""
    (tmp_path / "words.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nSECRETO subtítulo\n")
    (tmp_path / "tags.txt").write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=SECRETO capítulo\n"
    )
    more = ("-i", str(tmp_path / "words.srt"), "-i", str(tmp_path / "tags.txt"))
    maps = ("-map", "0", "-map", "1", "-map", "2", "-map_chapters", "3", "-c:s", "mov_text", "-timecode", "01:02:03:04")
    file = clips.make(
        tmp_path / "everything.mp4",
        *maps,
        *("-metadata", "title=SECRETO", "-metadata", "artist=Pérez", "-metadata", "creation_time=2026-11-23T12:34:56Z"),
        *("-metadata:s:v", "handler_name=SecretHandler", "-metadata:s:a", "language=spa"),
        inputs=(*PICTURE, *SOUND, *more),
    )
    content = with_box(file.read_bytes(), PLACE, b"moov")
    content = with_box(content, box(b"meta", bytes(4) + box(b"xml ", b"SECRETO")), b"moov", b"trak")
    file.write_bytes(with_box(content, XMP) + box(b"meta", b"SECRETO") + box(b"free", b"SECRETO"))
    return file


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("tagged.mp4", ()),
        ("keys.mp4", ("-movflags", "use_metadata_tags")),
        ("tagged.mov", ()),
        ("keys.mov", ("-movflags", "use_metadata_tags")),
        ("indexed.mp4", ("-movflags", "+faststart")),
        ("fragments.mp4", ("-movflags", "frag_keyframe+empty_moov")),
        ("phone.3gp", ("-ar", "8000", "-ac", "1")),
        ("apple.m4v", ("-f", "ipod")),
    ],
)
def test_I11_nothing_says_where_when_by_whom_or_with_what_it_was_made(
    editor: FfmpegVideoEditor, tmp_path: Path, name: str, more: tuple[str, ...]
) -> None:
    before = clips.tagged(tmp_path / name, *more)
    assert any(secret in before.read_bytes() for secret in SECRETS), "the claim would be empty"
    after = stripped(editor, before)
    assert leaks(after.read_bytes()) == []
    assert packets(after) == packets(before)


def test_I11_boxes_and_tracks_put_in_by_hand_are_gone(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    before = with_everything(tmp_path)
    assert len(leaks(before.read_bytes())) > 10
    after = stripped(editor, before)
    assert leaks(after.read_bytes()) == []
    assert packets(after) == packets(before)
    assert sum(kind == b"trak" for kind, _ in walk(after.read_bytes())) == 2


def test_I11_what_a_camera_measured_meanwhile_is_gone(editor: FfmpegVideoEditor, clip: Path, tmp_path: Path) -> None:
    """A track of places (`gpmd`, `mebx`), as action cameras and telephones write beside the picture."""
    (tmp_path / "places.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nSECRETO 21.1220 -101.6830\n")
    more = ("-i", str(tmp_path / "places.srt"), "-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text")
    clips.ffmpeg("-i", str(clip), *more, str(tmp_path / "places.mp4"))
    content = (tmp_path / "places.mp4").read_bytes()
    assert content.count(b"sbtl") == content.count(b"tx3g") == 1
    (tmp_path / "places.mp4").write_bytes(content.replace(b"sbtl", b"meta").replace(b"tx3g", b"gpmd"))
    after = stripped(editor, tmp_path / "places.mp4")
    assert leaks(after.read_bytes()) == []
    assert packets(after) == packets(clip)


def test_the_same_bytes_give_the_same_bytes(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    before = clips.tagged(tmp_path / "tagged.mov")
    editor.strip(before, tmp_path / "one.mp4")
    editor.strip(before, tmp_path / "two.mp4")
    assert sha256_of_file(tmp_path / "one.mp4") == sha256_of_file(tmp_path / "two.mp4")


def test_what_was_stripped_is_the_same_video_and_stays_as_it_is(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    turned = tmp_path / "turned.mp4"
    clips.ffmpeg("-display_rotation", "90", "-i", str(clips.tagged(tmp_path / "tagged.mp4")), "-c", "copy", str(turned))
    editor.strip(turned, tmp_path / "one.mp4")
    editor.strip(tmp_path / "one.mp4", tmp_path / "two.mp4")
    facts, again = editor.check(turned), editor.check(tmp_path / "one.mp4")
    assert facts.model_dump(exclude={"size_bytes"}) == again.model_dump(exclude={"size_bytes"})
    assert (again.width, again.height) == (240, 320)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_the_index_comes_first_so_that_it_plays_while_it_loads(
    editor: FfmpegVideoEditor, clip: Path, tmp_path: Path
) -> None:
    editor.strip(clip, tmp_path / "clean.mp4")
    assert [kind for kind, _ in walk((tmp_path / "clean.mp4").read_bytes()) if kind in {b"moov", b"mdat"}] == [
        b"moov",
        b"mdat",
    ]


def test_a_picture_that_fits_no_mp4_is_refused_and_nothing_is_left(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    studio = clips.make(tmp_path / "studio.mov", inputs=PICTURE, codecs=("-c:v", "prores_ks"))
    with pytest.raises(InvalidInputError, match=r"MP4 \(H\.264 y AAC\)") as caught:
        editor.strip(studio, tmp_path / "clean.mp4")
    assert str(caught.value) == texts_es.VIDEO_NOT_AS_MP4
    assert not (tmp_path / "clean.mp4").exists()


def test_I08_what_is_no_video_is_never_opened_for_stripping(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile /etc/passwd\n")
    with pytest.raises(InvalidInputError):
        editor.strip(tmp_path / "list.mp4", tmp_path / "clean.mp4")
    assert not (tmp_path / "clean.mp4").exists()


def test_a_camera_is_named_by_its_codecs_alone(editor: FfmpegVideoEditor, tmp_path: Path) -> None:
    """The sample description keeps no compressor's name (`avc1`, bytes 42 to 74), where studios write a product's."""
    clean = stripped(
        editor, clips.make(tmp_path / "named.mov", "-metadata:s:v", "encoder=SecretCodec", codecs=AS_A_CAMERA)
    )
    content = clean.read_bytes()
    at = content.index(b"avc1", content.index(b"stsd"))
    assert content[at + 46 : at + 78].strip(b"\0") == b""
