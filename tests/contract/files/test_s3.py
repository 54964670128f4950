"""The buckets keep what the procedure relies on."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import requests
from botocore.exceptions import ClientError

from chalicelib.adapters.files.archive import S3Archive
from chalicelib.adapters.files.archive_reader import S3ArchiveReader
from chalicelib.adapters.files.envelopes import S3Envelopes
from chalicelib.adapters.files.intake import S3IntakeFiles
from chalicelib.adapters.files.media import URL_SECONDS, S3MediaFiles
from chalicelib.adapters.files.media_archive import S3MediaArchive
from chalicelib.adapters.files.notices import S3NoticeFiles
from chalicelib.adapters.files.objects import checksum_of, newest_versions, sha256_written
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import Archive, ArchiveReader, Envelopes, MediaArchive, MediaFiles, NoticeFiles
from tests.contract.files.contract import (
    UNTIL,
    ArchiveContract,
    ArchiveReaderContract,
    EnvelopesContract,
    IntakeFilesContract,
    MediaArchiveContract,
    MediaFilesContract,
    NoticeFilesContract,
    Office,
)
from tests.ministack import REGION

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


@pytest.fixture
def bucket(s3: "S3Client") -> str:
    """Make a bucket that keeps versions."""
    name = f"bucket-{uuid4().hex}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


@pytest.fixture
def locked_bucket(s3: "S3Client") -> str:
    """Make a bucket under Object Lock."""
    name = f"archive-{uuid4().hex}"
    s3.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, ObjectLockEnabledForBucket=True
    )
    return name


class _Office:
    def __init__(self, s3: "S3Client", bucket: str) -> None:
        self.files = S3IntakeFiles(s3, bucket, max_megabytes=1)
        self._s3 = s3
        self._bucket = bucket

    def upload(self, key: str, content: bytes) -> str:
        return self._s3.put_object(Bucket=self._bucket, Key=key, Body=content)["VersionId"]

    def remove(self, key: str, version_id: str) -> None:
        self._s3.delete_object(Bucket=self._bucket, Key=key, VersionId=version_id)

    def delete(self, key: str) -> str:
        return self._s3.delete_object(Bucket=self._bucket, Key=key)["VersionId"]


class TestS3IntakeFiles(IntakeFilesContract):
    @pytest.fixture
    def office(self, s3: "S3Client", bucket: str) -> Office:
        return _Office(s3, bucket)


@pytest.mark.parametrize("at_once", [1, 2, 3, 1000])
def test_I19_keys_are_listed_once_however_many_answers_it_takes(s3: "S3Client", bucket: str, at_once: int) -> None:
    office = _Office(s3, bucket)
    for key in ("a/1", "a/2", "b/1"):
        office.upload(key, b"uno")
        office.upload(key, b"dos")
    mark, newest = office.delete("a/2"), office.upload("b/1", b"tres")
    listed = list(newest_versions(s3, bucket, "", at_once=at_once))
    assert [(each.key, each.is_removal) for each in listed] == [("a/1", False), ("a/2", True), ("b/1", False)]
    assert [each.version_id for each in listed][1:] == [mark, newest]


def test_I03_a_deletion_mark_is_no_file(s3: "S3Client", bucket: str) -> None:
    office = _Office(s3, bucket)
    kept = office.upload("k", b"uno")
    mark = s3.delete_object(Bucket=bucket, Key="k")["VersionId"]
    with pytest.raises(NotFoundError):
        office.files.size("k", mark)
    with pytest.raises(NotFoundError):
        office.files.read("k", mark)
    assert office.files.read("k", kept) == b"uno"


class TestS3MediaFiles(MediaFilesContract):
    @pytest.fixture
    def media(self, s3: "S3Client", bucket: str) -> MediaFiles:
        return S3MediaFiles(s3, bucket)


def test_a_network_can_fetch_the_very_version_from_its_address(s3: "S3Client", bucket: str) -> None:
    media = S3MediaFiles(s3, bucket)
    stored = media.store(b"jpeg", "image/jpeg")
    s3.put_object(Bucket=bucket, Key=stored.key, Body=b"otra")
    url = media.public_url(stored.key, stored.version_id)
    answer = requests.get(url, timeout=5)
    assert (answer.content, answer.headers["Content-Type"]) == (b"jpeg", "image/jpeg")
    assert f"X-Amz-Expires={URL_SECONDS}" in url
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in url


def test_P32_other_bytes_under_a_renditions_name_stop_everything(s3: "S3Client", bucket: str) -> None:
    media = S3MediaFiles(s3, bucket)
    stored = media.store(b"jpeg", "image/jpeg")
    s3.put_object(Bucket=bucket, Key=stored.key, Body=b"otra")
    with pytest.raises(RecordIntegrityError):
        media.store(b"jpeg", "image/jpeg")


class TestS3Archive(ArchiveContract):
    @pytest.fixture
    def archive(self, s3: "S3Client", locked_bucket: str) -> Archive:
        return S3Archive(s3, locked_bucket)


class TestS3MediaArchive(MediaArchiveContract):
    """On the emulator alone: moto asks of a copy the header that only an upload has, and refuses it without."""

    @pytest.fixture
    def emulator(self, ministack: str) -> str:
        return ministack

    @pytest.fixture
    def media(self, s3: "S3Client", bucket: str) -> MediaFiles:
        return S3MediaFiles(s3, bucket)

    @pytest.fixture
    def media_archive(self, s3: "S3Client", bucket: str, locked_bucket: str) -> MediaArchive:
        return S3MediaArchive(s3, bucket, locked_bucket)

    @pytest.fixture
    def reader(self, s3: "S3Client", locked_bucket: str) -> ArchiveReader:
        return S3ArchiveReader(s3, locked_bucket)

    def test_P5_R06_the_copy_is_asked_for_create_only_and_under_lock_to_its_end(
        self, s3: "S3Client", bucket: str, locked_bucket: str
    ) -> None:
        """What is asked, since the emulator heeds neither the lock nor the condition of a copy, as AWS does."""
        asked: list[dict[str, str]] = []
        s3.meta.events.register("before-call.s3.CopyObject", lambda params, **_: asked.append(params["headers"]))
        stored = S3MediaFiles(s3, bucket).store(b"jpeg", "image/jpeg")
        S3MediaArchive(s3, bucket, locked_bucket).keep_copy(stored, "k", UNTIL)
        (headers,) = asked
        assert headers["x-amz-object-lock-mode"] == "COMPLIANCE"
        assert headers["x-amz-object-lock-retain-until-date"] == "2029-11-24T06:00:00Z"
        assert (headers["If-None-Match"], headers["x-amz-checksum-algorithm"]) == ("*", "SHA256")


def test_P5_what_is_kept_cannot_be_deleted_before_its_time(s3: "S3Client", locked_bucket: str) -> None:
    S3Archive(s3, locked_bucket).keep("k", b"{}", UNTIL)
    kept = s3.head_object(Bucket=locked_bucket, Key="k")
    assert (kept["ObjectLockMode"], kept["ObjectLockRetainUntilDate"]) == ("COMPLIANCE", UNTIL)
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=locked_bucket, Key="k", VersionId=kept["VersionId"])


def test_for_trials_an_administrator_may_lift_the_lock(s3: "S3Client", locked_bucket: str) -> None:
    S3Archive(s3, locked_bucket, "GOVERNANCE").keep("k", b"{}", UNTIL)
    kept = s3.head_object(Bucket=locked_bucket, Key="k")["VersionId"]
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=locked_bucket, Key="k", VersionId=kept)
    s3.delete_object(Bucket=locked_bucket, Key="k", VersionId=kept, BypassGovernanceRetention=True)


def test_R06_a_deletion_mark_does_not_keep_the_object_from_being_kept(s3: "S3Client", locked_bucket: str) -> None:
    archive = S3Archive(s3, locked_bucket)
    archive.keep("k", b"{}", UNTIL)
    s3.delete_object(Bucket=locked_bucket, Key="k")
    archive.keep("k", b"{}", UNTIL)
    assert s3.get_object(Bucket=locked_bucket, Key="k")["Body"].read() == b"{}"


class TestS3ArchiveReader(ArchiveReaderContract):
    @pytest.fixture
    def archive(self, s3: "S3Client", locked_bucket: str) -> Archive:
        return S3Archive(s3, locked_bucket)

    @pytest.fixture(params=[1, 2, 1000])
    def reader(self, s3: "S3Client", locked_bucket: str, request: pytest.FixtureRequest) -> ArchiveReader:
        return S3ArchiveReader(s3, locked_bucket, request.param)


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_R06_an_overwrite_and_a_deletion_mark_hide_nothing_of_what_was_kept(
    s3: "S3Client", locked_bucket: str, at_once: int
) -> None:
    archive, reader = S3Archive(s3, locked_bucket), S3ArchiveReader(s3, locked_bucket, at_once)
    for key in ("a", "b", "c"):
        archive.keep(key, key.encode(), UNTIL)
    s3.put_object(Bucket=locked_bucket, Key="a", Body=b"otra", ChecksumAlgorithm="SHA256")
    s3.put_object(Bucket=locked_bucket, Key="a", Body=b"y otra", ChecksumAlgorithm="SHA256")
    s3.delete_object(Bucket=locked_bucket, Key="b")
    assert [reader.read(key) for key in ("a", "b", "c")] == [b"a", b"b", b"c"]
    assert [(one.key, one.sha256) for one in reader.listed("")] == [(key, sha256_hex(key.encode())) for key in "abc"]


def test_what_was_stored_without_a_hash_is_read_and_hashed(s3: "S3Client", locked_bucket: str) -> None:
    s3.put_object(Bucket=locked_bucket, Key="k", Body=b"video")
    assert [one.sha256 for one in S3ArchiveReader(s3, locked_bucket).listed("")] == [sha256_hex(b"video")]


def test_a_hash_of_parts_is_none_of_the_whole() -> None:
    assert sha256_written(f"{checksum_of(b'video')}-3") == ""
    assert sha256_written(checksum_of(b"video")) == sha256_hex(b"video")
    assert sha256_written("") == ""


class TestS3Envelopes(EnvelopesContract):
    @pytest.fixture
    def envelopes(self, s3: "S3Client") -> Envelopes:
        name = f"envelopes-{uuid4().hex}"
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        return S3Envelopes(s3, name)


@pytest.fixture
def landing(s3: "S3Client") -> str:
    """Make a bucket that keeps no versions."""
    name = f"notices-{uuid4().hex}"
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return name


class TestS3NoticeFiles(NoticeFilesContract):
    @pytest.fixture
    def notices(self, s3: "S3Client", landing: str) -> NoticeFiles:
        return S3NoticeFiles(s3, landing)

    @pytest.fixture
    def elsewhere(self, s3: "S3Client", bucket: str) -> NoticeFiles:
        return S3NoticeFiles(s3, bucket)


def test_C17_other_bytes_under_a_notices_name_are_not_believed(s3: "S3Client", landing: str) -> None:
    notices = S3NoticeFiles(s3, landing)
    name = notices.keep(b"{}")
    for body, marked in ((b"[]", {"mark": "0" * 32}), (b"{}", {}), (b"{}", {"mark": "../x"})):
        s3.put_object(Bucket=landing, Key=name, Body=body, Metadata=marked)
        with pytest.raises(RecordIntegrityError):
            notices.read(name)


def test_R13_a_cleared_notice_is_an_empty_object_which_is_what_expires(s3: "S3Client", landing: str) -> None:
    notices = S3NoticeFiles(s3, landing)
    name = notices.keep(b"{}")
    notices.clear(name)
    assert s3.head_object(Bucket=landing, Key=name)["ContentLength"] == 0
