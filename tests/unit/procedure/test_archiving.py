"""7, P5: every version of every official record, three years to the day."""

import pytest

from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind
from chalicelib.procedure.archiving import archive_version
from tests.fakes import InMemoryArchive


def test_a_version_is_kept_by_date_kind_id_and_revision() -> None:
    archive = InMemoryArchive()
    key = archive_version("delivery", "PUB-20261123-A#x#take-down", 3, b"{}", archive=archive)
    assert key == "2026/11/23/delivery/PUB-20261123-A%23x%23take-down/000003.json"
    assert archive.kept[key].content == b"{}"


def test_R01_it_is_kept_to_the_end_of_the_local_day_three_years_later() -> None:
    archive = InMemoryArchive()
    key = archive_version("comment", "COM-20261123-x-1", 1, b"{}", archive=archive)
    assert key
    assert archive.kept[key].retain_until.isoformat() == "2029-11-24T06:00:00+00:00"


def test_R01_29_february_is_kept_into_1_march() -> None:
    archive = InMemoryArchive()
    key = archive_version("comment", "COM-20280229-x-1", 1, b"{}", archive=archive)
    assert key
    assert archive.kept[key].retain_until.isoformat() == "2031-03-02T06:00:00+00:00"


def test_every_version_is_kept() -> None:
    archive = InMemoryArchive()
    keys = [
        archive_version("comment", "COM-20261123-x-1", number, b"%d" % number, archive=archive) for number in (1, 2)
    ]
    assert set(archive.kept) == set(keys)


def test_the_same_version_again_is_harmless() -> None:
    archive = InMemoryArchive()
    for _ in range(2):
        archive_version("comment", "COM-20261123-x-1", 1, b"{}", archive=archive)
    assert len(archive.kept) == 1


def test_R07_another_content_under_the_same_version_is_an_alarm() -> None:
    archive = InMemoryArchive()
    archive_version("comment", "COM-20261123-x-1", 1, b"{}", archive=archive)
    with pytest.raises(RecordIntegrityError):
        archive_version("comment", "COM-20261123-x-1", 1, b"{ }", archive=archive)


@pytest.mark.parametrize("record_id", ["READ-x", "POS-20261123-facebook-1#reading", "folio-20261123"])
def test_the_machines_own_marks_are_not_archived(record_id: str) -> None:
    archive = InMemoryArchive()
    assert archive_version("reading", record_id, 1, b"{}", archive=archive) is None
    assert archive.kept == {}


@pytest.mark.parametrize("kind", sorted(set(RecordKind) - OPERATIONAL_KINDS))
def test_every_official_kind_is_archived(kind: RecordKind) -> None:
    assert archive_version(kind, "LEO-20261123-000001", 1, b"{}", archive=InMemoryArchive())


@pytest.mark.parametrize("network_id", ["../../etc", "a/b", "ñ", "a b"])
def test_a_networks_id_cannot_leave_its_folder(network_id: str) -> None:
    key = archive_version("comment", f"COM-20261123-x-{network_id}", 1, b"{}", archive=InMemoryArchive())
    assert key
    assert key.count("/") == 5
