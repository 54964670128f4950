"""
The keys of sealed texts (`ports.Envelopes`): a bucket of their own, encrypted, which keeps no versions and locks nothing.

What is written over a key there is the end of it. A destroyed key is an empty object: its place stays taken, so that a version
which the stream tells late gets no key any more (R13).
"""

from contextlib import closing
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

FOLDER = "envelopes/"
_NO_SUCH_KEY = "NoSuchKey"
_DESTROYED = b""


class S3Envelopes:
    """The envelopes' bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def key(self, name: str, new: bytes) -> bytes | None:
        """Give the key of a name: the one there is, or `new`, which is stored first; None where it was destroyed."""
        return new if self._create(name, new) else self.find(name)

    def find(self, name: str) -> bytes | None:
        """Give the key there is; None where it was destroyed, or never made."""
        with translated(objects.SERVICE):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=FOLDER + name)
            except ClientError as exc:
                if code_of(exc) == _NO_SUCH_KEY:
                    return None
                raise
            with closing(answer["Body"]) as body:
                return body.read() or None

    def destroy(self, name: str) -> None:
        """Destroy a key for good, made or not. Safe to repeat."""
        with translated(objects.SERVICE):
            self._client.put_object(Bucket=self._bucket, Key=FOLDER + name, Body=_DESTROYED)

    def discard(self, name: str) -> None:
        """Delete a key, destroyed or not. S3 takes it that there is none."""
        with translated(objects.SERVICE):
            self._client.delete_object(Bucket=self._bucket, Key=FOLDER + name)

    def _create(self, name: str, key: bytes) -> bool:
        """Store a key where nothing is; False where a key, or its end, is there."""
        answer = objects.unless_taken(
            lambda: self._client.put_object(Bucket=self._bucket, Key=FOLDER + name, Body=key, IfNoneMatch="*")
        )
        return answer is not None
