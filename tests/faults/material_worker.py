"""
The worker that is tried: it has loaded what the Lambdas of intake and editing load, and reads one file after the other.

A file that it cannot handle ends it with a traceback; that is how an unhandled error is seen.
"""

import json
import logging
import re
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.adapters.aws import client
from chalicelib.adapters.sandbox import Sandbox, SandboxedImageEditor, SandboxedMaterialReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.ports import ReadMaterial, RenditionSpec
from functions import prepare_publications, receive_material

LOADED = (
    receive_material.lambda_handler,
    prepare_publications.lambda_handler,
    client("dynamodb"),
    client("s3"),
    client("sqs"),
)
"""What the Lambdas hold in memory beside the file."""

SMALL = {"small": RenditionSpec(400, 300, 1_000_000)}
MAX_RENDERED_PIECES = 3
NEVER_SAID = re.compile(r"root:x:0|(?:ja){60}|fuera\.txt\x00")
"""What only a reader says that follows a path out of the file, or unfolds an entity."""


def serve() -> None:
    """Read the files named on standard input, a line of JSON each, and tell what became of them."""
    logging.disable()
    sandbox = Sandbox()
    reader, editor = SandboxedMaterialReader(sandbox), SandboxedImageEditor(sandbox)
    for line in sys.stdin:
        asked = json.loads(line)
        began = time.perf_counter()
        with TemporaryDirectory() as folder:
            told = _told(reader, editor, asked["name"], Path(asked["path"]), Path(folder))
        _say(told | {"seconds": time.perf_counter() - began})
    sandbox.close()
    ours, theirs = _own_peak_kb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    _say({"bound_mb": (ours + theirs) / 1024, "own_mb": ours / 1024})


def _own_peak_kb() -> int:
    """Give the most memory this process held. `ru_maxrss` would count what it was forked from."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) if found else 0


def _say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _told(
    reader: SandboxedMaterialReader, editor: SandboxedImageEditor, name: str, file: Path, into: Path
) -> dict[str, object]:
    try:
        material = reader.read(name, file, into)
        pictures = [file] if material.role is FileRole.IMAGE else _pictures(material)
        for picture in pictures:
            editor.render(picture.read_bytes(), SMALL)
    except InvalidInputError as error:
        reason = str(error)
        return {"outcome": "rejected", "reason": reason, "broken": "" if reason.endswith(".") else "no reason"}
    return {"outcome": "accepted", "reason": "", "broken": _broken(material, into)}


def _pictures(material: ReadMaterial) -> list[Path]:
    return [piece.path for piece in material.pieces if piece.role is FileRole.IMAGE and piece.path][
        :MAX_RENDERED_PIECES
    ]


def _broken(material: ReadMaterial, into: Path) -> str:
    """Say which promise about an accepted file does not hold."""
    said = " ".join([material.text or "", *(piece.text or "" for piece in material.pieces)])
    if NEVER_SAID.search(said):
        return "it says what it should not know"
    for piece in material.pieces:
        if piece.role is FileRole.REJECTED and not piece.rejection:
            return f"a piece is rejected without a reason: {piece.name!r}"
        if piece.path is not None and not piece.path.resolve().is_relative_to(into.resolve()):
            return f"a piece lies outside: {piece.name!r}"
    return ""


if __name__ == "__main__":
    serve()
