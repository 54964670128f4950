"""The municipality's accounts on the networks."""

from typing import cast

from chalicelib import ports
from chalicelib.bootstrap.credentials import forget_credentials, meta_credentials, renewing, x_credentials
from chalicelib.bootstrap.factories import replacements
from chalicelib.domain.networks import Network
from chalicelib.settings import settings


def network_account(network: Network) -> ports.NetworkAccount:
    """Give the municipality's account on a network, with its credentials as they are now (a renewed token counts)."""
    if "network_account" in replacements:
        return cast("ports.NetworkAccount", replacements["network_account"](network))
    return cast("ports.NetworkAccount", renewing(_network_account(network), network))


def _network_account(network: Network) -> ports.NetworkAccount:
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XAccount

            return XAccount(
                x_credentials(), base_url=str(settings().x_base_url), settle_seconds=settings().x_settle_seconds
            )
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookPage

            return FacebookPage(
                meta_credentials(),
                base_url=str(settings().graph_base_url),
                settle_seconds=settings().meta_settle_seconds,
            )
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramAccount

            return InstagramAccount(
                meta_credentials(),
                base_url=str(settings().graph_base_url),
                settle_seconds=settings().meta_settle_seconds,
            )
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("no API publishes on other media")


def account_probe(network: Network) -> ports.AccountProbe:
    """Give what looks whether an account can still be used, with its credentials read anew."""
    if "account_probe" in replacements:
        return cast("ports.AccountProbe", replacements["account_probe"](network))
    forget_credentials(network)
    match network:
        case Network.X:
            from chalicelib.adapters.networks.x import XProbe

            return XProbe(x_credentials(), base_url=str(settings().x_base_url))
        case Network.FACEBOOK:
            from chalicelib.adapters.networks.facebook import FacebookProbe

            return FacebookProbe(meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.INSTAGRAM:
            from chalicelib.adapters.networks.instagram import InstagramProbe

            return InstagramProbe(meta_credentials(), base_url=str(settings().graph_base_url))
        case Network.MANUAL | Network.OPEN311:
            raise LookupError("other media have no account")
