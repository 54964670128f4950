"""
2.5 Realiza las publicaciones: at once, or by the programme (policy: cobertura al momento, o programación por prioridad).

Releasing hands an authorised publication to one delivery per network; from there `delivering` carries them out. Until one of
them has begun, the schedule may be moved (here) or taken back (`taking_back`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.gate import InForce, window_said
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import LIVE, ask_if_soon
from chalicelib.procedure.deliveries_of import destinations, has_begun, posts_of
from chalicelib.procedure.edits_in_place import edits_of
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.thread_parts import last_part
from chalicelib.texts_es import plan as plan_texts


def publish_now(
    publication_id: str, *, records: Records, catalogue: Catalogue, queues: WorkQueues, clock: Clock
) -> Publication:
    """
    Send an authorised publication out at once.

    Manual 2.5, «cobertura y publicación al momento»: it overtakes what was planned, whatever its priority was, and keeps no
    distance to it. Safe to repeat: what is out or on its way is left as it is.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: it was only to be shown until an instant that has passed, a blackout window does not let it out, or
            a person gave every post of it up.
        RuleViolationError: nothing authorises its current version (clause 3).
        RecordConflictError: somebody else acted on it at the same time.
    """
    known = fetch(records, publication_id, Publication)
    return _release(known, clock.now(), LIVE, records=records, catalogue=catalogue, queues=queues, clock=clock)


def schedule_publication(
    publication_id: str,
    publish_at: datetime | None,
    *,
    valid_until: datetime | None = None,
    moved_by: str = "",
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Publication:
    """
    Send an authorised publication out at an instant; without one, at the time its material asked for.

    Scheduling again moves what has not begun. After `valid_until` it no longer goes out by itself: a person decides. `moved_by`
    is who moved it on the plan: then all of it moves, or nothing.

    Raises:
        InvalidInputError: the time is missing or past, what is published then would be stale already, or a blackout window
            does not let it out at that hour; what is moved began to go out; a person gave every post of it up.
        NotFoundError, RuleViolationError, RecordConflictError: as in `publish_now`.
    """
    known = fetch(records, publication_id, Publication)
    at = publish_at or known.publish_at
    if at is None or at <= clock.now():
        raise InvalidInputError(texts_es.PUBLISH_AT_PAST)
    bounded = known.evolve(valid_until=valid_until) if valid_until else known
    if moved_by:
        bounded = bounded.evolve(moved_by=moved_by, moved_at=clock.now())
    # What corrects something wrong goes out like live coverage: until it does, nothing right is there.
    priority = LIVE if known.corrects else known.priority
    return _release(
        bounded,
        at,
        priority,
        is_move=bool(moved_by),
        records=records,
        catalogue=catalogue,
        queues=queues,
        clock=clock,
    )


def _release(
    known: Publication,
    at: datetime,
    priority: str,
    *,
    is_move: bool = False,
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Publication:
    if known.valid_until is not None and known.valid_until <= at:
        raise InvalidInputError(texts_es.VALID_UNTIL_BEFORE)
    publication = known.released(at)
    now, version = clock.now(), publication.current.number
    inserts, replacements = [], []
    there = {delivery.id: delivery for delivery in posts_of(publication, records)}
    _check_not_begun(there.values() if is_move else ())
    _check_goes_somewhere(publication, there)
    for network, medium in destinations(publication):
        first = there.get(ids.delivery_id(publication.id, network, medium))
        existing = last_part(publication, network, records) if medium is None else first
        if existing is None:
            inserts.append(_delivery_of(publication, network, medium, priority, now))
        elif existing.state is DeliveryState.TASK:
            # A person has it, and may have done it already: nobody is asked twice.
            continue
        elif existing.is_untouched or existing.was_dropped:
            moved = existing.rescheduled(at, version)
            replacements.append(moved.evolve(priority=priority, valid_until=publication.valid_until))
        elif existing.duty is Duty.PERSON:
            replacements.append(existing.looked_at_again(now))
    replacements.extend(_dropped(publication, there.values()))
    edits, changed_edits = edits_of(publication, at, records, now) if known.released_versions else ([], [])
    inserts, replacements = [*inserts, *edits], [*replacements, *changed_edits]
    if not inserts and not replacements and known.state is publication.state:
        return known
    if any(delivery.is_untouched for delivery in (*inserts, *replacements)):
        _refuse_in_window(publication.category, at, in_force(records, catalogue))
    records.commit(insert=inserts, replace=[publication, *replacements])
    for delivery in (*inserts, *replacements):
        ask_if_soon(delivery, now, queues)
    return publication


def _dropped(publication: Publication, posts: Iterable[Delivery]) -> Iterator[Delivery]:
    """Close what lies untouched for a place to which this version no longer goes; who has a task keeps it."""
    places = set(destinations(publication))
    for post in posts:
        is_waiting = post.is_untouched and post.state is not DeliveryState.TASK
        if is_waiting and (post.network, post.medium) not in places:
            yield post.cancelled(texts_es.NETWORK_DROPPED)


def _check_not_begun(posts: Iterable[Delivery]) -> None:
    """All that is moved is stored over what was read here: a worker that begins meanwhile makes it a conflict."""
    if any(has_begun(post) for post in posts):
        raise InvalidInputError(plan_texts.MOVE_BEGUN)


def _check_goes_somewhere(publication: Publication, posts: Mapping[str, Delivery]) -> None:
    """Where a person gave every post up, nothing goes out: that is said, and not called published."""
    first = [posts.get(ids.delivery_id(publication.id, *place)) for place in destinations(publication)]
    if first and all(post is not None and post.is_void and not post.was_dropped for post in first):
        raise InvalidInputError(texts_es.ALL_GIVEN_UP)


def _refuse_in_window(category: str | None, at: datetime, force: InForce) -> None:
    """A window that is known today is no surprise of tomorrow: nothing is scheduled into it that it does not exempt."""
    forbidding = force.forbidding(category, at)
    if forbidding:
        raise InvalidInputError(texts_es.inside_window(map(window_said, forbidding)))


def _delivery_of(
    publication: Publication, network: Network, medium: str | None, priority: str, now: datetime
) -> Delivery:
    at = publication.publish_at or now
    return Delivery(
        id=ids.delivery_id(publication.id, network, medium),
        created_at=now,
        subject=publication.id,
        version=publication.current.number,
        network=network,
        medium=medium,
        action=Action.PUBLISH,
        priority=priority,
        valid_until=publication.valid_until,
        not_before=at,
        due_at=at,
        duty=Duty.PUBLISH,
    )
