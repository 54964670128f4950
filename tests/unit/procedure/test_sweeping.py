"""1.1, I19: an upload whose event never arrived is found, however it got lost; what is known is left alone."""

import unicodedata
from collections.abc import Iterator

import pytest

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.material_key import Upload
from chalicelib.domain.records import Duty
from chalicelib.domain.sets import MAX_NAMES
from chalicelib.messages import uploads_in
from chalicelib.ports import Department, ListedVersion
from chalicelib.procedure.sweeping import LOOKS_BACK
from tests.builders import BULLETIN
from tests.world import JPEG, World

FOLDER = "prensa/2026-11-23/parques/"
TEXT_KEY = FOLDER + "boletin.txt"


def swept(world: World, **limits: int) -> list[str]:
    """Let an hour pass and sweep; receive what it hands over, and give the keys."""
    world.clock.advance(hours=1)
    world.sweep(**limits)
    bodies, world.queues.notifications = world.queues.notifications, []
    uploads = [upload for body in bodies for upload in uploads_in(body)]
    for upload in uploads:
        world.receive(upload)
    return [upload.key for upload in uploads]


def texts(world: World) -> list[str | None]:
    return [file.text for file in world.the(BULLETIN).live_files]


def test_I19_uploads_that_nobody_told_of_become_a_bulletin_that_is_prepared() -> None:
    world = World()
    for name, content in (("boletin.txt", b"Los parques abren."), ("foto.jpg", JPEG)):
        world.intake.upload(FOLDER + name, content)
    assert swept(world) == [TEXT_KEY, FOLDER + "foto.jpg"]
    assert world.the(BULLETIN).duty is Duty.PREPARE
    assert world.prepare(BULLETIN)
    assert swept(world) == []


def test_what_is_known_is_left_alone() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno")
    world.receive(Upload(key=TEXT_KEY, version_id=world.intake.delete(TEXT_KEY), sequencer="02", is_removal=True))
    world.upload(FOLDER + "foto.jpg", JPEG)
    before = world.the(BULLETIN)
    assert swept(world) == []
    assert world.the(BULLETIN) == before


def test_a_notification_is_given_its_time() -> None:
    world = World()
    world.intake.upload(TEXT_KEY, b"uno")
    world.clock.advance(minutes=9)
    assert world.sweep() == 0
    world.clock.advance(minutes=1)
    assert world.sweep() == 1


def test_I19_an_overwriting_that_nobody_told_of_is_found() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno")
    world.intake.upload(TEXT_KEY, b"dos")
    assert swept(world) == [TEXT_KEY]
    assert texts(world) == ["dos"]


def test_I19_a_deletion_that_nobody_told_of_is_found() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno")
    world.upload(FOLDER + "foto.jpg", JPEG)
    world.intake.delete(TEXT_KEY)
    assert swept(world) == [TEXT_KEY]
    assert texts(world) == [None]


def test_I19_a_file_that_is_gone_for_good_is_found_while_its_folder_has_another() -> None:
    world = World()
    file = world.upload(TEXT_KEY, b"uno").files["boletin.txt"]
    world.upload(FOLDER + "foto.jpg", JPEG)
    world.intake.remove(TEXT_KEY, file.version_id)
    assert swept(world) == [TEXT_KEY]
    assert texts(world) == [None]
    assert swept(world) == []


def test_a_real_event_that_comes_after_the_sweep_still_counts() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "0055AED6DCD90281E5")
    world.intake.upload(TEXT_KEY, b"dos")
    swept(world)
    assert world.the(BULLETIN).files["boletin.txt"].sequencer == "0055AED6DCD90281E51"
    world.upload(TEXT_KEY, b"tres", "0055AED6DCD90281E6")
    assert texts(world) == ["tres"]


def test_a_late_event_of_an_older_version_is_healed_by_the_next_sweep() -> None:
    world = World()
    world.upload(TEXT_KEY, b"uno", "01")
    older = world.intake.upload(TEXT_KEY, b"dos")
    world.intake.upload(TEXT_KEY, b"tres")
    swept(world)
    world.receive(Upload(key=TEXT_KEY, version_id=older, sequencer="03"))
    assert texts(world) == ["dos"]
    assert swept(world) == [TEXT_KEY]
    assert texts(world) == ["tres"]


def test_I14_a_name_in_both_forms_of_unicode_is_found_and_then_left_alone() -> None:
    world = World()
    for form in ("NFC", "NFD"):
        world.intake.upload(unicodedata.normalize(form, FOLDER + "boletín.txt"), form.encode())
        world.clock.advance(seconds=5)
    assert len(swept(world)) == 2
    assert texts(world) == ["NFD"]
    assert swept(world) == []


def test_I17_I19_a_wrong_key_that_nobody_told_of_is_shown_to_a_person_once() -> None:
    world = World()
    keys = [
        "otros/2026-11-23/a.txt",
        "prensa/2027-11-23/parques/a.txt",
        "suelto.txt",
        "enlaces/nadie/2026-11-23/x/a.txt",
    ]
    for key in keys:
        world.intake.upload(key, b"hola")
    world.clock.advance(days=1)
    assert swept(world) == sorted(keys)
    assert len(world.records.waiting()) == len(keys)
    assert swept(world) == []


