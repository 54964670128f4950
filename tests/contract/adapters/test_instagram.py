"""The adapters of Instagram keep their promises against the simulated network, and its own quirks are understood."""

import pytest

from chalicelib.domain.errors import (
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from local.networks import SimulatedNetworks
from tests.contract.adapters.contract import AccountContract, CommentsContract, Scene
from tests.contract.adapters.simulated import InstagramScene


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> InstagramScene:
    """Give the simulated Instagram."""
    return InstagramScene(networks, graphics_at)


class TestInstagramAccount(AccountContract):
    """`ports.NetworkAccount`."""

    def test_the_container_is_kept_before_it_is_ready(self, scene: InstagramScene) -> None:
        post = scene.post()
        first = scene.account.stage(post, Staged())
        assert first.container_id
        assert not first.is_ready
        assert scene.account.stage(post, first) == first

    def test_P08_accepted_and_answered_with_a_limit(self, scene: InstagramScene) -> None:
        post = scene.post()
        staged, since = scene.staged(post), scene.now()
        scene.fail("accepted_rate_limited", "publish")
        with pytest.raises(OutcomeUnknownError):
            scene.account.publish(post, staged)
        assert len(scene.account.find_posts(post, staged, since=since)) == 1

    def test_P18_published_and_not_listed_yet_is_never_called_nothing(self, scene: InstagramScene) -> None:
        post = scene.post()
        staged, since = scene.staged(post), scene.now()
        scene.fail("read_back_lag", "publish", seconds=30)
        scene.account.publish(post, staged)
        with pytest.raises(TransientServiceError):
            scene.account.find_posts(post, staged, since=since)
        scene.wait(31)
        assert len(scene.account.find_posts(post, staged, since=since)) == 1

    def test_P23_a_published_container_is_never_published_again(self, scene: InstagramScene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.account.publish(post, staged)
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.stage(post, staged)
        assert refused.value.code == "already_published"

    @pytest.mark.parametrize("fault", ["media_error", "media_expired"])
    def test_P23_a_container_that_failed_is_made_anew(self, scene: InstagramScene, fault: str) -> None:
        post = scene.post()
        scene.fail(fault, "stage")
        scene.account.publish(post, scene.staged(post))
        assert scene.live_posts() == 1

    def test_a_graphic_that_cannot_be_fetched_is_tried_again(self, scene: InstagramScene) -> None:
        lost = OutgoingMedia(b"", "http://127.0.0.1:9/none.jpg", "image/jpeg", "")
        with pytest.raises(TransientServiceError):
            scene.account.stage(OutgoingPost("texto", (lost,)), Staged())

    def test_the_days_quota_is_seen_by_a_person(self, scene: InstagramScene) -> None:
        scene.control.set(instagram_quota=0)
        with pytest.raises(RejectedByServiceError) as refused:
            scene.publish()
        assert refused.value.code == "daily_limit"

    def test_P30_where_we_may_not_remove_a_person_must(self, scene: InstagramScene) -> None:
        network_id = scene.publish()
        scene.fail("permission_missing", "take_down")
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.take_down(network_id)
        assert refused.value.code == "manual_take_down"
        assert scene.live_posts() == 1


class TestInstagramComments(CommentsContract):
    """`ports.CommentSource`."""

    def test_C07_an_edit_is_the_same_comment_with_another_digest(self, scene: Scene) -> None:
        del scene
        pytest.skip("nobody edits a comment on Instagram")

    def test_C06_more_answers_than_one_page_holds_are_all_read(self, scene: InstagramScene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id)
        nested = {scene.comment(comment_id, f"Yo también {number}", citizen=1) for number in range(60)}
        pages = scene.pages(post_id)
        assert {comment.network_id for page in pages for comment in page.comments} == {comment_id, *nested}
        assert all(page.is_whole for page in pages)

    def test_C09_an_author_who_is_gone_is_nobody(self, scene: InstagramScene) -> None:
        post_id = scene.publish()
        scene.control.hide_author(scene.comment(post_id))
        (comment,) = scene.readable_comments(post_id)
        assert (comment.author_handle, comment.author_id) == (None, None)

    def test_C02_an_empty_page_is_not_the_end(self, scene: InstagramScene) -> None:
        post_id = scene.publish()
        written = {scene.comment(post_id, f"Comentario {number}") for number in range(7)}
        scene.control.fail("page_empty", "instagram.comments")
        scene.fail("page_empty", "read", after=1)
        assert {comment.network_id for comment in scene.readable_comments(post_id)} == written
        assert [rule["operation"] for rule in scene.control.faults()] == ["instagram.medium"]
        assert {comment.network_id for comment in scene.readable_comments(post_id)} == written
