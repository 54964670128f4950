"""How X is read: pages, bounds, fields and dialects."""

import pytest

from local.networks import CitizenClient, Control, SimulatedNetworks
from local.networks.people import CITIZENS
from local.networks.writing import write
from tests.contract.networks.clients import XClient


def ids_of(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    """Give the ids of a page."""
    return [post["id"] for post in answer.get("data", [])]


@pytest.fixture
def comments(x: XClient, lupita: CitizenClient) -> list[str]:
    """Give twelve comments on one post, the oldest first."""
    post_id = x.published("Aviso")
    return [lupita.comment_on_x(post_id, f"comentario {number}") for number in range(12)]


def test_mentions_come_newest_first_in_pages(x: XClient, comments: list[str]) -> None:
    first = x.mentions(max_results=5).json()
    assert ids_of(first) == comments[:-6:-1]
    assert first["meta"]["newest_id"] == comments[-1]
    second = x.mentions(max_results=5, pagination_token=first["meta"]["next_token"]).json()
    third = x.mentions(max_results=5, pagination_token=second["meta"]["next_token"]).json()
    assert ids_of(first) + ids_of(second) + ids_of(third) == comments[::-1]
    assert "next_token" not in third["meta"]


def test_since_id_gives_only_what_is_newer_on_every_page(x: XClient, comments: list[str]) -> None:
    first = x.mentions(since_id=comments[3], max_results=5).json()
    second = x.mentions(since_id=comments[3], max_results=5, pagination_token=first["meta"]["next_token"]).json()
    assert ids_of(first) + ids_of(second) == comments[:3:-1]
    assert x.mentions(since_id=comments[-1]).json() == {"meta": {"result_count": 0}}


def test_C04_what_goes_while_paging_moves_nothing(x: XClient, comments: list[str], lupita: CitizenClient) -> None:
    first = x.mentions(max_results=5).json()
    lupita.delete_on_x(comments[-1])
    lupita.delete_on_x(comments[-5])
    second = x.mentions(max_results=5, pagination_token=first["meta"]["next_token"]).json()
    assert ids_of(second) == comments[-6:-11:-1]


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": "4"},
        {"max_results": "101"},
        {"max_results": "²"},
        {"since_id": "abc"},
        {"pagination_token": "nonsense"},
        {"start_time": "yesterday"},
    ],
)
def test_a_parameter_out_of_bounds_is_named(x: XClient, query: dict[str, str]) -> None:
    refused = x.mentions(**query)
    assert refused.status_code == 400
    assert next(iter(query)) in refused.json()["errors"][0]["parameters"]


def test_only_the_800_newest_mentions_can_be_read(x: XClient, networks: SimulatedNetworks) -> None:
    post_id = x.published("Aviso")
    for number in range(810):
        entry = write(networks.world, "x", str(int(post_id) + 1 + number), CITIZENS[0], "hola", root_id=post_id)
        entry.mentions = ["municipio"]
    read = 0
    token: dict[str, str] = {}
    while True:
        page = x.mentions(max_results=100, **token).json()
        read += page["meta"]["result_count"]
        if "next_token" not in page["meta"]:
            break
        token = {"pagination_token": page["meta"]["next_token"]}
    assert read == 800


def test_unknown_fields_are_dropped_silently_and_billed(x: XClient, control: Control, comments: list[str]) -> None:
    asked = {"tweet.fields": "author_id,colour,reply_count", "expansions": "mood", "max_results": 5}
    answer = x.mentions(**asked)
    assert answer.status_code == 200
    assert set(answer.json()["data"][0]) == {"id", "text", "edit_history_tweet_ids", "author_id"}
    assert control.ledger()["operations"][-1] == {"operation": "x.mentions", "requests": 1, "usd": 0.005}
    assert comments


def test_authors_come_with_the_expansion(x: XClient, comments: list[str], lupita: CitizenClient) -> None:
    answer = x.mentions(max_results=5, expansions="author_id").json()
    assert {post["author_id"] for post in answer["data"]} == {lupita.person.x_id}
    assert answer["includes"]["users"] == [
        {"id": lupita.person.x_id, "name": lupita.person.name, "username": lupita.person.x_handle}
    ]
    assert comments


