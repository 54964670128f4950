"""2.1–2.4: from the material to a publication, the same from the same material, and never past the image office."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import MAX_REASONS
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.material import FileRole
from chalicelib.domain.material_key import Upload
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.domain.spellings import ProperNouns
from chalicelib.ports import ReadMaterial, RenderedImage
from tests.builders import BULLETIN, NOW, PUBLICATION
from tests.mortality import Death
from tests.world import JPEG, FakeImageEditor, FakeReader, World

FOLDER = "prensa/2026-11-23/parques/"
YAML = b"redes: ..."


def a_world(order: PublicationOrder | None = None, text: bytes = b"Los parques abren.") -> World:
    world = World()
    world.upload(FOLDER + "boletin.txt", text)
    world.upload(FOLDER + "foto.jpg", JPEG)
    if order is not None:
        world.reader.orders[YAML] = order
        world.upload(FOLDER + "publicacion.yaml", YAML)
    return world


def prepared(world: World) -> Publication:
    publication = world.prepare(BULLETIN)
    assert publication is not None
    return publication


def test_a_whole_set_becomes_a_publication_that_waits_for_the_image_office() -> None:
    publication = prepared(a_world())
    assert publication.id == PUBLICATION
    assert publication.state is PublicationState.PREPARED
    assert publication.authorisation is None
    assert publication.attention
    assert publication.title == "Los parques abren."


def test_every_network_gets_its_text_and_its_rendition_kept_under_its_hash() -> None:
    world = a_world()
    publication = prepared(world)
    assert set(publication.current.networks) == set(SOCIAL_NETWORKS)
    for network, content in publication.current.networks.items():
        assert content.text == "Los parques abren."
        image = content.renditions[0]
        assert world.media.read(image.key, image.version_id) == JPEG + network.encode()
        assert image.sha256 == ids.sha256_hex(JPEG + network.encode())


def test_the_bulletin_is_finished_once_it_is_prepared() -> None:
    world = a_world()
    prepared(world)
    assert world.the(BULLETIN).is_finished


def test_what_the_office_asks_for_is_followed() -> None:
    order = PublicationOrder(
        networks=(Network.X,),
        publish_at=NOW + timedelta(hours=2),
        campaign="Verano",
        priority="high",
        text={Network.X: "Para X"},
        alt_text="Un parque",
    )
    publication = prepared(a_world(order))
    assert list(publication.current.networks) == [Network.X]
    assert publication.current.networks[Network.X].text == "Para X"
    assert publication.current.networks[Network.X].renditions[0].alt_text == "Un parque"
    assert (publication.campaign, publication.priority) == ("Verano", "high")
    assert publication.publish_at == publication.due_at == NOW + timedelta(hours=2)


def test_no_urgency_skips_the_image_office() -> None:
    publication = prepared(a_world(PublicationOrder(priority="live")))
    assert publication.state is PublicationState.PREPARED


def test_a_missing_alt_text_is_a_warning_to_who_authorises() -> None:
    assert texts_es.ALT_TEXT_MISSING in prepared(a_world()).current.networks[Network.X].warnings


def test_a_long_text_is_cut_for_x_and_says_so() -> None:
    publication = prepared(a_world(text=b"El agua vuelve. " * 50))
    contents = publication.current.networks
    assert len(contents[Network.X].text) <= 280
    assert any("recortó" in warning for warning in contents[Network.X].warnings)
    assert not any("recortó" in warning for warning in contents[Network.FACEBOOK].warnings)


def test_more_images_than_a_network_takes_are_left_out() -> None:
    world = a_world()
    world.catalogue.max_images = 2
    for number in range(3):
        world.upload(FOLDER + f"foto{number}.jpg", JPEG + bytes([number]))
    assert len(prepared(world).current.networks[Network.X].renditions) == 2


def test_I01_an_incomplete_set_says_what_it_lacks_and_makes_no_publication() -> None:
    world = World()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.")
    assert world.prepare(BULLETIN) is None
    bulletin = world.the(BULLETIN)
    assert bulletin.attention.reason == texts_es.set_incomplete([texts_es.LACKS_IMAGE])
    world.upload(FOLDER + "foto.jpg", JPEG)
    assert prepared(world)


def test_I02_a_message_that_comes_twice_prepares_once() -> None:
    world = a_world()
    assert prepared(world) == world.prepare(BULLETIN).model_copy(update={"revision": 0})  # type: ignore[union-attr]
    assert len(world.publication().versions) == 1


def test_the_same_material_uploaded_again_makes_no_second_version() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.", "02")
    prepared(world)
    assert len(world.publication().versions) == 1
    assert world.publication().authorisation


def test_the_same_material_uploaded_again_after_it_was_scheduled_alarms_nobody() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.publish()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.", "02")
    prepared(world)
    assert world.the(BULLETIN).is_finished
    assert world.records.waiting() == []


def test_the_same_material_uploaded_again_after_a_revocation_voids_no_authorisation() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.schedule(NOW + timedelta(hours=1))
    world.revoke()
    world.authorise()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.", "02")
    prepared(world)
    assert len(world.publication().versions) == 1
    assert world.publication().authorisation


def test_P1_material_that_changes_after_it_was_authorised_voids_the_authorisation() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren el lunes.", "02")
    changed = prepared(world)
    assert [version.number for version in changed.versions] == [1, 2]
    assert changed.authorisation is None
    assert changed.state is PublicationState.PREPARED


def test_P1_material_that_changes_before_it_went_out_voids_the_authorisation() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.publish()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren el lunes.", "02")
    changed = prepared(world)
    assert changed.state is PublicationState.PREPARED
    assert changed.authorisation is None


def test_P1_material_that_the_office_takes_back_does_not_go_out() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.receive(Upload(key=FOLDER + "boletin.txt", sequencer="02", is_removal=True))
    gone = prepared(world)
    assert gone.authorisation is None
    assert gone.attention
    assert gone.attention.reason.startswith(texts_es.MATERIAL_REMOVED)


def test_material_that_changes_after_it_went_out_is_told_to_a_person() -> None:
    world = a_world()
    prepared(world)
    world.authorise()
    world.publish()
    world.run()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren el lunes.", "02")
    assert prepared(world).state is PublicationState.RELEASED
    assert len(world.publication().versions) == 1
    bulletin = world.the(BULLETIN)
    assert bulletin.attention.reason == texts_es.MATERIAL_CHANGED_AFTER
    assert bulletin.duty is Duty.PERSON


def test_a_folder_that_was_emptied_before_it_was_prepared_makes_nothing() -> None:
    world = a_world()
    for name in ("boletin.txt", "foto.jpg"):
        world.receive(Upload(key=FOLDER + name, sequencer="09", is_removal=True))
    assert world.prepare(BULLETIN) is None
    assert world.the(BULLETIN).is_finished


def test_a_rejected_neighbour_keeps_waiting_for_a_person_after_the_set_is_prepared() -> None:
    world = a_world()
    world.upload(FOLDER + "virus.exe", b"MZ")
    assert prepared(world)
    assert [record.id for record in world.records.waiting()] == [BULLETIN, PUBLICATION]


def test_dying_at_any_step_and_preparing_again_gives_one_publication() -> None:
    for is_after in (False, True):
        for die_at in range(1, 4):
            world = a_world()
            world.steps.arm(die_at, is_after=is_after)
            try:
                world.prepare(BULLETIN)
            except Death:
                world.steps.arm(None)
                world.prepare(BULLETIN)
            assert len(world.publication().versions) == 1
            assert world.the(BULLETIN).is_finished


def test_a_publication_is_called_by_the_title_of_its_release_in_sentence_case() -> None:
    release = "ABRE SAPAL CAJEROS EN LAS JOYAS\n\nLeón, Guanajuato. A 3 de mayo de 2026. Ya abrieron en la colonia."
    world = a_world(text=release.encode())
    world.catalogue.proper_nouns = ProperNouns(frozenset({"SAPAL"}), ("Las Joyas",))
    assert prepared(world).title == "Abre SAPAL cajeros en Las Joyas"


def test_a_file_that_arrives_while_the_set_is_prepared_has_the_last_word() -> None:
    world = a_world()

    class Meanwhile(FakeImageEditor):
        def render(self, *args: Any, **kwargs: Any) -> dict[str, RenderedImage]:
            world.images = FakeImageEditor()
            world.upload(FOLDER + "boletin.txt", b"Otro texto.", "02")
            return super().render(*args, **kwargs)

    world.images = Meanwhile()
    with pytest.raises(RecordConflictError):
        world.prepare(BULLETIN)
    assert world.the(BULLETIN).duty is Duty.PREPARE
    assert prepared(world).title == "Otro texto."


def test_a_folder_that_keeps_receiving_is_prepared_once_it_is_quiet() -> None:
    world = a_world()
    for number in range(5):
        world.clock.advance(seconds=20)
        world.upload(FOLDER + f"foto{number}.jpg", JPEG + bytes([number]))
        assert world.prepare(BULLETIN, waits_for_quiet=True) is None
    world.clock.advance(seconds=30)
    assert world.prepare(BULLETIN, waits_for_quiet=True)
    assert len(world.publication().versions) == 1


def test_material_that_was_taken_back_and_given_again_waits_for_the_image_office_as_before() -> None:
    world = a_world()
    first = prepared(world).attention
    world.receive(Upload(key=FOLDER + "boletin.txt", sequencer="02", is_removal=True))
    world.prepare(BULLETIN)
    assert world.publication().misses_material
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.", "03")
    again = prepared(world).attention
    assert first
    assert again
    assert again.reason == first.reason
    assert again.reason.startswith(texts_es.AWAITS_AUTHORISATION)
    assert len(world.publication().versions) == 1


def test_I04_a_picture_deleted_for_good_while_it_was_to_be_used_is_told_to_a_person() -> None:
    world = a_world()
    world.intake.remove(FOLDER + "foto.jpg", world.the(BULLETIN).files["foto.jpg"].version_id)
    assert world.prepare(BULLETIN) is None
    assert world.the(BULLETIN).attention.reason == texts_es.MATERIAL_GONE
    world.receive(Upload(key=FOLDER + "foto.jpg", sequencer="02", asks_bucket=True))
    world.prepare(BULLETIN)
    assert world.the(BULLETIN).attention.reason == texts_es.set_incomplete([texts_es.LACKS_IMAGE])


def test_nothing_is_prepared_while_a_file_is_to_be_read_again() -> None:
    world = a_world()
    bulletin = world.the(BULLETIN)
    files = {**bulletin.files, "foto.jpg": bulletin.files["foto.jpg"].model_copy(update={"is_set_aside": True})}
    world.records.commit(replace=[bulletin.evolve(files=files)])
    with pytest.raises(TransientServiceError):
        world.prepare(BULLETIN)


def test_material_given_again_is_no_longer_said_to_be_missing_where_an_alt_text_is_still_asked_for() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    key = FOLDER + "foto.jpg"
    world.receive(Upload(key=key, sequencer="02", is_removal=True))
    world.prepare(BULLETIN)
    removed = world.publication().attention
    assert removed
    assert texts_es.MATERIAL_REMOVED in removed.reason
    world.upload(key, JPEG, "03")
    world.prepare(BULLETIN)
    given = world.publication().attention
    assert given
    assert texts_es.MATERIAL_REMOVED not in given.reason


def test_P1_what_was_authorised_does_not_go_out_while_the_picture_in_its_place_cannot_be_used() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    world.authorise()
    bulletin = world.upload(FOLDER + "foto.jpg", JPEG + b" otra", "02")
    world.intake.remove(FOLDER + "foto.jpg", bulletin.files["foto.jpg"].version_id)
    world.prepare(BULLETIN)
    voided = world.publication().attention
    assert world.publication().authorisation is None
    assert voided
    assert texts_es.MATERIAL_CHANGING in voided.reason


class NotingReader(FakeReader):
    """A reader that notices something of every text."""

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        material = super().read(name, file, into)
        return replace(material, notes=(texts_es.WORD_MACROS,)) if material.role is FileRole.TEXT else material


def test_what_was_noticed_of_a_document_is_told_to_who_authorises() -> None:
    world = World()
    world.reader = NotingReader()
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.")
    world.upload(FOLDER + "foto.jpg", JPEG)
    for content in prepared(world).current.networks.values():
        assert texts_es.note_of("boletin.txt", texts_es.WORD_MACROS) in content.warnings


def test_of_many_notes_some_are_told_and_how_many_more() -> None:
    world = World()
    world.reader = NotingReader()
    for number in range(MAX_REASONS + 2):
        world.upload(FOLDER + f"{number}.txt", f"Los parques abren {number}.".encode())
    notes = world.the(BULLETIN).notes
    assert (len(notes), notes[-1]) == (MAX_REASONS + 1, texts_es.and_more(2))
