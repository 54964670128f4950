"""
3.1, 7: the way of what a network tells by itself: it lands, it is brought into the archive, it is heeded, it is no more there.

Who hears a network does the first step alone, at once, and can do nothing else. The words of a citizen are at every moment in one
of the two places, and after the last step in the archive only, where they lie sealed (R13).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.notice import Heard
from chalicelib.ports import Archive, Clock, Envelopes, NoticeFiles, Records, WorkQueues
from chalicelib.procedure.noticing import Heeded, heed
from chalicelib.procedure.raw_notices import archive_notice

LEFT_AFTER = timedelta(hours=1)
"""What lies so long where it landed was asked for by nobody, or could not be worked on."""


@dataclass(frozen=True)
class NoticePorts:
    """What working on notices needs from outside."""

    files: NoticeFiles
    archive: Archive
    envelopes: Envelopes
    records: Records
    queues: WorkQueues
    clock: Clock


@dataclass(frozen=True)
class Worked:
    """What became of a delivery: its key in the archive, how many of its changes tell nothing of use, and the notices in it."""

    key: str
    ignored: int
    heeded: Heeded


def keep_notice(body: bytes, *, files: NoticeFiles, queues: WorkQueues) -> str:
    """
    Keep a notice as it came, then ask for it to be worked on; returns its name.

    Manual 3.1. Safe to repeat: whoever dies between the two is told again by the network, and keeps the same object; and if not,
    it is found by night.

    Raises:
        TransientServiceError: it could not be kept or not be asked for; the network must tell again.
    """
    name = files.keep(body)
    queues.heed(name)
    return name


def work_on(name: str, *, hear: Callable[[bytes], Heard], ports: NoticePorts) -> Worked | None:
    """
    Bring a delivery from where it landed into the archive, heed what it tells, then destroy it where it landed.

    Manual 3.1, 7. Safe to repeat and in parallel: whoever dies at any step leaves it where it landed, and whoever comes
    next makes the same object of it. `hear` reads a delivery. None where it was worked on before.

    Raises:
        NotFoundError: there is none under that name.
        RecordIntegrityError: what lies there, or in the archive, is something else.
        RecordConflictError: others kept changing a bookmark; ask again. The archive has it by then.
    """
    landed = ports.files.read(name)
    if landed is None:
        return None
    heard = hear(landed.body)
    now = ports.clock.now()
    key = archive_notice(landed, heard, archive=ports.archive, envelopes=ports.envelopes, now=now)
    heeded = heed(heard.notices, records=ports.records, queues=ports.queues, clock=ports.clock)
    ports.files.clear(name)
    return Worked(key, heard.ignored, heeded)


def ask_again(*, files: NoticeFiles, queues: WorkQueues, clock: Clock) -> int:
    """Ask for every delivery that lies for an hour where it landed to be worked on; gives how many. Safe to repeat."""
    names = list(files.left(clock.now() - LEFT_AFTER))
    for name in names:
        queues.heed(name)
    return len(names)
