"""
Our side of the sandbox: it is started when first needed, asked one task at a time, and replaced when it goes.

One at a time, because two hostile files at once would need twice the memory. A file that is too slow, too large or that breaks
its reader is rejected with a reason, once; only a sandbox that does not start is worth trying again.
"""

import os
import select
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from chalicelib import texts_es
from chalicelib.adapters.sandbox import kernel
from chalicelib.adapters.sandbox.verdicts import verdict
from chalicelib.adapters.sandbox.wire import MAX_REPORT_BYTES, READY, Answer, Report, Task
from chalicelib.domain.errors import InvalidInputError, TransientServiceError

START_SECONDS = 20.0
"""How long importing may take on a slow processor. It is our own time, not the file's."""

GRACE_SECONDS = 5.0
"""After its time a task is ended by the sandbox; after this too, the sandbox by us."""

_ROOT = Path(__file__).parents[3]
_MODULE = "chalicelib.adapters.sandbox.child"
_TASKS = "chalicelib.adapters.sandbox.tasks"
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONTZPATH", "TMPDIR", "TZ")
"""Where programs, libraries, time zones and temporary files are: no word of who we are."""


class Sandbox:
    """Runs tasks apart. Several threads may ask; each waits for its turn."""

    def __init__(self, tasks: str = _TASKS) -> None:
        """Take the module whose `perform` does the tasks."""
        self._tasks = tasks
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._finish: Callable[[], object] = tuple

    def run(self, task: Task) -> Answer:
        """
        Have a task done.

        Raises:
            InvalidInputError: the file cannot be used, with the reason in Spanish.
            TransientServiceError: the sandbox itself could not be started.
        """
        with self._turn:
            report = self._report(task)
        return verdict(report, task.folder)

    def close(self) -> None:
        """End the sandbox. The next task starts another."""
        self._finish()
        self._process = None

    def _report(self, task: Task) -> Report:
        process = self._ready()
        until = time.monotonic() + task.limits.seconds + GRACE_SECONDS
        try:
            _pipe(process.stdin).write(task.model_dump_json().encode() + b"\n")
            return Report.model_validate_json(_line(process, until))
        except (OSError, ValidationError) as error:
            # It was killed, or says what it never says: whichever file does that is not read again.
            self.close()
            raise InvalidInputError(texts_es.FILE_UNREADABLE) from error

    def _ready(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = _started(self._tasks)
            self._finish = weakref.finalize(self, _end, self._process)
        return self._process


def _started(tasks: str) -> "subprocess.Popen[bytes]":
    """Start a sandbox and wait until it has imported what it needs."""
    kernel.hide_from_children()
    command = [sys.executable, "-S", "-s", "-P", "-m", _MODULE, tasks]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment(),
            start_new_session=True,
        )
    except OSError as error:
        raise TransientServiceError("the sandbox cannot be started") from error
    if _line(process, time.monotonic() + START_SECONDS) != READY:
        _end(process)
        raise TransientServiceError("the sandbox did not become ready")
    return process


def environment() -> dict[str, str]:
    """Say what the sandbox is told at its start: where things are, and nothing else."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",
        **passed_on,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([str(_ROOT), *filter(os.path.isabs, sys.path)])),
        "PYTHONUTF8": "1",
    }


def _line(process: "subprocess.Popen[bytes]", until: float) -> bytes:
    """Read what the sandbox says, at most a line of 4 KB; what came so far when it ends or the time is up."""
    pipe, line = _pipe(process.stdout), b""
    while not line.endswith(b"\n") and len(line) < MAX_REPORT_BYTES:
        if not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            return line
        more = os.read(pipe.fileno(), MAX_REPORT_BYTES)
        if not more:
            return line
        line += more
    return line


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a sandbox: it ends its own tasks when our pipe closes, and is killed if it does not."""
    with process:
        _pipe(process.stdin).close()
        try:
            process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            process.kill()
