"""The command line: what may be typed, and what is said in Spanish where it is not right."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from . import texts
from .errors import UsageError

_FOLIO = re.compile(r"LEO-\d{8}-\d{6}", re.ASCII)
_MOST = 10_000
_SPANISH = (
    (r"the following arguments are required: (.*)", r"falta \1"),
    (r"unrecognized arguments: (.*)", r"no se reconoce \1"),
    (r"argument (.*): expected .*argument.*", r"\1: falta el valor"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 no se reconoce; puede ser \3"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 puede ser \2: escríbala completa"),
    (r"argument (.*): (.*)", r"\1: \2"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Uso: " if prefix is None else prefix)  # type: ignore[arg-type]  # passed on as it came


class Parser(argparse.ArgumentParser):
    """A parser that speaks Spanish and raises instead of ending the program."""

    def __init__(self, **more: object) -> None:
        super().__init__(**{"formatter_class": _Formatter, "add_help": False, "allow_abbrev": False, **more})  # type: ignore[arg-type]  # argparse's own
        self._positionals.title, self._optionals.title = "Qué", "Opciones"
        self.add_argument("-h", "--help", "--ayuda", action="help", help=texts.HELP["ayuda"])

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, in Spanish."""
        for pattern, spanish in _SPANISH:
            said, found = re.subn(rf"\A{pattern}\Z", spanish, message, flags=re.DOTALL)
            if found:
                raise UsageError(said)
        raise UsageError(message)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """
    Read the command line.

    Raises:
        UsageError: it is not right; the sentence says where.
    """
    parser = Parser(prog="portavoz-dependencia", description=texts.PROGRAM, epilog=texts.EPILOG)
    commands = parser.add_subparsers(dest="command", required=True, metavar="comando", parser_class=Parser)
    for name in ("pull", "list"):
        one = _command(commands, name)
        one.add_argument("--maximo", type=_number, default=500, metavar="N", help=texts.HELP["maximo"])
        if name == "list":
            states = {said.replace(" ", "-"): state for state, said in texts.STATES.items()}
            one.add_argument("--estado", choices=sorted(states), metavar="ESTADO", help=_choices("estado", states))
    _command(commands, "show").add_argument("folio", type=_folio, help=texts.HELP["folio"])
    for name in ("accept", "progress", "close", "return"):
        one = _command(commands, name)
        one.add_argument("folio", type=_folio, nargs="+", help=texts.HELP["folio"])
        one.add_argument("--nota", default="", metavar="TEXTO", help=texts.HELP["nota"])
        one.add_argument("--folio-interno", metavar="FOLIO", help=texts.HELP["folio_interno"])
        if name == "close":
            outcomes = texts.OUTCOMES
            one.add_argument("--resultado", choices=outcomes, metavar="R", help=_choices("resultado", outcomes))
    found = parser.parse_args(arguments)
    if found.command == "return" and not found.nota.strip():
        raise UsageError(texts.NOTE_FOR_RETURN)
    return found


def _command(commands: "argparse._SubParsersAction[Parser]", name: str) -> Parser:
    one = commands.add_parser(name, help=texts.COMMANDS[name], description=texts.COMMANDS[name].capitalize() + ".")
    one.add_argument("--json", action="store_true", help=texts.HELP["json"])
    one.add_argument("--config", type=Path, metavar="ARCHIVO", help=texts.HELP["config"])
    return one


def _choices(name: str, values: object) -> str:
    return f"{texts.HELP[name]}: {', '.join(sorted(values))}"  # type: ignore[call-overload]  # names


def _folio(written: str) -> str:
    folio = written.strip().upper()
    if not _FOLIO.fullmatch(folio):
        raise argparse.ArgumentTypeError(texts.BAD_FOLIO)
    return folio


def _number(written: str) -> int:
    if not written.isascii() or not written.isdigit() or not 1 <= int(written[:6]) <= _MOST:
        raise argparse.ArgumentTypeError(texts.BAD_NUMBER)
    return int(written)
