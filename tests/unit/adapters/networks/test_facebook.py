"""What is asked of the Pages API, and how its answers are understood."""

import json
from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookComments, FacebookPage
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import CommentPage, OutgoingPost
from tests.unit.adapters.networks.accounts import META, NOW, PHOTO, POST, TEXT, ago
from tests.unit.adapters.networks.scripted import Reply, Script

PAGE = META.page_id
POST_ID = f"{PAGE}_122100"
COMMENT_ID = "122100_900"
GONE = Reply(400, {"error": {"code": 100, "error_subcode": 33, "message": "Unsupported get request."}})


def _error(status: int, code: int, subcode: int | None = None) -> Reply:
    return Reply(status, {"error": {"code": code, "error_subcode": subcode, "message": "said"}})


def _at(instant: Any) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%S}+0000"


def _own(text: str, at: Any = NOW, number: int = 1) -> dict[str, Any]:
    return {"id": f"{PAGE}_{number}", "message": text, "created_time": _at(at), "permalink_url": "https://fb.example/1"}


@pytest.fixture
def page(script: Script) -> FacebookPage:
    return FacebookPage(META, base_url=f"{script.url}/v25.0")


@pytest.fixture
def source(script: Script) -> FacebookComments:
    return FacebookComments(META, base_url=f"{script.url}/v25.0", page_size=25)


def test_a_photo_goes_up_unpublished_as_bytes_with_its_alternative_text(page: FacebookPage, script: Script) -> None:
    script.then({"id": "55"})
    assert page.stage(POST, Staged()) == Staged(media_ids=("55",), is_ready=True)
    (asked,) = script.asked
    assert asked.line == f"POST /v25.0/{PAGE}/photos"
    parts = asked.body.split(b"\r\n")
    assert PHOTO.content in parts
    assert b"false" in parts[parts.index(b'Content-Disposition: form-data; name="published"') :][:3]
    assert b"Un bache" in parts
    assert any(b'name="source"' in part for part in parts)


def test_P22_what_is_uploaded_is_not_uploaded_again_but_what_expired_is(page: FacebookPage, script: Script) -> None:
    ready = Staged(media_ids=("55",), is_ready=True)
    script.then({"id": "55"}, GONE, {"id": "66"})
    assert page.stage(POST, ready) == ready
    assert page.stage(POST, ready) == Staged(media_ids=("66",), is_ready=True)
    assert script.lines == ["GET /v25.0/55", "GET /v25.0/55", f"POST /v25.0/{PAGE}/photos"]


def test_P24_what_went_up_before_a_failure_is_kept(page: FacebookPage, script: Script) -> None:
    script.then({"id": "55"}, _error(500, 1))
    half = page.stage(OutgoingPost(TEXT, (PHOTO, PHOTO)), Staged())
    assert half == Staged(media_ids=("55",), is_ready=False)


def test_a_post_is_one_call_with_exactly_the_authorised_text_and_its_photos(page: FacebookPage, script: Script) -> None:
    script.then({"id": POST_ID, "post_supports_client_mutation_id": True})
    assert page.publish(OutgoingPost(TEXT, (PHOTO, PHOTO)), Staged(media_ids=("5", "6"))) == POST_ID
    (asked,) = script.asked
    assert asked.line == f"POST /v25.0/{PAGE}/feed"
    assert asked.form["message"] == TEXT
    attached = [json.loads(asked.form[f"attached_media[{place}]"]) for place in range(2)]
    assert attached == [{"media_fbid": "5"}, {"media_fbid": "6"}]


