"""
The last gate before anything is written to a network: posts, replies and edits alike (policies; electoral times, emergencies).

What it says is kept with the delivery, so that for everything that went out, or did not, there is who ordered it.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.control import CONTROL_ID, PublishingControl
from chalicelib.domain.delivery import Action, Delivery, GateDecision
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts


def pass_gate(delivery: Delivery, ports: PublishingPorts, now: datetime) -> Delivery:
    """
    Let a delivery through, with the gate's word on it.

    A take-down always passes: it makes nothing visible.

    Raises:
        NotToBeSent: it may not go out now; it is held, with the gate's word and reason.
    """
    control = ports.records.find(CONTROL_ID)
    if delivery.action is not Action.TAKE_DOWN and isinstance(control, PublishingControl) and control.stop:
        reason = texts_es.general_stop(control.stop.why)
        refused = delivery.evolve(gate=GateDecision(passed=False, at=now, because=(reason,)))
        raise NotToBeSent(refused.held(reason, now))
    return delivery.evolve(gate=GateDecision(passed=True, at=now))
