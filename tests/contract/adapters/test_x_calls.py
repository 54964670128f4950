"""How many calls a post costs on X, and what it costs in money: the least there is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from local.networks import SimulatedNetworks
from tests.contract.adapters.films import a_gif, a_video, post_of
from tests.contract.adapters.simulated import XScene

Make = Callable[[XScene, Path], OutgoingPost]

PICTURE = ["media_upload", "media_metadata"]
SHOWN = ["create_post", "post"]
THREE_PARTS = ["media_initialize", "media_append", "media_append", "media_append", "media_finalize", "media_metadata"]
CALLS: dict[str, tuple[Make, list[str]]] = {
    "text": (lambda _scene, _folder: OutgoingPost("Aviso"), SHOWN),
    "one picture": (lambda scene, _folder: scene.post("Aviso", graphics=1), PICTURE + SHOWN),
    "four pictures": (lambda scene, _folder: scene.post("Aviso", graphics=4), PICTURE * 4 + SHOWN),
    "moving picture": (
        lambda _scene, _folder: post_of(a_gif()),
        ["media_initialize", "media_append", "media_finalize", "media_metadata", *SHOWN],
    ),
    "video": (lambda _scene, folder: post_of(a_video(folder)), THREE_PARTS + SHOWN),
}
"""What is asked for each post: uploads, texts for those who do not see, one write, one reading."""


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> XScene:
    return XScene(networks, graphics_at)


def calls_for(scene: XScene, post: OutgoingPost) -> list[str]:
    """Publish a post and read it back; give the calls."""
    before = len(scene.control.exchanges())
    staged = scene.account.stage(post, Staged())
    assert scene.account.read_back(scene.account.publish(post, staged)) is not None
    return [one["operation"].removeprefix("x.") for one in scene.control.exchanges()[before:]]


@pytest.mark.parametrize("kind", CALLS)
def test_a_post_takes_the_fewest_calls_there_are(scene: XScene, tmp_path: Path, kind: str) -> None:
    make, expected = CALLS[kind]
    assert calls_for(scene, make(scene, tmp_path)) == expected


def test_a_part_of_a_thread_takes_one_write_and_one_reading(scene: XScene) -> None:
    first = scene.account.publish(OutgoingPost("Uno"), Staged(is_ready=True))
    assert calls_for(scene, OutgoingPost("Dos", answers=first)) == ["reply", "post"]


@pytest.mark.parametrize(
    ("text", "usd"), [("Sin enlaces", 0.015), ("Vea https://leon.gob.mx/obras", 0.20), ("Vea leon.gob.mx", 0.20)]
)
def test_a_link_costs_thirteen_times_more(scene: XScene, text: str, usd: float) -> None:
    scene.account.publish(OutgoingPost(text), Staged(is_ready=True))
    assert scene.control.ledger()["usd"] == usd


def test_a_part_and_a_removal_cost_a_cent(scene: XScene) -> None:
    first = scene.account.publish(OutgoingPost("Uno"), Staged(is_ready=True))
    scene.account.publish(OutgoingPost("Dos", answers=first), Staged(is_ready=True))
    scene.account.take_down(first)
    rows = {row["operation"]: row["usd"] for row in scene.control.ledger()["operations"]}
    assert rows == {"x.create_post": 0.015, "x.reply": 0.010, "x.delete_post": 0.010}
