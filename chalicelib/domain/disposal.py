"""
Disposal of what is past its term (manual 7): a day's file, its lists, and the inventory that is kept for ever.

The record of a day's disposal lies with the day itself. A list is made of pages, written before anybody is asked; one person
approves it, another one executes it; what is left of the day (still being attended, under a hold, of a longer series) is
looked at again when its own term is over.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain import ids
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.texts_es import retention as texts

MARK_ID = "DISPOSALS"
ENTRIES_PER_PAGE = 300
PERSONS_LOOK_WITHIN = timedelta(days=7)
CLAUSE = "7"


class Entry(BaseModel):
    """
    One line of an inventory: a record of the table, or one version of an object of the archive (`version_id` is set).

    `sha256` is of the record's stored JSON, or of the object's bytes. `owner` is the record of which an object is a version;
    `envelope` names the key that opens an object, where the object's own name does not tell it.
    `marks` are what it belongs to (`belonging.belongings`), so that a hold still finds an object whose record is gone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    series: str
    sha256: str
    revision: int = 0
    version_id: str = ""
    owner: str = ""
    envelope: str = ""
    marks: frozenset[str] = frozenset()

    @property
    def is_object(self) -> bool:
        """Say whether it is an object of the archive."""
        return bool(self.version_id)


class Kept(StrEnum):
    """Why something on a list was not disposed of after all."""

    HELD = "held"
    CHANGED = "changed"
    LOCKED = "locked"
    NOT_DUE = "not_due"
    OWNER_LIVES = "owner_lives"


class DisposalPage(Record):
    """
    A page of the inventory of one list, kept for ever. Executed, it says what of it was kept back, and why.

    Of a page that is not executed yet, nothing or part may be gone; of one that is, everything that is not kept back.
    """

    kind: ClassVar[RecordKind] = RecordKind.DISPOSAL_PAGE

    entries: tuple[Entry, ...] = Field(min_length=1, max_length=ENTRIES_PER_PAGE)
    executed_at: AwareDatetime | None = None
    kept_back: dict[str, Kept] = Field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """The day's disposal is what somebody looks at again; its pages are evidence."""
        return True

    @property
    def gone(self) -> frozenset[str]:
        """The names of what was disposed of by this page."""
        if self.executed_at is None:
            return frozenset()
        return frozenset(entry.name for entry in self.entries if key_of(entry) not in self.kept_back)

    def executed(self, kept_back: dict[str, Kept], now: datetime) -> "DisposalPage":
        """Close the page over what was kept back."""
        return self.evolve(executed_at=now, kept_back=kept_back)


def key_of(entry: Entry) -> str:
    """Name an entry within a page: two versions of an object share a key."""
    return f"{entry.name}@{entry.version_id}" if entry.is_object else entry.name


class DisposalState(StrEnum):
    """What a day's disposal waits for."""

    WAITING = "waiting"
    LISTED = "listed"
    APPROVED = "approved"
    EXECUTING = "executing"
    DONE = "done"


