"""The credentials of the networks: read into a model, kept for a while, never told."""

import json
import traceback
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from pydantic import BaseModel, SecretStr

from chalicelib.adapters.secrets import SecretsManagerSecrets
from chalicelib.domain.errors import CredentialsRejectedError
from tests.ministack import client_of

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient


class Token(BaseModel):
    token: SecretStr
    account_id: str


class Seconds:
    """A stopwatch that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def manager(emulator: str | None) -> "SecretsManagerClient":
    client: SecretsManagerClient = client_of("secretsmanager", emulator)
    return client


def _create(manager: "SecretsManagerClient", value: str) -> str:
    return manager.create_secret(Name=f"x-{uuid4().hex}", SecretString=value)["ARN"]


def _value(token: str) -> str:
    return json.dumps({"token": token, "account_id": "7"})


def test_a_secret_is_read_as_its_model_and_does_not_show(manager: "SecretsManagerClient") -> None:
    token = SecretsManagerSecrets(manager).read(_create(manager, _value("s3cr3t")), Token)
    assert (token.token.get_secret_value(), token.account_id) == ("s3cr3t", "7")
    assert "s3cr3t" not in repr(token)


def test_P25_a_renewed_secret_is_noticed_when_the_old_one_was_kept_long_enough(manager: "SecretsManagerClient") -> None:
    seconds = Seconds()
    secrets = SecretsManagerSecrets(manager, keep_seconds=300, seconds=seconds)
    arn = _create(manager, _value("old"))
    assert secrets.read(arn, Token).token.get_secret_value() == "old"
    manager.put_secret_value(SecretId=arn, SecretString=_value("new"))
    seconds.now = 299
    assert secrets.read(arn, Token).token.get_secret_value() == "old"
    seconds.now = 300
    assert secrets.read(arn, Token).token.get_secret_value() == "new"


def test_P25_a_secret_that_was_rejected_is_read_anew_at_once(manager: "SecretsManagerClient") -> None:
    secrets = SecretsManagerSecrets(manager, keep_seconds=300, seconds=Seconds())
    arn, other = _create(manager, _value("old")), _create(manager, _value("other"))
    assert secrets.read(arn, Token) == secrets.read(arn, Token)
    kept = secrets.read(other, Token)
    manager.put_secret_value(SecretId=arn, SecretString=_value("new"))
    secrets.forget(arn)
    assert secrets.read(arn, Token).token.get_secret_value() == "new"
    assert secrets.read(other, Token) is kept


@pytest.mark.parametrize(
    "value", ['{"token": "s3cr3t"}', '"s3cr3t"', "s3cr3t", '{"token": ["s3cr3t"], "account_id": "7"}']
)
def test_a_secret_that_is_not_as_it_must_be_is_told_without_telling_it(
    manager: "SecretsManagerClient", value: str
) -> None:
    arn = _create(manager, value)
    with pytest.raises(CredentialsRejectedError) as refusal:
        SecretsManagerSecrets(manager).read(arn, Token)
    assert "s3cr3t" not in "".join(traceback.format_exception(refusal.value))


def test_a_secret_that_was_never_set_is_for_a_person_to_set(manager: "SecretsManagerClient") -> None:
    with pytest.raises(CredentialsRejectedError):
        SecretsManagerSecrets(manager).read("never-set", Token)
