"""The command `portavoz-dependencia`: reads what is typed, asks Portavoz, shows the answer, ends with a code for scripts."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import requests
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from . import texts
from .api import Api
from .commands import ACT_OF, News, Tick, Told, listed, pulled, told
from .config import read_settings
from .errors import ClientError
from .parser import parse
from .sign_in import token_for
from .tables import as_json, case_panel, cases_table, plain, show, told_table

_INTERRUPTED = 130


def run() -> None:
    """Run as the installed command."""
    sys.exit(main(sys.argv[1:], os.environ))


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Carry out one command. Returns 0, or the code of what went wrong (`errors`). No token is ever printed."""
    out, notes = Console(), Console(stderr=True)
    try:
        return _carry_out(parse(arguments), environment, out, notes)
    except ClientError as error:
        show(notes, plain(error))
        return error.exit_code
    except KeyboardInterrupt:
        show(notes, texts.INTERRUPTED)
        return _INTERRUPTED


def _carry_out(typed: argparse.Namespace, environment: Mapping[str, str], out: Console, notes: Console) -> int:
    settings = read_settings(environment, typed.config)
    with requests.Session() as session:
        # What ~/.netrc holds for that host must not take the place of our token; the proxies of the office stay.
        session.auth = _as_it_is
        api = Api(settings.api, token_for(settings, session, _ask_code), session)
        match typed.command:
            case "list":
                return _list(api, typed, out, notes)
            case "show":
                return _show(api, typed, out)
            case _:
                return _tell(api, typed, out, notes)


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _list(api: Api, typed: argparse.Namespace, out: Console, notes: Console) -> int:
    states = {said.replace(" ", "-"): state for state, said in texts.STATES.items()}
    with _progress(notes, texts.READING) as tick:
        found = listed(api, states[typed.estado] if typed.estado else None, typed.maximo, tick)
    if typed.json:
        out.out(as_json(found.cases), highlight=False)
    else:
        show(out, cases_table(found.cases) if found.cases else texts.NO_CASES)
    if found.has_more:
        show(notes, texts.more_waits(len(found.cases)))
    return 0


def _show(api: Api, typed: argparse.Namespace, out: Console) -> int:
    case = api.case(typed.folio)
    if typed.json:
        out.out(as_json(case), highlight=False)
    else:
        show(out, case_panel(case))
    return 0


def _tell(api: Api, typed: argparse.Namespace, out: Console, notes: Console) -> int:
    with _progress(notes, texts.TELLING) as tick:
        is_pull = typed.command == "pull"
        results = pulled(api, typed.maximo, tick) if is_pull else told(api, typed.folio, _news(typed), tick)
    if typed.json:
        out.out(as_json([_as_data(result) for result in results]), highlight=False)
    else:
        _show_told(results, typed, out)
    return next((result.error.exit_code for result in results if result.error), 0)


def _news(typed: argparse.Namespace) -> News:
    outcome = texts.OUTCOMES[typed.resultado] if getattr(typed, "resultado", None) else None
    return News(ACT_OF[typed.command], typed.nota.strip(), typed.folio_interno, outcome)


def _show_told(results: list[Told], typed: argparse.Namespace, out: Console) -> None:
    if not results:
        show(out, texts.NO_CASES)
        return
    cases = [result.case for result in results if result.case]
    if typed.command == "pull" and cases:
        show(out, cases_table(cases))
    if typed.command != "pull" or len(cases) < len(results):
        show(out, told_table(results))
    show(out, texts.told(sum(result.error is None for result in results), len(results)))


def _as_data(result: Told) -> dict[str, object]:
    error = {"code": result.error.exit_code, "message": str(result.error)} if result.error else None
    return {"folio": result.folio, "case": result.case, "error": error}


@contextmanager
def _progress(notes: Console, what: str) -> Iterator[Tick]:
    """Show how far it is, on the side of the messages and only to a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(what, total=None)

        def tick(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield tick


def _ask_code() -> str:
    if not sys.stdin.isatty():
        return ""
    return Console(stderr=True).input(texts.CODE_PROMPT, markup=False)
