"""Persons' orders over everything that goes out: stop, restriction, windows declared late (policies; P29)."""

from datetime import timedelta

import pytest

from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.control import CONTROL_ID, MAX_DECLARED_WINDOWS, PublishingControl
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.publishing_order import OrderAct, PublishingOrder
from chalicelib.domain.records import Duty
from chalicelib.procedure import commanding
from tests.builders import NOW, TEXT, a_person, a_publication, later
from tests.world import World

DIRECTOR = a_person(Role.DIRECTOR, username="director")


def a_window(minutes: int = 60, territory: str = "estado", exempt: tuple[str, ...] = ()) -> BlackoutWindow:
    return BlackoutWindow(
        name="Veda extraordinaria",
        opens_at=NOW,
        closes_at=later(minutes=minutes),
        territory=territory,
        exempt_categories=frozenset(exempt),
    )


def control_of(world: World) -> PublishingControl:
    found = world.the(CONTROL_ID)
    assert isinstance(found, PublishingControl)
    return found


def orders_of(world: World) -> list[PublishingOrder]:
    return sorted(world.of_kind(PublishingOrder), key=lambda order: order.created_at)


def test_a_stop_holds_what_is_due_where_a_person_sees_it_and_what_it_held_goes_out_by_itself_afterwards() -> None:
    world = World()
    commanding.stop_everything("Sismo", DIRECTOR, world.commanding)
    world.released()
    world.pass_time(later(minutes=3))
    held = world.delivery()
    assert held.state is DeliveryState.HELD
    assert held.attention is not None
    assert "Sismo" in (held.reason or "")
    assert held.gate is not None
    assert held.gate.because[0].startswith("ORD-20261123-")
    commanding.resume("Terminó", DIRECTOR, world.commanding)
    world.pass_time(later(minutes=3, seconds=5))
    assert world.delivery().state is DeliveryState.DONE
    assert len(world.accounts[Network.X].live) == 1


def test_a_stop_that_is_lifted_while_the_waking_fails_still_lets_everything_go_within_ten_minutes() -> None:
    world = World()
    commanding.stop_everything("Sismo", DIRECTOR, world.commanding)
    world.released()
    world.pass_time(later(minutes=3))
    world.stored.commit(replace=[control_of(world).resumed()])
    world.pass_time(later(minutes=14))
    assert world.delivery().state is DeliveryState.DONE


def test_what_a_stop_held_wakes_one_after_another() -> None:
    world = World()
    for number in range(4):
        contents = a_publication().current
        networks = {Network.X: world.content(f"{TEXT} {number}")}
        one = a_publication(contents.model_copy(update={"networks": networks}))
        world.put(one.evolve(id=f"PUB-20261123-AAAAAAA{number}"))
        world.authorise(f"PUB-20261123-AAAAAAA{number}")
        world.publish(f"PUB-20261123-AAAAAAA{number}")
    commanding.stop_everything("Sismo", DIRECTOR, world.commanding)
    world.pass_time(later(minutes=1))
    commanding.resume("Terminó", DIRECTOR, world.commanding)
    due = sorted(record.due_at for record in world.stored.due(Duty.PUBLISH, later(days=1)) if record.due_at)
    assert [at - due[0] for at in due] == [timedelta(seconds=2 * place) for place in range(4)]


def test_taking_down_goes_on_while_everything_is_stopped() -> None:
    world = World()
    world.released()
    world.run()
    commanding.stop_everything("Sismo", DIRECTOR, world.commanding)
    world.take_down()
    world.run()
    assert world.accounts[Network.X].live == []


def test_what_is_stale_when_the_window_closes_waits_for_a_person() -> None:
    world = World()
    world.released()
    commanding.declare_window(a_window(), "Acuerdo", DIRECTOR, world.commanding)
    world.stored.commit(replace=[world.delivery().evolve(valid_until=later(minutes=30))])
    world.pass_time(later(minutes=90))
    assert world.delivery().duty is Duty.PERSON
    assert "Su vigencia termina antes" in (world.delivery().reason or "")
    assert world.accounts[Network.X].everything == []


def test_P29_nothing_is_scheduled_into_a_window_that_is_known_and_the_refusal_says_which_and_until_when() -> None:
    world = World()
    commanding.declare_window(a_window(), "Acuerdo", DIRECTOR, world.commanding)
    world.prepared()
    world.records.commit(replace=[world.publication().evolve(publish_at=later(minutes=61))])
    world.authorise()
    with pytest.raises(InvalidInputError, match=r"Veda extraordinaria.*hasta el 23/11/2026 a las 13:00"):
        world.schedule(later(minutes=59))
    with pytest.raises(InvalidInputError, match="Veda extraordinaria"):
        world.publish()
    world.schedule(later(minutes=60))
    world.run()
    assert world.delivery().state is DeliveryState.DONE


