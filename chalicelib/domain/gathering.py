"""
Where neighbours who say the same find the case that is open already (manual 4.2): one mark for a department and a place.

It is the machine's own mark, found by its id without a search. It keeps no text: a signature that only tells likeness.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain import ids, likeness
from chalicelib.domain.comment import Comment
from chalicelib.domain.records import Record, RecordKind

JOIN_WITHIN = timedelta(days=7)
"""How long after a case was opened others join it."""

MAX_CASES = 40
"""How many cases of one department at one place are kept in mind."""


class GatheredCase(BaseModel):
    """A case that others may join: its folio, when it was opened, and what its first text is compared by."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    folio: str
    opened_at: AwareDatetime
    signature: tuple[int, ...]


class Gathering(Record):
    """The cases of a department at a place, the newest last."""

    kind: ClassVar[RecordKind] = RecordKind.GATHERING

    cases: tuple[GatheredCase, ...] = ()

    @property
    def is_finished(self) -> bool:
        """It is a mark: nobody has to look at it."""
        return True

    def alike(self, signature: tuple[int, ...], now: datetime) -> tuple[str, ...]:
        """Give the folios of the cases that say the same, the newest first."""
        alike = [case for case in self._recent(now) if likeness.are_alike(case.signature, signature)]
        return tuple(case.folio for case in reversed(alike))

    def with_case(self, folio: str, signature: tuple[int, ...], now: datetime) -> "Gathering":
        """Keep a case in mind; the oldest ones are forgotten."""
        case = GatheredCase(folio=folio, opened_at=now, signature=signature)
        return self.evolve(cases=(*self._recent(now), case)[-MAX_CASES:])

    def _recent(self, now: datetime) -> tuple[GatheredCase, ...]:
        return tuple(case for case in self.cases if now - case.opened_at <= JOIN_WITHIN)


def new_gathering(gathering_id: str, now: datetime) -> Gathering:
    """Begin to keep the cases of a department at a place."""
    return Gathering(id=gathering_id, created_at=now)


def gathered_by(comment: Comment, department_id: str) -> tuple[str, tuple[int, ...]] | None:
    """
    Give under which mark and by which signature a comment finds others; None where it stands by itself.

    It does where it names no place, says too little, is urgent, or has several subjects.
    """
    reading = comment.classification
    place = likeness.folded_place(reading.place)
    signature = likeness.signature(comment.text, reading.place)
    if not place or not signature or reading.urgency is not None or comment.matters:
        return None
    return ids.gathering_id(department_id, place), signature
