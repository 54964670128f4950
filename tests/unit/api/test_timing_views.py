"""What people see and do about times and accounts: schedules taken back, advice, prices, accounts that stand still."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from chalicelib import texts_es
from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.account_health import unknown_health
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.domain.post import X_ACCOUNT_READING, X_LOOKS_READING, reading_of
from chalicelib.domain.prices import Prices
from chalicelib.domain.read_budget import ReadPrices
from tests.builders import NOW, PUBLICATION, a_post, later
from tests.unit.api.calls import Answered, an_event, ask
from tests.world import World

SCHEDULE = "/v1/publications/{publication_id}/schedule"
BREAKER = "/v1/accounts/{network}/breaker"
ITS_ID = {"publication_id": PUBLICATION}


def schedule(world: World, **body: Any) -> Answered:
    return ask(world, an_event("POST", SCHEDULE, ITS_ID, roles=[Role.AGENCY], body=body))


def an_authorised_world(*networks: Network) -> World:
    world = World()
    world.prepared(*networks or (Network.X,))
    world.authorise()
    return world


def test_a_schedule_outside_the_best_hours_is_taken_and_the_next_one_is_advised() -> None:
    world = an_authorised_world()
    world.catalogue.best_hours = (13,)
    answered = schedule(world, publish_at="2026-11-23T15:00")
    assert answered.status == 200
    assert answered.body["state"] == "released"
    assert "el 24/11/2026 a las 13:00" in answered.body["advice"][0]
    assert schedule(world, publish_at="2026-11-24T13:00").body["advice"] == []


def test_a_schedule_is_taken_back_and_the_publication_waits_for_a_person_again() -> None:
    world = an_authorised_world()
    schedule(world, publish_at="2026-11-23T15:00")
    answered = ask(world, an_event("DELETE", SCHEDULE, ITS_ID, roles=[Role.COORDINATOR]))
    assert (answered.status, answered.body["state"]) == (200, "authorised")
    assert answered.body["waits_for"] == texts_es.AWAITS_RELEASE
    assert [one["reason"] for one in answered.body["deliveries"]] == [texts_es.UNSCHEDULED]


def test_the_end_of_a_term_is_leons_time_and_must_come_after_the_post() -> None:
    world = an_authorised_world()
    answered = schedule(world, publish_at="2026-11-23T15:00", valid_until="2026-11-23T18:00")
    assert answered.body["deliveries"][0]["valid_until"] == "2026-11-24T00:00:00Z"
    refused = schedule(world, publish_at="2026-11-23T19:00")
    assert (refused.status, refused.body["message"]) == (400, texts_es.VALID_UNTIL_BEFORE)


def test_the_price_of_a_post_is_shown() -> None:
    world = an_authorised_world()
    cents = Decimal("0.015")
    world.catalogue.prices = Prices(post=cents, post_with_link=Decimal("0.20"), reply=cents, delete=cents)
    world.publish()
    world.run()
    shown = ask(world, an_event("GET", "/v1/publications/{publication_id}", ITS_ID, roles=[Role.DIRECTOR]))
    assert shown.body["deliveries"][0]["price_usd"] == "0.015"


def test_a_post_that_waits_for_its_turn_says_why_and_until_when() -> None:
    world = an_authorised_world()
    world.put(AccountState(id=account_id(Network.X), created_at=NOW, network=Network.X, blocked_until=later(minutes=5)))
    world.publish()
    world.carry_out()
    shown = ask(world, an_event("GET", "/v1/publications/{publication_id}", ITS_ID, roles=[Role.DIRECTOR]))
    [line] = shown.body["deliveries"]
    assert line["reason"] == texts_es.waits_for_turn("account_resting", "x")
    assert line["due_at"] == (NOW + timedelta(minutes=5)).isoformat().replace("+00:00", "Z")


def a_world_that_stands_still() -> World:
    world = an_authorised_world()
    world.catalogue.max_posts_per_hour = 1
    world.publish()
    world.records.commit(
        insert=[
            AccountState(
                id=account_id(Network.X),
                created_at=NOW,
                network=Network.X,
                writes=({"at": NOW, "kind": "post", "delivery": "otra"},),
            )
        ]
    )
    world.carry_out()
    return world


def test_an_account_that_stands_still_is_seen_and_a_person_lets_it_go_on() -> None:
    world = a_world_that_stands_still()
    listed = ask(world, an_event("GET", "/v1/accounts", roles=[Role.IT_SUPPORT])).body["accounts"]
    assert [one["network"] for one in listed] == ["x", "facebook", "instagram"]
    [posts, replies] = listed[0]["breakers"]
    assert (posts["writes_last_hour"], posts["most_per_hour"], bool(posts["open_since"])) == (1, 1, True)
    assert (replies["kind"], replies["open_since"]) == ("reply", None)
    event = an_event("POST", BREAKER, {"network": "x"}, roles=[Role.COORDINATOR], body={"why": "Era la campaña"})
    answered = ask(world, event)
    assert answered.status == 200
    assert (answered.body["accounts"][0]["reset_by"], answered.body["accounts"][0]["reset_because"]) == (
        "directora",
        "Era la campaña",
    )
    world.run()
    assert world.delivery().state is DeliveryState.DONE


def test_only_an_account_of_ours_that_stands_still_can_be_reset_and_only_with_a_reason() -> None:
    world = an_authorised_world()

    def reset(network: str, **body: str) -> int:
        return ask(world, an_event("POST", BREAKER, {"network": network}, roles=[Role.IT_SUPPORT], body=body)).status

    assert reset("manual", why="Porque sí") == 404
    assert reset("../x", why="Porque sí") == 404
    assert reset("x", why=" ") == 400
    world.publish()
    world.carry_out()
    assert reset("x", why="Porque sí") == 400


def test_P25_what_the_last_probe_found_stands_beside_the_pace_of_the_account() -> None:
    world = World()
    probed = unknown_health(Network.X, NOW).found(
        identity="1", account_name="MpioLeon", missing_scopes=["write"], expires_at=None, now=NOW
    )
    world.stored.commit(insert=[probed])
    listed = ask(world, an_event("GET", "/v1/accounts", roles=[Role.IT_SUPPORT])).body["accounts"]
    health = {account["network"]: account["health"] for account in listed}
    assert health["facebook"] is None
    assert (health["x"]["account_name"], health["x"]["missing_scopes"]) == ("MpioLeon", ["write"])
    assert health["x"]["problem"] == probed.problem


def test_what_reading_costs_is_shown_with_what_waits_for_it() -> None:
    world = World()
    world.catalogue.reads = ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal(10))
    counts = {X_ACCOUNT_READING: {"2026-11-02": 500, "2026-11-23": 20}, X_LOOKS_READING: {"2026-11-23": 1000}}
    for reading_id, by_day in counts.items():
        reading = reading_of(a_post(Network.X), NOW).evolve(id=reading_id, reads_by_day=by_day)
        world.put(reading)
    x, facebook, _ = ask(world, an_event("GET", "/v1/accounts", roles=[Role.IT_SUPPORT])).body["accounts"]
    assert x["reads"] == {
        "today": 1020,
        "month_usd": "5.52",
        "monthly_budget_usd": "10.00",
        "state": texts_es.READS_WITHOUT_LOOKS,
    }
    assert (facebook["reads"], facebook["reads_slow_until"]) == (None, None)


def test_that_reading_gives_way_is_shown() -> None:
    world = World()
    until = later(minutes=15)
    world.put(new_account(Network.FACEBOOK, NOW).strained(until))
    listed = ask(world, an_event("GET", "/v1/accounts", roles=[Role.IT_SUPPORT])).body["accounts"]
    assert listed[1]["reads_slow_until"] == until.isoformat().replace("+00:00", "Z")
