"""2.1, 2.3: what a person changes makes a new version, voids the authorisation, and outlives new material."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, RecordConflictError, RuleViolationError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.material_key import Upload
from chalicelib.domain.media import FocalPoint
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.people import Person, Role
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Logo, RenderedImage, RenditionSpec
from tests.builders import BULLETIN, PUBLICATION, TEXT, a_person, the_image_office
from tests.fakes import Work
from tests.mortality import Death
from tests.world import JPEG, FakeImageEditor, World

FOLDER = "prensa/2026-11-23/parques/"
AGENCY = a_person(Role.AGENCY, username="agencia")
LOGO = Logo(b"light", b"dark", "bottom-right", 0.2, 0.05)


class FocusedImages(FakeImageEditor):
    """Pictures that say in their bytes which focal point was wanted."""

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        rendered = super().render(content, specs, focus=focus, logo=logo)
        return {name: replace(image, content=image.content + str(focus).encode()) for name, image in rendered.items()}


def a_world(*pictures: bytes, forms: tuple[str, ...] = ("feed", "story")) -> World:
    """Give a world with a prepared publication of a text and pictures foto0.jpg, foto1.jpg, …"""
    world = World()
    world.catalogue.forms = forms
    world.upload(FOLDER + "boletin.txt", TEXT.encode())
    for number, picture in enumerate(pictures or (JPEG,)):
        world.upload(FOLDER + f"foto{number}.jpg", picture)
    assert world.prepare(BULLETIN)
    world.queues.take()
    return world


def edit(world: World, by: Person = AGENCY, **changes: Any) -> Publication:
    return world.edit(Edit.model_validate(changes), by)


def redrawn(world: World) -> Publication:
    """Work off what was asked of the preparations."""
    for record_id in [request.record_id for request in world.queues.take() if request.work is Work.PREPARE]:
        world.prepare(record_id)
    return world.publication()


def on_x(publication: Publication) -> NetworkVersion:
    return publication.current.networks[Network.X]


def sources(publication: Publication, network: Network = Network.X) -> list[str]:
    return [form.source for form in publication.current.networks[network].renditions]


# Texts ------------------------------------------------------------------------------------------------------------


def test_P1_an_edited_text_is_a_new_version_that_nobody_authorised() -> None:
    world = a_world()
    world.authorise()
    edited = edit(world, texts={"x": "Parques gratis"})
    assert (on_x(edited).text, edited.current.number) == ("Parques gratis", 2)
    assert edited.current.networks[Network.FACEBOOK].text != "Parques gratis"
    assert (edited.authorisation, edited.state) == (None, PublicationState.PREPARED)
    assert edited.current.prepared_by == "agencia"


def test_nobody_authorises_what_they_edited_nor_what_was_edited_after_them() -> None:
    world = a_world()
    edit(world, by=the_image_office("una"), texts={"x": "Parques gratis"})
    edit(world, by=the_image_office("otra"), texts={"facebook": "Parques"})
    for username in ("una", "otra"):
        with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
            world.authorise(by=the_image_office(username))
    assert world.authorise(by=the_image_office("tercera")).authorisation


def test_a_text_that_does_not_fit_is_refused_with_its_length() -> None:
    with pytest.raises(InvalidInputError, match=r"mide 281 y el máximo es 280"):
        edit(a_world(), texts={"x": "a" * 281})


def test_a_part_of_a_thread_that_does_not_fit_is_refused() -> None:
    world = a_world()
    with pytest.raises(InvalidInputError, match=r"mide 281"):
        edit(world, threads={"x": ["b" * 281]})
    threaded = edit(world, threads={"x": ["Segunda parte"]})
    assert (on_x(threaded).text, on_x(threaded).thread) == (TEXT, ("Segunda parte",))
    assert on_x(edit(world, texts={"x": "Todo en una"})).thread == ()


class FramingEditor(FakeImageEditor):
    """An editor whose bytes show which focal point was asked for."""

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        framed = content + (focus.model_dump_json().encode() if focus else b"")
        return super().render(framed, specs, focus=focus, logo=logo)


def test_a_focal_point_asked_for_is_not_lost_when_the_picture_is_taken_back_meanwhile_and_given_again() -> None:
    world = a_world()
    world.images = FramingEditor()
    before = on_x(world.publication()).renditions[0].sha256
    edit(world, pictures=[{"picture": "foto0.jpg", "focus": {"x": 0.1, "y": 0.1}}])
    world.receive(Upload(key=FOLDER + "foto0.jpg", sequencer="02", is_removal=True))
    world.prepare(BULLETIN)
    redrawn(world)
    world.upload(FOLDER + "foto0.jpg", JPEG, "03")
    world.prepare(BULLETIN)
    again = world.publication()
    assert (again.current.number, on_x(again).renditions[0].sha256 != before) == (2, True)
    assert "agencia" in again.preparers


@pytest.mark.parametrize("typed", ["Captura 9.41 a. m.jpg", unicodedata.normalize("NFD", "Más árboles.jpg")])
def test_I14_a_picture_is_found_by_its_name_as_a_person_types_it(typed: str) -> None:
    world = World()
    world.upload(FOLDER + "boletin.txt", TEXT.encode())
    world.reader.orders[b"orden"] = PublicationOrder(alt_texts={typed: "De la oficina"})
    world.upload(FOLDER + "publicacion.yaml", b"orden")
    for number, name in enumerate(("Captura 9.41\u202fa. m.jpg", "Más árboles.jpg")):
        world.upload(FOLDER + name, JPEG + bytes([number]))
    prepared = world.prepare(BULLETIN)
    assert prepared
    assert sorted(form.lacks_alt_text for form in on_x(prepared).renditions) == [False, True]
    edited = edit(world, pictures=[{"picture": typed, "alt_text": "De una persona"}])
    assert [form.alt_text for form in on_x(edited).renditions].count("De una persona") == 1


def test_only_x_takes_a_thread() -> None:
    with pytest.raises(InvalidInputError, match="no publica hilos en Facebook"):
        edit(a_world(), threads={"facebook": ["Segunda parte"]})


def test_a_network_the_publication_does_not_go_to_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="otros medios"):
        edit(a_world(), texts={"manual": "Hola"})


def test_an_edit_that_changes_nothing_is_refused_and_keeps_the_authorisation() -> None:
    world = a_world()
    world.authorise()
    with pytest.raises(InvalidInputError, match=texts_es.EDIT_WITHOUT_CHANGE):
        edit(world, texts={"x": TEXT})
    assert world.publication().authorisation


def test_an_edit_of_a_version_that_is_no_longer_the_newest_is_a_conflict() -> None:
    world = a_world()
    edit(world, version=1, texts={"x": "Uno"})
    with pytest.raises(RecordConflictError):
        edit(world, version=1, texts={"x": "Otro"})
    assert on_x(world.publication()).text == "Uno"


def test_a_proposal_is_taken_over_as_the_edit_of_who_takes_it() -> None:
    world = a_world()
    known = world.publication()
    proposed = on_x(known).model_copy(update={"proposal": "Domingos de parque"})
    world.records.commit(
        replace=[known.edited({**known.current.networks, Network.X: proposed}, by="", now=world.clock.now())]
    )
    taken = edit(world, take_proposals=["x"])
    assert (on_x(taken).text, on_x(taken).proposal) == ("Domingos de parque", None)
    assert taken.current.prepared_by == "agencia"
    with pytest.raises(InvalidInputError, match=texts_es.PROPOSAL_MISSING):
        edit(world, take_proposals=["facebook"])


# What is out ------------------------------------------------------------------------------------------------------


def test_what_is_out_is_not_edited() -> None:
    world = a_world()
    world.authorise()
    world.publish()
    world.run()
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_OUT):
        edit(world, texts={"x": "Otra cosa"})
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts_es.PUBLICATION_WITHDRAWN):
        edit(world, texts={"x": "Otra cosa"})


def test_P27_what_is_edited_after_it_was_scheduled_does_not_go_out() -> None:
    world = a_world()
    world.authorise()
    world.publish()
    edit(world, texts={"x": "Otra cosa"})
    for network in (Network.X, Network.FACEBOOK, Network.INSTAGRAM):
        world.carry_out(world.delivery(network).id)
        assert world.accounts[network].live == []


# Alt texts --------------------------------------------------------------------------------------------------------


def reason(world: World) -> str:
    attention = world.publication().attention
    assert attention
    return attention.reason


def test_a_missing_alt_text_is_asked_for_by_the_pictures_name_until_somebody_writes_it() -> None:
    world = a_world()
    asked = texts_es.alt_texts_missing(["foto0.jpg"])
    assert asked in reason(world)
    world.authorise()
    assert asked in reason(world)
    described = edit(world, pictures=[{"picture": "foto0.jpg", "alt_text": "Familias en el parque"}])
    assert on_x(described).renditions[0].alt_text == "Familias en el parque"
    assert asked not in reason(world)
    assert texts_es.ALT_TEXT_MISSING not in on_x(described).warnings


def test_P1_an_alt_text_is_part_of_what_is_authorised() -> None:
    world = a_world()
    before = on_x(world.publication()).fingerprint
    assert on_x(edit(world, pictures=[{"picture": "foto0.jpg", "alt_text": "Un lago"}])).fingerprint != before


@pytest.mark.parametrize("name", [sha256_hex(JPEG), sha256_hex(JPEG + b"x"), "foto0.jpg"])
def test_a_picture_is_named_by_its_file_its_hash_or_that_of_a_form(name: str) -> None:
    edited = edit(a_world(), pictures=[{"picture": name, "alt_text": "Un lago"}])
    assert {form.alt_text for form in on_x(edited).forms} == {"Un lago"}


@pytest.mark.parametrize("name", ["otra.jpg", "../foto0.jpg", "=1+1", "\x00"])
def test_a_picture_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError, match="no tiene la imagen"):
        edit(a_world(), pictures=[{"picture": name, "alt_text": "Un lago"}])


# Forms, order -----------------------------------------------------------------------------------------------------


def test_another_form_goes_out_and_the_first_becomes_an_alternative() -> None:
    world = a_world()
    chosen = edit(world, purposes={"instagram": "story"})
    content = chosen.current.networks[Network.INSTAGRAM]
    assert [form.purpose for form in content.renditions] == ["story"]
    assert [form.purpose for form in content.alternatives] == ["feed"]
    assert on_x(chosen).renditions[0].purpose == "feed"
    assert (content.format, content.text) == (PostFormat.STORY, "")
    with pytest.raises(InvalidInputError, match=r"hay: «feed», «story»"):
        edit(a_world(), purposes={"instagram": "cuadrado"})


def test_a_story_keeps_the_text_as_a_note_and_a_post_again_has_everything_back() -> None:
    world = a_world(JPEG + b"0", JPEG + b"1")
    before = world.publication(PUBLICATION).current.networks[Network.INSTAGRAM]
    story = edit(world, formats={"instagram": "story"}).current.networks[Network.INSTAGRAM]
    assert (story.text, story.proposal, len(story.renditions)) == ("", before.text, 1)
    assert {texts_es.STORY_WITHOUT_TEXT, texts_es.STORY_ONE_MEDIUM} <= set(story.warnings)
    again = edit(world, formats={"instagram": "feed"}).current.networks[Network.INSTAGRAM]
    assert (again.text, again.format, again.fingerprint) == (before.text, PostFormat.FEED, before.fingerprint)
    assert again.warnings == before.warnings
    assert story.fingerprint != before.fingerprint


def test_what_a_person_wrote_outlives_being_a_story() -> None:
    world = a_world()
    edit(world, texts={"instagram": "Los parques, gratis."})
    story = edit(world, formats={"instagram": "story"}).current.networks[Network.INSTAGRAM]
    assert (story.text, story.proposal) == ("", "Los parques, gratis.")
    again = edit(world, formats={"instagram": "feed"}).current.networks[Network.INSTAGRAM]
    assert again.text == "Los parques, gratis."
    assert texts_es.EDITED_TEXT_KEPT not in again.warnings


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"formats": {"x": "story"}}, "sólo en Instagram"),
        ({"formats": {"facebook": "story"}}, "sólo en Instagram"),
        ({"formats": {"instagram": "story"}, "texts": {"instagram": "Hola"}}, "no lleva texto"),
        ({"formats": {"instagram": "story"}, "purposes": {"instagram": "feed"}}, "formato vertical"),
    ],
)
def test_a_story_that_is_none_is_refused_with_a_sentence(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        edit(a_world(), **changes)


def test_pictures_go_out_in_the_order_a_person_wants_and_one_may_stay_at_home() -> None:
    world = a_world(JPEG + b"0", JPEG + b"1", JPEG + b"2")
    assert sources(edit(world, order=["foto2.jpg"])) == ["foto2.jpg", "foto0.jpg", "foto1.jpg"]
    left = edit(world, pictures=[{"picture": "foto0.jpg", "leave_out": True}])
    assert sources(left) == ["foto2.jpg", "foto1.jpg"]
    back = edit(world, pictures=[{"picture": "foto0.jpg", "leave_out": False}])
    assert sources(back) == ["foto2.jpg", "foto0.jpg", "foto1.jpg"]


def test_the_last_picture_cannot_be_left_out() -> None:
    with pytest.raises(InvalidInputError, match=texts_es.NO_PICTURE_LEFT):
        edit(a_world(), pictures=[{"picture": "foto0.jpg", "leave_out": True}])


def test_a_picture_that_had_no_room_is_made_when_another_is_left_out() -> None:
    world = World()
    world.catalogue.max_images = 2
    world.upload(FOLDER + "boletin.txt", TEXT.encode())
    for number in range(3):
        world.upload(FOLDER + f"foto{number}.jpg", JPEG + bytes([number]))
    world.prepare(BULLETIN)
    world.queues.take()
    edit(world, pictures=[{"picture": "foto0.jpg", "leave_out": True}])
    assert sources(redrawn(world)) == ["foto1.jpg", "foto2.jpg"]


# Pictures made anew -----------------------------------------------------------------------------------------------


def test_a_focal_point_is_handed_to_the_preparations_and_nothing_is_authorised_meanwhile() -> None:
    world = a_world()
    world.authorise()
    asked = edit(world, pictures=[{"picture": "foto0.jpg", "focus": {"x": 0.2, "y": 0.9}}])
    assert (asked.authorisation, asked.duty) == (None, Duty.PREPARE)
    assert world.images.asked[-1][0] is None
    with pytest.raises(InvalidInputError, match=texts_es.BEING_REDRAWN):
        world.authorise()
    made = redrawn(world)
    assert world.images.asked[-1][0] == FocalPoint(x=0.2, y=0.9)
    assert (made.current.number, made.current.prepared_by, made.duty) == (2, "agencia", Duty.PERSON)
    assert world.authorise().authorisation


def test_P6_pictures_to_be_made_anew_are_found_when_the_message_is_lost() -> None:
    world = a_world()
    edit(world, logo=False, texts={"x": "Parques"}, pictures=[{"picture": "foto0.jpg", "focus": {"x": 0, "y": 0}}])
    world.queues.take()
    assert [record.id for record in world.records.due(Duty.PREPARE, world.clock.now())] == [PUBLICATION]
    made = world.prepare(PUBLICATION)
    assert made
    assert on_x(made).text == "Parques"


def test_the_logo_is_put_on_and_taken_off() -> None:
    world = a_world()
    world.catalogue.logo = LOGO
    edit(world, logo=True)
    redrawn(world)
    assert world.images.asked[-1][1] is LOGO
    edit(world, logo=False)
    redrawn(world)
    assert world.images.asked[-1][1] is None


def test_an_edit_while_the_pictures_are_made_goes_with_them() -> None:
    world = a_world()
    edit(world, pictures=[{"picture": "foto0.jpg", "focus": {"x": 0.2, "y": 0.9}}])
    waiting = edit(world, by=the_image_office("otra"), texts={"x": "Parques"})
    assert waiting.is_being_redrawn
    made = redrawn(world)
    assert (on_x(made).text, made.current.prepared_by) == ("Parques", "otra")


def test_pictures_asked_for_twice_are_made_once() -> None:
    world = a_world()
    edit(world, logo=True)
    world.prepare(PUBLICATION)
    world.prepare(PUBLICATION)
    assert len(world.publication().versions) == 2


def test_a_picture_that_is_gone_is_told_and_the_publication_can_still_be_authorised() -> None:
    world = a_world()
    edit(world, logo=True)
    world.intake.remove(FOLDER + "foto0.jpg", "v2")
    made = redrawn(world)
    assert made.attention
    assert made.attention.reason.startswith(texts_es.PICTURES_GONE)
    assert (len(made.versions), made.duty) == (1, Duty.PERSON)


def test_a_text_edited_together_with_a_picture_is_not_lost_when_the_picture_is_gone() -> None:
    world = a_world()
    edit(world, logo=True, texts={"x": "Parques gratis"})
    world.intake.remove(FOLDER + "foto0.jpg", "v2")
    assert on_x(redrawn(world)).text == "Parques gratis"


def test_a_worker_killed_while_it_makes_pictures_leaves_one_version_in_the_end() -> None:
    for is_after in (False, True):
        for die_at in (1, 2):
            world = a_world()
            edit(world, logo=True)
            world.steps.arm(die_at, is_after=is_after)
            try:
                world.prepare(PUBLICATION)
            except Death:
                pass
            finally:
                world.steps.arm(None)
            world.prepare(PUBLICATION)
            assert len(world.publication().versions) == 2


def test_a_correction_has_its_pictures_made_anew_and_keeps_its_corrected_text() -> None:
    world = a_world()
    edit(world, texts={"x": "El sábado 28"}, pictures=[{"picture": "foto0.jpg", "alt_text": "Un lago"}])
    world.authorise()
    world.publish()
    world.run()
    world.take_down()
    correction = world.correct({Network.X: "El domingo 29"}, AGENCY)
    world.edit(Edit.model_validate({"logo": True}), AGENCY, correction.id)
    made = world.prepare(correction.id)
    assert made
    assert (made.id, made.current.number, on_x(made).text) == (correction.id, 2, "El domingo 29")
    assert on_x(made).renditions[0].alt_text == "Un lago"


# New material -----------------------------------------------------------------------------------------------------


def material(world: World, name: str, content: bytes, sequencer: str = "02") -> Publication:
    world.upload(FOLDER + name, content, sequencer)
    made = world.prepare(BULLETIN)
    assert made
    return made


def test_an_edited_text_outlives_new_material_which_becomes_the_proposal_and_is_said() -> None:
    world = a_world()
    edit(world, texts={"x": "Parques gratis"})
    renewed = on_x(material(world, "boletin.txt", b"Los parques abren el lunes."))
    assert (renewed.text, renewed.proposal) == ("Parques gratis", "Los parques abren el lunes.")
    assert texts_es.EDITED_TEXT_KEPT in renewed.warnings
    taken = on_x(edit(world, take_proposals=["x"]))
    assert (taken.text, taken.proposal) == ("Los parques abren el lunes.", None)
    assert texts_es.EDITED_TEXT_KEPT not in taken.warnings


def test_a_new_picture_alone_casts_no_doubt_on_an_edited_text() -> None:
    world = a_world()
    edit(world, texts={"x": "Parques gratis"})
    renewed = on_x(material(world, "foto1.jpg", JPEG + b"1"))
    assert renewed.text == "Parques gratis"
    assert texts_es.EDITED_TEXT_KEPT not in renewed.warnings


def test_nobody_authorises_their_own_text_because_new_material_came_after_it() -> None:
    world = a_world()
    edit(world, by=the_image_office("una"), texts={"x": "Parques gratis"})
    material(world, "foto1.jpg", JPEG + b"1")
    with pytest.raises(RuleViolationError):
        world.authorise(by=the_image_office("una"))


def test_alt_text_and_focal_point_stay_with_their_picture_and_do_not_pass_to_another_of_its_name() -> None:
    world = a_world()
    edit(world, pictures=[{"picture": "foto0.jpg", "alt_text": "Un lago", "focus": {"x": 0.1, "y": 0.1}}])
    redrawn(world)
    kept = on_x(material(world, "boletin.txt", b"Otro texto."))
    assert kept.renditions[0].alt_text == "Un lago"
    assert world.images.asked[-1][0] == FocalPoint(x=0.1, y=0.1)
    other = on_x(material(world, "foto0.jpg", JPEG + b"another", "03"))
    assert other.renditions[0].alt_text != "Un lago"
    assert world.images.asked[-1][0] is None
    assert texts_es.picture_replaced("foto0.jpg") in other.warnings


def test_what_the_office_asks_for_is_kept_where_no_person_said_otherwise() -> None:
    world = a_world()
    world.reader.orders[b"orden"] = PublicationOrder(alt_texts={"foto0.jpg": "De la oficina"})
    assert on_x(material(world, "publicacion.yaml", b"orden")).renditions[0].alt_text == "De la oficina"
    edit(world, pictures=[{"picture": "foto0.jpg", "alt_text": "De una persona"}])
    assert on_x(material(world, "boletin.txt", b"Otro.")).renditions[0].alt_text == "De una persona"


def test_material_taken_back_voids_what_was_edited_too() -> None:
    world = a_world()
    edit(world, texts={"x": "Parques gratis"})
    world.authorise()
    world.receive(Upload(key=FOLDER + "boletin.txt", sequencer="02", is_removal=True))
    assert world.prepare(BULLETIN)
    assert world.publication().authorisation is None


def test_an_edited_text_beside_a_video_asks_for_no_picture_to_be_made() -> None:
    world = World()
    world.catalogue.videos_on = frozenset(SOCIAL_NETWORKS)
    world.upload(FOLDER + "boletin.txt", TEXT.encode())
    world.upload(FOLDER + "video.mp4", b"secreto 12")
    world.upload(FOLDER + "foto.jpg", JPEG)
    assert world.prepare(BULLETIN)
    assert not edit(world, texts={"x": "Parques gratis"}).is_being_redrawn
    with pytest.raises(InvalidInputError, match=texts_es.EDIT_WITHOUT_CHANGE):
        edit(world, texts={"x": "Parques gratis"})


def test_a_picture_takes_the_place_of_a_graphic_that_was_left_out() -> None:
    world = a_world(JPEG, JPEG + b"2")
    world.catalogue.max_images = 2
    graphics = (world.keep_graphic("foto0.jpg").id, world.keep_graphic("foto1.jpg").id)
    world.reader.orders[b"orden"] = PublicationOrder(graphics=graphics)
    world.upload(FOLDER + "publicacion.yaml", b"orden")
    assert world.prepare(BULLETIN)
    edit(world, pictures=[{"picture": graphics[0], "leave_out": True}])
    assert [form.graphic for form in on_x(redrawn(world)).renditions] == [graphics[1], ""]


def test_a_wish_for_other_pictures_outlives_material_that_was_taken_back_and_given_again() -> None:
    world = a_world()
    world.images = FocusedImages()
    focus = FocalPoint(x=0.1, y=0.9)
    edit(world, pictures=[{"picture": "foto0.jpg", "focus": focus}])
    world.receive(Upload(key=FOLDER + "foto0.jpg", sequencer="02", is_removal=True))
    world.prepare(BULLETIN)
    redrawn(world)
    world.upload(FOLDER + "foto0.jpg", JPEG, "03")
    world.prepare(BULLETIN)
    redrawn(world)
    (shown,) = on_x(world.publication()).renditions
    assert world.media.read(shown.key, shown.version_id).endswith(str(focus).encode())
    assert not world.publication().is_being_redrawn


def test_pictures_that_were_all_taken_back_are_told_to_be_gone() -> None:
    world = a_world()
    edit(world, pictures=[{"picture": "foto0.jpg", "focus": {"x": 0.1, "y": 0.9}}])
    world.receive(Upload(key=FOLDER + "foto0.jpg", sequencer="02", is_removal=True))
    told = world.prepare(PUBLICATION)
    assert told
    attention = told.attention
    assert attention
    assert texts_es.PICTURES_GONE in attention.reason
