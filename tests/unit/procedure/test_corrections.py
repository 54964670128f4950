"""Policy on corrections: the publication comes down, is corrected, authorised anew, and goes out again."""

from collections.abc import Sequence

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import DeliveryState, Staged
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import (
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    RecordConflictError,
    RuleViolationError,
)
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import CORRECTION_CLAUSE, PublicationState
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import OutgoingPost, PublishedPost
from tests.builders import PUBLICATION, TEXT, a_person, the_image_office
from tests.model_network import Answer, ModelAccount
from tests.mortality import Death, MortalRecords
from tests.world import World

AGENCY = a_person(Role.AGENCY, username="agencia")


def published(*networks: Network) -> World:
    world = World()
    world.released(*networks or (Network.X,))
    world.run()
    return world


def removal(world: World, network: Network = Network.X) -> DeliveryState:
    return world.delivery(network, "take-down").state


# Take down --------------------------------------------------------------------------------------------------------


def test_what_is_out_comes_down_from_every_network_and_the_record_says_since_when() -> None:
    world = published(*SOCIAL_NETWORKS)
    withdrawn = world.take_down()
    assert withdrawn.state is PublicationState.WITHDRAWN
    assert withdrawn.taken_down_because == "La fecha está mal"
    world.run()
    for network in SOCIAL_NETWORKS:
        assert world.accounts[network].live == []
        assert removal(world, network) is DeliveryState.DONE
    assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_taking_down_twice_is_taking_down_once() -> None:
    world = published()
    world.take_down()
    world.take_down()
    world.run()
    world.take_down()
    world.run()
    assert world.accounts[Network.X].calls == ["publish", "take_down"]


def test_P30_what_has_not_gone_out_is_stopped() -> None:
    world = World()
    world.released(Network.X)
    world.take_down()
    world.run()
    assert world.delivery().state is DeliveryState.CANCELLED
    assert world.accounts[Network.X].calls == []
    assert world.records.find(ids.delivery_id(PUBLICATION, Network.X, "take-down")) is None


def test_a_publication_that_was_never_released_is_withdrawn_without_a_call() -> None:
    world = World()
    world.prepared()
    assert world.take_down().is_finished


@pytest.mark.parametrize("answer", [Answer.ACCEPTED_AND_LOST, Answer.NOTHING_AND_LOST, Answer.TRANSIENT])
def test_P30_a_delete_whose_answer_is_lost_is_found_out_by_reading(answer: Answer) -> None:
    world = published()
    world.accounts[Network.X].answers = [answer]
    world.take_down()
    world.run()
    assert removal(world) is DeliveryState.DONE
    assert world.accounts[Network.X].live == []


def test_P30_what_was_deleted_by_hand_already_counts_as_taken_down() -> None:
    world = published()
    for shown in world.accounts[Network.X].live:
        shown.removed_at = world.clock.now()
    world.take_down()
    world.run()
    assert removal(world) is DeliveryState.DONE
    assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_a_post_that_will_not_go_away_is_shown_to_a_person() -> None:
    world = published()

    class Stubborn(ModelAccount):
        def take_down(self, network_id: str) -> None:
            self.calls.append(f"take_down {network_id}")

    up = world.accounts[Network.X].everything
    world.accounts[Network.X] = Stubborn(world.clock, world.steps, everything=up)
    world.take_down()
    world.run()
    held = world.delivery(Network.X, "take-down")
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.STILL_SHOWN)
    assert held.attention


def test_P30_a_post_on_its_way_is_waited_for_and_then_comes_down() -> None:
    """The worker had the post when the take-down was asked for."""
    world = World()
    world.released(Network.X)

    class Slow(ModelAccount):
        def publish(self, post: OutgoingPost, staged: Staged) -> str:
            network_id = super().publish(post, staged)
            world.take_down()
            return network_id

    world.accounts[Network.X] = Slow(world.clock, world.steps)
    world.run()
    assert world.accounts[Network.X].live == []
    assert world.delivery().state is DeliveryState.DONE
    assert removal(world) is DeliveryState.DONE
    assert [post.removed_at is not None for post in world.of_kind(Post)] == [True]


