"""What the three buckets have in common: reading a pinned version, storing only what is not there, checksums."""

import base64
import hashlib
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.domain.errors import NotFoundError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import HeadObjectOutputTypeDef

SERVICE = "s3"

_GONE = frozenset({"404", "405", "MethodNotAllowed", "NoSuchKey", "NoSuchVersion", "NotFound"})
"""Answers for a version that does not exist (any more), or is a deletion mark; `HEAD` has no body, only the status."""

_TAKEN = frozenset({"412", "PreconditionFailed"})


def head(client: "S3Client", bucket: str, key: str, version_id: str | None = None) -> "HeadObjectOutputTypeDef":
    """
    Ask what is stored under a key: of one version, or of the newest.

    Raises:
        NotFoundError: it is gone.
    """
    with translated(SERVICE):
        try:
            if version_id is None:
                return client.head_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
            return client.head_object(Bucket=bucket, Key=key, VersionId=version_id, ChecksumMode="ENABLED")
        except ClientError as exc:
            raise _gone_or(exc, key) from exc


def read(client: "S3Client", bucket: str, key: str, version_id: str, limit: int | None = None) -> bytes:
    """
    Give the bytes of one version; at most `limit` and one more, so that the caller sees there is more.

    Raises:
        NotFoundError: it is gone.
    """
    with translated(SERVICE):
        try:
            answer = client.get_object(Bucket=bucket, Key=key, VersionId=version_id)
        except ClientError as exc:
            raise _gone_or(exc, key) from exc
        with answer["Body"] as body:
            return body.read() if limit is None else body.read(limit + 1)


def is_taken(exc: ClientError) -> bool:
    """Say whether a create-only write was refused because something is stored under the key."""
    return code_of(exc) in _TAKEN


def checksum_of(content: bytes) -> str:
    """Give the SHA-256 as S3 writes it: base64."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def _gone_or(exc: ClientError, key: str) -> Exception:
    return NotFoundError(key) if code_of(exc) in _GONE else exc