def test_the_restricted_mode_lets_the_exempt_classes_out_however_they_are_written_and_holds_the_rest() -> None:
    world = World()
    commanding.restrict("Contingencia", later(minutes=30), DIRECTOR, world.commanding)
    for number, category in enumerate(("Educacion", "cultura")):
        world.put(a_publication(category=category).evolve(id=f"PUB-20261123-AAAAAAA{number}"))
        world.stored.commit(
            replace=[
                world.publication(f"PUB-20261123-AAAAAAA{number}").edited(
                    {Network.X: world.content(f"{TEXT} {number}")}, by="", now=NOW
                )
            ]
        )
        world.authorise(f"PUB-20261123-AAAAAAA{number}")
        world.publish(f"PUB-20261123-AAAAAAA{number}")
    world.pass_time(later(minutes=10))
    assert [shown.content for shown in world.accounts[Network.X].live] == [f"{TEXT} 0"]
    world.pass_time(later(minutes=31))
    assert len(world.accounts[Network.X].live) == 2


def test_every_order_is_on_record_with_who_when_why_and_what_it_lifts() -> None:
    world = World()
    for act in (commanding.stop_everything, commanding.resume):
        world.clock.advance(seconds=1)
        act("Simulacro", DIRECTOR, world.commanding)
    world.clock.advance(seconds=1)
    commanding.declare_window(a_window(), "Acuerdo", DIRECTOR, world.commanding)
    world.clock.advance(seconds=1)
    declared = control_of(world).windows[0].order.id
    commanding.lift_window(declared, "Se revocó", DIRECTOR, world.commanding)
    found = orders_of(world)
    assert [order.act for order in found] == [
        OrderAct.STOP,
        OrderAct.RESUME,
        OrderAct.DECLARE_WINDOW,
        OrderAct.LIFT_WINDOW,
    ]
    assert {(order.by, order.partition, order.is_finished) for order in found} == {("director", "2026-11-23", True)}
    assert found[1].lifts == found[0].id
    assert found[3].lifts == declared == found[2].id
    assert control_of(world).windows == ()


def test_two_windows_that_a_person_declares_and_lifts_at_one_instant_are_four_orders() -> None:
    world = World()
    for minutes in (5, 6):
        commanding.declare_window(a_window(minutes=minutes), "Acuerdo", DIRECTOR, world.commanding)
    for window in control_of(world).windows:
        commanding.lift_window(window.order.id, "Se revocó", DIRECTOR, world.commanding)
    assert len({order.id for order in orders_of(world)}) == 4


def test_a_stop_in_force_stays_as_it_was_ordered() -> None:
    world = World()
    commanding.stop_everything("Sismo", DIRECTOR, world.commanding)
    world.clock.advance(minutes=1)
    commanding.stop_everything("Otra cosa", a_person(Role.COORDINATOR), world.commanding)
    assert [order.why for order in orders_of(world)] == ["Sismo"]


def test_what_cannot_be_ordered_is_refused_with_its_reason() -> None:
    world = World()
    with pytest.raises(InvalidInputError, match="ningún paro"):
        commanding.resume("Terminó", DIRECTOR, world.commanding)
    with pytest.raises(InvalidInputError, match="no está puesto"):
        commanding.lift_restriction("Terminó", DIRECTOR, world.commanding)
    with pytest.raises(InvalidInputError, match="después de este momento"):
        commanding.restrict("Contingencia", NOW, DIRECTOR, world.commanding)
    with pytest.raises(InvalidInputError, match="Silao"):
        commanding.declare_window(a_window(territory="Silao"), "Acuerdo", DIRECTOR, world.commanding)
    with pytest.raises(InvalidInputError, match="debe terminar"):
        commanding.declare_window(a_window(minutes=0), "Acuerdo", DIRECTOR, world.commanding)
    with pytest.raises(NotFoundError):
        commanding.lift_window("ORD-20261123-AAAAAAAA", "Se revocó", DIRECTOR, world.commanding)
    assert orders_of(world) == []


def test_so_many_windows_may_be_declared_and_those_that_are_over_make_room() -> None:
    world = World()
    for number in range(MAX_DECLARED_WINDOWS):
        world.clock.advance(seconds=1)
        commanding.declare_window(a_window(minutes=5 if number else 2), "Acuerdo", DIRECTOR, world.commanding)
    with pytest.raises(InvalidInputError, match="demasiadas"):
        commanding.declare_window(a_window(), "Acuerdo", DIRECTOR, world.commanding)
    world.clock.advance(minutes=2)
    commanding.declare_window(a_window(), "Acuerdo", DIRECTOR, world.commanding)
    assert len(control_of(world).windows) == MAX_DECLARED_WINDOWS
