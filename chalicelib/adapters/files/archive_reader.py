"""
The archive, read (`ports.ArchiveReader`): of every key the first version, which is the one that the lock holds.

The bucket keeps versions: an overwrite makes another version and a deletion a mark, both of them later than what was kept (R06).
So everything here goes by versions, never by what a key shows at the moment.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, islice
from typing import TYPE_CHECKING

from chalicelib.adapters.files import objects
from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports.archive import ArchivedObject

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import ObjectVersionTypeDef

AT_ONCE = 10
"""How many requests are under way at a time: as many connections as a client holds."""

_ASKED_TOGETHER = 1000


class S3ArchiveReader:
    """The archive bucket, for reading. It takes the rights to list versions and to read them, and no other."""

    def __init__(self, client: "S3Client", bucket: str, listed_at_once: int = objects.LISTED_AT_ONCE) -> None:
        self._client = client
        self._bucket = bucket
        self._listed_at_once = listed_at_once

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """Go through the keys under a prefix and after a key, in the order of their UTF-8 bytes."""
        for version in self._first_versions(prefix, after):
            yield version["Key"]

    def listed(self, prefix: str) -> Iterator[ArchivedObject]:
        """
        Go through the objects under a prefix, by key, with the SHA-256 that S3 computed when they were kept.

        It asks for each hash (`HEAD`), ten at a time. What carries none of its whole content, such as an upload in parts, is
        read and hashed.
        """
        versions = iter(self._first_versions(prefix, ""))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while together := list(islice(versions, _ASKED_TOGETHER)):
                yield from pool.map(self._described, together)

    def read(self, key: str) -> bytes:
        """Give an object's bytes. Raises NotFoundError when nothing is kept under the key."""
        first = next(iter(self._first_versions(key, "")), None)
        if first is None or first["Key"] != key:
            raise NotFoundError(key)
        return self._bytes(first)

    def _first_versions(self, prefix: str, after: str) -> "Iterator[ObjectVersionTypeDef]":
        """Give the first version of every key. S3 lists a key's versions together, the newest first."""
        pages = objects.pages_of_versions(self._client, self._bucket, prefix, after, self._listed_at_once)
        versions = (version for page in pages for version in page.get("Versions", []))
        for _, of_key in groupby(versions, key=lambda version: version["Key"]):
            *_, first = of_key
            yield first

    def _described(self, version: "ObjectVersionTypeDef") -> ArchivedObject:
        there = objects.head(self._client, self._bucket, version["Key"], version["VersionId"])
        sha256 = objects.sha256_written(there.get("ChecksumSHA256", "")) or sha256_hex(self._bytes(version))
        return ArchivedObject(version["Key"], sha256, there["ContentLength"])

    def _bytes(self, version: "ObjectVersionTypeDef") -> bytes:
        return objects.read(self._client, self._bucket, version["Key"], version["VersionId"])
