"""Media on X: in one shot, in parts, with alt text, and for a day."""

import base64
import hashlib

import pytest
import requests

from local.networks import Control
from tests.contract.network_contracts import check_exchanges
from tests.contract.networks.clients import XClient, jpeg


def encoded(content: bytes) -> str:
    """Write bytes as X takes them in JSON."""
    return base64.b64encode(content).decode()


def uploaded(x: XClient, content: bytes | None = None) -> requests.Response:
    """Upload a picture in one shot."""
    body = {"media": encoded(jpeg() if content is None else content), "media_category": "tweet_image"}
    return x.ask("POST", "/media/upload", json=body)


def id_of(response: requests.Response) -> str:
    """Give the id of an upload."""
    return str(response.json()["data"]["id"])


def begun(x: XClient, total_bytes: int) -> str:
    """Begin an upload in parts."""
    order = {"media_category": "tweet_image", "media_type": "image/jpeg", "total_bytes": total_bytes}
    return id_of(x.ask("POST", "/media/upload/initialize", json=order))


def test_a_picture_and_its_alt_text_are_shown_with_the_post(x: XClient, control: Control) -> None:
    media_id = id_of(uploaded(x))
    said = x.ask("POST", "/media/metadata", json={"id": media_id, "metadata": {"alt_text": {"text": "Un parque"}}})
    assert said.json()["data"]["associated_metadata"] == {"alt_text": {"text": "Un parque"}}
    post_id = x.published("Reabre el parque", media={"media_ids": [media_id]})
    shown = control.state()["posts"]["x"][0]["media"]
    assert shown == [{"id": media_id, "sha256": hashlib.sha256(jpeg()).hexdigest(), "alt_text": "Un parque"}]
    answer = x.lookup(post_id, **{"tweet.fields": "entities", "expansions": "attachments.media_keys"}).json()
    key = answer["data"][0]["attachments"]["media_keys"][0]
    assert answer["includes"]["media"][0]["media_key"] == key == f"3_{media_id}"
    link = answer["data"][0]["entities"]["urls"][0]
    assert answer["data"][0]["text"] == f"Reabre el parque {link['url']}"
    assert link["media_key"] == key


def test_a_picture_may_come_as_a_file_of_a_form(x: XClient) -> None:
    files = {"media": ("a.jpg", jpeg(), "image/jpeg")}
    response = x.ask("POST", "/media/upload", files=files, data={"media_category": "tweet_image"})
    assert response.json()["data"]["size"] == len(jpeg())
    assert x.published("Foto", media={"media_ids": [id_of(response)]})


def test_parts_are_put_together_in_their_order(x: XClient, control: Control) -> None:
    content = jpeg(300, 200)
    media_id = begun(x, len(content))
    last = {"media": encoded(content[500:]), "segment_index": 1}
    assert "expires_at" in x.ask("POST", f"/media/upload/{media_id}/append", json=last).json()["data"]
    first = {"files": {"media": ("p", content[:500])}, "data": {"segment_index": "0"}}
    assert x.ask("POST", f"/media/upload/{media_id}/append", **first).status_code == 200
    assert id_of(x.ask("POST", f"/media/upload/{media_id}/finalize")) == media_id
    x.published("Foto", media={"media_ids": [media_id]})
    assert control.state()["posts"]["x"][0]["media"][0]["sha256"] == hashlib.sha256(content).hexdigest()


def test_parts_that_do_not_add_up_are_refused(x: XClient) -> None:
    media_id = begun(x, 10)
    assert x.ask("POST", f"/media/upload/{media_id}/finalize").status_code == 400


def test_a_medium_in_processing_cannot_be_used_yet(x: XClient, control: Control) -> None:
    control.set(x_media_processing_seconds=60)
    media_id = begun(x, len(jpeg()))
    x.ask("POST", f"/media/upload/{media_id}/append", json={"media": encoded(jpeg()), "segment_index": 0})
    ended = x.ask("POST", f"/media/upload/{media_id}/finalize").json()["data"]
    assert ended["processing_info"] == {"state": "pending", "check_after_secs": 60, "progress_percent": 0}
    assert x.post("Foto", media={"media_ids": [media_id]}).status_code == 400
    query = {"command": "STATUS", "media_id": media_id}
    control.advance(30)
    half = x.ask("GET", "/media/upload", params=query).json()["data"]
    assert half["processing_info"]["state"] == "in_progress"
    control.advance(31)
    status = x.ask("GET", "/media/upload", params=query).json()["data"]
    assert status["processing_info"]["state"] == "succeeded"
    assert x.post("Foto", media={"media_ids": [media_id]}).status_code == 201


def test_what_is_no_picture_is_refused(x: XClient) -> None:
    assert uploaded(x, b"<svg/>").status_code == 400
    assert uploaded(x, jpeg(kind="TIFF")).status_code == 400
    assert x.ask("POST", "/media/upload", json={"media": "%%", "media_category": "tweet_image"}).status_code == 400


