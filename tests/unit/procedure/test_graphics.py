"""Policy: gráficos previamente autorizados. Kept by the image office, used by hash, and still authorised each time (P1)."""

from datetime import date, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError, RuleViolationError
from chalicelib.domain.graphic import LOOKED_AT_WITHIN, Graphic
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty, retention_end
from chalicelib.procedure.closing import close
from chalicelib.procedure.graphics import usable_graphics, withdraw_graphic
from tests.builders import BULLETIN, TODAY, a_person, the_image_office
from tests.world import JPEG, World

FOLDER = "prensa/2026-11-23/parques/"
LIVE = "imagen/2026-11-23/feria/"
FERIA = ids.bulletin_id(TODAY, "imagen", "feria")


def a_world() -> World:
    """Give a world with a prepared publication of a text and foto.jpg."""
    world = World()
    world.catalogue.forms = ("feed", "story")
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.")
    world.upload(FOLDER + "foto.jpg", JPEG)
    assert world.prepare(BULLETIN)
    return world


def used(world: World, *graphic_ids: str, picture: bytes | None = None) -> Publication | None:
    """Deliver a folder for live coverage: a text and an order with graphics, and perhaps a picture."""
    world.reader.orders[b"orden"] = PublicationOrder(graphics=graphic_ids, priority="live")
    world.upload(LIVE + "texto.txt", b"Comienza la feria.")
    world.upload(LIVE + "publicacion.yaml", b"orden")
    if picture:
        world.upload(LIVE + "foto.jpg", picture)
    return world.prepare(FERIA)


def waits_because(world: World) -> str:
    attention = world.the(FERIA).attention
    assert attention
    return str(attention.reason)


# Kept -------------------------------------------------------------------------------------------------------------


def test_a_picture_becomes_a_graphic_with_the_very_bytes_of_each_network() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    contents = world.publication().current.networks
    assert graphic.id.startswith("GRA-20261123-")
    for network, content in contents.items():
        assert [form.sha256 for form in graphic.renditions[network]] == [form.sha256 for form in content.forms]
        assert {form.alt_text for form in graphic.renditions[network]} == {"El escudo de León"}
    assert graphic.original_sha256 == ids.sha256_hex(JPEG)
    assert (graphic.authorised_by, graphic.authorised_at) == ("directora", world.clock.now())


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.IMAGE_OFFICE}))
def test_only_the_image_office_keeps_and_withdraws_graphics(role: Role) -> None:
    world = a_world()
    with pytest.raises(RuleViolationError, match=texts_es.ONLY_IMAGE_OFFICE_KEEPS_GRAPHICS):
        world.keep_graphic(by=a_person(role))
    graphic = world.keep_graphic()
    with pytest.raises(RuleViolationError):
        withdraw_graphic(graphic.id, by=a_person(role), records=world.records, clock=world.clock)


def test_nobody_keeps_a_graphic_they_prepared() -> None:
    world = a_world()
    mine = the_image_office("una")
    world.edit(Edit.model_validate({"pictures": [{"picture": "foto.jpg", "alt_text": "Un lago"}]}), mine)
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_KEEPS_OWN_GRAPHIC):
        world.keep_graphic(by=mine)
    assert world.keep_graphic(by=the_image_office("otra"))


def test_keeping_the_same_graphic_again_gives_the_one_there_is() -> None:
    world = a_world()
    assert world.keep_graphic() == world.keep_graphic()
    assert len(world.of_kind(Graphic)) == 1


def test_a_graphic_kept_again_from_other_bytes_is_a_conflict() -> None:
    world = a_world()
    world.keep_graphic()
    world.catalogue.forms = ("feed",)
    world.upload(FOLDER + "boletin.txt", b"Otro texto.", "02")
    world.prepare(BULLETIN)
    with pytest.raises(RecordConflictError):
        world.keep_graphic()


