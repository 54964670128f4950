"""
The lawful cancellation of a citizen's text, as an act of two persons (manual 7, R13): an official record that holds none of it.

P6: until another person confirmed or withdrew it, and then until the text is destroyed, it is due.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.domain.spanish import folded
from chalicelib.texts_es import cancelling as texts

CONFIRM_WITHIN = timedelta(days=1)
TRY_AGAIN_AFTER = timedelta(hours=20)
MAX_COMMENTS = 10
CLAUSE = "7"

_QUOTED_WORDS = 4
"""So many words in a row of a citizen's text are a quotation of it."""


class CancellationState(StrEnum):
    """How far a cancellation is."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ClearedRecord(BaseModel):
    """A record whose text was destroyed: its versions from the first to the `revisions`th held it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    kind: RecordKind
    revisions: int


class Cancellation(Record):
    """
    Whose text is destroyed, why, and who says so. `departments` got the text and `exports` copied it: both are out of reach.
    """

    kind: ClassVar[RecordKind] = RecordKind.CANCELLATION

    comments: tuple[str, ...] = Field(min_length=1, max_length=MAX_COMMENTS)
    legal_reference: str
    reason: str
    asked_by: str
    state: CancellationState = CancellationState.ASKED
    confirmed_by: str = ""
    confirmed_at: AwareDatetime | None = None
    withdrawn_by: str = ""
    cleared: tuple[ClearedRecord, ...] = ()
    departments: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    done_at: AwareDatetime | None = None
    days_left: tuple[date, ...] = ()
    """Local days of which an answer of a network that shows it, or may show it, could not be destroyed yet."""
    out_of_reach: str = texts.OUT_OF_REACH

    @property
    def is_finished(self) -> bool:
        """The text is destroyed, or nobody wants it to be."""
        return self.state in {CancellationState.DONE, CancellationState.WITHDRAWN}

    def confirmed(self, *, by: str, now: datetime) -> Self:
        """
        Agree, as a second person: from here on it is carried out. Agreeing twice changes nothing.

        Raises:
            RuleViolationError: it is the person who asked for it.
            InvalidInputError: it is withdrawn.
        """
        if by == self.asked_by:
            raise RuleViolationError(texts.NEEDS_ANOTHER, clause=CLAUSE)
        if self.state is CancellationState.WITHDRAWN:
            raise InvalidInputError(texts.NOT_OPEN)
        if self.state is not CancellationState.ASKED:
            return self
        agreed = {"state": CancellationState.CONFIRMED, "confirmed_by": by, "confirmed_at": now}
        return self.evolve(**agreed, due_at=now, duty=Duty.CANCEL, attention=None)

    def withdrawn(self, *, by: str) -> Self:
        """
        Give it up, as long as nobody confirmed it.

        Raises:
            InvalidInputError: it was confirmed or withdrawn already.
        """
        if self.state is not CancellationState.ASKED:
            raise InvalidInputError(texts.NOT_TO_WITHDRAW)
        return self.evolve(state=CancellationState.WITHDRAWN, withdrawn_by=by, due_at=None, duty=None, attention=None)

    def with_cleared(self, cleared: ClearedRecord, departments: Iterable[str] = ()) -> Self:
        """Note a record that lost its text, in the act in which it does, and the departments that had got it."""
        told = tuple(dict.fromkeys((*self.departments, *departments)))
        return self.evolve(cleared=(*self.cleared, cleared), departments=told)

    def waiting(self, reason: str, now: datetime, days_left: Iterable[date] = ()) -> Self:
        """
        Put what stands in its way before a person; the next night tries again.

        One that was done is open again: a network answered later with what is cancelled, and that answer must stay for now.
        """
        since = self.attention.since if self.attention else now
        return self.evolve(
            state=CancellationState.CONFIRMED,
            days_left=tuple(sorted({*self.days_left, *days_left})),
            done_at=None,
            due_at=now + TRY_AGAIN_AFTER,
            duty=Duty.CANCEL,
            attention=Attention(reason=reason, since=since),
        )

    def done(self, exports: Iterable[str], now: datetime) -> Self:
        """Note that every copy within reach is destroyed."""
        return self.evolve(
            state=CancellationState.DONE,
            exports=tuple(exports),
            days_left=(),
            done_at=now,
            due_at=None,
            duty=None,
            attention=None,
        )

    def to_do_again(self, now: datetime) -> Self:
        """Have it carried out once more: a restore of the table brought the text back (R05)."""
        if self.state is not CancellationState.DONE:
            return self
        return self.evolve(state=CancellationState.CONFIRMED, due_at=now, duty=Duty.CANCEL, done_at=None)


def new_cancellation(
    comments: Iterable[str], *, legal_reference: str, reason: str, by: str, now: datetime
) -> Cancellation:
    """Ask for a cancellation; asking the same again on the same day is the same one."""
    wanted = tuple(sorted(set(comments)))
    return Cancellation(
        id=ids.cancellation_id(local_day(now), by, legal_reference, reason, *wanted),
        created_at=now,
        comments=wanted,
        legal_reference=legal_reference,
        reason=reason,
        asked_by=by,
        due_at=now + CONFIRM_WITHIN,
        duty=Duty.PERSON,
        attention=Attention(reason=texts.WAITING_FOR_ANOTHER, since=now),
    )


def quotes(said: str, citizens: Iterable[str], names: Iterable[str]) -> bool:
    """Say whether a text repeats four words in a row of a citizen's, a shorter one of theirs whole, or their name."""
    words = _words(said)
    quotable = [theirs for theirs in map(_words, citizens) if len(theirs) > 1]
    return any(_has_run(words, theirs) for theirs in (*quotable, *filter(None, map(_words, names))))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in folded(text)).split()


def _has_run(words: list[str], theirs: list[str]) -> bool:
    length = min(_QUOTED_WORDS, len(theirs))
    runs = {tuple(theirs[start : start + length]) for start in range(len(theirs) - length + 1)}
    return any(tuple(words[start : start + length]) in runs for start in range(len(words) - length + 1))
