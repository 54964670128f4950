"""
The networks' notices as they came (`ports.NoticeFiles`): in the archive, under the SHA-256 of their bytes, create only.

The same notice sent again is the same object; nobody can put another under its name, or take it away.
"""

import re
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.files import objects
from chalicelib.adapters.files.archive import LockMode, S3Archive
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

FOLDER = "webhooks/meta/"
_NAME = re.compile(re.escape(FOLDER) + r"([0-9a-f]{64})\.json")
_NO_SUCH_KEY = "NoSuchKey"


class S3NoticeFiles:
    """The notices' folder of the archive bucket."""

    def __init__(self, client: "S3Client", bucket: str, lock_mode: LockMode = "COMPLIANCE") -> None:
        self._client = client
        self._bucket = bucket
        self._archive = S3Archive(client, bucket, lock_mode)

    def keep(self, body: bytes, retain_until: datetime) -> str:
        """
        Keep a notice until an instant, and give its name. Keeping it again is harmless, and keeps it no longer.

        Raises:
            RecordIntegrityError: another content is kept under that name.
        """
        name = f"{FOLDER}{sha256_hex(body)}.json"
        self._archive.keep(name, body, retain_until)
        return name

    def read(self, name: str) -> bytes:
        """
        Give the bytes of a notice by its name.

        Raises:
            NotFoundError: it is no name of a notice, or nothing is kept under it.
            RecordIntegrityError: what lies there is not what the name says.
        """
        match = _NAME.fullmatch(name)
        if match is None:
            raise NotFoundError(name)
        body = self._fetch(name)
        if sha256_hex(body) != match[1]:
            raise RecordIntegrityError(f"{name}: the bytes are not those of the name")
        return body

    def _fetch(self, name: str) -> bytes:
        with translated(objects.SERVICE):
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=name)
            except ClientError as exc:
                if code_of(exc) == _NO_SUCH_KEY:
                    raise NotFoundError(name) from exc
                raise
            with closing(answer["Body"]) as body:
                return body.read()
