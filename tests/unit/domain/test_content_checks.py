"""2.3, 2.4: each network's own limits, said before the network says no."""

from typing import Any

import pytest

from chalicelib.domain.content_checks import check_content
from chalicelib.domain.findings import Finding, Severity, unresolved
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.network_rules import RULES
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.publication import NetworkVersion, Rendition
from tests.builders import a_rendition

PICTURE = a_rendition()


def found(
    network: Network, text: str = "Hola", *pictures: Rendition, length: int | None = None, **changes: Any
) -> dict[str, Severity]:
    content = NetworkVersion(text=text, renditions=pictures, **changes)
    return {one.code: one.severity for one in check_content(content, network, len(text) if length is None else length)}


def a_picture(**changes: Any) -> Rendition:
    return PICTURE.model_copy(update=changes)


@pytest.mark.parametrize("network", SOCIAL_NETWORKS)
def test_a_plain_post_with_a_picture_has_nothing_against_it(network: Network) -> None:
    assert found(network, "Los parques abren gratis.", PICTURE) == {}


@pytest.mark.parametrize(
    ("network", "longest"), [(Network.X, 280), (Network.FACEBOOK, 63_206), (Network.INSTAGRAM, 2200)]
)
def test_a_text_may_be_as_long_as_the_network_takes_and_not_one_longer(network: Network, longest: int) -> None:
    assert found(network, "a", PICTURE, length=longest) == {}
    assert found(network, "a", PICTURE, length=longest + 1) == {"text_too_long": Severity.BLOCKS}


@pytest.mark.parametrize(("network", "most"), [(Network.X, 4), (Network.FACEBOOK, 10), (Network.INSTAGRAM, 10)])
def test_pictures_up_to_what_the_network_takes(network: Network, most: int) -> None:
    assert found(network, "a", *[PICTURE] * most) == {}
    assert found(network, "a", *[PICTURE] * (most + 1)) == {"too_many_images": Severity.BLOCKS}


def test_instagram_publishes_no_text_alone_the_others_do() -> None:
    assert found(Network.INSTAGRAM) == {"image_missing": Severity.BLOCKS}
    assert found(Network.X) == found(Network.FACEBOOK) == {}


@pytest.mark.parametrize("network", SOCIAL_NETWORKS)
def test_a_post_of_nothing_is_none(network: Network) -> None:
    assert found(network, " \n")["nothing_to_publish"] is Severity.BLOCKS
    assert "nothing_to_publish" not in found(network, "", PICTURE)


ADVISED, REFUSED = {"many_hashtags": Severity.ADVISES}, {"too_many_hashtags": Severity.BLOCKS}


@pytest.mark.parametrize(("count", "expected"), [(5, {}), (6, ADVISED), (30, ADVISED), (31, REFUSED)])
def test_hashtags_on_instagram_are_advised_and_then_refused(count: int, expected: dict[str, Severity]) -> None:
    assert found(Network.INSTAGRAM, " ".join(f"#León{number}" for number in range(count)), PICTURE) == expected


def test_what_is_no_hashtag_mention_or_symbol_is_not_counted() -> None:
    assert found(Network.INSTAGRAM, "#1 " * 40 + "a@leon.gob.mx " * 30, PICTURE) == {}
    assert found(Network.X, "Cuesta $150, antes $200; US$20 y $MXN") == {}


def test_mentions_and_stock_symbols_have_their_limit() -> None:
    assert found(Network.INSTAGRAM, "@a" + " @ana" * 20, PICTURE) == {"too_many_mentions": Severity.BLOCKS}
    assert found(Network.X, "$AMX y $WALMEX") == {"too_many_cashtags": Severity.BLOCKS}


