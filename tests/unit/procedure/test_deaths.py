"""
P2 under deaths: the worker is killed at every step it takes to the outside, before and after the step takes effect.

Posts, replies and take-downs, on three networks, while the network accepts, loses the answer, or does not accept; then the
schedules run until nothing is left to do.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Post
from tests.builders import PUBLICATION, a_comment, a_network_comment, a_referral, a_reply
from tests.model_network import Answer
from tests.mortality import Death
from tests.world import World

FOLIO = "LEO-20261123-000001"


@dataclass(frozen=True)
class Errand:
    """One kind of delivery: how it begins, its id, and how many of ours must be up at the end."""

    begin: Callable[[World, Network], None]
    purpose: str | None
    subject: str
    live_at_the_end: int


def _begin_post(world: World, network: Network) -> None:
    world.released(network)


def _begin_reply(world: World, network: Network) -> None:
    comment = a_comment(a_network_comment(network=network))
    referral = a_referral(comment).delivered(world.clock.now())
    world.put(comment.referred(FOLIO), referral, a_reply(FOLIO, network))


def _begin_take_down(world: World, network: Network) -> None:
    world.released(network)
    world.run()
    world.take_down()


ERRANDS = {
    "post": Errand(_begin_post, None, PUBLICATION, 1),
    "reply": Errand(_begin_reply, "acknowledgement", FOLIO, 1),
    "take-down": Errand(_begin_take_down, "take-down", PUBLICATION, 0),
}
ANSWERS = {
    "accepted": [Answer.ACCEPTED],
    "lost": [Answer.ACCEPTED_AND_LOST],
    "not accepted": [Answer.NOTHING_AND_LOST],
    "lost, then refused connection": [Answer.NOTHING_AND_LOST, Answer.TRANSIENT, Answer.ACCEPTED_AND_LOST],
}


def _world(errand: Errand, network: Network, answers: list[Answer], lag_seconds: int) -> World:
    world = World()
    errand.begin(world, network)
    world.accounts[network].answers = list(answers)
    world.accounts[network].lag_seconds = lag_seconds
    return world


def _dies(world: World, delivery: str, die_at: int, *, is_after: bool) -> bool:
    """Carry the delivery out in a worker that is to die; False when it came to its end before."""
    world.steps.arm(die_at, is_after=is_after)
    try:
        world.carry_out(delivery)
    except Death:
        return True
    finally:
        world.steps.arm(None)
    return False


def _check(world: World, errand: Errand, network: Network) -> None:
    world.run()
    delivery = world.the(ids.delivery_id(errand.subject, network, errand.purpose))
    live = world.accounts[network].live
    if delivery.reason == texts_es.MAY_BE_OUT:
        # An answer that nothing shows, on a network that would take it twice: a person looks (P18).
        assert errand is ERRANDS["reply"]
        assert (len(live), bool(delivery.attention)) == (0, True)
        return
    assert len(live) == errand.live_at_the_end
    assert delivery.state is DeliveryState.DONE, delivery.reason
    posts = world.of_kind(Post)
    if errand is ERRANDS["post"]:
        assert [post.network_id for post in posts] == [live[0].network_id]
    if errand is ERRANDS["take-down"]:
        assert [post.removed_at is not None for post in posts] == [True]


@pytest.mark.parametrize("network", SOCIAL_NETWORKS)
@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("name", ERRANDS)
def test_P2_a_worker_killed_at_any_step_leaves_exactly_one_live_post(name: str, answers: str, network: Network) -> None:
    errand = ERRANDS[name]
    delivery = ids.delivery_id(errand.subject, network, errand.purpose)
    for is_after in (False, True):
        die_at = 1
        while True:
            world = _world(errand, network, ANSWERS[answers], lag_seconds=0)
            died = _dies(world, delivery, die_at, is_after=is_after)
            _check(world, errand, network)
            if not died:
                break
            die_at += 1
        assert die_at > 3


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(ERRANDS)),
    answers=st.lists(
        st.sampled_from([Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST, Answer.TRANSIENT, Answer.DEAD_TOKEN]),
        max_size=4,
    ),
    deaths=st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=4),
    lag_seconds=st.sampled_from([0, 1, 30, 60]),
)
def test_P2_many_deaths_and_a_bad_network_leave_one_live_post_or_a_visible_hold(
    name: str, answers: list[Answer], deaths: list[tuple[int, bool]], lag_seconds: int
) -> None:
    errand = ERRANDS[name]
    world = _world(errand, Network.X, answers, lag_seconds)
    delivery_id = ids.delivery_id(errand.subject, Network.X, errand.purpose)
    for die_at, is_after in deaths:
        _dies(world, delivery_id, die_at, is_after=is_after)
        world.clock.advance(seconds=200)
    world.run()
    delivery = world.the(delivery_id)
    live = len(world.accounts[Network.X].live)
    assert live <= 1
    if delivery.state is DeliveryState.DONE:
        assert live == errand.live_at_the_end
    else:
        assert delivery.attention
        assert delivery.reason in {texts_es.TRIES_SPENT, texts_es.NOT_SHOWN, texts_es.STILL_SHOWN, texts_es.MAY_BE_OUT}
