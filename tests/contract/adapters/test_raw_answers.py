"""R12: what the adapters read is given as it was received, and no answer holds a credential of ours (P8)."""

import json
from typing import Any

import pytest

from chalicelib.ports import CommentPage, RawAnswer
from local.networks.running import SimulatedNetworks
from tests.contract.adapters.simulated import (
    FacebookScene,
    InstagramScene,
    SimulatedScene,
    XScene,
    meta_credentials,
    x_credentials,
)

SCENES = (XScene, FacebookScene, InstagramScene)


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest, networks: SimulatedNetworks, graphics_at: str) -> SimulatedScene:
    made: SimulatedScene = request.param(networks, graphics_at)
    return made


def answers_of(page: CommentPage) -> tuple[RawAnswer, ...]:
    assert page.raw
    return page.raw.answers


def texts_in(node: Any) -> list[str]:
    """Give every text of a JSON document."""
    if isinstance(node, dict):
        return [text for part in node.values() for text in texts_in(part)]
    if isinstance(node, list):
        return [text for part in node for text in texts_in(part)]
    return [node] if isinstance(node, str) else []


def hold_no_secret(answers: tuple[RawAnswer, ...], networks: SimulatedNetworks) -> None:
    for credentials in (meta_credentials(networks), x_credentials(networks)):
        for secret in credentials.secrets:
            assert all(secret.get_secret_value().encode() not in answer.body for answer in answers)


def test_R12_every_comment_stands_in_the_answers_of_its_page(
    scene: SimulatedScene, networks: SimulatedNetworks
) -> None:
    post = scene.publish()
    said = {f"Falta agua, calle {number} «ñ» 💧" for number in range(3)}
    for text in said:
        scene.comment(post, text)
    for page in scene.pages(post):
        told = [text for answer in answers_of(page) for text in texts_in(json.loads(answer.body))]
        assert all(answer.status == 200 for answer in answers_of(page))
        assert all(any(comment.text in text for text in told) for comment in page.comments)
        hold_no_secret(answers_of(page), networks)
    assert sum(len(page.comments) for page in scene.pages(post)) == len(said)


def test_R12_what_is_live_and_what_is_gone_is_told_as_received(
    scene: SimulatedScene, networks: SimulatedNetworks
) -> None:
    post = scene.publish()
    scene.wait(scene.account.settle_seconds)
    assert scene.account.read_back(post)
    (shown,) = scene.account.last_look
    assert shown.status == 200
    assert post in shown.body.decode()
    scene.account.take_down(post)
    scene.wait(scene.account.settle_seconds)
    assert scene.account.read_back(post) is None
    gone = scene.account.last_look
    assert gone
    assert shown not in gone
    hold_no_secret((shown, *gone), networks)
