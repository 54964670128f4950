"""What the procedure may rely on when it reads and keeps files, whoever keeps them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports import (
    Archive,
    ArchivedObject,
    ArchiveReader,
    Envelopes,
    IntakeFiles,
    MediaArchive,
    MediaFiles,
    NoticeFiles,
)

MEGABYTE = 1024 * 1024
AWKWARD_KEY = "prensa/2026-11-23/baches/boletín +1 100%.txt"
UNTIL = datetime(2029, 11, 24, 6, tzinfo=UTC)


class Office(Protocol):
    """Somebody who uploads and removes files; the intake takes at most one megabyte."""

    @property
    def files(self) -> IntakeFiles:
        """The intake."""
        ...

    def upload(self, key: str, content: bytes) -> str:
        """Upload; give the version."""
        ...

    def remove(self, key: str, version_id: str) -> None:
        """Remove one version, or a deletion mark, for good."""
        ...

    def delete(self, key: str) -> str:
        """Put a deletion mark over a key; give its version."""
        ...


class IntakeFilesContract:
    """The claims of `ports.IntakeFiles`. A subclass gives the fixture `office`."""

    def test_what_was_uploaded_is_read_with_its_size(self, office: Office) -> None:
        version_id = office.upload(AWKWARD_KEY, b"texto")
        assert office.files.read(AWKWARD_KEY, version_id) == b"texto"
        assert office.files.size(AWKWARD_KEY, version_id) == 5

    def test_a_large_file_is_brought_to_disk_as_it_was_uploaded(self, office: Office, tmp_path: Path) -> None:
        content = bytes(range(256)) * 12_000
        version_id = office.upload(AWKWARD_KEY, content)
        office.upload(AWKWARD_KEY, b"otro")
        office.files.download(AWKWARD_KEY, version_id, tmp_path / "received")
        assert (tmp_path / "received").read_bytes() == content
        with pytest.raises(NotFoundError):
            office.files.download("prensa/nada.txt", version_id, tmp_path / "nothing")

    def test_I04_a_version_stays_what_it_is_when_another_is_uploaded(self, office: Office) -> None:
        first = office.upload(AWKWARD_KEY, b"uno")
        second = office.upload(AWKWARD_KEY, b"otro texto")
        assert (office.files.read(AWKWARD_KEY, first), office.files.size(AWKWARD_KEY, first)) == (b"uno", 3)
        assert office.files.read(AWKWARD_KEY, second) == b"otro texto"

    def test_I05_an_empty_file_is_a_file(self, office: Office) -> None:
        version_id = office.upload(AWKWARD_KEY, b"")
        assert (office.files.read(AWKWARD_KEY, version_id), office.files.size(AWKWARD_KEY, version_id)) == (b"", 0)

    def test_a_version_that_is_gone_is_not_found(self, office: Office) -> None:
        version_id = office.upload(AWKWARD_KEY, b"uno")
        office.upload(AWKWARD_KEY, b"otro")
        office.remove(AWKWARD_KEY, version_id)
        _is_not_found(office.files, AWKWARD_KEY, version_id)

    def test_what_was_never_uploaded_is_not_found(self, office: Office) -> None:
        version_id = office.upload(AWKWARD_KEY, b"uno")
        _is_not_found(office.files, "prensa/2026-11-23/baches/otro.txt", version_id)

    def test_I05_a_file_larger_than_may_be_read_is_refused_and_its_size_told(self, office: Office) -> None:
        largest = office.upload("a", b"x" * MEGABYTE)
        larger = office.upload("b", b"x" * (MEGABYTE + 1))
        assert len(office.files.read("a", largest)) == MEGABYTE
        assert office.files.size("b", larger) == MEGABYTE + 1
        with pytest.raises(InvalidInputError, match="máximo 1 MB"):
            office.files.read("b", larger)

    def test_a_version_is_dated_by_the_bucket_to_the_second(self, office: Office) -> None:
        version_id = office.upload(AWKWARD_KEY, b"uno")
        stored_at = office.files.stored_at(AWKWARD_KEY, version_id)
        assert stored_at.utcoffset() == timedelta(0)
        assert stored_at.microsecond == 0
        assert [listed.stored_at for listed in office.files.versions("")] == [stored_at]
        with pytest.raises(NotFoundError):
            office.files.stored_at(AWKWARD_KEY, "nunca")

    def test_I19_the_newest_version_of_every_key_is_listed_deletions_included_by_key(self, office: Office) -> None:
        keys = ("a/1", AWKWARD_KEY, "a/boleti\u0301n \n😀", "b/1", "a/1.bak")
        for key in keys:
            office.upload(key, b"uno")
        newest = {key: office.upload(key, b"dos") for key in keys}
        newest["a/1"] = office.delete("a/1")
        listed = list(office.files.versions(""))
        assert [each.key for each in listed] == sorted(keys)
        assert {each.key: each.version_id for each in listed} == newest
        assert [each.key for each in listed if each.is_removal] == ["a/1"]

    def test_I19_a_listing_keeps_to_its_prefix_and_begins_after_a_key(self, office: Office) -> None:
        for key in ("a/1", "a/2", "b/1", "b/2"):
            office.upload(key, b"uno")
        assert [each.key for each in office.files.versions("a/")] == ["a/1", "a/2"]
        assert [each.key for each in office.files.versions("", after="a/2")] == ["b/1", "b/2"]
        assert [each.key for each in office.files.versions("b/", after="b/1")] == ["b/2"]

    def test_I03_when_the_newest_is_deleted_for_good_the_one_before_shows_again(self, office: Office) -> None:
        first = office.upload("k", b"uno")
        second = office.upload("k", b"dos")
        mark = office.delete("k")
        office.remove("k", mark)
        assert [each.version_id for each in office.files.versions("k")] == [second]
        office.remove("k", second)
        assert [each.version_id for each in office.files.versions("k")] == [first]
        office.remove("k", first)
        assert list(office.files.versions("k")) == []


def _is_not_found(files: IntakeFiles, key: str, version_id: str) -> None:
    with pytest.raises(NotFoundError):
        files.read(key, version_id)
    with pytest.raises(NotFoundError):
        files.size(key, version_id)


class MediaFilesContract:
    """The claims of `ports.MediaFiles`. A subclass gives the fixture `media`."""

    def test_a_rendition_is_kept_under_its_hash(self, media: MediaFiles) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        assert (stored.sha256, stored.size_bytes) == (sha256_hex(b"jpeg"), 4)
        assert stored.key == f"media/{stored.sha256}.jpg"
        assert media.read(stored.key, stored.version_id) == b"jpeg"

    def test_keeping_it_again_gives_the_version_there_is(self, media: MediaFiles) -> None:
        assert media.store(b"jpeg", "image/jpeg") == media.store(b"jpeg", "image/jpeg")

    def test_other_bytes_are_kept_apart(self, media: MediaFiles) -> None:
        one, other = media.store(b"jpeg", "image/jpeg"), media.store(b"png", "image/png")
        assert one.key != other.key
        assert (media.read(one.key, one.version_id), media.read(other.key, other.version_id)) == (b"jpeg", b"png")

    def test_a_rendition_nobody_kept_is_not_found(self, media: MediaFiles) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        with pytest.raises(NotFoundError):
            media.read("media/nothing.jpg", stored.version_id)

    def test_a_rendition_is_brought_to_a_file(self, media: MediaFiles, tmp_path: Path) -> None:
        video = tmp_path / "video.mp4"
        video.write_bytes(b"cuadros" * 300_000)
        stored = media.store_file(video, "video/mp4")
        media.download(stored.key, stored.version_id, tmp_path / "again.mp4")
        assert (tmp_path / "again.mp4").read_bytes() == video.read_bytes()
        assert stored.key == f"media/{stored.sha256}.mp4"
        with pytest.raises(NotFoundError):
            media.download("media/nothing.mp4", stored.version_id, tmp_path / "nothing.mp4")

    def test_its_address_names_the_key_and_the_version(self, media: MediaFiles) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        url = media.public_url(stored.key, stored.version_id)
        assert stored.key in url
        assert f"versionId={stored.version_id}" in url


class ArchiveContract:
    """The claims of `ports.Archive`. A subclass gives the fixture `archive`."""

    def test_keeping_the_same_again_is_harmless(self, archive: Archive) -> None:
        archive.keep("2026/11/23/comment/1/000001.json", b"{}", UNTIL)
        archive.keep("2026/11/23/comment/1/000001.json", b"{}", UNTIL)

    def test_R06_another_content_under_a_kept_key_stops_everything(self, archive: Archive) -> None:
        archive.keep("k", b"{}", UNTIL)
        with pytest.raises(RecordIntegrityError):
            archive.keep("k", b"{ }", UNTIL)
        archive.keep("k", b"{}", UNTIL)


class MediaArchiveContract:
    """The claims of `ports.MediaArchive`. A subclass gives `media`, and `reader` and `media_archive` of one archive."""

    KEY = "2026/11/23/media/a.jpg"

    def test_R12_what_is_copied_is_the_medium_to_the_byte(
        self, media: MediaFiles, media_archive: MediaArchive, reader: ArchiveReader
    ) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        media_archive.keep_copy(stored, self.KEY, UNTIL)
        assert reader.read(self.KEY) == b"jpeg"
        assert [one.sha256 for one in reader.listed("2026/11/23/media/")] == [stored.sha256]

    def test_R09_copying_it_again_is_harmless(self, media: MediaFiles, media_archive: MediaArchive) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        media_archive.keep_copy(stored, self.KEY, UNTIL)
        media_archive.keep_copy(stored, self.KEY, UNTIL)

    def test_R06_another_medium_under_a_kept_key_stops_everything(
        self, media: MediaFiles, media_archive: MediaArchive, reader: ArchiveReader
    ) -> None:
        media_archive.keep_copy(media.store(b"jpeg", "image/jpeg"), self.KEY, UNTIL)
        with pytest.raises(RecordIntegrityError):
            media_archive.keep_copy(media.store(b"otra", "image/jpeg"), self.KEY, UNTIL)
        assert reader.read(self.KEY) == b"jpeg"

    def test_P1_other_bytes_than_were_authorised_are_not_locked_away(
        self, media: MediaFiles, media_archive: MediaArchive, reader: ArchiveReader
    ) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        with pytest.raises(RecordIntegrityError):
            media_archive.keep_copy(replace(stored, sha256=sha256_hex(b"otra")), self.KEY, UNTIL)
        assert list(reader.keys("2026/")) == []

    def test_a_medium_that_is_gone_is_not_found(self, media: MediaFiles, media_archive: MediaArchive) -> None:
        stored = media.store(b"jpeg", "image/jpeg")
        with pytest.raises(NotFoundError):
            media_archive.keep_copy(replace(stored, key="media/nothing.jpg"), self.KEY, UNTIL)


class ArchiveReaderContract:
    """The claims of `ports.ArchiveReader`. A subclass gives the fixtures `archive` and `reader`, of one archive."""

    KEYS = ("2026/11/23/comment/COM%23\u00f1/000001.json", "2026/11/23/day/a", "2026/11/23/day/a.b", "2026/11/24/day/a")

    @pytest.fixture
    def full(self, archive: Archive) -> Archive:
        for key in reversed(self.KEYS):
            archive.keep(key, key.encode(), UNTIL)
        return archive

    @pytest.mark.usefixtures("full")
    def test_keys_are_gone_through_in_order_under_a_prefix_and_after_a_key(self, reader: ArchiveReader) -> None:
        assert list(reader.keys("")) == sorted(self.KEYS)
        assert list(reader.keys("2026/11/23/day/")) == ["2026/11/23/day/a", "2026/11/23/day/a.b"]
        assert list(reader.keys("2026/11/23/", after="2026/11/23/day/a")) == ["2026/11/23/day/a.b"]
        assert list(reader.keys("2027/")) == []

    @pytest.mark.usefixtures("full")
    def test_each_object_is_listed_with_the_hash_and_size_of_its_bytes(self, reader: ArchiveReader) -> None:
        under = [key for key in sorted(self.KEYS) if key.startswith("2026/11/23/")]
        expected = [ArchivedObject(key, sha256_hex(key.encode()), len(key.encode())) for key in under]
        assert list(reader.listed("2026/11/23/")) == expected

    @pytest.mark.usefixtures("full")
    def test_R12_what_is_read_is_what_was_kept_to_the_byte(self, archive: Archive, reader: ArchiveReader) -> None:
        archive.keep("raw", b"\x00\xff{ }\r\n", UNTIL)
        assert reader.read("raw") == b"\x00\xff{ }\r\n"
        assert reader.read("2026/11/23/day/a") == b"2026/11/23/day/a"

    @pytest.mark.usefixtures("full")
    @pytest.mark.parametrize("key", ["nothing", "2026/11/23/day", "2026/11/23/day/"])
    def test_nothing_is_read_where_nothing_is_kept(self, reader: ArchiveReader, key: str) -> None:
        with pytest.raises(NotFoundError):
            reader.read(key)


class EnvelopesContract:
    """The claims of `ports.Envelopes`. A subclass gives the fixture `envelopes`."""

    NAME = "comment/COM-20261123-x-1%23\u00f1/000001"

    def test_R09_a_key_is_made_once_and_given_again(self, envelopes: Envelopes) -> None:
        assert envelopes.key(self.NAME, b"k" * 72) == b"k" * 72
        assert envelopes.key(self.NAME, b"o" * 72) == envelopes.find(self.NAME) == b"k" * 72
        assert envelopes.key(f"{self.NAME}-2", b"o" * 72) == b"o" * 72

    def test_R07_a_key_is_never_replaced_by_one_of_another_length(self, envelopes: Envelopes) -> None:
        envelopes.key(self.NAME, b"k" * 40)
        assert envelopes.key(self.NAME, b"k" * 41) == b"k" * 40

    def test_R13_a_destroyed_key_never_comes_back(self, envelopes: Envelopes) -> None:
        envelopes.key(self.NAME, b"k" * 40)
        for _ in range(2):
            envelopes.destroy(self.NAME)
            assert envelopes.find(self.NAME) is None
            assert envelopes.key(self.NAME, b"k" * 40) is None

    def test_R13_a_key_destroyed_before_it_was_made_is_never_made(self, envelopes: Envelopes) -> None:
        assert envelopes.find(self.NAME) is None
        envelopes.destroy(self.NAME)
        assert envelopes.key(self.NAME, b"k" * 40) is None

    @pytest.mark.parametrize("is_destroyed", [False, True])
    def test_a_discarded_key_is_gone_with_its_place(self, envelopes: Envelopes, *, is_destroyed: bool) -> None:
        made, other = envelopes.key(self.NAME, b"k" * 40), envelopes.key(f"{self.NAME}2", b"o" * 40)
        if is_destroyed:
            envelopes.destroy(self.NAME)
        for _ in range(2):
            envelopes.discard(self.NAME)
            assert envelopes.find(self.NAME) is None
        assert envelopes.key(self.NAME, b"n" * 40) == b"n" * 40 != made
        assert envelopes.find(f"{self.NAME}2") == other


class NoticeFilesContract:
    """The claims of `ports.NoticeFiles`. A subclass gives the fixtures `notices` and `elsewhere`, another place."""

    BODY = b'{"entry": [{"message": "\\u00a1No hay agua! \\ud83d"}]}\x00\xff'

    def test_R12_a_notice_is_kept_to_the_byte_with_when_it_came_to_the_second(self, notices: NoticeFiles) -> None:
        landed = notices.read(notices.keep(self.BODY))
        assert landed
        assert landed.body == self.BODY
        assert (landed.received_at.utcoffset(), landed.received_at.microsecond) == (timedelta(0), 0)

    def test_C17_the_same_notice_is_one_object_whenever_it_comes(self, notices: NoticeFiles) -> None:
        name = notices.keep(self.BODY)
        first = notices.read(name)
        assert notices.keep(self.BODY) == name
        assert notices.read(name) == first
        assert notices.keep(self.BODY + b" ") != name

    def test_R13_what_the_archive_calls_it_does_not_follow_from_its_bytes(
        self, notices: NoticeFiles, elsewhere: NoticeFiles
    ) -> None:
        marks = [landed.mark for files in (notices, elsewhere) if (landed := files.read(files.keep(self.BODY)))]
        assert len(set(marks)) == 2
        assert all(re.fullmatch("[0-9a-f]{32}", mark) for mark in marks)

    def test_R13_a_cleared_notice_is_gone_and_known_when_it_comes_again(self, notices: NoticeFiles) -> None:
        name = notices.keep(self.BODY)
        for _ in range(2):
            notices.clear(name)
            assert notices.read(name) is None
            assert notices.keep(self.BODY) == name
            assert notices.read(name) is None

    def test_R09_what_was_left_is_found_and_nothing_that_was_cleared_or_came_since(self, notices: NoticeFiles) -> None:
        names = {notices.keep(bytes([number])) for number in range(3)}
        cleared = notices.keep(b"x")
        notices.clear(cleared)
        landed = notices.read(min(names))
        assert landed
        assert set(notices.left(landed.received_at + timedelta(minutes=1))) == names
        assert list(notices.left(landed.received_at - timedelta(minutes=1))) == []

    @pytest.mark.parametrize(
        "name", ["", "k", "webhooks/meta/../k", f"webhooks/meta/{'0' * 64}.json", "2026/11/23/day/1"]
    )
    def test_nothing_but_a_kept_notice_is_read(self, notices: NoticeFiles, name: str) -> None:
        with pytest.raises(NotFoundError):
            notices.read(name)
