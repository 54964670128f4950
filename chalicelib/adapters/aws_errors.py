"""
What went wrong at AWS, in the words of the domain.

Throttling, a fault of the service, a lost connection or a time-out becomes `TransientServiceError`: the call may be
repeated, because every write here is conditional or recognised by its receiver, even when its answer was lost. Everything
else (no permission, no such table, a malformed request) becomes a plain `ExternalServiceError`: repeating it cannot help,
and it is no citizen's or officer's mistake but the IT office's to see.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError, IncompleteReadError  # noqa: A004

from chalicelib.domain.errors import ExternalServiceError, TransientServiceError

_TOO_MANY_REQUESTS = 429
_SERVER_FAULT = 500

TRANSIENT_CODES = frozenset(
    {
        "ConditionalRequestConflict",
        "InternalError",
        "InternalServerError",
        "LimitExceededException",
        "OperationAborted",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingError",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Codes of DynamoDB (whole requests, rows of a batch, reasons of a cancelled transaction), S3, SQS, Secrets Manager."""


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Turn what botocore raises inside into the domain's errors, naming the service."""
    try:
        yield
    except ClientError as exc:
        raise error_for(f"{service}: {exc}", code_of(exc), _status_of(exc)) from exc
    except (ConnectionError, HTTPClientError, IncompleteReadError) as exc:
        raise TransientServiceError(f"{service}: {exc}") from exc
    except BotoCoreError as exc:
        raise ExternalServiceError(f"{service}: {exc}") from exc


def error_for(message: str, code: str, status: int = 0) -> ExternalServiceError:
    """Choose the error by whether trying again can help: by the service's code, or by the HTTP status."""
    if code in TRANSIENT_CODES or status == _TOO_MANY_REQUESTS or status >= _SERVER_FAULT:
        return TransientServiceError(message)
    return ExternalServiceError(message)


def code_of(exc: ClientError) -> str:
    """Give the service's own code of an error; where the answer had no body, the HTTP status as text."""
    return exc.response.get("Error", {}).get("Code", "")


def _status_of(exc: ClientError) -> int:
    return exc.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
