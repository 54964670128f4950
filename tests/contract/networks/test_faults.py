"""Each fault, on each network it can happen on: what was done, what was answered, and what it left alone."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from local.networks import CitizenClient, Control, ControlRefusedError, SimulatedNetworks
from local.networks.faults import FAULTS, REFUSALS
from local.networks.graph.routes import ROUTES as GRAPH_ROUTES
from local.networks.state import NETWORKS
from tests.contract.networks.clients import FacebookClient, InstagramClient, Ours, XClient, error_of

Publish = Callable[[str], requests.Response]


@pytest.fixture(params=["x", "facebook", "instagram"])
def network(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def publish(network: str, x: XClient, facebook: FacebookClient, instagram: InstagramClient) -> Publish:
    """Give the one call that publishes on a network."""

    def on_instagram(caption: str) -> requests.Response:
        return instagram.publish(instagram.id_of(instagram.container(caption=caption)))

    by_network: dict[str, Publish] = {"x": x.post, "facebook": facebook.feed, "instagram": on_instagram}
    return by_network[network]


@pytest.fixture
def operation(network: str) -> str:
    return {"x": "x.create_post", "facebook": "facebook.feed", "instagram": "instagram.media_publish"}[network]


def live(control: Control, network: str) -> int:
    """Count our live posts on a network."""
    return int(control.state()["counts"][network]["posts_live"])


def test_P06_the_answer_is_lost_after_the_work(
    control: Control, network: str, operation: str, publish: Publish
) -> None:
    control.fail("answer_lost", operation)
    with pytest.raises(requests.ConnectionError, match="Remote end closed connection without response"):
        publish("Aviso")
    assert live(control, network) == 1
    assert publish("Otro aviso").status_code in {200, 201}


def test_P05_the_connection_is_reset_before_the_work(
    control: Control, network: str, operation: str, publish: Publish
) -> None:
    control.fail("connection_reset_before", operation)
    with pytest.raises(requests.ConnectionError, match="Connection reset by peer"):
        publish("Aviso")
    assert live(control, network) == 0


@pytest.mark.parametrize("status", [500, 502, 503])
def test_P07_a_server_error_may_hide_that_it_was_done(
    control: Control, network: str, operation: str, publish: Publish, status: int
) -> None:
    control.fail("accepted_500", operation, status=status)
    assert publish("Aviso").status_code == status
    assert live(control, network) == 1
    control.fail("refused_500", operation, status=status)
    assert publish("Otro aviso").status_code == status
    assert live(control, network) == 1


def test_P08_a_rate_limit_may_hide_that_it_was_done(
    control: Control, network: str, operation: str, publish: Publish
) -> None:
    control.fail("accepted_rate_limited", operation)
    refused = publish("Aviso")
    assert live(control, network) == 1
    if network == "instagram":
        assert error_of(refused) == (4, 2207051)
    else:
        assert refused.status_code in {400, 429}


@pytest.mark.parametrize(("body", "start"), [("html", b"<!DOCTYPE html>"), ("empty", b""), ("cut", b"{")])
def test_P09_the_answer_may_be_malformed(
    control: Control, network: str, operation: str, publish: Publish, body: str, start: bytes
) -> None:
    control.fail("malformed_answer", operation, body=body)
    answer = publish("Aviso")
    assert answer.ok
    assert answer.content.startswith(start)
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert live(control, network) == 1


def test_P10_an_id_may_lead_to_nothing(x: XClient, facebook: FacebookClient, control: Control) -> None:
    control.fail("vanishes", "*.create_post")
    assert "errors" in x.lookup(x.published("Aviso")).json()
    control.fail("vanishes", "facebook.feed")
    assert error_of(facebook.get(facebook.published("Aviso"))) == (100, 33)


def test_P18_what_was_accepted_may_show_late(x: XClient, facebook: FacebookClient, control: Control) -> None:
    control.fail("read_back_lag", "x.create_post", seconds=30)
    control.fail("read_back_lag", "facebook.feed", seconds=30)
    on_x, on_facebook = x.published("Aviso"), facebook.published("Aviso")
    listing = f"{facebook.page_id}/published_posts"
    assert x.timeline().json()["meta"]["result_count"] == 0
    assert facebook.get(listing).json()["data"] == []
    assert x.post("Aviso").status_code == 403
    control.advance(31)
    assert [post["id"] for post in x.timeline().json()["data"]] == [on_x]
    assert [post["id"] for post in facebook.get(listing).json()["data"]] == [on_facebook]


def test_C10_a_comment_may_arrive_late(x: XClient, lupita: CitizenClient, control: Control) -> None:
    post_id = x.published("Aviso")
    control.fail("read_back_lag", "x.reply", seconds=30, match={"by": "citizen", "contains": "tarde"})
    late, early = lupita.comment_on_x(post_id, "llego tarde"), lupita.comment_on_x(post_id, "a tiempo")
    assert [one["id"] for one in x.mentions().json()["data"]] == [early]
    control.advance(31)
    assert [one["id"] for one in x.mentions().json()["data"]] == [early, late]
    assert x.mentions(since_id=early).json()["meta"]["result_count"] == 0


def test_C11_a_rate_limit_says_until_when_or_does_not(
    control: Control, x: XClient, networks: SimulatedNetworks
) -> None:
    control.fail("rate_limited", "x.mentions", seconds=60)
    refused = x.mentions()
    assert refused.status_code == 429
    assert 55 <= int(refused.headers["x-rate-limit-reset"]) - networks.world.now().timestamp() <= 62
    control.fail("rate_limited", "x.mentions", body="empty")
    assert x.mentions().headers["x-rate-limit-remaining"] != "0"


def test_C11_metas_limits_say_minutes(control: Control, facebook: FacebookClient, instagram: InstagramClient) -> None:
    control.fail("rate_limited", "facebook.published_posts", seconds=600)
    refused = facebook.get(f"{facebook.page_id}/published_posts")
    assert error_of(refused)[0] == 80001
    assert '"estimated_time_to_regain_access": 10' in refused.headers["X-Business-Use-Case-Usage"]
    control.fail("rate_limited", "instagram.media_list")
    assert error_of(instagram.get(f"{instagram.user_id}/media"))[0] == 80002
    control.fail("rate_limited", "facebook.published_posts", code=32)
    assert error_of(facebook.get(f"{facebook.page_id}/published_posts"))[0] == 32


@pytest.mark.parametrize(
    ("fault", "on_x", "on_facebook", "on_instagram"),
    [
        ("token_dead", 401, (190, 460), (190, 460)),
        ("account_blocked", 403, (368, None), (25, 2207050)),
        ("permission_missing", 403, (10, None), (10, None)),
        ("duplicate", 403, (506, None), (506, None)),
        ("budget_spent", 402, (4, None), (9, 2207042)),
    ],
)
def test_P25_P26_a_refusal_on_request_has_the_networks_own_words(
    ours: Ours, fault: str, on_x: int, on_facebook: tuple[int, int | None], on_instagram: tuple[int, int | None]
) -> None:
    control = ours.facebook.networks.control
    container_id = ours.instagram.id_of(ours.instagram.container())
    for network in NETWORKS:
        control.fail(fault, "*", network=network)
    assert ours.x.post("Aviso").status_code == on_x
    assert error_of(ours.facebook.feed("Aviso")) == on_facebook
    assert error_of(ours.instagram.publish(container_id)) == on_instagram
    assert [live(control, network) for network in NETWORKS] == [0, 0, 0]


def test_P22_a_medium_may_be_refused_or_gone(
    control: Control, x: XClient, facebook: FacebookClient, instagram: InstagramClient
) -> None:
    upload = {"media": ("a.jpg", b"", "image/jpeg")}
    control.fail("media_error", "x.media_upload")
    refused = x.ask("POST", "/media/upload", files=upload, data={"media_category": "tweet_image"})
    assert refused.status_code == 400
    control.fail("media_error", "facebook.photos")
    assert error_of(facebook.photo(published="false"))[0] == 324
    photo_id = facebook.id_of(facebook.photo(published="false"))
    control.fail("media_expired", "facebook.feed")
    assert error_of(facebook.album("Foto", photo_id))[0] == 100
    assert facebook.album("Foto", photo_id).status_code == 200
    control.fail("media_error", "instagram.media")
    container_id = instagram.id_of(instagram.container())
    assert instagram.status(container_id) == "ERROR"
    assert error_of(instagram.publish(container_id)) == (-1, 2207032)
    control.fail("media_expired", "instagram.media")
    assert instagram.status(instagram.id_of(instagram.container())) == "EXPIRED"


def pages_of(network: str, ours: Ours) -> list[list[str]]:
    """Read three pages of two comments (on X of five), following what each answer says."""
    pages: list[list[str]] = []
    token: dict[str, Any] = {}
    for _ in range(3):
        if network == "x":
            answer = ours.x.mentions(max_results=5, **token).json()
            following = answer["meta"].get("next_token")
            token = {"pagination_token": following}
        else:
            client = ours.facebook if network == "facebook" else ours.instagram
            post_id = client.networks.control.state()["posts"][network][0]["id"]
            answer = client.get(f"{post_id}/comments", limit=2, **token).json()
            following = answer.get("paging", {}).get("next")
            token = {"after": answer.get("paging", {}).get("cursors", {}).get("after")}
        pages.append([one["id"] for one in answer.get("data", [])])
        if not following:
            break
    return pages


@pytest.fixture
def comments(network: str, publish: Publish, lupita: CitizenClient, control: Control) -> list[str]:
    """Give eight comments, the newest first."""
    publish("Aviso")
    post_id = control.state()["posts"][network][0]["id"]
    return [lupita.comment(network, post_id, f"comentario {number}") for number in range(8)][::-1]


def test_C01_a_list_may_give_its_first_page_again(
    network: str, comments: list[str], ours: Ours, control: Control
) -> None:
    control.fail("page_repeats", "*", times=3)
    size = 5 if network == "x" else 2
    assert pages_of(network, ours) == [comments[:size]] * 3


def test_C02_an_empty_page_is_not_the_end(network: str, comments: list[str], ours: Ours, control: Control) -> None:
    control.fail("page_empty", "*", after=1)
    size = 5 if network == "x" else 2
    assert pages_of(network, ours) == [comments[:size], [], comments[size : 2 * size]]


def test_C03_a_cursor_may_be_forgotten(
    network: str, comments: list[str], x: XClient, facebook: FacebookClient, control: Control
) -> None:
    control.fail("cursor_expired", "*", after=1)
    if network == "x":
        token = x.mentions(max_results=5).json()["meta"]["next_token"]
        assert x.mentions(max_results=5, pagination_token=token).status_code == 400
    else:
        post_id = control.state()["posts"][network][0]["id"]
        after = facebook.get(f"{post_id}/comments", limit=2).json()["paging"]["cursors"]["after"]
        assert error_of(facebook.get(f"{post_id}/comments", limit=2, after=after))[0] == 100
    assert comments


def test_P16_an_answer_may_come_too_late_to_be_waited_for(control: Control, x: XClient) -> None:
    control.fail("slow", "x.create_post", seconds=0.5)
    with pytest.raises(requests.ReadTimeout):
        requests.post(f"{x.url}/2/tweets", json={"text": "Aviso"}, auth=x.auth, timeout=0.2)
    assert live(control, "x") == 1


def test_a_rule_acts_on_its_operation_as_often_as_it_says(control: Control, x: XClient) -> None:
    control.fail("refused_500", "x.create_post", after=1, times=2)
    assert x.mentions().status_code == 200
    assert [x.post(f"Aviso {number}").status_code for number in range(4)] == [201, 500, 500, 201]
    assert control.faults() == []


def test_a_rule_without_an_end_acts_until_it_is_dropped(control: Control, x: XClient) -> None:
    control.fail("token_dead", "x.*", times=None)
    assert [x.mentions().status_code for _ in range(3)] == [401, 401, 401]
    control.clear_faults()
    assert x.mentions().status_code == 200


def test_a_rule_is_for_our_own_requests_unless_it_says_otherwise(
    control: Control, x: XClient, lupita: CitizenClient
) -> None:
    control.fail("refused_500", "x.create_post")
    lupita.post_on_x("Buenos días")
    assert x.post("Aviso").status_code == 500


def test_a_rule_may_look_into_the_request(control: Control, x: XClient) -> None:
    control.fail("refused_500", "x.create_post", match={"contains": "bache"})
    assert x.post("Aviso").status_code == 201
    assert x.post("Un bache").status_code == 500


def test_answers_and_posts_are_told_apart_on_x(control: Control, x: XClient, lupita: CitizenClient) -> None:
    control.fail("refused_500", "x.reply")
    comment_id = lupita.comment_on_x(x.published("Aviso"), "Hola")
    assert x.reply(comment_id, "Gracias").status_code == 500


def test_faults_of_different_kinds_meet_in_one_request(control: Control, x: XClient) -> None:
    control.fail("read_back_lag", "x.create_post", seconds=60)
    control.fail("answer_lost", "x.create_post")
    with pytest.raises(requests.ConnectionError):
        x.post("Aviso")
    assert x.timeline().json()["meta"]["result_count"] == 0
    assert live(control, "x") == 1


def test_an_unknown_fault_is_refused_with_the_known_ones(control: Control) -> None:
    with pytest.raises(ControlRefusedError, match="answer_lost"):
        control.fail("bad_luck")
    with pytest.raises(ControlRefusedError, match="colour"):
        control.fail("slow", colour="blue")


def test_every_refusal_is_known_on_every_network() -> None:
    assert {tuple(sorted(by_network)) for by_network in REFUSALS.values()} == {tuple(sorted(NETWORKS))}
    assert all(fault.meaning for fault in FAULTS.values())


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [route.operation for route in GRAPH_ROUTES.values()]
    assert len(names) == len(set(names))
