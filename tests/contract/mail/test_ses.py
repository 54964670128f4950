"""E-mail by SES: what leaves, and what each failure means. Nothing is ever repeated by the client."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends

from chalicelib.adapters.aws import mail_client
from chalicelib.adapters.mailer import SesMailer
from chalicelib.domain.errors import (
    ExternalServiceError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.ports import Mail
from tests.world import FakeMailer

SENDER, REGION = "portavoz@leon.gob.mx", "us-east-1"
MAIL = Mail("enlace@leon.gob.mx", "Casos del día", "Señalización: 1 vencido", "<p>Señalización: 1 vencido</p>")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        mail_client.cache_clear()
        yield mail_client(REGION)
    mail_client.cache_clear()


def test_a_message_leaves_once_from_the_address_with_both_bodies(client: Any) -> None:
    client.create_email_identity(EmailIdentity=SENDER)
    assert SesMailer(client, SENDER).send(MAIL)
    (sent,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert (sent.source, sent.destinations["ToAddresses"]) == (SENDER, [MAIL.to])
    assert sent.subject == MAIL.subject


def test_an_address_that_nobody_verified_is_refused(client: Any) -> None:
    with pytest.raises(RejectedByServiceError):
        SesMailer(client, SENDER).send(MAIL)


def test_the_fake_answers_as_the_service_does(client: Any) -> None:
    client.create_email_identity(EmailIdentity=SENDER)
    for mailer in (FakeMailer(), SesMailer(client, SENDER)):
        assert len({mailer.send(MAIL), mailer.send(MAIL)}) == 2


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("TooManyRequestsException", 429, TransientServiceError),
        ("LimitExceededException", 400, TransientServiceError),
        ("InternalFailure", 500, OutcomeUnknownError),
        ("", 503, OutcomeUnknownError),
        ("MessageRejected", 400, RejectedByServiceError),
        ("MailFromDomainNotVerifiedException", 400, RejectedByServiceError),
        ("AccessDeniedException", 403, RejectedByServiceError),
    ],
)
def test_a_failure_means_what_may_have_left(client: Any, code: str, status: int, error: type[Exception]) -> None:
    with Stubber(client) as stub:
        stub.add_client_error("send_email", service_error_code=code, http_status_code=status)
        with pytest.raises(error):
            SesMailer(client, SENDER).send(MAIL)
        stub.assert_no_pending_responses()


class Broken:
    """A client whose line fails."""

    def __init__(self, error: Exception) -> None:
        self.error, self.calls = error, 0

    def send_email(self, **_: Any) -> Any:
        self.calls += 1
        raise self.error


@pytest.mark.parametrize(
    ("cause", "error"),
    [
        (ConnectTimeoutError(endpoint_url="https://email"), TransientServiceError),
        (EndpointConnectionError(endpoint_url="https://email"), TransientServiceError),
        (ReadTimeoutError(endpoint_url="https://email"), OutcomeUnknownError),
    ],
)
def test_a_line_that_fails_after_the_message_went_leaves_doubt(
    cause: Exception, error: type[ExternalServiceError]
) -> None:
    broken = Broken(cause)
    with pytest.raises(error) as caught:
        SesMailer(broken, SENDER).send(MAIL)
    assert type(caught.value) is error
    assert broken.calls == 1


def test_the_client_repeats_nothing(client: Any) -> None:
    assert client.meta.config.retries["total_max_attempts"] == 1
