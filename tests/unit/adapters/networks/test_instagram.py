"""What is asked of Instagram's content publishing and comments, and how its answers are understood."""

from typing import Any

import pytest

from chalicelib.adapters.networks.instagram import InstagramAccount, InstagramComments
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.staged import Staged
from chalicelib.ports import CommentPage, OutgoingPost
from tests.unit.adapters.networks.accounts import META, NOW, PHOTO, POST, TEXT, ago
from tests.unit.adapters.networks.scripted import RESET, Reply, Script

IG = META.instagram_user_id
MEDIA_ID = "17900000000000001"
COMMENT_ID = "17800000000000001"
TWO = OutgoingPost(TEXT, (PHOTO, PHOTO))
MADE = Staged(container_id="55")
READY = Staged(container_id="55", is_ready=True)
GONE = Reply(400, {"error": {"code": 100, "error_subcode": 33, "message": "Unsupported get request."}})
STAMP = "2026-11-23T18:00:00+0000"


def _error(status: int, code: int, subcode: int | None = None) -> Reply:
    return Reply(status, {"error": {"code": code, "error_subcode": subcode, "message": "said"}})


def _status(code: str, text: str = "") -> dict[str, str]:
    return {"id": "55", "status_code": code, "status": text}


def _quota(used: int, total: int) -> dict[str, Any]:
    return {"data": [{"quota_usage": used, "config": {"quota_total": total, "quota_duration": 86400}}]}


@pytest.fixture
def account(script: Script) -> InstagramAccount:
    return InstagramAccount(META, base_url=f"{script.url}/v25.0")


@pytest.fixture
def source(script: Script) -> InstagramComments:
    return InstagramComments(META, base_url=f"{script.url}/v25.0")


# Making the container ---------------------------------------------------------------------------------------------


def test_the_container_is_kept_before_it_is_looked_at(account: InstagramAccount, script: Script) -> None:
    script.then({"id": "55"})
    assert account.stage(POST, Staged()) == MADE
    (asked,) = script.asked
    assert asked.line == f"POST /v25.0/{IG}/media"
    assert asked.form | {"appsecret_proof": ""} == {
        "appsecret_proof": "",
        "image_url": PHOTO.url,
        "alt_text": "Un bache",
        "caption": TEXT,
    }


def test_a_container_in_progress_is_asked_once_and_nothing_else_is(account: InstagramAccount, script: Script) -> None:
    script.then(_status("IN_PROGRESS"))
    assert account.stage(POST, MADE) == MADE
    assert script.lines == ["GET /v25.0/55"]


def test_a_finished_container_can_go_out_when_the_days_quota_lets_it(account: InstagramAccount, script: Script) -> None:
    script.then(_status("FINISHED"), _quota(49, 50))
    assert account.stage(POST, MADE) == READY
    assert script.lines == ["GET /v25.0/55", f"GET /v25.0/{IG}/content_publishing_limit"]
    assert script.asked[1].query["fields"] == "quota_usage,config"


@pytest.mark.parametrize("used", [50, 51, 1_000])
def test_over_the_days_quota_nothing_is_published(account: InstagramAccount, script: Script, used: int) -> None:
    script.then(_status("FINISHED"), _quota(used, 50))
    with pytest.raises(RejectedByServiceError) as refused:
        account.stage(POST, MADE)
    assert refused.value.code == "daily_limit"


@pytest.mark.parametrize("answer", [{"data": []}, {"data": [{"quota_usage": 7}]}, _error(400, 100)], ids=str)
def test_a_quota_that_is_not_told_is_left_to_the_publishing_itself(
    account: InstagramAccount, script: Script, answer: Any
) -> None:
    script.then(_status("FINISHED"), answer)
    assert account.stage(POST, MADE) == READY


@pytest.mark.parametrize("answer", [_error(500, 2), _error(400, 4), RESET], ids=str)
def test_a_quota_that_could_not_be_read_is_read_again(account: InstagramAccount, script: Script, answer: Any) -> None:
    script.then(_status("FINISHED"), answer)
    with pytest.raises(TransientServiceError):
        account.stage(POST, MADE)


