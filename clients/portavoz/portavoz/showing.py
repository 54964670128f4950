"""How things are shown: what comes from an export is shown letter by letter, never obeyed by the terminal."""

import json
import unicodedata
from typing import Any

from rich.console import Console

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(value: object) -> str:
    """Give a text without what a terminal would obey."""
    return "".join(" " if unicodedata.category(letter) in _HIDDEN else letter for letter in str(value))


def as_json(content: Any) -> str:
    """Write for a program, in ASCII: nothing in it moves a terminal."""
    return json.dumps(content, indent=2, ensure_ascii=True)


def show(console: Console, shown: Any) -> None:
    """Print without marking numbers or reading markup."""
    console.print(shown, markup=False, highlight=False, soft_wrap=False)
