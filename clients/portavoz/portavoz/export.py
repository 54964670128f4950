"""
`portavoz export`: records of a period, copied to a folder by whoever may.

Portavoz makes the copies, in pieces of at most 31 days, and logs who asked for what; this waits for them, fetches them and holds
them against their hashes. The same command again goes on where it was interrupted.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

import requests
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from . import export_texts as texts
from .asking import Asking, RefusedError, SilentError
from .errors import UsageError
from .fetching import ZIPS, Tick, fetch, lay_down
from .parser import day
from .showing import show

PURPOSE = texts.PURPOSE
PIECE_DAYS = 31
AT_ONCE = 3
ASKS_EVERY_SECONDS = 10
PATIENCE_SECONDS = 2 * 60 * 60
_NOTE = "pedido.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may be typed."""
    parser.add_argument("--from", dest="first", type=day, required=True, metavar="DÍA", help=texts.FROM)
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="DÍA", help=texts.TO)
    parser.add_argument("--out", type=Path, required=True, metavar="CARPETA", help=texts.OUT)
    parser.add_argument("--why", required=True, metavar="MOTIVO", help=texts.WHY)
    parser.add_argument("--publica", action="store_true", help=texts.PUBLIC)


def run(typed: argparse.Namespace, out: Console, notes: Console) -> int:
    """Carry it out. Returns 0, or raises what went wrong."""
    try:
        with requests.Session() as session:
            days = export(typed, Asking(os.environ, session), notes)
    except OSError as exc:
        raise UsageError(texts.not_written(str(typed.out))) from exc
    say = texts.done_public if typed.publica else texts.done
    show(out, say(days, str(typed.out)))
    return 0


def export(
    typed: argparse.Namespace,
    asking: Asking,
    notes: Console,
    sleep: Callable[[float], None] = time.sleep,
    connect: Callable[[], requests.Session] = requests.Session,
) -> int:
    """
    Order, wait, fetch, lay down. Returns how many days lie in the folder. `connect` opens what the copies come through.

    Raises:
        UsageError: the period is upside down, or the folder holds another export.
        RefusedError: the person may not, or Portavoz gave it up.
        SilentError: it is not ready yet, or did not arrive; the same again goes on.
    """
    if typed.first > typed.last:
        raise UsageError(texts.BAD_RANGE)
    orders = _Orders(typed)
    zips: list[Path] = []
    for first, last in _pieces(typed.first, typed.last):
        made = _made(orders.id_of(first, last, asking), asking, notes, sleep, partial(orders.forget, first))
        # The addresses are signed: the token stays at home.
        with connect() as plain, ThreadPoolExecutor(AT_ONCE) as pool:
            zips += pool.map(lambda file, session=plain: fetch(session, file, typed.out), made["files"])
    with _progress(notes, texts.FETCHING, len(zips)) as tick:
        lay_down(zips, typed.out, tick)
    return len(zips)


def _pieces(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(last, first + timedelta(days=PIECE_DAYS - 1))
        yield first, end
        first = end + timedelta(days=1)


def _made(
    export_id: str, asking: Asking, notes: Console, sleep: Callable[[float], None], forget: Callable[[], None]
) -> dict[str, Any]:
    """Wait until it is made; what failed or is gone is ordered anew by the next command."""
    waited = 0
    with _progress(notes, texts.MAKING, None) as tick:
        while (found := asking.ask("GET", f"/v1/exports/{export_id}"))["state"] == "ordered":
            if waited >= PATIENCE_SECONDS:
                raise SilentError(texts.TOO_SLOW)
            tick(len(found["files"]))
            sleep(ASKS_EVERY_SECONDS)
            waited += ASKS_EVERY_SECONDS
    if found["state"] != "made" or not all(file["url"] for file in found["files"]):
        forget()
        raise RefusedError(found.get("message") or texts.FAILED)
    return found


class _Orders:
    """What was ordered for a folder, noted in it, so that the same command goes on instead of ordering again."""

    def __init__(self, typed: argparse.Namespace) -> None:
        self._typed = typed
        self._path: Path = typed.out / ZIPS / _NOTE
        asked = {"from": typed.first.isoformat(), "to": typed.last.isoformat(), "public": typed.publica}
        self._note: dict[str, Any] = {"asked": asked, "ids": {}}
        if not _is_writable(typed.out):
            raise UsageError(texts.not_written(str(typed.out)))
        if self._path.exists():
            self._note = _read_note(self._path)
        if self._note["asked"] != asked or (
            typed.out.is_dir() and any(typed.out.iterdir()) and not self._path.exists()
        ):
            raise UsageError(texts.OTHER)

    def id_of(self, first: date, last: date, asking: Asking) -> str:
        """Give the export of a piece, ordered now if it was not."""
        ids: dict[str, str] = self._note["ids"]
        if first.isoformat() not in ids:
            body = {
                "from": first.isoformat(),
                "to": last.isoformat(),
                "public": self._typed.publica,
                "why": self._typed.why,
            }
            ids[first.isoformat()] = asking.ask("POST", "/v1/exports", json=body)["id"]
            self._write()
        return ids[first.isoformat()]

    def forget(self, first: date) -> None:
        """Let a piece be ordered anew."""
        self._note["ids"].pop(first.isoformat(), None)
        self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self._note), encoding="utf-8")


def _is_writable(folder: Path) -> bool:
    """Say whether a folder, or the nearest above it that is there, takes files: before anything is ordered for it."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    return there.is_dir() and os.access(there, os.W_OK)


def _read_note(path: Path) -> dict[str, Any]:
    """Read what was ordered; a note that is damaged is another's."""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(note["ids"], dict) and isinstance(note["asked"], dict):
            return cast("dict[str, Any]", note)
    except (ValueError, TypeError, KeyError) as exc:
        raise UsageError(texts.OTHER) from exc
    raise UsageError(texts.OTHER)


@contextmanager
def _progress(notes: Console, what: str, total: int | None) -> Iterator[Tick]:
    """Show how far it is, on the side of the messages and only to a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.update(task, completed=done)
