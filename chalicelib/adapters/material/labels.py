"""What a file inside another is called where people see it. A label only: nothing is ever written under it (I07)."""

import re
import unicodedata

MAX_LENGTH = 120

_PARTS = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"[A-Za-z]:")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_LITTER_FOLDERS = frozenset({"__macosx", ".git", ".trashes", ".spotlight-v100", "$recycle.bin"})
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".localized", "ehthumbs.db"})


def label_of(name: str) -> str:
    """Give a file's own name without its folders, NFC, visible, by the rule of an upload's file name, never empty."""
    last = _PARTS.split(unicodedata.normalize("NFC", name).rstrip("/\\"))[-1]
    seen = "".join(letter for letter in _DRIVE.sub("", last) if unicodedata.category(letter) not in _UNSEEN).strip()
    if seen.strip(".") == "":
        return "archivo"
    return seen if len(seen) <= MAX_LENGTH else _shortened(seen)


def _shortened(name: str) -> str:
    """Cut a long name before its ending, which says what it is."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 10:  # noqa: PLR2004 - longer than any ending
        return name[:MAX_LENGTH]
    return f"{stem[: MAX_LENGTH - len(suffix) - 1]}.{suffix}"


def is_litter(name: str) -> bool:
    """Say whether a file is what systems leave behind in folders, which nobody meant to send."""
    folded = [part.casefold() for part in _PARTS.split(name) if part]
    if not folded:
        return True
    return bool(_LITTER_FOLDERS.intersection(folded)) or folded[-1] in _LITTER or folded[-1].startswith(("~$", "._"))
