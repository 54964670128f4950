"""The municipality's Page on Facebook, through Graph."""

from chalicelib.adapters.networks.facebook.account import FacebookPage
from chalicelib.adapters.networks.facebook.comments import FacebookComments
from chalicelib.adapters.networks.facebook.probe import FacebookProbe
from chalicelib.adapters.networks.facebook.reactions import FacebookReactions

__all__ = ["FacebookComments", "FacebookPage", "FacebookProbe", "FacebookReactions"]
