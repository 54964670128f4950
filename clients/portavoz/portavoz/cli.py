"""The command `portavoz`: reads what is typed, has it carried out, ends with a code for scripts."""

import sys
from collections.abc import Sequence

from rich.console import Console

from . import texts
from .commands import COMMANDS
from .errors import CommandError
from .parser import Parser
from .showing import plain, show

_INTERRUPTED = 130


def run() -> None:
    """Run as the installed command."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Carry out one command. Returns 0, or the code of what went wrong (`errors`)."""
    out, notes = Console(), Console(stderr=True)
    try:
        return _carry_out(arguments, out, notes)
    except CommandError as error:
        show(notes, plain(error))
        return error.exit_code
    except KeyboardInterrupt:
        show(notes, texts.INTERRUPTED)
        return _INTERRUPTED


def _carry_out(arguments: Sequence[str], out: Console, notes: Console) -> int:
    parser = Parser(prog="portavoz", description=texts.PROGRAM, epilog=texts.EPILOG)
    names = parser.add_subparsers(dest="command", required=True, metavar="comando", parser_class=Parser)
    for command in COMMANDS:
        purpose = command.purpose
        command.add_arguments(names.add_parser(command.name, help=purpose, description=purpose.capitalize() + "."))
    typed = parser.parse_args(arguments)
    [chosen] = [command for command in COMMANDS if command.name == typed.command]
    return chosen.run(typed, out, notes)
