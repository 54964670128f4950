"""
The sandbox's own process: `python -m chalicelib.adapters.sandbox.child MODULE`, where MODULE has `perform`.

It imports what reading needs once, and then lets every task be done by a fork of itself, which sees one file and ends. It has
one thread, no credentials, and never looks into a file. When its parent goes, it and everything it started goes.
"""

import gc
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NoReturn

from chalicelib.adapters.sandbox import kernel
from chalicelib.adapters.sandbox.limits import impose
from chalicelib.adapters.sandbox.wire import (
    ANSWER,
    FAILED,
    OUT_OF_MEMORY,
    READY,
    TASKS,
    Answer,
    AnyTask,
    Report,
)
from chalicelib.domain.errors import InvalidInputError

Perform = Callable[[AnyTask], Answer]

_LOOK_EVERY_SECONDS = 0.004
_OPEN_FILES = 1_024


def main(module: str) -> None:
    """Serve tasks until the parent has no more."""
    tasks, reports = os.fdopen(os.dup(0), "rb"), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    kernel.adopt_orphans()
    perform: Perform = import_module(module).perform
    # What was imported is not looked at again by the collector, so that forks share it with us.
    gc.collect()
    gc.freeze()
    os.write(reports, READY)
    while line := tasks.readline():
        os.write(reports, _attend(TASKS.validate_json(line), perform, tasks).model_dump_json().encode() + b"\n")


def _attend(task: AnyTask, perform: Perform, tasks: BinaryIO) -> Report:
    """Let a fork do the task, for as long as it may. Nothing it started outlives it."""
    ourselves, ends_at = os.getpid(), time.monotonic() + task.limits.seconds
    child = os.fork()
    if not child:
        _work(task, perform, ourselves)
    try:
        return _wait(child, ends_at, tasks)
    finally:
        _end_all(child)


def _wait(child: int, ends_at: float, tasks: BinaryIO) -> Report:
    while time.monotonic() < ends_at:
        # It is looked at and not yet buried: until its group is ended, its number stays its own.
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            exit_code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
            return Report(exit_code=exit_code, is_late=exit_code == -signal.SIGXCPU)
        if select.select([tasks], [], [], _LOOK_EVERY_SECONDS)[0]:
            # Nothing is sent before we report: the parent is gone.
            sys.exit()
    return Report(exit_code=-signal.SIGKILL, is_late=True)


def _end_all(child: int) -> None:
    """End every process below us, those that left the child's group too: orphans become our children."""
    _kill(os.killpg, child)
    with suppress(ChildProcessError):
        while True:
            for process in _children() or [child]:
                _kill(os.kill, process)
            os.waitpid(-1, 0)


def _kill(how: Callable[[int, int], None], process: int) -> None:
    with suppress(ProcessLookupError):
        how(process, signal.SIGKILL)


def _children() -> list[int]:
    """List our children, where the kernel tells."""
    with suppress(FileNotFoundError):
        return [int(number) for number in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return []


# In the fork ------------------------------------------------------------------------------------------------------


def _work(task: AnyTask, perform: Perform, parent: int) -> NoReturn:
    """Do one task under its limits, and end, whatever happens."""
    try:
        os.setsid()
        os.closerange(3, _OPEN_FILES)
        kernel.die_with(parent)
        impose(task.limits)
        kernel.forbid()
        _answer(task, perform)
    finally:
        _leave(task)


def _answer(task: AnyTask, perform: Perform) -> None:
    try:
        answer = perform(task)
    except InvalidInputError as error:
        answer = Answer(rejection=str(error))
    (task.folder / ANSWER).write_bytes(answer.model_dump_json(exclude_defaults=True).encode())


def _leave(task: AnyTask) -> NoReturn:
    """End at once: nothing of the parent's, inherited by the fork, may run here on the way out."""
    kind, _, place = sys.exc_info()
    code = 0 if kind is None else OUT_OF_MEMORY if issubclass(kind, MemoryError) else FAILED
    try:
        if kind is not None and code == FAILED:
            told = Answer(failure=f"{kind.__name__} {_last(place)}"[:400])
            (task.folder / ANSWER).write_text(told.model_dump_json())
    finally:
        os._exit(code)


def _last(place: TracebackType | None) -> str:
    """Say where something failed: file and line, nothing of what the file said."""
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""


if __name__ == "__main__":
    main(sys.argv[1])
