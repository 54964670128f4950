"""
Legal holds: what must be kept beyond its term because an authority, a court or an open request asks for it.

A hold wins over any disposal at every moment. The holds in force are one record, the register: whoever disposes of something
does it only while the register is the one it read, so that a hold that was placed is seen by everything that comes after it.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from chalicelib.domain import ids
from chalicelib.domain.belonging import UNKNOWN, id_mark, person_mark
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.texts_es import retention as texts

REGISTER_ID = "HOLDS"
MAX_IN_FORCE = 500
REVIEW_AFTER = timedelta(days=180)
CLAUSE = "7"


class HoldScope(StrEnum):
    """What a hold is over. `DAYS` is from a day to a day; a publication takes its whole story with it."""

    RECORD = "record"
    DAYS = "days"
    PUBLICATION = "publication"
    DEPARTMENT = "department"
    CAMPAIGN = "campaign"
    PERSON = "person"


class HeldMatter(BaseModel):
    """What one hold holds. `value` is an id, a name or a handle; empty for days, `first` and `last` included."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    scope: HoldScope
    value: str = ""
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        has_days = self.first is not None and self.last is not None and self.first <= self.last
        is_whole = has_days and not self.value if self.scope is HoldScope.DAYS else bool(self.value) and not self.first
        if not is_whole:
            raise ValueError(texts.HOLD_SCOPE_UNCLEAR)
        return self

    def covers(self, day: date, marks: Iterable[str]) -> bool:
        """
        Say whether something of a day, with these marks (`belonging.belongings`), is held.

        What belongs to nobody knows what is held by any hold that is not over days: no hold is escaped by a lost link.
        """
        if self.scope is HoldScope.DAYS:
            return self.first is not None and self.last is not None and self.first <= day <= self.last
        known = set(marks)
        return UNKNOWN in known or self._mark in known

    @property
    def _mark(self) -> str:
        match self.scope:
            case HoldScope.DEPARTMENT | HoldScope.CAMPAIGN:
                return f"{self.scope}:{self.value.casefold()}"
            case HoldScope.PERSON:
                return person_mark(self.value)
            case _:
                return id_mark(self.value)


class HoldState(StrEnum):
    """In force until two persons lifted it."""

    IN_FORCE = "in_force"
    LIFT_ASKED = "lift_asked"
    LIFTED = "lifted"


class Hold(Record):
    """A legal hold: over what, on which ground, who placed it, and who lifted it."""

    kind: ClassVar[RecordKind] = RecordKind.HOLD

    matter: HeldMatter
    reason: str
    placed_by: str
    state: HoldState = HoldState.IN_FORCE
    lift_reason: str = ""
    lift_asked_by: str = ""
    lifted_by: str = ""
    lifted_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """It was lifted."""
        return self.state is HoldState.LIFTED

    def reminded(self, now: datetime) -> "Hold":
        """Ask a person whether it is still needed, when that is due."""
        if self.is_finished or self.due_at is None or self.due_at > now:
            return self
        asked = self.attention or Attention(reason=texts.hold_to_review(self.id), since=now)
        return self.evolve(due_at=now + REVIEW_AFTER, attention=asked)

    def asked_to_lift(self, reason: str, *, by: str, now: datetime) -> "Hold":
        """Note that one person asks to lift it; it stays in force until another one agrees."""
        return self.evolve(
            state=HoldState.LIFT_ASKED,
            lift_reason=reason,
            lift_asked_by=by,
            attention=Attention(reason=texts.lift_asked(self.id, by), since=now),
        )

    def lifted(self, *, by: str, now: datetime) -> "Hold":
        """
        Lift it, as a second person.

        Raises:
            RuleViolationError: it is the person who asked for it.
        """
        if by == self.lift_asked_by:
            raise RuleViolationError(texts.LIFT_NEEDS_ANOTHER, clause=CLAUSE)
        return self.evolve(state=HoldState.LIFTED, lifted_by=by, lifted_at=now, duty=None, due_at=None, attention=None)


class HoldRegister(Record):
    """The holds in force, by id: the one thing that every act of disposal depends on."""

    kind: ClassVar[RecordKind] = RecordKind.HOLD_REGISTER

    holds: dict[str, HeldMatter] = Field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By hold, the ids of what the held publication uses and what does not tell so itself: graphics of the library."""

    @property
    def is_finished(self) -> bool:
        """It is a list: nobody needs to look at it again."""
        return True

    def with_hold(self, hold: Hold, needs: Iterable[str] = ()) -> "HoldRegister":
        """
        Add a hold, or what it needs besides; what was needed once stays.

        Raises:
            InvalidInputError: there are 500 in force.
        """
        if len(self.holds) >= MAX_IN_FORCE and hold.id not in self.holds:
            raise InvalidInputError(texts.TOO_MANY_HOLDS)
        needed = tuple(sorted({*self.needs.get(hold.id, ()), *needs}))
        others = {name: ids_ for name, ids_ in self.needs.items() if name != hold.id}
        return self.evolve(
            holds={**self.holds, hold.id: hold.matter}, needs=others | ({hold.id: needed} if needed else {})
        )

    def without(self, hold_id: str) -> "HoldRegister":
        """Take a hold out."""
        return self.evolve(
            holds={name: matter for name, matter in self.holds.items() if name != hold_id},
            needs={name: ids_ for name, ids_ in self.needs.items() if name != hold_id},
        )

    def covers(self, hold_id: str, day: date, marks: Iterable[str]) -> bool:
        """Say whether something of a day with these marks is under one hold."""
        known = frozenset(marks)
        is_needed = any(id_mark(needed) in known for needed in self.needs.get(hold_id, ()))
        return hold_id in self.holds and (is_needed or self.holds[hold_id].covers(day, known))

    def held_by(self, day: date, marks: Iterable[str]) -> str | None:
        """Give the id of a hold over something of a day with these marks, or None."""
        known = frozenset(marks)
        return next((name for name in self.holds if self.covers(name, day, known)), None)


def new_hold(matter: HeldMatter, reason: str, *, by: str, now: datetime) -> Hold:
    """Place a hold; the same one on the same day is the same hold. It is looked at again after half a year."""
    made_from = (matter.scope, matter.value, str(matter.first), str(matter.last), reason)
    return Hold(
        id=ids.hold_id(local_day(now), *made_from),
        created_at=now,
        matter=matter,
        reason=reason,
        placed_by=by,
        due_at=now + REVIEW_AFTER,
        duty=Duty.HOLD,
    )


def empty_register(now: datetime) -> HoldRegister:
    """Give a register without holds."""
    return HoldRegister(id=REGISTER_ID, created_at=now)
