"""P27: a schedule is moved, taken back, edited, revoked, until the last moment — and fires twice, early, late or never."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty, Record
from chalicelib.procedure.release import schedule_publication
from chalicelib.procedure.taking_back import unschedule_publication
from tests.builders import NOW, PUBLICATION, a_person, later
from tests.fakes import Request, Work
from tests.mortality import MortalRecords
from tests.world import World

AT = later(minutes=30)


def scheduled(*networks: Network) -> World:
    world = World()
    world.prepared(*networks or (Network.X,))
    world.authorise()
    world.schedule(AT)
    return world


def unschedule(world: World) -> Publication:
    return unschedule_publication(PUBLICATION, records=world.records, clock=world.clock)


def test_P27_after_a_schedule_was_taken_back_nothing_goes_out_whenever_its_message_comes() -> None:
    world = scheduled(*SOCIAL_NETWORKS)
    publication = unschedule(world)
    assert publication.state is PublicationState.AUTHORISED
    assert publication.attention
    assert publication.attention.reason == texts_es.AWAITS_RELEASE
    for minutes in (29, 30, 90):
        world.clock.set(later(minutes=minutes))
        for network in SOCIAL_NETWORKS:
            world.carry_out(ids.delivery_id(PUBLICATION, network))
    assert all(world.accounts[network].calls == [] for network in SOCIAL_NETWORKS)
    assert [record.id for record in world.records.waiting()] == [PUBLICATION]
    assert world.delivery().reason == texts_es.UNSCHEDULED


def test_taking_a_schedule_back_twice_changes_nothing_more() -> None:
    world = scheduled()
    first = unschedule(world)
    assert unschedule(world) == first


def test_what_was_taken_back_can_be_scheduled_or_published_again_and_comes_out_once() -> None:
    world = scheduled()
    unschedule(world)
    world.schedule(later(minutes=45))
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert [shown.published_at >= later(minutes=45) for shown in world.accounts[Network.X].everything] == [True]


def test_what_was_taken_back_can_be_edited_and_withdrawn() -> None:
    world = scheduled()
    unschedule(world)
    edited = world.edit(Edit(texts={Network.X: "Otro texto."}), a_person(username="redactora"))
    assert edited.state is PublicationState.PREPARED
    world.take_down()
    assert world.delivery().state is DeliveryState.CANCELLED


def test_what_already_began_is_not_stopped_halfway_and_what_is_not_scheduled_has_nothing_to_take_back() -> None:
    world = scheduled()
    world.run()
    with pytest.raises(InvalidInputError, match=texts_es.ALREADY_OUT):
        unschedule(world)
    other = World()
    other.prepared(Network.X)
    with pytest.raises(InvalidInputError, match=texts_es.NOT_SCHEDULED):
        unschedule(other)
    with pytest.raises(NotFoundError):
        unschedule(World())


def test_P14_a_worker_that_begins_at_the_same_moment_makes_the_cancelling_ask_again() -> None:
    world = scheduled()
    world.clock.set(AT)

    class Racing(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            world.records = MortalRecords(world.stored, world.steps)
            world.carry_out()
            return super().commit(insert=insert, replace=replace)

    world.records = Racing(world.stored, world.steps)
    with pytest.raises(RecordConflictError):
        unschedule(world)
    assert world.publication().state is PublicationState.RELEASED
    assert len(world.accounts[Network.X].live) == 1


@pytest.mark.parametrize("act", ["revoke", "edit"])
def test_P27_what_is_edited_or_revoked_after_scheduling_is_held_at_once_and_never_goes_out(act: str) -> None:
    world = scheduled()
    if act == "revoke":
        world.revoke()
    else:
        world.edit(Edit(texts={Network.X: "Otro texto."}), a_person(username="redactora"))
    held = world.delivery()
    assert (held.state, held.reason, held.duty) == (DeliveryState.HELD, texts_es.AUTHORISATION_GONE, Duty.PERSON)
    world.run()
    world.clock.set(later(minutes=31))
    world.carry_out()
    assert world.accounts[Network.X].calls == []


def test_P27_authorised_and_scheduled_anew_after_an_edit_the_new_text_comes_out_once() -> None:
    world = scheduled()
    world.edit(Edit(texts={Network.X: "Otro texto."}), a_person(username="redactora"))
    world.authorise()
    world.schedule(AT)
    world.run()
    [shown] = world.accounts[Network.X].everything
    assert shown.content.startswith("Otro texto.")


def test_P27_a_revocation_does_not_wait_for_a_worker_that_has_begun_and_the_worker_sends_nothing() -> None:
    world = scheduled()
    world.clock.set(AT)
    world.records.commit(replace=[world.delivery().claimed(AT)])
    world.revoke()
    assert world.delivery().state is DeliveryState.CLAIMED
    world.clock.advance(seconds=200)
    assert world.carry_out().state is DeliveryState.HELD
    assert world.accounts[Network.X].calls == []


@pytest.mark.parametrize("seconds_off", [-0.3, -45, 0, 0.3, 400])
def test_P27_a_message_that_comes_early_late_or_twice_gives_one_post_and_never_an_early_one(seconds_off: float) -> None:
    world = scheduled()
    world.clock.set(AT + timedelta(seconds=seconds_off))
    world.carry_out()
    world.carry_out()
    world.run()
    [shown] = world.accounts[Network.X].everything
    assert AT <= shown.published_at <= AT + timedelta(seconds=max(1, seconds_off))


def test_P27_a_message_a_moment_early_is_asked_for_again_after_one_second() -> None:
    world = scheduled()
    world.clock.set(AT - timedelta(seconds=0.3))
    world.carry_out()
    assert world.queues.take() == [Request(Work.PUBLISH, world.delivery().id, 1)]


# The end of its term ----------------------------------------------------------------------------------------------


def test_what_may_only_be_shown_until_an_instant_says_so_in_its_delivery() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    until = later(minutes=60)
    schedule_publication(
        PUBLICATION,
        AT,
        valid_until=until,
        records=world.records,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )
    assert (world.publication().valid_until, world.delivery().valid_until) == (until, until)
    schedule_publication(
        PUBLICATION,
        AT,
        valid_until=later(minutes=90),
        records=world.records,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )
    assert world.delivery().valid_until == later(minutes=90)


@pytest.mark.parametrize("minutes", [10, 30])
def test_a_term_that_ends_before_the_post_goes_out_is_refused(minutes: int) -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    with pytest.raises(InvalidInputError, match=texts_es.VALID_UNTIL_BEFORE):
        schedule_publication(
            PUBLICATION,
            AT,
            valid_until=later(minutes=minutes),
            records=world.records,
            catalogue=world.catalogue,
            queues=world.queues,
            clock=world.clock,
        )
    assert world.publication().state is PublicationState.AUTHORISED
    assert NOW < AT


def test_publishing_now_what_is_stale_is_refused() -> None:
    world = World()
    publication = world.prepared(Network.X)
    world.records.commit(replace=[publication.evolve(valid_until=later(minutes=5))])
    world.authorise()
    world.clock.advance(minutes=6)
    with pytest.raises(InvalidInputError, match=texts_es.VALID_UNTIL_BEFORE):
        world.publish()
