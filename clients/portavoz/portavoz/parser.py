"""The command line: what may be typed, and what is said in Spanish where it is not right."""

import argparse
import re
from datetime import date
from typing import NoReturn

from . import texts
from .errors import UsageError
from .manifests import YEARS

_SPANISH = (
    (r"the following arguments are required: (.*)", r"falta \1"),
    (r"unrecognized arguments: (.*)", r"no se reconoce \1"),
    (r"argument (.*): expected .*argument.*", r"\1: falta el valor"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 no se reconoce; puede ser \3"),
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
        self.add_argument("-h", "--help", "--ayuda", action="help", help=texts.HELP)

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, in Spanish."""
        for pattern, spanish in _SPANISH:
            said, found = re.subn(rf"\A{pattern}\Z", spanish, message, flags=re.DOTALL)
            if found:
                raise UsageError(said)
        raise UsageError(message)


def day(written: str) -> date:
    """Read a day as it is typed, `2026-11-23`; a year that no record can be of is a slip of the keys."""
    try:
        typed = date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(texts.bad_day(written)) from None
    if typed.year not in YEARS:
        raise argparse.ArgumentTypeError(texts.no_such_year(typed.year))
    return typed
