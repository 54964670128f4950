"""What is asked of X's API v2, and how its answers are understood."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.adapters.networks.x import XAccount
from chalicelib.domain.errors import (
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
    UploadGoneError,
)
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.unit.adapters.networks.accounts import NOW, PHOTO, POST, TEXT, X, ago, snowflake
from tests.unit.adapters.networks.scripted import Reply, Script

ID = snowflake(NOW)
READY = Staged(media_ids=("55",), is_ready=True)
DUPLICATE = Reply(
    403,
    {
        "title": "Forbidden",
        "type": "about:blank",
        "detail": "You are not allowed to create a Tweet with duplicate content.",
    },
)
GONE = {"errors": [{"type": "https://api.twitter.com/2/problems/resource-not-found", "title": "Not Found Error"}]}


@pytest.fixture
def account(script: Script) -> XAccount:
    return XAccount(X, base_url=f"{script.url}/", settle_seconds=60)


def _tweet(text: str, at: datetime = NOW, **fields: Any) -> dict[str, Any]:
    return {"id": snowflake(at, fields.pop("sequence", 1)), "text": text, **fields}


def test_a_graphic_is_uploaded_with_its_alternative_text(account: XAccount, script: Script) -> None:
    script.then({"data": {"id": "55", "media_key": "3_55"}}, {"data": {"id": "55"}})
    assert account.stage(POST, Staged()) == READY
    upload, alt_text = script.asked
    assert [upload.line, alt_text.line] == ["POST /2/media/upload", "POST /2/media/metadata"]
    assert base64.b64decode(upload.json["media"]) == PHOTO.content
    assert upload.json["media_category"] == "tweet_image"
    assert alt_text.json == {"id": "55", "metadata": {"alt_text": {"text": "Un bache"}}}


def test_a_text_alone_needs_no_upload(account: XAccount, script: Script) -> None:
    assert account.stage(OutgoingPost("Aviso"), Staged()) == Staged(is_ready=True)
    assert script.asked == []


def test_P22_what_is_uploaded_is_not_uploaded_again_but_what_expired_is(account: XAccount, script: Script) -> None:
    script.then({"data": {"id": "55"}})
    assert account.stage(POST, READY) == READY
    script.then(Reply(404, {}), {"data": {"id": "66"}}, {"data": {"id": "66"}})
    assert account.stage(POST, READY) == Staged(media_ids=("66",), is_ready=True)
    assert [asked.query.get("command") for asked in script.asked] == ["STATUS", "STATUS", None, None]


def test_P24_what_went_up_before_a_failure_is_kept_and_the_rest_follows(account: XAccount, script: Script) -> None:
    two = OutgoingPost(TEXT, (PHOTO, PHOTO))
    uploaded = [{"data": {"id": "55"}}, {"data": {"id": "55"}}]
    script.then(*uploaded, Reply(503, {}))
    half = account.stage(two, Staged())
    assert half == Staged(media_ids=("55",), is_ready=False)
    script.then({"data": {"id": "55"}}, Reply(503, {}))
    with pytest.raises(TransientServiceError):
        account.stage(two, half)


def test_a_graphic_X_still_works_on_is_waited_for(account: XAccount, script: Script) -> None:
    script.then({"data": {"id": "55", "processing_info": {"state": "in_progress", "check_after_secs": 1}}})
    assert not account.stage(POST, READY).is_ready


def test_a_post_is_one_call_with_exactly_the_authorised_text(account: XAccount, script: Script) -> None:
    script.then(Reply(201, {"data": {"id": ID, "text": TEXT}}))
    assert account.publish(POST, READY) == ID
    (asked,) = script.asked
    assert asked.line == "POST /2/tweets"
    assert asked.json == {"text": TEXT, "media": {"media_ids": ["55"]}}
    assert asked.headers["authorization"].startswith("OAuth ")
    assert 'oauth_token="user-token-4711"' in asked.headers["authorization"]


def test_P21_duplicate_content_is_evidence_that_it_was_accepted(account: XAccount, script: Script) -> None:
    script.then(DUPLICATE, DUPLICATE)
    with pytest.raises(OutcomeUnknownError):
        account.publish(POST, READY)
    with pytest.raises(OutcomeUnknownError):
        account.reply("7", "Gracias")


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(402, {"title": "CreditsDepleted"}), "budget_spent"),
        (Reply(429, {"type": "https://api.x.com/2/problems/usage-capped"}), "budget_spent"),
        (Reply(403, {"detail": "Your account is suspended and is not permitted"}), "account_blocked"),
        (Reply(403, {"detail": "You are not permitted to perform this action."}), "not_permitted"),
        (Reply(400, {"errors": [{"message": "The text is too long"}]}), "refused"),
    ],
)
def test_a_clear_refusal_tells_its_reason(account: XAccount, script: Script, reply: Reply, code: str) -> None:
    script.then(reply)
    with pytest.raises(RejectedByServiceError) as refused:
        account.publish(POST, READY)
    assert refused.value.code == code


def test_P22_a_post_refused_for_expired_media_may_be_tried_again(account: XAccount, script: Script) -> None:
    script.then(Reply(400, {"title": "Invalid Request", "detail": "Your media IDs are invalid."}))
    with pytest.raises(UploadGoneError):
        account.publish(POST, READY)


def test_Q15_a_comment_whose_author_did_not_mention_us_may_not_be_answered(account: XAccount, script: Script) -> None:
    detail = "You can only reply to or quote posts where you are mentioned or are the author."
    script.then(
        Reply(403, {"type": "https://api.x.com/2/problems/not-authorized-for-resource", "detail": detail}),
        Reply(403, {"detail": "You attempted to reply to a Tweet that is deleted or not visible to you."}),
    )
    with pytest.raises(RejectedByServiceError, match="only reply to") as refused:
        account.reply("7", "Gracias")
    assert refused.value.code == "reply_not_allowed"
    with pytest.raises(NotThereError):
        account.reply("7", "Gracias")


def test_an_answer_names_the_comment(account: XAccount, script: Script) -> None:
    script.then(Reply(201, {"data": {"id": 1_860_000_000_000_000_001, "text": "Gracias"}}))
    assert account.reply("7", "Gracias") == "1860000000000000001"
    assert script.asked[0].json == {"text": "Gracias", "reply": {"in_reply_to_tweet_id": "7"}}


def test_P30_a_post_that_is_gone_counts_as_removed_and_one_not_reported_as_deleted_is_in_doubt(
    account: XAccount, script: Script
) -> None:
    script.then({"data": {"deleted": True}}, Reply(404, {}), {"data": {"deleted": False}})
    account.take_down("7")
    account.take_down("7")
    with pytest.raises(OutcomeUnknownError):
        account.take_down("7")
    assert set(script.lines) == {"DELETE /2/tweets/7"}


def test_C11_X_says_by_its_own_clock_when_it_may_be_asked_again(script: Script) -> None:
    headers = {"Date": "Mon, 23 Nov 2026 18:00:00 GMT"}
    reset = int(datetime(2026, 11, 23, 18, 4, tzinfo=UTC).timestamp())
    script.then(
        Reply(429, {}, {**headers, "x-rate-limit-reset": str(reset)}),
        Reply(429, {}, {**headers, "x-rate-limit-reset": "soon"}),
        Reply(429, {}, {**headers, "x-rate-limit-reset": "9" * 12}),
    )
    waits = []
    for _ in range(3):
        with pytest.raises(RateLimitedError) as limited:
            XAccount(X, base_url=script.url).publish(POST, READY)
        waits.append(limited.value.retry_after_seconds)
    assert waits[1:] == [60, 3600]
    # http.server sends its own date first; whichever of the two is read, the wait stays within an hour.
    assert 1 <= waits[0] <= 3600


def test_a_post_is_read_back_with_its_address_and_the_instant_in_its_id(account: XAccount, script: Script) -> None:
    script.then({"data": _tweet(TEXT, NOW)})
    shown = account.read_back(ID)
    assert shown is not None
    assert (shown.network_id, shown.published_at) == (ID, NOW)
    assert shown.permalink == f"https://x.com/i/web/status/{ID}"
    assert "edit_history_tweet_ids" in script.asked[0].query["tweet.fields"]


def test_P10_a_post_X_reports_as_missing_is_not_there_but_silence_proves_nothing(
    account: XAccount, script: Script
) -> None:
    script.then(GONE, Reply(404, {}))
    assert account.read_back(ID) is None
    assert account.read_back(ID) is None
    script.then({}, {"errors": [{"type": "https://api.twitter.com/2/problems/resource-unavailable"}]})
    for _ in range(2):
        with pytest.raises(TransientServiceError):
            account.read_back(ID)


def test_P06_our_post_is_found_whatever_X_did_to_its_text(account: XAccount, script: Script) -> None:
    shown = "Hoy reparamos la calle A\u0301lamos:  https://t.co/aB1 #Leo\u0301n https://t.co/pic"
    links = [
        {"url": "https://t.co/aB1", "expanded_url": "https://leon.gob.mx/obras"},
        {"url": "https://t.co/pic", "expanded_url": "https://x.com/leon/status/1/photo/1", "media_key": "3_55"},
    ]
    script.then({"data": [_tweet("otra cosa", sequence=9), _tweet(shown, entities={"urls": links})], "meta": {}})
    (found,) = account.find_posts(POST, READY, since=NOW)
    assert found.network_id == ID
    assert script.asked[0].path == "/2/users/1498765432109876543/tweets"
    assert script.asked[0].query["start_time"] == "2026-11-23T17:55:00Z"


def test_P06_escaped_characters_and_long_posts_are_compared_as_they_were_written(
    account: XAccount, script: Script
) -> None:
    text = "Parques & jardines <3 " + "a" * 300
    note = {"text": "Parques &amp; jardines &lt;3 " + "a" * 300}
    script.then({"data": [_tweet("Parques &amp; jardines &lt;3 aaa…", note_post=note)]})
    assert len(account.find_posts(OutgoingPost(text), Staged(), since=NOW)) == 1


def test_P20_an_identical_notice_from_before_the_intent_is_not_taken_for_ours(
    account: XAccount, script: Script
) -> None:
    script.then({"data": [_tweet(TEXT, ago(seconds=301)), _tweet(TEXT, ago(seconds=299))]})
    found = account.find_posts(POST, READY, since=NOW)
    assert [post.published_at for post in found] == [ago(seconds=299)]


def test_P20_two_look_alikes_are_both_told(account: XAccount, script: Script) -> None:
    later = NOW + timedelta(seconds=5)
    script.then({"data": [_tweet(TEXT, later)], "meta": {"next_token": "b"}}, {"data": [_tweet(TEXT)], "meta": {}})
    assert [post.published_at for post in account.find_posts(POST, READY, since=NOW)] == [NOW, later]
    assert script.asked[1].query["pagination_token"] == "b"


def test_C01_a_timeline_without_an_end_proves_nothing(account: XAccount, script: Script) -> None:
    script.then(*[{"data": [_tweet("otra")], "meta": {"next_token": "same"}}] * 30)
    with pytest.raises(TransientServiceError):
        account.find_posts(POST, READY, since=NOW)
    assert len(script.asked) < 30


def test_our_answer_is_found_under_its_comment_and_never_under_another(account: XAccount, script: Script) -> None:
    def answer(to: str, sequence: int) -> dict[str, Any]:
        return _tweet(
            "@lupita @otro Su folio: LEO-1",
            sequence=sequence,
            referenced_posts=[{"type": "replied_to", "id": to}],
        )

    script.then({"data": [answer("8", 8), answer("7", 7)]})
    (found,) = account.find_replies("7", "Su folio: LEO-1", since=NOW)
    assert found.network_id == snowflake(NOW, 7)


def test_an_answer_with_the_same_words_is_not_taken_for_a_post(account: XAccount, script: Script) -> None:
    script.then({"data": [_tweet(TEXT, referenced_tweets=[{"type": "replied_to", "id": "7"}])]})
    assert account.find_posts(POST, READY, since=NOW) == ()
