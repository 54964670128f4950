"""Everything Instagram can publish, against the simulated network: with the least calls, and each whole or not at all."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from chalicelib.domain.errors import OutcomeUnknownError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from local.networks import SimulatedNetworks
from tests.contract.adapters.simulated import InstagramScene
from tests.contract.network_contracts import check_exchanges

FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 64
FILES = {"/film.mp4": FILM, "/empty.mp4": b"", "/text.mp4": b"no es un video"}
VIDEO_SECONDS = 300


class _Films(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = FILES.get(self.path)
        self.send_response(404 if content is None else 200)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def films_at() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Films) as server:
        thread = Thread(target=partial(server.serve_forever, 0.01), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> Iterator[InstagramScene]:
    """Give the simulated Instagram, where a video takes five minutes; what was said must be as Meta describes it."""
    scene = InstagramScene(networks, graphics_at)
    scene.control.set(instagram_video_seconds=VIDEO_SECONDS)
    yield scene
    check_exchanges(scene.control.exchanges())


def video(at: str, name: str = "film.mp4") -> OutgoingMedia:
    return OutgoingMedia(b"", f"{at}/{name}", "video/mp4", "Un desfile", seconds=12)


def story(*media: OutgoingMedia, text: str = "") -> OutgoingPost:
    return OutgoingPost(text, media, PostFormat.STORY)


def ready(scene: InstagramScene, post: OutgoingPost) -> Staged:
    """Stage as the machine does: look again once whatever is processed has had its time."""
    staged = scene.account.stage(post, Staged())
    for _ in range(4):
        if staged.is_ready:
            return staged
        scene.wait(VIDEO_SECONDS + 1)
        staged = scene.account.stage(post, staged)
    raise AssertionError(staged)


def calls(scene: InstagramScene) -> Counter[str]:
    return Counter(exchange["operation"].removeprefix("instagram.") for exchange in scene.control.exchanges())


def published(scene: InstagramScene, post: OutgoingPost) -> str:
    network_id = scene.account.publish(post, ready(scene, post))
    assert scene.live_posts() == 1
    return network_id


def kind_of(scene: InstagramScene, network_id: str) -> tuple[str, str]:
    shown = scene.account.read_back(network_id)
    assert shown is not None
    return (shown.permalink or "").rsplit("/", 2)[0].removeprefix("https://www.instagram.com/"), shown.text or ""


# The calls --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "media_posts", "looks"), [("image", 1, 1), ("carousel", 4, 1), ("reel", 1, 1), ("story", 1, 1)]
)
def test_each_form_takes_the_least_calls_there_are(
    scene: InstagramScene, films_at: str, form: str, media_posts: int, looks: int
) -> None:
    picture = scene.post().media[0]
    post = {
        "image": scene.post(),
        "carousel": scene.post(graphics=3),
        "reel": OutgoingPost("Desfile", (video(films_at),)),
        "story": story(picture),
    }[form]
    staged = scene.account.stage(post, Staged())
    scene.wait(VIDEO_SECONDS + 1)
    staged = scene.account.stage(post, staged)
    network_id = scene.account.publish(post, staged)
    assert scene.account.read_back(network_id)
    assert calls(scene) == {
        "media": media_posts,
        "container": looks,
        "publishing_limit": 1,
        "media_publish": 1,
        "medium": 1,
    }


# What comes out ---------------------------------------------------------------------------------------------------


def test_a_video_alone_is_a_reel(scene: InstagramScene, films_at: str) -> None:
    network_id = published(scene, OutgoingPost("Desfile del 16", (video(films_at),)))
    assert kind_of(scene, network_id) == ("reel", "Desfile del 16")


def test_a_carousel_waits_for_its_videos_and_comes_out_whole(scene: InstagramScene, films_at: str) -> None:
    post = OutgoingPost("Fotos y video", (*scene.post(graphics=2).media, video(films_at)))
    parts = scene.account.stage(post, Staged())
    assert (len(parts.media_ids), parts.container_id) == (3, None)
    assert scene.account.stage(post, parts) == parts
    scene.wait(VIDEO_SECONDS + 1)
    whole = scene.account.stage(post, parts)
    assert whole.media_ids == parts.media_ids
    assert whole.container_id
    assert kind_of(scene, published(scene, post)) == ("p", "Fotos y video")


@pytest.mark.parametrize("has_video", [False, True])
def test_a_story_has_no_caption_and_is_no_post_among_the_others(
    scene: InstagramScene, films_at: str, *, has_video: bool
) -> None:
    post = story(video(films_at) if has_video else scene.post().media[0])
    network_id = published(scene, post)
    where, text = kind_of(scene, network_id)
    assert where.startswith("stories")
    assert text == ""
    listed = scene.account.locate(f"https://www.instagram.com/stories/municipio/{network_id}/")
    assert listed is not None
    assert listed.network_id == network_id


def test_P23_a_video_that_could_not_be_fetched_is_made_anew_and_one_that_is_none_is_refused(
    scene: InstagramScene, films_at: str
) -> None:
    lost = OutgoingPost("Desfile", (video(films_at, "none.mp4"),))
    first = scene.account.stage(lost, Staged())
    scene.wait(VIDEO_SECONDS + 1)
    assert scene.account.stage(lost, first).container_id not in {None, first.container_id}
    for name in ("empty.mp4", "text.mp4"):
        wrong = OutgoingPost("Desfile", (video(films_at, name),))
        staged = scene.account.stage(wrong, Staged())
        scene.wait(VIDEO_SECONDS + 1)
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.stage(wrong, staged)
        assert refused.value.code == "media_refused"
    assert scene.live_posts() == 0


@pytest.mark.parametrize("form", list(PostFormat))
def test_P23_a_container_that_expired_while_it_was_held_is_made_anew(
    scene: InstagramScene, films_at: str, form: PostFormat
) -> None:
    post = OutgoingPost("" if form is PostFormat.STORY else "Desfile", (video(films_at),), form)
    staged = ready(scene, post)
    scene.wait(25 * 3600)
    again = scene.account.stage(post, staged)
    assert again.container_id != staged.container_id
    assert not again.is_ready


def test_over_the_quota_the_container_is_never_published(scene: InstagramScene) -> None:
    post = scene.post()
    staged = scene.account.stage(post, Staged())
    scene.wait(2)
    scene.control.set(instagram_quota=0)
    with pytest.raises(RejectedByServiceError) as refused:
        scene.account.stage(post, staged)
    assert refused.value.code == "daily_limit"
    assert "media_publish" not in calls(scene)
    scene.control.set(instagram_quota=50)
    assert scene.account.stage(post, staged).is_ready


# What is none -----------------------------------------------------------------------------------------------------


def test_what_has_no_form_on_instagram_is_refused_before_anything_is_asked(
    scene: InstagramScene, films_at: str
) -> None:
    film, pictures = video(films_at), scene.post(graphics=3).media
    cases = {
        "story_of_several": [story(*pictures), story(film, pictures[0])],
        "story_with_text": [story(pictures[0], text="Hola"), story(film, text="Hola")],
        "media_missing": [story(), OutgoingPost("Hola")],
        "too_many_media": [OutgoingPost("Hola", pictures[:1] * 11)],
    }
    for code, posts in cases.items():
        for post in posts:
            with pytest.raises(RejectedByServiceError) as refused:
                scene.account.stage(post, Staged())
            assert refused.value.code == code
    assert scene.control.exchanges() == []


# Whose story it is ------------------------------------------------------------------------------------------------


def _lost(scene: InstagramScene, fault: str = "answer_lost", **rule: Any) -> tuple[OutgoingPost, Staged, Any]:
    post = story(scene.post().media[0])
    staged, since = ready(scene, post), scene.now()
    scene.fail(fault, "publish", **rule)
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(post, staged)
    return post, staged, since


def _by_hand(scene: InstagramScene) -> str:
    post = story(scene.post().media[0])
    return scene.account.publish(post, ready(scene, post))


def test_P06_a_story_whose_answer_was_lost_is_found_by_its_container_once_all_are_listed(scene: InstagramScene) -> None:
    post, staged, since = _lost(scene)
    with pytest.raises(TransientServiceError):
        scene.account.find_posts(post, staged, since)
    scene.wait(scene.account.settle_seconds)
    (found,) = scene.account.find_posts(post, staged, since)
    assert found.network_id == scene.control.state()["posts"]["instagram"][0]["id"]


def test_P20_of_two_stories_none_is_taken_for_ours_by_guessing(scene: InstagramScene) -> None:
    post, staged, since = _lost(scene)
    _by_hand(scene)
    scene.wait(scene.account.settle_seconds)
    assert len(scene.account.find_posts(post, staged, since)) == 2


def test_a_story_put_up_by_hand_is_never_ours_when_our_container_was_not_published(scene: InstagramScene) -> None:
    post = story(scene.post().media[0])
    staged, since = ready(scene, post), scene.now()
    _by_hand(scene)
    scene.wait(scene.account.settle_seconds)
    assert scene.account.find_posts(post, staged, since) == ()


def test_P23_published_and_not_listed_is_never_called_nothing(scene: InstagramScene) -> None:
    post, staged, since = _lost(scene)
    scene.wait(25 * 3600)
    with pytest.raises(TransientServiceError):
        scene.account.find_posts(post, staged, since)


def test_a_video_is_no_picture_when_ours_is_looked_for(scene: InstagramScene, films_at: str) -> None:
    post, staged, since = _lost(scene)
    film = story(video(films_at))
    scene.account.publish(film, ready(scene, film))
    assert len(scene.account.find_posts(post, staged, since)) == 1
