"""Compiled libraries lose what a debugger reads, and nothing that is loaded."""

import struct
from pathlib import Path

import pytest

from infra.stripping import ALLOCATED, ELF64_LITTLE, SECTION, strip, stripped

NAMES = b"\0.text\0.debug_info\0.shstrtab\0"
CODE, NOTES = b"code that runs", b"notes for a debugger"


def library(debug_flags: int = 0) -> bytes:
    """Make a library of the fewest bytes: code, notes, and the names of its sections."""
    at = 64
    parts = [(b".text", CODE, ALLOCATED), (b".debug_info", NOTES, debug_flags), (b".shstrtab", NAMES, 0)]
    body, sections = b"", [SECTION.pack(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)]
    for name, content, flags in parts:
        sections.append(SECTION.pack(NAMES.index(name), 1, flags, 0, at + len(body), len(content), 0, 0, 1, 0))
        body += content
    head = ELF64_LITTLE + bytes(34) + struct.pack("<Q", at + len(body)) + bytes(10)
    return head + struct.pack("<HHH", SECTION.size, len(sections), len(sections) - 1) + body + b"".join(sections)


def test_only_the_notes_for_a_debugger_are_zeroed() -> None:
    whole = library()
    assert len(whole[: whole.index(CODE)]) == 64
    assert stripped(whole) == whole.replace(NOTES, bytes(len(NOTES)))


def test_what_a_loader_maps_stays_whatever_its_name() -> None:
    whole = library(debug_flags=ALLOCATED)
    assert stripped(whole) == whole


@pytest.mark.parametrize("other", [b"", b"#!/bin/sh\n", b"\x7fELF\x01\x01" + bytes(80)])
def test_what_is_no_library_of_64_bits_stays_as_it_is(other: bytes) -> None:
    assert stripped(other) == other


def test_a_library_that_is_cut_short_is_not_passed_on() -> None:
    with pytest.raises(struct.error):
        stripped(library()[:-10])


def test_every_library_of_a_folder_is_stripped_and_nothing_else(tmp_path: Path) -> None:
    for name in ("lib.so", "lib.so.6", "notes.txt"):
        (tmp_path / name).write_bytes(library())
    strip(tmp_path)
    kept = [NOTES in (tmp_path / name).read_bytes() for name in ("lib.so", "lib.so.6", "notes.txt")]
    assert kept == [False, False, True]
