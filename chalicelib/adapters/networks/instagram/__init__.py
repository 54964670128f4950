"""The municipality's professional account on Instagram, through Facebook Login and Graph."""

from chalicelib.adapters.networks.instagram.account import InstagramAccount
from chalicelib.adapters.networks.instagram.comments import InstagramComments
from chalicelib.adapters.networks.instagram.probe import InstagramProbe

__all__ = ["InstagramAccount", "InstagramComments", "InstagramProbe"]
