"""
Deleting from the archive (`ports.ArchiveDisposal`): one version by its id, where S3's own lock is over.

S3 refuses to delete a version before its Object Lock's date or under a legal hold (AccessDenied). Nothing here asks to bypass
governance: what S3 refuses stays.
"""

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects
from chalicelib.ports import KeptVersion

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import DeleteMarkerEntryTypeDef

_PROTECTED = frozenset({"AccessDenied", "InvalidRequest", "ObjectLocked"})
_GONE = frozenset({"404", "NoSuchKey", "NoSuchVersion", "NotFound", "MethodNotAllowed"})


class S3ArchiveDisposal:
    """The archive bucket, for the one function that may delete from it."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def versions(self, prefix: str) -> Iterator[KeptVersion]:
        """Go through every version under a prefix (ListObjectVersions), by key."""
        pages = self._client.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=prefix)
        with translated(objects.SERVICE):
            for page in pages:
                found = [KeptVersion(one["Key"], one["VersionId"]) for one in page.get("Versions", [])]
                marks = [_removal(one) for one in page.get("DeleteMarkers", [])]
                yield from sorted([*found, *marks], key=lambda version: version.key)

    def sha256(self, version: KeptVersion) -> str:
        """Give the checksum that S3 keeps; empty for a deletion mark. Raises NotFoundError when it is gone."""
        if version.is_removal:
            return ""
        checksum = objects.head(self._client, self._bucket, version.key, version.version_id).get("ChecksumSHA256", "")
        return base64.b64decode(checksum).hex()

    def read(self, version: KeptVersion) -> bytes:
        """Give the bytes of one version; none for a deletion mark. Raises NotFoundError when it is gone."""
        if version.is_removal:
            return b""
        return objects.read(self._client, self._bucket, version.key, version.version_id)

    def erase(self, version: KeptVersion) -> bool:
        """Delete one version by its id; False when S3 protects it still."""
        with translated(objects.SERVICE):
            try:
                self._client.delete_object(Bucket=self._bucket, Key=version.key, VersionId=version.version_id)
            except ClientError as exc:
                if code_of(exc) in _PROTECTED:
                    return False
                if code_of(exc) not in _GONE:
                    raise
        return True

    def hold(self, version: KeptVersion) -> None:
        """Put S3's legal hold on a version."""
        self._set_hold(version, "ON")

    def release(self, version: KeptVersion) -> None:
        """Take S3's legal hold off a version."""
        self._set_hold(version, "OFF")

    def _set_hold(self, version: KeptVersion, status: Literal["ON", "OFF"]) -> None:
        if version.is_removal:
            return
        with translated(objects.SERVICE):
            try:
                self._client.put_object_legal_hold(
                    Bucket=self._bucket,
                    Key=version.key,
                    VersionId=version.version_id,
                    LegalHold={"Status": status},
                )
            except ClientError as exc:
                if code_of(exc) not in _GONE:
                    raise


def _removal(mark: "DeleteMarkerEntryTypeDef") -> KeptVersion:
    return KeptVersion(mark["Key"], mark["VersionId"], is_removal=True)
