"""The archive in S3, proven with a key in KMS: the adapters together make what a third party verifies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chalicelib.adapters.files.archive import S3Archive
from chalicelib.adapters.files.archive_reader import S3ArchiveReader
from chalicelib.adapters.signing.kms import KmsSigner
from chalicelib.domain.manifest import manifest_key
from chalicelib.procedure.manifests import Sealed, seal_days
from chalicelib.procedure.sealing import SealingPorts
from clients.portavoz.portavoz.sources import source_of
from clients.portavoz.portavoz.verifying import Asked, verified
from local.memory_records import InMemoryRecords
from tests.exports import FIRST, days, name_in_export
from tests.fakes.clock import FakeClock
from tests.ministack import REGION, client_of

UNTIL = datetime(2031, 1, 1, tzinfo=UTC)


class Place:
    """A locked bucket and a key, and the ports over them."""

    def __init__(self, address: str) -> None:
        self.s3, kms = client_of("s3", address), client_of("kms", address)
        self.bucket = f"archive-{uuid4().hex}"
        self.s3.create_bucket(
            Bucket=self.bucket,
            CreateBucketConfiguration={"LocationConstraint": REGION},
            ObjectLockEnabledForBucket=True,
        )
        key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
        self.archive, self.reader = S3Archive(self.s3, self.bucket), S3ArchiveReader(self.s3, self.bucket)
        self.signer, self.clock = KmsSigner(kms, key), FakeClock()

    def night(self, day: Any) -> Sealed:
        self.clock.set(datetime(day.year, day.month, day.day, 6, 15, tzinfo=UTC) + timedelta(days=1))
        ports = SealingPorts(InMemoryRecords(), self.archive, self.reader, self.signer, None, self.clock)
        return seal_days(ports=ports, until=self.clock.now() + timedelta(hours=1))

    def keep(self, day: Any, number: int) -> str:
        key = f"{day:%Y/%m/%d}/comment/COM-{number}/000001.json"
        self.archive.keep(key, f'{{"number":{number}}}'.encode(), UNTIL)
        return key

    def exported(self, into: Path) -> Path:
        for key in self.reader.keys(""):
            path = into / name_in_export(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.reader.read(key))
        return into


@pytest.fixture
def place(ministack: str) -> Place:
    return Place(ministack)


def test_R15_what_s3_kept_and_kms_signed_is_verified_by_a_third_party(place: Place, tmp_path: Path) -> None:
    for day in days(2):
        for number in range(3):
            place.keep(day, number)
        place.night(day)
    place.keep(FIRST, 9)
    place.night(days(3)[2])
    place.night(days(4)[3])
    asked = Asked(fingerprints=(place.signer.public_key().id,), last=days(4)[3])
    report = verified(source_of(place.exported(tmp_path)), asked)
    assert (report.findings, report.remarks) == ([], [])
    assert (report.objects, report.manifests) == (7, 5)


def test_R06_what_is_put_over_a_manifest_and_a_deletion_mark_change_nothing(place: Place, tmp_path: Path) -> None:
    key = place.keep(FIRST, 1)
    place.night(FIRST)
    place.s3.put_object(Bucket=place.bucket, Key=manifest_key(FIRST, 0), Body=b"{}")
    place.s3.delete_object(Bucket=place.bucket, Key=key)
    assert place.night(days(2)[1]).made == (manifest_key(days(2)[1], 0),)
    assert verified(source_of(place.exported(tmp_path)), Asked(last=days(2)[1])).is_intact


def test_R08_runs_at_the_same_time_make_one_chain(place: Place, tmp_path: Path) -> None:
    for day in days(3):
        place.keep(day, 1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: place.night(days(3)[2]), range(4)))
    assert list(place.reader.keys("manifests/")) == [manifest_key(day, 0) for day in days(3)]
    assert verified(source_of(place.exported(tmp_path)), Asked(last=days(3)[2])).is_intact
