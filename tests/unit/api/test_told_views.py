"""4.3, Q15: a case shows what its citizens were told, and why somebody was not."""

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from tests.builders import a_comment, a_network_comment
from tests.model_network import ModelAccount
from tests.neighbourhood import said
from tests.unit.api.calls import an_event, ask
from tests.world import World

FOLIO = "LEO-20261123-000001"


@dataclass
class Refusing(ModelAccount):
    """A network that refuses every reply for the same reason."""

    code: str = ""

    def reply(self, comment_id: str, text: str) -> str:
        self.calls.append("reply")
        raise RejectedByServiceError(f"{comment_id}: {len(text)}", code=self.code)


def told(world: World) -> Any:
    return ask(world, an_event("GET", "/v1/referrals/{folio}", {"folio": FOLIO}, roles=[Role.DIRECTOR])).body["told"]


def referred(network: Network = Network.FACEBOOK) -> World:
    world = World()
    comment = a_comment(a_network_comment(network=network))
    world.put(comment)
    world.refer(comment.id)
    return world


def test_what_a_citizen_was_told_is_shown_with_its_address() -> None:
    world = referred()
    world.run()
    (one,) = told(world)
    assert (one["what"], one["state"], one["reason"]) == ("acknowledgement", "done", None)
    assert FOLIO in one["text"]


@pytest.mark.parametrize(
    ("network", "code"),
    [
        (Network.X, "reply_not_allowed"),
        (Network.FACEBOOK, "reply_window_closed"),
        (Network.INSTAGRAM, "reply_window_closed"),
    ],
)
def test_Q15_a_refusal_of_the_network_is_shown_with_its_reason(network: Network, code: str) -> None:
    world = World()
    world.catalogue.replies_on = frozenset(Network)
    world.accounts[network] = Refusing(world.clock, world.steps, code=code)
    comment = a_comment(a_network_comment(network=network))
    world.put(comment)
    world.refer(comment.id)
    world.run()
    (one,) = told(world)
    assert (one["state"], one["reason_code"]) == ("refused", code)
    assert one["reason"] == texts_es.network_refused(code, "")
    assert world.accounts[network].calls == ["reply"]


def test_Q15_a_deleted_comment_is_shown_as_the_reason() -> None:
    world = referred()
    (comment,) = world.of_kind(Comment)
    world.records.commit(replace=[comment.deleted(world.clock.now())])
    world.run()
    assert [(one["state"], one["reason"]) for one in told(world)] == [("refused", texts_es.COMMENT_DELETED)]


def test_where_the_strategy_does_not_reply_that_is_the_reason() -> None:
    assert [(one["delivery"], one["reason"]) for one in told(referred(Network.INSTAGRAM))] == [
        (None, texts_es.REPLY_OFF_INSTAGRAM)
    ]


def test_those_who_joined_are_shown_after_whoever_opened_the_case() -> None:
    world = World()
    comments = [said("c1", "no hay agua en las joyas"), said("c2", "no hay agua en las joyas")]
    for comment in comments:
        world.put(comment)
        world.refer(comment.id)
    assert [one["comment"] for one in told(world)] == [comment.id for comment in comments]
