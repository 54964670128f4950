"""2.2: a video in another form is converted elsewhere where the strategy allows it; the set waits, and never for ever."""

from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Duty
from chalicelib.procedure.dispatching import dispatch_publications
from tests.builders import BULLETIN
from tests.fakes import Work
from tests.world import JPEG, World

FOLDER = "prensa/2026-11-23/parques/"
STUDIO = b"secreto 12 prores"
CONVERTED = b"secreto 12 h264"


def a_world(video: bytes = STUDIO, *, allowed: bool = True) -> World:
    world = World()
    world.catalogue.videos_on = frozenset(SOCIAL_NETWORKS)
    world.catalogue.converts_videos = allowed
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.")
    world.upload(FOLDER + "video.mov.mp4", video)
    return world


def finish(world: World, content: bytes = CONVERTED) -> None:
    """Let the conversion be done."""
    (video,) = world.converter.started
    world.converter.done[f"job-{video.sha256[:8]}"] = content


def bulletin_of(world: World) -> Bulletin:
    found: Bulletin = world.the(BULLETIN)
    return found


def prepared(world: World) -> Publication:
    publication = world.prepare(BULLETIN)
    assert publication is not None
    return publication


def test_P6_a_set_whose_video_is_being_converted_is_looked_at_a_minute_later() -> None:
    world = a_world()
    assert world.prepare(BULLETIN) is None
    bulletin = bulletin_of(world)
    assert (bulletin.duty, bulletin.due_at) == (Duty.PREPARE, world.clock.now() + timedelta(minutes=1))
    world.queues.take()
    world.clock.advance(minutes=1)
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    assert [(request.work, request.record_id) for request in world.queues.take()] == [(Work.PREPARE, BULLETIN)]


def test_what_is_converted_lies_where_its_bytes_cannot_change() -> None:
    """I04: the converter reads no pinned version, and an office may overwrite its file meanwhile."""
    world = a_world()
    world.prepare(BULLETIN)
    (video,) = world.converter.started
    assert video.key.startswith("media/")
    assert world.media.read(video.key, video.version_id) == STUDIO


def test_the_converted_video_goes_out_stripped_and_says_so() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    finish(world)
    for content in prepared(world).current.networks.values():
        (video,) = content.renditions
        assert world.media.read(video.key, video.version_id) == b"limpio 12 h264"
        assert content.warnings == (texts_es.VIDEO_CONVERTED,)
    assert bulletin_of(world).is_finished


def test_a_video_is_converted_once_however_often_the_set_is_prepared() -> None:
    world = a_world()
    for _ in range(3):
        assert world.prepare(BULLETIN) is None
    assert len(world.converter.started) == 1
    finish(world)
    first = prepared(world)
    world.converter.done.clear()
    world.upload(FOLDER + "foto.jpg", JPEG)
    assert prepared(world).current.networks[Network.X].renditions == first.current.networks[Network.X].renditions
    assert len(world.converter.started) == 1


def test_after_an_hour_a_person_sees_it() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    world.clock.advance(minutes=60)
    world.prepare(BULLETIN)
    assert bulletin_of(world).duty is Duty.PREPARE
    world.clock.advance(minutes=1)
    assert world.prepare(BULLETIN) is None
    bulletin = bulletin_of(world)
    assert bulletin.duty is Duty.PERSON
    assert bulletin.attention is not None
    assert texts_es.VIDEO_CONVERSION_LATE in bulletin.attention.reason


def test_a_conversion_that_fails_is_shown_with_the_services_reason() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    world.converter.refusal = RejectedByServiceError("Unsupported codec", code="video_not_converted")
    assert world.prepare(BULLETIN) is None
    attention = bulletin_of(world).attention
    assert attention is not None
    assert "no se pudo convertir (Unsupported codec)" in attention.reason


def test_another_file_in_its_place_ends_the_waiting() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    world.upload(FOLDER + "video.mov.mp4", CONVERTED, "02")
    assert prepared(world).current.networks[Network.X].renditions
    assert bulletin_of(world).conversions == {}


@pytest.mark.parametrize(
    ("video", "allowed"),
    [
        (STUDIO, False),
        (CONVERTED, True),
        (b"secreto 500 prores", True),
    ],
    ids=["not allowed", "not needed", "would not help"],
)
def test_nothing_is_converted_without_leave_or_need_or_use(video: bytes, *, allowed: bool) -> None:
    world = a_world(video, allowed=allowed)
    world.prepare(BULLETIN)
    assert world.converter.started == []


def test_where_no_video_is_published_none_is_converted() -> None:
    world = a_world()
    world.catalogue.videos_on = frozenset()
    world.prepare(BULLETIN)
    assert world.converter.started == []


def test_what_came_back_and_is_still_not_taken_is_told() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    finish(world, b"secreto 500 h264")
    assert world.prepare(BULLETIN) is None
    attention = bulletin_of(world).attention
    assert attention is not None
    assert "no puede salir en ninguna red" in attention.reason


def test_P6_a_set_goes_on_when_conversions_are_turned_off_while_it_waits() -> None:
    world = a_world()
    world.prepare(BULLETIN)
    world.catalogue.converts_videos = False
    assert world.prepare(BULLETIN) is None
    assert bulletin_of(world).duty is Duty.PERSON
    assert bulletin_of(world).attention


def test_P1_what_was_authorised_does_not_go_out_while_the_video_in_its_place_is_converted() -> None:
    world = a_world()
    world.catalogue.videos_on = frozenset()
    world.upload(FOLDER + "foto.jpg", JPEG)
    prepared(world)
    world.authorise()
    world.schedule(world.clock.now() + timedelta(minutes=30))
    world.catalogue.videos_on = frozenset(SOCIAL_NETWORKS)
    world.upload(FOLDER + "video.mov.mp4", STUDIO + b" otra vez", "02")
    world.prepare(BULLETIN)
    voided = world.publication()
    assert voided.authorisation is None
    assert voided.attention
    assert texts_es.MATERIAL_CHANGING in voided.attention.reason
