"""How clients of AWS are made."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.adapters import aws
from chalicelib.adapters.aws import ATTEMPTS, CONNECT_SECONDS, READ_SECONDS, ServiceName, client, config_for, session
from chalicelib.adapters.files.media import S3MediaFiles

REGION = "mx-central-1"


@pytest.fixture(autouse=True)
def region(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.delenv("AWS_ENDPOINT_URL_S3", raising=False)
    yield
    aws._client.cache_clear()


def test_a_client_is_made_once() -> None:
    assert client("sqs") is client("sqs")


@pytest.mark.parametrize("service", ["dynamodb", "s3", "sqs", "secretsmanager"])
def test_no_call_waits_or_repeats_without_end(service: ServiceName) -> None:
    config = _made(service).meta.config
    assert (config.connect_timeout, config.read_timeout) == (CONNECT_SECONDS, READ_SECONDS)
    assert config.retries == {"mode": "standard", "total_max_attempts": ATTEMPTS}


def test_on_aws_an_address_signed_for_a_network_names_the_region() -> None:
    url = S3MediaFiles(_made("s3"), "media").public_url("media/a.jpg", "v1")
    assert url.startswith("https://media.s3.mx-central-1.amazonaws.com/media/a.jpg?versionId=v1&")
    assert "X-Amz-Expires=7200" in url


def test_where_an_endpoint_is_set_the_path_names_the_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    url = S3MediaFiles(_made("s3"), "media").public_url("media/a.jpg", "v1")
    assert url.startswith("http://localhost:4566/media/media/a.jpg?versionId=v1&")


def _made(service: ServiceName) -> Any:
    config = config_for(service)
    return session().create_client(service, REGION, aws_access_key_id="k", aws_secret_access_key="s", config=config)
