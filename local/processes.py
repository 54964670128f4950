"""
Processes that outlive the command that starts them: each in a session of its own, with a log and a note of its number.

A note names a process of ours only as long as that process runs the module it was written for: numbers are reused.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Service:
    """A module that runs as a server of the local stack, and where it keeps its note and log."""

    module: str
    state: Path

    @property
    def _note(self) -> Path:
        return self.state / f"{self.module}.pid"

    @property
    def log(self) -> Path:
        """Give the file with everything the process said."""
        return self.state / f"{self.module}.log"

    def start(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        """Start the process."""
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", self.module, *arguments],
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._note.write_text(str(process.pid))
        # For an instant a new process has no command line yet, like one that has ended.
        wait_until(lambda: self.number() is not None or process.poll() is not None, START_SECONDS)

    def number(self) -> int | None:
        """Give the process's number, or None when it does not run."""
        try:
            number = int(self._note.read_text())
        except (OSError, ValueError):
            return None
        return number if self.module.encode() in command_line(number) else None

    def stop(self) -> None:
        """Ask the process and its children to end, and end those that do not."""
        number = self.number()
        if number is not None:
            end_group(number)
        self._note.unlink(missing_ok=True)

    def wait_for_port(self, port: int) -> None:
        """
        Wait until the process answers.

        Raises:
            SystemExit: it ended, or did not answer in time; the message has the end of its log.
        """

        def answers() -> bool:
            if self.number() is None:
                raise SystemExit(f"{self.module} terminó al arrancar:\n{self.log_tail()}")
            return is_listening(port)

        if not wait_until(answers, START_SECONDS):
            raise SystemExit(f"{self.module} no respondió en {START_SECONDS:.0f} s:\n{self.log_tail()}")

    def log_tail(self, lines: int = 15) -> str:
        """Give the end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def command_line(number: int) -> bytes:
    """Read the command of a process; empty when there is none, or when it has ended and only waits to be collected."""
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def end_group(number: int) -> None:
    """End a process and everything it started: first asked, then made to."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(number, how)
        except (ProcessLookupError, PermissionError):
            return
        if how == signal.SIGTERM:
            wait_until(lambda: is_gone(number), STOP_SECONDS)
    wait_until(lambda: is_gone(number), STOP_SECONDS)


def is_gone(number: int) -> bool:
    """Say whether a process has ended; one of our own children is collected."""
    with suppress(ChildProcessError):
        os.waitpid(number, os.WNOHANG)
    return not command_line(number)


def wait_until(is_true: Callable[[], bool], seconds: float) -> bool:
    """Look until something is true, or time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_true():
            return True
        time.sleep(POLL_SECONDS)
    return is_true()


@contextmanager
def told_to_end() -> Iterator[None]:
    """Let SIGTERM end the block like Ctrl-C does, so that what the block started is ended too."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def free_port() -> int:
    """Find a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def is_listening(port: int) -> bool:
    """Say whether somebody answers on a port of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