@pytest.mark.parametrize("reply", [_error(400, 506), _error(403, 368, 1404082), _error(400, 1), _error(400, 2)])
def test_P21_a_duplicate_and_Metas_own_trouble_leave_a_post_in_doubt(
    page: FacebookPage, script: Script, reply: Reply
) -> None:
    script.then(reply)
    with pytest.raises(OutcomeUnknownError):
        page.publish(OutgoingPost(TEXT), Staged())


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (_error(400, 368), "account_blocked"),
        (_error(400, 100), "input_refused"),
        (_error(400, 324, 1366046), "media_refused"),
        (_error(400, 1609005), "content_refused"),
        (_error(400, 424242), "refused"),
    ],
)
def test_a_clear_refusal_tells_its_reason(page: FacebookPage, script: Script, reply: Reply, code: str) -> None:
    script.then(reply)
    with pytest.raises(RejectedByServiceError) as refused:
        page.publish(OutgoingPost(TEXT), Staged())
    assert refused.value.code == code


def test_P25_a_lost_role_holds_the_work(page: FacebookPage, script: Script) -> None:
    script.then(_error(403, 10), _error(403, 200), _error(400, 190, 492))
    for _ in range(3):
        with pytest.raises(CredentialsRejectedError):
            page.publish(OutgoingPost(TEXT), Staged())


def test_an_answer_is_posted_below_the_comment_and_never_over_it(page: FacebookPage, script: Script) -> None:
    script.then({"id": "122100_901"}, {"id": "122100_901", "parent": {"id": COMMENT_ID}})
    assert page.reply(COMMENT_ID, "Gracias") == "122100_901"
    assert script.lines == [f"POST /v25.0/{COMMENT_ID}/comments", "GET /v25.0/122100_901"]
    assert script.asked[0].form["message"] == "Gracias"


def test_an_answer_with_the_id_of_the_comment_is_no_answer(page: FacebookPage, script: Script) -> None:
    script.then({"id": COMMENT_ID})
    with pytest.raises(RejectedByServiceError) as refused:
        page.reply(COMMENT_ID, "Gracias")
    assert refused.value.code == "comment_edited"


@pytest.mark.parametrize(
    "place", [{"id": "122100_901", "parent": {"id": "122100_1"}}, {"id": "122100_901"}, Reply(500, {}), GONE]
)
def test_P11_an_answer_that_is_out_keeps_its_id_whatever_its_place(
    page: FacebookPage, script: Script, place: Any, caplog: pytest.LogCaptureFixture
) -> None:
    script.then({"id": "122100_901"}, place)
    assert page.reply(COMMENT_ID, "Gracias") == "122100_901"
    assert "the answer" in caplog.text


def test_an_answer_to_a_comment_that_is_gone_has_nobody_to_read_it(page: FacebookPage, script: Script) -> None:
    script.then(GONE)
    with pytest.raises(NotThereError):
        page.reply(COMMENT_ID, "Gracias")


def test_P30_a_post_that_is_gone_counts_as_removed_only_when_it_cannot_be_seen(
    page: FacebookPage, script: Script
) -> None:
    script.then({"success": True}, GONE, GONE, GONE, _own(TEXT))
    page.take_down(POST_ID)
    page.take_down(POST_ID)
    with pytest.raises(RejectedByServiceError) as refused:
        page.take_down(POST_ID)
    assert refused.value.code == "manual_take_down"


def test_P30_a_removal_that_is_not_confirmed_is_in_doubt(page: FacebookPage, script: Script) -> None:
    script.then({"success": False})
    with pytest.raises(OutcomeUnknownError):
        page.take_down(POST_ID)


def test_a_post_is_read_back_with_its_address(page: FacebookPage, script: Script) -> None:
    script.then(_own(TEXT), GONE)
    shown = page.read_back(POST_ID)
    assert shown is not None
    assert (shown.permalink, shown.published_at) == ("https://fb.example/1", NOW)
    assert page.read_back(POST_ID) is None


def test_P06_our_post_is_found_among_the_published_ones(page: FacebookPage, script: Script) -> None:
    script.then(
        {"data": [_own("otra", number=3), _own(f" {TEXT}\r\n", number=2), {"id": "9", "created_time": _at(NOW)}]}
    )
    (found,) = page.find_posts(POST, Staged(), since=NOW)
    assert found.network_id == f"{PAGE}_2"
    assert script.asked[0].path == f"/v25.0/{PAGE}/published_posts"


