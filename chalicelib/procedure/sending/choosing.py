"""Which kind of sending carries out a delivery."""

from collections.abc import Mapping

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.ports import NetworkAccount
from chalicelib.procedure.sending.base import PublishingPorts, Sending
from chalicelib.procedure.sending.edits import EditSending
from chalicelib.procedure.sending.posts import PostSending
from chalicelib.procedure.sending.replies import ReplySending
from chalicelib.procedure.sending.take_downs import TakeDownSending

_KINDS: Mapping[Action, type[Sending]] = {
    Action.PUBLISH: PostSending,
    Action.REPLY: ReplySending,
    Action.TAKE_DOWN: TakeDownSending,
    Action.EDIT: EditSending,
}


def sending_for(delivery: Delivery, account: NetworkAccount, ports: PublishingPorts) -> Sending:
    """Choose what a delivery does."""
    return _KINDS[delivery.action](account, ports)
