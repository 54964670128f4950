"""The client of S3, for whatever stands in for AWS."""

from typing import TYPE_CHECKING

import pytest

from tests.ministack import client_of

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


@pytest.fixture
def s3(emulator: str | None) -> "S3Client":
    client: S3Client = client_of("s3", emulator)
    return client
