"""4.4 against the simulated networks: how a post was received, as each network tells it, and what it does not tell."""

import pytest

from chalicelib.adapters.networks.facebook import FacebookReactions
from chalicelib.domain.errors import CredentialsRejectedError, NotThereError, RateLimitedError
from chalicelib.domain.reactions import Reactions
from local.networks import SimulatedNetworks
from local.networks.control_client import ControlRefusedError
from tests.contract.adapters.simulated import FacebookScene, InstagramScene, meta_credentials


@pytest.fixture
def facebook(networks: SimulatedNetworks, graphics_at: str) -> FacebookScene:
    return FacebookScene(networks, graphics_at)


@pytest.fixture
def counts(networks: SimulatedNetworks) -> FacebookReactions:
    return FacebookReactions(meta_credentials(networks), base_url=networks.graph_base_url)


def test_a_post_of_the_page_tells_its_reactions_and_shares(facebook: FacebookScene, counts: FacebookReactions) -> None:
    post_id = facebook.publish()
    assert counts.of(post_id) == Reactions(likes=0)
    facebook.control.react(post_id, likes=41, shares=6)
    assert counts.of(post_id) == Reactions(likes=41, shares=6)
    facebook.control.react(post_id, likes=None)
    assert counts.of(post_id) == Reactions(shares=6)


def test_a_post_that_is_gone_a_limit_and_a_dead_token_are_told(
    facebook: FacebookScene, counts: FacebookReactions
) -> None:
    post_id = facebook.publish()
    facebook.control.fail("rate_limited")
    with pytest.raises(RateLimitedError):
        counts.of(post_id)
    facebook.control.fail("token_dead")
    with pytest.raises(CredentialsRejectedError):
        counts.of(post_id)
    facebook.account.take_down(post_id)
    with pytest.raises(NotThereError):
        counts.of(post_id)


def test_likes_on_instagram_come_with_the_comments_and_hidden_ones_do_not(
    networks: SimulatedNetworks, graphics_at: str
) -> None:
    scene = InstagramScene(networks, graphics_at)
    post_id = scene.publish()
    scene.control.react(post_id, likes=31)
    assert scene.comments.read(post_id, None, None).reactions == Reactions(likes=31)
    scene.control.react(post_id, likes=None)
    assert scene.comments.read(post_id, None, None).reactions == Reactions()


def test_the_control_refuses_what_is_no_count(facebook: FacebookScene) -> None:
    with pytest.raises(ControlRefusedError, match="likes is no count"):
        facebook.control.react(facebook.publish(), likes=-1)
