"""
2.5, corrections: a person did by hand what no API does, and gives proof: where, when, who (other media; manual take-downs).

In another medium nobody can read it back: the person's word, with the address or place, is the record. Where the network can
be read, its word counts: a post that was taken down by hand is looked for before it is called removed.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.post import Post, post_of, removed
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.whereabouts import removal_of
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.tasks import content_of

_CLOCKS_DIFFER = timedelta(minutes=5)


def prove_task(
    delivery_id: str,
    *,
    place: str,
    done_at: datetime | None,
    note: str,
    by: Person,
    records: Records,
    queues: WorkQueues,
    clock: Clock,
) -> Delivery:
    """
    Record where and when a person did what they were asked to do by hand.

    `place` is an address or, in print, where it is; `done_at` is now unless told. A publication that was to be taken down
    meanwhile is taken down in this medium too.

    Raises:
        NotFoundError: no delivery has this id.
        InvalidInputError: nobody was asked to do it by hand, or the time is not one at which it can have been done.
        RecordConflictError: somebody else acted on it at the same moment.
    """
    now = clock.now()
    task = fetch(records, delivery_id, Delivery)
    if task.state is not DeliveryState.TASK:
        raise InvalidInputError(texts_es.NOT_A_TASK)
    at = _checked(done_at or now, task, now)
    decision = PersonDecision(verdict=Verdict.DONE_BY_HAND, why=note, address=place, by=by.username, at=now)
    if task.network is not Network.MANUAL:
        return _to_be_looked_at(task, decision, records, queues, now)
    done = task.evolve(network_id=_stable_id(task)).done_by_hand(place, decision, now).evolve(published_at=at)
    inserts, replacements = _official_records(done, records, now)
    records.commit(insert=inserts, replace=[done, *replacements])
    for removal in inserts:
        if removal.duty is Duty.PUBLISH:
            queues.publish(removal.id)
    return fetch(records, delivery_id, Delivery)


def _checked(at: datetime, task: Delivery, now: datetime) -> datetime:
    if at > now + _CLOCKS_DIFFER:
        raise InvalidInputError(texts_es.PROOF_IN_FUTURE)
    if at < task.not_before - _CLOCKS_DIFFER:
        raise InvalidInputError(texts_es.PROOF_TOO_EARLY)
    return min(at, now)


def _to_be_looked_at(
    task: Delivery, decision: PersonDecision, records: Records, queues: WorkQueues, now: datetime
) -> Delivery:
    """The network shows whether it is gone: the worker, who may read the account, finishes it."""
    told = store(records, task.removed_by_hand(decision, now).evolve(due_at=now))
    queues.publish(told.id)
    return told


def _stable_id(task: Delivery) -> str:
    """Name what a person published: there is no network to name it. One medium shows a publication once."""
    return f"{task.medium}-{task.subject}"


def _official_records(done: Delivery, records: Records, now: datetime) -> tuple[list[Record], list[Record]]:
    """Give what is to be inserted and replaced: the post a person made, or the end of one."""
    publication = fetch(records, done.subject, Publication)
    if done.action is Action.TAKE_DOWN:
        original = fetch(records, ids.removed_by(done.id), Delivery)
        shown_on = local_day(original.published_at or now)
        post = fetch(records, ids.post_id(shown_on, done.network, original.network_id or ""), Post)
        return [], [removed(post, done.published_at or now)]
    if done.action is not Action.PUBLISH:
        return [], []
    content = content_of(publication, done)
    hashes = tuple(form.sha256 for form in content.renditions)
    made: list[Record] = [post_of(done, text=content.text, media_sha256=hashes, now=now)]
    if publication.state is PublicationState.WITHDRAWN:
        made.append(removal_of(done, now))
    return made, []
