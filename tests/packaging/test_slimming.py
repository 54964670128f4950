"""What is left out of a file that is kept changes nothing of what runs."""

import _ctypes
import ctypes
import gzip
import json
from pathlib import Path
from shutil import copyfile

from infra.slimming import MODELS, slim, without_debugging, without_prose

MODEL = {
    "documentation": "<p>Prose</p>",
    "clientContextParams": {"UseX": {"documentation": "More", "type": "boolean"}},
    "shapes": {
        "Page": {"type": "structure", "members": {"documentation": {"shape": "Text", "documentation": "Prose"}}}
    },
}


def test_a_model_loses_its_prose_and_nothing_else() -> None:
    kept = json.loads(gzip.decompress(without_prose(gzip.compress(json.dumps(MODEL).encode()))))
    assert kept == {
        "documentation": "",
        "clientContextParams": {"UseX": {"documentation": "", "type": "boolean"}},
        "shapes": {"Page": {"type": "structure", "members": {"documentation": {"shape": "Text", "documentation": ""}}}},
    }


def test_the_same_model_is_the_same_bytes() -> None:
    packed = gzip.compress(json.dumps(MODEL).encode())
    assert without_prose(packed) == without_prose(packed) == without_prose(without_prose(packed))


def test_a_native_library_still_loads_once_it_is_cut(tmp_path: Path) -> None:
    whole = Path(_ctypes.__file__)
    cut = tmp_path / "cut.so"
    cut.write_bytes(without_debugging(whole.read_bytes()))
    assert cut.stat().st_size < whole.stat().st_size
    assert hasattr(ctypes.PyDLL(str(cut)), "PyInit__ctypes")
    assert without_debugging(cut.read_bytes()) == cut.read_bytes()


def test_what_is_no_native_library_stays_as_it_is() -> None:
    assert without_debugging(b"\x7fELF\x01 thirty-two bits") == b"\x7fELF\x01 thirty-two bits"
    assert without_debugging(b"#!/bin/sh") == b"#!/bin/sh"


def test_a_folder_is_slimmed_in_place(tmp_path: Path) -> None:
    model = tmp_path / MODELS.replace("*", "s3")
    model.parent.mkdir(parents=True)
    model.write_bytes(gzip.compress(json.dumps(MODEL).encode()))
    library = Path(copyfile(_ctypes.__file__, tmp_path / "_ctypes.so"))
    before = library.stat().st_size
    slim(tmp_path)
    assert b"Prose" not in gzip.decompress(model.read_bytes())
    assert library.stat().st_size < before
