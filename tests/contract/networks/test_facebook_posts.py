"""Posts and photos of the Page."""

import json
from typing import Any

import pytest

from local.networks import CitizenClient, Control, SimulatedNetworks
from tests.contract.networks.clients import FacebookClient, error_of, jpeg


def test_a_post_is_named_by_page_and_number(facebook: FacebookClient) -> None:
    post_id = facebook.published("Hoy no hay recolección")
    page_id, _, number = post_id.partition("_")
    assert page_id == facebook.page_id
    assert int(number) > 2**53
    shown = facebook.get(post_id, fields="id,message,permalink_url,created_time,from").json()
    assert shown["message"] == "Hoy no hay recolección"
    assert shown["permalink_url"] == f"https://www.facebook.com/{page_id}/posts/{number}"
    assert shown["from"]["id"] == page_id
    assert shown["created_time"].endswith("+0000")


def test_own_posts_come_newest_first_in_pages(facebook: FacebookClient) -> None:
    posts = [facebook.published(f"Aviso {number}") for number in range(5)]
    pages: list[Any] = []
    after: dict[str, str] = {}
    for _ in range(3):
        listed = facebook.get(f"{facebook.page_id}/published_posts", fields="id", limit=2, **after)
        pages.append(listed.json())
        after = {"after": pages[-1]["paging"]["cursors"]["after"]}
    assert [post["id"] for page in pages for post in page["data"]] == posts[::-1]
    assert pages[0]["paging"]["next"].startswith(facebook.url)
    assert "next" not in pages[2]["paging"]


def test_own_posts_can_be_read_since_an_instant(facebook: FacebookClient, networks: SimulatedNetworks) -> None:
    facebook.published("Antes")
    networks.control.advance(100)
    since = int(networks.world.now().timestamp()) - 50
    after_id = facebook.published("Después")
    found = facebook.get(f"{facebook.page_id}/published_posts", since=since).json()["data"]
    assert [post["id"] for post in found] == [after_id]


def test_photos_wait_unpublished_and_come_out_together(facebook: FacebookClient, control: Control) -> None:
    photo_ids = [
        facebook.id_of(facebook.photo(jpeg(80 + n), published="false", alt_text_custom=f"Foto {n}")) for n in range(2)
    ]
    assert control.state()["posts"]["facebook"] == []
    post_id = facebook.id_of(facebook.album("Dos fotos", *photo_ids))
    shown = control.state()["posts"]["facebook"][0]
    assert (shown["id"], [one["alt_text"] for one in shown["media"]]) == (post_id, ["Foto 0", "Foto 1"])
    assert facebook.get(photo_ids[0], fields="page_story_id").json()["page_story_id"] == post_id
    assert error_of(facebook.album("Otra vez", *photo_ids))[0] == 100


def test_attached_media_may_be_one_json_list(facebook: FacebookClient) -> None:
    photo_id = facebook.id_of(facebook.photo(published="false"))
    attached = json.dumps([{"media_fbid": photo_id}])
    assert facebook.feed("Con foto", attached_media=attached).status_code == 200
    assert error_of(facebook.feed("Mal", attached_media="[1]"))[0] == 100


def test_one_photo_may_be_a_post_of_its_own(facebook: FacebookClient) -> None:
    answer = facebook.photo(message="Un parque").json()
    assert facebook.get(answer["post_id"], fields="message").json()["message"] == "Un parque"
    assert answer["id"] != answer["post_id"]


def test_a_photo_may_be_fetched_from_an_address(facebook: FacebookClient, networks: SimulatedNetworks) -> None:
    networks.world.keep_picture(jpeg(), "image/jpeg")
    sha256 = next(iter(networks.world.state.pictures))
    photos = f"{facebook.page_id}/photos"
    good = facebook.post(photos, url=f"{networks.base_url}/_media/{sha256}", published="false")
    assert good.status_code == 200
    assert error_of(facebook.post(photos, url=f"{networks.base_url}/_media/none", published="false")) == (324, None)


def test_P22_an_unpublished_photo_is_gone_after_a_day(facebook: FacebookClient, control: Control) -> None:
    photo_id = facebook.id_of(facebook.photo(published="false"))
    control.advance(86_401)
    assert error_of(facebook.album("Tarde", photo_id))[0] == 100
    assert error_of(facebook.get(photo_id)) == (100, 33)


@pytest.mark.parametrize(
    ("content", "expected"), [(b"no es una foto", (324, None)), (jpeg() + b"\0" * 4_000_000, (324, 1366046))]
)
def test_what_is_no_photo_or_too_large_is_refused(
    facebook: FacebookClient, content: bytes, expected: tuple[int, int | None]
) -> None:
    assert error_of(facebook.photo(content, published="false")) == expected


def test_P21_the_same_post_again_is_506(facebook: FacebookClient, control: Control) -> None:
    facebook.published("Aviso")
    assert error_of(facebook.feed("Aviso")) == (506, None)
    control.set(facebook_duplicate_window_seconds=0)
    assert facebook.feed("Aviso").status_code == 200
    assert control.state()["counts"]["facebook"]["posts_live"] == 2


def test_the_same_words_with_another_photo_are_another_post(facebook: FacebookClient) -> None:
    one, two = (facebook.id_of(facebook.photo(jpeg(80 + n), published="false")) for n in range(2))
    assert [facebook.album("Foto", photo).status_code for photo in (one, two)] == [200, 200]


def test_a_post_without_anything_is_refused(facebook: FacebookClient) -> None:
    assert error_of(facebook.feed(" "))[0] == 100
    assert error_of(facebook.feed("a" * 63_207))[0] == 100


def test_a_post_can_be_edited_and_deleted(facebook: FacebookClient, lupita: CitizenClient, control: Control) -> None:
    post_id = facebook.published("Ay recolección")
    comment_id = lupita.comment_on_facebook(post_id, "¿A qué hora?")
    assert facebook.post(post_id, message="Hay recolección").json() == {"success": True}
    assert facebook.get(post_id, fields="message").json()["message"] == "Hay recolección"
    assert facebook.delete(post_id).json() == {"success": True}
    for gone in (post_id, f"{post_id}/comments", comment_id):
        assert error_of(facebook.get(gone)) == (100, 33)
    assert error_of(facebook.delete(post_id)) == (100, 33)
    assert control.state()["counts"]["facebook"]["posts_removed"] == 1


def test_only_the_page_publishes(facebook: FacebookClient, networks: SimulatedNetworks) -> None:
    facebook.token = networks.citizens[0].graph_token
    assert error_of(facebook.feed("Soy el Municipio"))[0] == 200
