"""The networks of the municipality (policies of operation: Twitter, Facebook and Instagram), other media, and Open311."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator


class Network(StrEnum):
    """
    Where a publication goes, and where a citizen's words come from.

    `manual` is a medium without an API, where a person publishes. `open311` is what citizens file through other programs:
    nothing is published or answered there.
    """

    X = "x"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    MANUAL = "manual"
    OPEN311 = "open311"


SOCIAL_NETWORKS = (Network.X, Network.FACEBOOK, Network.INSTAGRAM)
"""The three networks of the manual, in its order."""

TELLING_NETWORKS = (Network.FACEBOOK, Network.INSTAGRAM)
"""Those that tell by themselves when something happened (Meta's webhooks)."""


def _is_published_on(network: Network) -> Network:
    if network is Network.OPEN311:
        raise ValueError("nothing is published there")
    return network


Destination = Annotated[Network, AfterValidator(_is_published_on)]
"""A network or medium on which something can go out."""
