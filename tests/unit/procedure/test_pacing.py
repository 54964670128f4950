"""2.5, limits of the networks: two workers, or twenty, write to an account as one would."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from decimal import Decimal
from threading import Barrier

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.account import AccountState, account_id
from chalicelib.domain.call_budgets import WriteKind
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RateLimitedError, RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.prices import Prices
from chalicelib.domain.publication import Version
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.staged import Staged
from chalicelib.domain.turns import Hold
from chalicelib.ports import OutgoingPost, PublishedPost
from chalicelib.procedure import breaking
from chalicelib.procedure.pacing import BREAKER_LOOK_AGAIN, use_turn
from chalicelib.procedure.sending import NotToBeSent
from tests.builders import (
    NOW,
    TEXT,
    a_comment,
    a_delivery,
    a_network_comment,
    a_person,
    a_publication,
    a_referral,
    a_reply,
    later,
)
from tests.fakes import Request, Work
from tests.model_network import Answer, ModelAccount
from tests.mortality import MortalRecords
from tests.world import World

PRICES = Prices(post=Decimal("0.015"), post_with_link=Decimal("0.20"), reply=Decimal("0.010"), delete=Decimal("0.010"))


def paced(**catalogue: object) -> World:
    world = World()
    for name, value in catalogue.items():
        setattr(world.catalogue, name, value)
    return world


def released(world: World, name: str, *, at: datetime | None = None, text: str = "", **changes: object) -> str:
    """Release a publication of its own to X, as if its minute had come; gives its delivery's id."""
    version = Version(number=1, networks={Network.X: world.content(text or name)}, prepared_at=NOW)
    publication_id = f"PUB-20261123-{name.upper()}"
    world.put(a_publication(version, id=publication_id, **changes))
    world.authorise(publication_id)
    if at is None:
        world.publish(publication_id)
        programmed = changes.get("priority", "normal")
        delivery = world.the(ids.delivery_id(publication_id, Network.X))
        world.records.commit(replace=[delivery.evolve(priority=programmed)])
    else:
        world.schedule(at, publication_id)
    return ids.delivery_id(publication_id, Network.X)


def the_account(world: World, network: Network = Network.X) -> AccountState:
    state = world.the(account_id(network))
    assert isinstance(state, AccountState)
    return state


def published_at(world: World, name: str) -> datetime:
    return next(shown.published_at for shown in world.accounts[Network.X].everything if shown.content == name)


# The distance between posts ---------------------------------------------------------------------------------------


def test_two_posts_due_at_the_same_minute_go_out_two_minutes_apart_the_more_urgent_first() -> None:
    world = paced(spacing_minutes=2)
    at = later(minutes=10)
    released(world, "normal", at=at)
    released(world, "alta", priority="high", at=at)
    world.run()
    assert published_at(world, "alta") == at
    assert timedelta(minutes=2) <= published_at(world, "normal") - at <= timedelta(minutes=2, seconds=1)


def test_a_post_that_waits_for_its_turn_says_so_and_no_try_is_counted() -> None:
    world = paced(spacing_minutes=2)
    world.carry_out(released(world, "primera"))
    waiting = world.carry_out(released(world, "segunda"))
    assert (waiting.state, waiting.due_at, waiting.tries) == (DeliveryState.READY, later(minutes=2), 0)
    assert waiting.reason == texts_es.waits_for_turn(Hold.SPACING, Network.X)
    assert waiting.attention is None
    world.run()
    done = world.the(waiting.id)
    assert (done.state, done.reason, done.reason_code) == (DeliveryState.DONE, None, None)


def test_a_try_that_failed_before_is_not_forgiven_by_waiting() -> None:
    world = paced(spacing_minutes=2)
    first = released(world, "primera")
    tried = released(world, "segunda")
    world.records.commit(replace=[world.the(tried).evolve(tries=3)])
    world.carry_out(first)
    assert world.carry_out(tried).tries == 3


def test_live_coverage_goes_at_once_whatever_went_out_before() -> None:
    world = paced(spacing_minutes=2)
    world.carry_out(released(world, "planeada"))
    live = world.carry_out(released(world, "vivo", priority="live"))
    assert live.state is DeliveryState.DONE


