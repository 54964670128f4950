"""How a post of the Page was received: what is asked of Facebook, and what its answer does not tell."""

from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookReactions
from chalicelib.domain.errors import CredentialsRejectedError, NotThereError, RateLimitedError, TransientServiceError
from chalicelib.domain.reactions import Reactions
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script

POST_ID = f"{META.page_id}_9"


@pytest.fixture
def counts(script: Script) -> FacebookReactions:
    return FacebookReactions(META, base_url=f"{script.url}/v25.0")


def _post(likes: Any, **more: Any) -> dict[str, Any]:
    return {"id": POST_ID, "reactions": {"data": [], "summary": {"total_count": likes}}, **more}


def test_a_post_tells_its_reactions_and_shares_in_one_call(counts: FacebookReactions, script: Script) -> None:
    script.then(_post(41, shares={"count": 6}))
    assert counts.of(POST_ID) == Reactions(likes=41, shares=6)
    (asked,) = script.asked
    assert asked.line == f"GET /v25.0/{POST_ID}"
    assert asked.query["fields"] == "reactions.limit(0).summary(total_count),shares"


def test_shares_that_are_left_out_are_unknown_and_no_reactions_are_nought(
    counts: FacebookReactions, script: Script
) -> None:
    script.then(_post(0))
    assert counts.of(POST_ID) == Reactions(likes=0)


def test_a_video_tells_its_views_and_the_post_that_shows_it_the_rest(counts: FacebookReactions, script: Script) -> None:
    script.then({"id": "77", "views": 1200, "post_id": "9"}, _post(41))
    assert counts.of("77") == Reactions(likes=41, views=1200)
    assert [asked.line for asked in script.asked] == ["GET /v25.0/77", f"GET /v25.0/{POST_ID}"]


def test_a_video_that_names_no_post_tells_its_views_alone(counts: FacebookReactions, script: Script) -> None:
    script.then({"id": "77", "views": 1200})
    assert counts.of("77") == Reactions(views=1200)
    assert len(script.asked) == 1


@pytest.mark.parametrize("hostile", [None, -3, "41", 2.5, True, [], {"count": -1}, {"count": "9"}, {"summary": 4}])
def test_what_is_no_count_is_unknown(counts: FacebookReactions, script: Script, hostile: Any) -> None:
    script.then({"id": POST_ID, "reactions": hostile, "shares": hostile}, _post(hostile, shares=hostile))
    assert counts.of(POST_ID) == Reactions()
    assert counts.of(POST_ID) == Reactions()


def test_a_video_whose_post_id_leads_elsewhere_asks_for_nothing(counts: FacebookReactions, script: Script) -> None:
    script.then({"id": "77", "views": 3, "post_id": "../me/accounts"})
    with pytest.raises(TransientServiceError):
        counts.of("77")
    assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        ({"code": 190, "message": "dead"}, CredentialsRejectedError),
        ({"code": 32, "message": "page limit"}, RateLimitedError),
        ({"code": 100, "error_subcode": 33, "message": "gone"}, NotThereError),
    ],
)
def test_C11_C12_a_refusal_is_told(
    counts: FacebookReactions, script: Script, error: dict[str, Any], raised: type[Exception]
) -> None:
    script.then(Reply(400, {"error": error}))
    with pytest.raises(raised):
        counts.of(POST_ID)
