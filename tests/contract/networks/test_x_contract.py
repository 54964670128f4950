"""What X answers here is what X's own description says, in both dialects."""

import base64
from typing import Any

import pytest
import yaml

from local.networks import CitizenClient, Control
from local.networks.x import bodies, fields, limits, prices
from local.networks.x.routes import ROUTES
from local.networks.x.text import MAX_LENGTH, URL_LENGTH, weighted_length
from tests.contract.network_contracts import check_exchanges, x_contract
from tests.contract.networks.clients import XClient, jpeg
from tests.shared import shared_json, shared_path

EVERYTHING = {
    "tweet": {
        "tweet.fields": "author_id,created_at,conversation_id,in_reply_to_user_id,referenced_tweets,entities,"
        "display_text_range,attachments,edit_controls,public_metrics,lang,possibly_sensitive,reply_settings",
        "expansions": "author_id,attachments.media_keys,referenced_tweets.id,edit_history_tweet_ids,in_reply_to_user_id",
    },
    "post": {
        "post.fields": "created_at,conversation_id,entities,display_text_range,attachments,edit_controls,public_metrics",
        "expansions": "author_id,attachments.media_keys,referenced_posts,edit_history_post_ids,in_reply_to_user_id",
    },
}


def a_day_on_x(x: XClient, citizen: CitizenClient) -> str:
    """Do everything once: media, a post, comments, an edit, an answer, a quote, a deletion."""
    picture = {"media": base64.b64encode(jpeg()).decode(), "media_category": "tweet_image"}
    media_id = x.ask("POST", "/media/upload", json=picture).json()["data"]["id"]
    x.ask("POST", "/media/metadata", json={"id": media_id, "metadata": {"alt_text": {"text": "Un parque"}}})
    x.ask("GET", "/media/upload", params={"command": "STATUS", "media_id": media_id})
    upload = {"media_category": "tweet_image", "media_type": "image/jpeg", "total_bytes": len(jpeg())}
    part_id = x.ask("POST", "/media/upload/initialize", json=upload).json()["data"]["id"]
    part = {"media": base64.b64encode(jpeg()).decode(), "segment_index": 0}
    x.ask("POST", f"/media/upload/{part_id}/append", json=part)
    x.ask("POST", f"/media/upload/{part_id}/finalize")
    post_id = x.published("Reabre el parque #León https://leon.gob.mx/parque", media={"media_ids": [media_id]})
    comment_id = citizen.edit_on_x(citizen.comment_on_x(post_id, "¿Y los baños?"), "¿Y los baños & bebederos?")
    citizen.post_on_x("Miren", quote_tweet_id=post_id)
    answer_id = x.reply(comment_id, "Ya están abiertos.").json()["data"]["id"]
    x.delete(answer_id)
    x.ask("GET", "/users/me", params={"user.fields": "verified,created_at"})
    return post_id


@pytest.mark.parametrize("dialect", ["tweet", "post"])
def test_every_answer_of_x_holds_to_its_description(
    x: XClient, control: Control, lupita: CitizenClient, dialect: str
) -> None:
    post_id = a_day_on_x(x, lupita)
    asked = EVERYTHING[dialect]
    x.mentions(**asked)
    x.timeline(**asked, exclude="replies")
    x.lookup(post_id, "1", **asked)
    x.ask("GET", f"/tweets/{post_id}", params=asked)
    x.ask("GET", "/tweets/search/recent", params={"query": f"conversation_id:{post_id}", **asked})
    checked = check_exchanges(control.exchanges())
    assert checked > 15


def test_refusals_of_x_are_problems_as_described(x: XClient, control: Control) -> None:
    x.post("")
    x.post("largo " * 60)
    x.post("media", media={"media_ids": ["1"]})
    x.delete("1")
    x.reply("1", "hola")
    x.ask("GET", "/tweets/1")
    statuses = [exchange["status"] for exchange in control.exchanges()]
    assert statuses == [400, 400, 400, 404, 403, 404]
    checked = check_exchanges(control.exchanges())
    assert checked == 6


