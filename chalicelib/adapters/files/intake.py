"""What the offices uploaded (`ports.IntakeFiles`): always one pinned version, never the newest by chance (I04)."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib import texts_es
from chalicelib.adapters.files import objects
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ListedVersion

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

MEGABYTE = 1024 * 1024
MAX_MEGABYTES = 64


class S3IntakeFiles:
    """The intake bucket. `max_megabytes` is what one reading may take of the memory, whatever an object says it is."""

    def __init__(self, client: "S3Client", bucket: str, max_megabytes: int = MAX_MEGABYTES) -> None:
        self._client = client
        self._bucket = bucket
        self._max_megabytes = max_megabytes

    def size(self, key: str, version_id: str) -> int:
        """Tell a version's size in bytes. Raises NotFoundError when it is gone."""
        return objects.head(self._client, self._bucket, key, version_id)["ContentLength"]

    def stored_at(self, key: str, version_id: str) -> datetime:
        """Tell when a version was stored, to the second. Raises NotFoundError when it is gone."""
        return objects.in_seconds(objects.head(self._client, self._bucket, key, version_id)["LastModified"])

    def read(self, key: str, version_id: str) -> bytes:
        """
        Give a version's bytes.

        Raises:
            NotFoundError: it is gone.
            InvalidInputError: it is larger than may be read, with the reason in Spanish.
        """
        limit = self._max_megabytes * MEGABYTE
        content = objects.read(self._client, self._bucket, key, version_id, limit)
        if len(content) > limit:
            raise InvalidInputError(texts_es.file_too_large(self._max_megabytes))
        return content

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, a piece at a time. Raises NotFoundError when it is gone."""
        objects.download(self._client, self._bucket, key, version_id, into)

    def versions(self, prefix: str, after: str = "") -> Iterator[ListedVersion]:
        """Go through the newest version of every key under a prefix and after a key, deletions included, by key."""
        return objects.newest_versions(self._client, self._bucket, prefix, after)
