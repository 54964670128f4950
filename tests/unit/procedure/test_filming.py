"""2.2, 2.3 of video: judged for every network, sent only where the strategy publishes it, never in silence."""

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.material import ExtractedPiece, FileRole
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.publication import NetworkVersion
from chalicelib.domain.records import Duty
from tests.builders import BULLETIN, TODAY
from tests.world import JPEG, World

FOLDER = "prensa/2026-11-23/parques/"
VIDEO = b"secreto 12 h264"
CLEAN = b"limpio 12 h264"
YAML = b"redes: ..."


def a_world(*videos: bytes, on: frozenset[Network] = frozenset(SOCIAL_NETWORKS), picture: bool = False) -> World:
    world = World()
    world.catalogue.videos_on = on
    world.upload(FOLDER + "boletin.txt", b"Los parques abren.")
    for number, video in enumerate(videos, start=1):
        world.upload(FOLDER + f"video{number}.mp4", video)
    if picture:
        world.upload(FOLDER + "foto.jpg", JPEG)
    return world


def contents(world: World) -> dict[Network, NetworkVersion]:
    publication = world.prepare(BULLETIN)
    assert publication is not None
    return publication.current.networks


def waiting_for(world: World) -> str:
    """Prepare, and give why the set waits for a person."""
    assert world.prepare(BULLETIN) is None
    bulletin: Bulletin = world.the(BULLETIN)
    assert bulletin.duty is Duty.PERSON
    assert bulletin.attention is not None
    return bulletin.attention.reason


def test_a_video_goes_out_stripped_and_kept_under_its_hash() -> None:
    world = a_world(VIDEO)
    for content in contents(world).values():
        (video,) = content.renditions
        assert world.media.read(video.key, video.version_id) == CLEAN
        assert (video.sha256, video.size_bytes) == (ids.sha256_hex(CLEAN), len(CLEAN))
        assert (video.mime_type, video.purpose, video.source) == ("video/mp4", "video", "video1.mp4")
        assert (video.width, video.height, video.seconds) == (1280, 720, 12)
        assert video.alt_text == "Los parques abren."
        assert content.warnings == ()


def test_the_authorisation_covers_the_video() -> None:
    short, long = contents(a_world(VIDEO)), contents(a_world(b"secreto 13 h264"))
    assert all(short[network].fingerprint != long[network].fingerprint for network in SOCIAL_NETWORKS)


def test_a_post_carries_the_video_or_the_pictures_and_says_which() -> None:
    for content in contents(a_world(VIDEO, picture=True)).values():
        assert [one.mime_type for one in content.renditions] == ["video/mp4"]
        assert content.alternatives == ()
        assert texts_es.VIDEO_INSTEAD_OF_PICTURES in content.warnings


def test_a_network_that_publishes_no_video_gets_the_pictures_and_the_office_is_told() -> None:
    made = contents(a_world(VIDEO, on=frozenset({Network.FACEBOOK}), picture=True))
    assert [one.mime_type for one in made[Network.FACEBOOK].renditions] == ["video/mp4"]
    assert [one.mime_type for one in made[Network.X].renditions] == ["image/jpeg"]
    said = "Portavoz todavía no publica video en X: «video1.mp4» no sale ahí, aunque cumple con lo que pide esa red."
    assert said in made[Network.X].warnings


def test_a_video_that_a_network_does_not_take_is_named_with_the_reasons() -> None:
    made = contents(a_world(b"secreto 200 prores", picture=True))
    for network, content in made.items():
        assert [one.mime_type for one in content.renditions] == ["image/jpeg"]
        assert content.warnings[0] == (
            f"{texts_es.network_name(network)} no admite el video «video1.mp4»: "
            "la imagen está en ProRes y debe estar en H.264; dura 200 s y el máximo es 140 s."
        )


def test_the_reasons_are_told_also_where_no_video_is_published() -> None:
    made = contents(a_world(b"secreto 200 h264", on=frozenset(), picture=True))
    assert "dura 200 s y el máximo es 140 s" in made[Network.X].warnings[0]


def test_of_two_videos_the_first_that_is_taken_goes_out() -> None:
    made = contents(a_world(b"secreto 500 h264", VIDEO, b"secreto 20 h264"))
    assert made[Network.X].renditions[0].source == "video2.mp4"
    assert len(made[Network.X].renditions) == 1
    assert texts_es.VIDEO_ONE_PER_POST in made[Network.X].warnings
    assert any("video1.mp4" in warning for warning in made[Network.X].warnings)


@pytest.mark.parametrize(("video", "on"), [(VIDEO, frozenset()), (b"secreto 500 h264", frozenset(SOCIAL_NETWORKS))])
def test_I01_a_set_with_only_a_video_that_goes_nowhere_waits_for_a_person(video: bytes, on: frozenset[Network]) -> None:
    reason = waiting_for(a_world(video, on=on))
    assert reason.startswith("El material sólo trae video y no puede salir en ninguna red.")
    assert all(texts_es.network_name(network) in reason for network in SOCIAL_NETWORKS)


def test_I01_the_picture_that_was_missing_lets_the_set_go_on() -> None:
    world = a_world(VIDEO, on=frozenset())
    waiting_for(world)
    world.upload(FOLDER + "foto.jpg", JPEG, "02")
    assert all(content.renditions for content in contents(world).values())


def test_a_network_left_without_anything_to_show_is_named() -> None:
    made = contents(a_world(VIDEO, on=frozenset({Network.FACEBOOK})))
    assert made[Network.X].renditions == ()
    assert texts_es.network_without_graphics("x") in made[Network.X].warnings
    assert made[Network.FACEBOOK].renditions


def test_graphics_of_the_library_are_enough_beside_a_video() -> None:
    world = a_world(picture=True)
    world.prepare(BULLETIN)
    world.reader.orders[YAML] = PublicationOrder(graphics=(world.keep_graphic().id,))
    other = "imagen/2026-11-23/feria/"
    for name, content in (("texto.txt", b"Comienza la feria."), ("video.mp4", VIDEO), ("publicacion.yaml", YAML)):
        world.upload(other + name, content)
    publication = world.prepare(ids.bulletin_id(TODAY, "imagen", "feria"))
    assert publication
    assert all(content.renditions[0].graphic for content in publication.current.networks.values())


def test_a_damaged_video_is_shown_to_a_person() -> None:
    assert texts_es.VIDEO_BROKEN in waiting_for(a_world(b"secreto roto", picture=True))


def test_a_video_that_came_inside_another_file_is_taken_from_the_media() -> None:
    world = a_world(VIDEO)
    bulletin: Bulletin = world.the(BULLETIN)
    kept = world.media.store(b"secreto 33 h264", "video/mp4")
    piece = ExtractedPiece(
        name="todo.zip/desfile.mp4", role=FileRole.VIDEO, sha256=kept.sha256, key=kept.key, version_id=kept.version_id
    )
    bundle = bulletin.files["video1.mp4"].model_copy(update={"role": FileRole.BUNDLE, "pieces": (piece,)})
    world.stored.commit(replace=[bulletin.evolve(files={**bulletin.files, "video1.mp4": bundle})])
    (video,) = contents(world)[Network.X].renditions
    assert (video.source, video.seconds) == ("todo.zip/desfile.mp4", 33)


def test_the_same_material_gives_the_same_publication() -> None:
    one, other = contents(a_world(VIDEO, picture=True)), contents(a_world(VIDEO, picture=True))
    assert one == other
