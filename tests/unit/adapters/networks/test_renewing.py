"""Credentials that were rejected are not used again: the next try reads them anew (P25)."""

import logging

import pytest
from pydantic import SecretStr

from chalicelib.adapters.networks.renewing import Renewing
from chalicelib.domain.errors import CredentialsRejectedError, TransientServiceError


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
