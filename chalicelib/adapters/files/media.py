"""The renditions that go out (`ports.MediaFiles`), under the SHA-256 of their bytes."""

from pathlib import Path
from typing import IO, TYPE_CHECKING

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.files import objects
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.ids import sha256_hex, sha256_of_file
from chalicelib.ports import StoredFile

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

URL_SECONDS = 2 * 60 * 60
"""How long an address is good for. It also ends with the session of the role that signed it."""

_SUFFIX_BY_TYPE = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "application/zip": ".zip",
}


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
        return self._store(content, sha256_hex(content), len(content), mime_type)

    def store_file(self, path: Path, mime_type: str) -> StoredFile:
        """Keep a file's bytes as `store` does, without holding them in memory."""
        with path.open("rb") as body:
            return self._store(body, sha256_of_file(path), path.stat().st_size, mime_type)

    def _store(self, body: bytes | IO[bytes], sha256: str, size_bytes: int, mime_type: str) -> StoredFile:
        key = f"media/{sha256}{_SUFFIX_BY_TYPE.get(mime_type, '.bin')}"
        version_id = self._create(key, body, sha256, mime_type) or self._version_of(key, sha256)
        return StoredFile(key=key, version_id=version_id, sha256=sha256, size_bytes=size_bytes)

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        return objects.read(self._client, self._bucket, key, version_id)

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, a piece at a time. Raises NotFoundError when it is gone."""
        objects.download(self._client, self._bucket, key, version_id, into)

    def public_url(self, key: str, version_id: str) -> str:
        """Sign an address from which a network can fetch this very version for two hours (Signature Version 4)."""
        with translated(objects.SERVICE):
            return self._client.generate_presigned_url(
                "get_object",
                Params={"Bucket": self._bucket, "Key": key, "VersionId": version_id},
                ExpiresIn=URL_SECONDS,
            )

    def _create(self, key: str, body: bytes | IO[bytes], sha256: str, mime_type: str) -> str | None:
        """Store the first version; None when there is one."""
        answer = objects.unless_taken(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=body,
                ContentType=mime_type,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=objects.written_checksum(sha256),
                IfNoneMatch="*",
            )
        )
        return None if answer is None else answer["VersionId"]

    def _version_of(self, key: str, sha256: str) -> str:
        there = objects.head(self._client, self._bucket, key)
        if there.get("ChecksumSHA256") != objects.written_checksum(sha256):
            raise RecordIntegrityError(f"{key}: other bytes are kept under this name")
        return there["VersionId"]