def test_several_graphics_are_a_carousel(account: InstagramAccount, script: Script) -> None:
    script.then({"id": "1"}, {"id": "2"}, {"id": "55"})
    assert account.stage(TWO, Staged()) == Staged(media_ids=("1", "2"), container_id="55")
    child, _, carousel = (asked.form for asked in script.asked)
    assert (child["is_carousel_item"], child["image_url"]) == ("true", PHOTO.url)
    assert "caption" not in child
    assert (carousel["media_type"], carousel["children"], carousel["caption"]) == ("CAROUSEL", "1,2", TEXT)


def test_P24_a_carousel_that_broke_off_goes_on_where_it_was(account: InstagramAccount, script: Script) -> None:
    script.then({"id": "1"}, _error(400, 9004, 2207052))
    first = account.stage(TWO, Staged())
    script.then({"id": "2"}, _error(500, 2))
    second = account.stage(TWO, first)
    script.then(_status("FINISHED"), _status("FINISHED"), {"id": "55"})
    third = account.stage(TWO, second)
    assert [first.media_ids, second.media_ids, third.media_ids] == [("1",), ("1", "2"), ("1", "2")]
    assert [first.container_id, second.container_id, third.container_id] == [None, None, "55"]


def test_a_carousel_that_gets_no_further_tells_why(account: InstagramAccount, script: Script) -> None:
    script.then(_status("FINISHED"), _status("FINISHED"), _error(400, 100, 2207028))
    with pytest.raises(RejectedByServiceError):
        account.stage(TWO, Staged(media_ids=("1", "2")))


@pytest.mark.parametrize("kept", [_status("EXPIRED"), GONE, _status("ERROR", "Error: 2207032")], ids=str)
def test_P22_a_part_kept_from_before_that_is_no_longer_good_is_made_anew(
    account: InstagramAccount, script: Script, kept: Any
) -> None:
    script.then(kept, {"id": "3"}, _status("FINISHED"))
    assert account.stage(TWO, Staged(media_ids=("1", "2"))) == Staged(media_ids=("3", "2"))


@pytest.mark.parametrize(
    "answer",
    [
        _status("EXPIRED", "Expired: The container was not published within 24 hours"),
        _status("ERROR", "Error: Media upload has failed with error code 2207032"),
        _status("ERROR", "Error: something new"),
        _status("ERROR"),
        GONE,
    ],
)
def test_P23_a_container_that_expired_or_failed_in_passing_is_made_anew(
    account: InstagramAccount, script: Script, answer: Any
) -> None:
    script.then(answer, {"id": "66"})
    assert account.stage(POST, READY) == Staged(container_id="66")


def test_P23_a_carousel_that_expired_is_made_anew_with_all_its_parts(account: InstagramAccount, script: Script) -> None:
    script.then(_status("EXPIRED"), {"id": "3"}, {"id": "4"}, {"id": "66"})
    again = account.stage(TWO, Staged(media_ids=("1", "2"), container_id="55", is_ready=True))
    assert again == Staged(media_ids=("3", "4"), container_id="66")


def test_P23_a_container_that_would_fail_again_waits_for_a_person(account: InstagramAccount, script: Script) -> None:
    script.then(_status("ERROR", "Error: Media upload has failed with error code 2207009"))
    with pytest.raises(RejectedByServiceError) as refused:
        account.stage(POST, MADE)
    assert refused.value.code == "media_refused"
    assert len(script.asked) == 1


def test_P23_a_container_that_was_published_after_all_is_never_made_again(
    account: InstagramAccount, script: Script
) -> None:
    script.then(_status("PUBLISHED"))
    with pytest.raises(RejectedByServiceError) as refused:
        account.stage(POST, READY)
    assert refused.value.code == "already_published"
    assert len(script.asked) == 1


def test_a_text_alone_is_no_post_on_Instagram(account: InstagramAccount, script: Script) -> None:
    with pytest.raises(RejectedByServiceError):
        account.stage(OutgoingPost("Aviso"), Staged())
    assert script.asked == []