def test_P20_an_older_look_alike_is_not_ours_and_ends_the_search(page: FacebookPage, script: Script) -> None:
    following = {"cursors": {"after": "b"}, "next": "https://graph.facebook.com/…"}
    script.then(
        {"data": [_own(TEXT, ago(seconds=299))], "paging": following},
        {"data": [_own(TEXT, ago(seconds=301))], "paging": following},
    )
    assert [post.published_at for post in page.find_posts(POST, Staged(), since=NOW)] == [ago(seconds=299)]
    assert len(script.asked) == 2


def test_C01_our_posts_without_an_end_prove_nothing(page: FacebookPage, script: Script) -> None:
    following = {"cursors": {"after": "same"}, "next": "https://graph.facebook.com/…"}
    script.then(*[{"data": [_own("otra")], "paging": following}] * 40)
    with pytest.raises(TransientServiceError):
        page.find_posts(POST, Staged(), since=NOW)


def _answer(author: str, text: str = "Su folio: LEO-1", at: Any = NOW, number: int = 901) -> dict[str, Any]:
    return {**_own(text, at), "id": f"122100_{number}", "from": {"id": author, "name": "alguien"}}


def test_only_our_own_new_answer_is_found(page: FacebookPage, script: Script) -> None:
    others = [_answer("1"), _answer(PAGE, "otro"), _answer(PAGE, at=ago(hours=1)), {**_own("Su folio: LEO-1")}]
    script.then({"id": COMMENT_ID}, {"data": [*others, _answer(PAGE, number=905)]})
    (found,) = page.find_replies(COMMENT_ID, "Su folio: LEO-1", since=NOW)
    assert found.network_id == "122100_905"


def test_an_answer_Facebook_hung_on_the_comment_above_is_found(page: FacebookPage, script: Script) -> None:
    script.then({"id": COMMENT_ID, "parent": {"id": "122100_1"}}, {"data": []}, {"data": [_answer(PAGE)]})
    assert len(page.find_replies(COMMENT_ID, "Su folio: LEO-1", since=NOW)) == 1
    assert script.lines[1:] == [f"GET /v25.0/{COMMENT_ID}/comments", "GET /v25.0/122100_1/comments"]


def test_a_comment_that_is_gone_has_no_answers(page: FacebookPage, script: Script) -> None:
    script.then(GONE)
    assert page.find_replies(COMMENT_ID, "Su folio: LEO-1", since=NOW) == ()


def _comment(number: int, **fields: Any) -> dict[str, Any]:
    base = {"id": f"122100_{number}", "message": "Hay un bache", "created_time": _at(NOW), "is_hidden": False}
    return {**base, "from": {"id": "24680", "name": "Lupita"}, **fields}


def _listing(*comments: dict[str, Any], after: str | None = None) -> dict[str, Any]:
    paging = {"cursors": {"before": "a", "after": after or "z"}}
    return {"data": list(comments), "paging": paging | ({"next": "https://graph.facebook.com/…"} if after else {})}


def test_C06_every_level_is_listed_the_oldest_first(source: FacebookComments, script: Script) -> None:
    script.then(_listing(_comment(1), _comment(2, parent={"id": "122100_1"}, is_hidden=True)))
    page = source.read(POST_ID, "ignored", None)
    assert page.comments[0] == NetworkComment(
        network=Network.FACEBOOK,
        network_id="122100_1",
        answer_id="122100_1",
        network_post_id=POST_ID,
        author_handle="Lupita",
        author_id="24680",
        text="Hay un bache",
        created_at=NOW,
    )
    assert (page.comments[1].parent_id, page.comments[1].is_hidden) == ("122100_1", True)
    assert (page.is_whole, page.next_page, page.cursor) == (True, None, None)
    query = script.asked[0].query
    assert (query["filter"], query["order"], query["limit"]) == ("stream", "chronological", "25")