def test_what_a_person_publishes_at_the_moment_waits_for_nobody_and_a_correction_that_is_planned_neither() -> None:
    world = paced(spacing_minutes=2)
    world.carry_out(released(world, "planeada"))
    world.released(Network.X)
    assert world.delivery().priority == "live"
    assert world.carry_out().state is DeliveryState.DONE
    other = a_publication(id="PUB-20261123-OTRA", released_versions=())
    world.stored.commit(insert=[other])
    planned = released(world, "corregida", corrects=other.id, at=later(minutes=1))
    world.clock.set(later(minutes=1))
    assert world.carry_out(planned).state is DeliveryState.DONE


def test_two_workers_that_both_found_the_account_free_do_not_both_write_now() -> None:
    """Both pass before they prepare; the account's fence, right before the call, lets one of them write."""
    world = paced(spacing_minutes=2)
    first, second = released(world, "primera"), released(world, "segunda")
    other: list[Delivery] = []

    class Slow(ModelAccount):
        def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
            if post.text == "primera" and not other:
                other.append(world.carry_out(second))
            return super().stage(post, staged)

    world.accounts[Network.X] = Slow(world.clock, world.steps)
    late = world.carry_out(first)
    assert [one.state for one in other] == [DeliveryState.DONE]
    assert (late.state, late.reason_code, late.tries) == (DeliveryState.READY, Hold.SPACING, 0)
    world.run()
    assert len(world.accounts[Network.X].live) == 2
    assert abs(published_at(world, "primera") - published_at(world, "segunda")) >= timedelta(minutes=2)


def test_a_conflict_on_the_account_is_read_again_and_one_that_never_ends_is_told() -> None:
    world = paced(spacing_minutes=2)
    world.carry_out(released(world, "primera"))
    second = released(world, "segunda")

    class Busy(MortalRecords):
        conflicts = 3

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            if self.conflicts and any(isinstance(one, AccountState) for one in (*insert, *replace)):
                self.conflicts -= 1
                raise RecordConflictError("another worker")
            return super().commit(insert=insert, replace=replace)

    busy = Busy(world.stored, world.steps)
    world.records = busy
    assert world.carry_out(second).reason_code == Hold.SPACING
    busy.conflicts = 100
    world.clock.advance(minutes=2)
    with pytest.raises(RecordConflictError):
        world.carry_out(second)
    assert world.accounts[Network.X].calls == ["publish"]


def test_a_post_that_waits_for_nobody_costs_two_readings_and_one_writing_of_the_account() -> None:
    world = paced(spacing_minutes=2)
    delivery = released(world, "primera")
    reads: list[str] = []

    class Counting(MortalRecords):
        def find(self, record_id: str) -> Record | None:
            reads.append(record_id)
            return super().find(record_id)

    world.records = Counting(world.stored, world.steps)
    world.carry_out(delivery)
    assert reads.count(account_id(Network.X)) == 2
    assert the_account(world).revision == 1


# What the networks ask --------------------------------------------------------------------------------------------


def test_P19_a_rate_limit_told_to_one_worker_is_kept_by_all_and_nothing_is_called_before_it_ends() -> None:
    world = World()
    first, second = released(world, "primera"), released(world, "segunda")
    account = world.accounts[Network.X]
    account.answers = [Answer.PATIENCE]
    world.carry_out(first)
    assert the_account(world).blocked_until == later(seconds=900)
    waiting = world.carry_out(second)
    assert (waiting.due_at, waiting.reason_code, waiting.tries) == (later(seconds=900), Hold.BLOCKED, 0)
    assert account.calls == ["publish"]
    world.run()
    assert {shown.content for shown in account.live} == {"primera", "segunda"}
    assert all(shown.published_at >= later(seconds=900) for shown in account.live)


def test_P19_a_look_that_is_rate_limited_is_put_off_for_all_without_counting_the_looks() -> None:
    world = World()
    delivery = released(world, "primera")
    account = world.accounts[Network.X]
    account.answers = [Answer.ACCEPTED_AND_LOST]
    account.read_errors = [RateLimitedError("429", retry_after_seconds=600)]
    looked = world.carry_out(delivery)
    assert looked.state is DeliveryState.UNKNOWN
    world.clock.advance(seconds=30)
    rested = world.carry_out(delivery)
    assert (rested.due_at, rested.reconciliations) == (later(seconds=600), looked.reconciliations)
    world.run()
    assert world.the(delivery).state is DeliveryState.DONE
    assert len(account.live) == 1


