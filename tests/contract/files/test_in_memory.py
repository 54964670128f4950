"""The files in memory keep what the buckets keep."""

import pytest

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
from tests.fakes.clock import FakeClock
from tests.fakes.files import (
    InMemoryArchive,
    InMemoryEnvelopes,
    InMemoryIntakeFiles,
    InMemoryMediaArchive,
    InMemoryMediaFiles,
    InMemoryNoticeFiles,
    KeptObject,
)


class _Office:
    def __init__(self) -> None:
        self.files = InMemoryIntakeFiles(max_megabytes=1)
        self.upload = self.files.upload
        self.remove = self.files.remove
        self.delete = self.files.delete


class TestInMemoryIntakeFiles(IntakeFilesContract):
    @pytest.fixture
    def office(self) -> Office:
        return _Office()


class TestInMemoryMediaFiles(MediaFilesContract):
    @pytest.fixture
    def media(self) -> MediaFiles:
        return InMemoryMediaFiles()


class TestInMemoryArchive(ArchiveContract):
    @pytest.fixture
    def archive(self) -> Archive:
        return InMemoryArchive()


class TestInMemoryArchiveReader(ArchiveReaderContract):
    @pytest.fixture
    def archive(self) -> InMemoryArchive:
        return InMemoryArchive()

    @pytest.fixture
    def reader(self, archive: InMemoryArchive) -> ArchiveReader:
        return archive


def test_the_archive_in_memory_shows_what_it_keeps() -> None:
    archive = InMemoryArchive()
    archive.keep("k", b"{}", UNTIL)
    assert archive.kept == {"k": KeptObject(b"{}", UNTIL)}


class TestInMemoryMediaArchive(MediaArchiveContract):
    @pytest.fixture
    def media(self) -> InMemoryMediaFiles:
        return InMemoryMediaFiles()

    @pytest.fixture
    def reader(self) -> InMemoryArchive:
        return InMemoryArchive()

    @pytest.fixture
    def media_archive(self, media: InMemoryMediaFiles, reader: InMemoryArchive) -> MediaArchive:
        return InMemoryMediaArchive(media, reader)


class TestInMemoryEnvelopes(EnvelopesContract):
    @pytest.fixture
    def envelopes(self) -> Envelopes:
        return InMemoryEnvelopes()


class TestInMemoryNoticeFiles(NoticeFilesContract):
    @pytest.fixture
    def notices(self) -> NoticeFiles:
        return InMemoryNoticeFiles(FakeClock().now)

    @pytest.fixture
    def elsewhere(self) -> NoticeFiles:
        return InMemoryNoticeFiles(FakeClock().now)
