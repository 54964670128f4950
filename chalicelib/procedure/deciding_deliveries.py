"""
2.5, corrections: what a person decides of a delivery that waits for them (P2, P33).

No decision walks around what was authorised: what goes out after it passes authorisation, content check and gate like the
first time. A decision only takes a risk that a machine may not take, and stands in the record with who took it and why.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend

MAX_DECISIONS = 40
"""How many decisions one record holds; after them only giving up is left, so that it never outgrows its item."""


def decide_delivery(
    delivery_id: str,
    verdict: Verdict,
    *,
    why: str,
    address: str | None,
    by: Person,
    records: Records,
    queues: WorkQueues,
    clock: Clock,
) -> Delivery:
    """
    Record what a person decides of a delivery, and let the worker go on with it.

    `publish_anyway` accepts that it may come out twice; `it_is_there` takes the post at `address` for it, once the worker has
    looked; `look_again` reads the account anew; `give_up` closes this delivery alone.

    Raises:
        NotFoundError: no delivery has this id.
        InvalidInputError: it does not wait for that decision, or the address is missing or out of place.
        RecordConflictError: others kept changing it.
    """
    now = clock.now()
    if (verdict is Verdict.IT_IS_THERE) != (address is not None):
        raise InvalidInputError(texts_es.ADDRESS_UNWANTED if address else texts_es.ADDRESS_NEEDED)
    decision = PersonDecision(verdict=verdict, why=why, address=address, by=by.username, at=now)
    decided = amend(records, delivery_id, Delivery, lambda delivery: _decided(delivery, decision))
    if decided.duty is Duty.PUBLISH:
        queues.publish(decided.id)
    return decided


def verdicts_for(delivery: Delivery) -> tuple[Verdict, ...]:
    """Tell what a person may decide of a delivery as it is now: what the machine itself would not refuse."""
    possible = []
    for verdict in _TRANSITIONS:
        trial = PersonDecision(verdict=verdict, by="", at=delivery.created_at)
        try:
            _decided(delivery, trial)
        except InvalidInputError:
            continue
        possible.append(verdict)
    return tuple(possible)


def _decided(delivery: Delivery, decision: PersonDecision) -> Delivery:
    """Make the transition the verdict asks for; the machine refuses what the delivery does not wait for."""
    if len(delivery.decisions) >= MAX_DECISIONS and decision.verdict is not Verdict.GIVE_UP:
        raise InvalidInputError(texts_es.TOO_MANY_DECISIONS)
    if delivery.awaits_approval:
        raise InvalidInputError(texts_es.REPLY_AWAITS_APPROVAL)
    if delivery.network is Network.MANUAL and decision.verdict is Verdict.IT_IS_THERE:
        raise InvalidInputError(texts_es.DECISION_ELSEWHERE)
    if decision.verdict not in _TRANSITIONS:
        raise InvalidInputError(texts_es.NOT_A_TASK)
    return _TRANSITIONS[decision.verdict](delivery, decision, decision.at)


_TRANSITIONS: Mapping[Verdict, Callable[[Delivery, PersonDecision, datetime], Delivery]] = {
    Verdict.PUBLISH_ANYWAY: Delivery.publish_anyway,
    Verdict.IT_IS_THERE: Delivery.seen_there,
    Verdict.LOOK_AGAIN: Delivery.look_again,
    Verdict.GIVE_UP: Delivery.given_up,
}
