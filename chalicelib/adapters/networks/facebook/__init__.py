"""The municipality's Page on Facebook, through Graph."""

from chalicelib.adapters.networks.facebook.account import FacebookPage
from chalicelib.adapters.networks.facebook.comments import FacebookComments

__all__ = ["FacebookComments", "FacebookPage"]
