"""C05: X's own count of the answers below our posts, from our timeline."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.networks.x.counts import XAnswerCounts
from chalicelib.domain.errors import CredentialsRejectedError
from tests.unit.adapters.networks.accounts import NOW, X, ago, snowflake
from tests.unit.adapters.networks.scripted import Reply, Script

FIRST, SECOND = snowflake(ago(hours=3)), snowflake(ago(hours=2))


@pytest.fixture
def counts(script: Script) -> XAnswerCounts:
    return XAnswerCounts(X, base_url=script.url)


def _post(post_id: str, replies: Any, **fields: Any) -> dict[str, Any]:
    return {"id": post_id, "text": "Aviso", "public_metrics": {"reply_count": replies, "quote_count": 9}, **fields}


def _page(*posts: dict[str, Any], next_token: str | None = None) -> dict[str, Any]:
    return {"data": list(posts), "meta": {"result_count": len(posts), "next_token": next_token}}


def test_our_timeline_tells_the_answers_to_each_post_page_after_page(counts: XAnswerCounts, script: Script) -> None:
    script.then(_page(_post(SECOND, 4), next_token="b"), _page(_post(FIRST, 0)))
    assert counts.since(NOW - timedelta(days=7)) == {SECOND: 4, FIRST: 0}
    query = script.asked[0].query
    assert (query["exclude"], query["max_results"]) == ("replies", "100")
    assert query["tweet.fields"] == "edit_history_tweet_ids,public_metrics"
    assert script.asked[1].query["pagination_token"] == "b"


def test_an_edited_post_is_known_by_its_first_id(counts: XAnswerCounts, script: Script) -> None:
    script.then(_page(_post(SECOND, 2, edit_history_tweet_ids=[FIRST, SECOND])))
    assert counts.since(NOW) == {FIRST: 2}


@pytest.mark.parametrize("count", [-1, "4", None, 2.5, {}])
def test_a_count_that_is_none_stops_no_other(counts: XAnswerCounts, script: Script, count: Any) -> None:
    script.then(_page(_post(SECOND, count), {"id": FIRST}, _post(FIRST, 3)))
    assert counts.since(NOW) == {FIRST: 3}


def test_C01_pages_without_an_end_come_to_one(counts: XAnswerCounts, script: Script) -> None:
    script.then(*[_page(_post(SECOND, 4), next_token="same")] * 30)
    assert counts.since(NOW) == {SECOND: 4}
    assert len(script.asked) < 10


def test_C12_a_dead_token_is_told(counts: XAnswerCounts, script: Script) -> None:
    script.then(Reply(401, {"title": "Unauthorized", "status": 401}))
    with pytest.raises(CredentialsRejectedError):
        counts.since(NOW)