def test_nothing_is_read_back_while_the_answer_to_the_write_itself_asked_for_rest() -> None:
    """The header of the answer that accepted the post says that no call is left."""
    world = World()
    delivery = released(world, "primera")
    reads: list[str] = []

    class Exhausted(ModelAccount):
        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            self.patience_seconds = 300
            return super().publish(post, staged)

        def read_back(self, network_id: str) -> PublishedPost | None:
            reads.append(network_id)
            return super().read_back(network_id)

    world.accounts[Network.X] = Exhausted(world.clock, world.steps)
    accepted = world.carry_out(delivery)
    assert accepted.state is DeliveryState.ACCEPTED
    assert reads == []
    assert the_account(world).blocked_until == later(seconds=300)


def test_a_wait_of_more_than_half_an_hour_is_shown_to_a_person_and_ends_by_itself() -> None:
    world = World()
    delivery = released(world, "primera")
    world.put(
        AccountState(id=account_id(Network.X), created_at=NOW, network=Network.X, blocked_until=later(minutes=50))
    )
    held = world.carry_out(delivery)
    assert (held.state, held.duty, held.due_at) == (DeliveryState.HELD, Duty.PUBLISH, later(minutes=50))
    assert held.attention
    assert held.attention.reason == texts_es.waits_for_turn(Hold.BLOCKED, Network.X)
    world.run()
    assert world.the(delivery).state is DeliveryState.DONE


# The breaker ------------------------------------------------------------------------------------------------------


def test_P33_a_loop_that_publishes_again_and_again_is_stopped_whichever_worker_it_runs_in() -> None:
    """Postiz posted dozens of copies: here, whatever makes new deliveries, an account stands still at its bar."""
    world = paced(max_posts_per_hour=5)
    for number in range(40):
        world.carry_out(released(world, f"copia{number}"))
        world.clock.advance(seconds=1)
    account = world.accounts[Network.X]
    assert len(account.calls) == len(account.everything) == 5
    held = [one for one in world.of_kind(Delivery) if one.state is DeliveryState.HELD]
    assert len(held) == 35
    assert all(one.attention and one.reason == texts_es.waits_for_turn(Hold.BREAKER, Network.X) for one in held)


def test_P33_a_delivery_whose_record_is_set_back_by_a_bug_is_stopped_too() -> None:
    """The account counts by itself: it takes no delivery's word for how often it was sent."""
    world = paced(max_posts_per_hour=5)
    delivery = released(world, "copia")
    fresh = world.the(delivery)
    for _ in range(20):
        world.carry_out(delivery)
        world.records.commit(replace=[fresh.evolve(revision=world.the(delivery).revision)])
    assert len(world.accounts[Network.X].calls) == 5


def test_P33_what_the_breaker_holds_stays_held_until_a_person_resets_it_and_then_goes_out() -> None:
    world = paced(max_posts_per_hour=1)
    world.carry_out(released(world, "primera"))
    second = released(world, "segunda")
    world.carry_out(second)
    world.clock.advance(hours=3)
    still = world.carry_out(second)
    assert (still.state, still.due_at) == (DeliveryState.HELD, world.clock.now() + BREAKER_LOOK_AGAIN)
    world.queues.take()
    reset(world)
    assert world.queues.take() == [Request(Work.PUBLISH, second)]
    world.run()
    assert world.the(second).state is DeliveryState.DONE
    said = the_account(world).last_reset
    assert said
    assert (said.by, said.why) == ("coordinadora", "Era la campaña")


def test_what_the_breaker_held_resumes_by_itself_when_its_message_is_lost() -> None:
    world = paced(max_posts_per_hour=1)
    world.carry_out(released(world, "primera"))
    second = released(world, "segunda")
    world.carry_out(second)
    reset(world)
    world.queues.take()
    world.run()
    assert world.the(second).state is DeliveryState.DONE


def reset(world: World, network: Network = Network.X) -> AccountState:
    return breaking.reset_breaker(
        network,
        why="Era la campaña",
        by=a_person(Role.COORDINATOR, username="coordinadora"),
        records=world.records,
        queues=world.queues,
        clock=world.clock,
    )


