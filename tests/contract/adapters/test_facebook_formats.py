"""Everything a Page can publish, against the simulated network: one visible call each, found again whatever happens to it."""

from collections import Counter
from collections.abc import Callable

import pytest

from chalicelib.adapters.networks.facebook import FacebookProbe
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from local.networks import SimulatedNetworks
from local.networks.people import MUNICIPALITY
from tests.contract.adapters.contract import REPLY
from tests.contract.adapters.simulated import FacebookScene, meta_credentials
from tests.contract.network_contracts import check_exchanges

FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 64
WORDS = "Un recorrido por la obra."


class PageScene(FacebookScene):
    """The simulated Page, with a video to send."""

    def video(self, text: str = WORDS, content: bytes = FILM) -> OutgoingPost:
        address = f"{self.networks.base_url}/_media/{self.networks.world.keep_picture(content, 'video/mp4')}"
        return OutgoingPost(text, (OutgoingMedia(b"", address, "video/mp4", "", seconds=12.0),))

    def lines(self) -> list[str]:
        """Give the operations our account asked for so far, in order."""
        return [one["operation"] for one in self.control.exchanges() if one["by"] == MUNICIPALITY]

    def texts(self) -> list[str]:
        return [post["text"] for post in self.control.state()["posts"]["facebook"] if post["is_live"]]


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> PageScene:
    return PageScene(networks, graphics_at)


def _text(_scene: PageScene) -> OutgoingPost:
    return OutgoingPost("Hoy no hay recolección.")


def _link(_scene: PageScene) -> OutgoingPost:
    return OutgoingPost("Lea el aviso: https://leon.gob.mx/avisos/1.")


def _photo(scene: PageScene) -> OutgoingPost:
    return scene.post("Una foto", graphics=1)


def _album(scene: PageScene) -> OutgoingPost:
    return scene.post("Cuatro fotos", graphics=4)


def _mute_photo(scene: PageScene) -> OutgoingPost:
    return scene.post("", graphics=1)


def _video(scene: PageScene) -> OutgoingPost:
    return scene.video()


FORMATS: dict[str, Callable[[PageScene], OutgoingPost]] = {
    "text": _text,
    "link": _link,
    "photo": _photo,
    "album": _album,
    "photo without words": _mute_photo,
    "video": _video,
}
VISIBLE = {"facebook.feed", "facebook.video_update"}
each_format = pytest.mark.parametrize("post_of", FORMATS.values(), ids=FORMATS)


@each_format
def test_one_visible_call_publishes_and_it_is_read_back(
    scene: PageScene, post_of: Callable[[PageScene], OutgoingPost]
) -> None:
    post, since = post_of(scene), scene.now()
    staged = scene.staged(post)
    assert scene.live_posts() == 0
    network_id = scene.account.publish(post, staged)
    shown = scene.account.read_back(network_id)
    assert shown is not None
    assert (shown.network_id, shown.text) == (network_id, post.text)
    assert scene.account.find_posts(post, staged, since=since) == (shown,)
    assert shown.permalink is not None
    assert scene.account.locate(shown.permalink) == shown
    assert len([line for line in scene.lines() if line in VISIBLE]) == 1
    assert scene.live_posts() == 1
    ours = [one for one in scene.control.exchanges() if one["by"] == MUNICIPALITY]
    assert check_exchanges(ours) == len(ours)


@each_format
@pytest.mark.parametrize("fault", ["answer_lost", "accepted_500", "accepted_rate_limited", "malformed_answer"])
def test_P06_P07_P08_P09_what_was_accepted_is_found_whatever_was_answered(
    scene: PageScene, fault: str, post_of: Callable[[PageScene], OutgoingPost]
) -> None:
    post, since = post_of(scene), scene.now()
    staged = scene.staged(post)
    for operation in VISIBLE:
        scene.control.fail(fault, operation)
    with pytest.raises((OutcomeUnknownError, TransientServiceError)):
        scene.account.publish(post, staged)
    (found,) = scene.account.find_posts(post, staged, since=since)
    assert scene.account.read_back(found.network_id) == found


@each_format
def test_P05_what_was_not_accepted_is_not_found(scene: PageScene, post_of: Callable[[PageScene], OutgoingPost]) -> None:
    post, since = post_of(scene), scene.now()
    staged = scene.staged(post)
    for operation in VISIBLE:
        scene.control.fail("connection_reset_before", operation)
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(post, staged)
    assert scene.account.find_posts(post, staged, since=since) == ()
    assert scene.live_posts() == 0


@each_format
def test_P18_what_is_shown_late_is_found_late_and_never_as_something_else(
    scene: PageScene, post_of: Callable[[PageScene], OutgoingPost]
) -> None:
    post, since = post_of(scene), scene.now()
    staged = scene.staged(post)
    for operation in VISIBLE:
        scene.control.fail("read_back_lag", operation, seconds=20)
    network_id = scene.account.publish(post, staged)
    assert scene.account.read_back(network_id) is None
    assert scene.account.find_posts(post, staged, since=since) == ()
    scene.wait(21)
    (found,) = scene.account.find_posts(post, staged, since=since)
    assert found.network_id == network_id


