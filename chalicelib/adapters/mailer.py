"""E-mail by Amazon SES (`ports.Mailer`). One call each: a message sent twice arrives twice, so nothing is repeated here."""

from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
)

from chalicelib.adapters.aws_errors import TRANSIENT_CODES, code_of
from chalicelib.domain.errors import (
    ExternalServiceError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.ports import Mail

_TOO_MANY_REQUESTS = 429
_SERVER_FAULT = 500
_UTF8 = "UTF-8"


class SesMailer:
    """Sends from one verified address."""

    def __init__(self, client: Any, sender: str) -> None:
        """Take the client of SES (v2), which must not repeat by itself, and the address that every message is from."""
        self._client = client
        self._sender = sender

    def send(self, mail: Mail) -> str:
        """
        Send one message. Returns the id that SES gave it.

        Raises:
            TransientServiceError: it certainly did not leave.
            OutcomeUnknownError: it may have left.
            RejectedByServiceError: SES refused it.
        """
        try:
            answer = self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mail.to]},
                Content={"Simple": {"Subject": _part(mail.subject), "Body": _body(mail)}},
            )
        except ClientError as exc:
            raise _error_for(exc) from exc
        except (ConnectTimeoutError, EndpointConnectionError) as exc:
            raise TransientServiceError(f"ses: {exc}") from exc
        except HTTPClientError as exc:
            raise OutcomeUnknownError(f"ses: {exc}") from exc
        except BotoCoreError as exc:
            raise ExternalServiceError(f"ses: {exc}") from exc
        return str(answer["MessageId"])


def _part(text: str) -> Any:
    return {"Data": text, "Charset": _UTF8}


def _body(mail: Mail) -> Any:
    return {"Text": _part(mail.text), "Html": _part(mail.html)}


def _error_for(exc: ClientError) -> ExternalServiceError:
    code, status = code_of(exc), exc.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status >= _SERVER_FAULT:
        return OutcomeUnknownError(f"ses: {code}")
    if code in TRANSIENT_CODES or status == _TOO_MANY_REQUESTS:
        return TransientServiceError(f"ses: {code}")
    return RejectedByServiceError(f"ses: {code}", code=code or "refused")