def test_C09_a_hidden_author_is_nobody_and_our_own_comments_are_left_out(
    source: FacebookComments, script: Script
) -> None:
    hidden = _comment(1)
    del hidden["from"]
    script.then(_listing(hidden, _comment(2, **{"from": {"id": PAGE, "name": "Municipio"}})))
    (comment,) = source.read(POST_ID, None, None).comments
    assert (comment.author_handle, comment.author_id) == (None, None)


def _read_through(source: FacebookComments) -> list[CommentPage]:
    pages = [source.read(POST_ID, None, None)]
    while pages[-1].next_page and len(pages) < 20:
        pages.append(source.read(POST_ID, None, pages[-1].next_page))
    return pages


def test_C02_an_empty_page_is_not_the_end(source: FacebookComments, script: Script) -> None:
    script.then(_listing(_comment(1), after="b"), _listing(after="c"), _listing(_comment(2)))
    pages = _read_through(source)
    assert [len(page.comments) for page in pages] == [1, 0, 1]
    assert all(page.is_whole for page in pages)
    assert [asked.query.get("after") for asked in script.asked] == [None, "b", "c"]


def test_C02_an_empty_page_whose_cursor_stands_still_is_asked_again_a_few_times(
    source: FacebookComments, script: Script
) -> None:
    script.then(_listing(_comment(1), after="b"), _listing(after="b"), _listing(after="b"), _listing(_comment(2)))
    pages = _read_through(source)
    assert [len(page.comments) for page in pages] == [1, 0, 0, 1]
    assert all(page.is_whole for page in pages)
    script.then(_listing(_comment(1), after="b"), *[_listing(after="b")] * 15)
    assert [page.is_whole for page in _read_through(source)] == [True, True, True, True, False]


def test_C01_a_cursor_that_does_not_move_ends_the_reading_without_claiming_all(
    source: FacebookComments, script: Script
) -> None:
    script.then(*[_listing(_comment(1), after="same")] * 19)
    pages = _read_through(source)
    assert [page.is_whole for page in pages] == [True, False]


def test_C03_a_place_Facebook_no_longer_knows_is_told(source: FacebookComments, script: Script) -> None:
    script.then(_error(400, 100))
    with pytest.raises(RejectedByServiceError):
        source.read(POST_ID, None, "0.old")


def test_C19_the_comments_of_a_post_that_is_gone_are_not_there(source: FacebookComments, script: Script) -> None:
    script.then(GONE)
    with pytest.raises(NotThereError):
        source.read(POST_ID, None, None)


def test_C05_a_comment_that_cannot_be_read_stops_no_other_but_then_nothing_is_proven_deleted(
    source: FacebookComments, script: Script
) -> None:
    script.then(_listing({"id": "122100_1", "message": "sin fecha"}, _comment(2)))
    page = source.read(POST_ID, None, None)
    assert [comment.network_id for comment in page.comments] == ["122100_2"]
    assert not page.is_whole


def test_C14_a_comment_from_a_clock_that_is_ahead_keeps_its_instant(source: FacebookComments, script: Script) -> None:
    script.then(_listing(_comment(1, created_time="2026-11-23T18:05:00+0000"), _comment(2)))
    first, second = source.read(POST_ID, None, None).comments
    assert first.created_at > second.created_at == NOW


def test_C15_an_id_as_a_number_keeps_every_digit(source: FacebookComments, script: Script) -> None:
    script.then(_listing(_comment(1, id=2**53 + 1)))
    assert source.read(POST_ID, None, None).comments[0].network_id == "9007199254740993"


def test_C18_a_comment_without_words_or_with_impossible_ones_is_kept(source: FacebookComments, script: Script) -> None:
    sticker = _comment(1)
    del sticker["message"]
    script.then(_listing(sticker, _comment(2, message="a\ud83d\0b")))
    assert [comment.text for comment in source.read(POST_ID, None, None).comments] == ["", "a��b"]


def test_comments_are_read_post_by_post(source: FacebookComments) -> None:
    with pytest.raises(ValueError, match="post by post"):
        source.read(None, None, None)