def test_a_wrong_key_a_person_has_dismissed_is_not_shown_again() -> None:
    world = World()
    world.upload("otros/a.txt", b"hola")
    rejected = world.of_kind(Bulletin)[0]
    world.records.commit(replace=[rejected.dismissed()])
    assert swept(world) == []
    assert world.records.waiting() == []


def test_the_material_of_a_department_that_left_the_catalogue_is_not_taken_for_a_wrong_key() -> None:
    world = World()
    world.catalogue.departments["vieja"] = Department("vieja", "Dependencia", 5)
    world.upload("enlaces/vieja/2026-11-23/parques/a.txt", b"hola")
    del world.catalogue.departments["vieja"]
    assert swept(world) == []


def test_folders_and_what_was_deleted_before_anybody_heard_of_it_are_no_material() -> None:
    world = World()
    world.intake.upload(FOLDER, b"")
    world.intake.upload(TEXT_KEY, b"uno")
    world.intake.delete(TEXT_KEY)
    assert swept(world) == []


def test_a_folder_that_was_given_up_is_left_alone() -> None:
    world = World()
    for number in range(MAX_NAMES + 1):
        world.upload(f"{FOLDER}{number}.jpg", JPEG)
    assert world.the(BULLETIN).is_crowded
    assert swept(world) == []


def test_a_second_reading_that_was_lost_is_made_up_for() -> None:
    world = World()
    windows, mac = (unicodedata.normalize(form, FOLDER + "boletín.txt") for form in ("NFC", "NFD"))
    world.upload(windows, b"Windows")
    world.clock.advance(seconds=5)
    world.upload(mac, b"Mac")
    mark = world.intake.delete(mac)
    bulletin = world.the(BULLETIN)
    gone = bulletin.files[mac].model_copy(update={"removed": True, "sequencer": "02", "version_id": mark})
    world.records.commit(replace=[bulletin.with_file(gone, world.clock.now(), world.clock.now())])
    assert swept(world) == [windows]
    assert texts(world) == ["Windows"]


def test_old_folders_cost_no_look_up_and_a_day_old_one_is_found() -> None:
    world = World()
    world.intake.upload(TEXT_KEY, b"uno")
    world.clock.advance(days=1)
    assert world.sweep() == 1
    world.clock.set(world.clock.now() + LOOKS_BACK)
    assert world.sweep() == 0


def test_a_run_hands_over_so_many_and_the_next_goes_on() -> None:
    world = World()
    for number in range(5):
        world.intake.upload(f"{FOLDER}{number}.jpg", JPEG)
    assert [len(swept(world, max_handed_over=2)) for _ in range(3)] == [2, 2, 1]


def test_a_run_that_is_out_of_time_ends_and_others_begin_elsewhere() -> None:
    world = World()
    keys = {f"{source}/2026-11-23/x/a.jpg" for source in ("prensa", "imagen", "enlaces/sapal", "enlaces/deporte")}
    for key in keys:
        world.intake.upload(key, JPEG)
    first = world.intake.versions
    found: set[str] = set()

    def slow(prefix: str, after: str = "") -> Iterator[ListedVersion]:
        listed = first(prefix, after)
        for number, each in enumerate(listed):
            if number:
                world.clock.advance(seconds=300)
            yield each

    world.intake.versions = slow  # type: ignore[assignment, method-assign]
    for _ in range(24):
        world.clock.advance(minutes=15)
        world.sweep(max_seconds=200)
        found |= {upload.key for body in world.queues.notifications for upload in uploads_in(body)}
    assert found == keys


def test_a_sweep_that_dies_is_made_up_for_by_the_next() -> None:
    world = World()
    for number in range(3):
        world.intake.upload(f"{FOLDER}{number}.jpg", JPEG)
    world.clock.advance(hours=1)
    world.steps.arm(2, is_after=True)
    with pytest.raises(BaseException, match="after ask to receive"):
        world.sweep()
    world.steps.arm(None)
    assert len(set(swept(world))) == 3
    assert swept(world) == []


def test_I01_a_set_that_stays_incomplete_stays_visible_and_starts_nothing() -> None:
    world = World()
    world.upload(TEXT_KEY, b"Los parques abren.")
    world.prepare(BULLETIN)
    world.clock.advance(days=10)
    assert swept(world) == []
    assert world.records.due(Duty.PREPARE, world.clock.now()) == []
    waiting = world.records.waiting()
    assert [record.id for record in waiting] == [BULLETIN]
    assert waiting[0].attention
    assert waiting[0].attention.reason == texts_es.set_incomplete([texts_es.LACKS_IMAGE])


def test_I14_I19_a_file_that_is_gone_for_good_is_found_where_its_folder_is_written_in_two_ways() -> None:
    world = World()
    windows, mac = (unicodedata.normalize(form, "prensa/2026-11-23/información/") for form in ("NFC", "NFD"))
    bulletin = world.upload(windows + "aviso.txt", b"uno")
    world.upload(mac + "foto.jpg", JPEG)
    assert swept(world) == []
    world.intake.remove(windows + "aviso.txt", bulletin.files["aviso.txt"].version_id)
    assert swept(world) == [windows + "aviso.txt"]
    assert [file.name for file in world.the(bulletin.id).live_files] == ["foto.jpg"]
    assert swept(world) == []
