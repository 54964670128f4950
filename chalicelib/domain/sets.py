"""
Which files of a folder are used, decided from what is there now and never from what came first (manual 1.1).

S3 orders the events of one key, not those of two. One name written in two forms of Unicode is two keys: each is kept apart,
in a slot of its own, and the one that the bucket stored last counts (I14). A set has room for so many files and so much
text; who gets it follows from role and name. What does not count keeps its place but not its content, which is read again
from the bucket if it comes to count. A record so stays below what an item of the table can hold, whatever arrives.
"""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.json_text import dump_json

if TYPE_CHECKING:
    from chalicelib.domain.material import MaterialFile

    Files = Mapping[str, "MaterialFile"]

MAX_FILES = 60
"""How many files of a folder are used."""

MAX_CONTENT_BYTES = 280_000
"""What the texts and everything else that was understood of the files may take in the record together."""

MAX_NAMES = 150
MAX_NAMES_BYTES = 110_000
"""How many names a folder may have, removed ones too, and what they take in the record; each carries marks beside it."""

_MARKS_BYTES = 640
MAX_IDENTITY_LENGTH = 128

KEPT_REMOVED = timedelta(days=30)
"""How long a removal is remembered: twice as long as a queue can keep an older event of the same key."""

_RANKS = {"order": 0, "text": 1, "bundle": 2, "video": 3, "image": 4}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NO_CONTENT = {"text": None, "order": None, "rejection": None, "notes": (), "pieces": ()}
_NO_MARKS = {"name": "", "key": "", "sequencer": "", "version_id": "", "uploaded_by": "", "stored_at": None}


def slot_of(name: str, key: str) -> str:
    """Name the place of a key in its set: its name, or for a spelling other than NFC the whole key."""
    return name if unicodedata.is_normalized("NFC", key) else key


def weighed(file: "MaterialFile") -> "MaterialFile":
    """Note what the content of a file takes in the record, in bytes of JSON."""
    content = dump_json(file.model_copy(update={**_NO_MARKS, "weight_bytes": 0, "is_set_aside": False}))
    weight_bytes = 0 if file.removed else len(content.encode("utf-8", "surrogatepass"))
    return file.model_copy(update={"weight_bytes": weight_bytes, "is_set_aside": False})


def standing(files: "Files") -> "list[tuple[str, MaterialFile, bool]]":
    """
    Give the file that counts of each name, by name: its slot, itself, and whether the set has room for it.

    Of two spellings that are there the one that was stored last counts. Instructions and texts get room first, then the
    others, each by name.
    """
    newest: dict[str, tuple[str, MaterialFile]] = {}
    for slot, file in files.items():
        if not file.removed and (file.name not in newest or _when(file) > _when(newest[file.name][1])):
            newest[file.name] = (slot, file)
    counting = [newest[name] for name in sorted(newest)]
    taken: set[str] = set()
    left_bytes = MAX_CONTENT_BYTES
    for slot, file in sorted(counting, key=lambda each: _RANKS.get(each[1].role, len(_RANKS))):
        if len(taken) < MAX_FILES and file.weight_bytes <= left_bytes:
            taken.add(slot)
            left_bytes -= file.weight_bytes
    return [(slot, file, slot in taken) for slot, file in counting]


def _when(file: "MaterialFile") -> tuple[datetime, str]:
    """Order two spellings; the bucket tells seconds, so the key decides within one."""
    return file.stored_at or _LONG_AGO, file.key


def balanced(files: "Files") -> "dict[str, MaterialFile]":
    """Give the set with the content of those files only that are used."""
    taken = {slot for slot, _, has_room in standing(files) if has_room}
    return {slot: file if slot in taken else _set_aside(file) for slot, file in files.items()}


def _set_aside(file: "MaterialFile") -> "MaterialFile":
    return file if file.removed else file.model_copy(update={**_NO_CONTENT, "is_set_aside": True})


def without_old_removals(files: "Files", now: datetime) -> "dict[str, MaterialFile]":
    """Forget removals so old that no event from before them can still come."""
    since = now - KEPT_REMOVED
    return {slot: file for slot, file in files.items() if not (file.removed and since > (file.stored_at or now))}


def is_crowded(files: "Files") -> bool:
    """Say whether a folder has more names than a record can hold."""
    return len(files) > MAX_NAMES or sum(_name_bytes(file) for file in files.values()) > MAX_NAMES_BYTES


def _name_bytes(file: "MaterialFile") -> int:
    texts = (file.slot, file.key, file.name)
    return _MARKS_BYTES + sum(len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) for text in texts)
