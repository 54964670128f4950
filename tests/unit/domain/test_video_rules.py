"""2.2: what each network would say of a video, every reason at once and in words an office can act on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain.media import VideoFacts, VideoSpec
from chalicelib.domain.network_rules import RULES
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.video_rules import problems_of

GOOD = VideoFacts(
    container="mp4",
    video_codec="h264",
    audio_codec="aac",
    pixel_format="yuv420p",
    width=1280,
    height=720,
    seconds=30,
    frames_per_second=29.97,
    size_bytes=20_000_000,
)


def spec_of(network: Network) -> VideoSpec:
    spec = load_catalogue().strategy(network).video
    assert spec is not None
    return spec


def reasons(network: Network, **changes: Any) -> list[str]:
    facts = VideoFacts.model_validate(GOOD.model_dump() | changes)
    return [problem.reason for problem in problems_of(facts, spec_of(network))]


@pytest.mark.parametrize("network", SOCIAL_NETWORKS)
def test_a_plain_clip_does_for_every_network(network: Network) -> None:
    assert reasons(network) == reasons(network, audio_codec=None) == reasons(network, width=720, height=1280) == []


@pytest.mark.parametrize(
    ("network", "changes", "reason"),
    [
        (Network.X, {"seconds": 140.5}, "dura 140.5 s y el máximo es 140 s"),
        (Network.X, {"seconds": 0.4}, "dura 0.4 s y el mínimo es 0.5 s"),
        (Network.X, {"size_bytes": 536_870_913}, "pesa 536.87 MB y el máximo es 536.87 MB"),
        (Network.X, {"width": 1920, "height": 1080}, "mide 1920×1080 píxeles y el máximo es 1280×1024"),
        (Network.X, {"width": 300, "height": 1000}, "es demasiado angosto para su altura"),
        (Network.X, {"width": 1200, "height": 390}, "es demasiado ancho para su altura"),
        (Network.INSTAGRAM, {"seconds": 2.9}, "dura 2.9 s y el mínimo es 3 s"),
        (Network.INSTAGRAM, {"seconds": 900.1}, "dura 900.1 s y el máximo es 900 s"),
        (Network.INSTAGRAM, {"size_bytes": 314_572_801}, "pesa 314.57 MB y el máximo es 314.57 MB"),
        (Network.INSTAGRAM, {"width": 3840, "height": 2160}, "mide 3840×2160 píxeles y el máximo es 1920×1920"),
        (Network.INSTAGRAM, {"frames_per_second": 15}, "tiene 15 cuadros por segundo y deben ser entre 23 y 60"),
        (Network.FACEBOOK, {"frames_per_second": 120}, "tiene 120 cuadros por segundo y deben ser 60 como máximo"),
        (Network.X, {"video_codec": "hevc"}, "la imagen está en HEVC (H.265) y debe estar en H.264"),
        (Network.X, {"audio_codec": "pcm_s16le"}, "el sonido está en pcm_s16le y debe estar en AAC"),
        (
            Network.X,
            {"pixel_format": "yuv444p"},
            "sus colores no son los que la red reproduce (debe ser 4:2:0 de 8 bits)",
        ),
        (Network.X, {"container": "mkv"}, "es un archivo .mkv y debe ser .mp4 o .mov"),
    ],
)
def test_a_limit_of_a_network_is_named_with_both_figures(network: Network, changes: Any, reason: str) -> None:
    assert reasons(network, **changes) == [reason]


@pytest.mark.parametrize(
    ("network", "changes"),
    [
        (Network.X, {"seconds": 140}),
        (Network.X, {"seconds": 0.5}),
        (Network.X, {"width": 1024, "height": 1280}),
        (Network.X, {"size_bytes": 536_870_912}),
        (Network.X, {"width": 320, "height": 960}),
        (Network.INSTAGRAM, {"seconds": 3}),
        (Network.INSTAGRAM, {"seconds": 900}),
        (Network.INSTAGRAM, {"width": 1080, "height": 1920}),
        (Network.INSTAGRAM, {"frames_per_second": 22.98}),
        (Network.INSTAGRAM, {"frames_per_second": 60.02}),
    ],
)
def test_at_the_very_limit_a_video_is_taken(network: Network, changes: Any) -> None:
    assert reasons(network, **changes) == []


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert len(reasons(Network.X, video_codec="prores", audio_codec="mp3", width=4000, height=1000, seconds=500)) == 5


@pytest.mark.parametrize(
    ("changes", "is_convertible"),
    [
        ({"video_codec": "hevc"}, True),
        ({"audio_codec": "opus"}, True),
        ({"width": 3840, "height": 2160}, True),
        ({"frames_per_second": 240}, True),
        ({"pixel_format": "yuv420p10le"}, True),
        ({"seconds": 1000}, False),
        ({"seconds": 0.1}, False),
        ({"size_bytes": 600_000_000}, False),
        ({"width": 1280, "height": 200}, False),
    ],
)
def test_a_conversion_mends_the_form_and_never_what_was_filmed(changes: Any, *, is_convertible: bool) -> None:
    facts = VideoFacts.model_validate(GOOD.model_dump() | changes)
    assert [problem.is_convertible for problem in problems_of(facts, spec_of(Network.X))] == [is_convertible]


@given(st.integers(16, 9000), st.integers(16, 9000), st.floats(0.01, 3600), st.floats(0, 500))
def test_turning_a_video_changes_nothing_but_its_shape(width: int, height: int, seconds: float, rate: float) -> None:
    ones = {"seconds": seconds, "frames_per_second": rate}
    upright = reasons(Network.INSTAGRAM, width=width, height=height, **ones)
    turned = reasons(Network.INSTAGRAM, width=height, height=width, **ones)
    assert len(upright) == len(turned)


def test_the_strategy_publishes_video_only_where_our_own_side_sends_it() -> None:
    catalogue = load_catalogue()
    published = {network for network in SOCIAL_NETWORKS if catalogue.strategy(network).publishes_video}
    assert Network.X in published
    assert published <= {network for network in SOCIAL_NETWORKS if RULES[network].sends_video}
    assert not catalogue.converts_videos