@each_format
def test_P30_a_removal_answered_with_an_error_is_seen_by_reading(
    scene: PageScene, post_of: Callable[[PageScene], OutgoingPost]
) -> None:
    post = post_of(scene)
    network_id = scene.account.publish(post, scene.staged(post))
    scene.control.fail("accepted_500", "facebook.*_delete")
    with pytest.raises(OutcomeUnknownError):
        scene.account.take_down(network_id)
    assert scene.account.read_back(network_id) is None
    scene.account.take_down(network_id)
    assert scene.live_posts() == 0


@pytest.mark.parametrize("post_of", [_text, _photo, _video])
def test_a_text_is_corrected_in_place_and_read_back(
    scene: PageScene, post_of: Callable[[PageScene], OutgoingPost]
) -> None:
    post = post_of(scene)
    network_id = scene.account.publish(post, scene.staged(post))
    scene.account.edit(network_id, "Texto corregido")
    shown = scene.account.read_back(network_id)
    assert shown is not None
    assert shown.text == "Texto corregido"
    assert scene.texts() == ["Texto corregido"]


def test_what_a_person_published_by_hand_is_not_edited_but_found(scene: PageScene) -> None:
    by_hand = scene.control.post_by_hand("Publicada a mano")
    located = scene.account.locate(by_hand["permalink"])
    assert located is not None
    assert (located.network_id, located.text) == (by_hand["id"], "Publicada a mano")
    with pytest.raises(RejectedByServiceError) as refused:
        scene.account.edit(by_hand["id"], "Otra cosa")
    assert refused.value.code == "edit_unsupported"
    assert scene.texts() == ["Publicada a mano"]


def test_an_edit_never_touches_a_comment_and_says_what_is_gone(scene: PageScene) -> None:
    post_id = scene.publish("Hola")
    comment_id = scene.comment(post_id, "Hay un bache")
    with pytest.raises(RejectedByServiceError) as refused:
        scene.account.edit(comment_id, "No hay bache")
    assert refused.value.code == "edit_unsupported"
    assert "facebook.comment_edit" not in scene.lines()
    scene.account.take_down(post_id)
    with pytest.raises(NotThereError):
        scene.account.edit(post_id, "Adiós")


def test_P20_two_look_alikes_are_both_told_also_two_videos(scene: PageScene) -> None:
    since, post = scene.now(), scene.video()
    staged = [scene.staged(post) for _ in range(2)]
    ids = {scene.account.publish(post, one) for one in staged}
    assert {found.network_id for found in scene.account.find_posts(post, staged[0], since=since)} == ids
    scene.account.publish(OutgoingPost(WORDS), Staged(is_ready=True))
    assert len(scene.account.find_posts(post, staged[1], since=since)) == 3


def test_posts_without_words_are_told_by_their_photos(scene: PageScene) -> None:
    since, one, two = scene.now(), scene.post("", graphics=1), scene.post("", graphics=2)
    first, second = scene.staged(one), scene.staged(two)
    assert scene.account.publish(one, first) != scene.account.publish(two, second)
    (found,) = scene.account.find_posts(two, second, since=since)
    assert [found] != list(scene.account.find_posts(one, first, since=since))
    assert scene.account.find_posts(one, Staged(), since=since) == ()


@pytest.mark.parametrize("fault", ["refused_500", "answer_lost", "rate_limited", "media_error"])
def test_P24_k_of_n_photos_are_nothing_anybody_sees(scene: PageScene, fault: str) -> None:
    post = scene.post("Cuatro fotos", graphics=4)
    scene.control.fail(fault, "facebook.photos", after=2)
    half = scene.account.stage(post, Staged())
    assert (len(half.media_ids), half.is_ready) == (2, False)
    with pytest.raises(TransientServiceError):
        scene.account.publish(post, half)
    assert scene.live_posts() == 0
    whole = scene.account.stage(post, half)
    assert whole.media_ids[:2] == half.media_ids
    scene.account.publish(post, whole)
    (shown,) = scene.control.state()["posts"]["facebook"]
    assert [one["alt_text"] for one in shown["media"]] == [f"Graphic {number}" for number in range(4)]


def test_P22_a_video_that_was_forgotten_is_fetched_again(scene: PageScene) -> None:
    post = scene.video()
    staged = scene.staged(post)
    scene.wait(24 * 3600 + 1)
    again = scene.account.stage(post, staged)
    assert again.media_ids != staged.media_ids
    assert not again.is_ready
    scene.wait(2)
    scene.account.publish(post, scene.account.stage(post, again))
    assert scene.live_posts() == 1


def test_a_video_that_is_out_is_not_uploaded_again_when_its_delivery_is_staged_once_more(scene: PageScene) -> None:
    post = scene.video()
    staged = scene.staged(post)
    scene.control.fail("answer_lost", "facebook.video_update")
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(post, staged)
    assert scene.account.stage(post, staged) == staged
    assert scene.account.publish(post, staged) == staged.media_ids[0]
    assert scene.live_posts() == 1


