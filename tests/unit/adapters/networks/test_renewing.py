"""Credentials that were rejected are not used again: the next try reads them anew (P25)."""

import json
import logging
from functools import partial
from typing import Any, cast

import pytest
from pydantic import BaseModel, SecretStr

from chalicelib.adapters.networks.renewing import Renewing
from chalicelib.adapters.secrets import SecretsManagerSecrets
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import CredentialsRejectedError, TransientServiceError
from chalicelib.domain.networks import Network
from tests.model_network import ModelAccount
from tests.world import World


class Account:
    """Something that is called with credentials."""

    settle_seconds = 60

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def publish(self, text: str, *, loud: bool = False) -> str:
        """Publish."""
        if self.error is not None:
            raise self.error
        return text.upper() if loud else text


def test_what_lies_behind_is_used_as_it_is() -> None:
    account = Renewing(Account(), lambda: pytest.fail("nothing was rejected"))
    assert (account.settle_seconds, account.publish("hola", loud=True)) == (60, "HOLA")
    with pytest.raises(AttributeError):
        _ = account.unknown


def test_P25_rejected_credentials_are_forgotten_and_the_rejection_is_still_told() -> None:
    forgotten: list[bool] = []
    account = Renewing(Account(CredentialsRejectedError("expired")), lambda: forgotten.append(True))
    with pytest.raises(CredentialsRejectedError):
        account.publish("hola")
    assert forgotten == [True]


def test_another_failure_forgets_nothing() -> None:
    account = Renewing(Account(TransientServiceError("503")), lambda: pytest.fail("nothing was rejected"))
    with pytest.raises(TransientServiceError):
        account.publish("hola")


def test_nothing_of_the_credentials_is_said_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    account = Account(CredentialsRejectedError("expired"))
    account.token = SecretStr("s3cr3t")  # type: ignore[attr-defined]
    with caplog.at_level(logging.DEBUG), pytest.raises(CredentialsRejectedError):
        Renewing(account, lambda: None).publish("hola")
    logging.getLogger(__name__).error("%r", Renewing(account, lambda: None))
    assert "s3cr3t" not in caplog.text


# Rotation in mid run ----------------------------------------------------------------------------------------------


class Token(BaseModel):
    token: SecretStr


class Vault:
    """The secret as it is now, and how often it was read."""

    def __init__(self) -> None:
        self.token = "old"
        self.reads = 0

    def get_secret_value(self, *, SecretId: str) -> dict[str, str]:  # noqa: N803 - the client's own name
        del SecretId
        self.reads += 1
        return {"SecretString": json.dumps({"token": self.token})}


CALLS = frozenset({"stage", "publish", "read_back", "find_posts"})


class Guarded:
    """A model account that only lets the token in that is valid now."""

    def __init__(self, account: ModelAccount, token: str, valid: "Rotation") -> None:
        self._account = account
        self._token = token
        self._valid = valid

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._account, name)
        return partial(self._called, name, found) if name in CALLS else found

    def _called(self, name: str, method: Any, *args: Any) -> Any:
        if name == self._valid.before:
            self._valid.rotate()
        if self._token != self._valid.token:
            raise CredentialsRejectedError(f"{name}: the token is no longer valid")
        return method(*args)


class Rotation:
    """Who renews the secret, right before the first call of a name."""

    def __init__(self, vault: Vault, before: str) -> None:
        self.vault = vault
        self.before = before
        self.token = "old"

    def rotate(self) -> None:
        self.token = self.vault.token = "new"


class Accounts(dict[Network, Any]):
    """Accounts as the factory makes them: each time anew, with the credentials as they are kept."""

    def __init__(self, world: World, secrets: SecretsManagerSecrets, rotation: Rotation) -> None:
        super().__init__(world.accounts)
        self._secrets = secrets
        self._rotation = rotation

    def __getitem__(self, network: Network) -> Any:
        token = self._secrets.read("meta", Token).token.get_secret_value()
        guarded = Guarded(super().__getitem__(network), token, self._rotation)
        return Renewing(guarded, lambda: self._secrets.forget("meta"))


@pytest.mark.parametrize("before", ["stage", "publish", "read_back"])
def test_P25_a_secret_that_is_renewed_in_mid_run_loses_nothing_and_posts_once(before: str) -> None:
    world, vault = World(), Vault()
    networks = (Network.FACEBOOK, Network.INSTAGRAM)
    secrets = SecretsManagerSecrets(cast("Any", vault), keep_seconds=10**9)
    live = dict(world.accounts)
    world.accounts = Accounts(world, secrets, Rotation(vault, before))
    world.released(*networks)
    world.run()
    for network in networks:
        assert world.delivery(network).state is DeliveryState.DONE
        assert len(live[network].live) == 1
    assert vault.reads == 2
