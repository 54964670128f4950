"""Policy on corrections: the publication comes down, is corrected, authorised anew, and goes out again."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import (
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    RecordConflictError,
    RejectedByServiceError,
    RuleViolationError,
)
from chalicelib.domain.graphic import Graphic
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import Post
from chalicelib.domain.publication import CORRECTION_CLAUSE, PublicationState, Rendition
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import NewsAct, ReferralState
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost
from chalicelib.procedure.deliveries_of import deliveries_of
from chalicelib.procedure.progress import in_one_sentence, progress_of
from tests.builders import (
    NOW,
    PUBLICATION,
    TEXT,
    a_comment,
    a_network_comment,
    a_person,
    some_news,
    the_image_office,
)
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
        died, die_at = True, 0
        while died:
            die_at += 1
            world = published()
            died = _correct_and_die(world, die_at, is_after=is_after)
            _correct_and_die(world, None, is_after=False)
            world.run()
            texts = [shown.content.split("\x1f")[0] for shown in world.accounts[Network.X].live]
            assert texts == ["El domingo 29"], (die_at, is_after)
        assert die_at > 12


def _correct_and_die(world: World, die_at: int | None, *, is_after: bool) -> bool:
    """Do what people do, each step if it is still to be done; die at one step to the outside. Says whether it died."""
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
        return len(world.steps.names) >= (die_at or len(world.steps.names) + 1)
    except Death:
        return True
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


# Partly down (P31) ------------------------------------------------------------------------------------------------


class Refusing(ModelAccount):
    """Instagram, where the app may not delete: a person does it."""

    def take_down(self, network_id: str) -> None:
        self.calls.append("take_down")
        raise RejectedByServiceError(network_id, code="manual_take_down")


def refusing(world: World, network: Network) -> None:
    up = world.accounts[network].everything
    world.accounts[network] = Refusing(world.clock, world.steps, name=network, everything=up)


def texts_on(world: World, network: Network) -> list[str]:
    return [shown.content.split("\x1f")[0] for shown in world.accounts[network].live]


def go_on(world: World, minutes: int = 20) -> None:
    """Let the wheels turn for a while, though something waits."""
    with suppress(AssertionError):
        world.run(minutes)


def progress(world: World, publication_id: str = PUBLICATION) -> str:
    publication = world.publication(publication_id)
    return in_one_sentence(
        progress_of(publication, deliveries_of(publication, world.records), world.catalogue.other_media)
    )


def test_P31_what_one_network_refuses_to_take_down_is_shown_as_partial() -> None:
    world = published(*SOCIAL_NETWORKS)
    refusing(world, Network.INSTAGRAM)
    assert progress(world) == "En X, Facebook e Instagram está publicada."
    world.take_down()
    assert progress(world) == "En X, Facebook e Instagram se está bajando."
    world.run()
    assert progress(world) == "En X y Facebook ya no está; en Instagram falta que una persona la baje."
    places = {
        one.network: one
        for one in progress_of(
            world.publication(), deliveries_of(world.publication(), world.records), world.catalogue.other_media
        )
    }
    assert places[Network.INSTAGRAM].reason == texts_es.take_down_by_hand("Instagram", None)


def test_P31_the_correction_goes_out_network_by_network_and_never_beside_the_wrong_one() -> None:
    world = published(Network.X, Network.INSTAGRAM)
    refusing(world, Network.INSTAGRAM)
    world.take_down()
    world.run()
    corrected = world.correct({Network.X: "El domingo 29", Network.INSTAGRAM: "El domingo 29"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    go_on(world)
    assert texts_on(world, Network.X) == ["El domingo 29"]
    assert texts_on(world, Network.INSTAGRAM) == [TEXT]
    waiting = world.the(ids.delivery_id(corrected.id, Network.INSTAGRAM))
    assert (waiting.state, waiting.reason) == (DeliveryState.HELD, texts_es.WRONG_ONE_STILL_UP)
    assert progress(world, corrected.id) == "En X está publicada; en Instagram espera a una persona."


def test_P31_once_a_person_took_it_down_the_correction_goes_out_there_too() -> None:
    world = published(Network.INSTAGRAM)
    refusing(world, Network.INSTAGRAM)
    world.take_down()
    world.run()
    corrected = world.correct({Network.INSTAGRAM: "El domingo 29"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    go_on(world)
    world.accounts[Network.INSTAGRAM].live[0].removed_at = world.clock.now()
    world.stored.commit(replace=[world.delivery(Network.INSTAGRAM, "take-down").looked_at_again(world.clock.now())])
    world.run()
    assert texts_on(world, Network.INSTAGRAM) == ["El domingo 29"]
    assert progress(world) == "En Instagram ya no está."


def test_P31_a_network_that_is_down_keeps_nobody_else_waiting() -> None:
    world = published(Network.X, Network.FACEBOOK)
    world.accounts[Network.FACEBOOK].answers = [Answer.TRANSIENT] * 3
    world.take_down()
    for network in (Network.X, Network.FACEBOOK):
        world.carry_out(ids.delivery_id(PUBLICATION, network, "take-down"))
    assert progress(world) == "En X ya no está; en Facebook se está bajando."
    corrected = world.correct({Network.X: "El domingo 29", Network.FACEBOOK: "El domingo 29"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    for network in (Network.X, Network.FACEBOOK):
        world.carry_out(ids.delivery_id(corrected.id, network))
    assert texts_on(world, Network.X) == ["El domingo 29"]
    assert texts_on(world, Network.FACEBOOK) == [TEXT]
    world.run()
    assert texts_on(world, Network.FACEBOOK) == ["El domingo 29"]


def test_P30_a_correction_waits_while_nobody_knows_whether_the_wrong_one_is_out() -> None:
    world = World()
    world.released(Network.X)
    doubtful = world.delivery().claimed(world.clock.now())
    stored = world.stored.commit(replace=[doubtful])[0]
    assert isinstance(stored, Delivery)
    world.stored.commit(
        replace=[stored.unknown("?", world.clock.now()).held("?", world.clock.now()).evolve(sent_after=None)]
    )
    world.take_down()
    assert (world.delivery().state, world.delivery().reason) == (DeliveryState.HELD, texts_es.UNSURE_IF_OUT)
    corrected = world.correct({Network.X: "El domingo 29"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    go_on(world)
    assert world.accounts[Network.X].live == []
    world.stored.commit(replace=[world.delivery().cancelled("Una persona vio que no está")])
    world.run()
    assert texts_on(world, Network.X) == ["El domingo 29"]


def test_P30_what_a_person_found_to_be_out_after_the_take_down_comes_down() -> None:
    world = World()
    world.released(Network.X)
    world.accounts[Network.X].lag_seconds = 10**6
    world.accounts[Network.X].answers = [Answer.ACCEPTED_AND_LOST]
    world.carry_out()
    held = world.stored.commit(replace=[world.delivery().held(texts_es.CANNOT_READ_BACK, world.clock.now())])[0]
    assert isinstance(held, Delivery)
    world.stored.commit(replace=[held.evolve(sent_after=None)])
    world.take_down()
    network_id = world.accounts[Network.X].live[0].network_id
    world.accounts[Network.X].live[0].visible_from = world.clock.now()
    world.stored.commit(replace=[world.delivery().accepted(network_id, world.clock.now(), is_adopted=True)])
    world.run()
    assert world.accounts[Network.X].live == []
    assert removal(world) is DeliveryState.DONE
    assert all(post.removed_at for post in world.of_kind(Post))


def test_P30_a_take_down_that_a_person_gives_up_lets_no_correction_out_beside_the_wrong_one() -> None:
    world = published()
    refusing(world, Network.X)
    world.take_down()
    world.run()
    world.stored.commit(replace=[world.delivery(Network.X, "take-down").cancelled("Se queda")])
    corrected = world.correct({Network.X: "El domingo 29"}, AGENCY)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    go_on(world)
    assert texts_on(world, Network.X) == [TEXT]
    assert progress(world) == "En X está publicada."


def test_P30_still_shown_for_a_while_after_it_was_deleted_is_looked_at_until_it_is_gone() -> None:
    world = published()
    gone_at = world.clock.now() + timedelta(seconds=40)

    class ShowsLate(ModelAccount):
        """Readers see what was deleted for a while."""

        def read_back(self, network_id: str) -> PublishedPost | None:
            seen = super().read_back(network_id)
            if seen is None and self.clock.now() < gone_at:
                return PublishedPost(network_id, None, self.clock.now())
            return seen

    up = world.accounts[Network.X].everything
    world.accounts[Network.X] = ShowsLate(world.clock, world.steps, everything=up)
    world.take_down()
    world.run()
    assert removal(world) is DeliveryState.DONE
    assert (world.delivery(Network.X, "take-down").read_back_at or NOW) >= gone_at
    assert world.accounts[Network.X].calls == ["take_down"]


def test_P30_what_was_accepted_but_never_shown_waits_for_nobody_once_it_is_down() -> None:
    world = World()
    world.released(Network.X)
    world.accounts[Network.X].lag_seconds = 10**6
    go_on(world)
    assert world.delivery().state is DeliveryState.HELD
    world.take_down()
    world.run()
    assert world.accounts[Network.X].live == []
    assert world.delivery().state is DeliveryState.CANCELLED
    assert world.records.waiting() == []


def test_what_a_person_was_asked_to_do_stays_theirs_to_prove_or_to_give_up() -> None:
    world = World()
    world.released(Network.X)
    asked = world.delivery().held("Publíquela", world.clock.now()).evolve(state=DeliveryState.TASK)
    world.stored.commit(replace=[asked])
    world.take_down()
    kept = world.delivery()
    assert (kept.state, kept.reason) == (DeliveryState.TASK, texts_es.TASK_WITHDRAWN)
    assert kept.attention
    assert progress(world) == "En X espera a una persona."


# Corrections of corrections, graphics -----------------------------------------------------------------------------


def corrected_and_out(world: World, text: str, of: str = PUBLICATION) -> str:
    corrected = world.correct({Network.X: text}, AGENCY, of)
    world.authorise(corrected.id)
    world.publish(corrected.id)
    world.run()
    return corrected.id


def test_a_correction_is_corrected_like_any_publication() -> None:
    world = published()
    world.take_down()
    first = corrected_and_out(world, "El domingo 29")
    world.take_down(first)
    second = corrected_and_out(world, "El domingo 30", first)
    assert texts_on(world, Network.X) == ["El domingo 30"]
    assert (world.publication(second).corrects, world.publication(first).corrects) == (first, PUBLICATION)


def test_P30_the_correction_of_a_correction_waits_for_the_very_first_too() -> None:
    """The first will not come down on Instagram; its correction never went out there and is withdrawn as well."""
    world = published(Network.INSTAGRAM)
    refusing(world, Network.INSTAGRAM)
    world.take_down()
    world.run()
    first = world.correct({Network.INSTAGRAM: "El domingo 29"}, AGENCY)
    world.authorise(first.id)
    world.publish(first.id)
    go_on(world)
    world.take_down(first.id)
    second = world.correct({Network.INSTAGRAM: "El domingo 30"}, AGENCY, first.id)
    world.authorise(second.id)
    world.publish(second.id)
    go_on(world)
    assert texts_on(world, Network.INSTAGRAM) == [TEXT]


def test_a_correction_may_be_of_an_alt_text_alone() -> None:
    world = a_world_with_pictures()
    corrected = world.correct({}, AGENCY, alt_texts={"foto.jpg": "La fecha correcta"})
    content = corrected.current.networks[Network.X]
    assert [image.alt_text for image in content.renditions] == ["La fecha correcta"]
    assert texts_es.ALT_TEXT_MISSING not in content.warnings
    assert content.text == TEXT
    edited = world.edit(Edit.model_validate({"texts": {"x": "Otro texto"}}), AGENCY, corrected.id)
    assert edited.current.networks[Network.X].renditions[0].alt_text == "La fecha correcta"


def test_a_wrong_graphic_gives_way_to_one_of_the_library() -> None:
    world = a_world_with_pictures()
    right = world.content("", b"\xff\xd8 the right one").renditions[0].model_copy(update={"purpose": "feed"})
    graphic = a_graphic(right)
    world.put(graphic)
    corrected = world.correct({}, AGENCY, graphics={"foto.jpg": graphic.id})
    shown = corrected.current.networks[Network.X].renditions
    assert [(image.sha256, image.graphic) for image in shown] == [(right.sha256, graphic.id)]
    world.run()
    world.authorise(corrected.id)
    world.publish(corrected.id)
    world.run()
    (live,) = world.accounts[Network.X].live
    assert live.content == f"{TEXT}\x1f{right.sha256}"


@pytest.mark.parametrize(
    "changes",
    [
        {"alt_texts": {"nada.jpg": "x"}},
        {"graphics": {"foto.jpg": "GRA-20261123-NADA"}},
        {"threads": {"facebook": ["Dos"]}},
    ],
)
def test_a_correction_of_what_is_not_there_is_refused(changes: dict[str, Any]) -> None:
    world = a_world_with_pictures()
    with pytest.raises(InvalidInputError):
        world.correct({}, AGENCY, **changes)


def test_a_correction_keeps_the_thread_unless_it_writes_another() -> None:
    world = a_world_with_pictures(thread=("Dos",))
    kept = world.correct({Network.X: "Uno, corregido"}, AGENCY)
    assert kept.current.networks[Network.X].thread == ("Dos",)
    world = a_world_with_pictures(thread=("Dos",))
    shorter = world.correct({}, AGENCY, threads={Network.X: ()})
    assert shorter.current.networks[Network.X].thread == ()


def a_world_with_pictures(thread: tuple[str, ...] = ()) -> World:
    """Give a world where a publication with one picture, that nobody described, was taken down."""
    world = World()
    publication = world.prepared(Network.X)
    content = publication.current.networks[Network.X]
    image = content.renditions[0].model_copy(update={"source": "foto.jpg", "purpose": "feed", "lacks_alt_text": True})
    warned = content.model_copy(
        update={
            "renditions": (image,),
            "thread": thread,
            "warnings": (texts_es.ALT_TEXT_MISSING,),
            "about_pictures": (texts_es.ALT_TEXT_MISSING,),
        }
    )
    version = publication.current.model_copy(update={"networks": {Network.X: warned}})
    world.stored.commit(replace=[publication.evolve(versions=(version,))])
    world.take_down()
    return world


def a_graphic(form: Rendition) -> Graphic:
    known = "GRA-20261123-AAAAAAAA"
    return Graphic(
        id=known,
        created_at=NOW,
        name="Cartel",
        alt_text="Cartel",
        publication=PUBLICATION,
        renditions={Network.X: (form.model_copy(update={"graphic": known, "source": "cartel.jpg"}),)},
        authorised_by="directora",
        authorised_at=NOW,
        due_at=NOW + timedelta(days=365),
        duty=Duty.LIBRARY,
    )


# Comments and folios of what was removed --------------------------------------------------------------------------


def test_C19_the_folio_of_a_comment_on_a_removed_post_goes_on() -> None:
    """Q15: on Facebook the comment goes with the post; that nobody can be told is on record, and the department attends."""
    world = published(Network.FACEBOOK)
    comment = a_comment(a_network_comment(network=Network.FACEBOOK))
    world.put(comment)
    world.take_down()
    world.carry_out(ids.delivery_id(PUBLICATION, Network.FACEBOOK, "take-down"))
    referral = world.refer(comment.id)
    assert referral
    world.accounts[Network.FACEBOOK].answers = [Answer.GONE]
    world.run()
    reply = world.the(ids.delivery_id(referral.id, Network.FACEBOOK, "acknowledgement"))
    assert (reply.state, reply.reason_code) == (DeliveryState.REFUSED, "comment_gone_with_post")
    assert reply.reason == texts_es.COMMENT_WENT_WITH_POST
    assert reply.attention is None
    world.hear(some_news(NewsAct.ACCEPTED))
    assert world.hear(some_news(NewsAct.CLOSED, news_id="n2")).state is ReferralState.CLOSED
    assert world.the(comment.id).deleted_at is None


def test_Q15_a_comment_its_author_deleted_is_told_from_one_that_went_with_our_post() -> None:
    world = published(Network.FACEBOOK)
    comment = a_comment(a_network_comment(network=Network.FACEBOOK))
    world.put(comment)
    referral = world.refer(comment.id)
    assert referral
    world.accounts[Network.FACEBOOK].answers = [Answer.GONE]
    world.run()
    reply = world.the(ids.delivery_id(referral.id, Network.FACEBOOK, "acknowledgement"))
    assert reply.reason == texts_es.COMMENT_DELETED
