"""2.5: a thread is a chain of deliveries: in order, each part once, and what stops half way is seen (P24)."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import PublicationState, Version
from chalicelib.domain.staged import Staged
from chalicelib.domain.thread import part_id
from chalicelib.domain.whereabouts import removal_of
from chalicelib.ports import OutgoingPost
from tests.builders import NOW, PUBLICATION, a_person, a_publication
from tests.model_network import Answer, ModelAccount, Shown
from tests.mortality import Death
from tests.world import JPEG, World

AGENCY = a_person(Role.AGENCY, username="agencia")
TEXTS = ["Uno de tres", "Dos de tres", "Tres de tres"]


def a_thread(*texts: str) -> World:
    """Release a thread on X, whose first part has a photograph."""
    world = World()
    first, *others = texts or TEXTS
    content = world.content(first, JPEG).model_copy(update={"thread": tuple(others)})
    world.put(
        a_publication(
            Version(number=1, networks={Network.X: content}, prepared_at=NOW),
            priority="high",
            valid_until=NOW.replace(year=2027),
        )
    )
    world.authorise()
    world.publish()
    return world


def part(world: World, number: int) -> Delivery:
    found = world.the(part_id(PUBLICATION, Network.X, number))
    assert isinstance(found, Delivery)
    return found


def removal(world: World, number: int) -> Delivery:
    found = world.the(ids.removal_id(part_id(PUBLICATION, Network.X, number)))
    assert isinstance(found, Delivery)
    return found


def texts(shown: list[Shown]) -> list[str]:
    return [one.content.split("\x1f")[0] for one in shown]


def is_a_chain(shown: list[Shown]) -> bool:
    """Say whether each answers the one before, and the first nobody."""
    return [one.answers_to for one in shown] == [None, *[one.network_id for one in shown][:-1]]


def test_a_thread_goes_out_in_order_each_part_answering_the_one_before() -> None:
    world = a_thread()
    world.run()
    live = world.accounts[Network.X].live
    assert texts(live) == TEXTS
    assert is_a_chain(live)
    assert ["\x1f" in one.content for one in live] == [True, False, False]
    posts = sorted(world.of_kind(Post), key=lambda post: str(post.network_id))
    assert [post.text for post in posts] == TEXTS
    assert [len(post.media_sha256) for post in posts] == [1, 0, 0]


def test_a_part_inherits_how_urgent_it_is_and_until_when_it_is_good() -> None:
    world = a_thread()
    first = part(world, 1)
    world.stored.commit(replace=[first.evolve(priority="high", valid_until=NOW + timedelta(days=3))])
    world.carry_out()
    second = part(world, 2)
    assert (second.priority, second.valid_until) == ("high", NOW + timedelta(days=3))
    assert second.target == part(world, 1).network_id
    assert second.due_at == world.clock.now()


def test_the_fingerprint_of_each_part_is_its_own() -> None:
    world = a_thread("Lo mismo", "Lo mismo", "Lo mismo")
    world.run()
    assert len({part(world, number).fingerprint for number in (1, 2, 3)}) == 3
    assert texts(world.accounts[Network.X].live) == ["Lo mismo"] * 3


def test_P24_a_part_that_is_refused_waits_for_a_person_and_the_next_are_not_made() -> None:
    world = a_thread()
    world.accounts[Network.X].answers = [Answer.ACCEPTED, Answer.REFUSED]
    world.run()
    assert texts(world.accounts[Network.X].live) == TEXTS[:1]
    refused = part(world, 2)
    assert refused.state is DeliveryState.REFUSED
    assert refused.attention
    assert world.records.find(part_id(PUBLICATION, Network.X, 3)) is None


def test_P24_publishing_again_goes_on_with_the_part_that_was_refused() -> None:
    world = a_thread()
    world.accounts[Network.X].answers = [Answer.ACCEPTED, Answer.REFUSED]
    world.run()
    world.publish()
    world.run()
    live = world.accounts[Network.X].live
    assert texts(live) == TEXTS
    assert is_a_chain(live)


def test_P24_a_part_whose_predecessor_somebody_removed_is_held_with_its_reason() -> None:
    world = a_thread()
    world.carry_out()
    world.accounts[Network.X].live[0].removed_at = world.clock.now()
    world.run()
    broken = part(world, 2)
    assert (broken.state, broken.reason_code) == (DeliveryState.REFUSED, "thread_broken")
    assert broken.reason == texts_es.THREAD_BROKEN
    assert world.accounts[Network.X].live == []


def test_P32_a_part_is_not_sent_when_any_other_part_changed_after_the_authorisation() -> None:
    world = a_thread()
    world.carry_out()
    known = world.publication()
    content = known.current.networks[Network.X].model_copy(update={"thread": ("Dos de tres", "Otra cosa")})
    version = known.current.model_copy(update={"networks": {Network.X: content}})
    world.stored.commit(replace=[known.evolve(versions=(version,))])
    world.run()
    assert (part(world, 2).state, part(world, 2).reason) == (DeliveryState.HELD, texts_es.CONTENT_CHANGED)
    assert len(world.accounts[Network.X].live) == 1


def test_P27_an_authorisation_revoked_half_way_stops_the_rest() -> None:
    world = a_thread()
    world.carry_out()
    world.revoke()
    world.run()
    assert (part(world, 2).state, part(world, 2).reason) == (DeliveryState.HELD, texts_es.AUTHORISATION_GONE)
    world.authorise()
    world.publish()
    world.run()
    assert texts(world.accounts[Network.X].live) == TEXTS


def _check_whole(world: World) -> None:
    world.run()
    live = world.accounts[Network.X].live
    assert texts(live) == TEXTS
    assert is_a_chain(live)
    assert [part(world, number).state for number in (1, 2, 3)] == [DeliveryState.DONE] * 3
    assert len(world.of_kind(Post)) == 3


@settings(max_examples=150, deadline=None)
@given(
    deaths=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9), st.booleans()), max_size=8),
    answers=st.lists(
        st.sampled_from([Answer.ACCEPTED, Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST, Answer.TRANSIENT]),
        max_size=5,
    ),
    lag_seconds=st.sampled_from([0, 2, 30]),
)
def test_P24_any_deaths_over_a_thread_leave_its_parts_in_order_each_once(
    deaths: list[tuple[int, int, bool]], answers: list[Answer], lag_seconds: int
) -> None:
    world = a_thread()
    account = world.accounts[Network.X]
    account.refuses_duplicates, account.answers, account.lag_seconds = True, answers, lag_seconds
    for number, die_at, is_after in deaths:
        if world.records.find(part_id(PUBLICATION, Network.X, number)) is None:
            continue
        world.steps.arm(die_at, is_after=is_after)
        try:
            world.carry_out(part_id(PUBLICATION, Network.X, number))
        except Death:
            world.clock.advance(seconds=160)
        finally:
            world.steps.arm(None)
    _check_whole(world)


# Take down --------------------------------------------------------------------------------------------------------


def test_P30_a_thread_comes_down_the_last_part_first() -> None:
    world = a_thread()
    world.run()
    live = [one.network_id for one in world.accounts[Network.X].live]
    world.take_down()
    world.run()
    account = world.accounts[Network.X]
    assert account.live == []
    by_time = sorted(account.everything, key=lambda one: (one.removed_at or NOW, -account.everything.index(one)))
    assert [one.network_id for one in by_time] == live[::-1]
    assert account.calls.count("take_down") == 3
    assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_a_thread_taken_down_half_way_does_not_go_on() -> None:
    world = a_thread()
    world.carry_out()
    world.take_down()
    world.run()
    assert world.accounts[Network.X].live == []
    assert world.accounts[Network.X].calls == ["publish", "take_down"]
    assert part(world, 2).state is DeliveryState.CANCELLED
    assert world.records.find(part_id(PUBLICATION, Network.X, 3)) is None


def test_P30_a_part_that_is_accepted_while_the_thread_is_taken_down_comes_down_too() -> None:
    world = a_thread()
    world.carry_out()

    class Meanwhile(ModelAccount):
        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            network_id = super().publish(post, staged)
            if world.publication().state is PublicationState.RELEASED:
                world.take_down()
            return network_id

    account = world.accounts[Network.X]
    world.accounts[Network.X] = Meanwhile(world.clock, world.steps, everything=account.everything)
    world.run()
    assert world.accounts[Network.X].live == []
    assert [removal(world, number).state for number in (1, 2)] == [DeliveryState.DONE] * 2
    assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_a_part_made_after_the_take_down_looked_comes_down_too() -> None:
    """The take-down looked before the part was made; its worker passed the gate before the take-down was stored."""
    world = a_thread()
    world.carry_out()
    second = part(world, 2)
    asked = removal_of(part(world, 1), world.clock.now())
    world.stored.commit(replace=[world.publication().withdrawn("La fecha está mal")], insert=[asked])
    claimed = world.stored.commit(replace=[second.claimed(world.clock.now())])[0]
    assert isinstance(claimed, Delivery)
    sent = world.stored.commit(replace=[claimed.intended("f", world.clock.now())])[0]
    assert isinstance(sent, Delivery)
    world.accounts[Network.X].publish(OutgoingPost(TEXTS[1], answers=second.target), Staged(is_ready=True))
    world.run()
    assert world.accounts[Network.X].live == []
    assert removal(world, 2).state is DeliveryState.DONE


@pytest.mark.parametrize("is_after", [False, True])
def test_P30_dying_anywhere_while_a_thread_comes_down_leaves_nothing_up(*, is_after: bool) -> None:
    for die_at in range(1, 16):
        world = a_thread()
        world.run()
        world.steps.arm(die_at, is_after=is_after)
        try:
            world.take_down()
            world.run()
        except Death:
            world.take_down()
        finally:
            world.steps.arm(None)
        world.run()
        assert world.accounts[Network.X].live == [], (die_at, is_after)
        assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_the_correction_of_a_thread_waits_for_every_part() -> None:
    world = a_thread()
    world.run()
    world.accounts[Network.X].answers = [Answer.DEAD_TOKEN]
    world.take_down()
    world._work_until(world.clock.now() + timedelta(seconds=100))
    assert len(world.accounts[Network.X].live) == 3
    corrected = world.correct({Network.X: "Uno, corregido"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    world.carry_out(ids.delivery_id(corrected.id, Network.X))
    assert len(world.accounts[Network.X].live) == 3
    world.run()
    live = world.accounts[Network.X].live
    assert texts(live) == ["Uno, corregido", *TEXTS[1:]]
    assert is_a_chain(live)