def test_P22_a_medium_is_gone_after_a_day(x: XClient, control: Control) -> None:
    media_id = id_of(uploaded(x))
    control.advance(86_401)
    refused = x.post("Foto", media={"media_ids": [media_id]})
    assert refused.status_code == 400
    assert refused.json()["detail"] == "Your media IDs are invalid."


def test_an_alt_text_has_at_most_a_thousand_characters(x: XClient) -> None:
    media_id = id_of(uploaded(x))
    long = {"id": media_id, "metadata": {"alt_text": {"text": "a" * 1_001}}}
    assert x.ask("POST", "/media/metadata", json=long).status_code == 400


def a_gif(width: int = 80) -> bytes:
    """Make a picture that X takes for a moving one."""
    return jpeg(width, 80, "GIF")


def film(x: XClient, content: bytes, category: str = "tweet_gif", mime_type: str = "image/gif") -> requests.Response:
    """Upload a film whole; gives what finalize answered."""
    order = {"media_category": category, "media_type": mime_type, "total_bytes": len(content)}
    media_id = id_of(x.ask("POST", "/media/upload/initialize", json=order))
    part = {"media": encoded(content), "segment_index": 0}
    assert x.ask("POST", f"/media/upload/{media_id}/append", json=part).status_code == 200
    return x.ask("POST", f"/media/upload/{media_id}/finalize")


VIDEO = b"\0\0\0\x18ftypmp42" + b"a" * 100


@pytest.mark.parametrize(
    ("category", "mime_type", "total_bytes", "status"),
    [
        ("tweet_gif", "image/gif", 15 * 1024 * 1024, 200),
        ("tweet_gif", "image/gif", 15 * 1024 * 1024 + 1, 400),
        ("tweet_gif", "image/jpeg", 10, 400),
        ("tweet_video", "video/mp4", 512 * 1024 * 1024, 200),
        ("tweet_video", "video/mp4", 512 * 1024 * 1024 + 1, 400),
        ("tweet_video", "image/gif", 10, 400),
        ("tweet_image", "image/jpeg", 5 * 1024 * 1024 + 1, 400),
        ("tweet_video", "video/mp4", 0, 400),
    ],
)
def test_each_category_has_its_types_and_bytes(
    x: XClient, category: str, mime_type: str, total_bytes: int, status: int
) -> None:
    order = {"media_category": category, "media_type": mime_type, "total_bytes": total_bytes}
    assert x.ask("POST", "/media/upload/initialize", json=order).status_code == status


def test_a_post_shows_one_film_or_pictures_and_says_which(x: XClient, control: Control) -> None:
    picture, gif = id_of(uploaded(x)), id_of(film(x, a_gif()))
    video = id_of(film(x, VIDEO, "tweet_video", "video/mp4"))
    for mixture in ([picture, gif], [video, picture], [gif, video]):
        assert x.post("Mezcla", media={"media_ids": mixture}).status_code == 400
    asked = {"tweet.fields": "entities", "expansions": "attachments.media_keys"}
    ids = [x.published(name, media={"media_ids": [one]}) for name, one in [("Gira", gif), ("Corre", video)]]
    media = x.lookup(*ids, **asked).json()["includes"]["media"]
    assert [(one["media_key"], one["type"]) for one in media] == [
        (f"16_{gif}", "animated_gif"),
        (f"7_{video}", "video"),
    ]
    assert check_exchanges(control.exchanges()) > 10


@pytest.mark.parametrize(
    ("content", "category", "mime_type"),
    [(b"no", "tweet_video", "video/mp4"), (jpeg(), "tweet_gif", "image/gif"), (a_gif(1300), "tweet_gif", "image/gif")],
)
def test_what_is_not_of_its_category_fails_and_says_why(
    x: XClient, content: bytes, category: str, mime_type: str
) -> None:
    failed = film(x, content, category, mime_type).json()
    assert failed["data"]["processing_info"]["state"] == "failed"
    assert failed["errors"][0]["detail"]
    assert x.post("Aviso", media={"media_ids": [failed["data"]["id"]]}).status_code == 400


def test_a_film_is_finalized_once_and_takes_no_part_afterwards_nor_one_too_large(x: XClient) -> None:
    media_id = id_of(film(x, a_gif()))
    part = {"media": encoded(b"a"), "segment_index": 1}
    assert x.ask("POST", f"/media/upload/{media_id}/finalize").status_code == 400
    assert x.ask("POST", f"/media/upload/{media_id}/append", json=part).status_code == 400
    begun_id = begun(x, 10)
    large = {"files": {"media": ("p", b"a" * (5 * 1024 * 1024 + 1))}, "data": {"segment_index": "0"}}
    assert x.ask("POST", f"/media/upload/{begun_id}/append", **large).status_code == 400


def test_every_answer_to_us_says_what_our_tokens_may_do(x: XClient, control: Control) -> None:
    assert x.ask("GET", "/users/me").headers["x-access-level"] == "read-write"
    control.set(x_access_level="read")
    assert x.ask("GET", "/users/me").headers["x-access-level"] == "read"