@pytest.mark.parametrize(
    ("network", "changes", "code"),
    [
        (Network.X, {"size_bytes": 5_000_001}, "image_bytes"),
        (Network.FACEBOOK, {"size_bytes": 4_000_001}, "image_bytes"),
        (Network.INSTAGRAM, {"size_bytes": 8_388_609}, "image_bytes"),
        (Network.X, {"mime_type": "image/heic"}, "image_type"),
        (Network.INSTAGRAM, {"mime_type": "image/png"}, "image_type"),
        (Network.INSTAGRAM, {"width": 319, "height": 319}, "image_width"),
        (Network.INSTAGRAM, {"width": 1080, "height": 1360}, "image_ratio"),
        (Network.INSTAGRAM, {"width": 1080, "height": 560}, "image_ratio"),
        (Network.X, {"alt_text": "a" * 1001}, "alt_text_too_long"),
        (Network.INSTAGRAM, {"alt_text": "a" * 1001}, "alt_text_too_long"),
        (Network.FACEBOOK, {"mime_type": "video/mp4", "seconds": 12.0, "size_bytes": 1_000_000_001}, "video_bytes"),
        (Network.FACEBOOK, {"mime_type": "video/mp4", "seconds": 1200.5}, "video_seconds"),
        (Network.INSTAGRAM, {"mime_type": "video/mp4", "seconds": 900.5}, "video_seconds"),
        (Network.INSTAGRAM, {"mime_type": "video/mp4", "seconds": 12.0, "size_bytes": 314_572_801}, "video_bytes"),
        (Network.INSTAGRAM, {"mime_type": "video/mp4", "seconds": 12.0, "size_bytes": 0}, "video_empty"),
        (Network.X, {"mime_type": "image/gif", "size_bytes": 15_000_001}, "image_bytes"),
        (Network.X, {"mime_type": "image/gif", "width": 1281, "height": 720}, "gif_size"),
    ],
)
def test_a_picture_the_network_refuses_is_stopped(network: Network, changes: dict[str, Any], code: str) -> None:
    assert found(network, "Hola", a_picture(**changes)) == {code: Severity.BLOCKS}


def test_on_facebook_a_video_goes_out_and_goes_out_alone() -> None:
    video = a_picture(mime_type="video/mp4", seconds=1200.0, size_bytes=1_000_000_000)
    assert found(Network.FACEBOOK, "Hola", video) == {}
    assert found(Network.FACEBOOK, "Hola", video, a_picture()) == {"film_not_alone": Severity.BLOCKS}


@pytest.mark.parametrize(("width", "height"), [(1080, 1350), (1080, 1080), (1080, 566), (1080, 565), (320, 320)])
def test_instagrams_own_ratios_pass(width: int, height: int) -> None:
    assert found(Network.INSTAGRAM, "Hola", a_picture(width=width, height=height)) == {}


@pytest.mark.parametrize("network", [network for network in SOCIAL_NETWORKS if not RULES[network].sends_threads])
def test_a_thread_does_not_go_out_as_its_first_part(network: Network) -> None:
    assert found(network, "Uno", PICTURE, thread=("Dos",)) == {"thread": Severity.BLOCKS}


def test_a_thread_goes_out_on_x_if_every_part_could_go_out_alone() -> None:
    thread = NetworkVersion(text="Uno", renditions=(PICTURE,), thread=("Dos", "Tres"))
    assert check_content(thread, Network.X, 280, (280, 280)) == ()
    assert [one.code for one in check_content(thread, Network.X, 3, (4, 281))] == ["text_too_long"]
    assert found(Network.X, "Uno", thread=("Dos", " ")) == {"empty_part": Severity.BLOCKS}
    assert found(Network.X, "$AMX", thread=("$AMX y $WALMEX",)) == {"too_many_cashtags": Severity.BLOCKS}
    assert found(Network.X, "$AMX", thread=("$WALMEX",)) == {}


GIF = {"mime_type": "image/gif", "size_bytes": 15_000_000, "width": 1280, "height": 1080}
VIDEO = {"mime_type": "video/mp4", "seconds": 12.0, "size_bytes": 500_000_000}


@pytest.mark.parametrize("film", [GIF, VIDEO])
def test_a_film_goes_out_on_x_alone(film: dict[str, Any]) -> None:
    moving, refused = a_picture(**film), {"film_not_alone": Severity.BLOCKS}
    assert found(Network.X, "Hola", moving) == found(Network.X, "", moving) == {}
    assert found(Network.X, "Hola", moving, PICTURE) == found(Network.X, "Hola", PICTURE, moving) == refused
    assert found(Network.X, "Hola", moving, moving) == refused


