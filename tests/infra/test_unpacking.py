"""The local stack unpacks a function as AWS does: what its zip says may be run, may be run."""

import zipfile
from pathlib import Path

from local.unpacking import PermittingZipFile

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
