"""4.3: the citizen is told once, in fixed words, or the reason why not is on record."""

from typing import Any

import pytest

from chalicelib import texts_es
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import NewsAct
from tests.builders import a_comment, a_network_comment, some_news
from tests.model_network import Answer
from tests.world import World

FOLIO = "LEO-20261123-000001"
HOSTILE = 'queja {folio.__class__} <b>hola</b> =HYPERLINK("x") @alcaldesa'


def referred(network: Network = Network.FACEBOOK, text: str = "queja: no hay agua") -> World:
    world = World()
    comment = a_comment(a_network_comment("c1", text, network=network, answer_id="answer-1"))
    world.put(comment)
    world.refer(comment.id)
    return world


def acknowledgement(world: World) -> Any:
    return world.the(world.the(FOLIO).acknowledgement.delivery)


def test_the_citizen_is_told_the_folio_and_the_department_under_their_comment() -> None:
    world = referred()
    world.run()
    told = world.accounts[Network.FACEBOOK].live
    assert [(reply.answers_to, reply.content) for reply in told] == [
        ("answer-1", f"referred: Canalizamos su reporte a SAPAL con el folio {FOLIO}.")
    ]
    assert acknowledgement(world).state is DeliveryState.DONE


def test_C21_the_citizens_words_never_become_a_replys_text() -> None:
    world = referred(text=HOSTILE)
    world.run()
    reply = world.accounts[Network.FACEBOOK].live[0].content
    assert not any(word in reply for word in ("hola", "HYPERLINK", "@alcaldesa", "__class__", "{"))


def test_on_instagram_the_reason_why_nobody_is_told_is_on_record() -> None:
    world = referred(Network.INSTAGRAM)
    notice = world.the(FOLIO).acknowledgement
    assert (notice.delivery, notice.reason) == (None, texts_es.REPLY_OFF_INSTAGRAM)


def test_the_strategy_may_turn_replies_on_instagram_on() -> None:
    world = World()
    world.catalogue.replies_on = frozenset(Network)
    comment = a_comment(a_network_comment(network=Network.INSTAGRAM))
    world.put(comment)
    world.refer(comment.id)
    world.run()
    assert len(world.accounts[Network.INSTAGRAM].live) == 1


@pytest.mark.parametrize("answer", [Answer.REFUSED, Answer.GONE])
def test_Q15_a_reply_that_is_no_longer_possible_ends_with_its_reason(answer: Answer) -> None:
    world = referred()
    world.accounts[Network.FACEBOOK].answers = [answer]
    world.run()
    reply = acknowledgement(world)
    assert reply.state is DeliveryState.REFUSED
    assert reply.reason
    assert reply.is_finished


def test_Q15_a_comment_its_author_deleted_is_not_answered() -> None:
    world = referred()
    comment = world.of_kind(Comment)[0]
    world.records.commit(replace=[comment.deleted(world.clock.now())])
    world.run()
    assert acknowledgement(world).reason == texts_es.COMMENT_DELETED
    assert world.accounts[Network.FACEBOOK].calls == []


@pytest.mark.parametrize("answer", [Answer.ACCEPTED_AND_LOST, Answer.TRANSIENT])
def test_Q14_a_reply_whose_answer_is_lost_is_not_said_twice(answer: Answer) -> None:
    world = referred()
    world.accounts[Network.FACEBOOK].answers = [answer]
    world.run()
    assert len(world.accounts[Network.FACEBOOK].live) == 1


def test_Q14_P18_a_reply_that_may_be_there_is_looked_for_by_a_person() -> None:
    world = referred()
    world.accounts[Network.FACEBOOK].answers = [Answer.NOTHING_AND_LOST]
    world.run()
    assert acknowledgement(world).reason == texts_es.MAY_BE_OUT
    assert acknowledgement(world).attention
    assert world.accounts[Network.FACEBOOK].calls == ["reply"]


def test_the_closing_is_told_apart_from_the_acknowledgement() -> None:
    world = referred()
    world.run()
    world.hear(some_news(NewsAct.CLOSED))
    world.run()
    told = [reply.content.split(":")[0] for reply in world.accounts[Network.FACEBOOK].live]
    assert told == ["referred", "closed"]
