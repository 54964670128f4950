"""What went wrong at AWS, by whether trying again can help."""

import pytest
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)

from chalicelib.adapters.aws_errors import translated
from chalicelib.domain.errors import ExternalServiceError, RecordConflictError, TransientServiceError


def _client_error(code: str, status: int) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutItem")  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "error",
    [
        _client_error("ThrottlingException", 400),
        _client_error("ProvisionedThroughputExceededException", 400),
        _client_error("TransactionConflictException", 400),
        _client_error("SlowDown", 503),
        _client_error("503", 503),
        _client_error("AnythingElse", 500),
        _client_error("AnythingElse", 429),
        EndpointConnectionError(endpoint_url="https://example"),
        ConnectTimeoutError(endpoint_url="https://example"),
        ReadTimeoutError(endpoint_url="https://example"),
    ],
    ids=repr,
)
def test_what_passes_by_itself_may_be_tried_again(error: Exception) -> None:
    with pytest.raises(TransientServiceError) as told, translated("dynamodb"):
        raise error
    assert told.value.__cause__ is error


@pytest.mark.parametrize(
    "error",
    [
        _client_error("AccessDeniedException", 400),
        _client_error("ResourceNotFoundException", 400),
        _client_error("ValidationException", 400),
        _client_error("ExpiredTokenException", 400),
        NoCredentialsError(),
        BotoCoreError(),
    ],
    ids=repr,
)
def test_what_somebody_must_mend_is_not_told_as_passing(error: Exception) -> None:
    with pytest.raises(ExternalServiceError) as told, translated("dynamodb"):
        raise error
    assert type(told.value) is ExternalServiceError


def test_our_own_errors_pass_untouched() -> None:
    conflict = RecordConflictError("taken")
    with pytest.raises(RecordConflictError) as told, translated("dynamodb"):
        raise conflict
    assert told.value is conflict
