"""
7: which copies of citizens' words a legal hold keeps, whoever else's text in them is to be destroyed (R04, R13).

After the look at the holds the register is stored again, at the revision that was read: a hold that is placed before that wins,
one that comes after it comes too late.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeVar

from chalicelib.domain.belonging import UNKNOWN, Marks, id_mark
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.ports import Clock, Records
from chalicelib.procedure.holds import marks_of, register_of
from chalicelib.procedure.inventories import marks_of_gone

CopyT = TypeVar("CopyT")

_ATTEMPTS = 10


def held_among(
    copies: Collection[CopyT],
    hold_over: Callable[[CopyT, HoldRegister], str | None],
    *,
    records: Records,
    clock: Clock,
) -> dict[CopyT, str]:
    """
    Give the hold over each copy that has one; no hold was placed between the look and what is returned.

    Raises:
        RecordConflictError: others kept changing the register of holds.
    """
    if not copies:
        return {}
    for _ in range(_ATTEMPTS):
        register = register_of(records, clock)
        holds = {copy: hold_over(copy, register) for copy in copies} if register.holds else {}
        held = {copy: hold for copy, hold in holds.items() if hold}
        if len(held) == len(copies):
            return held
        try:
            records.commit(replace=[register])
        except RecordConflictError:
            continue
        return held
    raise RecordConflictError("others kept changing the register of holds")


def hold_over_comment(comment_id: str, day: date, register: HoldRegister, records: Records) -> str | None:
    """Give a hold over a comment, as of the day on which a network told of it and of its own day."""
    marks = _marks_of(comment_id, records)
    partition = partition_of(comment_id)
    own_day = day if partition == STATE_PARTITION else date.fromisoformat(partition)
    return register.held_by(day, marks) or register.held_by(own_day, marks)


def _marks_of(comment_id: str, records: Records) -> Marks:
    record = records.find(comment_id)
    if record is not None:
        return marks_of(record, records)
    # It was received and never stored, or nobody can tell what became of it: no hold is escaped by that.
    return marks_of_gone(comment_id, records) or frozenset({UNKNOWN, id_mark(comment_id)})
