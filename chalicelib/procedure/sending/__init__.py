"""
What the kinds of delivery do differently on their one path (2.5, 4.3, policy on corrections).

Each says what is about to go out (checked against what was authorised, P1), makes the one call, finds out by reading, and
makes the official record. The machine in `delivering` does the rest.
"""

from chalicelib.procedure.sending.base import Accounts, NotToBeSent, PublishingPorts, Sending
from chalicelib.procedure.sending.choosing import sending_for
from chalicelib.procedure.sending.take_downs import TAKE_DOWN

__all__ = ["TAKE_DOWN", "Accounts", "NotToBeSent", "PublishingPorts", "Sending", "sending_for"]
