"""
What only the kernel can hold a process to, asked for through the C library: no privileges, no sockets, no life of its own.

Linux on x86-64 and aarch64. Each call says nothing where the kernel does not know it; the limits of `limits` hold anyway.
Sources: prctl(2), seccomp(2), linux/filter.h; system call numbers of both architectures from asm/unistd.h.
"""

import ctypes
import errno
import os
import platform
import signal
import struct

_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_SECCOMP, _SET_CHILD_SUBREAPER, _SET_NO_NEW_PRIVILEGES = 1, 4, 22, 36, 38
_FILTER_MODE = 2

_FORBIDDEN = {
    # socket, ptrace, mount, keyctl, unshare, perf_event_open, process_vm_readv and writev, bpf, userfaultfd, io_uring_setup
    "x86_64": (0xC000003E, (41, 101, 165, 250, 272, 298, 310, 311, 321, 323, 425)),
    "aarch64": (0xC00000B7, (198, 117, 40, 219, 97, 241, 270, 271, 280, 282, 425)),
}
"""The architecture's mark in a filter, and the calls that reading a document never needs."""

_FOREIGN_CALLS = 0x40000000
"""From here on x86-64 numbers its calls a second time (x32)."""

_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET = 0, 4
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _prctl(option: int, *arguments: object) -> None:
    words = [ctypes.c_ulong(argument) if isinstance(argument, int) else argument for argument in arguments]
    nothing = [ctypes.c_ulong(0)] * (4 - len(words))
    ctypes.CDLL(None).prctl(option, *words, *nothing)


def hide_from_children() -> None:
    """Keep what we are told at start, credentials among it, out of other processes' sight in /proc."""
    _prctl(_SET_DUMPABLE, 0)


def adopt_orphans() -> None:
    """Become the parent of whatever a child leaves behind, so that it can be ended."""
    _prctl(_SET_CHILD_SUBREAPER, 1)


def die_with(parent: int) -> None:
    """End when the parent does, also when it is gone already."""
    _prctl(_SET_DEATH_SIGNAL, int(signal.SIGKILL))
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def forbid() -> None:
    """Give up new privileges, sockets, and looking into other processes, for ever and for all descendants."""
    _prctl(_SET_NO_NEW_PRIVILEGES, 1)
    if platform.machine() in _FORBIDDEN:
        code = _filter(*_FORBIDDEN[platform.machine()])
        program = _Program(len(code) // 8, code)
        _prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program))


def _filter(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Write the program the kernel runs at every system call: of our architecture, of the first numbering, not forbidden."""
    refusal = len(calls) + 1
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_OFFSET),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_IF_AT_LEAST, refusal, 0, _FOREIGN_CALLS),
        *((_IF_EQUAL, refusal - 1 - place, 0, number) for place, number in enumerate(calls)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
