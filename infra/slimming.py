"""
What of a file that is kept never runs: the prose in botocore's service models, and the debugging of native libraries.

Both leave what runs as it was, whatever machine packages: a model is read, its `documentation` emptied, and written again;
a native library is cut behind the last byte that the loader maps (ELF: what lies there is for debuggers and linkers alone).
"""

import gzip
import json
import struct
from pathlib import Path
from typing import Any

MODELS = "botocore/data/*/*/service-2.json.gz"
ELF_64_LITTLE_ENDIAN = b"\x7fELF\x02\x01"
SEGMENT = struct.Struct("<IIQQQQQQ")


def slim(folder: Path) -> None:
    """Make smaller what of a folder of dependencies can be, in place."""
    for model in folder.glob(MODELS):
        model.write_bytes(without_prose(model.read_bytes()))
    for library in folder.rglob("*.so*"):
        cut = without_debugging(library.read_bytes())
        if len(cut) < library.stat().st_size:
            library.write_bytes(cut)


def without_prose(packed: bytes) -> bytes:
    """Empty the documentation in a gzipped service model: a sixth of it is left, and it is read faster. Same in, same out."""
    model = _undocumented(json.loads(gzip.decompress(packed)))
    return gzip.compress(json.dumps(model, separators=(",", ":")).encode(), 9, mtime=0)


def without_debugging(library: bytes) -> bytes:
    """Cut a native library behind its last segment, with the table of sections; anything that is no 64-bit ELF stays."""
    if not library.startswith(ELF_64_LITTLE_ENDIAN):
        return library
    (segments_at,) = struct.unpack_from("<Q", library, 32)
    (segments,) = struct.unpack_from("<H", library, 56)
    parts = [SEGMENT.unpack_from(library, segments_at + number * SEGMENT.size) for number in range(segments)]
    kept = bytearray(library[: max(offset + size for _, _, offset, _, _, size, _, _ in parts)])
    struct.pack_into("<Q", kept, 40, 0)
    struct.pack_into("<HHH", kept, 58, 0, 0, 0)
    return bytes(kept)


def _undocumented(node: Any) -> Any:
    """Only prose is emptied: a member of a shape may itself be called `documentation`, and botocore asks for some by name."""
    if isinstance(node, dict):
        return {key: "" if _is_prose(key, value) else _undocumented(value) for key, value in node.items()}
    return [_undocumented(item) for item in node] if isinstance(node, list) else node


def _is_prose(key: str, value: Any) -> bool:
    return key == "documentation" and isinstance(value, str)
