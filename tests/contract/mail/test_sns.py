"""The IT office's topic: what it is told arrives, and what a failure means."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from chalicelib import texts_es
from chalicelib.adapters.it_office import SnsItOffice
from chalicelib.domain.errors import ExternalServiceError, TransientServiceError
from tests.ministack import REGION, client_of


@pytest.fixture
def client() -> Iterator[Any]:
    with mock_aws():
        yield client_of("sns")


def test_what_is_told_arrives_with_its_letters(client: Any) -> None:
    topic = client.create_topic(Name="it-office")["TopicArn"]
    SnsItOffice(client, topic).tell(texts_es.SUPPORT_TOPIC_SUBJECT, "Señal: añadida")
    told = sns_backends[DEFAULT_ACCOUNT_ID][REGION].topics[topic].sent_notifications
    assert "Señal: añadida" in json.dumps(told, ensure_ascii=False)
    assert texts_es.SUPPORT_TOPIC_SUBJECT in json.dumps(told, ensure_ascii=False)


def test_a_topic_that_is_gone_is_no_passing_trouble(client: Any) -> None:
    with pytest.raises(ExternalServiceError) as caught:
        SnsItOffice(client, f"arn:aws:sns:{REGION}:{DEFAULT_ACCOUNT_ID}:gone").tell("s", "t")
    assert not isinstance(caught.value, TransientServiceError)


@pytest.mark.parametrize(("code", "status"), [("Throttling", 400), ("InternalError", 500)])
def test_a_topic_that_is_busy_is_told_later(client: Any, code: str, status: int) -> None:
    with Stubber(client) as stub:
        stub.add_client_error("publish", service_error_code=code, http_status_code=status)
        with pytest.raises(TransientServiceError):
            SnsItOffice(client, "arn:aws:sns:mx-central-1:1:t").tell("s", "t")
