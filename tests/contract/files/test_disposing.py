"""The archive is deleted from by version, and S3's lock and legal hold have the last word."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from chalicelib.adapters.files.disposing import S3ArchiveDisposal
from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import KeptVersion
from tests.ministack import REGION, client_of

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client

KEY = "2023/11/23/comment/COM-20231123-x-1/000001.json"


@pytest.fixture
def bucket(s3: "S3Client") -> str:
    """Make a bucket under Object Lock."""
    name = f"archive-{uuid4().hex}"
    s3.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, ObjectLockEnabledForBucket=True
    )
    return name


@pytest.fixture
def archive(s3: "S3Client", bucket: str) -> S3ArchiveDisposal:
    return S3ArchiveDisposal(s3, bucket)


def kept(s3: "S3Client", bucket: str, *, until: datetime | None = None) -> KeptVersion:
    locked = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until} if until else {}
    stored = s3.put_object(Bucket=bucket, Key=KEY, Body=b"{}", ChecksumAlgorithm="SHA256", **locked)  # type: ignore[arg-type]
    return KeptVersion(KEY, stored["VersionId"])


def test_every_version_and_every_deletion_mark_is_listed(
    s3: "S3Client", bucket: str, archive: S3ArchiveDisposal
) -> None:
    versions = [kept(s3, bucket), kept(s3, bucket)]
    mark = s3.delete_object(Bucket=bucket, Key=KEY)["VersionId"]
    found = list(archive.versions("2023/11/23/"))
    assert {(one.version_id, one.is_removal) for one in found} == {
        (versions[0].version_id, False),
        (versions[1].version_id, False),
        (mark, True),
    }
    assert archive.sha256(versions[0]) == sha256_hex(b"{}")
    assert archive.read(versions[0]) == b"{}"
    assert archive.read(KeptVersion(KEY, mark, is_removal=True)) == b""
    assert list(archive.versions("2023/11/24/")) == []


def test_one_version_goes_and_the_others_stay(s3: "S3Client", bucket: str, archive: S3ArchiveDisposal) -> None:
    first, second = kept(s3, bucket), kept(s3, bucket)
    assert archive.erase(first)
    assert archive.erase(first)
    assert list(archive.versions("")) == [second]
    with pytest.raises(NotFoundError):
        archive.sha256(first)
    with pytest.raises(NotFoundError):
        archive.read(first)


def test_R01_before_the_locks_date_s3_refuses(s3: "S3Client", bucket: str, archive: S3ArchiveDisposal) -> None:
    locked = kept(s3, bucket, until=datetime.now(UTC) + timedelta(days=2))
    assert not archive.erase(locked)
    assert list(archive.versions("")) == [locked]


def test_R04_what_is_under_a_legal_hold_is_not_erased_until_it_is_released(
    s3: "S3Client", bucket: str, archive: S3ArchiveDisposal
) -> None:
    version = kept(s3, bucket)
    archive.hold(version)
    assert not archive.erase(version)
    archive.release(version)
    assert archive.erase(version)


def test_a_hold_on_what_is_gone_is_harmless(ministack: str) -> None:
    # moto answers 500 for the legal hold of a version that is gone: the emulator alone answers as S3 does.
    client: S3Client = client_of("s3", ministack)
    name = f"archive-{uuid4().hex}"
    client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, ObjectLockEnabledForBucket=True
    )
    archive, version = S3ArchiveDisposal(client, name), kept(client, name)
    archive.erase(version)
    archive.hold(version)
    archive.release(version)
