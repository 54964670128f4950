"""What is asked of Facebook for a video, and how the state it tells is understood."""

from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.domain.errors import OutcomeUnknownError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from tests.unit.adapters.networks.accounts import META, NOW, PHOTO, QUICK, TEXT
from tests.unit.adapters.networks.scripted import HANG, RESET, Reply, Script

PAGE = META.page_id
FILM = OutgoingMedia(b"", "https://media.example/1.mp4?X-Amz-Signature=1", "video/mp4", "")
POST = OutgoingPost(TEXT, (FILM,))
STAGED = Staged(media_ids=("77",))
READY = Staged(media_ids=("77",), is_ready=True)
AT = "2026-11-23T18:00:00+0000"
GONE = Reply(400, {"error": {"code": 100, "error_subcode": 33, "message": "said"}})


def _video(status: Any = None, **fields: Any) -> dict[str, Any]:
    return {"id": "77", "created_time": AT, "published": False, "status": status or {}, **fields}


@pytest.fixture
def page(script: Script) -> FacebookPage:
    return FacebookPage(META, base_url=f"{script.url}/v25.0")


def test_facebook_fetches_the_video_unseen_from_our_address(page: FacebookPage, script: Script) -> None:
    script.then({"id": "77"})
    assert page.stage(POST, Staged()) == STAGED
    (asked,) = script.asked
    assert asked.line == f"POST /v25.0/{PAGE}/videos"
    sent = {name: asked.form[name] for name in ("file_url", "published", "description")}
    assert sent == {"file_url": FILM.url, "published": "false", "description": TEXT}


@pytest.mark.parametrize(
    ("status", "is_ready"),
    [
        ({"video_status": "ready"}, True),
        ({"video_status": "upload_complete", "processing_phase": {"status": "complete"}}, True),
        ({"video_status": "processing", "processing_phase": {"status": "in_progress"}}, False),
        ({"video_status": "uploading"}, False),
        ({"video_status": "something new"}, False),
        ({"video_status": ""}, False),
        ({}, False),
    ],
)
def test_one_look_tells_whether_it_can_go_out(
    page: FacebookPage, script: Script, status: dict[str, Any], *, is_ready: bool
) -> None:
    script.then(_video(status))
    assert page.stage(POST, STAGED) == (READY if is_ready else STAGED)
    assert script.lines == ["GET /v25.0/77"]


@pytest.mark.parametrize("status", [{}, {"video_status": "processing"}, {"video_status": "error"}])
def test_a_video_that_is_out_already_is_neither_refused_nor_waited_for(
    page: FacebookPage, script: Script, status: dict[str, Any]
) -> None:
    script.then(_video(status, published=True))
    assert page.stage(POST, STAGED) == READY


@pytest.mark.parametrize(
    "status",
    [
        {"video_status": "error"},
        {"video_status": "upload_failed"},
        {"video_status": "ready", "processing_phase": {"status": "error", "errors": [{"code": 1, "message": "bad"}]}},
        {"uploading_phase": {"status": "error", "errors": [{"message": None}]}},
    ],
)
def test_a_video_that_failed_is_told_to_a_person_and_not_sent_for_ever(
    page: FacebookPage, script: Script, status: dict[str, Any]
) -> None:
    script.then(_video(status))
    with pytest.raises(RejectedByServiceError) as refused:
        page.stage(POST, STAGED)
    assert refused.value.code == "video_refused"
    assert len(script.asked) == 1


@pytest.mark.parametrize("forgotten", [GONE, _video({"video_status": "expired"})])
def test_P22_a_video_facebook_forgot_is_fetched_again(page: FacebookPage, script: Script, forgotten: Any) -> None:
    script.then(forgotten, {"id": "78"})
    assert page.stage(POST, STAGED) == Staged(media_ids=("78",))


def test_the_one_visible_call_carries_the_authorised_text(page: FacebookPage, script: Script) -> None:
    script.then({"success": True})
    assert page.publish(POST, READY) == "77"
    (asked,) = script.asked
    assert asked.line == "POST /v25.0/77"
    assert (asked.form["description"], asked.form["published"]) == (TEXT, "true")


@pytest.mark.parametrize(
    "reply",
    [{"success": False}, {}, {"id": "77"}, [], Reply(200, b""), Reply(200, b"<html>"), Reply(502, b"<html>"), RESET],
)
def test_P09_an_answer_that_does_not_say_success_leaves_it_in_doubt(
    page: FacebookPage, script: Script, reply: Any
) -> None:
    script.then(Reply(body=reply) if isinstance(reply, list) else reply)
    with pytest.raises(OutcomeUnknownError):
        page.publish(POST, READY)
    assert len(script.asked) == 1


@pytest.mark.parametrize("reply", [Reply(200, b"<html>"), Reply(500, {}), RESET, {"success": True}])
def test_an_upload_whose_answer_is_lost_is_made_again_since_nobody_sees_it(
    page: FacebookPage, script: Script, reply: Any
) -> None:
    script.then(reply)
    with pytest.raises(TransientServiceError):
        page.stage(POST, Staged())


def test_P06_after_a_lost_answer_the_video_itself_says_whether_it_is_out(page: FacebookPage, script: Script) -> None:
    out = {"publishing_phase": {"publish_time": "2026-11-23T18:00:05+0000"}}
    script.then(_video(out, published=True, permalink_url=f"/{PAGE}/videos/77/"), {"data": []})
    (found,) = page.find_posts(POST, READY, NOW)
    assert (found.network_id, found.permalink) == ("77", f"https://www.facebook.com/{PAGE}/videos/77/")
    assert (found.published_at - NOW).total_seconds() == 5
    script.then(_video(), {"data": []}, GONE, {"data": []})
    assert page.find_posts(POST, READY, NOW) == page.find_posts(POST, READY, NOW) == ()


