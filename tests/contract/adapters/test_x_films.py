"""Videos and moving pictures on the simulated X: whole once, whatever breaks on the way, and within X's description."""

import hashlib
from pathlib import Path

import pytest

from chalicelib.domain.errors import RateLimitedError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia
from local.networks import SimulatedNetworks
from tests.contract.adapters.films import a_gif, a_video, post_of
from tests.contract.adapters.simulated import XScene
from tests.contract.network_contracts import check_exchanges


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> XScene:
    return XScene(networks, graphics_at)


@pytest.fixture
def video(tmp_path: Path) -> OutgoingMedia:
    """Give a video of three parts."""
    return a_video(tmp_path)


def shown_media(scene: XScene) -> list[dict[str, str]]:
    (post,) = scene.control.state()["posts"]["x"]
    media: list[dict[str, str]] = post["media"]
    return media


def asked(scene: XScene) -> list[str]:
    """Give what X was asked, in order."""
    return [exchange["operation"].removeprefix("x.") for exchange in scene.control.exchanges()]


def sha256_of(film: OutgoingMedia) -> str:
    content = film.file.read_bytes() if film.file else film.content
    return hashlib.sha256(content).hexdigest()


def test_a_video_goes_up_in_parts_and_out_to_the_byte(scene: XScene, video: OutgoingMedia) -> None:
    post = post_of(video)
    staged = scene.account.stage(post, Staged())
    assert staged.is_ready
    assert scene.account.stage(post, staged) == staged
    scene.account.publish(post, staged)
    assert shown_media(scene) == [{"id": staged.media_ids[0], "sha256": sha256_of(video), "alt_text": "El parque"}]
    exchanges = scene.control.exchanges()
    assert check_exchanges(exchanges) == len(exchanges)


def test_a_moving_picture_goes_up_as_one_and_is_shown_with_its_text(scene: XScene) -> None:
    gif = a_gif()
    post = post_of(gif)
    scene.account.publish(post, scene.account.stage(post, Staged()))
    (medium,) = shown_media(scene)
    assert (medium["sha256"], medium["alt_text"]) == (sha256_of(gif), gif.alt_text)
    (begun,) = [one["body"] for one in scene.control.exchanges() if one["operation"] == "x.media_initialize"]
    assert begun == {"media_category": "tweet_gif", "media_type": "image/gif", "total_bytes": len(gif.content)}


def test_X_is_given_the_time_it_asks_for_and_then_asked_once(scene: XScene, video: OutgoingMedia) -> None:
    scene.control.set(x_media_processing_seconds=10)
    assert scene.account.stage(post_of(video), Staged()).is_ready
    assert asked(scene).count("media_status") == 1


def test_a_video_that_takes_longer_is_asked_about_no_sooner_than_X_says(scene: XScene, video: OutgoingMedia) -> None:
    scene.control.set(x_media_processing_seconds=120)
    post = post_of(video)
    waiting = scene.account.stage(post, Staged())
    assert (waiting.is_ready, waiting.is_sealed, waiting.segments) == (False, True, 3)
    before = len(asked(scene))
    assert scene.account.stage(post, waiting) == waiting
    assert len(asked(scene)) == before
    scene.wait(121)
    ready = scene.account.stage(post, waiting)
    assert ready.is_ready
    assert ready.media_ids == waiting.media_ids
    assert asked(scene)[before:] == ["media_status", "media_metadata"]


def test_a_video_X_cannot_use_is_refused_in_its_words(scene: XScene, video: OutgoingMedia) -> None:
    scene.control.fail("media_error", "x.media_finalize")
    with pytest.raises(RejectedByServiceError, match="the file could not be processed") as refused:
        scene.account.stage(post_of(video), Staged())
    assert refused.value.code == "media_refused"


def test_what_is_no_video_is_refused(scene: XScene, tmp_path: Path) -> None:
    path = tmp_path / "no.mp4"
    path.write_bytes(b"<html>" * 100)
    with pytest.raises(RejectedByServiceError, match="Unsupported video format") as refused:
        scene.account.stage(post_of(OutgoingMedia(b"", "https://a", "video/mp4", "", file=path)), Staged())
    assert refused.value.code == "media_refused"


def test_a_film_beside_anything_else_is_refused_before_anything_is_sent(scene: XScene, video: OutgoingMedia) -> None:
    (picture,) = scene.post().media
    for media in [(video, picture), (picture, video), (a_gif(), picture), (video, video), (picture,) * 5]:
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.stage(post_of(*media), Staged())
        assert refused.value.code == "media_refused"
    assert asked(scene) == []


@pytest.mark.parametrize("fault", ["refused_500", "connection_reset_before", "answer_lost", "malformed_answer"])
@pytest.mark.parametrize("step", ["media_append", "media_finalize", "media_metadata"])
def test_an_upload_that_breaks_goes_on_from_there(scene: XScene, video: OutgoingMedia, step: str, fault: str) -> None:
    scene.control.fail(fault, f"x.{step}", status=503, after=1 if step == "media_append" else 0)
    post = post_of(video)
    broken = scene.account.stage(post, Staged())
    assert not broken.is_ready
    assert broken.segments == (1 if step == "media_append" else 3)
    whole = scene.account.stage(post, broken)
    assert whole.is_ready
    assert whole.media_ids == broken.media_ids
    scene.account.publish(post, whole)
    assert shown_media(scene)[0]["sha256"] == sha256_of(video)
    assert asked(scene).count("media_initialize") == 1


def test_an_error_at_the_very_first_step_is_told(scene: XScene, video: OutgoingMedia) -> None:
    scene.control.fail("refused_500", "x.media_initialize", status=503)
    with pytest.raises(TransientServiceError):
        scene.account.stage(post_of(video), Staged())


def test_C11_a_limit_in_mid_upload_keeps_what_is_up_and_is_told_next(scene: XScene, video: OutgoingMedia) -> None:
    scene.control.fail("rate_limited", "x.media_append", after=1, seconds=60)
    post = post_of(video)
    half = scene.account.stage(post, Staged())
    assert half.segments == 1
    assert 60 <= scene.account.asked_to_wait_seconds <= 62
    before = len(asked(scene))
    with pytest.raises(RateLimitedError):
        scene.account.stage(post, half)
    assert len(asked(scene)) == before
    scene.wait(62)
    assert scene.account.stage(post, half).is_ready


@pytest.mark.parametrize("seen", [1, 3])
def test_P22_an_upload_that_expired_begins_anew(scene: XScene, video: OutgoingMedia, seen: int) -> None:
    scene.control.fail("refused_500", "x.media_append" if seen == 1 else "x.media_finalize", after=seen % 3)
    post = post_of(video)
    half = scene.account.stage(post, Staged())
    assert half.segments == seen
    scene.wait(86_401)
    again = scene.account.stage(post, half)
    assert again.is_ready
    assert again.media_ids != half.media_ids


def test_P22_a_video_that_expired_before_it_was_published_goes_up_again(scene: XScene, video: OutgoingMedia) -> None:
    post = post_of(video)
    first = scene.account.stage(post, Staged())
    scene.wait(86_401)
    with pytest.raises(TransientServiceError):
        scene.account.publish(post, first)
    again = scene.account.stage(post, first)
    scene.account.publish(post, again)
    assert again.media_ids != first.media_ids
    assert scene.live_posts() == 1


def test_a_death_that_lost_what_was_up_leaves_one_post(scene: XScene, video: OutgoingMedia) -> None:
    post = post_of(video)
    scene.account.stage(post, Staged())
    scene.account.publish(post, scene.account.stage(post, Staged()))
    assert len(shown_media(scene)) == 1
