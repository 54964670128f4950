"""The renditions that go out (`ports.MediaFiles`), under the SHA-256 of their bytes."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.files import objects
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import StoredFile

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

URL_SECONDS = 2 * 60 * 60
"""How long an address is good for. It also ends with the session of the role that signed it."""

_SUFFIX_BY_TYPE = {"image/jpeg": ".jpg", "image/png": ".png"}


class S3MediaFiles:
    """The media bucket (versioned)."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def store(self, content: bytes, mime_type: str) -> StoredFile:
        """
        Keep bytes under their own SHA-256; storing them again is harmless and gives the version there is.

        Raises:
            RecordIntegrityError: other bytes are kept under that name.
        """
        sha256 = sha256_hex(content)
        key = f"media/{sha256}{_SUFFIX_BY_TYPE.get(mime_type, '.bin')}"
        version_id = self._create(key, content, mime_type) or self._version_of(key, content)
        return StoredFile(key=key, version_id=version_id, sha256=sha256, size_bytes=len(content))

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        return objects.read(self._client, self._bucket, key, version_id)

    def public_url(self, key: str, version_id: str) -> str:
        """Sign an address from which a network can fetch this very version for two hours (Signature Version 4)."""
        with translated(objects.SERVICE):
            return self._client.generate_presigned_url(
                "get_object",
                Params={"Bucket": self._bucket, "Key": key, "VersionId": version_id},
                ExpiresIn=URL_SECONDS,
            )

    def _create(self, key: str, content: bytes, mime_type: str) -> str | None:
        """Store the first version; None when there is one."""
        with translated(objects.SERVICE):
            try:
                return self._client.put_object(
                    Bucket=self._bucket,
                    Key=key,
                    Body=content,
                    ContentType=mime_type,
                    ChecksumAlgorithm="SHA256",
                    ChecksumSHA256=objects.checksum_of(content),
                    IfNoneMatch="*",
                )["VersionId"]
            except ClientError as exc:
                if objects.is_taken(exc):
                    return None
                raise

    def _version_of(self, key: str, content: bytes) -> str:
        there = objects.head(self._client, self._bucket, key)
        if there.get("ChecksumSHA256") != objects.checksum_of(content):
            raise RecordIntegrityError(f"{key}: other bytes are kept under this name")
        return there["VersionId"]
