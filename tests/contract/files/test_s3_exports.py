"""The exports' bucket and the archive's files on S3: whole or not there, by links that expire, of every key the first version."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import requests
from botocore.exceptions import ClientError

from chalicelib.adapters.files.archive_files import S3ArchiveFiles
from chalicelib.adapters.files.exports import SECRET_BYTES, S3ExportFiles
from chalicelib.domain.errors import TransientServiceError
from tests.ministack import REGION

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

PART_BYTES = 5 * 1024 * 1024
KEY = "exports/EXP-20261123-00000000/2026-11-23.zip"


@pytest.fixture
def bucket(s3: "S3Client") -> str:
    name = f"bucket-{uuid4().hex}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return name


@pytest.fixture
def exports(s3: "S3Client", bucket: str) -> S3ExportFiles:
    return S3ExportFiles(s3, bucket, PART_BYTES)


@pytest.mark.parametrize("size_bytes", [0, 1, PART_BYTES, 2 * PART_BYTES + 7])
def test_a_file_of_any_size_arrives_as_it_was_written(exports: S3ExportFiles, size_bytes: int) -> None:
    content = bytes(range(256)) * (size_bytes // 256) + b"x" * (size_bytes % 256)
    with exports.writing(KEY) as sink:
        for start in range(0, size_bytes, 1_000_003):
            assert sink.write(content[start : start + 1_000_003]) > 0
    fetched = requests.get(exports.link(KEY, "registros.zip"), timeout=20)
    assert fetched.content == content


def test_what_does_not_end_well_is_not_there_and_leaves_no_part(
    exports: S3ExportFiles, s3: "S3Client", bucket: str
) -> None:
    with pytest.raises(TransientServiceError):
        _die_in_the_midst(exports)
    with pytest.raises(ClientError):
        s3.head_object(Bucket=bucket, Key=KEY)
    assert not s3.list_multipart_uploads(Bucket=bucket).get("Uploads")


def _die_in_the_midst(exports: S3ExportFiles) -> None:
    with exports.writing(KEY) as sink:
        sink.write(bytes(PART_BYTES + 1))
        raise TransientServiceError("lost")


def test_a_secret_is_the_same_until_it_is_forgotten(exports: S3ExportFiles) -> None:
    secret = exports.secret("EXP-1")
    assert len(secret) == SECRET_BYTES
    assert exports.secret("EXP-1") == secret != exports.secret("EXP-2")
    exports.forget_secret("EXP-1")
    exports.forget_secret("EXP-1")
    assert exports.secret("EXP-1") != secret


def test_R06_of_every_key_the_first_version_is_copied(s3: "S3Client", bucket: str, tmp_path: Path) -> None:
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    for content in (b"first", b"second one"):
        s3.put_object(Bucket=bucket, Key="2026/11/23/b", Body=content)
    s3.put_object(Bucket=bucket, Key="2026/11/23/a", Body=b"gone")
    s3.delete_object(Bucket=bucket, Key="2026/11/23/a")
    s3.put_object(Bucket=bucket, Key="2026/11/24/c", Body=b"other day")
    archive = S3ArchiveFiles(s3, bucket, listed_at_once=1)
    found = {file.key: (archive.read(file), file.size_bytes) for file in archive.files("2026/11/23/")}
    assert found == {"2026/11/23/a": (b"gone", 4), "2026/11/23/b": (b"first", 5)}
    archive.download(next(iter(archive.files("2026/11/23/b"))), tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"first"
