"""Secrets are read from JSON with fixed names and never shown."""

import json

import pytest
from pydantic import ValidationError

from chalicelib.adapters.networks.credentials import MetaCredentials, XCredentials

X_SECRET = {
    "api_key": "k1",
    "api_key_secret": "k2",
    "access_token": "t1",
    "access_token_secret": "t2",
    "user_id": 1498765432109876543,
}
META_SECRET = {
    "app_secret": "s1",
    "page_access_token": "t1",
    "page_id": "102345678901234567",
    "instagram_user_id": "17841409876543210",
}


def test_the_names_in_the_secrets_are_these() -> None:
    x = XCredentials.model_validate_json(json.dumps(X_SECRET))
    meta = MetaCredentials.model_validate_json(json.dumps(META_SECRET))
    assert x.user_id == "1498765432109876543"
    assert [secret.get_secret_value() for secret in x.secrets] == ["k1", "k2", "t1", "t2"]
    assert [secret.get_secret_value() for secret in meta.secrets] == ["s1", "t1"]
    assert meta.instagram_username is None


def test_printing_credentials_shows_no_secret() -> None:
    shown = f"{XCredentials.model_validate(X_SECRET)!r} {MetaCredentials.model_validate(META_SECRET)!s}"
    assert "102345678901234567" in shown
    assert not any(f"'{secret}'" in shown for secret in ("k1", "k2", "t1", "t2", "s1"))


@pytest.mark.parametrize("name", META_SECRET)
def test_a_secret_that_lacks_something_says_what_and_shows_nothing(name: str) -> None:
    lacking = {key: value for key, value in META_SECRET.items() if key != name}
    with pytest.raises(ValidationError) as error:
        MetaCredentials.model_validate_json(json.dumps(lacking))
    assert name in str(error.value)
    assert not any(value in str(error.value) for value in lacking.values())


@pytest.mark.parametrize("wrong", [{"page_access_token": ""}, {"page_id": "../me"}, {"page_id": ""}])
def test_an_empty_token_or_an_account_that_is_no_number_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        MetaCredentials.model_validate(META_SECRET | wrong)
