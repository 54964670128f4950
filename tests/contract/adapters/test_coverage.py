"""C05 against the simulated networks: their own counts, the part they do not list, and what is then said of a post."""

from datetime import timedelta

import pytest

from chalicelib.adapters.networks.x.counts import XAnswerCounts
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading, reading_of
from chalicelib.domain.reactions import Reactions
from chalicelib.ports import CountedPost
from chalicelib.procedure.covering import Covered, coverage_of
from chalicelib.procedure.monitoring import read_comments
from local.networks import SimulatedNetworks
from tests.builders import NOW, TODAY, a_post
from tests.contract.adapters.contract import REPLY
from tests.contract.adapters.simulated import FacebookScene, InstagramScene, SimulatedScene, XScene, x_credentials
from tests.world import World


def watched(scene: SimulatedScene) -> tuple[World, str]:
    """Publish a post, and have its comments read by the procedure."""
    world, network_id = World(), scene.publish()
    post = a_post(Network(scene.network), network_id)
    world.put(post, reading_of(post, NOW))
    return world, network_id


def read(world: World, scene: SimulatedScene) -> Covered:
    """Read once more when it is due, and say how the post stands."""
    reading = next(record for record in world.of_kind(Reading) if record.post)
    world.clock.set(max(reading.due_at or NOW, world.clock.now()))
    read_comments(
        reading.id,
        records=world.records,
        sources=lambda _: scene.comments,
        classifier=world.classifier,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
        answers=world.answers,
    )
    (covered,) = coverage_of(TODAY, records=world.records)
    return covered


@pytest.mark.parametrize("make", [FacebookScene, InstagramScene])
def test_C05_what_is_out_of_reach_is_a_gap_until_it_can_be_read(
    networks: SimulatedNetworks, graphics_at: str, make: type[SimulatedScene]
) -> None:
    scene = make(networks, graphics_at)
    world, network_id = watched(scene)
    for number in range(12):
        scene.comment(network_id, f"queja {number}")
    scene.hide_part()
    for _ in range(3):
        covered = read(world, scene)
        assert covered.coverage
        assert covered.coverage.gap == 6
        assert covered.said == "Faltan 6 de 12: la red los cuenta y no los muestra."
    scene.control.clear_faults()
    read(world, scene)
    covered = read(world, scene)
    assert covered.coverage
    assert (covered.coverage.listed, covered.coverage.is_complete) == (12, True)
    assert covered.said == "Completa: están registrados los 12 comentarios que la red cuenta."


@pytest.mark.parametrize("make", [FacebookScene, InstagramScene])
def test_C05_our_own_answers_are_counted_and_are_no_gap(
    networks: SimulatedNetworks, graphics_at: str, make: type[SimulatedScene]
) -> None:
    scene = make(networks, graphics_at)
    world, network_id = watched(scene)
    scene.account.reply(scene.comment(network_id, "queja"), REPLY)
    read(world, scene)
    covered = read(world, scene)
    assert covered.coverage
    assert (covered.coverage.network_count, covered.coverage.own, covered.coverage.is_complete) == (2, 1, True)


@pytest.mark.parametrize("dialect", ["tweet", "post"])
def test_C05_X_counts_direct_answers_and_reactions_for_the_price_of_our_own_reading(
    networks: SimulatedNetworks, graphics_at: str, dialect: str
) -> None:
    scene = XScene(networks, graphics_at)
    scene.control.set(x_dialect=dialect)  # type: ignore[arg-type]
    post_id, other_id = scene.publish(), scene.publish("Otro aviso")
    answer_id = scene.comment(post_id, "uno")
    scene.comment(answer_id, "dos", citizen=1)
    scene.account.reply(answer_id, REPLY)
    counts = XAnswerCounts(x_credentials(networks), base_url=networks.x_base_url, seconds=scene.seconds)
    scene.control.react(post_id, likes=7, shares=3, quotes=1, bookmarks=2, views=910)
    told = Reactions(likes=7, shares=3, quotes=1, bookmarks=2, views=910)
    unmoved = Reactions(likes=0, shares=0, quotes=0, bookmarks=0, views=0)
    assert counts.since(scene.now() - timedelta(days=7)) == {
        post_id: CountedPost(1, told),
        other_id: CountedPost(0, unmoved),
    }
    rows = {row["operation"]: row["usd"] for row in scene.control.ledger()["operations"]}
    assert rows["x.timeline"] == pytest.approx(2 * 0.001)
