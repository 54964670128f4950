"""
The last gate before anything is written to a network: posts, replies and edits alike (policies; electoral times, emergencies).

What it says is kept with the delivery, so that for everything that went out, or did not, there is who ordered it. It costs one
read for each write; the publication is looked up only while something is in force.
"""

from datetime import datetime

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.gate import category_of_reply, decide
from chalicelib.domain.publication import Publication
from chalicelib.ports import Records
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts


def pass_gate(delivery: Delivery, ports: PublishingPorts, now: datetime) -> Delivery:
    """
    Let a delivery through, with the gate's word on it.

    A take-down always passes: it makes nothing visible.

    Raises:
        NotToBeSent: it may not go out now; it is held, with the gate's word and reason, and resumes by itself.
    """
    force = in_force(ports.records, ports.catalogue)
    category = _category_of(delivery, ports.records) if force.restricts(now) else None
    ruling = decide(delivery.action, category, force, now)
    ruled = ruling.on(delivery, now)
    if not ruling.passed:
        raise NotToBeSent(ruled)
    return ruled


def look_at_gate_first(delivery: Delivery, ports: PublishingPorts, now: datetime) -> None:
    """
    Ask the gate again about what it held before, ahead of anything else: while it still holds, that is all there is to do.

    Raises:
        NotToBeSent: it is still held.
    """
    if delivery.gate is not None and not delivery.gate.passed:
        pass_gate(delivery, ports, now)


def _category_of(delivery: Delivery, records: Records) -> str | None:
    if delivery.action is Action.TAKE_DOWN:
        return None
    if delivery.reply is not None:
        return category_of_reply(delivery.reply.template)
    return fetch(records, delivery.subject, Publication).category
