"""Where what a delivery put before readers is now: on its way, live, coming down, down, or waiting for a person (P2, P30)."""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.records import Duty


class Whereabouts(StrEnum):
    """Where a post is, as far as is known."""

    NOT_OUT = "not_out"
    ON_ITS_WAY = "on_its_way"
    WAITS_FOR_A_PERSON = "waits_for_a_person"
    LIVE = "live"
    COMING_DOWN = "coming_down"
    A_PERSON_TAKES_IT_DOWN = "a_person_takes_it_down"
    DOWN = "down"


def was_never_out(post: Delivery) -> bool:
    """Say whether certainly nothing of a post is, or was, before readers. What a person was asked to do may be done."""
    if post.state is DeliveryState.TASK:
        return False
    return post.is_untouched or (post.state is DeliveryState.CANCELLED and post.network_id is None)


def is_down(post: Delivery, removal: Delivery | None) -> bool:
    """Say whether nothing of a post of a withdrawn publication is up. What is in doubt counts as up (P30)."""
    return was_never_out(post) or (removal is not None and removal.state is DeliveryState.DONE)


def whereabouts(post: Delivery, removal: Delivery | None) -> Whereabouts:
    """Say where a post is, by its delivery and by the take-down of it, if one was asked for."""
    if removal is not None and removal.state is DeliveryState.DONE:
        return Whereabouts.DOWN
    if removal is not None and not removal.is_finished:
        return Whereabouts.A_PERSON_TAKES_IT_DOWN if removal.attention else Whereabouts.COMING_DOWN
    match post.state:
        case DeliveryState.DONE:
            return Whereabouts.LIVE
        case DeliveryState.CANCELLED:
            return Whereabouts.NOT_OUT
        case _:
            return Whereabouts.WAITS_FOR_A_PERSON if post.attention else Whereabouts.ON_ITS_WAY


def removal_of(post: Delivery, now: datetime) -> Delivery:
    """Make the delivery that takes down what another put out: a post, a part of a thread, what a person published."""
    return Delivery(
        id=ids.removal_id(post.id),
        created_at=now,
        subject=post.subject,
        network=post.network,
        action=Action.TAKE_DOWN,
        part=post.part,
        medium=post.medium,
        target=post.network_id or post.permalink,
        not_before=now,
        due_at=now,
        duty=Duty.PUBLISH,
    )
