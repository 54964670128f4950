"""
A worker of the publisher in a process of its own, which may be told to die: `os._exit`, no clean-up, at one of its steps.

It runs the product's own adapters against the emulator of AWS and the simulated networks. Its environment is its parent's.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chalicelib import bootstrap
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.ports import NetworkAccount
from chalicelib.procedure.delivering import carry_out
from tests.fakes import InMemoryWorkQueues
from tests.mortality import MortalRecords, Steps

DIED = 9
CALLS = ("stage", "publish", "read_back", "find_posts")


@dataclass(frozen=True)
class Errand:
    """
    What a worker is to do: carry out a delivery, some seconds ahead of the real time, and die at a step (from 1) or not.

    `names_file` is where it writes the names of its steps when it lives to the end.
    """

    delivery: str
    shift_seconds: float = 0
    die_at: int | None = None
    is_after: bool = False
    names_file: str | None = None


@dataclass(frozen=True)
class ShiftedClock:
    """`ports.Clock` ahead of the real one."""

    by: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


class KillingSteps(Steps):
    """Steps at one of which the process is gone, as when the machine under it is."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.names.append(name)
        is_last = len(self.names) == self.die_at
        if is_last and not self.is_after:
            os._exit(DIED)
        yield
        if is_last:
            os._exit(DIED)


class MortalAccount:
    """An account each of whose calls is a step."""

    def __init__(self, inner: NetworkAccount, steps: Steps) -> None:
        self._inner = inner
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._inner, name)
        return self._as_step(name, value) if name in CALLS else value

    def _as_step(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            with self._steps.step(name):
                return call(*args, **kwargs)

        return step


def work(errand: Errand) -> None:
    """Carry out the errand, to its end or to the worker's."""
    steps = KillingSteps(die_at=errand.die_at, is_after=errand.is_after)
    known = bootstrap.publishing_ports()
    # What the worker asks to be done next is lost with it: only what is due brings the delivery back.
    ports = replace(
        known,
        records=MortalRecords(known.records, steps),
        accounts=_mortal(known.accounts, steps),
        queues=InMemoryWorkQueues(),
        clock=ShiftedClock(timedelta(seconds=errand.shift_seconds)),
    )
    try:
        carry_out(errand.delivery, ports)
    except RecordConflictError:
        return
    if errand.names_file:
        Path(errand.names_file).write_text(json.dumps(steps.names), encoding="utf-8")


def _mortal(accounts: Callable[[Network], NetworkAccount], steps: Steps) -> Callable[[Network], NetworkAccount]:
    def account(network: Network) -> NetworkAccount:
        mortal: Any = MortalAccount(accounts(network), steps)
        wrapped: NetworkAccount = mortal
        return wrapped

    return account