def test_P20_a_video_in_the_list_is_the_one_we_know_and_another_is_a_second(page: FacebookPage, script: Script) -> None:
    def listed(number: int, video: str) -> dict[str, Any]:
        shown = {"data": [{"media_type": "video", "target": {"id": video}}]}
        return {"id": f"{PAGE}_{number}", "message": TEXT, "created_time": AT, "attachments": shown}

    script.then(_video(published=True), {"data": [listed(1, "77")]})
    assert [found.network_id for found in page.find_posts(POST, READY, NOW)] == ["77"]
    script.then(_video(published=True), {"data": [listed(1, "77"), listed(2, "88")]})
    assert [found.network_id for found in page.find_posts(POST, READY, NOW)] == ["77", "88"]


@pytest.mark.parametrize(
    "attachments",
    [
        {"data": [{"media_type": "link", "target": {"url": "https://leon.gob.mx"}}]},
        {"data": [{"media_type": "event", "target": {"id": "no/pattern ?"}}]},
        {"data": [{}]},
        {"data": []},
        {},
        {"data": [{"media_type": "album", "subattachments": {"data": [{"media_type": "photo", "target": {}}]}}]},
        {"data": [{"media_type": "video", "target": {}}]},
    ],
)
def test_P19_no_attachment_of_another_post_makes_the_list_unreadable(
    page: FacebookPage, script: Script, attachments: Any
) -> None:
    script.then({"data": [{"id": f"{PAGE}_1", "message": TEXT, "created_time": AT, "attachments": attachments}]})
    (found,) = page.find_posts(OutgoingPost(TEXT), Staged(), NOW)
    assert found.network_id == f"{PAGE}_1"


def test_a_post_without_words_is_told_by_the_photos_in_it(page: FacebookPage, script: Script) -> None:
    def listed(number: int, *photos: str) -> dict[str, Any]:
        inside = [{"media_type": "photo", "target": {"id": photo}} for photo in photos]
        album = {"data": [{"media_type": "album", "target": {"id": "9"}, "subattachments": {"data": inside}}]}
        return {"id": f"{PAGE}_{number}", "created_time": AT, "attachments": album}

    posts = {"data": [listed(1, "5", "6"), listed(2, "7"), {"id": f"{PAGE}_3", "created_time": AT}]}
    script.then(posts, posts)
    (found,) = page.find_posts(OutgoingPost("", (PHOTO, PHOTO)), Staged(media_ids=("5", "6")), NOW)
    assert found.network_id == f"{PAGE}_1"
    assert page.find_posts(OutgoingPost(" \n", (PHOTO,)), Staged(), NOW) == ()


@pytest.mark.parametrize(
    "post",
    [
        OutgoingPost(TEXT, (FILM, FILM)),
        OutgoingPost(TEXT, (PHOTO, FILM)),
        OutgoingPost(TEXT, (PHOTO,), format=PostFormat.STORY),
    ],
)
def test_what_is_no_format_of_the_page_is_refused_before_anything_is_sent(
    page: FacebookPage, script: Script, post: OutgoingPost
) -> None:
    with pytest.raises(RejectedByServiceError) as refused:
        page.stage(post, Staged())
    assert refused.value.code == "format_unsupported"
    assert script.asked == []


def test_a_video_that_is_not_uploaded_is_not_published(page: FacebookPage, script: Script) -> None:
    with pytest.raises(TransientServiceError):
        page.publish(POST, Staged())
    assert script.asked == []


@pytest.mark.parametrize(("network_id", "field"), [(f"{PAGE}_1", "message"), ("77", "description")])
def test_an_edit_is_one_call_with_the_new_text(page: FacebookPage, script: Script, network_id: str, field: str) -> None:
    script.then({"success": True})
    page.edit(network_id, "Corregido")
    (asked,) = script.asked
    assert (asked.line, asked.form[field]) == (f"POST /v25.0/{network_id}", "Corregido")


@pytest.mark.parametrize("network_id", ["122100_900", f"9{PAGE}_1", f"{PAGE}/x_1", "../me_1", "_1", f"_{PAGE}_1"])
def test_an_edit_never_leaves_for_what_is_no_post_of_the_page(
    page: FacebookPage, script: Script, network_id: str
) -> None:
    with pytest.raises(RejectedByServiceError) as refused:
        page.edit(network_id, "Corregido")
    assert refused.value.code == "edit_unsupported"
    assert script.asked == []


@pytest.mark.parametrize("reply", [{}, {"success": False}, {"id": "1"}, Reply(200, b"<html>"), Reply(500, {}), RESET])
def test_an_edit_that_is_not_confirmed_is_in_doubt(page: FacebookPage, script: Script, reply: Any) -> None:
    script.then(reply)
    with pytest.raises(OutcomeUnknownError):
        page.edit(f"{PAGE}_1", "Corregido")


def test_what_another_app_posted_is_not_edited(page: FacebookPage, script: Script) -> None:
    denied = [Reply(403, {"error": {"code": code, "message": "said"}}) for code in (10, 200)]
    script.then(*denied, GONE, {"id": f"{PAGE}_1", "created_time": AT})
    for _ in range(3):
        with pytest.raises(RejectedByServiceError) as refused:
            page.edit(f"{PAGE}_1", "Corregido")
        assert refused.value.code == "edit_unsupported"


def test_P16_a_hanging_call_is_in_doubt(script: Script) -> None:
    page = FacebookPage(META, base_url=f"{script.url}/v25.0", timeouts=QUICK)
    script.then(HANG)
    with pytest.raises(OutcomeUnknownError):
        page.publish(POST, READY)
