"""
7: legal holds: placed by one person, lifted by two, and stronger than any disposal at every moment.

Placing returns when the register names the hold and the objects that are being erased just now are under S3's own legal hold:
from then on nothing that it covers is deleted, whoever was in the midst of it.
"""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.domain.belonging import Marks, belongings
from chalicelib.domain.disposal import Disposal, DisposalPage, DisposalState
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.hold import REGISTER_ID, HeldMatter, Hold, HoldRegister, HoldState, empty_register, new_hold
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import ArchiveDisposal, Clock, KeptVersion, Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.held_stories import needs_of
from chalicelib.procedure.inventories import marks_of_gone
from chalicelib.texts_es import retention as texts

_ATTEMPTS = 20
_MANY = 5_000
_FAR = timedelta(days=4_000)


def place_hold(
    matter: HeldMatter, *, reason: str, by: Person, records: Records, archive: ArchiveDisposal, clock: Clock
) -> Hold:
    """
    Place a legal hold. Saying the same again on the same day is the same hold; safe to repeat.

    Raises:
        InvalidInputError: the same hold was placed and lifted today, or there are too many.
        TransientServiceError: it may not be in force yet; say it again.
    """
    wanted = new_hold(matter, reason, by=by.username, now=clock.now())
    placed = _in_force(wanted, records, clock)
    for version in _being_erased(placed.id, records, clock):
        archive.hold(version)
    return placed


def lift_hold(hold_id: str, *, reason: str, by: Person, records: Records, clock: Clock) -> Hold:
    """
    Ask to lift a hold, or, as another person, agree: then it is lifted.

    Raises:
        NotFoundError: there is no hold under that id.
        InvalidInputError: it is lifted already.
        RuleViolationError: the person who asked for it cannot agree.
    """
    for _ in range(_ATTEMPTS):
        hold = fetch(records, hold_id, Hold)
        try:
            match hold.state:
                case HoldState.LIFTED:
                    raise InvalidInputError(texts.HOLD_LIFTED)
                case HoldState.IN_FORCE:
                    asked = hold.asked_to_lift(reason, by=by.username, now=clock.now())
                    records.commit(replace=[asked])
                case HoldState.LIFT_ASKED:
                    lifted = hold.lifted(by=by.username, now=clock.now())
                    records.commit(replace=[lifted, register_of(records, clock).without(hold_id)])
        except RecordConflictError:
            continue
        return fetch(records, hold_id, Hold)
    raise RecordConflictError(hold_id)


def holds_in_force(records: Records, clock: Clock) -> list[Hold]:
    """Give the holds in force, the longest due first."""
    found = records.due(Duty.HOLD, clock.now() + _FAR, _MANY)
    # The index may lag behind the record: the record counts.
    now_known = [records.find(hold.id) for hold in found]
    return [hold for hold in now_known if isinstance(hold, Hold) and not hold.is_finished]


def remind_of_holds(records: Records, clock: Clock) -> int:
    """Put before a person every hold that is due to be reviewed (P6). Gives how many."""
    now = clock.now()
    due = records.due(Duty.HOLD, now, _MANY)
    for hold in due:
        amend(records, hold.id, Hold, lambda known: known.reminded(now))
    return len(due)


def register_of(records: Records, clock: Clock) -> HoldRegister:
    """
    Give the register, strongly consistent. One that is not there is made of the holds in force.

    Raises:
        RecordConflictError: others kept changing it.
    """
    for _ in range(_ATTEMPTS):
        known = records.find(REGISTER_ID)
        if isinstance(known, HoldRegister):
            return known
        try:
            records.commit(insert=[_with_all(empty_register(clock.now()), holds_in_force(records, clock), records)])
        except RecordConflictError:
            continue
    raise RecordConflictError(REGISTER_ID)


def complete_register(records: Records, clock: Clock) -> HoldRegister:
    """
    Put every hold in force into the register: what a restore of the table brought back may lack some (R05).

    So may what a held publication uses, which may be more than when the hold was placed.
    """
    for _ in range(_ATTEMPTS):
        register = register_of(records, clock)
        whole = _with_all(register, holds_in_force(records, clock), records)
        if whole == register:
            return register
        try:
            records.commit(replace=[whole])
        except RecordConflictError:
            continue
    raise RecordConflictError(REGISTER_ID)


def marks_of(record: Record, records: Records) -> Marks:
    """Give what a record belongs to, by way of what is recorded and of what the inventories say of the disposed."""
    return belongings(record, records.find, lambda record_id: marks_of_gone(record_id, records))


def held_by(record: Record, *, records: Records, clock: Clock) -> str | None:
    """Give the id of a legal hold over a record, or None. Whatever would destroy anything of a record asks this first."""
    return register_of(records, clock).held_by(record.day, marks_of(record, records))


def _in_force(wanted: Hold, records: Records, clock: Clock) -> Hold:
    for _ in range(_ATTEMPTS):
        register = register_of(records, clock)
        known = records.find(wanted.id)
        if isinstance(known, Hold):
            if known.is_finished:
                raise InvalidInputError(texts.HOLD_LIFTED)
            return known
        try:
            records.commit(insert=[wanted], replace=[_with_all(register, [wanted], records)])
        except RecordConflictError:
            continue
        return fetch(records, wanted.id, Hold)
    raise RecordConflictError(wanted.id)


def _with_all(register: HoldRegister, holds: list[Hold], records: Records) -> HoldRegister:
    for hold in holds:
        register = register.with_hold(hold, needs_of(hold.matter, records))
    return register


def _being_erased(hold_id: str, records: Records, clock: Clock) -> Iterator[KeptVersion]:
    """Go through the objects that a disposal at work may be about to erase and that the hold covers."""
    register = register_of(records, clock)
    for found in records.due(Duty.DISPOSE, clock.now() + _FAR, _MANY):
        if not isinstance(found, Disposal) or found.state is not DisposalState.EXECUTING:
            continue
        for page_id in found.current.pages:
            page = fetch(records, page_id, DisposalPage)
            for entry in page.entries if page.executed_at is None else ():
                if entry.is_object and register.covers(hold_id, found.day, entry.marks):
                    yield KeptVersion(entry.name, entry.version_id)