def test_P30_taken_down_while_the_post_is_accepted_and_not_read_back_yet() -> None:
    """The records must end as the network is: the post was up, and is gone; nobody is asked a riddle."""
    world = World()
    world.released(Network.X)
    world.accounts[Network.X].read_errors = [OutcomeUnknownError("the worker dies here")]
    with pytest.raises(OutcomeUnknownError):
        world.carry_out()
    assert world.delivery().state is DeliveryState.ACCEPTED
    world.take_down()
    world.carry_out(ids.delivery_id(PUBLICATION, Network.X, "take-down"))
    world.run()
    assert world.accounts[Network.X].live == []
    assert world.records.waiting() == []
    assert [post.removed_at is not None for post in world.of_kind(Post)] == [True]


def test_P30_taken_down_between_the_reading_back_and_the_note() -> None:
    """P7: the record of the post must not say for ever that it is up."""
    world = World()
    world.released(Network.X)

    class Meanwhile(ModelAccount):
        def read_back(self, network_id: str) -> PublishedPost | None:
            seen = super().read_back(network_id)
            if world.publication().state is PublicationState.RELEASED:
                world.take_down()
                world.carry_out(ids.delivery_id(PUBLICATION, Network.X, "take-down"))
            return seen

    world.accounts[Network.X] = Meanwhile(world.clock, world.steps)
    world.run()
    assert world.accounts[Network.X].live == []
    assert [post.removed_at is not None for post in world.of_kind(Post)] == [True]


def test_P30_a_take_down_that_waits_for_a_post_does_not_fill_the_queue() -> None:
    """The post is held for a person; its removal waits, for days perhaps."""
    world = World()
    world.released(Network.X)
    world.accounts[Network.X].answers = [Answer.ACCEPTED_AND_LOST]
    world.accounts[Network.X].read_errors = [OutcomeUnknownError("dies")]
    with pytest.raises(OutcomeUnknownError):
        world.carry_out()
    held = world.delivery().held(texts_es.CANNOT_READ_BACK, world.clock.now())
    world.records.commit(replace=[held])
    world.take_down()
    with pytest.raises(AssertionError, match="never quiet"):
        world.run(minutes=30)
    assert world.messages <= 3


def test_a_take_down_that_meets_a_moving_delivery_is_to_be_asked_again() -> None:
    world = World()
    world.released(Network.X)

    class Racing(MortalRecords):
        """A worker claims the delivery between the reading and the writing."""

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            world.stored.commit(replace=[world.delivery().claimed(world.clock.now())])
            return super().commit(insert=insert, replace=replace)

    world.records = Racing(world.stored, world.steps)
    with pytest.raises(RecordConflictError):
        world.take_down()
    assert world.publication().state is PublicationState.RELEASED


# Correct ----------------------------------------------------------------------------------------------------------


def test_a_correction_is_a_new_publication_linked_both_ways_that_waits_for_the_image_office() -> None:
    world = published()
    world.take_down()
    world.run()
    correction = world.correct({Network.X: "El domingo 29"}, AGENCY)
    assert correction.id == ids.correction_id(local_day(world.clock.now()), PUBLICATION)
    assert correction.corrects == PUBLICATION
    assert world.publication().corrected_by == correction.id
    stored = world.publication(correction.id)
    assert stored.state is PublicationState.PREPARED
    assert stored.duty is Duty.PERSON
    assert stored.authorisation is None
    assert stored.current.networks[Network.X].text == "El domingo 29"
    assert stored.current.networks[Network.X].renditions == world.publication().current.networks[Network.X].renditions
    assert stored.current.prepared_by == "agencia"


def test_what_is_not_taken_down_is_not_corrected() -> None:
    world = published()
    with pytest.raises(RuleViolationError) as refused:
        world.correct({Network.X: "Otro"}, AGENCY)
    assert refused.value.clause == CORRECTION_CLAUSE


def test_a_publication_has_one_correction() -> None:
    world = published()
    world.take_down()
    world.correct({Network.X: "Otro"}, AGENCY)
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_CORRECTED):
        world.correct({Network.X: "Otro más"}, AGENCY)


@pytest.mark.parametrize("texts", [{}, {Network.X: TEXT}])
def test_a_correction_that_changes_nothing_is_refused(texts: dict[Network, str]) -> None:
    world = published()
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts_es.CORRECTION_WITHOUT_CHANGE):
        world.correct(texts, AGENCY)


def test_a_correction_that_only_repeats_a_text_that_had_warnings_changes_nothing() -> None:
    world = World()
    publication = world.prepared(Network.X)
    content = publication.current.networks[Network.X].model_copy(update={"warnings": (texts_es.ALT_TEXT_MISSING,)})
    version = publication.current.model_copy(update={"networks": {Network.X: content}})
    world.records.commit(replace=[publication.evolve(versions=(version,))])
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts_es.CORRECTION_WITHOUT_CHANGE):
        world.correct({Network.X: TEXT}, AGENCY)


