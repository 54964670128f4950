"""
What a person decided about a comment, beside what the machine had read: an example for the next training (manual 4.1).

It is found by the day of the decision. Citizens' handles are left out of it.
"""

import re
from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.classification import Classification
from chalicelib.domain.comment import Comment
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record, RecordKind

_HANDLE = re.compile(r"(?<![\w.])@[\w.]{1,60}")
NO_HANDLE = "@…"


class Decision(Record):
    """A person's reading of a text, and the machine's, where it had one."""

    kind: ClassVar[RecordKind] = RecordKind.DECISION

    comment: str
    network: Network
    text: str
    machine: Classification | None
    person: Classification
    cancelled_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """A decision is a fact."""
        return True


def decision_on(comment: Comment, person: Classification, now: datetime) -> Decision:
    """Keep a decision about a comment as it was before it."""
    return Decision(
        id=ids.decision_id(local_day(now), comment.id, str(comment.revision)),
        created_at=now,
        comment=comment.id,
        network=comment.network,
        text=without_handles(comment.text),
        machine=_nameless(comment.machine_reading),
        person=person,
    )


def _nameless(reading: Classification | None) -> Classification | None:
    """Leave out whom the words about each subject mention."""
    if reading is None:
        return None
    matters = tuple(
        matter.model_copy(update={"excerpt": without_handles(matter.excerpt)}) for matter in reading.matters
    )
    return reading.model_copy(update={"matters": matters})


def without_handles(text: str) -> str:
    """Leave out whom a text mentions."""
    return _HANDLE.sub(NO_HANDLE, text)
