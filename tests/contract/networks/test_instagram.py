"""Instagram: containers, the fetch of their pictures, publishing, comments and deletion."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from local.networks import CitizenClient, Control
from tests.contract.networks.clients import InstagramClient, error_of, jpeg


class GetOnly(BaseHTTPRequestHandler):
    """Gives a picture to GET and refuses HEAD, as an address signed for GET does."""

    def do_GET(self) -> None:
        """Give the picture."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(jpeg())

    def do_HEAD(self) -> None:
        """Refuse."""
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def signed_for_get() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), GetOnly) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a.jpg"
        server.shutdown()


def test_a_container_is_processed_then_published_once(instagram: InstagramClient, control: Control) -> None:
    control.set(instagram_processing_seconds=60)
    container_id = instagram.id_of(instagram.container(caption="Hola", alt_text="Un parque"))
    assert instagram.status(container_id) == "IN_PROGRESS"
    early = instagram.publish(container_id)
    assert early.status_code == 400
    assert error_of(early) == (9007, 2207027)
    assert control.state()["posts"]["instagram"] == []
    control.advance(61)
    assert instagram.status(container_id) == "FINISHED"
    medium_id = instagram.id_of(instagram.publish(container_id))
    assert instagram.status(container_id) == "PUBLISHED"
    assert error_of(instagram.publish(container_id)) == (9007, 2207027)
    shown = instagram.get(medium_id, fields="caption,permalink,timestamp,alt_text,media_type").json()
    assert shown["caption"] == "Hola"
    assert shown["alt_text"] == "Un parque"
    assert shown["permalink"].startswith("https://www.instagram.com/p/")
    assert len(control.state()["posts"]["instagram"]) == 1


def test_P23_a_container_expires_after_a_day(instagram: InstagramClient, control: Control) -> None:
    container_id = instagram.id_of(instagram.container())
    control.advance(86_401)
    assert instagram.status(container_id) == "EXPIRED"
    assert error_of(instagram.publish(container_id)) == (-2, 2207020)


def test_an_unknown_container_cannot_be_published(instagram: InstagramClient) -> None:
    assert error_of(instagram.publish("17900000000000000")) == (24, 2207008)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (jpeg(kind="PNG"), (36001, 2207005)),
        (b"no es una imagen", (36001, 2207005)),
        (jpeg(79, 100), (36003, 2207009)),
        (jpeg(192, 100), (36003, 2207009)),
        (jpeg() + b"\0" * 8_388_608, (36000, 2207004)),
    ],
)
def test_a_picture_instagram_does_not_take_is_refused(
    instagram: InstagramClient, content: bytes, expected: tuple[int, int]
) -> None:
    assert error_of(instagram.container(content)) == expected


@pytest.mark.parametrize(("width", "height"), [(80, 100), (191, 100), (100, 100)])
def test_ratios_from_four_by_five_to_191_by_100_are_taken(instagram: InstagramClient, width: int, height: int) -> None:
    assert instagram.container(jpeg(width, height)).status_code == 200


@pytest.mark.parametrize("url", ["{base}/_media/none", "http://127.0.0.1:1/a.jpg", "file:///etc/passwd", "nonsense"])
def test_an_address_that_gives_nothing_is_refused(instagram: InstagramClient, url: str) -> None:
    address = url.format(base=instagram.networks.base_url)
    refused = instagram.post(f"{instagram.user_id}/media", image_url=address)
    assert error_of(refused) == (9004, 2207052)
    assert address in refused.json()["error"]["error_user_msg"]


def test_instagram_may_ask_with_head_first(instagram: InstagramClient, control: Control, signed_for_get: str) -> None:
    container = f"{instagram.user_id}/media"
    assert instagram.post(container, image_url=signed_for_get).status_code == 200
    control.set(instagram_sends_head=True)
    assert error_of(instagram.post(container, image_url=signed_for_get)) == (9004, 2207052)


@pytest.mark.parametrize("caption", ["a" * 2_201, "#hola " * 31, "@hola " * 21])
def test_a_caption_beyond_the_limits_is_refused(instagram: InstagramClient, caption: str) -> None:
    assert error_of(instagram.container(caption=caption)) == (36004, 2207010)


def test_a_carousel_shows_two_to_ten_pictures(instagram: InstagramClient, control: Control) -> None:
    children = [instagram.id_of(instagram.container(jpeg(80 + n), is_carousel_item="true")) for n in range(3)]
    media = f"{instagram.user_id}/media"
    album = instagram.post(media, media_type="CAROUSEL", children=",".join(children), caption="Tres")
    medium_id = instagram.id_of(instagram.publish(instagram.id_of(album)))
    shown = instagram.get(medium_id, fields="media_type,children").json()
    assert shown["media_type"] == "CAROUSEL_ALBUM"
    assert [child["id"] for child in shown["children"]["data"]] == children
    assert len(control.state()["posts"]["instagram"][0]["media"]) == 3
    assert error_of(instagram.post(media, media_type="CAROUSEL", children=children[0])) == (100, 2207028)
    assert error_of(instagram.publish(children[0])) == (24, 2207008)


