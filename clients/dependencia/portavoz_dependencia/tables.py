"""
How cases are shown: tables for a person, JSON for a program.

What citizens write is shown letter by letter, never obeyed: no markup, no control characters, no marks that turn the writing.
"""

import json
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from . import texts
from .api import Case
from .commands import Told

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_DAY_LETTERS = 10


def plain(value: object, *, lines: bool = False) -> str:
    """Give a text without what a terminal would obey."""
    return "".join(
        letter if (lines and letter == "\n") or unicodedata.category(letter) not in _HIDDEN else " "
        for letter in str(value or "")
    )


def as_json(content: Any) -> str:
    """Write for a program, in ASCII: nothing in it moves a terminal."""
    return json.dumps(content, indent=2, ensure_ascii=True)


def cases_table(cases: Sequence[Case]) -> Table:
    """Show a list of cases."""
    table = Table(expand=True, show_edge=False, pad_edge=False)
    table.add_column("Folio", no_wrap=True)
    table.add_column("Vence", no_wrap=True)
    table.add_column("Estado", no_wrap=True)
    table.add_column("Clase", no_wrap=True)
    table.add_column("Lugar", ratio=1, overflow="ellipsis")
    table.add_column("Texto", ratio=3, overflow="ellipsis", no_wrap=True)
    for case in cases:
        urgent = Text(f"{texts.URGENT} ", style="bold red") if case.get("is_urgent") else Text()
        table.add_row(
            Text(plain(case.get("folio"))),
            Text(plain(case.get("due_on"))),
            Text(state_name(case)),
            Text(texts.KINDS.get(str(case.get("kind")), plain(case.get("kind")))),
            Text(plain(case.get("place"))),
            urgent + Text(plain(case.get("text"))),
        )
    return table


def told_table(results: Sequence[Told]) -> Table:
    """Show what became of each case."""
    table = Table(expand=True, show_edge=False, pad_edge=False)
    table.add_column("Folio", no_wrap=True)
    table.add_column("Estado", no_wrap=True)
    table.add_column("Resultado", ratio=1)
    for result in results:
        said = Text(plain(result.error), style="red") if result.error else Text(texts.DONE, style="green")
        state = state_name(result.case) if result.case else "—"
        table.add_row(Text(plain(result.folio)), Text(state), said)
    return table


def case_panel(case: Case) -> Panel:
    """Show one case completely."""
    facts = Table.grid(padding=(0, 2))
    for name, value in _facts(case):
        facts.add_row(Text(name, style="dim"), Text(plain(value)))
    history = Table(show_edge=False, pad_edge=False)
    for name in ("Cuándo", "Quién", "Qué", "Nota"):
        history.add_column(name)
    for act in case.get("history") or []:
        what = texts.ACTS.get(str(act.get("act"))) or texts.STATES.get(str(act.get("act"))) or plain(act.get("act"))
        when, who, note = local_time(act.get("at")), plain(act.get("by")), plain(act.get("note"))
        history.add_row(Text(when), Text(who or "Portavoz"), Text(what), Text(note))
    text = Text(plain(case.get("text"), lines=True))
    return Panel(Group(facts, Text(), text, Text(), history), title=Text(plain(case.get("folio"))))


def _facts(case: Case) -> list[tuple[str, object]]:
    return [
        ("Estado", state_name(case)),
        ("Vence", case.get("due_on")),
        ("Urgente", "sí" if case.get("is_urgent") else "no"),
        ("Clase", texts.KINDS.get(str(case.get("kind")), case.get("kind"))),
        ("Red", case.get("network")),
        ("Cuenta", case.get("author_handle") or "—"),
        ("Lugar", case.get("place") or "—"),
        ("Comentarios iguales", case.get("count")),
        ("Folio de su oficina", case.get("department_folio") or "—"),
    ]


def state_name(case: Case) -> str:
    """Name a case's state."""
    return texts.STATES.get(str(case.get("state")), plain(case.get("state")))


def local_time(instant: object) -> str:
    """Write an instant in the time of the person's own machine."""
    try:
        return f"{datetime.fromisoformat(str(instant)).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return plain(instant)[:_DAY_LETTERS]


def show(console: Console, shown: Any) -> None:
    """Print without marking numbers or reading markup."""
    console.print(shown, markup=False, highlight=False, soft_wrap=False)
