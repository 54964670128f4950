"""
Where the networks' notices land (`ports.NoticeFiles`): a bucket of its own, without versions or lock, by the hash of the bytes.

It is not the archive. What lies here is on its way there, and then nothing is written over it, which is the end of it: an empty
object is the mark of what came already. Only such marks expire by themselves.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import LandedNotice

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import GetObjectOutputTypeDef

FOLDER = "webhooks/meta/"
_NAME = re.compile(re.escape(FOLDER) + r"([0-9a-f]{64})\.json")
_MARK = re.compile(r"[0-9a-f]{32}")
_MARK_BYTES = 16
_NO_SUCH_KEY = "NoSuchKey"
_CLEARED = b""


class S3NoticeFiles:
    """The notices' bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def keep(self, body: bytes) -> str:
        """Keep a notice, and give its name. Where it came before, nothing is written."""
        name = f"{FOLDER}{sha256_hex(body)}.json"
        objects.unless_taken(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=name,
                Body=body,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=objects.checksum_of(body),
                IfNoneMatch="*",
                Metadata={"mark": secrets.token_hex(_MARK_BYTES)},
            )
        )
        return name

    def read(self, name: str) -> LandedNotice | None:
        """
        Give a notice by its name; None where it was cleared.

        Raises:
            NotFoundError: it is no name of a notice, or nothing lies under it.
            RecordIntegrityError: what lies there is not what the name says, or has no mark.
        """
        match = _NAME.fullmatch(name)
        if match is None:
            raise NotFoundError(name)
        with translated(objects.SERVICE):
            answer = self._fetch(name)
            with closing(answer["Body"]) as content:
                body = content.read()
        if not body:
            return None
        mark = answer["Metadata"].get("mark", "")
        if sha256_hex(body) != match[1] or not _MARK.fullmatch(mark):
            raise RecordIntegrityError(f"{name}: the bytes are not those of the name, or nobody marked them")
        return LandedNotice(body, objects.in_seconds(answer["LastModified"]), mark)

    def clear(self, name: str) -> None:
        """Write nothing over a notice: the bucket keeps no versions. Safe to repeat."""
        with translated(objects.SERVICE):
            self._client.put_object(Bucket=self._bucket, Key=name, Body=_CLEARED)

    def left(self, before: datetime) -> Iterator[str]:
        """Go through the names of what landed before an instant and was not cleared."""
        with translated(objects.SERVICE):
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=FOLDER):
                for found in page.get("Contents", []):
                    if found["Size"] and found["LastModified"] < before:
                        yield found["Key"]

    def _fetch(self, name: str) -> "GetObjectOutputTypeDef":
        try:
            return self._client.get_object(Bucket=self._bucket, Key=name)
        except ClientError as exc:
            if code_of(exc) == _NO_SUCH_KEY:
                raise NotFoundError(name) from exc
            raise