def test_a_correction_must_fit_its_network_and_the_publication_must_have_it() -> None:
    world = published()
    world.take_down()
    with pytest.raises(InvalidInputError) as too_long:
        world.correct({Network.X: "a" * 281}, AGENCY)
    assert str(too_long.value) == texts_es.text_too_long("x", 281, 280)
    with pytest.raises(InvalidInputError) as missing:
        world.correct({Network.FACEBOOK: "Otro"}, AGENCY)
    assert str(missing.value) == texts_es.network_missing("facebook")


def test_nobody_authorises_their_own_correction() -> None:
    world = published()
    world.take_down()
    correction = world.correct({Network.X: "Otro"}, the_image_office("directora"))
    with pytest.raises(RuleViolationError):
        world.authorise(correction.id, the_image_office("directora"))
    assert world.authorise(correction.id, the_image_office("coordinadora")).authorisation


def test_P30_down_corrected_and_up_again_is_one_live_post() -> None:
    world = published()
    world.take_down()
    correction = world.correct({Network.X: "El domingo 29"}, AGENCY)
    world.run()
    world.authorise(correction.id)
    world.publish(correction.id)
    world.run()
    assert [shown.content.split("\x1f")[0] for shown in world.accounts[Network.X].live] == ["El domingo 29"]


def test_P30_a_correction_does_not_go_out_while_what_it_corrects_is_still_up() -> None:
    world = published()
    world.accounts[Network.X].answers = [Answer.DEAD_TOKEN]
    world.take_down()
    world.carry_out(ids.delivery_id(PUBLICATION, Network.X, "take-down"))
    correction = world.correct({Network.X: "El domingo 29"}, AGENCY)
    world.authorise(correction.id)
    world.publish(correction.id)
    world.carry_out(ids.delivery_id(correction.id, Network.X))
    assert len(world.accounts[Network.X].live) == 1
    world.run()
    assert [shown.content.split("\x1f")[0] for shown in world.accounts[Network.X].live] == ["El domingo 29"]


def test_P30_dying_between_any_two_steps_of_a_correction_leaves_one_live_post() -> None:
    for is_after in (False, True):
        for die_at in range(1, 12):
            world = published()
            _correct_and_die(world, die_at, is_after=is_after)
            _correct_and_die(world, None, is_after=False)
            world.run()
            texts = [shown.content.split("\x1f")[0] for shown in world.accounts[Network.X].live]
            assert texts == ["El domingo 29"], (die_at, is_after)


def _correct_and_die(world: World, die_at: int | None, *, is_after: bool) -> None:
    """Do what people do, each step if it is still to be done; die at one step to the outside."""
    world.steps.arm(die_at, is_after=is_after)
    try:
        world.take_down()
        world.run()
        if not world.publication().corrected_by:
            world.correct({Network.X: "El domingo 29"}, AGENCY)
        correction = world.publication().corrected_by
        assert correction
        if not world.publication(correction).is_finished:
            if world.publication(correction).authorisation is None:
                world.authorise(correction)
            world.publish(correction)
        world.run()
    except Death:
        return
    finally:
        world.steps.arm(None)


def test_an_unknown_publication_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        World().take_down("PUB-20261123-NADA")


def test_P1_who_corrected_does_not_authorise_it_after_somebody_else_edited_it() -> None:
    world = published()
    world.take_down()
    world.run()
    corrected = world.correct({Network.X: "Los parques abren gratis los sábados."}, the_image_office("una"))
    edited = world.edit(Edit.model_validate({"texts": {"x": "Los parques abren los sábados."}}), AGENCY, corrected.id)
    assert edited.preparers == {"una", "agencia"}
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(corrected.id, by=the_image_office("una"))


def test_P1_who_wrote_a_text_that_the_correction_keeps_does_not_authorise_the_correction() -> None:
    world = World()
    world.prepared(Network.X, Network.FACEBOOK)
    world.edit(Edit.model_validate({"texts": {"facebook": "Mi texto"}}), the_image_office("una"))
    world.authorise(by=the_image_office("otra"))
    world.publish()
    world.run()
    world.take_down()
    world.run()
    corrected = world.correct({Network.X: "Los parques abren gratis los sábados."}, AGENCY)
    with pytest.raises(RuleViolationError, match=texts_es.NOBODY_AUTHORISES_OWN_WORK):
        world.authorise(corrected.id, by=the_image_office("una"))
