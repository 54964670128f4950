"""
The exports' bucket (`ports.exporting.ExportFiles`): files in parts, links that expire, and each export's passing secret.

API: CreateMultipartUpload, UploadPart, CompleteMultipartUpload: parts of 5 MiB at least but the last, 10,000 at most.
"""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.files import objects

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import CompletedPartTypeDef

PART_BYTES = 8 * 1024 * 1024
"""Ten thousand of them are 80 GB."""

LINK_SECONDS = 60 * 60
SECRET_BYTES = 32


class S3ExportFiles:
    """The bucket of the exports."""

    def __init__(self, client: "S3Client", bucket: str, part_bytes: int = PART_BYTES) -> None:
        self._client = client
        self._bucket = bucket
        self._part_bytes = part_bytes

    @contextmanager
    def writing(self, key: str) -> "Iterator[PartsSink]":
        """Write a file in parts; what does not end well leaves nothing behind."""
        with translated(objects.SERVICE):
            answer = self._client.create_multipart_upload(
                Bucket=self._bucket, Key=key, ContentType="application/zip", ChecksumAlgorithm="SHA256"
            )
        sink = PartsSink(self._client, self._bucket, key, answer["UploadId"], self._part_bytes)
        is_written = False
        try:
            yield sink
            sink.complete()
            is_written = True
        finally:
            if not is_written:
                sink.abort()

    def link(self, key: str, name: str) -> str:
        """Sign an address from which the file can be fetched for an hour (Signature Version 4)."""
        with translated(objects.SERVICE):
            return self._client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self._bucket,
                    "Key": key,
                    "ResponseContentDisposition": f'attachment; filename="{name}"',
                },
                ExpiresIn=LINK_SECONDS,
            )

    def secret(self, export_id: str) -> bytes:
        """Give the export's random key; of two that make it at once, the first counts for both."""
        key = _secret_key(export_id)
        made = secrets.token_bytes(SECRET_BYTES)
        objects.unless_taken(lambda: self._client.put_object(Bucket=self._bucket, Key=key, Body=made, IfNoneMatch="*"))
        with (
            translated(objects.SERVICE),
            closing(self._client.get_object(Bucket=self._bucket, Key=key)["Body"]) as body,
        ):
            return body.read()

    def forget_secret(self, export_id: str) -> None:
        """Delete the random key. The bucket keeps no versions: it is gone."""
        with translated(objects.SERVICE):
            self._client.delete_object(Bucket=self._bucket, Key=_secret_key(export_id))


class PartsSink:
    """One upload in parts; it holds one part in memory."""

    def __init__(self, client: "S3Client", bucket: str, key: str, upload_id: str, part_bytes: int) -> None:
        self._client, self._bucket, self._key, self._upload_id = client, bucket, key, upload_id
        self._part_bytes = part_bytes
        self._waiting = bytearray()
        self._parts: list[CompletedPartTypeDef] = []

    def write(self, content: bytes) -> int:
        """Take some bytes; a full part goes out."""
        self._waiting += content
        while len(self._waiting) >= self._part_bytes:
            self._send(bytes(self._waiting[: self._part_bytes]))
            del self._waiting[: self._part_bytes]
        return len(content)

    def flush(self) -> None:
        """Leave what is not a full part to the end."""

    def complete(self) -> None:
        """Send the rest and make the file appear."""
        if self._waiting or not self._parts:
            self._send(bytes(self._waiting))
        with translated(objects.SERVICE):
            self._client.complete_multipart_upload(
                Bucket=self._bucket, Key=self._key, UploadId=self._upload_id, MultipartUpload={"Parts": self._parts}
            )

    def abort(self) -> None:
        """Drop the parts that were sent."""
        with translated(objects.SERVICE):
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=self._key, UploadId=self._upload_id)

    def _send(self, part: bytes) -> None:
        number, checksum = len(self._parts) + 1, objects.checksum_of(part)
        with translated(objects.SERVICE):
            answer = self._client.upload_part(
                Bucket=self._bucket,
                Key=self._key,
                UploadId=self._upload_id,
                PartNumber=number,
                Body=part,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=checksum,
            )
        self._parts.append({"ETag": answer["ETag"], "PartNumber": number, "ChecksumSHA256": checksum})


def _secret_key(export_id: str) -> str:
    return f"secrets/{export_id}"