@pytest.mark.parametrize(("code", "subcode"), [(36003, 2207009), (36000, 2207004), (36001, 2207005), (36004, 2207010)])
def test_what_Instagram_cannot_use_waits_for_a_person(
    account: InstagramAccount, script: Script, code: int, subcode: int
) -> None:
    script.then(_error(400, code, subcode))
    with pytest.raises(RejectedByServiceError):
        account.stage(POST, Staged())


@pytest.mark.parametrize(("code", "subcode"), [(-2, 2207003), (9004, 2207052), (-1, 2207001), (2, None)])
def test_what_may_pass_is_tried_again(
    account: InstagramAccount, script: Script, code: int, subcode: int | None
) -> None:
    script.then(_error(400, code, subcode))
    with pytest.raises(TransientServiceError):
        account.stage(POST, Staged())


# Publishing -------------------------------------------------------------------------------------------------------


def test_publishing_is_one_call(account: InstagramAccount, script: Script) -> None:
    script.then({"id": int(MEDIA_ID)})
    assert account.publish(POST, READY) == MEDIA_ID
    assert script.lines == [f"POST /v25.0/{IG}/media_publish"]
    assert script.asked[0].form["creation_id"] == "55"


@pytest.mark.parametrize(("code", "subcode"), [(4, 2207051), (1, None), (2, None), (-1, 2207001), (24, 2207008)])
def test_P08_an_error_after_which_the_post_may_be_out_leaves_it_in_doubt(
    account: InstagramAccount, script: Script, code: int, subcode: int | None
) -> None:
    script.then(_error(400, code, subcode))
    with pytest.raises(OutcomeUnknownError):
        account.publish(POST, READY)


def test_a_plain_limit_is_waited_for_and_the_days_quota_is_seen_by_a_person(
    account: InstagramAccount, script: Script
) -> None:
    script.then(_error(403, 4), _error(400, 9, 2207042))
    with pytest.raises(RateLimitedError):
        account.publish(POST, READY)
    with pytest.raises(RejectedByServiceError) as refused:
        account.publish(POST, READY)
    assert refused.value.code == "daily_limit"


def test_publishing_too_early_did_nothing(account: InstagramAccount, script: Script) -> None:
    script.then(_error(400, 9007, 2207027))
    with pytest.raises(TransientServiceError):
        account.publish(POST, READY)


def test_P26_a_restricted_account_waits_for_a_person(account: InstagramAccount, script: Script) -> None:
    script.then(_error(400, 25, 2207050))
    with pytest.raises(RejectedByServiceError) as refused:
        account.publish(POST, READY)
    assert refused.value.code == "account_blocked"


# Finding and reading back -----------------------------------------------------------------------------------------


def _media(caption: str, number: int = 1, stamp: str = STAMP) -> dict[str, str]:
    return {
        "id": f"1790000000000000{number}",
        "caption": caption,
        "timestamp": stamp,
        "permalink": "https://ig.example",
    }


def test_P06_the_container_is_asked_first_and_the_caption_finds_the_post(
    account: InstagramAccount, script: Script
) -> None:
    script.then(_status("PUBLISHED"), {"data": [_media("otra", 2), _media(TEXT + "\n")]})
    (found,) = account.find_posts(POST, READY, since=NOW)
    assert (found.network_id, found.permalink, found.published_at) == (MEDIA_ID, "https://ig.example", NOW)
    assert script.lines == ["GET /v25.0/55", f"GET /v25.0/{IG}/media"]


def test_P18_published_but_not_listed_is_not_nothing(account: InstagramAccount, script: Script) -> None:
    script.then(_status("PUBLISHED"), {"data": []})
    with pytest.raises(TransientServiceError):
        account.find_posts(POST, READY, since=NOW)


@pytest.mark.parametrize("container", [_status("FINISHED"), _status("EXPIRED"), GONE])
def test_not_published_and_not_listed_is_nothing(account: InstagramAccount, script: Script, container: Any) -> None:
    script.then(container, {"data": [_media(TEXT, stamp="2026-11-23T17:54:59+0000")]})
    assert account.find_posts(POST, READY, since=NOW) == ()


