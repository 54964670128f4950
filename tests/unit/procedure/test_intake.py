"""1.1: what offices send becomes a bulletin, in any order; what cannot be used is kept and told in Spanish."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unicodedata import normalize

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.material import FileRole
from chalicelib.domain.material_key import Upload
from chalicelib.domain.records import Duty
from chalicelib.ports import ReadMaterial
from chalicelib.procedure.intake import MAX_FILE_MEGABYTES
from tests.builders import BULLETIN, NOW
from tests.fakes import Work
from tests.mortality import Death
from tests.world import JPEG, FakeReader, World

TEXT_KEY = "prensa/2026-11-23/parques/boletin.txt"
IMAGE_KEY = "prensa/2026-11-23/parques/foto.jpg"


def test_files_of_one_folder_become_one_bulletin() -> None:
    world = World()
    world.upload(TEXT_KEY, b"Los parques abren.")
    bulletin = world.upload(IMAGE_KEY, JPEG)
    assert bulletin.id == BULLETIN
    assert [file.role for file in bulletin.live_files] == [FileRole.TEXT, FileRole.IMAGE]
    assert len(world.of_kind(Bulletin)) == 1


def test_a_preparation_is_asked_for_once_the_folder_has_been_quiet() -> None:
    world = World()
    bulletin = world.upload(TEXT_KEY, b"Los parques abren.", settle_seconds=30)
    assert (bulletin.duty, bulletin.due_at) == (Duty.PREPARE, NOW + timedelta(seconds=30))
    assert [(request.work, request.delay_seconds) for request in world.queues.requests] == [(Work.PREPARE, 30)]


def test_what_was_received_says_which_bytes() -> None:
    world = World()
    file = world.upload(TEXT_KEY, b"Los parques abren.").files["boletin.txt"]
    assert file.size_bytes == 18
    assert file.sha256 == ids.sha256_hex(b"Los parques abren.")
    assert file.version_id == "v1"


def test_I02_an_event_delivered_twice_changes_nothing() -> None:
    world = World()
    version_id = world.intake.upload(TEXT_KEY, b"uno")
    upload = Upload(key=TEXT_KEY, version_id=version_id, sequencer="01")
    world.receive(upload)
    before = world.the(BULLETIN)
    world.clock.advance(minutes=1)
    world.receive(upload)
    assert world.the(BULLETIN) == before


def test_I03_a_deletion_that_overtakes_its_upload_stands() -> None:
    world = World()
    version_id = world.intake.upload(TEXT_KEY, b"uno")
    world.receive(Upload(key=TEXT_KEY, sequencer="02", is_removal=True))
    bulletin = world.receive(Upload(key=TEXT_KEY, version_id=version_id, sequencer="01"))
    assert bulletin.live_files == ()


def test_I04_the_version_of_the_event_is_read_not_the_newest() -> None:
    world = World()
    first = world.intake.upload(TEXT_KEY, b"uno")
    world.intake.upload(TEXT_KEY, b"dos")
    bulletin = world.receive(Upload(key=TEXT_KEY, version_id=first, sequencer="01"))
    assert bulletin.files["boletin.txt"].text == "uno"


def test_I04_a_version_that_is_gone_is_a_removal() -> None:
    world = World()
    bulletin = world.receive(Upload(key=TEXT_KEY, version_id="v99", sequencer="01"))
    assert bulletin.live_files == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("boletin.txt", b"", texts_es.FILE_EMPTY),
        ("virus.exe", b"MZ", texts_es.FILE_UNKNOWN),
        ("foto.jpg", b"<svg onload=alert(1)>", texts_es.FILE_UNKNOWN),
        ("foto.jpg", b"x" * (MAX_FILE_MEGABYTES * 1_000_000 + 1), texts_es.file_too_large(MAX_FILE_MEGABYTES)),
    ],
)
def test_I05_I12_I13_a_file_that_cannot_be_used_is_rejected_with_its_reason(
    name: str, content: bytes, reason: str
) -> None:
    world = World()
    bulletin = world.upload(f"prensa/2026-11-23/parques/{name}", content)
    assert bulletin.files[name].role is FileRole.REJECTED
    assert bulletin.attention
    assert reason in bulletin.attention.reason
    assert name in bulletin.attention.reason


def test_I05_an_enormous_file_is_not_read() -> None:
    world = World()
    version_id = world.intake.upload(TEXT_KEY, b"x")

    class Unread:
        def size(self, key: str, version_id: str) -> int:
            del key, version_id
            return 5_000_000_000

        def stored_at(self, key: str, version_id: str) -> datetime:
            del key, version_id
            return NOW

        def read(self, key: str, version_id: str) -> bytes:
            raise AssertionError(key, version_id)

    world.intake = Unread()  # type: ignore[assignment]
    assert world.receive(Upload(key=TEXT_KEY, version_id=version_id, sequencer="01")).attention


def test_a_rejected_file_leaves_its_neighbours_alone() -> None:
    world = World()
    world.upload(TEXT_KEY, b"Los parques abren.")
    world.upload("prensa/2026-11-23/parques/virus.exe", b"MZ")
    bulletin = world.upload(IMAGE_KEY, JPEG)
    assert bulletin.lacks == ()
    assert bulletin.duty is Duty.PREPARE


def test_a_rejected_file_that_is_replaced_or_removed_waits_for_nobody() -> None:
    world = World()
    world.upload(TEXT_KEY, b"")
    assert world.upload(TEXT_KEY, b"Los parques abren.", "02").attention is None
    world.upload("prensa/2026-11-23/parques/virus.exe", b"MZ")
    gone = Upload(key="prensa/2026-11-23/parques/virus.exe", sequencer="02", is_removal=True)
    assert world.receive(gone).attention is None


def test_I17_what_belongs_nowhere_is_kept_once_where_a_person_sees_it() -> None:
    world = World()
    for _ in range(2):
        world.upload("otros/2026-11-23/parques/boletin.txt", b"hola")
    waiting = world.records.waiting()
    assert len(waiting) == 1
    assert waiting[0].attention
    assert texts_es.KEY_SOURCE in waiting[0].attention.reason


def test_removing_what_belonged_nowhere_is_not_another_rejection() -> None:
    world = World()
    world.upload("otros/boletin.txt", b"hola")
    world.clock.advance(days=1)
    world.receive(Upload(key="otros/boletin.txt", sequencer="02", is_removal=True))
    assert len(world.records.waiting()) == 1


def test_a_store_that_does_not_answer_is_tried_again_with_the_same_event() -> None:
    world = World()
    version_id = world.intake.upload(TEXT_KEY, b"uno")
    upload = Upload(key=TEXT_KEY, version_id=version_id, sequencer="01")
    world.records.failing_writes = 1
    with pytest.raises(TransientServiceError):
        world.receive(upload)
    assert world.receive(upload).files


def test_dying_at_any_step_and_receiving_again_gives_the_same_bulletin() -> None:
    for is_after in (False, True):
        for die_at in range(1, 5):
            world = World()
            version_id = world.intake.upload(TEXT_KEY, b"uno")
            upload = Upload(key=TEXT_KEY, version_id=version_id, sequencer="01")
            world.steps.arm(die_at, is_after=is_after)
            try:
                world.receive(upload)
            except Death:
                world.steps.arm(None)
                world.receive(upload)
            bulletin = world.the(BULLETIN)
            assert [file.text for file in bulletin.live_files] == ["uno"]
            assert bulletin.duty is Duty.PREPARE


def test_I02_an_event_that_comes_again_is_not_read_again() -> None:
    world = World()
    upload = Upload(key=TEXT_KEY, version_id=world.intake.upload(TEXT_KEY, b"uno"), sequencer="02")
    world.receive(upload)
    world.reader = Unreadable()
    for sequencer in ("02", "01"):
        assert [file.text for file in world.receive(upload.model_copy(update={"sequencer": sequencer})).live_files] == [
            "uno"
        ]


class Unreadable(FakeReader):
    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        raise AssertionError(name, file, into)


def permanently(world: World, key: str, version_id: str, sequencer: str) -> Bulletin:
    """Delete a version for good and hear of it."""
    world.intake.remove(key, version_id)
    return world.receive(Upload(key=key, sequencer=sequencer, asks_bucket=True))


def test_I03_deleting_an_old_version_for_good_leaves_the_file() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "01")
    world.upload(TEXT_KEY, b"dos", "02")
    bulletin = permanently(world, TEXT_KEY, "v1", "03")
    assert [(file.version_id, file.text) for file in bulletin.live_files] == [("v2", "dos")]


def test_I03_deleting_the_newest_version_for_good_brings_the_one_before_back() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "01")
    world.upload(TEXT_KEY, b"dos", "02")
    assert [file.text for file in permanently(world, TEXT_KEY, "v2", "03").live_files] == ["uno"]
    assert permanently(world, TEXT_KEY, "v1", "04").live_files == ()


def test_I03_taking_a_deletion_mark_away_brings_the_file_back() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "01")
    mark = world.intake.delete(TEXT_KEY)
    world.receive(Upload(key=TEXT_KEY, version_id=mark, sequencer="02", is_removal=True))
    assert [file.text for file in permanently(world, TEXT_KEY, mark, "03").live_files] == ["uno"]


def test_I14_I04_deleting_one_spelling_of_a_name_leaves_the_other() -> None:
    world = World()
    windows, mac = (normalize(form, "prensa/2026-11-23/parques/boletín.txt") for form in ("NFC", "NFD"))
    world.upload(windows, b"Windows", "FF")
    world.clock.advance(seconds=5)
    assert [file.text for file in world.upload(mac, b"Mac", "01").live_files] == ["Mac"]
    gone = Upload(key=mac, version_id=world.intake.delete(mac), sequencer="02", is_removal=True)
    assert [file.text for file in world.receive(gone).live_files] == ["Windows"]


def test_I17_who_uploaded_a_file_is_kept_with_it() -> None:
    world = World()
    upload = Upload(
        key=TEXT_KEY, version_id=world.intake.upload(TEXT_KEY, b"uno"), sequencer="01", uploaded_by="AWS:ines"
    )
    file = world.receive(upload).files["boletin.txt"]
    assert (file.uploaded_by, file.stored_at) == ("AWS:ines", NOW)


def test_I17_a_liaison_cannot_file_under_a_department_that_does_not_exist() -> None:
    world = World()
    rejected = world.upload("enlaces/otra/2026-11-23/parques/a.txt", b"hola")
    assert rejected.attention
    assert texts_es.KEY_SOURCE in rejected.attention.reason
    assert rejected.department_id is None
    assert world.upload("enlaces/sapal/2026-11-23/parques/a.txt", b"hola").department_id == "sapal"


def test_a_key_means_what_it_meant_on_the_day_it_was_stored_however_late_its_event_comes() -> None:
    world = World()
    upload = Upload(key=TEXT_KEY, version_id=world.intake.upload(TEXT_KEY, b"uno"), sequencer="01", happened_at=NOW)
    world.clock.advance(days=70)
    assert world.receive(upload).live_files


def test_half_a_character_in_a_text_does_not_swell_the_record() -> None:
    world = World()

    class Broken(FakeReader):
        def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
            return replace(super().read(name, file, into), text="roto \ud83d")

    world.reader = Broken()
    assert world.upload(TEXT_KEY, b"x").files["boletin.txt"].text == "roto \ufffd"


def test_a_file_deleted_long_after_its_day_is_gone_and_no_wrong_key() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "01")
    world.upload(TEXT_KEY, b"dos", "02")
    world.clock.advance(days=400)
    happened_at = world.clock.now()
    world.intake.remove(TEXT_KEY, "v1")
    disposed = Upload(key=TEXT_KEY, sequencer="03", asks_bucket=True, happened_at=happened_at)
    assert [file.text for file in world.receive(disposed).live_files] == ["dos"]
    gone = Upload(key=TEXT_KEY, version_id="d1", sequencer="04", is_removal=True, happened_at=happened_at)
    assert world.receive(gone).live_files == ()
    elsewhere = Upload(key="prensa/2020-01-01/x/a.txt", sequencer="01", is_removal=True, happened_at=happened_at)
    world.receive(elsewhere)
    assert len(world.of_kind(Bulletin)) == 1
