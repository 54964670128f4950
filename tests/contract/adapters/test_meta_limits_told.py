"""C11: with every page of comments Meta tells how much of its limits is used, and whoever reads them passes it on."""

import pytest

from local.networks import SimulatedNetworks
from tests.contract.adapters.simulated import FacebookScene, InstagramScene


@pytest.mark.parametrize("kind", [FacebookScene, InstagramScene])
def test_C11_a_page_of_comments_tells_how_much_of_the_limits_is_used(
    networks: SimulatedNetworks, graphics_at: str, kind: type[FacebookScene | InstagramScene]
) -> None:
    scene = kind(networks, graphics_at)
    post_id = scene.publish()
    for percent in (3, 80):
        scene.control.set(graph_usage_percent=percent)
        usage = scene.comments.read(post_id, None, None).usage
        assert usage
        assert usage.percent == percent