def test_a_post_is_read_back_with_its_address_and_an_answer_without(account: InstagramAccount, script: Script) -> None:
    script.then({"id": MEDIA_ID, "timestamp": STAMP, "permalink": "https://ig.example", "caption": TEXT})
    post = account.read_back(MEDIA_ID)
    script.then(_error(400, 100), {"id": COMMENT_ID, "timestamp": STAMP, "text": "Gracias"})
    answer = account.read_back(COMMENT_ID)
    assert [asked.query["fields"] for asked in script.asked] == [
        "id,caption,timestamp,permalink",
        "id,caption,timestamp,permalink",
        "id,timestamp,text",
    ]
    assert post is not None
    assert answer is not None
    assert [post.permalink, answer.permalink] == ["https://ig.example", None]
    assert [post.text, answer.text] == [TEXT, "Gracias"]
    assert post.published_at == answer.published_at == NOW
    script.then(GONE)
    assert account.read_back(MEDIA_ID) is None


# Taking down ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "replies",
    [
        [_error(403, 10)],
        [_error(403, 200)],
        [_error(400, 100, 2207073)],
        [GONE, {"id": MEDIA_ID, "timestamp": STAMP}],
    ],
    ids=["permission", "permission 200", "kind", "not supported"],
)
def test_P30_where_Instagram_does_not_let_us_remove_a_post_a_person_must(
    account: InstagramAccount, script: Script, replies: list[Any]
) -> None:
    script.then(*replies)
    with pytest.raises(RejectedByServiceError) as refused:
        account.take_down(MEDIA_ID)
    assert refused.value.code == "manual_take_down"


def test_P30_a_post_that_is_gone_counts_as_removed(account: InstagramAccount, script: Script) -> None:
    script.then({"success": True}, GONE, GONE)
    account.take_down(MEDIA_ID)
    account.take_down(MEDIA_ID)


def test_P25_a_dead_token_is_no_matter_of_a_manual_take_down(account: InstagramAccount, script: Script) -> None:
    script.then(_error(400, 190, 463), {"success": False})
    with pytest.raises(CredentialsRejectedError):
        account.take_down(MEDIA_ID)
    with pytest.raises(OutcomeUnknownError):
        account.take_down(MEDIA_ID)


# Answers ----------------------------------------------------------------------------------------------------------


def test_an_answer_hangs_on_its_comment(account: InstagramAccount, script: Script) -> None:
    script.then({"id": "178"})
    assert account.reply(COMMENT_ID, "Gracias") == "178"
    assert script.lines == [f"POST /v25.0/{COMMENT_ID}/replies"]
    script.then(GONE)
    with pytest.raises(NotThereError):
        account.reply(COMMENT_ID, "Gracias")


def _comment(number: int, **fields: Any) -> dict[str, Any]:
    base = {"id": f"1780000000000000{number}", "text": "Hay un bache", "timestamp": STAMP, "username": "lupita"}
    return {**base, "from": {"id": "178414", "username": "lupita"}, **fields}


def test_our_answer_is_found_on_the_topmost_comment(account: InstagramAccount, script: Script) -> None:
    ours = [
        _comment(2, text="Gracias", **{"from": {"id": IG, "username": "x"}, "username": None}),
        _comment(3, text="Gracias", user={"id": IG}, **{"from": None}),
        _comment(4, text="Gracias", username="municipio.leon", **{"from": None}),
        _comment(5, text="Gracias", **{"from": {"id": "9", "self_ig_scoped_id": "9"}}),
    ]
    strangers = [_comment(6, text="Gracias"), _comment(7, text="Gracias", username=None, **{"from": None})]
    older = _comment(8, text="Gracias", timestamp="2026-11-23T17:00:00+0000", user={"id": IG})
    script.then({"id": COMMENT_ID, "parent_id": "1"}, {"data": [*ours, *strangers, older]})
    found = account.find_replies(COMMENT_ID, "Gracias", since=NOW)
    assert [reply.network_id[-1] for reply in found] == ["2", "3", "4", "5"]
    assert script.lines[1] == "GET /v25.0/1/replies"
    script.then(GONE)
    assert account.find_replies(COMMENT_ID, "Gracias", since=ago(hours=2)) == ()


