"""The adapters of Facebook keep their promises against the simulated network, and its own quirks are understood."""

import pytest

from chalicelib.domain.errors import OutcomeUnknownError, RejectedByServiceError
from local.networks import SimulatedNetworks
from tests.contract.adapters.contract import REPLY, AccountContract, CommentsContract
from tests.contract.adapters.simulated import FacebookScene


@pytest.fixture
def scene(networks: SimulatedNetworks, graphics_at: str) -> FacebookScene:
    """Give the simulated Page."""
    return FacebookScene(networks, graphics_at)


class TestFacebookPage(AccountContract):
    """`ports.NetworkAccount`."""

    @pytest.mark.parametrize("fault", ["accepted_500", "malformed_answer"])
    def test_P07_P09_accepted_and_answered_with_an_error(self, scene: FacebookScene, fault: str) -> None:
        post = scene.post()
        staged, since = scene.staged(post), scene.now()
        scene.fail(fault, "publish")
        with pytest.raises(OutcomeUnknownError):
            scene.account.publish(post, staged)
        assert len(scene.account.find_posts(post, staged, since=since)) == 1

    def test_P21_the_same_post_again_is_in_doubt(self, scene: FacebookScene) -> None:
        scene.control.set(facebook_duplicate_window_seconds=86_400)
        scene.publish()
        with pytest.raises(OutcomeUnknownError):
            scene.publish()
        assert scene.live_posts() == 1

    def test_P22_photos_that_expired_go_up_again(self, scene: FacebookScene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.wait(24 * 3600 + 1)
        again = scene.account.stage(post, staged)
        assert again.media_ids != staged.media_ids
        scene.account.publish(post, again)
        assert scene.live_posts() == 1

    def test_P26_a_blocked_account_waits_for_a_person(self, scene: FacebookScene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.fail("account_blocked", "publish")
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.publish(post, staged)
        assert refused.value.code == "account_blocked"

    def test_an_answer_never_writes_over_the_comment(self, scene: FacebookScene) -> None:
        comment_id = scene.comment(scene.publish(), "Hay un bache")
        scene.account.reply(comment_id, REPLY)
        (comment,) = (comment for comment in scene.control.comments() if comment["id"] == comment_id)
        assert len(comment["versions"]) == 1


class TestFacebookComments(CommentsContract):
    """`ports.CommentSource`."""

    def test_C09_an_author_who_is_gone_is_nobody(self, scene: FacebookScene) -> None:
        post_id = scene.publish()
        scene.control.hide_author(scene.comment(post_id))
        (comment,) = scene.readable_comments(post_id)
        assert (comment.author_handle, comment.author_id) == (None, None)

    @pytest.mark.parametrize("times", [1, None])
    def test_C01_a_page_that_repeats_proves_nothing_deleted(self, scene: FacebookScene, times: int | None) -> None:
        post_id = scene.publish()
        written = {scene.comment(post_id, f"Comentario {number}") for number in range(12)}
        scene.fail("page_repeats", "read", after=1, times=times)
        pages = scene.pages(post_id)
        read = {comment.network_id for page in pages for comment in page.comments}
        assert read == written or not pages[-1].is_whole

    def test_C02_an_empty_page_is_not_the_end(self, scene: FacebookScene) -> None:
        post_id = scene.publish()
        written = {scene.comment(post_id, f"Comentario {number}") for number in range(7)}
        scene.fail("page_empty", "read", after=1)
        assert {comment.network_id for comment in scene.readable_comments(post_id)} == written

    def test_C03_a_place_Facebook_no_longer_knows_is_told(self, scene: FacebookScene) -> None:
        post_id = scene.publish()
        for number in range(7):
            scene.comment(post_id, f"Comentario {number}")
        scene.fail("cursor_expired", "read", after=1)
        with pytest.raises(RejectedByServiceError):
            scene.pages(post_id)
