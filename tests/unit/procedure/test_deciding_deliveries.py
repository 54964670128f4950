"""What a person decides of a delivery that waits: nothing unauthorised goes out, nobody else's post is adopted."""

from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError, TransientServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post
from chalicelib.domain.records import Duty
from chalicelib.procedure.deciding_deliveries import MAX_DECISIONS, decide_delivery, verdicts_for
from tests.builders import NOW, PUBLICATION, TEXT, a_delivery, a_person, a_post, later
from tests.fakes import Work
from tests.model_network import Shown
from tests.world import JPEG, World

X = ids.delivery_id(PUBLICATION, Network.X)
ADDRESS = "https://x.example/x1"


def decide(world: World, verdict: Verdict, address: str | None = None, delivery_id: str = X) -> Delivery:
    return decide_delivery(
        delivery_id,
        verdict,
        why="Lo revisé en la cuenta",
        address=address,
        by=a_person(username="coordinador"),
        records=world.records,
        queues=world.queues,
        clock=world.clock,
    )


def in_doubt(*networks: Network) -> World:
    """Give a world whose delivery to X was sent, is not shown, and waits for a person."""
    world = World()
    world.released(*(networks or (Network.X,)))
    world.queues.take()
    sent = world.delivery().claimed(NOW).intended("f", NOW).unknown(texts_es.OUTCOME_UNKNOWN, NOW)
    world.records.commit(replace=[sent.held(texts_es.MAY_BE_OUT, NOW)])
    world.clock.advance(minutes=10)
    return world


def on_the_account(world: World, content: str = "lo mismo, escrito a mano", **changes: object) -> Shown:
    """Let something of ours be on X that no search would find by its content."""
    told = {"network_id": "x1", "content": content, "published_at": later(minutes=1), "visible_from": NOW, **changes}
    shown = Shown(**told)  # type: ignore[arg-type]
    world.accounts[Network.X].everything.append(shown)
    return shown


# Publish anyway ---------------------------------------------------------------------------------------------------


def test_P33_publish_anyway_sends_it_again_and_says_who_took_the_risk() -> None:
    world = in_doubt()
    assert decide(world, Verdict.PUBLISH_ANYWAY).state is DeliveryState.READY
    assert world.queues.ids(Work.PUBLISH) == [X]
    world.run()
    done = world.delivery()
    assert done.state is DeliveryState.DONE
    assert [(one.verdict, one.by, one.why) for one in done.decisions] == [
        (Verdict.PUBLISH_ANYWAY, "coordinador", "Lo revisé en la cuenta")
    ]
    assert len(world.accounts[Network.X].live) == 1


def test_P1_publish_anyway_does_not_send_what_is_no_longer_authorised() -> None:
    world = in_doubt()
    world.revoke()
    decide(world, Verdict.PUBLISH_ANYWAY)
    world.run()
    assert world.delivery().reason == texts_es.AUTHORISATION_GONE
    assert world.accounts[Network.X].live == []


def test_P29_publish_anyway_does_not_send_into_a_blackout_window() -> None:
    world = in_doubt()
    window = BlackoutWindow(name="Veda electoral", opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=9))
    world.catalogue.blackout_windows = (window,)
    decide(world, Verdict.PUBLISH_ANYWAY)
    world.run()
    assert world.delivery().state is DeliveryState.HELD
    assert "Veda electoral" in (world.delivery().reason or "")
    assert world.accounts[Network.X].live == []


# It is there ------------------------------------------------------------------------------------------------------


def test_P20_what_a_person_saw_is_adopted_once_the_worker_saw_it_too() -> None:
    world = in_doubt()
    on_the_account(world)
    told = decide(world, Verdict.IT_IS_THERE, ADDRESS)
    assert (told.state, told.duty, told.network_id) == (DeliveryState.UNKNOWN, Duty.PUBLISH, None)
    world.run()
    done = world.delivery()
    assert (done.state, done.network_id, done.permalink, done.is_adopted) == (DeliveryState.DONE, "x1", ADDRESS, True)
    assert world.of_kind(Post)[0].network_id == "x1"
    assert "publish" not in world.accounts[Network.X].calls


def test_P26_an_address_where_nothing_of_ours_is_holds_it_again_with_a_sentence() -> None:
    world = in_doubt()
    decide(world, Verdict.IT_IS_THERE, "https://x.example/de-otra-persona")
    world.run()
    held = world.delivery()
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.NOT_OURS_THERE)
    assert held.attention
    assert "publish" not in world.accounts[Network.X].calls