# Comments ---------------------------------------------------------------------------------------------------------


def _paging(after: str | None) -> dict[str, Any]:
    following = {"next": "https://graph.facebook.com/…"} if after else {}
    return {"paging": {"cursors": {"after": after or "z"}} | following}


def _listing(*comments: dict[str, Any], after: str | None = None) -> dict[str, Any]:
    return {"data": list(comments)} | _paging(after)


def _post(*comments: dict[str, Any], after: str | None = None, count: Any = 7) -> dict[str, Any]:
    """Give a post as it shows its count and the first page of its comments."""
    return {"id": MEDIA_ID, "comments_count": count, "comments": _listing(*comments, after=after)}


def test_C06_answers_are_read_with_their_comment(source: InstagramComments, script: Script) -> None:
    script.then(_post(_comment(1, replies=_listing(_comment(2, hidden=True)))))
    page = source.read(MEDIA_ID, None, None)
    assert page.comments[0] == NetworkComment(
        network=Network.INSTAGRAM,
        network_id=COMMENT_ID,
        answer_id=COMMENT_ID,
        network_post_id=MEDIA_ID,
        author_handle="lupita",
        author_id="178414",
        text="Hay un bache",
        created_at=NOW,
    )
    assert (page.comments[1].parent_id, page.comments[1].is_hidden) == (COMMENT_ID, True)
    assert (page.is_whole, page.next_page) == (True, None)
    assert script.lines == [f"GET /v25.0/{MEDIA_ID}"]
    assert script.asked[0].query["fields"].startswith("comments_count,comments.limit(50){id,text,")
    assert "replies.limit(50){id,text," in script.asked[0].query["fields"]


def test_C06_more_answers_than_are_shown_are_read_by_calls_of_their_own(
    source: InstagramComments, script: Script
) -> None:
    script.then(
        _post(_comment(1, replies=_listing(_comment(2), after="b"))), _listing(after="c"), _listing(_comment(3))
    )
    page = source.read(MEDIA_ID, None, None)
    assert [comment.parent_id for comment in page.comments] == [None, COMMENT_ID, COMMENT_ID]
    assert page.is_whole
    assert [asked.query.get("after") for asked in script.asked] == [None, "b", "c"]
    assert script.asked[1].path == f"/v25.0/{COMMENT_ID}/replies"


def test_C01_answers_without_an_end_are_not_claimed_to_be_all(source: InstagramComments, script: Script) -> None:
    script.then(_post(_comment(1, replies=_listing(_comment(2), after="b"))))
    script.then(*[_listing(_comment(2), after="b")] * 40)
    assert not source.read(MEDIA_ID, None, None).is_whole
    assert len(script.asked) < 40


def test_C06_a_thousand_answers_to_one_comment_are_all_read(source: InstagramComments, script: Script) -> None:
    script.then(_post(_comment(1, replies=_listing(_comment(2), after="p0"))))
    script.then(*[_listing(_comment(10 + page), after=f"p{page + 1}") for page in range(40)], _listing(_comment(3)))
    page = source.read(MEDIA_ID, None, None)
    assert (len(page.comments), page.is_whole) == (43, True)


@pytest.mark.parametrize(("told", "likes"), [(0, 0), (31, 31), (None, None), ("31", None), (-1, None), (True, None)])
def test_the_likes_come_along_with_the_first_page_and_hidden_ones_are_unknown(
    source: InstagramComments, script: Script, told: Any, likes: int | None
) -> None:
    script.then({**_post(), "like_count": told})
    assert source.read(MEDIA_ID, None, None).reactions == Reactions(likes=likes)
    assert script.asked[0].query["fields"].endswith(",like_count")
    assert len(script.asked) == 1


