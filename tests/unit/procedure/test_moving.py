"""5.1 Moving on the plan: by every rule of publishing; what is sent goes out at the new time, once, and never at both."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError, RuleViolationError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.proposal import Proposal, Wish
from chalicelib.domain.publication import NetworkVersion, Publication, PublicationState
from chalicelib.domain.records import Attention, Duty, Record
from chalicelib.procedure.amending import store
from chalicelib.procedure.dispatching import dispatch_publications
from chalicelib.procedure.moving import move
from chalicelib.procedure.plan_checks import PlanningPorts
from chalicelib.procedure.proposing import propose
from chalicelib.procedure.taking_back import stand_down
from chalicelib.texts_es import plan as texts
from tests.builders import NOW, PUBLICATION, TODAY, a_bulletin, a_file, a_person, later, the_image_office
from tests.mortality import MortalRecords
from tests.world import World

AT = later(minutes=30)
TOMORROW = TODAY + timedelta(days=1)


def ports(world: World) -> PlanningPorts:
    return PlanningPorts(
        records=world.records,
        counter=world.counter,
        catalogue=world.catalogue,
        queues=world.queues,
        clock=world.clock,
    )


def moved(world: World, to: date, at: time | None = None, record_id: str = PUBLICATION) -> Record:
    return move(record_id, to, at, by=the_image_office("moves"), ports=ports(world))


def moved_to(world: World, at: datetime, record_id: str = PUBLICATION) -> Record:
    local = at.astimezone(LOCAL_ZONE)
    return moved(world, local.date(), local.time(), record_id)


def scheduled(*networks: Network) -> World:
    world = World()
    world.prepared(*networks or (Network.X,))
    world.authorise()
    world.schedule(AT)
    return world


def shown(world: World, network: Network = Network.X) -> list[datetime]:
    return [post.published_at for post in world.accounts[network].everything]


# What is scheduled ------------------------------------------------------------------------------------------------


def test_P1_what_is_scheduled_goes_out_at_the_new_time_by_the_same_authorisation() -> None:
    world = scheduled(*SOCIAL_NETWORKS)
    before = world.publication()
    moved(world, TOMORROW, time(9))
    after = world.publication()
    assert (after.id, after.day, after.authorisation) == (before.id, before.day, before.authorisation)
    assert (after.state, after.moved_by) == (PublicationState.RELEASED, "moves")
    world.pass_time(AT + timedelta(hours=2))
    assert all(shown(world, network) == [] for network in SOCIAL_NETWORKS)
    world.clock.set(datetime(2026, 11, 24, 8, 58, tzinfo=LOCAL_ZONE))
    world.run()
    for network in SOCIAL_NETWORKS:
        assert [at.astimezone(LOCAL_ZONE).date() for at in shown(world, network)] == [TOMORROW]


def test_P2_a_message_that_waits_in_the_queue_for_the_old_hour_sends_nothing_at_either() -> None:
    world = scheduled()
    world.clock.set(AT - timedelta(seconds=50))
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    assert world.queues.requests != []
    moved_to(world, AT + timedelta(minutes=20))
    world.pass_time(AT + timedelta(minutes=19))
    assert shown(world) == []
    world.run()
    assert [at >= AT + timedelta(minutes=20) for at in shown(world)] == [True]


def test_P2_moved_forward_it_goes_out_at_the_new_hour_and_the_old_messages_find_it_done() -> None:
    world = scheduled()
    moved_to(world, NOW + timedelta(minutes=2))
    world.pass_time(AT + timedelta(minutes=5))
    [at] = shown(world)
    assert NOW + timedelta(minutes=2) <= at < NOW + timedelta(minutes=4)
    assert world.delivery().state is DeliveryState.DONE


def test_P29_a_window_that_does_not_let_it_out_there_stops_the_move_and_it_stays_where_it_was_planned() -> None:
    world = scheduled()
    opens = datetime(2026, 11, 24, 0, tzinfo=LOCAL_ZONE)
    world.catalogue.blackout_windows = (
        BlackoutWindow(name="Veda electoral", opens_at=opens, closes_at=opens + timedelta(days=1)),
    )
    with pytest.raises(InvalidInputError, match="Veda electoral"):
        moved(world, TOMORROW)
    assert world.publication().publish_at == AT
    assert world.delivery().not_before == AT


def test_an_authorisation_that_will_have_ended_by_then_stops_the_move_of_what_is_scheduled() -> None:
    world = scheduled()
    with pytest.raises(RuleViolationError, match=texts_es.NOT_AUTHORISED):
        moved(world, TODAY + timedelta(days=31))
    assert world.publication().publish_at == AT


def test_P27_what_began_to_go_out_on_one_network_moves_on_none() -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    world.clock.set(AT)
    world.carry_out(ids.delivery_id(PUBLICATION, Network.X))
    with pytest.raises(InvalidInputError, match=texts.MOVE_BEGUN):
        moved(world, TOMORROW)
    assert world.delivery(Network.FACEBOOK).not_before == AT


def test_P14_a_worker_that_begins_at_the_same_moment_makes_the_move_a_conflict_told_in_spanish() -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    world.clock.set(AT)

    class Racing(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            world.records = MortalRecords(world.stored, world.steps)
            world.carry_out(ids.delivery_id(PUBLICATION, Network.X))
            return super().commit(insert=insert, replace=replace)

    world.records = Racing(world.stored, world.steps)
    with pytest.raises(RecordConflictError, match="Otra persona cambió el registro"):
        moved(world, TOMORROW)
    world.run()
    assert len(shown(world)) == len(shown(world, Network.FACEBOOK)) == 1
    assert world.publication().publish_at == AT


def test_of_two_who_move_it_at_once_one_is_told_and_it_stands_in_one_place() -> None:
    world = scheduled()

    class Rival(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            world.records = MortalRecords(world.stored, world.steps)
            moved(world, TOMORROW, time(10))
            return super().commit(insert=insert, replace=replace)

    world.records = Rival(world.stored, world.steps)
    with pytest.raises(RecordConflictError):
        moved(world, TOMORROW, time(18))
    at = datetime(2026, 11, 24, 10, tzinfo=LOCAL_ZONE)
    assert (world.publication().publish_at, world.delivery().not_before) == (at, at)


def test_moving_twice_to_the_same_place_stores_nothing_more() -> None:
    world = scheduled()
    moved(world, TOMORROW)
    versions = len(world.stored.versions)
    assert moved(world, TOMORROW) == world.publication()
    assert len(world.stored.versions) == versions


def test_what_a_person_has_to_decide_about_is_not_put_off_by_moving_it() -> None:
    world = scheduled()
    world.revoke()
    world.authorise()
    world.schedule(AT)
    world.stored.commit(replace=[world.delivery().held("Algo pasó", NOW)])
    with pytest.raises(InvalidInputError, match=texts.MOVE_HELD):
        moved(world, TOMORROW)


def authorised_anew(world: World, networks: dict[Network, NetworkVersion]) -> None:
    edited = world.publication().edited(networks, by="redactora", now=NOW)
    stand_down(store(world.records, edited), records=world.records, clock=world.clock)
    world.authorise()


def dropped(world: World, network: Network) -> None:
    """Edit what is scheduled so that it no longer goes to a network, and authorise it again."""
    kept = {name: content for name, content in world.publication().current.networks.items() if name is not network}
    authorised_anew(world, kept)


def test_a_network_that_the_new_version_drops_is_closed_and_does_not_keep_the_rest_from_moving() -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    dropped(world, Network.FACEBOOK)
    world.schedule(AT)
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.CANCELLED
    assert world.delivery(Network.FACEBOOK).reason == texts_es.NETWORK_DROPPED
    moved(world, TOMORROW)
    world.clock.set(AT + timedelta(days=1))
    world.run()
    assert (len(shown(world, Network.X)), len(shown(world, Network.FACEBOOK))) == (1, 0)


def test_a_network_that_is_dropped_and_wanted_again_goes_out_once() -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    before = world.publication().current.networks
    dropped(world, Network.FACEBOOK)
    world.schedule(AT)
    authorised_anew(world, before)
    world.schedule(AT)
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.READY
    world.clock.set(AT)
    world.run()
    assert (len(shown(world, Network.X)), len(shown(world, Network.FACEBOOK))) == (1, 1)


@pytest.mark.parametrize("is_refused", [True, False])
def test_P2_what_was_refused_or_decided_about_before_it_was_dropped_goes_out_when_it_is_wanted_again(
    *, is_refused: bool
) -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    before = world.publication().current.networks
    post = world.delivery(Network.FACEBOOK)
    if is_refused:
        world.stored.commit(replace=[post.evolve(first_sent_after=NOW).refused("No se acepta", "1", NOW)])
    else:
        decision = PersonDecision(verdict=Verdict.LOOK_AGAIN, by="ana", at=NOW)
        world.stored.commit(replace=[post.held("Algo pasó", NOW).look_again(decision, NOW).evolve(due_at=AT)])
    dropped(world, Network.FACEBOOK)
    world.schedule(AT)
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.CANCELLED
    authorised_anew(world, before)
    world.schedule(AT)
    world.clock.set(AT)
    world.run()
    assert (len(shown(world, Network.X)), len(shown(world, Network.FACEBOOK))) == (1, 1)


def test_a_network_that_a_person_gave_up_stays_given_up_when_the_rest_is_moved() -> None:
    world = scheduled(Network.X, Network.FACEBOOK)
    held = world.delivery(Network.FACEBOOK).held("Algo pasó", NOW)
    decision = PersonDecision(verdict=Verdict.GIVE_UP, by="ana", at=NOW)
    world.stored.commit(replace=[held.given_up(decision, NOW)])
    moved(world, TOMORROW)
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.CANCELLED
    world.clock.set(AT + timedelta(days=1))
    world.run()
    assert (len(shown(world, Network.X)), len(shown(world, Network.FACEBOOK))) == (1, 0)


# What is not scheduled --------------------------------------------------------------------------------------------


def test_what_waits_for_its_authorisation_moves_and_is_due_by_then() -> None:
    world = World()
    world.prepared(Network.X)
    with pytest.raises(InvalidInputError, match=texts.MOVE_NEEDS_HOUR):
        moved(world, TOMORROW)
    moved(world, TOMORROW, time(9))
    publication = world.publication()
    assert publication.state is PublicationState.PREPARED
    assert publication.due_at == publication.publish_at == datetime(2026, 11, 24, 9, tzinfo=LOCAL_ZONE)
    assert publication.shelf == ("#plan", f"2026-11-24#{PUBLICATION}")


def test_P6_pictures_that_are_being_made_anew_are_still_due_at_once_after_a_move() -> None:
    world = World()
    world.stored.insert_new([world.prepared(Network.X).evolve(id="PUB-20261123-AAAAAAAA").to_be_redrawn(NOW)])
    after = moved(world, TOMORROW, time(9), "PUB-20261123-AAAAAAAA")
    assert (after.due_at, after.duty) == (NOW, Duty.PREPARE)


def test_P1_what_is_authorised_stays_authorised_and_may_be_scheduled_where_it_was_moved() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    moved(world, TOMORROW, time(9))
    assert world.publication().state is PublicationState.AUTHORISED
    world.schedule(None)
    assert world.delivery().not_before == datetime(2026, 11, 24, 9, tzinfo=LOCAL_ZONE)


def test_what_was_moved_by_hand_is_not_moved_back_by_material_that_changes() -> None:
    world = World()
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren gratis.")
    bulletin = world.upload("prensa/2026-11-23/parques/foto.jpg", b"\xff\xd8 foto")
    publication = world.prepare(bulletin.id)
    assert publication is not None
    moved(world, TOMORROW, time(9), publication.id)
    world.upload("prensa/2026-11-23/parques/boletin.txt", b"Los parques abren de noche.", "02")
    changed = world.prepare(bulletin.id)
    assert changed is not None
    assert changed.current.number == publication.current.number + 1
    assert changed.publish_at == datetime(2026, 11, 24, 9, tzinfo=LOCAL_ZONE)


def test_what_was_withdrawn_has_no_place_and_what_is_not_of_the_plan_is_not_found() -> None:
    world = scheduled()
    world.run()
    world.take_down()
    with pytest.raises(InvalidInputError, match=texts.MOVE_WITHDRAWN):
        moved(world, TOMORROW)
    for unknown in ("PUB-20261123-00000000", ids.delivery_id(PUBLICATION, Network.X), "x"):
        with pytest.raises(NotFoundError):
            moved(world, TOMORROW, time(9), unknown)


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        (TODAY - timedelta(days=1), texts.MOVE_PAST),
        (TODAY, texts.MOVE_PAST),
        (TODAY + timedelta(days=367), texts.MOVE_TOO_FAR),
    ],
)
def test_nothing_moves_into_the_past_or_beyond_a_year(to: date, reason: str) -> None:
    world = scheduled()
    with pytest.raises(InvalidInputError, match=reason):
        moved(world, to, time(11, 59))


def test_what_would_be_stale_there_does_not_move() -> None:
    world = World()
    world.put(world.prepared(Network.X).evolve(id="PUB-20261123-AAAAAAAA", valid_until=later(days=1)))
    with pytest.raises(InvalidInputError, match=texts_es.VALID_UNTIL_BEFORE):
        moved(world, TODAY + timedelta(days=2), time(9), "PUB-20261123-AAAAAAAA")


# Planned, proposed ------------------------------------------------------------------------------------------------


def a_planned(world: World, **order: object) -> Bulletin:
    plan = Plan(order=PublicationOrder(publish_at=later(days=1), **order), by="ana")
    bulletin = a_bulletin().planned(plan, None, NOW)
    world.put(bulletin)
    return bulletin


def test_a_planned_bulletin_moves_with_what_it_lacks_and_keeps_its_name_and_folder() -> None:
    world = World()
    bulletin = a_planned(world)
    after = moved(world, TODAY + timedelta(days=9), None, bulletin.id)
    assert isinstance(after, Bulletin)
    assert (after.id, after.on, after.duty) == (bulletin.id, TODAY, Duty.PERSON)
    assert after.order.publish_at == later(days=9)
    assert after.plan is not None
    assert (after.plan.by, after.plan.moved_by) == ("ana", "moves")
    assert moved(world, TODAY + timedelta(days=9), None, bulletin.id) == after


def test_where_the_offices_own_file_says_the_hour_the_plan_does_not_move_it() -> None:
    world = World()
    world.reader.orders[b"orden"] = PublicationOrder(publish_at=later(days=3))
    bulletin = world.upload("prensa/2026-11-23/parques/publicacion.yaml", b"orden")
    plan = Plan(order=PublicationOrder(), by="ana")
    world.stored.commit(replace=[world.the(bulletin.id).planned(plan, None, NOW)])
    with pytest.raises(InvalidInputError, match=r"publicacion\.yaml"):
        moved(world, TODAY + timedelta(days=5), None, bulletin.id)


def test_a_folder_that_nobody_planned_is_not_of_the_plan() -> None:
    world = World()
    world.put(a_bulletin(a_file()))
    with pytest.raises(NotFoundError):
        moved(world, TOMORROW, time(9), a_bulletin().id)


def test_once_a_bulletin_is_a_publication_moving_it_moves_that() -> None:
    world = scheduled()
    world.put(a_bulletin())
    after = moved(world, TOMORROW, time(9), a_bulletin().id)
    assert isinstance(after, Publication)
    assert after.id == PUBLICATION


def test_a_proposal_moves_while_it_waits_and_somebody_must_look_before_its_new_day() -> None:
    world = World()
    wish = Wish(title="Día del agua", on=TODAY + timedelta(days=9))
    proposal = propose(
        wish, by=a_person(department_id="sapal"), records=world.records, catalogue=world.catalogue, clock=world.clock
    )
    after = moved(world, TOMORROW, None, proposal.id)
    assert isinstance(after, Proposal)
    assert (after.wish.on, after.wish.at) == (TOMORROW, None)
    assert after.due_at == datetime(2026, 11, 24, tzinfo=LOCAL_ZONE)
    assert after.attention == Attention(
        reason=texts.proposal_waits("Día del agua", TOMORROW), since=proposal.created_at
    )
    assert moved(world, TOMORROW, None, proposal.id) == after
    world.stored.commit(replace=[after.declined("No cabe", by="ana", now=NOW)])
    with pytest.raises(InvalidInputError, match=texts.PROPOSAL_ANSWERED):
        moved(world, TODAY + timedelta(days=2), None, proposal.id)


# Any moves --------------------------------------------------------------------------------------------------------

steps = st.lists(st.tuples(st.integers(0, 50), st.integers(-5, 60)), min_size=1, max_size=6)


@settings(max_examples=60)
@given(steps)
def test_P1_P2_however_it_is_moved_it_goes_out_once_at_the_last_time_that_was_accepted(
    moves: list[tuple[int, int]],
) -> None:
    """Each step waits some minutes while the wheels turn, then moves it to some minutes from there."""
    world = scheduled(Network.X, Network.FACEBOOK)
    planned = AT
    for wait, ahead in moves:
        world.pass_time(world.clock.now() + timedelta(minutes=wait))
        wanted = world.clock.now() + timedelta(minutes=ahead)
        try:
            moved_to(world, wanted)
        except (InvalidInputError, RecordConflictError):
            continue
        planned = wanted
    if local_day(planned) == TODAY:
        world.pass_time(max(planned, world.clock.now()) + timedelta(minutes=5))
    world.run()
    for network in (Network.X, Network.FACEBOOK):
        [at] = shown(world, network)
        assert planned <= at <= planned + timedelta(minutes=2)
