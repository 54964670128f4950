"""Everything the adapters ask of a network is in its published contract, and so is every answer they are tested with."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.adapters.networks.facebook import FacebookReactions
from chalicelib.adapters.networks.x.comments import XComments
from chalicelib.adapters.networks.x.counts import XAnswerCounts
from chalicelib.domain.errors import OutcomeUnknownError
from chalicelib.domain.staged import Staged
from local.networks import SimulatedNetworks
from local.networks.people import MUNICIPALITY
from tests.contract.adapters.contract import REPLY, TEXT
from tests.contract.adapters.simulated import (
    FacebookScene,
    InstagramScene,
    SimulatedScene,
    XScene,
    meta_credentials,
    x_credentials,
)
from tests.contract.network_contracts import check_exchanges

SCENES: dict[str, Callable[[SimulatedNetworks, str], SimulatedScene]] = {
    "x": XScene,
    "facebook": FacebookScene,
    "instagram": InstagramScene,
}
CALLS_OF_ONE_DAY = 15


def _spend_a_day(scene: SimulatedScene) -> None:
    """Do everything an account can do, also what is done after a lost answer and on a second try."""
    post, since = scene.post(graphics=2), scene.now()
    staged = scene.staged(post)
    scene.account.stage(post, staged)
    scene.lose_answer("publish")
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(post, staged)
    (found,) = scene.account.find_posts(post, staged, since=since)
    first = scene.comment(found.network_id)
    nested = scene.comment(first, "Yo también", citizen=1)
    for number in range(6):
        scene.comment(found.network_id, f"Comentario {number}")
    pages = scene.pages(found.network_id)
    scene.pages(found.network_id, pages[0].cursor)
    scene.account.read_back(scene.account.reply(nested, REPLY))
    scene.account.find_replies(nested, REPLY, since=since)
    scene.account.read_back(found.network_id)
    if isinstance(scene, FacebookScene):
        FacebookReactions(meta_credentials(scene.networks), base_url=scene.networks.graph_base_url).of(found.network_id)
    scene.account.take_down(found.network_id)


@pytest.mark.parametrize("network", SCENES)
def test_a_whole_day_stays_within_the_published_contract(
    networks: SimulatedNetworks, graphics_at: str, network: str
) -> None:
    scene = SCENES[network](networks, graphics_at)
    _spend_a_day(scene)
    ours = [exchange for exchange in scene.control.exchanges() if exchange["by"] == MUNICIPALITY]
    assert len(ours) >= CALLS_OF_ONE_DAY
    assert check_exchanges(ours) == len(ours)


def test_the_largest_pages_are_within_the_published_contract(networks: SimulatedNetworks, graphics_at: str) -> None:
    scene = XScene(networks, graphics_at)
    scene.comments = XComments(x_credentials(networks), base_url=networks.x_base_url)
    scene.account.find_posts(scene.post(TEXT), Staged(), since=scene.now())
    scene.comments.read(None, None, None)
    XAnswerCounts(x_credentials(networks), base_url=networks.x_base_url).since(scene.now() - timedelta(days=7))
    assert check_exchanges(scene.control.exchanges()) == 3
