"""
7: everything that has to follow when the table of records was lost, or a restore took it back (R05).

In this order: everything that goes out is stopped; the table is brought to what the archive knows, which has also the holds, the
disposals and the cancellations that the table forgot; the register of holds is settled; only then what was disposed of goes
again, and then the texts that were cancelled.
"""

from dataclasses import dataclass

from chalicelib.domain.records import RecordKind
from chalicelib.procedure.cancelling_again import CancelledAgain, cancel_again
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.disposing import DisposalPorts
from chalicelib.procedure.disposing_again import DisposedAgain, dispose_again
from chalicelib.procedure.rebuilding import rebuild
from chalicelib.procedure.rebuilding_ports import RebuildingPorts, Rebuilt
from chalicelib.procedure.settling_holds import settle_register


@dataclass(frozen=True)
class RestoringPorts:
    """What it needs from outside, all of it over the same table and the same archive."""

    rebuilding: RebuildingPorts
    disposal: DisposalPorts
    destroying: DestroyingPorts


@dataclass(frozen=True)
class PutRight:
    """What was done, step by step."""

    rebuilt: Rebuilt
    holds: int
    disposed: DisposedAgain
    cancelled: CancelledAgain


def put_right(ports: RestoringPorts) -> PutRight:
    """
    Put a lost or restored table right. Safe to repeat, and to go on with where one died.

    Raises:
        RecordIntegrityError: the archive contradicts itself.
        TransientServiceError: a service did not answer; say it again.
        RecordConflictError: others kept changing a record; say it again.
    """
    rebuilt = rebuild(ports.rebuilding)
    known = rebuilt.evidence
    holds = settle_register(known[RecordKind.HOLD], ports.disposal.records, ports.disposal.clock)
    disposed = dispose_again(known[RecordKind.DISPOSAL_PAGE], rebuilt.returned, ports.disposal)
    return PutRight(rebuilt, holds, disposed, cancel_again(known[RecordKind.CANCELLATION], ports.destroying))
