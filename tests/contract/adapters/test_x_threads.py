"""Threads on the simulated X: each part answers the part before, and is found under that part alone."""

import pytest

from chalicelib.domain.errors import NotThereError, OutcomeUnknownError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from local.networks import SimulatedNetworks
from tests.contract.adapters.simulated import XScene
from tests.contract.network_contracts import check_exchanges

READY = Staged(is_ready=True)
NAMES_SOMEBODY = "Gracias a @lupita_hdzr y a @jl_ramirezt, seguimos"


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> XScene:
    scene = XScene(networks, graphics_at)
    scene.control.set(x_duplicate_window_seconds=86_400)
    return scene


def test_a_part_answers_the_part_before_and_is_read_back_with_its_text(scene: XScene) -> None:
    first = scene.account.publish(OutgoingPost("Uno"), READY)
    second = scene.account.publish(OutgoingPost("Dos https://leon.gob.mx/obras <aquí>", answers=first), READY)
    third = scene.account.publish(OutgoingPost("Tres", answers=second), READY)
    replies = {reply["id"]: reply["answers"] for reply in scene.control.state()["replies"]["x"]}
    assert replies == {second: first, third: second}
    shown = scene.account.read_back(second)
    assert shown is not None
    assert shown.text == "Dos https://leon.gob.mx/obras <aquí>"
    assert check_exchanges(scene.control.exchanges()) == 4


def test_P06_a_part_whose_answer_was_lost_is_found_under_its_part_only(scene: XScene) -> None:
    since = scene.now()
    first = scene.account.publish(OutgoingPost(NAMES_SOMEBODY), READY)
    other = scene.account.publish(OutgoingPost("Otro hilo"), READY)
    part = OutgoingPost("Dos", answers=first)
    scene.lose_answer("publish")
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(part, READY)
    (found,) = scene.account.find_posts(part, READY, since)
    assert found.network_id in {reply["id"] for reply in scene.control.state()["replies"]["x"]}
    assert scene.account.find_posts(OutgoingPost("Dos", answers=other), READY, since) == ()
    assert scene.account.find_posts(OutgoingPost("Dos"), READY, since) == ()


def test_P21_the_same_part_again_is_in_doubt_and_not_sent_twice(scene: XScene) -> None:
    first = scene.account.publish(OutgoingPost("Uno"), READY)
    part = OutgoingPost("Dos", answers=first)
    scene.account.publish(part, READY)
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(part, READY)
    assert scene.live_replies() == 1


def test_a_part_whose_predecessor_was_removed_is_not_sent(scene: XScene) -> None:
    first = scene.account.publish(OutgoingPost("Uno"), READY)
    scene.account.take_down(first)
    with pytest.raises(NotThereError):
        scene.account.publish(OutgoingPost("Dos", answers=first), READY)
    assert scene.live_replies() == 0
