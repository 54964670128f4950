"""The networks' credentials: read when they are first needed, and anew once they are rejected."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.domain.networks import Network
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.adapters.networks.credentials import MetaCredentials, XCredentials
    from chalicelib.adapters.secrets import SecretsManagerSecrets


@cache
def secrets() -> "SecretsManagerSecrets":
    """Give the store of secrets."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.secrets import SecretsManagerSecrets

    return SecretsManagerSecrets(client("secretsmanager"))


def renewing(behind: object, network: Network) -> object:
    """Let credentials that are rejected be read anew at the next try."""
    from chalicelib.adapters.networks.renewing import Renewing

    return Renewing(behind, lambda: forget_credentials(network))


def forget_credentials(network: Network) -> None:
    """Let a network's credentials be read anew when they are next needed."""
    names = settings().x_secret_arn if network is Network.X else settings().meta_secret_arn
    secrets().forget(names or "")


def x_credentials() -> "XCredentials":
    """Give what X knows the municipality by."""
    from chalicelib.adapters.networks.credentials import XCredentials

    return secrets().read(required(settings().x_secret_arn, "X_SECRET_ARN"), XCredentials)


def meta_credentials() -> "MetaCredentials":
    """Give what Meta knows the municipality by."""
    from chalicelib.adapters.networks.credentials import MetaCredentials

    return secrets().read(required(settings().meta_secret_arn, "META_SECRET_ARN"), MetaCredentials)