def test_what_is_not_there_is_not_kept() -> None:
    world = a_world()
    with pytest.raises(InvalidInputError, match="no tiene la imagen"):
        world.keep_graphic("otra.jpg")
    with pytest.raises(InvalidInputError, match=texts_es.GRAPHIC_EXPIRY_PAST):
        world.keep_graphic(expires_on=TODAY - timedelta(days=1))
    for too_long in (date(2029, 11, 23), date.max):
        with pytest.raises(InvalidInputError, match=texts_es.GRAPHIC_TERM_TOO_LONG):
            world.keep_graphic(expires_on=too_long)
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts_es.PUBLICATION_WITHDRAWN):
        world.keep_graphic()
    with pytest.raises(NotFoundError):
        World().keep_graphic()


def test_P5_a_graphic_is_kept_three_years_like_any_record() -> None:
    graphic = a_world().keep_graphic()
    assert graphic.retain_until == retention_end(TODAY) == retention_end(date(2026, 11, 23))


# Used -------------------------------------------------------------------------------------------------------------


def test_a_text_and_a_graphic_make_a_publication_at_once_with_the_bytes_unchanged() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    rendered = len(world.images.asked)
    publication = used(world, graphic.id)
    assert publication
    assert len(world.images.asked) == rendered
    for network, content in publication.current.networks.items():
        assert content.renditions == graphic.renditions[network][:1]
        assert content.alternatives == graphic.renditions[network][1:]
        assert content.renditions[0].graphic == graphic.id


def test_P1_a_graphic_that_was_authorised_before_spares_no_authorisation() -> None:
    world = a_world()
    publication = used(world, world.keep_graphic().id)
    assert publication
    assert (publication.priority, publication.authorisation) == ("live", None)
    with pytest.raises(RuleViolationError):
        world.publish(publication.id)
    world.authorise(publication.id)
    world.publish(publication.id)
    world.run()
    (live,) = world.accounts[Network.X].live
    sent = world.publication(publication.id).current.networks[Network.X].renditions[0]
    assert live.content.startswith("Comienza la feria.")
    assert sent.sha256 in {post.media_sha256[0] for post in world.of_kind(Post)}


def test_graphics_come_before_pictures_and_leave_room_for_no_more_than_a_network_takes() -> None:
    world = a_world()
    world.catalogue.max_images = 1
    graphic = world.keep_graphic()
    publication = used(world, graphic.id, picture=JPEG + b"feria")
    assert publication
    assert [form.graphic for form in publication.current.networks[Network.X].renditions] == [graphic.id]


def test_a_graphic_named_twice_goes_out_once() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    publication = used(world, graphic.id, graphic.id)
    assert publication
    assert len(publication.current.networks[Network.X].renditions) == 1


def test_a_graphic_is_described_anew_but_not_cropped_anew() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    publication = used(world, graphic.id)
    assert publication
    agency = a_person(Role.AGENCY, username="agencia")
    cropped = Edit.model_validate({"pictures": [{"picture": graphic.id, "focus": {"x": 0, "y": 0}}]})
    with pytest.raises(InvalidInputError, match="ya autorizado"):
        world.edit(cropped, agency, publication.id)
    described = {"pictures": [{"picture": graphic.id, "alt_text": "Escudo en la feria"}]}
    edited = world.edit(Edit.model_validate(described), agency, publication.id)
    form = edited.current.networks[Network.X].renditions[0]
    assert (form.alt_text, form.sha256) == ("Escudo en la feria", graphic.renditions[Network.X][0].sha256)


# Not used ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", ["GRA-20261123-AAAAAAAA", "nada", BULLETIN, "../x"])
def test_a_graphic_nobody_knows_makes_the_set_wait(unknown: str) -> None:
    world = a_world()
    assert used(world, unknown) is None
    assert waits_because(world) == texts_es.graphic_unknown(unknown)


