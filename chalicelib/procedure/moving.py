"""
5.1 Mover en el calendario: what waits to another day or another hour, by every rule that made it (P1, P2).

The record keeps its id, which is the day it came in; what changes is when it goes out. What was authorised stays authorised:
not a byte of it changes. What a network may have begun to receive stays where it is.
"""

from datetime import date, datetime, time

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import LOCAL_ZONE, local_day, local_instant
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError
from chalicelib.domain.people import Person
from chalicelib.domain.proposal import Proposal
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty, Record
from chalicelib.procedure.amending import store
from chalicelib.procedure.deliveries_of import posts_of
from chalicelib.procedure.plan_checks import FURTHEST, PlanningPorts, graphic_problems
from chalicelib.procedure.release import schedule_publication
from chalicelib.texts_es import plan as texts


def move(record_id: str, to: date, at: time | None, *, by: Person, ports: PlanningPorts) -> Record:
    """
    Move a proposal, a planned bulletin or a publication to a local day; `at` is León's time, None keeps the hour it has.

    Safe to repeat. Of two who move it at once, one is told of the conflict.

    Raises:
        NotFoundError: there is nothing of the plan under this id.
        InvalidInputError: the place is past, too far or has no hour; it began to go out, is held, was answered or withdrawn; a
            window does not let it out there, a graphic's term or its own ends before.
        RuleViolationError: the authorisation of what is scheduled would not stand at that instant.
        RecordConflictError: somebody else, or a worker, acted on it at the same moment.
    """
    record = _current(record_id, ports)
    try:
        match record:
            case Proposal():
                return _move_proposal(record, to, at, by, ports)
            case Bulletin():
                return _move_bulletin(record, to, at, by, ports)
            case Publication():
                return _move_publication(record, to, at, by, ports)
    except RecordConflictError as error:
        raise RecordConflictError(texts_es.CONFLICT) from error
    raise NotFoundError(texts_es.NOT_FOUND)


def _current(record_id: str, ports: PlanningPorts) -> Record | None:
    """Give the record; of a bulletin that became a publication, and of a proposal that was taken in, what it became."""
    record = ports.records.find(record_id)
    if isinstance(record, Proposal) and record.bulletin:
        record = ports.records.find(record.bulletin)
    if isinstance(record, Bulletin):
        return ports.records.find(ids.publication_id(record.id)) or record
    return record


def _move_proposal(proposal: Proposal, to: date, at: time | None, by: Person, ports: PlanningPorts) -> Proposal:
    now = ports.clock.now()
    hour = at or proposal.wish.at
    _check_day(to, now)
    _check_hour(local_instant(datetime.combine(to, hour)) if hour else None, now)
    moved = proposal.moved(to, hour, by=by.username, now=now)
    return proposal if moved is proposal else store(ports.records, moved)


def _move_bulletin(bulletin: Bulletin, to: date, at: time | None, by: Person, ports: PlanningPorts) -> Bulletin:
    """Plan it anew for another instant. Where its own file says when, that file is asked."""
    now = ports.clock.now()
    if bulletin.plan is None or bulletin.is_finished:
        raise NotFoundError(texts_es.NOT_FOUND)
    _check_day(to, now)
    wanted = _instant(to, at, bulletin.order.publish_at)
    _check_hour(wanted, now)
    if bulletin.order.publish_at == wanted:
        return bulletin
    order = bulletin.plan.order.model_copy(update={"publish_at": wanted})
    if order.valid_until is not None and order.valid_until <= wanted:
        raise InvalidInputError(texts_es.VALID_UNTIL_BEFORE)
    networks = tuple(bulletin.order.networks or ports.catalogue.networks)
    if problems := list(graphic_problems(order, networks, to, ports)):
        raise InvalidInputError(" ".join(problems))
    plan = bulletin.plan.model_copy(update={"order": order, "moved_by": by.username, "moved_at": now})
    moved = bulletin.planned(plan, bulletin.department_id, now)
    if moved.order.publish_at != wanted:
        raise InvalidInputError(texts.MOVE_HOUR_IN_FILE)
    stored = store(ports.records, moved)
    if stored.duty is Duty.PREPARE:
        ports.queues.prepare(stored.id)
    return stored


def _move_publication(
    publication: Publication, to: date, at: time | None, by: Person, ports: PlanningPorts
) -> Publication:
    now = ports.clock.now()
    if publication.state is PublicationState.WITHDRAWN:
        raise InvalidInputError(texts.MOVE_WITHDRAWN)
    _check_day(to, now)
    wanted = _instant(to, at, publication.publish_at)
    is_scheduled = publication.state is PublicationState.RELEASED
    if is_scheduled:
        _check_not_begun(publication, ports)
    if publication.publish_at == wanted:
        return publication
    _check_hour(wanted, now)
    if is_scheduled:
        return schedule_publication(
            publication.id,
            wanted,
            moved_by=by.username,
            records=ports.records,
            catalogue=ports.catalogue,
            queues=ports.queues,
            clock=ports.clock,
        )
    if publication.valid_until is not None and publication.valid_until <= wanted:
        raise InvalidInputError(texts_es.VALID_UNTIL_BEFORE)
    return store(ports.records, publication.moved(wanted, by=by.username, now=now))


def _check_not_begun(publication: Publication, ports: PlanningPorts) -> None:
    """Only what lies ready and untouched on every network can be moved: half of it elsewhere would be no move."""
    posts = posts_of(publication, ports.records)
    if any(not post.is_untouched or post.state is DeliveryState.TASK for post in posts):
        raise InvalidInputError(texts.MOVE_BEGUN)
    # What a person must decide about is not put off by moving it.
    if any(post.duty is not Duty.PUBLISH for post in posts):
        raise InvalidInputError(texts.MOVE_HELD)


def _instant(to: date, at: time | None, known: datetime | None) -> datetime:
    """Give the instant of the new place: at an hour that is said, or at the hour it has. Raises InvalidInputError."""
    hour = at or (known.astimezone(LOCAL_ZONE).timetz().replace(tzinfo=None) if known else None)
    if hour is None:
        raise InvalidInputError(texts.MOVE_NEEDS_HOUR)
    return local_instant(datetime.combine(to, hour))


def _check_day(to: date, now: datetime) -> None:
    if to < local_day(now):
        raise InvalidInputError(texts.MOVE_PAST)
    if to > local_day(now) + FURTHEST:
        raise InvalidInputError(texts.MOVE_TOO_FAR)


def _check_hour(at: datetime | None, now: datetime) -> None:
    if at is not None and at <= now:
        raise InvalidInputError(texts.MOVE_PAST)
