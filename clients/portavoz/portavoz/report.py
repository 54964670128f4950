"""The command `portavoz report`: the quantitative report of a period, asked of Portavoz and kept as a file or written out."""

import argparse
import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import requests
from rich.console import Console

from . import report_texts as texts
from . import service_texts
from .errors import UsageError
from .parser import day
from .service import Service, session_of_ours, token_for
from .settings import read_settings
from .showing import show

PURPOSE = texts.PURPOSE
FORMATS = ("json", "csv", "xlsx", "pdf", "html")
_STEPS = {"dia": "day", "semana": "week", "mes": "month"}
_WRITTEN_OUT = frozenset({"json", "csv"})
_NAMED = re.compile(r"filename\*=UTF-8''([A-Za-z0-9%._-]{1,200})", re.ASCII)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may be typed."""
    parser.add_argument(
        "--from", "--desde", dest="first", type=day, required=True, metavar="DÍA", help=texts.HELP["from"]
    )
    parser.add_argument("--to", "--hasta", dest="last", type=day, required=True, metavar="DÍA", help=texts.HELP["to"])
    parser.add_argument(
        "--format", "--formato", dest="format", choices=FORMATS, default="json", help=texts.HELP["format"]
    )
    parser.add_argument("--por", choices=_STEPS, default="dia", help=texts.HELP["por"])
    for name in texts.CUTS:
        parser.add_argument(f"--{name}", metavar=name.upper(), help=texts.HELP[name])
    parser.add_argument("--out", "--salida", dest="out", type=Path, metavar="ARCHIVO", help=texts.HELP["out"])
    parser.add_argument("--config", type=Path, metavar="ARCHIVO", help=texts.HELP["config"])


def run(typed: argparse.Namespace, out: Console, notes: Console) -> int:
    """Ask for a report and keep it. Gives 0."""
    if typed.last < typed.first:
        raise UsageError(texts.BAD_RANGE)
    settings = read_settings(os.environ, typed.config)
    with session_of_ours() as session:
        service = Service(settings.api, token_for(settings, session, lambda: _ask_code(notes)), session)
        answer = service.get("/v1/report", query_of(typed))
    if typed.out is None and typed.format in _WRITTEN_OUT:
        out.file.write(answer.content.decode("utf-8-sig" if typed.format == "csv" else "utf-8"))
        out.file.write("\n" if typed.format == "json" else "")
        return 0
    path = typed.out or Path(_name_of(answer, typed))
    _keep(path, answer.content)
    show(notes, texts.kept(str(path), len(answer.content)))
    return 0


def query_of(typed: argparse.Namespace) -> dict[str, str]:
    """Write what was typed as the API reads it."""
    wanted = {
        "from": typed.first.isoformat(),
        "to": typed.last.isoformat(),
        "by": _STEPS[typed.por],
        "format": typed.format,
        **{parameter: getattr(typed, name) for name, parameter in texts.CUTS.items()},
    }
    return {name: value for name, value in wanted.items() if value}


def _name_of(answer: requests.Response, typed: argparse.Namespace) -> str:
    """Take the file's name from Portavoz where it is a plain one of that kind."""
    found = _NAMED.search(answer.headers.get("Content-Disposition", ""))
    name = Path(unquote(found[1])).name if found else ""
    is_plain = re.fullmatch(rf"[A-Za-z0-9_.-]+\.{typed.format}", name) and not name.startswith(".")
    return name if is_plain else f"reporte-{typed.first}-{typed.last}.{typed.format}"


def _keep(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as exc:
        raise UsageError(texts.not_kept(str(path))) from exc


def _ask_code(notes: Console) -> str:
    return notes.input(service_texts.CODE_PROMPT, markup=False) if sys.stdin.isatty() else ""
