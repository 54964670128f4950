"""The archive's files with their sizes (`ports.exporting.ArchiveFiles`): of every key the version that was kept first (R06)."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.adapters.files import objects
from chalicelib.ports.exporting import KeptFile

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


class S3ArchiveFiles:
    """The archive bucket, for copying out of it. It takes the rights to list versions and to read them, and no other."""

    def __init__(self, client: "S3Client", bucket: str, listed_at_once: int = objects.LISTED_AT_ONCE) -> None:
        self._client = client
        self._bucket = bucket
        self._listed_at_once = listed_at_once

    def files(self, prefix: str) -> Iterator[KeptFile]:
        """Go through the objects under a prefix, by key. S3 lists a key's versions together, the newest first."""
        pages = objects.pages_of_versions(self._client, self._bucket, prefix, "", self._listed_at_once)
        versions = (version for page in pages for version in page.get("Versions", []))
        for _, of_key in groupby(versions, key=lambda version: version["Key"]):
            *_, first = of_key
            yield KeptFile(first["Key"], first["VersionId"], first["Size"])

    def read(self, file: KeptFile) -> bytes:
        """Give an object's bytes. Raises NotFoundError when it is gone."""
        return objects.read(self._client, self._bucket, file.key, file.version_id)

    def download(self, file: KeptFile, into: Path) -> None:
        """Write an object's bytes to a file, a piece at a time. Raises NotFoundError when it is gone."""
        objects.download(self._client, self._bucket, file.key, file.version_id, into)
