"""
What went out, copied into the archive (`ports.MediaArchive`): S3 copies it itself, up to 5 GB in one request, create only.

S3 computes the SHA-256 of what it copied, so that the archive's object is held against the hash that was authorised.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
"""

from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects
from chalicelib.adapters.files.archive import LockMode
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.ports import StoredFile

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

_NOT_THERE = frozenset({"404", "NoSuchKey", "NoSuchVersion"})


class S3MediaArchive:
    """The archive bucket, and the media bucket that is copied from."""

    def __init__(self, client: "S3Client", media_bucket: str, bucket: str, lock_mode: LockMode = "COMPLIANCE") -> None:
        self._client = client
        self._media_bucket = media_bucket
        self._bucket = bucket
        self._lock_mode = lock_mode

    def keep_copy(self, source: StoredFile, key: str, retain_until: datetime) -> None:
        """
        Keep a copy of one version of a medium until an instant (S3 counts whole seconds). Keeping it again is harmless.

        Raises:
            NotFoundError: the medium is gone.
            RecordIntegrityError: it is other bytes, or other bytes are kept under that key.
        """
        kept = self._kept(key)
        if kept is not None:
            _check(kept, source, key)
            return
        # What is locked stays for three years: what is certainly other bytes is not copied at all.
        there = objects.head(self._client, self._media_bucket, source.key, source.version_id).get("ChecksumSHA256")
        if there is not None:
            _check(there, source, source.key)
        copied = self._copy(source, key, retain_until)
        _check(copied or self._kept(key), source, key)

    def _kept(self, key: str) -> str | None:
        """
        Give the hash of what was first kept under a key, None where nothing was.

        Half a gigabyte is not to be copied once more to learn that it is there. Whoever may not list is told nothing by HEAD.
        """
        pages = objects.pages_of_versions(self._client, self._bucket, key, "", objects.LISTED_AT_ONCE)
        ids = [one["VersionId"] for page in pages for one in page.get("Versions", []) if one["Key"] == key]
        return objects.head(self._client, self._bucket, key, ids[-1]).get("ChecksumSHA256", "") if ids else None

    def _copy(self, source: StoredFile, key: str, retain_until: datetime) -> str | None:
        """Copy it and give the hash of the copy as S3 writes it; None when there is an object under the key."""
        with translated(objects.SERVICE):
            try:
                answer = self._client.copy_object(
                    Bucket=self._bucket,
                    Key=key,
                    CopySource={"Bucket": self._media_bucket, "Key": source.key, "VersionId": source.version_id},
                    ChecksumAlgorithm="SHA256",
                    IfNoneMatch="*",
                    ObjectLockMode=self._lock_mode,
                    ObjectLockRetainUntilDate=retain_until,
                )
            except ClientError as exc:
                if objects.is_taken(exc):
                    return None
                raise NotFoundError(source.key) if code_of(exc) in _NOT_THERE else exc from exc
            return answer["CopyObjectResult"].get("ChecksumSHA256", "")


def _check(there: str | None, source: StoredFile, key: str) -> None:
    if there != objects.written_checksum(source.sha256):
        raise RecordIntegrityError(f"{key}: these are not the bytes that were authorised")