class DisposalList(BaseModel):
    """One list of a day: its pages, on which rule, and the two persons."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: int
    listed_at: AwareDatetime
    pages: tuple[str, ...]
    counts_by_series: dict[str, int]
    years_by_series: dict[str, int]
    approved_by: str = ""
    approved_at: AwareDatetime | None = None
    ground: str = ""
    ordered_by: str = ""
    ordered_at: AwareDatetime | None = None
    executed_at: AwareDatetime | None = None
    kept_back: int = 0

    @property
    def count(self) -> int:
        """How many entries it has."""
        return sum(self.counts_by_series.values())


class Disposal(Record):
    """The disposal of what is of one day. From `settled_at` on its figures stand: only then may a record of it be deleted."""

    kind: ClassVar[RecordKind] = RecordKind.DISPOSAL

    state: DisposalState = DisposalState.WAITING
    lists: tuple[DisposalList, ...] = ()
    settled_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """Nothing of the day is left but what is kept for ever."""
        return self.state is DisposalState.DONE

    @property
    def has_begun(self) -> bool:
        """The day's figures are settled, and a record of it may be gone: what is left is not all that there was."""
        return self.settled_at is not None

    @property
    def current(self) -> DisposalList:
        """The list that is worked on, the last."""
        return self.lists[-1]

    def looked_at(self, again_at: datetime | None) -> "Disposal":
        """Note that nothing is past its term now, and when something will be; None when nothing ever will."""
        if again_at is None:
            return self.evolve(state=DisposalState.DONE, due_at=None, duty=None, attention=None)
        return self.evolve(state=DisposalState.WAITING, due_at=again_at, duty=Duty.DISPOSE, attention=None)

    def listed(self, made: DisposalList, now: datetime) -> "Disposal":
        """Put a list before the first person."""
        reason = texts.disposal_listed(self.day, made.count)
        return self.evolve(state=DisposalState.LISTED, lists=(*self.lists, made), **_for_a_person(reason, now))

    def approved(self, ground: str, *, by: str, now: datetime) -> "Disposal":
        """
        Approve the list on a legal ground.

        Raises:
            InvalidInputError: no list waits for approval.
        """
        if self.state is not DisposalState.LISTED:
            raise InvalidInputError(texts.NOTHING_TO_APPROVE)
        signed = self.current.model_copy(update={"approved_by": by, "approved_at": now, "ground": ground})
        reason = texts.disposal_approved(self.day, by)
        return self.evolve(state=DisposalState.APPROVED, lists=self._with(signed), **_for_a_person(reason, now))

    def ordered(self, *, by: str, now: datetime) -> "Disposal":
        """
        Order the execution, as a second person.

        Raises:
            InvalidInputError: it is not approved.
            RuleViolationError: the same person approved it.
        """
        if self.state is not DisposalState.APPROVED:
            raise InvalidInputError(texts.NOT_APPROVED)
        if by == self.current.approved_by:
            raise RuleViolationError(texts.EXECUTION_NEEDS_ANOTHER, clause=CLAUSE)
        signed = self.current.model_copy(update={"ordered_by": by, "ordered_at": now})
        return self.evolve(
            state=DisposalState.EXECUTING,
            lists=self._with(signed),
            due_at=now,
            duty=Duty.DISPOSE,
            attention=None,
        )

    def settled(self, now: datetime) -> "Disposal":
        """Note that the day's figures hold every record of it: from here on they stand, whatever is deleted or comes."""
        return self.evolve(settled_at=now, attention=None)

    def held_up(self, reason: str, now: datetime) -> "Disposal":
        """Put before a person why what was ordered is not carried out; it is tried again a week later."""
        since = self.attention.since if self.attention else now
        return self.evolve(due_at=now + PERSONS_LOOK_WITHIN, attention=Attention(reason=reason, since=since))

    def executed(self, kept_back: int, now: datetime) -> "Disposal":
        """Note that the list was carried out; what is left of the day is looked at again at once."""
        done = self.current.model_copy(update={"executed_at": now, "kept_back": kept_back})
        return self.evolve(
            state=DisposalState.WAITING, lists=self._with(done), due_at=now, duty=Duty.DISPOSE, attention=None
        )

    def _with(self, changed: DisposalList) -> tuple[DisposalList, ...]:
        return (*self.lists[:-1], changed)


class DisposalMark(Record):
    """How far the days were looked at: `next_day` is the first that nobody looked at yet."""

    kind: ClassVar[RecordKind] = RecordKind.DISPOSAL_MARK

    next_day: date

    @property
    def is_finished(self) -> bool:
        """It is a mark."""
        return True


def gone_names(pages: Iterable[DisposalPage]) -> frozenset[str]:
    """Give what pages of inventories say was disposed of: ids of records and keys of the archive (R05)."""
    return frozenset(name for page in pages for name in page.gone)


def new_disposal(day: date, now: datetime) -> Disposal:
    """Begin the file of a day."""
    return Disposal(id=ids.disposal_id(day), created_at=now, due_at=now, duty=Duty.DISPOSE)


def _for_a_person(reason: str, now: datetime) -> dict[str, object]:
    return {
        "due_at": now + PERSONS_LOOK_WITHIN,
        "duty": Duty.PERSON,
        "attention": Attention(reason=reason, since=now),
    }
