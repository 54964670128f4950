"""2.5, P2: every step of the machine, and that there is no unfinished state without somebody's duty."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.delivery_times import HELD_LOOK_AGAIN, LEASE, MAX_RECONCILIATIONS, MAX_TRIES
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Attention, Duty
from chalicelib.domain.staged import Staged
from tests.builders import NOW, a_delivery, a_reply, later

SETTLE = 60


def claimed() -> Delivery:
    return a_delivery().claimed(NOW)


def intent() -> Delivery:
    return claimed().intended("f" * 64, NOW)


def unknown() -> Delivery:
    return intent().unknown(texts_es.OUTCOME_UNKNOWN, NOW)


def accepted() -> Delivery:
    return intent().accepted("p1", NOW)


def done() -> Delivery:
    return accepted().done(permalink="https://x.com/p1", published_at=NOW, now=NOW)


EVERY_STATE: dict[str, Callable[[], Delivery]] = {
    "ready": a_delivery,
    "claimed": claimed,
    "intent": intent,
    "unknown": unknown,
    "looked": lambda: unknown().looked(NOW),
    "accepted": accepted,
    "tried again": lambda: unknown().try_again(NOW),
    "postponed": lambda: intent().postponed(later(minutes=15)),
    "held": lambda: unknown().held(texts_es.SEVERAL_MATCHES, NOW),
    "held until": lambda: intent().held_until(later(minutes=10), texts_es.CREDENTIALS_REJECTED, NOW),
    "asked": lambda: claimed().asked("Publíquelo a mano.", NOW),
    "stale": lambda: a_delivery().expired(NOW),
    "refused": lambda: intent().refused("no", "refused", NOW),
    "refused reply": lambda: a_reply("LEO-20261123-000001").claimed(NOW).refused("no", "reply_not_allowed", NOW),
    "done": done,
    "cancelled": lambda: a_delivery().cancelled(texts_es.TAKEN_DOWN_BEFORE),
    "rescheduled": lambda: a_delivery().rescheduled(later(days=1), 2),
}


@pytest.mark.parametrize("state", EVERY_STATE)
def test_P6_a_delivery_is_finished_or_due(state: str) -> None:
    delivery = EVERY_STATE[state]()
    assert delivery.is_finished != (delivery.due_at is not None)
    assert delivery.is_finished != (delivery.duty is not None)


@pytest.mark.parametrize("state", EVERY_STATE)
def test_P2_what_waits_for_a_person_says_why(state: str) -> None:
    delivery = EVERY_STATE[state]()
    assert (delivery.attention is not None) == (state in {"held", "held until", "refused", "asked", "stale"})
    if delivery.attention:
        assert delivery.reason
        assert delivery.attention.reason


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("ready", True),
        ("claimed", False),
        ("intent", False),
        ("unknown", False),
        ("accepted", False),
        ("tried again", False),
        ("postponed", True),
        ("held", False),
        ("held until", True),
        ("refused", True),
        ("done", False),
        ("cancelled", False),
    ],
)
def test_untouched_is_only_what_can_certainly_not_be_on_the_network(state: str, expected: bool) -> None:  # noqa: FBT001
    assert EVERY_STATE[state]().is_untouched is expected


# Claim and intent -------------------------------------------------------------------------------------------------


def test_a_claim_counts_a_try_and_raises_the_epoch() -> None:
    again = claimed().claimed(NOW)
    assert (again.epoch, again.tries, again.state) == (2, 2, DeliveryState.CLAIMED)


@pytest.mark.parametrize("state", ["claimed", "intent"])
def test_P14_a_lease_protects_its_worker_until_it_ends(state: str) -> None:
    delivery = EVERY_STATE[state]()
    assert delivery.is_leased(NOW + LEASE - timedelta(microseconds=1))
    assert not delivery.is_leased(NOW + LEASE)


@pytest.mark.parametrize("state", sorted(set(EVERY_STATE) - {"claimed", "intent"}))
def test_nothing_else_is_leased(state: str) -> None:
    assert not EVERY_STATE[state]().is_leased(NOW)


def test_the_intent_says_what_and_since_when_before_anything_is_sent() -> None:
    assert (intent().fingerprint, intent().sent_after) == ("f" * 64, NOW)


def test_what_the_network_holds_already_is_kept() -> None:
    staged = Staged(container_id="17", is_ready=True)
    assert claimed().with_staged(staged).intended("f", NOW).staged == staged


# Accepted ---------------------------------------------------------------------------------------------------------


def test_the_networks_id_is_kept_before_anything_else_and_must_be_read_back() -> None:
    assert accepted().network_id == "p1"
    assert not accepted().is_finished
    assert accepted().read_back_at is None


def test_done_is_what_a_reader_can_see() -> None:
    assert done().is_finished
    assert (done().permalink, done().published_at, done().read_back_at) == ("https://x.com/p1", NOW, NOW)


# Unknown ----------------------------------------------------------------------------------------------------------


def test_P18_uncertainty_is_counted_from_its_beginning() -> None:
    since = unknown().looked(later(seconds=2)).unknown("", later(seconds=30)).uncertain_since
    assert since == NOW


def test_P18_a_network_has_settled_only_after_its_time() -> None:
    assert not unknown().has_settled(SETTLE, later(seconds=SETTLE - 1))
    assert unknown().has_settled(SETTLE, later(seconds=SETTLE))
    assert not a_delivery().has_settled(SETTLE, later(days=1))


def test_P19_looks_come_less_and_less_often_and_end_at_a_person() -> None:
    delivery, now, waits = unknown(), NOW, []
    while delivery.state is DeliveryState.UNKNOWN:
        delivery = delivery.looked(now)
        assert delivery.due_at
        waits.append(delivery.due_at - now)
        now = delivery.due_at
    assert len(waits) == MAX_RECONCILIATIONS + 1
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[0] == timedelta(seconds=2)
    assert max(waits[:-1]) <= timedelta(minutes=10)
    assert delivery.state is DeliveryState.HELD
    assert delivery.reason == texts_es.CANNOT_READ_BACK
    assert not delivery.is_untouched


def test_looks_are_spread_over_more_than_the_settle_time() -> None:
    delivery, now = unknown(), NOW
    while delivery.state is DeliveryState.UNKNOWN:
        assert delivery.looked(now).due_at
        delivery = delivery.looked(now)
        now = delivery.due_at or now
    assert now - NOW > timedelta(minutes=30)


# Again, or not ----------------------------------------------------------------------------------------------------


def test_P33_after_the_last_try_a_person_decides() -> None:
    delivery = a_delivery()
    for _ in range(MAX_TRIES):
        assert delivery.state is DeliveryState.READY
        delivery = delivery.claimed(NOW).try_again(NOW, "sin respuesta")
    assert delivery.state is DeliveryState.HELD
    assert delivery.reason == texts_es.TRIES_SPENT
    assert delivery.duty is Duty.PERSON
    assert delivery.is_untouched


def test_tries_come_less_and_less_often() -> None:
    waits, delivery = [], a_delivery()
    for _ in range(MAX_TRIES):
        delivery = delivery.evolve(state=DeliveryState.READY).claimed(NOW)
        waits.append(delivery.retry_at(NOW) - NOW)
    assert waits[0] == timedelta(seconds=15)
    assert waits == sorted(waits)
    assert max(waits) == timedelta(minutes=10)


def test_a_delivery_whose_turn_has_not_come_spends_no_try() -> None:
    assert claimed().postponed(later(minutes=15)).tries == 0


def test_P25_a_dead_token_is_looked_at_again_by_itself_and_spends_no_try() -> None:
    held = intent().held_until(later(minutes=10), texts_es.CREDENTIALS_REJECTED, NOW)
    assert (held.duty, held.due_at, held.tries) == (Duty.PUBLISH, later(minutes=10), 0)
    assert held.attention


def test_what_waits_since_when_does_not_move_when_it_is_held_again() -> None:
    once = intent().held_until(later(minutes=10), texts_es.CREDENTIALS_REJECTED, NOW)
    again = once.held_until(later(minutes=20), texts_es.CREDENTIALS_REJECTED, later(minutes=10))
    assert again.attention
    assert again.attention.since == NOW


def test_a_refused_post_waits_for_a_person_and_a_refused_reply_ends_with_its_reason() -> None:
    post = EVERY_STATE["refused"]()
    assert (post.state, post.duty, post.reason_code) == (DeliveryState.REFUSED, Duty.PERSON, "refused")
    assert post.due_at == NOW + HELD_LOOK_AGAIN
    reply = EVERY_STATE["refused reply"]()
    assert reply.is_finished
    assert (reply.action, reply.reason, reply.reason_code) == (Action.REPLY, "no", "reply_not_allowed")


@pytest.mark.parametrize("state", ["tried again", "postponed", "held until", "refused"])
def test_a_new_try_remembers_nothing_of_the_last(state: str) -> None:
    delivery = EVERY_STATE[state]()
    assert delivery.sent_after is None
    assert delivery.uncertain_since is None
    assert delivery.reconciliations == 0


def test_a_rescheduled_delivery_starts_over() -> None:
    at = later(days=1)
    delivery = EVERY_STATE["refused"]().rescheduled(at, 2)
    assert (delivery.state, delivery.due_at, delivery.not_before, delivery.version) == (DeliveryState.READY, at, at, 2)
    assert (delivery.tries, delivery.reason, delivery.attention) == (0, None, None)
    assert delivery.duty is Duty.PUBLISH


def test_the_epoch_never_goes_back() -> None:
    delivery = claimed().try_again(NOW).claimed(NOW).rescheduled(NOW, 2).claimed(NOW)
    assert delivery.epoch == 3


@pytest.mark.parametrize("now", [NOW, datetime.max.replace(tzinfo=NOW.tzinfo) - timedelta(days=1)])
def test_a_wait_is_never_longer_than_ten_minutes(now: datetime) -> None:
    tired = claimed().evolve(tries=10_000, reconciliations=0)
    assert tired.retry_at(now) - now == timedelta(minutes=10)


# What a person decides --------------------------------------------------------------------------------------------


def a_word(verdict: Verdict = Verdict.LOOK_AGAIN) -> PersonDecision:
    return PersonDecision(verdict=verdict, why="Se revisó la cuenta.", by="directora", at=later(minutes=1))


def in_doubt() -> Delivery:
    return unknown().held(texts_es.MAY_BE_OUT, NOW)


DECISIONS: dict[str, Callable[[Delivery], Delivery]] = {
    "publish_anyway": lambda delivery: delivery.publish_anyway(a_word(), NOW),
    "adopted": lambda delivery: delivery.adopted("p9", a_word(), NOW),
    "look_again": lambda delivery: delivery.look_again(a_word(), NOW),
    "given_up": lambda delivery: delivery.given_up(a_word(), NOW),
    "done_by_hand": lambda delivery: delivery.done_by_hand("https://x.com/p9", a_word(), NOW),
}


@pytest.mark.parametrize("decision", DECISIONS)
def test_what_a_person_decides_is_kept_with_the_delivery(decision: str) -> None:
    assert DECISIONS[decision](in_doubt()).decisions == (a_word(),)


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize(
    "state", ["ready", "claimed", "intent", "accepted", "unknown", "done", "cancelled", "refused reply"]
)
def test_nobody_decides_of_what_does_not_wait_for_them(decision: str, state: str) -> None:
    with pytest.raises(InvalidInputError, match="Esa decisión no procede"):
        DECISIONS[decision](EVERY_STATE[state]())


def test_what_a_person_publishes_anyway_begins_anew_and_is_no_longer_in_doubt() -> None:
    again = accepted().held(texts_es.NOT_SHOWN, NOW).evolve(staged=Staged(container_id="used"))
    published = again.publish_anyway(a_word(), later(minutes=2))
    assert (published.state, published.duty, published.due_at) == (DeliveryState.READY, Duty.PUBLISH, later(minutes=2))
    assert (published.tries, published.first_sent_after, published.was_uncertain) == (0, None, False)
    assert (published.network_id, published.staged, published.attention) == (None, Staged(), None)
    assert published.epoch == again.epoch


def test_what_a_person_saw_is_read_back_like_any_other() -> None:
    adopted = in_doubt().adopted("p9", a_word(), NOW)
    assert (adopted.state, adopted.network_id, adopted.is_adopted) == (DeliveryState.ACCEPTED, "p9", True)
    assert adopted.due_at


def test_what_is_to_come_down_is_not_adopted() -> None:
    with pytest.raises(InvalidInputError):
        in_doubt().evolve(action=Action.TAKE_DOWN).adopted("p9", a_word(), NOW)


def test_looking_again_reads_what_may_be_out_and_tries_what_is_certainly_not() -> None:
    assert in_doubt().look_again(a_word(), NOW).state is DeliveryState.UNKNOWN
    assert accepted().held(texts_es.NOT_SHOWN, NOW).look_again(a_word(), NOW).state is DeliveryState.ACCEPTED
    refused = EVERY_STATE["refused"]().look_again(a_word(), NOW)
    assert (refused.state, refused.tries, refused.reason_code) == (DeliveryState.READY, 0, None)


def test_what_a_person_gives_up_is_closed_with_its_reason() -> None:
    closed = in_doubt().given_up(a_word(), NOW)
    assert (closed.state, closed.reason, closed.is_finished) == (
        DeliveryState.CANCELLED,
        texts_es.DELIVERY_GIVEN_UP,
        True,
    )


def test_who_looks_at_what_waits_reads_why_it_waits_now_and_since_when_it_waits() -> None:
    held = claimed().held("Todo está detenido.", NOW)
    task = held.asked("Publíquelo a mano.", NOW + timedelta(minutes=5))
    assert task.attention == Attention(reason="Publíquelo a mano.", since=NOW)


def test_what_only_a_person_can_do_is_asked_of_them_and_ends_with_where_and_when() -> None:
    task = claimed().asked("Publíquelo a mano.", NOW)
    assert (task.state, task.duty, task.due_at) == (DeliveryState.TASK, Duty.PERSON, NOW + HELD_LOOK_AGAIN)
    assert task.attention
    assert (task.is_idle, task.is_untouched, task.is_leased(NOW), task.is_finished) == (True, True, False, False)
    by_hand = task.done_by_hand("https://wa.me/canal", a_word(), later(minutes=5))
    assert (by_hand.state, by_hand.permalink, by_hand.network_id) == (DeliveryState.DONE, "https://wa.me/canal", None)
    assert by_hand.published_at == a_word().at
    assert by_hand.read_back_at is None


@pytest.mark.parametrize("decision", ["publish_anyway", "look_again"])
def test_what_a_person_is_to_do_by_hand_is_not_sent_by_the_machine(decision: str) -> None:
    with pytest.raises(InvalidInputError):
        DECISIONS[decision](claimed().asked("Publíquelo a mano.", NOW))


def test_what_is_out_of_date_waits_for_a_person_who_may_publish_it_all_the_same() -> None:
    stale = a_delivery(valid_until=later(minutes=1))
    assert not stale.is_stale(later(minutes=1))
    assert stale.is_stale(later(minutes=2))
    held = stale.expired(later(minutes=2))
    assert (held.state, held.reason, held.duty) == (DeliveryState.HELD, texts_es.DELIVERY_STALE, Duty.PERSON)
    assert held.publish_anyway(a_word(), later(minutes=2)).valid_until is None
    assert held.rescheduled(later(minutes=3), 1, valid_until=later(minutes=9)).valid_until == later(minutes=9)
