"""X (API v2), through tweepy, as the account's own user (OAuth 1.0a)."""

from chalicelib.adapters.networks.x.account import XAccount
from chalicelib.adapters.networks.x.comments import XComments
from chalicelib.adapters.networks.x.conversations import XConversations
from chalicelib.adapters.networks.x.lookup import XLookup
from chalicelib.adapters.networks.x.probe import XProbe

__all__ = ["XAccount", "XComments", "XConversations", "XLookup", "XProbe"]
