"""The local stack unpacks a function as AWS does: what its zip says may be run, may be run."""

import tempfile
import zipfile
from pathlib import Path

import pytest

from local.unpacking import PermittingZipFile, SharingZipFile

PROGRAM, DATA, FROM_WINDOWS = "bin/ffmpeg", "data.txt", "nota.txt"


def a_zip(file: Path) -> Path:
    with zipfile.ZipFile(file, "w") as written:
        for name, permissions in ((PROGRAM, 0o755), (DATA, 0o644), (FROM_WINDOWS, 0)):
            entry = zipfile.ZipInfo(name)
            entry.external_attr = permissions << 16
            written.writestr(entry, b"#!/bin/sh\n")
    return file


def permissions_of(folder: Path, name: str) -> int:
    return (folder / name).stat().st_mode & 0o777


def test_a_program_may_be_run_and_nothing_else(tmp_path: Path) -> None:
    with PermittingZipFile(a_zip(tmp_path / "code.zip")) as opened:
        opened.extractall(tmp_path / "code")
    assert permissions_of(tmp_path / "code", PROGRAM) == 0o755
    assert permissions_of(tmp_path / "code", DATA) == 0o644
    assert not permissions_of(tmp_path / "code", FROM_WINDOWS) & 0o111


def test_only_what_is_asked_for_is_unpacked(tmp_path: Path) -> None:
    with PermittingZipFile(a_zip(tmp_path / "code.zip")) as opened:
        opened.extractall(str(tmp_path / "code"), [PROGRAM])
    assert permissions_of(tmp_path / "code", PROGRAM) == 0o755
    assert not (tmp_path / "code" / DATA).exists()


def test_what_functions_have_alike_lies_on_the_disk_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("one", "other"):
        with SharingZipFile(a_zip(tmp_path / f"{name}.zip")) as opened:
            opened.extractall(tmp_path / name)
    one, other = (tmp_path / name / PROGRAM for name in ("one", "other"))
    assert one.samefile(other)
    assert permissions_of(tmp_path / "other", PROGRAM) == 0o755


def test_another_content_is_another_file_and_a_replaced_one_stays_with_its_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name, content in (("one", b"1"), ("other", b"2"), ("third", b"1")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as written:
            written.writestr(DATA, content)
        with SharingZipFile(tmp_path / f"{name}.zip") as opened:
            opened.extractall(tmp_path / name)
    (tmp_path / "new").write_bytes(b"3")
    (tmp_path / "new").replace(tmp_path / "one" / DATA)
    assert [(tmp_path / name / DATA).read_bytes() for name in ("one", "other", "third")] == [b"3", b"2", b"1"]