def test_each_dialect_has_its_words(x: XClient, comments: list[str]) -> None:
    old = x.lookup(comments[0], **{"tweet.fields": "referenced_tweets,author_id"}).json()["data"][0]
    new = x.lookup(comments[0], **{"post.fields": "created_at,author_id", "expansions": "referenced_posts"}).json()
    assert {"referenced_tweets", "edit_history_tweet_ids", "author_id"} <= set(old)
    assert {"referenced_posts", "edit_history_post_ids", "created_at"} <= set(new["data"][0])
    assert "author_id" not in new["data"][0]
    assert new["data"][0]["referenced_posts"] == old["referenced_tweets"]
    assert [post["text"] for post in new["includes"]["posts"]] == ["Aviso"]


def test_x_may_answer_the_old_words_with_the_new(x: XClient, control: Control, comments: list[str]) -> None:
    control.set(x_dialect="post")
    shown = x.lookup(comments[0], **{"tweet.fields": "referenced_tweets"}).json()["data"][0]
    assert "referenced_tweets" not in shown
    assert shown["referenced_posts"][0]["type"] == "replied_to"


def test_our_timeline_has_posts_and_answers(x: XClient, lupita: CitizenClient) -> None:
    post_id = x.published("Aviso")
    answer_id = x.reply(lupita.comment_on_x(post_id, "Hola"), "Gracias").json()["data"]["id"]
    assert ids_of(x.timeline().json()) == [answer_id, post_id]
    assert ids_of(x.timeline(exclude="replies,retweets").json()) == [post_id]


def test_a_conversation_is_found_for_seven_days(x: XClient, comments: list[str], control: Control) -> None:
    root = x.lookup(comments[0], **{"tweet.fields": "conversation_id"}).json()["data"][0]["conversation_id"]
    query = {"query": f"conversation_id:{root} -from:{x.account.username}", "max_results": 100}
    assert ids_of(x.ask("GET", "/tweets/search/recent", params=query).json()) == comments[::-1]
    control.advance(7 * 86_400 + 60)
    assert ids_of(x.ask("GET", "/tweets/search/recent", params=query).json()) == []


def test_several_conversations_are_searched_at_once_and_what_names_us_left_out(
    x: XClient, lupita: CitizenClient, jose: CitizenClient
) -> None:
    one, other, third = (x.published(f"Aviso {number}") for number in range(3))
    quiet = {"exclude_reply_user_ids": [x.account.user_id]}
    lupita.comment_on_x(one, "nos nombra")
    first = lupita.post_on_x("no nos nombra", reply={"in_reply_to_tweet_id": one, **quiet})
    second = jose.post_on_x("tampoco", reply={"in_reply_to_tweet_id": other, **quiet})
    jose.post_on_x("en otra", reply={"in_reply_to_tweet_id": third, **quiet})
    without = f"-from:{x.account.user_id} -@{x.account.username} -is:retweet"
    query = {"query": f"(conversation_id:{one} OR conversation_id:{other}) {without}", "max_results": 100}
    assert ids_of(x.ask("GET", "/tweets/search/recent", params=query).json()) == [second, first]


def test_a_search_that_begins_before_the_seven_days_is_refused(x: XClient) -> None:
    query = {"query": "conversation_id:1", "start_time": "2020-01-01T00:00:00Z"}
    assert x.ask("GET", "/tweets/search/recent", params=query).status_code == 400


def test_C09_a_protected_author_is_told_apart_from_what_was_deleted(
    x: XClient, comments: list[str], control: Control, lupita: CitizenClient
) -> None:
    control.hide_author(comments[0])
    lupita.delete_on_x(comments[1])
    errors = x.lookup(*comments[:2]).json()["errors"]
    kinds = {error["resource_id"]: error["type"].rpartition("/")[2] for error in errors}
    assert kinds == {comments[0]: "not-authorized-for-resource", comments[1]: "resource-not-found"}


def test_what_is_there_and_what_is_not_come_in_one_answer(x: XClient, comments: list[str]) -> None:
    answer = x.lookup(comments[0], "1999999999999999999").json()
    assert ids_of(answer) == [comments[0]]
    assert answer["errors"][0]["resource_id"] == "1999999999999999999"
    assert answer["errors"][0]["resource_type"] == "tweet"
