"""The day as readable tables, in Spanish."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from local.demo.words import KINDS, NETWORKS, RECORD_KINDS, SENTIMENTS, SOURCES, STATES, place_name

LEON = ZoneInfo("America/Mexico_City")
PAGE_WIDTH = 120


class Printer:
    """Prints the story and its tables."""

    def __init__(self, console: Console | None = None) -> None:
        """Take the console; without one, the terminal, or a page wide enough for the tables where there is none."""
        terminal = Console(highlight=False)
        self.console = console or (terminal if terminal.is_terminal else Console(highlight=False, width=PAGE_WIDTH))

    def chapter(self, title: str) -> None:
        """Begin a stage of the manual."""
        self.console.print()
        self.console.rule(f"[bold]{title}", align="left")

    def say(self, sentence: str) -> None:
        """Tell one thing that happened."""
        self.console.print(f"  {sentence}", markup=False)

    def text(self, written: str) -> None:
        """Show what a command wrote, line by line as it is."""
        self.console.print(written, markup=False, soft_wrap=True)

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print one table."""
        table = Table(title=title, title_justify="left", title_style="bold", show_lines=False)
        for column in columns:
            table.add_column(column, overflow="fold", no_wrap=column == "folio")
        for row in rows:
            table.add_row(*(Text(str(cell)) for cell in row))
        self.console.print(table)

    def day(self, status: dict[str, Any]) -> None:
        """Print what came in, what went out, comments and referrals of a day."""
        figures = status["figures"]
        self._came_in(figures)
        self._went_out(status["posts"])
        self._comments(figures)
        self._replies(figures)
        self._referrals(figures)

    def waiting(self, lines: Sequence[dict[str, Any]]) -> None:
        """Print what waits for a person."""
        rows = [
            (RECORD_KINDS.get(line["kind"], line["kind"]), short(line["title"], 50), line["reason"]) for line in lines
        ]
        self.table("Lo que espera a una persona", ("qué", "título", "por qué"), rows)

    def records(self, records: Sequence[dict[str, Any]]) -> None:
        """Print how many official records of each kind the day has, and until when they are kept."""
        counts: dict[str, list[dict[str, Any]]] = {}
        for record in records:
            counts.setdefault(record["kind"], []).append(record)
        rows = [
            (RECORD_KINDS.get(kind, kind), len(found), found[0]["id"], last_day(found[0]["retain_until"]))
            for kind, found in sorted(counts.items())
        ]
        self.table("Registros del día (manual 7)", ("registro", "cuántos", "por ejemplo", "se conserva hasta"), rows)

    def _came_in(self, figures: dict[str, Any]) -> None:
        rows = [(SOURCES.get(source, source), count) for source, count in figures["bulletins_by_source"].items()]
        rows.append(("archivos rechazados", figures["rejected_files"]))
        self.table("Lo que llegó (1.1)", ("origen", "carpetas"), rows)

    def _went_out(self, posts: Sequence[dict[str, Any]]) -> None:
        rows = [
            (
                place_name(post),
                post["publication"],
                post["permalink"],
                "bajada" if post["removed_at"] else "visible",
            )
            for post in posts
        ]
        self.table("Lo que salió (2.5)", ("red", "publicación", "dirección", "estado"), rows)

    def _comments(self, figures: dict[str, Any]) -> None:
        self._counted("Comentarios por red y tipo (3.2, 4.1)", KINDS, figures["comments_by_network_and_kind"])
        self._counted(
            "Comentarios por red y sentimiento (4.4)", SENTIMENTS, figures["comments_by_network_and_sentiment"]
        )
        self.say(f"Editados: {figures['comments_edited']} · borrados por su autor: {figures['comments_deleted']}")

    def _counted(self, title: str, words: dict[str, str], counts: dict[str, dict[str, int]]) -> None:
        rows = []
        for network, name in NETWORKS.items():
            row = [counts.get(network, {}).get(word, 0) for word in words]
            rows.append((name, *row, sum(row)))
        self.table(title, ("red", *words.values(), "total"), rows)

    def _replies(self, figures: dict[str, Any]) -> None:
        rows = [
            (NETWORKS[network], STATES.get(state, state), count)
            for network, counts in figures["replies_by_network"].items()
            for state, count in counts.items()
        ]
        self.table("Respuestas a ciudadanos (4.3)", ("red", "estado", "cuántas"), rows)

    def _referrals(self, figures: dict[str, Any]) -> None:
        rows = [
            (department, STATES.get(state, state), count)
            for department, counts in figures["referrals_by_department"].items()
            for state, count in counts.items()
        ]
        self.table("Canalizaciones por dependencia (4.2)", ("dependencia", "estado", "cuántas"), rows)


def last_day(retain_until: str) -> str:
    """Give the last day, in León, on which something is kept: what is stored is the instant at which that day is over."""
    return f"{datetime.fromisoformat(retain_until).astimezone(LEON) - timedelta(seconds=1):%d/%m/%Y}"


def short(text: str, length: int) -> str:
    """Give the beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
