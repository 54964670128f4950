"""
7: a text that was lawfully cancelled and that a restore of the table brought back is destroyed again (R05, R13).

By the same act, which is confirmed and not done any more: a legal hold placed since stops it, and then the night's work tries
again until the hold is lifted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chalicelib.domain.cancellation import Cancellation, CancellationState
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.referral import Referral
from chalicelib.ports import Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.destroying_texts import carry_out_cancellation

_CARRIED_OUT = frozenset({CancellationState.CONFIRMED, CancellationState.DONE})


@dataclass
class CancelledAgain:
    """The cancellations whose text was there again: those done, and those that something stops, with what it is in Spanish."""

    done: list[str] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)


def cancel_again(act_ids: Iterable[str], ports: DestroyingPorts) -> CancelledAgain:
    """
    Carry out again the cancellations whose text the table has. Safe to repeat; one that nobody confirmed is left.

    The register of holds has to be complete.

    Raises:
        TransientServiceError: a key could not be destroyed; the next run, or the next night, goes on.
        RecordConflictError: others kept changing a record.
    """
    again, now = CancelledAgain(), ports.clock.now()
    for act_id in act_ids:
        act = fetch(ports.records, act_id, Cancellation)
        if act.state not in _CARRIED_OUT or not _is_back(act, ports.records):
            continue
        act = amend(ports.records, act_id, Cancellation, lambda known: known.to_do_again(now))
        act = carry_out_cancellation(act, ports)
        if act.attention:
            again.stopped[act_id] = act.attention.reason
        else:
            again.done.append(act_id)
    return again


def _is_back(act: Cancellation, records: Records) -> bool:
    there = records.find_each([cleared.id for cleared in act.cleared])
    return any(isinstance(one, Comment | Referral | Decision) and not one.cancelled_at for one in there.values())