def test_P20_the_post_of_another_delivery_is_not_adopted() -> None:
    world = in_doubt()
    on_the_account(world)
    world.put(a_post(network_id="x1", delivery=f"{PUBLICATION[:-1]}Z#x"))
    decide(world, Verdict.IT_IS_THERE, ADDRESS)
    world.run()
    assert world.delivery().reason == texts_es.BELONGS_TO_ANOTHER


def test_P21_an_older_post_of_ours_is_not_adopted() -> None:
    world = in_doubt()
    on_the_account(world, published_at=NOW - timedelta(hours=2))
    decide(world, Verdict.IT_IS_THERE, ADDRESS)
    world.run()
    assert world.delivery().reason == texts_es.OLDER_THAN_SENT


def test_P19_an_account_that_cannot_be_read_is_looked_at_again() -> None:
    world = in_doubt()
    on_the_account(world)
    world.accounts[Network.X].read_errors = [TransientServiceError("503")] * 2
    decide(world, Verdict.IT_IS_THERE, ADDRESS)
    world.run()
    assert world.delivery().state is DeliveryState.DONE


@pytest.mark.parametrize(
    ("verdict", "address"), [(Verdict.IT_IS_THERE, None), (Verdict.GIVE_UP, ADDRESS), (Verdict.LOOK_AGAIN, ADDRESS)]
)
def test_an_address_goes_with_what_is_there_and_with_nothing_else(verdict: Verdict, address: str | None) -> None:
    with pytest.raises(InvalidInputError):
        decide(in_doubt(), verdict, address)


def test_a_take_down_has_nothing_to_adopt() -> None:
    world = in_doubt()
    removal = a_delivery().evolve(id=ids.removal_id(X), action="take_down", target="x1")
    world.put(removal.held(texts_es.STILL_SHOWN, NOW))
    with pytest.raises(InvalidInputError, match=texts_es.NOTHING_TO_ADOPT):
        decide(world, Verdict.IT_IS_THERE, ADDRESS, removal.id)


# Look again, give up ----------------------------------------------------------------------------------------------


def test_P18_look_again_finds_what_the_network_shows_by_now() -> None:
    world = in_doubt()
    on_the_account(world, content="\x1f".join([TEXT, ids.sha256_hex(JPEG)]))
    assert decide(world, Verdict.LOOK_AGAIN).state is DeliveryState.UNKNOWN
    world.run()
    assert (world.delivery().state, world.delivery().network_id) == (DeliveryState.DONE, "x1")
    assert "publish" not in world.accounts[Network.X].calls


def test_giving_up_one_network_leaves_the_others_as_they_are() -> None:
    world = in_doubt(Network.X, Network.FACEBOOK)
    decide(world, Verdict.GIVE_UP)
    assert world.queues.take() == []
    world.run()
    assert world.delivery().state is DeliveryState.CANCELLED
    assert world.delivery(Network.FACEBOOK).state is DeliveryState.DONE
    assert world.accounts[Network.X].calls == []


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.IT_IS_THERE])
def test_what_does_not_wait_for_a_person_is_not_theirs_to_decide(verdict: Verdict) -> None:
    world = World()
    world.released(Network.X)
    with pytest.raises(InvalidInputError):
        decide(world, verdict)
    world.run()
    with pytest.raises(InvalidInputError):
        decide(world, verdict)
    assert verdicts_for(world.delivery()) == ()


def test_a_foreign_id_is_not_found() -> None:
    world = in_doubt()
    for foreign in (PUBLICATION, f"{PUBLICATION}#tiktok", "LEO-20261123-999999#x#acknowledgement", "../x", ""):
        with pytest.raises(NotFoundError):
            decide(world, Verdict.GIVE_UP, delivery_id=foreign)


def test_a_delivery_never_outgrows_its_record_by_decisions() -> None:
    world = in_doubt()
    for _ in range(MAX_DECISIONS):
        world.records.commit(replace=[decide(world, Verdict.LOOK_AGAIN).held(texts_es.MAY_BE_OUT, world.clock.now())])
    with pytest.raises(InvalidInputError, match=texts_es.TOO_MANY_DECISIONS):
        decide(world, Verdict.LOOK_AGAIN)
    assert verdicts_for(world.delivery()) == (Verdict.GIVE_UP,)
    assert decide(world, Verdict.GIVE_UP).state is DeliveryState.CANCELLED