def test_what_stands_alone_is_named_as_the_network_shows_it() -> None:
    beside = NetworkVersion(text="Hola", renditions=(a_picture(**VIDEO), PICTURE))
    (on_x,), (on_facebook,) = (check_content(beside, network, 4) for network in (Network.X, Network.FACEBOOK))
    assert "imagen en movimiento" in on_x.message
    assert "imagen en movimiento" not in on_facebook.message
    assert found(Network.FACEBOOK, "Hola", a_picture(mime_type="image/gif"), PICTURE) == {}


def test_a_picture_without_alt_text_is_advised() -> None:
    assert found(Network.FACEBOOK, "Hola", a_picture(alt_text=" ")) == {"alt_text_missing": Severity.ADVISES}


def test_other_media_have_no_rules_and_every_social_network_has() -> None:
    assert found(Network.MANUAL, "", length=99_999) == {}
    assert set(RULES) == set(SOCIAL_NETWORKS)


def a_finding(severity: Severity, detail: str = "a") -> Finding:
    return Finding(code="c", severity=severity, network=Network.X, message="m", detail=detail)


def test_what_blocks_stands_whatever_is_accepted_and_what_asks_until_its_own_key_is() -> None:
    blocks, asks, other, advises = (
        a_finding(Severity.BLOCKS),
        a_finding(Severity.ASKS, "b"),
        a_finding(Severity.ASKS, "c"),
        a_finding(Severity.ADVISES, "d"),
    )
    every = (blocks, asks, other, advises)
    assert unresolved(every, []) == (blocks, asks, other)
    assert unresolved(every, [blocks.key, asks.key]) == (blocks, other)
    assert len({one.key for one in every}) == 4


# Stories ----------------------------------------------------------------------------------------------------------


UPRIGHT = a_picture(width=1080, height=1920)
STORY: dict[str, Any] = {"format": PostFormat.STORY}


def test_a_story_is_one_upright_picture_without_any_text() -> None:
    assert found(Network.INSTAGRAM, "", UPRIGHT, **STORY) == {}
    assert found(Network.INSTAGRAM, "", UPRIGHT.model_copy(update={"alt_text": ""}), **STORY) == {}


@pytest.mark.parametrize(
    ("text", "pictures", "codes"),
    [
        ("Hola", (UPRIGHT,), {"story_with_text"}),
        ("", (UPRIGHT,) * 3, {"story_of_several"}),
        ("", (), {"image_missing", "nothing_to_publish"}),
        ("", (UPRIGHT, a_picture(mime_type="video/mp4", seconds=5.0)), {"story_of_several"}),
        ("", (a_picture(mime_type="video/mp4", seconds=60.5),), {"video_seconds"}),
        ("", (a_picture(mime_type="video/mp4", seconds=9.0, size_bytes=104_857_601),), {"video_bytes"}),
        ("", (a_picture(mime_type="image/png", width=1080, height=1920),), {"image_type"}),
    ],
)
def test_what_would_not_be_shown_in_a_story_is_stopped(
    text: str, pictures: tuple[Rendition, ...], codes: set[str]
) -> None:
    blocks = {
        code for code, how in found(Network.INSTAGRAM, text, *pictures, **STORY).items() if how is Severity.BLOCKS
    }
    assert blocks == codes


def test_a_wide_picture_in_a_story_is_advised_against() -> None:
    assert found(Network.INSTAGRAM, "", a_picture(width=1600, height=900), **STORY) == {"story_shape": Severity.ADVISES}


@pytest.mark.parametrize("network", [Network.X, Network.FACEBOOK])
def test_only_instagram_has_stories(network: Network) -> None:
    assert found(network, "", UPRIGHT, **STORY)["no_stories"] is Severity.BLOCKS


def test_a_carousel_may_hold_a_video_beside_pictures() -> None:
    assert found(Network.INSTAGRAM, "Hola", PICTURE, a_picture(mime_type="video/mp4", seconds=12.0)) == {}