def test_a_video_that_fails_while_it_is_processed_waits_for_a_person(scene: PageScene) -> None:
    post = scene.video(content=b"<html>no es un video</html>")
    staged = scene.account.stage(post, Staged())
    scene.wait(2)
    with pytest.raises(RejectedByServiceError) as refused:
        scene.account.stage(post, staged)
    assert refused.value.code == "video_refused"
    assert "could not be read" in str(refused.value)


def test_a_video_that_cannot_be_fetched_is_tried_again(scene: PageScene) -> None:
    post = OutgoingPost(WORDS, (OutgoingMedia(b"", f"{scene.networks.base_url}/_media/none", "video/mp4", ""),))
    with pytest.raises(TransientServiceError):
        scene.account.stage(post, Staged())


def test_a_link_is_previewed_and_stays_in_the_text(scene: PageScene) -> None:
    post = _link(scene)
    scene.account.publish(post, scene.staged(post))
    (shown,) = scene.control.state()["posts"]["facebook"]
    assert (shown["text"], shown["link"]) == (post.text, "https://leon.gob.mx/avisos/1")


def test_P18_a_post_the_list_does_not_show_yet_is_found_once_it_does(scene: PageScene) -> None:
    scene.control.set(facebook_listing_lag_seconds=30)
    post, since = _text(scene), scene.now()
    scene.lose_answer("publish")
    with pytest.raises(OutcomeUnknownError):
        scene.account.publish(post, Staged(is_ready=True))
    assert scene.account.find_posts(post, Staged(), since=since) == ()
    scene.wait(31)
    assert len(scene.account.find_posts(post, Staged(), since=since)) == 1


def test_usage_that_is_spent_asks_to_wait_and_a_better_word_ends_it(scene: PageScene) -> None:
    post_id = scene.publish("Hola")
    assert scene.account.asked_to_wait_seconds == 0
    scene.control.fail("rate_limited", "facebook.published_posts", seconds=420)
    with pytest.raises(TransientServiceError):
        scene.account.find_posts(_text(scene), Staged(), since=scene.now())
    assert 400 < scene.account.asked_to_wait_seconds <= 420
    scene.account.read_back(post_id)
    assert scene.account.asked_to_wait_seconds == 0


def test_the_probe_tells_who_we_are_and_what_is_missing(scene: PageScene) -> None:
    probe = FacebookProbe(meta_credentials(scene.networks), base_url=scene.networks.graph_base_url)
    standing = probe.probe()
    assert (standing.identity, standing.missing) == (scene.networks.accounts.facebook.page_id, frozenset())
    assert standing.account_name == scene.networks.accounts.facebook.name
    assert standing.expires_at is not None
    scene.control.set(graph_missing_scopes=["pages_manage_posts", "instagram_basic"])
    assert probe.probe().missing == {"pages_manage_posts"}
    scene.control.set(graph_token_expires_at="2001-01-01T00:00:00Z")
    with pytest.raises(CredentialsRejectedError):
        probe.probe()


CALLS: dict[str, dict[str, int]] = {
    "text": {"facebook.feed": 1, "facebook.post": 1},
    "link": {"facebook.feed": 1, "facebook.post": 1},
    "photo": {"facebook.photos": 1, "facebook.feed": 1, "facebook.post": 1},
    "album": {"facebook.photos": 4, "facebook.feed": 1, "facebook.post": 1},
    "photo without words": {"facebook.photos": 1, "facebook.feed": 1, "facebook.post": 1},
    "video": {"facebook.videos": 1, "facebook.video": 2, "facebook.video_update": 1},
}
"""
By format, with the reading that proves it is there; a video was ready at the first look.

A single photo could be uploaded and published in one call; that one would be the visible call, with the whole photo in it.
"""


@pytest.mark.parametrize("name", CALLS)
def test_a_post_takes_these_calls_and_no_more(scene: PageScene, name: str) -> None:
    scene.control.set(facebook_video_processing_seconds=0)
    post = FORMATS[name](scene)
    scene.account.read_back(scene.account.publish(post, scene.staged(post)))
    assert Counter(scene.lines()) == CALLS[name]


def test_answers_edits_and_removals_take_these_calls_and_no_more(scene: PageScene) -> None:
    post_id = scene.publish("Hola")
    comment_id, before = scene.comment(post_id), len(scene.lines())
    scene.account.read_back(scene.account.reply(comment_id, REPLY))
    assert scene.lines()[before:] == ["facebook.comment_reply", "facebook.comment", "facebook.comment"]
    before = len(scene.lines())
    scene.account.edit(post_id, "Adiós")
    scene.account.read_back(post_id)
    assert scene.lines()[before:] == ["facebook.post_edit", "facebook.post"]
    before = len(scene.lines())
    scene.account.take_down(post_id)
    scene.account.read_back(post_id)
    assert scene.lines()[before:] == ["facebook.post_delete", "facebook.nothing"]
