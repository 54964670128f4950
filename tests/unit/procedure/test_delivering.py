"""2.5, P1, P2: one live post per network or a visible hold; each test bears the failure it survives."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.delivery_times import LEASE, MAX_TRIES
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotFoundError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import X_ACCOUNT_READING, Post, Reading
from chalicelib.domain.publication import AUTHORISATION_LASTS
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.builders import NOW, PUBLICATION, TEXT, a_delivery, a_post, a_version, the_image_office
from tests.fakes import InMemoryMediaFiles
from tests.model_network import Answer, ModelAccount, Shown
from tests.mortality import Death, MortalRecords
from tests.world import JPEG, World

X_DELIVERY = ids.delivery_id(PUBLICATION, Network.X)


def a_world(*networks: Network) -> World:
    """Give a world with an authorised publication on its way."""
    world = World()
    world.released(*networks or (Network.X,))
    return world


def x(world: World) -> ModelAccount:
    return world.accounts[Network.X]


def one_live_post(world: World, network: Network = Network.X) -> Shown:
    live = world.accounts[network].live
    assert len(live) == 1
    return live[0]


def is_done_once(world: World) -> bool:
    """Say whether X shows the post once and the records say so."""
    delivery, shown = world.delivery(), one_live_post(world)
    posts = world.of_kind(Post)
    assert delivery.state is DeliveryState.DONE, delivery.reason
    assert [post.network_id for post in posts] == [delivery.network_id] == [shown.network_id]
    return True


def dies_at(world: World, step: str, *, is_after: bool) -> None:
    """Carry the post out in a worker that dies at the first step of a name; «commit 2» is the second commit."""
    name, _, which = step.partition(" ")
    world.steps.arm(None)
    rehearsal = a_world()
    rehearsal.steps.arm(None)
    rehearsal.carry_out()
    positions = [position for position, each in enumerate(rehearsal.steps.names, 1) if each == name]
    world.steps.arm(positions[int(which or 1) - 1], is_after=is_after)
    with pytest.raises(Death):
        world.carry_out()
    world.steps.arm(None)


# The straight way -------------------------------------------------------------------------------------------------


def test_what_was_authorised_goes_out_is_read_back_and_is_on_record() -> None:
    world = a_world()
    done = world.carry_out()
    post = world.the(ids.post_id(NOW.date(), Network.X, "x1"))
    assert done.state is DeliveryState.DONE
    assert done.permalink == "https://x.example/x1"
    assert post.text == TEXT
    assert post.media_sha256 == (ids.sha256_hex(JPEG),)
    assert post.publication == PUBLICATION


def test_every_network_has_its_own_delivery() -> None:
    world = a_world(*SOCIAL_NETWORKS)
    world.run()
    for network in SOCIAL_NETWORKS:
        assert world.delivery(network).state is DeliveryState.DONE
        one_live_post(world, network)


def test_reading_of_comments_begins_when_the_post_is_out() -> None:
    world = a_world(Network.X, Network.FACEBOOK)
    world.run()
    readings = world.of_kind(Reading)
    assert {reading.id for reading in readings} == {X_ACCOUNT_READING, "POS-20261123-facebook-facebook1#reading"}
    assert all(reading.duty is Duty.COLLECT and reading.due_at for reading in readings)


def test_the_intent_is_stored_before_the_call() -> None:
    world = a_world()
    world.steps.arm(None)
    world.carry_out()
    # The claim, the upload, what it gave, the turn on the account, the intent.
    assert world.steps.names[:5] == ["commit", "stage", "commit", "commit", "commit"]
    assert world.steps.names[5] == "publish"
    intent = next(version for version in world.stored.versions if getattr(version, "state", None) == "intent")
    assert isinstance(intent, Delivery)
    assert intent.fingerprint == world.publication().current.fingerprints[Network.X]


def test_an_unknown_delivery_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        World().carry_out("PUB-20261123-NADA#x")


# P01–P16: deaths and the network ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "is_after"),
    [
        pytest.param("commit 1", False, id="P01 before the claim"),
        pytest.param("commit 1", True, id="P02 after the claim"),
        pytest.param("stage", False, id="P02 before staging"),
        pytest.param("stage", True, id="P22 after staging"),
        pytest.param("commit 3", False, id="P02 before the intent"),
        pytest.param("commit 3", True, id="P03 after the intent"),
        pytest.param("publish", False, id="P03 before the socket opens"),
        pytest.param("publish", True, id="P11 after the answer, before it is saved"),
        pytest.param("commit 4", False, id="P11 before the answer is saved"),
        pytest.param("commit 4", True, id="P11 after the answer is saved"),
        pytest.param("commit 5", False, id="P12 before the end is saved"),
        pytest.param("commit 5", True, id="P13 after the save, before the message is deleted"),
    ],
)
def test_P01_P02_P03_P11_P12_P13_wherever_the_worker_dies_there_is_one_post(step: str, is_after: bool) -> None:  # noqa: FBT001
    world = a_world()
    dies_at(world, step, is_after=is_after)
    world.run()
    assert is_done_once(world)
    assert x(world).calls == ["publish"]


def test_P04_a_refused_connection_is_tried_again() -> None:
    world = a_world()
    x(world).answers = [Answer.TRANSIENT, Answer.TRANSIENT]
    world.run()
    assert is_done_once(world)
    assert world.delivery().tries == 3


def test_P05_sent_and_not_accepted_is_found_out_by_reading_and_tried_again() -> None:
    world = a_world()
    x(world).answers = [Answer.NOTHING_AND_LOST]
    world.run()
    assert is_done_once(world)
    assert x(world).calls == ["publish", "publish"]


@pytest.mark.parametrize("lag_seconds", [0, 1, 59, 60])
def test_P06_accepted_and_the_answer_lost_is_adopted(lag_seconds: int) -> None:
    world = a_world()
    x(world).answers, x(world).lag_seconds = [Answer.ACCEPTED_AND_LOST], lag_seconds
    world.run()
    assert is_done_once(world)
    assert x(world).calls == ["publish"]
    assert world.delivery().is_adopted


def test_P07_accepted_with_a_server_error_three_times_in_a_row_is_still_one_post() -> None:
    world = a_world()
    x(world).answers = [Answer.NOTHING_AND_LOST, Answer.NOTHING_AND_LOST, Answer.ACCEPTED_AND_LOST]
    world.run()
    assert is_done_once(world)


def test_P08_a_rate_limit_waits_as_long_as_the_network_asks_and_spends_no_try() -> None:
    world = a_world()
    x(world).answers = [Answer.PATIENCE]
    world.carry_out()
    waiting = world.delivery()
    assert (waiting.state, waiting.tries) == (DeliveryState.READY, 0)
    assert waiting.due_at == NOW + timedelta(seconds=900)
    world.run()
    assert is_done_once(world)


def test_P08_after_a_rate_limit_a_publication_that_was_revoked_can_be_released_again() -> None:
    world = a_world()
    x(world).answers = [Answer.PATIENCE]
    world.carry_out()
    world.revoke()
    world.clock.advance(minutes=16)
    assert world.carry_out().state is DeliveryState.HELD
    world.authorise()
    world.publish()
    world.run()
    assert is_done_once(world)


def test_P10_an_id_that_nobody_can_read_is_not_done() -> None:
    world = a_world()
    x(world).lag_seconds = 10**6
    world.run()
    held = world.delivery()
    assert held.state is DeliveryState.HELD
    assert held.reason == texts_es.NOT_SHOWN
    assert held.attention
    assert x(world).calls == ["publish"]
    assert world.of_kind(Post) == []


def test_P12_a_save_that_fails_after_the_answer_is_found_again_by_reading() -> None:
    world = a_world()
    delivery = world.delivery()
    world.steps.arm(None)

    class ThrottledAfterTheCall(ModelAccount):
        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            network_id = super().publish(post, staged)
            world.records.failing_writes = 1
            return network_id

    account = ThrottledAfterTheCall(world.clock, world.steps)
    world.accounts[Network.X] = account
    with pytest.raises(TransientServiceError):
        world.carry_out(delivery.id)
    assert world.delivery().state is DeliveryState.INTENT
    world.run()
    assert is_done_once(world)
    assert account.calls == ["publish"]


def test_P13_a_message_that_comes_again_after_the_end_does_nothing() -> None:
    world = a_world()
    done = world.carry_out()
    assert world.carry_out().id == done.id
    assert x(world).calls == ["publish"]
    assert len(world.of_kind(Post)) == 1


def test_P14_a_second_worker_leaves_alone_what_the_first_has() -> None:
    world = a_world()
    seen: list[Delivery] = []

    class Busy(ModelAccount):
        def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
            seen.append(world.carry_out())
            return super().stage(post, staged)

        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            seen.append(world.carry_out())
            return super().publish(post, staged)

    account = Busy(world.clock, world.steps)
    world.accounts[Network.X] = account
    world.carry_out()
    assert [delivery.state for delivery in seen] == [DeliveryState.CLAIMED, DeliveryState.INTENT]
    assert account.calls == ["publish"]
    assert is_done_once(world)


def test_P14_of_two_that_claim_at_once_one_goes_on() -> None:
    world = a_world()
    stale = world.delivery()
    world.carry_out()
    with pytest.raises(RecordConflictError):
        world.records.commit(replace=[stale.claimed(world.clock.now())])
    assert is_done_once(world)


@pytest.mark.parametrize("answer", [Answer.ACCEPTED, Answer.ACCEPTED_AND_LOST, Answer.TRANSIENT, Answer.REFUSED])
def test_P15_a_worker_that_wakes_up_late_cannot_overwrite_what_happened_meanwhile(answer: Answer) -> None:
    world = a_world()

    class Sleeper(ModelAccount):
        is_asleep = False

        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            if self.is_asleep:
                return super().publish(post, staged)
            self.is_asleep = True
            try:
                return super().publish(post, staged)
            finally:
                world.clock.advance(seconds=LEASE.total_seconds() + 1)
                world.run()

    account = Sleeper(world.clock, world.steps, answers=[answer])
    world.accounts[Network.X] = account
    with pytest.raises(RecordConflictError):
        world.carry_out()
    assert is_done_once(world)


# P18–P21: reading back --------------------------------------------------------------------------------------------


def test_P18_a_post_that_shows_late_is_waited_for() -> None:
    world = a_world()
    x(world).lag_seconds = 45
    world.run()
    assert is_done_once(world)


def test_P18_beyond_the_settle_time_a_network_that_refuses_duplicates_is_evidence_enough() -> None:
    world = a_world()
    account = x(world)
    account.refuses_duplicates, account.lag_seconds, account.answers = True, 200, [Answer.ACCEPTED_AND_LOST]
    world.run()
    assert is_done_once(world)


def test_P19_while_the_account_cannot_be_read_nothing_is_sent_again() -> None:
    world = a_world()
    x(world).answers = [Answer.ACCEPTED_AND_LOST]
    x(world).read_errors = [TransientServiceError("503"), RateLimitedError("slow", retry_after_seconds=60)] * 2
    world.run()
    assert is_done_once(world)
    assert x(world).calls == ["publish"]


def test_P19_an_account_that_can_never_be_read_ends_at_a_person() -> None:
    world = a_world()
    x(world).answers = [Answer.ACCEPTED_AND_LOST]
    x(world).read_errors = [TransientServiceError("503")] * 100
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.CANNOT_READ_BACK)
    assert held.attention
    assert len(x(world).live) == 1
    assert x(world).calls == ["publish"]


@pytest.mark.parametrize("error", [TransientServiceError("503"), CredentialsRejectedError("expired")])
def test_P19_what_was_accepted_and_cannot_be_read_back_yet_is_looked_at_again(error: TransientServiceError) -> None:
    world = a_world()
    x(world).read_errors = [error] * 3
    world.run()
    assert is_done_once(world)


def test_P20_an_older_identical_notice_is_not_mistaken_for_this_one() -> None:
    world = a_world()
    older = NOW - timedelta(minutes=10)
    content = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
    x(world).everything.append(Shown("x-old", content, older, older))
    x(world).answers = [Answer.NOTHING_AND_LOST]
    world.run()
    delivery = world.delivery()
    assert delivery.state is DeliveryState.DONE
    assert delivery.network_id != "x-old"
    assert len(x(world).live) == 2


@pytest.mark.parametrize("answer", [Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST])
@pytest.mark.parametrize("clock_error", [-120, 0, 120])
def test_P20_P28_within_the_skew_a_notice_that_another_delivery_made_is_not_adopted(
    answer: Answer, clock_error: int
) -> None:
    world = a_world()
    older = NOW - timedelta(minutes=2)
    content = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
    x(world).everything.append(Shown("x-old", content, older, older))
    world.put(a_post(network_id="x-old", published_at=older, delivery="PUB-20261122-AAAAAAAA#x"))
    x(world).answers, x(world).clock_error = [answer], timedelta(seconds=clock_error)
    world.run()
    delivery = world.delivery()
    assert delivery.state is DeliveryState.DONE
    assert delivery.network_id != "x-old"
    assert len(x(world).live) == 2


def test_P20_P28_what_went_out_around_midnight_is_known_under_either_day() -> None:
    world = a_world()
    content = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
    x(world).everything.append(Shown("x-old", content, NOW, NOW))
    eve = NOW - timedelta(days=1)
    world.put(
        a_post(network_id="x-old", delivery="PUB-20261122-AAAAAAAA#x").evolve(
            id=ids.post_id(eve.date(), Network.X, "x-old")
        )
    )
    x(world).answers = [Answer.ACCEPTED_AND_LOST]
    world.run()
    assert world.delivery().network_id == "x2"


def test_P20_two_that_look_alike_are_for_a_person() -> None:
    world = a_world()
    x(world).answers = [Answer.ACCEPTED_AND_LOST]
    content = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
    x(world).everything.append(Shown("by-hand", content, NOW, NOW))
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.SEVERAL_MATCHES)
    assert x(world).calls == ["publish"]


def test_P21_a_duplicate_refused_for_an_old_legitimate_post_ends_at_a_person_not_in_a_loop() -> None:
    world = a_world()
    older = NOW - timedelta(days=2)
    content = "\x1f".join([TEXT, ids.sha256_hex(JPEG)])
    x(world).everything.append(Shown("x-old", content, older, older))
    x(world).refuses_duplicates = True
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.TRIES_SPENT)
    assert len(x(world).calls) == MAX_TRIES


# P22, P23, P25, P33 -----------------------------------------------------------------------------------------------


def test_P23_a_container_is_stored_before_it_is_asked_for_again() -> None:
    world = a_world(Network.INSTAGRAM)
    account = world.accounts[Network.INSTAGRAM]
    account.stagings = [Staged(container_id="c1"), Staged(container_id="c1"), Staged(container_id="c1", is_ready=True)]
    world.carry_out(ids.delivery_id(PUBLICATION, Network.INSTAGRAM))
    waiting = world.delivery(Network.INSTAGRAM)
    assert waiting.staged.container_id == "c1"
    assert (waiting.state, waiting.reason) == (DeliveryState.READY, texts_es.STILL_PREPARING)
    world.run()
    assert world.delivery(Network.INSTAGRAM).state is DeliveryState.DONE
    assert account.calls == ["publish"]


def test_P23_a_container_that_is_never_ready_ends_at_a_person() -> None:
    world = a_world(Network.INSTAGRAM)
    world.accounts[Network.INSTAGRAM].stagings = [Staged(container_id="c1")] * 100
    world.run()
    assert world.delivery(Network.INSTAGRAM).state is DeliveryState.HELD
    assert world.accounts[Network.INSTAGRAM].calls == []


def test_P22_an_upload_that_fails_is_tried_again_and_nothing_is_public() -> None:
    world = a_world()
    x(world).stagings = [TransientServiceError("reset")]
    world.run()
    assert is_done_once(world)


def test_P25_a_dead_token_holds_the_work_visibly_until_it_is_renewed() -> None:
    world = a_world()
    x(world).answers = [Answer.DEAD_TOKEN, Answer.DEAD_TOKEN]
    world.carry_out()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.CREDENTIALS_REJECTED)
    assert held.attention
    world.run()
    assert is_done_once(world)
    assert world.delivery().attention is None


def test_P25_a_token_that_dies_while_uploading_holds_the_work_too() -> None:
    world = a_world()
    x(world).stagings = [CredentialsRejectedError("expired")]
    assert world.carry_out().state is DeliveryState.HELD
    world.run()
    assert is_done_once(world)


def test_P25_a_clear_refusal_waits_for_a_person_with_what_the_network_said() -> None:
    world = a_world()
    x(world).answers = [Answer.REFUSED]
    refused = world.carry_out()
    assert refused.state is DeliveryState.REFUSED
    assert refused.reason == texts_es.network_refused("refused", "the text is not allowed")
    assert refused.duty is Duty.PERSON
    world.run()
    assert x(world).calls == ["publish"]


def test_P25_a_refused_upload_waits_for_a_person() -> None:
    world = a_world()
    x(world).stagings = [RejectedByServiceError("image too small", code="media")]
    assert world.carry_out().reason_code == "media"


def test_P31_one_network_down_does_not_hold_the_others() -> None:
    world = a_world(*SOCIAL_NETWORKS)
    world.accounts[Network.FACEBOOK].answers = [Answer.TRANSIENT] * 50
    world.run()
    assert world.delivery(Network.X).state is DeliveryState.DONE
    assert world.delivery(Network.INSTAGRAM).state is DeliveryState.DONE
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.HELD


def test_P33_when_the_tries_are_spent_a_person_decides() -> None:
    world = a_world()
    x(world).answers = [Answer.TRANSIENT] * 50
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.TRIES_SPENT)
    assert held.attention
    assert len(x(world).calls) == MAX_TRIES
    assert world.records.waiting() == [held]


def test_P33_what_a_person_releases_again_has_all_its_tries() -> None:
    world = a_world()
    x(world).answers = [Answer.TRANSIENT] * MAX_TRIES
    world.run()
    world.publish()
    world.run()
    assert is_done_once(world)


# P27, P32: what was authorised, when ------------------------------------------------------------------------------


def test_P27_a_message_that_comes_early_waits_for_its_time() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    world.schedule(NOW + timedelta(minutes=30))
    assert world.carry_out().state is DeliveryState.READY
    assert x(world).calls == []
    world.run()
    assert is_done_once(world)
    assert one_live_post(world).published_at >= NOW + timedelta(minutes=30)


def test_P27_a_schedule_that_fires_late_or_twice_publishes_once() -> None:
    world = a_world()
    world.clock.advance(hours=5)
    world.carry_out()
    world.carry_out()
    assert is_done_once(world)


def test_P27_an_authorisation_revoked_after_scheduling_holds_the_delivery() -> None:
    world = a_world()
    world.revoke()
    held = world.carry_out()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.AUTHORISATION_GONE)
    assert x(world).calls == []


def test_P27_an_authorisation_revoked_while_uploading_holds_the_delivery() -> None:
    world = a_world()

    class SlowUpload(ModelAccount):
        def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
            world.revoke()
            return super().stage(post, staged)

    account = SlowUpload(world.clock, world.steps)
    world.accounts[Network.X] = account
    assert world.carry_out().state is DeliveryState.HELD
    assert account.calls == []


def test_P27_a_delivery_whose_authorisation_expired_is_held_and_says_so() -> None:
    world = a_world()
    world.clock.advance(days=AUTHORISATION_LASTS.days + 1)
    held = world.carry_out()
    assert held.state is DeliveryState.HELD
    assert x(world).calls == []
    assert held.reason == texts_es.AUTHORISATION_GONE


def test_P27_a_held_delivery_goes_out_when_its_publication_is_authorised_and_released_again() -> None:
    world = a_world()
    world.revoke()
    world.carry_out()
    world.authorise()
    world.publish()
    world.run()
    assert is_done_once(world)


def test_P27_a_publication_taken_down_before_its_time_never_goes_out() -> None:
    world = a_world()
    world.take_down()
    world.run()
    assert x(world).calls == []
    assert world.delivery().state is DeliveryState.CANCELLED


def test_P32_bytes_that_are_not_what_was_authorised_do_not_go_out() -> None:
    world = a_world()

    class Tampered(InMemoryMediaFiles):
        def read(self, key: str, version_id: str) -> bytes:
            del key, version_id
            return JPEG + b"!"

    world.media = Tampered()
    held = world.carry_out()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.CONTENT_CHANGED)
    assert x(world).calls == []
    assert x(world).everything == []


def test_P32_a_text_changed_behind_the_authorisation_does_not_go_out() -> None:
    world = a_world()
    publication = world.publication()
    changed = {Network.X: world.content("Otro texto", JPEG)}
    version = publication.current.model_copy(update={"networks": changed})
    world.records.commit(replace=[publication.evolve(versions=(version,))])
    held = world.carry_out()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.CONTENT_CHANGED)
    assert x(world).everything == []


def test_P32_a_delivery_of_an_older_version_does_not_go_out() -> None:
    world = a_world()
    publication = world.publication()
    edited = publication.edited(a_version(text="Dos").networks, by="agencia", now=NOW)
    again = edited.authorised(the_image_office(), version=2, note="", now=NOW).released(NOW)
    world.records.commit(replace=[again])
    assert world.carry_out().state is DeliveryState.HELD
    assert x(world).everything == []


def test_media_that_is_gone_is_for_a_person() -> None:
    world = a_world()
    world.media = InMemoryMediaFiles()
    held = world.carry_out()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.MEDIA_GONE)


# P28: clocks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [-300, -9, 9, 300])
def test_P28_a_networks_clock_that_differs_by_up_to_five_minutes_is_tolerated(seconds: int) -> None:
    world = a_world()
    x(world).clock_error, x(world).answers = timedelta(seconds=seconds), [Answer.ACCEPTED_AND_LOST]
    world.run()
    assert is_done_once(world)


# The queue --------------------------------------------------------------------------------------------------------


def test_what_is_due_soon_is_asked_for_by_message_and_the_rest_is_left_to_the_dispatcher() -> None:
    world = a_world()
    world.queues.take()
    x(world).answers = [Answer.NOTHING_AND_LOST]
    world.carry_out()
    assert [request.delay_seconds for request in world.queues.take()] == [2]
    world.put(a_delivery(Network.FACEBOOK, due_at=NOW + timedelta(hours=1)))
    world.carry_out(ids.delivery_id(PUBLICATION, Network.FACEBOOK))
    assert world.queues.take() == []


def test_P18_what_was_in_doubt_is_looked_for_again_before_it_is_sent_again() -> None:
    world = a_world()
    x(world).answers = [Answer.ACCEPTED_AND_LOST]
    x(world).lag_seconds = x(world).settle_seconds + 10
    world.run()
    assert is_done_once(world)


def test_P18_a_person_who_publishes_what_was_held_in_doubt_makes_no_second_post() -> None:
    world = a_world()
    doubtful = world.delivery().evolve(was_uncertain=True).held(texts_es.TRIES_SPENT, world.clock.now())
    assert not doubtful.is_untouched
    assert doubtful.looked_at_again(world.clock.now()).state is DeliveryState.UNKNOWN


# P18 where the network would take it twice ----------------------------------------------------------------------------


class Forgetful(ModelAccount):
    """A network that would show the same post twice, and is known to."""

    def refuses_repeats(self, action: Action) -> bool:
        return action in {Action.TAKE_DOWN, Action.EDIT}


def a_forgetful_world(*answers: Answer, lag_seconds: int = 0) -> World:
    world = a_world()
    world.accounts[Network.X] = Forgetful(world.clock, world.steps, answers=list(answers), lag_seconds=lag_seconds)
    return world


@pytest.mark.parametrize("answer", [Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST])
def test_P18_beyond_the_settle_time_nothing_is_repeated_where_the_network_would_take_it_twice(answer: Answer) -> None:
    world = a_forgetful_world(answer, lag_seconds=3600)
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.MAY_BE_OUT)
    assert held.attention
    assert x(world).calls == ["publish"]
    assert not held.is_untouched


def test_P08_P18_after_a_rate_limit_that_nothing_shows_a_person_looks_where_it_would_be_taken_twice() -> None:
    world = a_forgetful_world(Answer.PATIENCE)
    world.run()
    assert (world.delivery().state, world.delivery().reason) == (DeliveryState.HELD, texts_es.MAY_BE_OUT)
    assert x(world).calls == ["publish"]


def test_P18_a_person_who_sees_that_it_is_not_there_has_it_published() -> None:
    world = a_forgetful_world(Answer.NOTHING_AND_LOST)
    world.run()
    word = PersonDecision(verdict=Verdict.PUBLISH_ANYWAY, by="directora", at=world.clock.now())
    world.records.commit(replace=[world.delivery().publish_anyway(word, world.clock.now())])
    world.run()
    assert is_done_once(world)
    assert world.delivery().decisions == (word,)


def test_P18_a_person_who_sees_it_has_it_adopted_and_read_back() -> None:
    world = a_forgetful_world(Answer.ACCEPTED_AND_LOST, lag_seconds=3600)
    world.run()
    world.clock.advance(hours=2)
    word = PersonDecision(verdict=Verdict.IT_IS_THERE, by="directora", at=world.clock.now())
    world.records.commit(replace=[world.delivery().adopted("x1", word, world.clock.now())])
    world.run()
    assert is_done_once(world)
    assert world.delivery().is_adopted


def test_P18_P23_a_container_that_is_gone_protects_nothing_any_more() -> None:
    world = a_world()
    x(world).stagings = [Staged(container_id="c1", is_ready=True), Staged(container_id="c2")]
    x(world).answers = [Answer.NOTHING_AND_LOST]
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.MAY_BE_OUT)
    assert held.staged.container_id == "c1"
    assert x(world).calls == ["publish"]


def test_P23_a_container_that_is_out_already_is_found_by_looking() -> None:
    world = a_world()
    out_already = RejectedByServiceError("", code="already_published")
    x(world).stagings = [Staged(container_id="c1", is_ready=True), *[out_already] * 9]
    x(world).answers, x(world).lag_seconds = [Answer.ACCEPTED_AND_LOST], 200
    world.run()
    assert is_done_once(world)
    assert x(world).calls == ["publish"]


def test_P15_a_worker_that_slept_after_its_intent_does_not_call() -> None:
    world = a_world()

    class Sleepy(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            stored = super().commit(insert=insert, replace=replace)
            if any(getattr(record, "state", None) is DeliveryState.INTENT for record in replace) and not x(world).calls:
                world.clock.advance(seconds=LEASE.total_seconds() + 1)
            return stored

    world.records = Sleepy(world.stored, world.steps)
    assert world.carry_out().state is DeliveryState.INTENT
    assert x(world).calls == []


# What is out of date ----------------------------------------------------------------------------------------------


def test_a_stale_delivery_waits_for_a_person_and_never_goes_out_by_itself() -> None:
    world = a_world()
    world.records.commit(replace=[world.delivery().evolve(valid_until=NOW + timedelta(minutes=5))])
    world.clock.advance(minutes=6)
    held = world.carry_out()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.DELIVERY_STALE)
    assert held.attention
    world.run()
    assert x(world).calls == []


def test_what_goes_out_of_date_while_it_is_uploaded_does_not_go_out() -> None:
    world = a_world()
    world.records.commit(replace=[world.delivery().evolve(valid_until=NOW + timedelta(minutes=1))])

    class SlowUpload(ModelAccount):
        def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
            self.clock.advance(seconds=100)
            return super().stage(post, staged)

    world.accounts[Network.X] = SlowUpload(world.clock, world.steps)
    assert world.carry_out().reason == texts_es.DELIVERY_STALE
    assert x(world).calls == []


def test_a_person_may_publish_what_is_out_of_date() -> None:
    world = a_world()
    world.records.commit(replace=[world.delivery().evolve(valid_until=NOW - timedelta(minutes=1))])
    held = world.carry_out()
    word = PersonDecision(verdict=Verdict.PUBLISH_ANYWAY, by="directora", at=NOW)
    world.records.commit(replace=[held.publish_anyway(word, NOW)])
    world.run()
    assert is_done_once(world)
