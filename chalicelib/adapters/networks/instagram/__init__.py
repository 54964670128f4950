"""The municipality's professional account on Instagram, through Facebook Login and Graph."""

from chalicelib.adapters.networks.instagram.account import InstagramAccount
from chalicelib.adapters.networks.instagram.comments import InstagramComments

__all__ = ["InstagramAccount", "InstagramComments"]
