"""2.5, 7: the answer in which a network shows what is live lies in the delivery's own record, in the write that ends it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.read_back import MOST_BYTES, answer_of
from tests.mortality import Death
from tests.world import World


@pytest.mark.parametrize("network", SOCIAL_NETWORKS)
def test_R12_a_post_that_is_live_has_its_proof_and_a_take_down_that_of_its_absence(network: Network) -> None:
    world = World()
    world.released(network)
    world.run()
    done = world.delivery(network)
    (shown,) = done.read_back
    assert (shown.status, shown.body) == (200, f'{{"id":"{done.network_id}"}}')
    world.take_down()
    world.run()
    (gone,) = world.delivery(network, "take-down").read_back
    assert (gone.status, gone.sha256) == (404, sha256_hex(b"{}"))


@pytest.mark.parametrize("is_after", [False, True])
def test_R09_whoever_dies_at_any_step_leaves_no_delivery_done_without_its_proof(*, is_after: bool) -> None:
    for step in range(1, 16):
        world = World()
        delivery = world.released(Network.X)
        world.steps.arm(step, is_after=is_after)
        with suppress(Death):
            world.carry_out()
        world.steps.arm(None)
        assert_proven(world.delivery())
        world.run()
        assert world.delivery().state is DeliveryState.DONE, delivery.id
        assert_proven(world.delivery())
        assert len(world.accounts[Network.X].live) == 1


def assert_proven(delivery: Delivery) -> None:
    assert bool(delivery.read_back) is (delivery.state is DeliveryState.DONE)


@given(st.binary(max_size=200))
def test_R12_an_answer_is_on_record_by_its_hash_and_to_the_byte_where_it_is_text(body: bytes) -> None:
    kept = answer_of(200, body)
    assert (kept.sha256, kept.size_bytes) == (sha256_hex(body), len(body))
    assert kept.body is None or kept.body.encode() == body


@pytest.mark.parametrize(("size", "is_whole"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_of_an_answer_beyond_the_limit_the_hash_stands_alone(size: int, *, is_whole: bool) -> None:
    assert (answer_of(200, b"a" * size).body is not None) is is_whole


def test_a_record_from_before_there_was_proof_is_read_as_it_is() -> None:
    world = World()
    world.released(Network.X)
    before = dump_json(world.delivery()).replace('"read_back":[],', "")
    assert 'read_back":' not in before.replace("read_back_at", "")
    assert Delivery.model_validate_json(before) == world.delivery()
