"""Videos, links and edits of the Page, on the simulated network itself."""

import pytest
import requests

from local.networks import Control, SimulatedNetworks
from tests.contract.network_contracts import check_exchanges
from tests.contract.networks.clients import TIMEOUT_SECONDS, FacebookClient, error_of

FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 64
STATUS = "id,published,status,description,post_id,permalink_url,created_time"


@pytest.fixture
def film_at(networks: SimulatedNetworks) -> str:
    return f"{networks.base_url}/_media/{networks.world.keep_picture(FILM, 'video/mp4')}"


def uploaded(facebook: FacebookClient, address: str, **form: str) -> str:
    fields = {"file_url": address, "description": "Un paseo", "published": "false", **form}
    return facebook.id_of(facebook.post(f"{facebook.page_id}/videos", **fields))


def test_a_video_is_processed_unseen_and_published_once(
    facebook: FacebookClient, control: Control, film_at: str
) -> None:
    video_id = uploaded(facebook, film_at)
    assert facebook.get(video_id, fields="status").json()["status"]["video_status"] == "processing"
    assert error_of(facebook.post(video_id, published="true")) == (100, None)
    control.advance(2)
    shown = facebook.get(video_id, fields=STATUS).json()
    assert (shown["published"], shown["status"]["video_status"]) == (False, "ready")
    assert control.state()["posts"]["facebook"] == []
    for _ in range(2):
        assert facebook.post(video_id, published="true", description="Un paseo.").json() == {"success": True}
    (post,) = control.state()["posts"]["facebook"]
    assert (post["text"], [one["id"] for one in post["media"]]) == ("Un paseo.", [video_id])
    after = facebook.get(video_id, fields=STATUS).json()
    assert (after["published"], f"{facebook.page_id}_{after['post_id']}") == (True, post["id"])
    assert after["status"]["publishing_phase"]["publish_status"] == "published"


def test_a_post_of_a_video_shows_the_description_and_the_video(
    facebook: FacebookClient, control: Control, film_at: str
) -> None:
    video_id = uploaded(facebook, film_at)
    control.advance(2)
    facebook.post(video_id, published="true")
    fields = "id,message,permalink_url,status_type,attachments{media_type,target{id}}"
    (listed,) = facebook.get(f"{facebook.page_id}/published_posts", fields=fields).json()["data"]
    assert (listed["message"], listed["status_type"]) == ("Un paseo", "added_video")
    assert listed["attachments"]["data"][0]["target"] == {"id": video_id}
    assert listed["permalink_url"].endswith(f"/videos/{video_id}/")
    assert facebook.comments(video_id) == []


def test_a_person_can_watch_the_video_on_the_page(
    facebook: FacebookClient, control: Control, film_at: str, networks: SimulatedNetworks
) -> None:
    uploaded(facebook, film_at, published="true")
    control.advance(2)
    page = requests.get(networks.base_url, timeout=TIMEOUT_SECONDS)
    assert f'<video src="{film_at.removeprefix(networks.base_url)}"' in page.text
    assert "<img" not in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_what_is_no_film_fails_while_it_is_processed(
    facebook: FacebookClient, control: Control, networks: SimulatedNetworks
) -> None:
    address = f"{networks.base_url}/_media/{networks.world.keep_picture(b'<html>', 'text/html')}"
    video_id = uploaded(facebook, address)
    control.advance(2)
    status = facebook.get(video_id, fields="status").json()["status"]
    assert (status["video_status"], status["processing_phase"]["status"]) == ("error", "error")
    assert status["processing_phase"]["errors"][0]["message"]
    assert error_of(facebook.post(video_id, published="true"))[0] == 100


def test_a_video_that_cannot_be_fetched_is_not_taken(facebook: FacebookClient, networks: SimulatedNetworks) -> None:
    videos = f"{facebook.page_id}/videos"
    for form in ({"file_url": f"{networks.base_url}/_media/none"}, {"description": "sin video"}):
        assert error_of(facebook.post(videos, **form)) == (389, None)


def test_P22_a_video_nobody_publishes_is_forgotten(facebook: FacebookClient, control: Control, film_at: str) -> None:
    video_id = uploaded(facebook, film_at)
    control.advance(86_401)
    assert error_of(facebook.get(video_id)) == (100, 33)