def test_a_withdrawn_graphic_makes_the_set_wait_but_leaves_what_was_prepared_with_it() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    publication = used(world, graphic.id)
    withdraw_graphic(graphic.id, by=the_image_office(), records=world.records, clock=world.clock)
    withdraw_graphic(graphic.id, by=the_image_office("otra"), records=world.records, clock=world.clock)
    assert world.the(graphic.id).withdrawn_by == "directora"
    assert publication
    assert world.authorise(publication.id).authorisation
    world.upload(LIVE + "texto.txt", b"Termina la feria.", "02")
    world.prepare(FERIA)
    assert waits_because(world) == texts_es.graphic_withdrawn("Escudo")
    with pytest.raises(InvalidInputError):
        world.keep_graphic()


def test_a_graphic_is_used_on_the_last_day_of_its_term_and_not_after() -> None:
    world = a_world()
    graphic = world.keep_graphic(expires_on=TODAY)
    assert used(world, graphic.id)
    world.clock.advance(seconds=86_400)
    world.upload(LIVE + "texto.txt", b"Termina la feria.", "02")
    world.prepare(FERIA)
    assert waits_because(world) == texts_es.graphic_expired("Escudo")


def test_a_graphic_without_a_form_for_a_network_makes_the_set_wait() -> None:
    world = World()
    world.prepared(Network.X)
    known = world.publication()
    named = known.current.networks[Network.X]
    source = named.renditions[0].model_copy(update={"source": "foto.jpg"})
    contents = {Network.X: named.model_copy(update={"renditions": (source,)})}
    world.records.commit(replace=[known.edited(contents, by="", now=world.clock.now())])
    graphic = world.keep_graphic()
    assert used(world, graphic.id) is None
    assert waits_because(world) == texts_es.graphic_lacks_network("Escudo", Network.FACEBOOK)


# The library ------------------------------------------------------------------------------------------------------


def listed(world: World, campaign: str | None = None, words: str = "") -> list[str]:
    found = usable_graphics(
        campaign=campaign, department_id=None, words=words, records=world.records, clock=world.clock
    )
    return [graphic.id for graphic in found]


def test_the_graphics_that_may_be_used_are_listed_by_words_and_campaign() -> None:
    world = a_world()
    graphic = world.keep_graphic()
    assert listed(world) == listed(world, words="ESCUDO león") == [graphic.id]
    assert listed(world, words="escudo feria") == []
    assert listed(world, campaign="Feria") == []
    withdraw_graphic(graphic.id, by=the_image_office(), records=world.records, clock=world.clock)
    assert listed(world) == []


def test_P6_the_night_retires_a_graphic_at_the_end_of_its_term_and_looks_yearly_at_the_others() -> None:
    world = a_world()
    ends, stays = world.keep_graphic(expires_on=TODAY), world.keep_graphic()
    world.clock.advance(seconds=86_400)
    close(TODAY, records=world.records, clock=world.clock)
    assert world.the(ends.id).is_finished
    assert world.the(stays.id).duty is Duty.LIBRARY
    world.clock.set(stays.due_at or world.clock.now())
    close(TODAY, records=world.records, clock=world.clock)
    assert world.the(stays.id).due_at == stays.created_at + 2 * LOOKED_AT_WITHIN
    assert listed(world) == [stays.id]
    for _ in range(2):
        world.clock.set(world.the(stays.id).due_at)
        close(TODAY, records=world.records, clock=world.clock)
    assert world.the(stays.id).retired_at <= stays.retain_until


def test_a_graphic_whose_term_ends_before_the_post_makes_the_set_wait() -> None:
    world = a_world()
    graphic = world.keep_graphic(expires_on=TODAY)
    world.reader.orders[b"orden"] = PublicationOrder(
        graphics=(graphic.id,), publish_at=world.clock.now() + timedelta(days=2)
    )
    world.upload(LIVE + "texto.txt", b"Comienza la feria.")
    world.upload(LIVE + "publicacion.yaml", b"orden")
    assert world.prepare(FERIA) is None
    assert texts_es.graphic_expired("Escudo") in waits_because(world)
