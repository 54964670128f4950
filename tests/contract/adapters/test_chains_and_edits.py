"""Threads, take-downs and edits in place: the machine over the real adapters and the simulated networks (P24, P30)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.x import XAccount
from chalicelib.domain import ids
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import Version
from chalicelib.domain.thread import part_id
from local.networks import SimulatedNetworks
from tests.builders import NOW, PUBLICATION, a_person, a_publication
from tests.contract.adapters.simulated import JPEGS, meta_credentials, x_credentials
from tests.world import World

SETTLE_SECONDS = 60
AGENCY = a_person(Role.AGENCY, username="agencia")
PARTS = ["Hoy llueve.", "Antes de salir, guarda tus documentos.", "Si llueve, no cruces calles inundadas."]
FAULTS = [None, "answer_lost", "connection_reset_before", "accepted_500"]


@pytest.fixture(scope="module")
def running() -> Iterator[SimulatedNetworks]:
    with SimulatedNetworks() as networks:
        yield networks


@pytest.fixture
def world(running: SimulatedNetworks) -> World:
    """Give a municipality whose accounts are on the simulated networks; all go by one clock."""
    world = World()
    # X signs its requests by the real time, and takes no other.
    world.clock.set(datetime.now(UTC))
    running.world.clock = world.clock.now
    running.world.reset()
    accounts = cast("dict[Network, Any]", world.accounts)
    accounts[Network.X] = XAccount(x_credentials(running), base_url=running.x_base_url, settle_seconds=SETTLE_SECONDS)
    accounts[Network.FACEBOOK] = FacebookPage(
        meta_credentials(running), base_url=running.graph_base_url, settle_seconds=SETTLE_SECONDS
    )
    return world


def release_thread(world: World) -> None:
    content = world.content(PARTS[0], JPEGS[0]).model_copy(update={"thread": tuple(PARTS[1:])})
    world.put(a_publication(Version(number=1, networks={Network.X: content}, prepared_at=NOW)))
    world.authorise()
    world.publish()


def live(networks: SimulatedNetworks, network: str) -> list[str]:
    """Give the texts of ours that are up, in order; what answers a post of ours is ours too."""
    state = networks.control.state()
    shown = [*state["posts"][network], *state["replies"][network]]
    return [one["text"] for one in sorted(shown, key=lambda one: one["id"]) if not one["removed_at"]]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_P24_a_thread_on_x_comes_out_in_order_and_each_part_once(
    world: World, running: SimulatedNetworks, fault: str | None, at: int
) -> None:
    if fault:
        running.control.fail(fault, "x.create_post", after=at)
    release_thread(world)
    world.run()
    parts = [world.the(part_id(PUBLICATION, Network.X, number)) for number in (1, 2, 3)]
    assert [part.state for part in parts] == [DeliveryState.DONE] * 3, [part.reason for part in parts]
    assert len(live(running, "x")) == 3
    assert [part.target for part in parts[1:]] == [part.network_id for part in parts[:-1]]


@pytest.mark.parametrize("fault", FAULTS)
def test_P30_a_thread_on_x_comes_down_whole(world: World, running: SimulatedNetworks, fault: str | None) -> None:
    release_thread(world)
    world.run()
    if fault:
        running.control.fail(fault, "x.delete_post", after=1)
    world.take_down()
    world.run()
    assert live(running, "x") == []
    assert all(post.removed_at for post in world.of_kind(Post))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_text_on_facebook_is_corrected_in_place(world: World, running: SimulatedNetworks, fault: str | None) -> None:
    world.catalogue.edits_on = frozenset({Network.FACEBOOK})
    content = world.content("Abren los sábados.", JPEGS[0])
    world.put(a_publication(Version(number=1, networks={Network.FACEBOOK: content}, prepared_at=NOW)))
    world.authorise()
    world.publish()
    world.run()
    assert live(running, "facebook") == ["Abren los sábados."]
    world.correct_in_place({Network.FACEBOOK: "Abren los sábados y domingos."}, AGENCY)
    world.authorise()
    if fault:
        running.control.fail(fault, "facebook.post_edit")
    world.publish()
    world.run()
    edit = world.the(ids.delivery_id(PUBLICATION, Network.FACEBOOK, "edit-2"))
    assert edit.state is DeliveryState.DONE, edit.reason
    assert live(running, "facebook") == ["Abren los sábados y domingos."]
    (post,) = world.of_kind(Post)
    assert [change.text_before for change in post.rewordings] == ["Abren los sábados."]
