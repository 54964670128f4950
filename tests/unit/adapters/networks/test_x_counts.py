"""C05: X's own count of the answers below our posts, from our timeline."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.networks.x.counts import XAnswerCounts
from chalicelib.domain.errors import CredentialsRejectedError
from chalicelib.domain.reactions import Reactions
from chalicelib.ports import CountedPost
from tests.unit.adapters.networks.accounts import NOW, X, ago, snowflake
from tests.unit.adapters.networks.scripted import Reply, Script

FIRST, SECOND = snowflake(ago(hours=3)), snowflake(ago(hours=2))


@pytest.fixture
def counts(script: Script) -> XAnswerCounts:
    return XAnswerCounts(X, base_url=script.url)


def answers(counted: Mapping[str, CountedPost]) -> dict[str, int]:
    return {post_id: one.answers for post_id, one in counted.items()}


def _post(post_id: str, replies: Any, **fields: Any) -> dict[str, Any]:
    return {"id": post_id, "text": "Aviso", "public_metrics": {"reply_count": replies, "quote_count": 9}, **fields}


def _page(*posts: dict[str, Any], next_token: str | None = None) -> dict[str, Any]:
    return {"data": list(posts), "meta": {"result_count": len(posts), "next_token": next_token}}


def test_our_timeline_tells_the_answers_to_each_post_page_after_page(counts: XAnswerCounts, script: Script) -> None:
    script.then(_page(_post(SECOND, 4), next_token="b"), _page(_post(FIRST, 0)))
    assert answers(counts.since(NOW - timedelta(days=7))) == {SECOND: 4, FIRST: 0}
    query = script.asked[0].query
    assert (query["exclude"], query["max_results"]) == ("replies", "100")
    assert query["tweet.fields"] == "edit_history_tweet_ids,public_metrics"
    assert script.asked[1].query["pagination_token"] == "b"


def test_an_edited_post_is_known_by_its_first_id(counts: XAnswerCounts, script: Script) -> None:
    script.then(_page(_post(SECOND, 2, edit_history_tweet_ids=[FIRST, SECOND])))
    assert answers(counts.since(NOW)) == {FIRST: 2}


@pytest.mark.parametrize("reposts", ["retweet_count", "repost_count"])
def test_the_same_answer_tells_how_each_post_was_received(counts: XAnswerCounts, script: Script, reposts: str) -> None:
    metrics = {"reply_count": 1, "like_count": 12, "quote_count": 0, "bookmark_count": 2, "impression_count": 3400}
    script.then(_page({"id": FIRST, "text": "Aviso", "public_metrics": {**metrics, reposts: 5}}))
    told = Reactions(likes=12, shares=5, quotes=0, bookmarks=2, views=3400)
    assert counts.since(NOW) == {FIRST: CountedPost(1, told)}
    assert len(script.asked) == 1


@pytest.mark.parametrize("count", [-1, "4", None, 2.5, {}, True, 10**12])
def test_reactions_that_are_no_count_are_unknown_and_never_nought(
    counts: XAnswerCounts, script: Script, count: Any
) -> None:
    script.then(_page({"id": FIRST, "public_metrics": {"reply_count": 1, "like_count": count, "quote_count": 3}}))
    assert counts.since(NOW)[FIRST].reactions == Reactions(quotes=3)


@pytest.mark.parametrize("count", [-1, "4", None, 2.5, {}])
def test_a_count_that_is_none_stops_no_other(counts: XAnswerCounts, script: Script, count: Any) -> None:
    script.then(_page(_post(SECOND, count), {"id": FIRST}, _post(FIRST, 3)))
    assert answers(counts.since(NOW)) == {FIRST: 3}


def test_C01_pages_without_an_end_come_to_one(counts: XAnswerCounts, script: Script) -> None:
    script.then(*[_page(_post(SECOND, 4), next_token="same")] * 30)
    assert answers(counts.since(NOW)) == {SECOND: 4}
    assert len(script.asked) < 10


def test_C12_a_dead_token_is_told(counts: XAnswerCounts, script: Script) -> None:
    script.then(Reply(401, {"title": "Unauthorized", "status": 401}))
    with pytest.raises(CredentialsRejectedError):
        counts.since(NOW)
