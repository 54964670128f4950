"""What the three buckets have in common: reading a pinned version, storing only what is not there, checksums."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.domain.errors import NotFoundError
from chalicelib.ports import ListedVersion

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import (
        DeleteMarkerEntryTypeDef,
        HeadObjectOutputTypeDef,
        ListObjectVersionsOutputTypeDef,
        ObjectVersionTypeDef,
    )

AnswerT = TypeVar("AnswerT")

SERVICE = "s3"
CHUNK_BYTES = 1024 * 1024
LISTED_AT_ONCE = 1000
"""The most versions that S3 lists in one answer."""

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
    with _body(client, bucket, key, version_id) as body:
        return body.read() if limit is None else body.read(limit + 1)


def download(client: "S3Client", bucket: str, key: str, version_id: str, into: Path) -> None:
    """
    Write the bytes of one version to a file, a piece at a time.

    Raises:
        NotFoundError: it is gone.
    """
    with _body(client, bucket, key, version_id) as body, into.open("wb") as file:
        for chunk in body.iter_chunks(CHUNK_BYTES):
            file.write(chunk)


@contextmanager
def _body(client: "S3Client", bucket: str, key: str, version_id: str) -> "Iterator[StreamingBody]":
    with translated(SERVICE):
        try:
            answer = client.get_object(Bucket=bucket, Key=key, VersionId=version_id)
        except ClientError as exc:
            raise _gone_or(exc, key) from exc
        # Entered as a context, a body gives the bare stream below it, which knows no chunks and notices no lost rest.
        with closing(answer["Body"]) as body:
            yield body


def newest_versions(
    client: "S3Client", bucket: str, prefix: str, after: str = "", at_once: int = LISTED_AT_ONCE
) -> Iterator[ListedVersion]:
    """
    Go through the newest version of every key under a prefix and after a key, by key; a deletion mark is a version too.

    A page of `at_once` versions is asked for when the one before it was gone through. S3 sorts keys by their UTF-8 bytes, which
    is how Python sorts texts.
    """
    for page in pages_of_versions(client, bucket, prefix, after, at_once):
        marks = [_listed(mark, is_removal=True) for mark in page.get("DeleteMarkers", []) if mark["IsLatest"]]
        files = [_listed(file, is_removal=False) for file in page.get("Versions", []) if file["IsLatest"]]
        yield from sorted([*marks, *files], key=lambda listed: listed.key)


def pages_of_versions(
    client: "S3Client", bucket: str, prefix: str, after: str, at_once: int
) -> "Iterator[ListObjectVersionsOutputTypeDef]":
    """List every version under a prefix and after a key, `at_once` in an answer, each asked for when it is needed."""
    # A paginator cannot begin after a key.
    with translated(SERVICE):
        if after:
            page = client.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=at_once, KeyMarker=after)
        else:
            page = client.list_object_versions(Bucket=bucket, Prefix=prefix, MaxKeys=at_once)
        yield page
        while page["IsTruncated"]:
            page = client.list_object_versions(
                Bucket=bucket,
                Prefix=prefix,
                MaxKeys=at_once,
                KeyMarker=page["NextKeyMarker"],
                VersionIdMarker=page["NextVersionIdMarker"],
            )
            yield page


def _listed(version: "ObjectVersionTypeDef | DeleteMarkerEntryTypeDef", *, is_removal: bool) -> ListedVersion:
    return ListedVersion(
        version["Key"], version["VersionId"], in_seconds(version["LastModified"]), is_removal=is_removal
    )


def in_seconds(instant: datetime) -> datetime:
    """Give an instant as S3 dates a version, whoever is asked: UTC, whole seconds."""
    return instant.astimezone(UTC).replace(microsecond=0)


def is_taken(exc: ClientError) -> bool:
    """Say whether a create-only write was refused because something is stored under the key."""
    return code_of(exc) in _TAKEN


def unless_taken(write: Callable[[], AnswerT]) -> AnswerT | None:
    """Give what S3 answers to a create-only write; None where something is stored under the key already."""
    with translated(SERVICE):
        try:
            return write()
        except ClientError as exc:
            if is_taken(exc):
                return None
            raise


def checksum_of(content: bytes) -> str:
    """Give the SHA-256 of bytes as S3 writes it."""
    return written_checksum(hashlib.sha256(content).hexdigest())


def written_checksum(sha256: str) -> str:
    """Write a hexadecimal SHA-256 as S3 does: base64."""
    return base64.b64encode(bytes.fromhex(sha256)).decode()


def sha256_written(checksum: str) -> str:
    """Give the hexadecimal SHA-256 from what S3 writes; empty for what is none of a whole object, as of parts (`…-3`)."""
    return "" if "-" in checksum else base64.b64decode(checksum).hex()


def _gone_or(exc: ClientError, key: str) -> Exception:
    return NotFoundError(key) if code_of(exc) in _GONE else exc