def test_an_account_that_does_not_stand_still_cannot_be_reset() -> None:
    world = World()
    with pytest.raises(NotFoundError):
        reset(world)
    world.carry_out(released(world, "primera"))
    with pytest.raises(InvalidInputError, match=texts_es.BREAKER_NOT_OPEN):
        reset(world)


def test_replies_have_their_own_bar_and_a_take_down_passes_an_open_breaker() -> None:
    world = paced(max_posts_per_hour=1, max_replies_per_hour=1)
    world.released(Network.X)
    world.carry_out()
    comment = a_comment(a_network_comment(network=Network.X))
    folio = "LEO-20261123-000001"
    world.put(
        comment.referred(folio), a_referral(comment).delivered(NOW), a_reply(folio), a_reply("LEO-20261123-000002")
    )
    assert world.carry_out(a_reply(folio).id).state is DeliveryState.DONE
    held = world.carry_out(a_reply("LEO-20261123-000002").id)
    assert (held.state, held.reason_code) == (DeliveryState.HELD, Hold.BREAKER)
    assert set(the_account(world).trips) == {WriteKind.REPLY}
    world.carry_out(released(world, "otra"))
    world.take_down()
    assert world.carry_out(world.delivery(Network.X, "take-down").id).state is DeliveryState.DONE


def test_P33_twenty_workers_at_one_instant_make_no_more_writes_than_the_bar() -> None:
    """Real threads over one account: whoever loses the race reads again, or leaves its message to come again."""
    world = paced(max_posts_per_hour=5)
    account = world.accounts[Network.X]
    start = Barrier(20)

    def work(number: int) -> bool:
        start.wait()
        try:
            use_turn(a_delivery(id=f"PUB-20261123-W{number}#x"), account, world.publishing, NOW)
        except (NotToBeSent, RecordConflictError):
            return False
        return True

    with ThreadPoolExecutor(20) as workers:
        went = list(workers.map(work, range(20)))
    assert 1 <= sum(went) == len(the_account(world).writes) <= 5


# Prices -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "price"), [(TEXT, "0.015"), ("Vea leon.gob.mx/parques", "0.20")])
def test_what_X_asks_for_a_post_is_kept_with_it(text: str, price: str) -> None:
    world = paced(prices=PRICES)
    done = world.carry_out(released(world, "precio", text=text))
    assert (done.state, done.price_usd) == (DeliveryState.DONE, Decimal(price))


def test_a_post_that_was_adopted_cost_as_much_and_one_that_was_refused_nothing() -> None:
    world = paced(prices=PRICES)
    world.accounts[Network.X].answers = [Answer.ACCEPTED_AND_LOST, Answer.REFUSED]
    adopted = world.carry_out(released(world, "adoptada"))
    assert (adopted.is_adopted, adopted.price_usd) == (True, Decimal("0.015"))
    assert world.carry_out(released(world, "rechazada")).price_usd is None


def test_a_take_down_and_a_reply_have_their_price_and_an_edit_none() -> None:
    assert [PRICES.of(action, "leon.gob.mx") for action in (Action.TAKE_DOWN, Action.REPLY, Action.EDIT)] == [
        Decimal("0.010"),
        Decimal("0.010"),
        Decimal(0),
    ]


def test_facebook_asks_nothing() -> None:
    world = paced(prices=PRICES)
    world.released(Network.FACEBOOK)
    world.run()
    assert world.delivery(Network.FACEBOOK).price_usd is None


def test_a_link_on_X_is_told_to_cost_thirteen_times_more_and_stands_in_nobodys_way() -> None:
    world = paced(prices=PRICES)
    world.prepared(Network.X, Network.FACEBOOK, text="Vea leon.gob.mx/parques")
    seen = world.authorise().current.networks
    [found] = [one for one in seen[Network.X].findings if one.code == "link_costs_more"]
    assert found.message == "Un enlace en X hace que la publicación cueste 13 veces más (0.20 USD)."
    assert [one for one in seen[Network.FACEBOOK].findings if one.code == "link_costs_more"] == []


def test_P2_sixty_posts_of_one_minute_come_out_once_each() -> None:
    world = paced(max_posts_per_hour=100)
    names = [f"p{number}" for number in range(60)]
    for name in names:
        released(world, name, at=later(minutes=1))
    world.run()
    account = world.accounts[Network.X]
    assert sorted(shown.content for shown in account.live) == sorted(names)
