"""
The three-year archive (`ports.Archive`; manual 7): create only, under S3 Object Lock.

In `COMPLIANCE` nobody, not the account's owner, can delete or shorten what is kept; `GOVERNANCE` lets an administrator, for
trials. Both the lock and its end are said with every object, whatever the bucket's default is.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from chalicelib.adapters.files import objects
from chalicelib.domain.errors import RecordIntegrityError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

LockMode = Literal["COMPLIANCE", "GOVERNANCE"]


class S3Archive:
    """The archive bucket (versioned, Object Lock)."""

    def __init__(self, client: "S3Client", bucket: str, lock_mode: LockMode = "COMPLIANCE") -> None:
        self._client = client
        self._bucket = bucket
        self._lock_mode = lock_mode

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        """
        Keep an object until an instant (S3 counts whole seconds). Keeping the same object again is harmless.

        Raises:
            RecordIntegrityError: another content is kept under that key.
        """
        if not self._create(key, content, retain_until):
            self._check_is(key, content)

    def _create(self, key: str, content: bytes, retain_until: datetime) -> bool:
        """Store the object; False when there is one under the key."""
        answer = objects.unless_taken(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=content,
                ContentType="application/json",
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=objects.checksum_of(content),
                IfNoneMatch="*",
                ObjectLockMode=self._lock_mode,
                ObjectLockRetainUntilDate=retain_until,
            )
        )
        return answer is not None

    def _check_is(self, key: str, content: bytes) -> None:
        there = objects.head(self._client, self._bucket, key)
        if there.get("ChecksumSHA256") != objects.checksum_of(content):
            raise RecordIntegrityError(f"{key}: another content is kept under this key")
