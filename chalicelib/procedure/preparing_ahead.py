"""
2.5, to the second: what a post needs before it can go out, made a minute before its hour. Nothing of it is visible.

The delivery is not claimed and stays as it was, but for what the network holds for it now, and that only if nobody touched
it meanwhile. Nothing is decided here: authorisation, content and gate are checked now, and all of them again at the hour.
What fails is left for the hour, which does it as if nothing had been tried; what is never used, the network forgets (P22).
"""

from datetime import timedelta

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import CredentialsRejectedError, ExternalServiceError, NotFoundError
from chalicelib.ports import NetworkAccount
from chalicelib.procedure.amending import store
from chalicelib.procedure.listening import ListeningAccount
from chalicelib.procedure.pacing import note_answers, would_get_turn
from chalicelib.procedure.sending import NotToBeSent, PublishingPorts, sending_for

TOO_NEAR = timedelta(seconds=3)
"""What took until then is not kept: the worker that publishes may have read the delivery already, and must not be crossed."""


def prepare_ahead(delivery: Delivery, ports: PublishingPorts) -> Delivery:
    """
    Let the network make ready what a post that is due soon needs. Gives the delivery as it is stored then.

    Raises:
        RecordConflictError: somebody changed the delivery meanwhile; what was prepared is left behind.
    """
    clock = ports.clock
    if not would_get_turn(delivery, ports, clock.now()):
        return delivery
    try:
        account = ListeningAccount(ports.accounts(delivery.network), clock)
    except CredentialsRejectedError:
        return delivery
    prepared = _prepared(delivery, account, ports)
    note_answers(delivery, account, ports, clock.now())
    if prepared == delivery or delivery.due_at is None or clock.now() > delivery.due_at - TOO_NEAR:
        return delivery
    return store(ports.records, prepared)


def _prepared(delivery: Delivery, account: NetworkAccount, ports: PublishingPorts) -> Delivery:
    """Prepare it if it might go out now; as it was when it might not, or when it failed."""
    try:
        with sending_for(delivery, account, ports) as sending:
            return sending.stage(delivery, ports.clock.now())
    except (NotToBeSent, NotFoundError, ExternalServiceError):
        return delivery
