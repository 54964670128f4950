"""The command `portavoz verify`: what may be typed after it, and how its answer is shown."""

import argparse
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from . import verify_texts as texts
from .errors import UsageError
from .parser import day
from .proof import proven
from .showing import as_json, show
from .sources import source_of
from .tables import findings_table, proof_as_data, proof_lines, report_as_data, seen_lines
from .verifying import Asked, verified

PURPOSE = texts.PURPOSE
_FINGERPRINT = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ALTERED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may be typed."""
    parser.add_argument("export", type=Path, metavar="EXPORTACIÓN", help=texts.HELP["export"])
    parser.add_argument("--desde", type=day, metavar="DÍA", help=texts.HELP["desde"])
    parser.add_argument("--hasta", type=day, metavar="DÍA", help=texts.HELP["hasta"])
    for name, kind, shown in (("llave", Path, "PEM"), ("huella", _hex, "SHA256"), ("ancla", _anchor, "DÍA=SHA256")):
        parser.add_argument(f"--{name}", type=kind, action="append", default=[], metavar=shown, help=texts.HELP[name])
    parser.add_argument("--sello-ca", type=Path, metavar="PEM", help=texts.HELP["sello_ca"])
    parser.add_argument("--parcial", action="store_true", help=texts.HELP["parcial"])
    parser.add_argument("--prueba", metavar="CLAVE", help=texts.HELP["prueba"])
    parser.add_argument("--json", action="store_true", help=texts.HELP["json"])


def run(typed: argparse.Namespace, out: Console, notes: Console) -> int:
    """Verify an export, or prove one object of it. Gives 0, or 1 when something is not as it was kept."""
    if typed.desde and typed.hasta and typed.hasta < typed.desde:
        raise UsageError(texts.BAD_RANGE)
    asked = Asked(
        first=typed.desde,
        last=typed.hasta,
        keys=tuple(typed.llave),
        fingerprints=tuple(typed.huella),
        anchors=dict(typed.ancla),
        stamp_authority=typed.sello_ca,
        is_partial=typed.parcial,
    )
    if typed.prueba:
        return _prove(typed, asked, out)
    with _progress(notes) as tick:
        report = verified(source_of(typed.export), asked, tick)
    if typed.json:
        out.out(as_json(report_as_data(report)), highlight=False)
    else:
        _tell(out, seen_lines(report))
        if report.findings:
            show(out, findings_table(report))
        for remark in report.remarks:
            show(out, f"· {remark}")
        show(out, texts.INTACT if report.is_intact else texts.ALTERED)
    return 0 if report.is_intact else _ALTERED


def _prove(typed: argparse.Namespace, asked: Asked, out: Console) -> int:
    proof = proven(source_of(typed.export), typed.prueba, asked)
    if typed.json:
        out.out(as_json(proof_as_data(proof)), highlight=False)
    else:
        _tell(out, proof_lines(proof))
        show(out, texts.not_proven(proof.leaf.key, proof.problem) if proof.problem else texts.PROVEN)
    return _ALTERED if proof.problem else 0


def _tell(out: Console, lines: list[str]) -> None:
    """Print lines as they are, however long."""
    for line in lines:
        out.out(line, highlight=False)


def _hex(written: str) -> str:
    found = written.replace(":", "").lower()
    if not _FINGERPRINT.fullmatch(found):
        raise argparse.ArgumentTypeError(texts.BAD_FINGERPRINT)
    return found


def _anchor(written: str) -> tuple[date, str]:
    on, _, known = written.partition("=")
    if not _FINGERPRINT.fullmatch(known.lower()):
        raise argparse.ArgumentTypeError(texts.BAD_ANCHOR)
    return day(on), known.lower()


@contextmanager
def _progress(notes: Console) -> Iterator[Callable[[int, int], None]]:
    """Show how far it is, on the side of the messages and only to a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(texts.READING, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
