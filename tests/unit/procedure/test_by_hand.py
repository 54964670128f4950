"""Other media and what an API refuses: a person does it, after the checks of any post, and gives proof."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.control import CONTROL_ID, SignedOrder, no_orders
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, RejectedByServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.publication import NetworkVersion, PublicationState, Version
from chalicelib.domain.records import Duty
from chalicelib.procedure.deciding_deliveries import decide_delivery
from chalicelib.procedure.deliveries_of import deliveries_of
from chalicelib.procedure.kits import MAX_BYTES, pack
from chalicelib.procedure.proving import prove_task
from chalicelib.procedure.taking_back import unschedule_publication
from tests.builders import BULLETIN, NOW, PUBLICATION, TEXT, a_person, a_publication, a_rendition, later
from tests.model_network import ModelAccount
from tests.world import JPEG, World

WHATSAPP = ids.delivery_id(PUBLICATION, Network.MANUAL, "whatsapp")
CHANNEL = "https://whatsapp.com/channel/0029Va/123"


def a_world(*networks: Network, media: tuple[str, ...] = ("whatsapp",)) -> World:
    """Give a world in which a publication goes to other media, and perhaps to networks, and was released."""
    world = World()
    contents = {network: world.content(TEXT, JPEG) for network in (*networks, Network.MANUAL)}
    version = Version(number=1, networks=contents, prepared_at=NOW)
    world.put(a_publication(version, other_media=media))
    world.authorise()
    world.publish()
    return world


def asked(world: World, delivery_id: str = WHATSAPP) -> Delivery:
    world.carry_out(delivery_id)
    found = world.the(delivery_id)
    assert isinstance(found, Delivery)
    return found


def prove(world: World, delivery_id: str = WHATSAPP, place: str = CHANNEL, **told: object) -> Delivery:
    said = {"done_at": None, "note": "", "by": a_person(username="agencia"), **told}
    return prove_task(
        delivery_id,
        place=place,
        records=world.records,
        queues=world.queues,
        clock=world.clock,
        **said,  # type: ignore[arg-type]
    )


def decide(world: World, verdict: Verdict, delivery_id: str = WHATSAPP) -> Delivery:
    return decide_delivery(
        delivery_id,
        verdict,
        why="Así conviene",
        address=None,
        by=a_person(username="coordinador"),
        records=world.records,
        queues=world.queues,
        clock=world.clock,
    )


# Asked for --------------------------------------------------------------------------------------------------------


def test_an_order_for_other_media_is_prepared_with_a_content_of_its_own() -> None:
    world = World()
    world.reader.orders[b"order"] = PublicationOrder(networks=(Network.X,), other_media=("whatsapp", "impreso"))
    for name, content in (("boletin.txt", TEXT.encode()), ("foto.jpg", JPEG), ("publicacion.yaml", b"order")):
        world.upload(f"prensa/2026-11-23/parques/{name}", content)
    publication = world.prepare(BULLETIN)
    assert publication is not None
    assert publication.other_media == ("whatsapp", "impreso")
    assert set(publication.current.networks) == {Network.X, Network.MANUAL}
    assert publication.current.networks[Network.MANUAL].renditions


def test_a_medium_nobody_knows_waits_for_a_person_who_reads_which_there_are() -> None:
    world = World()
    world.reader.orders[b"order"] = PublicationOrder(other_media=("fax",))
    for name, content in (("boletin.txt", TEXT.encode()), ("foto.jpg", JPEG), ("publicacion.yaml", b"order")):
        world.upload(f"prensa/2026-11-23/parques/{name}", content)
    assert world.prepare(BULLETIN) is None
    assert "«fax»" in world.the(BULLETIN).attention.reason
    assert "whatsapp" in world.the(BULLETIN).attention.reason


def test_each_medium_has_a_delivery_of_its_own_beside_the_networks() -> None:
    world = a_world(Network.X, media=("whatsapp", "impreso"))
    found = [one.id for one in deliveries_of(world.publication(), world.records)]
    assert found == [f"{PUBLICATION}#manual#impreso", WHATSAPP, f"{PUBLICATION}#x"]


def test_P2_a_medium_without_an_api_is_given_to_a_person_and_no_account_is_called() -> None:
    world = a_world()
    world.accounts.clear()
    task = asked(world)
    assert (task.state, task.duty) == (DeliveryState.TASK, Duty.PERSON)
    assert task.attention is not None
    assert "Canal de WhatsApp" in task.attention.reason
    assert [record.id for record in world.records.waiting()] == [WHATSAPP]
    assert task.gate is not None
    assert task.gate.passed


def test_the_kit_holds_the_text_the_graphics_and_what_to_do_and_is_the_same_when_made_again() -> None:
    world = a_world()
    task = asked(world)
    with zipfile.ZipFile(BytesIO(world.media.read(*task.staged.media_ids))) as kit:
        assert kit.namelist() == ["texto.txt", "instrucciones.txt", "01-grafico.jpg"]
        assert kit.read("01-grafico.jpg") == JPEG
        assert kit.read("texto.txt").decode() == TEXT
        sheet = kit.read("instrucciones.txt").decode()
    assert "1. Publique." in sheet
    assert "01-grafico.jpg: Un parque" in sheet
    medium = world.catalogue.other_media["whatsapp"]
    content = world.publication().current.networks[Network.MANUAL]
    assert pack(content, medium, world.publication().title, world.media) == task.staged


def test_P27_a_person_is_not_asked_before_it_is_due() -> None:
    world = World()
    contents = {Network.MANUAL: world.content(TEXT, JPEG)}
    world.put(a_publication(Version(number=1, networks=contents, prepared_at=NOW), other_media=("whatsapp",)))
    world.authorise()
    world.schedule(later(minutes=30))
    assert asked(world).state is DeliveryState.READY
    world.clock.set(later(minutes=30))
    assert asked(world).state is DeliveryState.TASK


def test_P27_nobody_is_asked_to_publish_what_is_no_longer_authorised() -> None:
    world = a_world()
    world.revoke()
    held = asked(world)
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.AUTHORISATION_GONE)
    assert held.staged.media_ids == ()


def test_P32_nobody_is_given_bytes_that_are_not_those_authorised() -> None:
    world = a_world()
    publication = world.publication()
    content = publication.current.networks[Network.MANUAL]
    other = world.media.store(b"\xff\xd8 another", "image/jpeg")
    swapped = content.renditions[0].model_copy(update={"key": other.key, "version_id": other.version_id})
    forged = publication.current.model_copy(
        update={"networks": {Network.MANUAL: content.model_copy(update={"renditions": (swapped,)})}}
    )
    world.records.commit(replace=[publication.evolve(versions=(forged,))])
    assert asked(world).reason == texts_es.CONTENT_CHANGED


def test_P32_a_video_is_compared_too_and_stands_beside_the_zip() -> None:
    world = World()
    kept = world.media.store(b"limpio 12", "video/mp4")
    film = a_rendition(b"limpio 12").model_copy(
        update={"key": kept.key, "version_id": kept.version_id, "mime_type": "video/mp4", "seconds": 12.0}
    )
    for delivery_day, sha256, state in (("A", film.sha256, DeliveryState.TASK), ("B", "0" * 64, DeliveryState.HELD)):
        content = NetworkVersion(text=TEXT, renditions=(film.model_copy(update={"sha256": sha256}),))
        version = Version(number=1, networks={Network.MANUAL: content}, prepared_at=NOW)
        publication_id = f"PUB-20261123-{delivery_day * 8}"
        world.put(a_publication(version, id=publication_id, other_media=("whatsapp",)))
        world.authorise(publication_id)
        world.publish(publication_id)
        delivery = asked(world, ids.delivery_id(publication_id, Network.MANUAL, "whatsapp"))
        assert delivery.state is state
    first = world.the(ids.delivery_id("PUB-20261123-AAAAAAAA", Network.MANUAL, "whatsapp"))
    with zipfile.ZipFile(BytesIO(world.media.read(*first.staged.media_ids))) as kit:
        assert kit.namelist() == ["texto.txt", "instrucciones.txt"]


def test_a_kit_too_large_for_memory_is_fetched_file_by_file() -> None:
    world = World()
    content = world.content(TEXT, JPEG)
    heavy = content.renditions[0].model_copy(update={"size_bytes": MAX_BYTES + 1})
    version = Version(
        number=1, networks={Network.MANUAL: content.model_copy(update={"renditions": (heavy,)})}, prepared_at=NOW
    )
    world.put(a_publication(version, other_media=("whatsapp",)))
    world.authorise()
    world.publish()
    task = asked(world)
    assert (task.state, task.staged.media_ids) == (DeliveryState.TASK, ())


def test_P29_a_general_stop_holds_what_a_person_would_publish() -> None:
    world = a_world()
    order = SignedOrder(by="directora", at=NOW, why="Emergencia")
    world.put(no_orders(NOW).evolve(stop=order))
    assert world.the(CONTROL_ID).stop
    held = asked(world)
    assert held.state is DeliveryState.HELD
    assert held.gate is not None
    assert not held.gate.passed


def test_a_medium_that_left_the_catalogue_is_visibly_held() -> None:
    world = a_world()
    del world.catalogue.other_media["whatsapp"]
    assert asked(world).state is DeliveryState.HELD


def test_P14_asking_twice_asks_once() -> None:
    world = a_world()
    first = asked(world)
    assert asked(world) == first
    world.publish()
    assert world.the(WHATSAPP) == first


# Done, with proof -------------------------------------------------------------------------------------------------


def test_proof_finishes_it_and_makes_the_official_record() -> None:
    world = a_world()
    asked(world)
    world.clock.advance(minutes=30)
    done = prove(world, done_at=later(minutes=20), note="Con la foto cuadrada")
    assert (done.state, done.permalink, done.published_at) == (DeliveryState.DONE, CHANNEL, later(minutes=20))
    assert (done.decisions[-1].by, done.decisions[-1].verdict) == ("agencia", Verdict.DONE_BY_HAND)
    (post,) = world.of_kind(Post)
    assert (post.network, post.text, post.permalink, post.delivery) == (Network.MANUAL, TEXT, CHANNEL, WHATSAPP)
    assert not world.of_kind(Reading)
    assert world.records.waiting() == []


def test_two_media_of_one_publication_are_two_posts() -> None:
    world = a_world(media=("whatsapp", "impreso"))
    for delivery_id, place in ((WHATSAPP, CHANNEL), (f"{PUBLICATION}#manual#impreso", "Mamparas de Presidencia")):
        asked(world, delivery_id)
        prove(world, delivery_id, place)
    assert {post.permalink for post in world.of_kind(Post)} == {CHANNEL, "Mamparas de Presidencia"}


@pytest.mark.parametrize(
    ("at", "said"),
    [(later(minutes=30), texts_es.PROOF_IN_FUTURE), (NOW - timedelta(days=1), texts_es.PROOF_TOO_EARLY)],
)
def test_P28_proof_of_another_time_is_refused(at: object, said: str) -> None:
    world = a_world()
    asked(world)
    with pytest.raises(InvalidInputError, match=said):
        prove(world, done_at=at)
    assert world.the(WHATSAPP).state is DeliveryState.TASK


def test_proof_of_what_nobody_was_asked_to_do_is_refused_and_so_is_proof_twice() -> None:
    world = a_world()
    with pytest.raises(InvalidInputError, match=texts_es.NOT_A_TASK):
        prove(world)
    asked(world)
    prove(world)
    with pytest.raises(InvalidInputError, match=texts_es.NOT_A_TASK):
        prove(world)


def test_P2_a_task_that_its_person_may_have_done_is_not_taken_back_and_asked_for_again() -> None:
    world = a_world()
    task = asked(world)
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_OUT):
        unschedule_publication(PUBLICATION, records=world.records, clock=world.clock)
    assert world.the(WHATSAPP) == task


def test_a_person_may_give_a_task_up_and_the_networks_go_on() -> None:
    world = a_world(Network.X)
    asked(world)
    assert decide(world, Verdict.GIVE_UP).state is DeliveryState.CANCELLED
    world.run()
    assert world.delivery().state is DeliveryState.DONE


# Taken down, corrected --------------------------------------------------------------------------------------------


def test_P30_what_a_person_published_is_taken_down_by_a_person() -> None:
    world = a_world()
    asked(world)
    prove(world)
    world.take_down()
    removal = asked(world, ids.removal_id(WHATSAPP))
    assert removal.state is DeliveryState.TASK
    assert CHANNEL in (removal.reason or "")
    world.clock.advance(minutes=5)
    assert prove(world, removal.id, "Borrado del canal").state is DeliveryState.DONE
    (post,) = world.of_kind(Post)
    assert post.removed_at == later(minutes=5)


def test_P30_a_task_under_way_stays_with_its_person_when_the_publication_is_taken_down() -> None:
    world = a_world()
    asked(world)
    world.take_down()
    task = world.the(WHATSAPP)
    assert (task.state, task.reason) == (DeliveryState.TASK, texts_es.TASK_WITHDRAWN)
    prove(world)
    removal = asked(world, ids.removal_id(WHATSAPP))
    assert removal.state is DeliveryState.TASK


def test_a_task_that_was_not_asked_for_yet_is_cancelled_with_the_publication() -> None:
    world = a_world()
    world.take_down()
    assert world.the(WHATSAPP).state is DeliveryState.CANCELLED


def test_P30_the_correction_waits_until_the_first_is_down_in_the_same_medium() -> None:
    world = a_world()
    asked(world)
    world.take_down()
    correction = world.correct({Network.MANUAL: "Los parques abren gratis los sábados."}, a_person(username="otra"))
    assert correction.other_media == ("whatsapp",)
    world.authorise(correction.id)
    world.publish(correction.id)
    again = ids.delivery_id(correction.id, Network.MANUAL, "whatsapp")
    waiting = asked(world, again)
    assert (waiting.state, waiting.reason) == (DeliveryState.HELD, texts_es.WRONG_ONE_STILL_UP)
    decide(world, Verdict.GIVE_UP)
    world.clock.advance(minutes=11)
    assert asked(world, again).state is DeliveryState.TASK


def test_what_a_person_was_asked_to_publish_is_no_longer_edited() -> None:
    world = a_world()
    asked(world)
    assert world.publication().state is PublicationState.RELEASED
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_OUT):
        world.edit(Edit(texts={Network.MANUAL: "Otro texto."}), a_person(username="otra"))


# What an API refuses ----------------------------------------------------------------------------------------------


class Unremovable(ModelAccount):
    """An account whose network lets no app take anything down."""

    def take_down(self, network_id: str) -> None:
        del network_id
        raise RejectedByServiceError("not supported", code="manual_take_down")


def a_post_no_app_removes() -> tuple[World, str]:
    world = World()
    world.accounts[Network.INSTAGRAM] = Unremovable(world.clock, world.steps, name="instagram")
    world.released(Network.INSTAGRAM)
    world.run()
    world.take_down()
    removal = ids.removal_id(ids.delivery_id(PUBLICATION, Network.INSTAGRAM))
    assert asked(world, removal).state is DeliveryState.TASK
    return world, removal


def test_P30_a_removal_that_the_api_refuses_is_a_persons_and_its_absence_is_read() -> None:
    world, removal = a_post_no_app_removes()
    (shown,) = world.accounts[Network.INSTAGRAM].live
    shown.removed_at = world.clock.now()
    assert prove(world, removal, "Desde el teléfono").state is DeliveryState.ACCEPTED
    assert not world.of_kind(Post)[0].removed_at
    world.run()
    assert world.the(removal).state is DeliveryState.DONE
    assert world.of_kind(Post)[0].removed_at


def test_P30_a_removal_that_was_not_made_is_asked_for_again() -> None:
    world, removal = a_post_no_app_removes()
    prove(world, removal, "Desde el teléfono")
    world.run()
    task = world.the(removal)
    assert (task.state, task.reason) == (DeliveryState.TASK, texts_es.STILL_SHOWN_AFTER_TASK)
    assert task.attention
    assert not world.of_kind(Post)[0].removed_at


def test_a_decision_by_hand_is_proof_not_a_verdict() -> None:
    world = a_world()
    task = asked(world)
    with pytest.raises(InvalidInputError, match=texts_es.NOT_A_TASK):
        decide(world, Verdict.DONE_BY_HAND)
    decision = PersonDecision(verdict=Verdict.DONE_BY_HAND, by="x", at=NOW)
    with pytest.raises(InvalidInputError):
        task.removed_by_hand(decision, NOW)
