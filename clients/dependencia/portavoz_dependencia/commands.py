"""What each command does: reads cases, or tells the same of one case after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from . import texts
from .api import Api, Case
from .errors import ClientError, NoEffectError, NotAllowedError

ACT_OF = {"accept": "accepted", "progress": "in_progress", "close": "closed", "return": "returned"}
_STATES_AFTER = {
    "closed": frozenset({"closed"}),
    # Where every department returned it, it stays with the last one until a person decides.
    "returned": frozenset({"returned", "disputed", "opened"}),
}
Tick = Callable[[int, int | None], None]
"""Told how many are done and, where it is known, of how many."""


@dataclass(frozen=True)
class Told:
    """What became of telling something of a case: how it stands, or why not."""

    folio: str
    case: Case | None = None
    error: ClientError | None = None


@dataclass(frozen=True)
class News:
    """What is said of each case."""

    act: str
    note: str = ""
    department_folio: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Listed:
    """Cases, and whether there are more than was asked for."""

    cases: list[Case]
    has_more: bool


def listed(api: Api, state: str | None, at_most: int, tick: Tick) -> Listed:
    """Read the open cases, or those in a state."""
    cases: list[Case] = []
    for case in islice(api.cases(state), at_most + 1):
        cases.append(case)
        tick(min(len(cases), at_most), None)
    return Listed(cases[:at_most], has_more=len(cases) > at_most)


def pulled(api: Api, at_most: int, tick: Tick) -> list[Told]:
    """Take what is new, and tell of each that it was received."""
    new = listed(api, "referred", at_most, lambda *_: None).cases
    return told(api, [case["folio"] for case in new], News("pulled"), tick)


def told(api: Api, folios: Sequence[str], news: News, tick: Tick) -> list[Told]:
    """
    Say the same of each case once; one that fails does not hold up the others.

    Raises:
        NotAllowedError: nobody is signed in; the others would fail too.
    """
    unique = list(dict.fromkeys(folios))
    results: list[Told] = []
    for folio in unique:
        tick(len(results), len(unique))
        results.append(_told_one(api, folio, news))
    tick(len(results), len(unique))
    return results


def _told_one(api: Api, folio: str, news: News) -> Told:
    try:
        case = api.tell(folio, news.act, news.note, news.department_folio, news.outcome)
    except NotAllowedError:
        raise
    except ClientError as error:
        return Told(folio, error=error)
    expected = _STATES_AFTER.get(news.act)
    if expected and case.get("state") not in expected:
        return Told(folio, case, NoEffectError(texts.NO_EFFECT))
    return Told(folio, case)