def test_a_video_can_be_published_at_once_and_shows_when_it_is_processed(
    facebook: FacebookClient, control: Control, film_at: str
) -> None:
    video_id = uploaded(facebook, film_at, published="true")
    assert facebook.get(video_id, fields="published").json()["published"] is False
    control.advance(2)
    assert facebook.get(video_id, fields="published").json()["published"] is True
    control.advance(86_401)
    assert facebook.get(video_id, fields="published").json()["published"] is True


def test_a_video_that_is_deleted_takes_its_post_along(facebook: FacebookClient, control: Control, film_at: str) -> None:
    video_id = uploaded(facebook, film_at, published="true")
    control.advance(2)
    facebook.delete(video_id)
    assert control.state()["counts"]["facebook"]["posts_live"] == 0
    assert error_of(facebook.get(video_id)) == (100, 33)
    unpublished = uploaded(facebook, film_at)
    facebook.delete(unpublished)
    assert error_of(facebook.get(unpublished)) == (100, 33)


def test_a_video_is_no_photo_to_attach(facebook: FacebookClient, control: Control, film_at: str) -> None:
    video_id = uploaded(facebook, film_at)
    control.advance(2)
    assert error_of(facebook.album("Con video", video_id))[0] == 100


def test_a_link_is_an_address_and_not_of_the_site_itself(facebook: FacebookClient, control: Control) -> None:
    assert facebook.feed("Lea", link="https://leon.gob.mx/obras").status_code == 200
    assert control.state()["posts"]["facebook"][0]["link"] == "https://leon.gob.mx/obras"
    for wrong in ("leon.gob.mx", "javascript:alert(1)", "https://", "https:// leon.gob.mx", "https://leon"):
        assert error_of(facebook.feed("Mal", link=wrong)) == (100, 2061006)
    assert error_of(facebook.feed("Mal", link="https://www.facebook.com/leon"))[1] == 1609008


def test_P21_only_repeats_in_a_row_are_506(facebook: FacebookClient) -> None:
    facebook.published("Aviso")
    assert error_of(facebook.feed("Aviso")) == (506, None)
    facebook.published("Otro aviso")
    assert facebook.feed("Aviso").status_code == 200


def test_only_what_the_app_itself_published_can_be_edited(facebook: FacebookClient, control: Control) -> None:
    by_hand = control.post_by_hand("A mano")
    assert error_of(facebook.post(by_hand["id"], message="Corregido")) == (10, None)
    assert facebook.get(by_hand["id"], fields="message,permalink_url").json()["message"] == "A mano"
    assert facebook.post(facebook.published("Por la app"), message="Corregido").status_code == 200


def test_P18_the_list_of_posts_may_lag_behind_the_post(facebook: FacebookClient, control: Control) -> None:
    control.set(facebook_listing_lag_seconds=10)
    post_id = facebook.published("Aviso")
    published_posts = f"{facebook.page_id}/published_posts"
    assert facebook.get(post_id).status_code == 200
    assert facebook.get(published_posts).json()["data"] == []
    control.advance(11)
    assert len(facebook.get(published_posts).json()["data"]) == 1


def test_everything_about_videos_holds_to_metas_specification(
    facebook: FacebookClient, control: Control, film_at: str
) -> None:
    video_id = uploaded(facebook, film_at)
    control.advance(2)
    facebook.get(video_id, fields=STATUS)
    facebook.post(video_id, published="true", description="Un paseo")
    facebook.get(video_id, fields=f"{STATUS},from,source,length")
    facebook.get(f"{facebook.page_id}/published_posts", fields="id,message,attachments{target{id}}")
    facebook.delete(video_id)
    assert check_exchanges(control.exchanges()) == 6


def test_a_token_that_ends_or_lost_a_permission_is_told(facebook: FacebookClient, control: Control) -> None:
    control.set(graph_token_expires_at="2001-01-01T00:00:00Z", graph_missing_scopes=["pages_manage_posts"])
    facts = facebook.get("debug_token", input_token=facebook.token).json()["data"]
    assert (facts["is_valid"], facts["expires_at"]) == (False, 978307200)
    assert "pages_manage_posts" not in facts["scopes"]
