"""2.5: at once, or by the programme; what is not authorised does not leave."""

from datetime import datetime, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.edits import Edit
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RuleViolationError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.publication import AUTHORISATION_LASTS, GRAPHICS_CLAUSE, PublicationState
from chalicelib.domain.records import Duty
from tests.builders import NOW, PUBLICATION, a_person
from tests.fakes import Request, Work
from tests.world import World


def authorised(*networks: Network) -> World:
    world = World()
    world.prepared(*networks or (Network.X,))
    world.authorise()
    return world


def test_publishing_now_makes_one_delivery_per_network_and_asks_for_each() -> None:
    world = authorised(*SOCIAL_NETWORKS)
    world.publish()
    deliveries = world.of_kind(Delivery)
    assert {delivery.network for delivery in deliveries} == set(SOCIAL_NETWORKS)
    assert all(delivery.duty is Duty.PUBLISH and delivery.due_at == NOW for delivery in deliveries)
    assert sorted(world.queues.ids(Work.PUBLISH)) == sorted(delivery.id for delivery in deliveries)
    assert world.publication().is_finished


def test_P1_what_is_not_authorised_is_not_released() -> None:
    world = World()
    world.prepared(Network.X)
    with pytest.raises(RuleViolationError) as refused:
        world.publish()
    assert refused.value.clause == GRAPHICS_CLAUSE
    assert world.of_kind(Delivery) == []


def test_P1_an_authorisation_that_expired_releases_nothing() -> None:
    world = authorised()
    world.clock.advance(days=AUTHORISATION_LASTS.days + 1)
    with pytest.raises(RuleViolationError):
        world.publish()
    assert world.of_kind(Delivery) == []


def test_publishing_again_what_is_out_leaves_it_as_it_is() -> None:
    world = authorised(*SOCIAL_NETWORKS)
    world.publish()
    world.run()
    before = {record.id: record for record in world.stored.all}
    world.clock.advance(minutes=5)
    world.publish()
    world.run()
    assert {delivery.id: delivery for delivery in world.of_kind(Delivery)} == {
        record_id: record for record_id, record in before.items() if isinstance(record, Delivery)
    }
    assert [len(world.accounts[network].calls) for network in SOCIAL_NETWORKS] == [1, 1, 1]
    assert world.publication().publish_at == before[PUBLICATION].publish_at  # type: ignore[attr-defined]


def test_a_schedule_waits_for_its_time() -> None:
    world = authorised()
    at = NOW + timedelta(hours=3)
    world.schedule(at)
    assert world.delivery().due_at == at
    assert world.queues.requests == []


def test_a_schedule_within_the_minute_is_asked_for_to_the_second() -> None:
    world = authorised()
    world.schedule(NOW + timedelta(seconds=42))
    assert world.queues.requests == [Request(Work.PUBLISH, world.delivery().id, 42)]


@pytest.mark.parametrize("at", [None, NOW, NOW - timedelta(seconds=1)])
def test_P27_a_time_that_is_missing_or_past_is_refused(at: datetime | None) -> None:
    world = authorised()
    with pytest.raises(InvalidInputError, match=texts_es.PUBLISH_AT_PAST):
        world.schedule(at)


def test_without_a_time_the_materials_own_is_taken() -> None:
    world = World()
    at = NOW + timedelta(hours=5)
    publication = world.prepared(Network.X)
    world.records.commit(replace=[publication.evolve(publish_at=at)])
    world.authorise()
    world.schedule(None)
    assert world.delivery().due_at == at


def test_P27_a_schedule_may_be_moved_earlier_and_later() -> None:
    world = authorised()
    world.schedule(NOW + timedelta(hours=3))
    world.schedule(NOW + timedelta(hours=1))
    assert world.delivery().due_at == NOW + timedelta(hours=1)
    world.publish()
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert len(world.accounts[Network.X].live) == 1


def test_P2_what_a_person_gave_up_everywhere_is_not_called_published_when_it_is_edited_and_released_again() -> None:
    world = authorised()
    world.schedule(NOW + timedelta(hours=3))
    decision = PersonDecision(verdict=Verdict.GIVE_UP, by="ana", at=NOW)
    world.stored.commit(replace=[world.delivery().held("Algo pasó", NOW).given_up(decision, NOW)])
    world.edit(Edit(texts={Network.X: "Otro texto"}), a_person())
    world.authorise()
    with pytest.raises(InvalidInputError, match=texts_es.ALL_GIVEN_UP):
        world.publish()
    assert world.publication().state is PublicationState.AUTHORISED


def test_an_unknown_publication_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        World().publish("PUB-20261123-NADA")