def test_C05_instagrams_own_count_comes_with_the_first_page_alone(source: InstagramComments, script: Script) -> None:
    ours = _comment(2, username="municipio.leon")
    script.then(_post(_comment(1, replies=_listing(ours)), after="b", count=9), _listing(_comment(3)))
    first, second = _read_through(source)
    assert (first.network_count, first.own_ids, len(first.comments)) == (9, (ours["id"],), 1)
    assert (second.network_count, second.own_ids) == (None, ())
    assert script.lines == [f"GET /v25.0/{MEDIA_ID}", f"GET /v25.0/{MEDIA_ID}/comments"]


@pytest.mark.parametrize("count", [-1, "7", 7.5, True, None, {"n": 1}, 10**12])
def test_C05_a_count_that_is_none_stops_nothing(source: InstagramComments, script: Script, count: Any) -> None:
    script.then(_post(_comment(1), count=count))
    page = source.read(MEDIA_ID, None, None)
    assert (page.network_count, len(page.comments)) == (None, 1)


@pytest.mark.parametrize(("count", "is_whole"), [(0, True), (3, False), (None, False)])
def test_C05_a_post_that_shows_no_listing_has_no_comments_only_where_it_counts_none(
    source: InstagramComments,
    script: Script,
    count: int | None,
    is_whole: bool,  # noqa: FBT001
) -> None:
    script.then({"id": MEDIA_ID, "comments_count": count})
    assert source.read(MEDIA_ID, None, None).is_whole is is_whole


def _read_through(source: InstagramComments) -> list[CommentPage]:
    pages = [source.read(MEDIA_ID, None, None)]
    while pages[-1].next_page and len(pages) < 20:
        pages.append(source.read(MEDIA_ID, None, pages[-1].next_page))
    return pages


def test_C02_pages_are_followed_to_the_end(source: InstagramComments, script: Script) -> None:
    script.then(_post(_comment(3), after="b"), _listing(after="c"), _listing(_comment(1)))
    pages = _read_through(source)
    assert [len(page.comments) for page in pages] == [1, 0, 1]
    assert all(page.is_whole for page in pages)


def test_C02_an_empty_page_whose_cursor_stands_still_is_asked_again_a_few_times(
    source: InstagramComments, script: Script
) -> None:
    script.then(_post(_comment(1), after="b"), _listing(after="b"), _listing(after="b"), _listing(_comment(2)))
    pages = _read_through(source)
    assert [len(page.comments) for page in pages] == [1, 0, 0, 1]
    assert all(page.is_whole for page in pages)
    script.then(_post(_comment(1), after="b"), *[_listing(after="b")] * 15)
    assert [page.is_whole for page in _read_through(source)] == [True, True, True, True, False]


def test_C01_a_cursor_that_does_not_move_ends_the_reading_without_claiming_all(
    source: InstagramComments, script: Script
) -> None:
    script.then(_post(_comment(1), after="same"), *[_listing(_comment(1), after="same")] * 19)
    assert [page.is_whole for page in _read_through(source)] == [True, False]


def test_C09_a_hidden_author_is_nobody_and_our_own_answers_are_left_out(
    source: InstagramComments, script: Script
) -> None:
    ours = _comment(2, username="municipio.leon")
    script.then(_post(_comment(1, username=None, replies=_listing(ours), **{"from": None})))
    (comment,) = source.read(MEDIA_ID, None, None).comments
    assert (comment.author_handle, comment.author_id) == (None, None)


def test_C05_a_comment_that_cannot_be_read_stops_no_other_but_then_nothing_is_proven_deleted(
    source: InstagramComments, script: Script
) -> None:
    script.then(_post(_comment(1, replies=_listing({"id": "2"})), _comment(3)))
    page = source.read(MEDIA_ID, None, None)
    assert len(page.comments) == 2
    assert not page.is_whole


def test_C19_the_comments_of_a_post_that_is_gone_are_not_there(source: InstagramComments, script: Script) -> None:
    script.then(GONE)
    with pytest.raises(NotThereError):
        source.read(MEDIA_ID, None, None)


def test_comments_are_read_post_by_post(source: InstagramComments) -> None:
    with pytest.raises(ValueError, match="post by post"):
        source.read(None, None, None)
