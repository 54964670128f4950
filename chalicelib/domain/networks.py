"""The networks of the municipality (policies of operation: Twitter, Facebook and Instagram) and other media."""

from enum import StrEnum


class Network(StrEnum):
    """Where a publication goes. `manual` is a medium without an API, where a person publishes."""

    X = "x"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    MANUAL = "manual"


SOCIAL_NETWORKS = (Network.X, Network.FACEBOOK, Network.INSTAGRAM)
"""The three networks of the manual, in its order."""