def test_an_answer_that_x_does_not_describe_would_be_noticed() -> None:
    contract = x_contract()
    good = {"data": {"id": "12", "text": "a"}}
    assert contract.answer_problems("POST", "/2/tweets", 201, good) == []
    assert contract.answer_problems("POST", "/2/tweets", 201, {"data": {"id": 12, "text": "a"}})
    wrong_dialect = {"data": [{"id": "12", "text": "a", "referenced_posts": [{"type": "quoted", "id": "1"}]}]}
    assert contract.answer_problems("GET", "/2/tweets", 200, wrong_dialect) == ["undefined: referenced_posts"]
    assert contract.request_problems("GET", "/2/tweets", {"ids": "1", "tweet.fields": "foo"}, None)
    assert contract.request_problems("POST", "/2/tweets", {}, {"text": "a", "status": "b"})


def test_x_has_the_paths_of_its_description() -> None:
    described = {
        (method.upper(), path) for path, item in x_contract().document["paths"].items() for method in item if item
    }
    assert {(method, path) for method, path, _, _ in ROUTES} <= described


@pytest.mark.parametrize(
    ("version", "parameter", "known"),
    [
        ("tweet", "TweetFieldsParameter", fields.TWEET_FIELDS),
        ("tweet", "TweetExpansionsParameter", fields.TWEET_EXPANSIONS),
        ("post", "PostFieldsParameter", fields.POST_FIELDS),
        ("post", "PostExpansionsParameter", fields.POST_EXPANSIONS),
    ],
)
def test_the_fields_one_may_ask_for_are_those_described(version: str, parameter: str, known: frozenset[str]) -> None:
    described = x_contract(version).document["components"]["parameters"][parameter]["schema"]["items"]["enum"]
    assert known == set(described)


@pytest.mark.parametrize(
    ("body", "schema"),
    [
        (bodies.CreatePost, "TweetCreateRequest"),
        (bodies.UploadMedia, "MediaUploadRequestOneShot"),
        (bodies.InitializeUpload, "MediaUploadConfigRequest"),
    ],
)
def test_bodies_take_the_properties_described_and_no_other(body: Any, schema: str) -> None:
    described = x_contract().schemas[schema]
    assert described["additionalProperties"] is False
    assert set(body.model_fields) == set(described["properties"])


def test_limits_and_prices_are_the_documented_ones() -> None:
    rows = shared_json("contracts/x/x-rate-limits.json")["limits"]
    documented = {(row["method"], row["path"]): row["per_user"] for row in rows}
    ours = {(method, path): operation for method, path, operation, _ in ROUTES}
    for place, operation in ours.items():
        if place in documented:
            assert documented[place] == f"{limits.LIMITS[operation]:,}/15min", place
    priced = shared_json("contracts/limits.json")["x_price_usd"]
    assert (priced["post_create"], priced["post_create_with_url"]) == (prices.POST, prices.POST_WITH_LINK)
    assert (priced["post_create_summoned_reply"], priced["delete"]) == (prices.SUMMONED_REPLY, prices.DELETE)
    assert (priced["post_read"], priced["owned_read"]) == (prices.READ, prices.OWNED_READ)


NOT_COUNTED_LIKE_X = {
    "Count a mix of single byte single word, and double word unicode characters",
    "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    "Allow > 140 CJK characters by virtue of CJK chars less than 63 punycode encoded chars in the host",
    "Tweet text containing directional characters should be considered valid",
}
"""Two cases are of the configuration before v3; two are of hosts that are not in Latin letters."""


def test_texts_are_counted_as_twitter_text_counts_them() -> None:
    suites = yaml.safe_load(shared_path("contracts/twitter-text/validate.yml").read_text(encoding="utf-8"))["tests"]
    cases = [case for name, suite in suites.items() if "Counter" in name for case in suite]
    counted = [case for case in cases if case["description"] not in NOT_COUNTED_LIKE_X]
    wrong = [c["description"] for c in counted if weighted_length(c["text"]) != c["expected"]["weightedLength"]]
    assert wrong == []
    assert len(counted) >= 37
    config = shared_json("contracts/twitter-text/config-v3.json")
    assert (config["maxWeightedTweetLength"], config["transformedURLLength"]) == (MAX_LENGTH, URL_LENGTH)