def test_the_quota_of_a_day_is_said_and_kept(instagram: InstagramClient, control: Control) -> None:
    control.set(instagram_quota=1)
    instagram.published("Uno")
    limit = instagram.get(f"{instagram.user_id}/content_publishing_limit", fields="quota_usage,config").json()
    assert limit["data"] == [{"quota_usage": 1, "config": {"quota_total": 1, "quota_duration": 86_400}}]
    assert error_of(instagram.publish(instagram.id_of(instagram.container(caption="Dos")))) == (9, 2207042)
    control.advance(86_401)
    assert instagram.published("Tres")


def test_media_come_newest_first(instagram: InstagramClient) -> None:
    media = [instagram.published(f"Foto {number}") for number in range(3)]
    listed = instagram.get(f"{instagram.user_id}/media", fields="id,caption").json()["data"]
    assert [one["id"] for one in listed] == media[::-1]


def test_comments_come_newest_first_fifty_a_page_top_level_only(
    instagram: InstagramClient, lupita: CitizenClient, jose: CitizenClient
) -> None:
    medium_id = instagram.published("Hola")
    made = [lupita.comment_on_instagram(medium_id, f"comentario {number}") for number in range(52)]
    jose.reply_on_instagram(made[0], "yo también")
    first = instagram.get(f"{medium_id}/comments", limit=100).json()
    assert [one["id"] for one in first["data"]] == made[:1:-1]
    second = instagram.get(f"{medium_id}/comments", after=first["paging"]["cursors"]["after"]).json()
    assert [one["id"] for one in second["data"]] == made[1::-1]
    assert "next" not in second["paging"]


def test_C06_answers_come_with_an_expansion_or_a_call_of_their_own(
    instagram: InstagramClient, lupita: CitizenClient
) -> None:
    comment_id = lupita.comment_on_instagram(instagram.published("Hola"), "¿A qué hora?")
    answer_id = instagram.id_of(instagram.post(f"{comment_id}/replies", message="A las seis"))
    medium_id = instagram.get(comment_id, fields="media").json()["media"]["id"]
    fields = "id,text,username,from,replies{id,text,parent_id,username}"
    shown = instagram.get(f"{medium_id}/comments", fields=fields).json()["data"]
    assert [one["id"] for one in shown] == [comment_id]
    assert shown[0]["username"] == lupita.person.instagram_username
    assert shown[0]["replies"]["data"] == [
        {
            "id": answer_id,
            "text": "A las seis",
            "parent_id": comment_id,
            "username": instagram.networks.accounts.instagram.username,
        }
    ]
    assert [one["id"] for one in instagram.get(f"{comment_id}/replies").json()["data"]] == [answer_id]


def test_an_answer_to_an_answer_stays_below_the_comment_at_the_top(
    instagram: InstagramClient, lupita: CitizenClient
) -> None:
    comment_id = lupita.comment_on_instagram(instagram.published("Hola"), "¿A qué hora?")
    first = instagram.id_of(instagram.post(f"{comment_id}/replies", message="A las seis"))
    second = lupita.reply_on_instagram(first, "Gracias")
    assert instagram.get(second, fields="parent_id").json()["parent_id"] == comment_id


def test_P30_what_is_deleted_is_gone_with_its_comments(
    instagram: InstagramClient, lupita: CitizenClient, control: Control
) -> None:
    medium_id = instagram.published("Hola")
    comment_id = lupita.comment_on_instagram(medium_id, "Hola")
    assert instagram.delete(medium_id).json() == {"success": True}
    assert error_of(instagram.get(medium_id)) == (100, 33)
    assert error_of(instagram.get(comment_id)) == (100, 33)
    assert error_of(instagram.delete(medium_id)) == (100, 33)
    assert control.state()["counts"]["instagram"]["posts_removed"] == 1


def test_P30_a_person_deletes_in_the_app_what_the_account_refuses_to_delete(
    instagram: InstagramClient, control: Control
) -> None:
    media_id = instagram.published(caption="Hola")
    control.fail("permission_missing", "instagram.media_delete")
    assert error_of(instagram.delete(media_id))[0] == 10
    assert instagram.get(media_id).ok
    control.remove_by_hand(media_id)
    assert not instagram.get(media_id).ok


def test_a_caption_cannot_be_edited_nor_a_comment(instagram: InstagramClient, lupita: CitizenClient) -> None:
    medium_id = instagram.published("Hola")
    comment_id = lupita.comment_on_instagram(medium_id, "Hola")
    assert error_of(instagram.post(medium_id, caption="Adiós"))[0] == 100
    assert error_of(instagram.post(comment_id, message="Adiós"))[0] == 100
    assert instagram.get(comment_id, fields="text").json()["text"] == "Hola"


def test_C09_a_hidden_author_has_no_name(instagram: InstagramClient, lupita: CitizenClient, control: Control) -> None:
    comment_id = lupita.comment_on_instagram(instagram.published("Hola"), "Hola")
    control.hide_author(comment_id)
    assert set(instagram.get(comment_id, fields="id,username,from").json()) == {"id"}


def test_a_citizen_deletes_their_comment_and_we_any(instagram: InstagramClient, lupita: CitizenClient) -> None:
    medium_id = instagram.published("Hola")
    mine, other = lupita.comment_on_instagram(medium_id, "uno"), lupita.comment_on_instagram(medium_id, "dos")
    lupita.delete_on_instagram(mine)
    assert instagram.delete(other).json() == {"success": True}
    assert instagram.get(f"{medium_id}/comments").json()["data"] == []
