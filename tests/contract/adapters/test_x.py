"""The adapters of X keep their promises against the simulated network, and its own quirks are understood."""

import pytest

from chalicelib.domain.errors import OutcomeUnknownError, RejectedByServiceError, TransientServiceError
from local.networks import SimulatedNetworks
from tests.contract.adapters.contract import REPLY, TEXT, AccountContract, CommentsContract
from tests.contract.adapters.simulated import XScene


@pytest.fixture(params=["tweet", "post"])
def scene(networks: SimulatedNetworks, graphics_at: str, request: pytest.FixtureRequest) -> XScene:
    """Give the simulated X, answering in one of its dialects."""
    scene = XScene(networks, graphics_at)
    scene.control.set(x_dialect=request.param)
    return scene


class TestXAccount(AccountContract):
    """`ports.NetworkAccount`."""

    def test_P21_the_same_text_again_is_in_doubt_and_the_first_is_found(self, scene: XScene) -> None:
        scene.control.set(x_duplicate_window_seconds=86_400)
        since = scene.now()
        first = scene.publish()
        with pytest.raises(OutcomeUnknownError):
            scene.publish()
        post = scene.post()
        assert [found.network_id for found in scene.account.find_posts(post, scene.staged(post), since)] == [first]

    def test_Q15_who_did_not_mention_us_may_not_be_answered(self, scene: XScene) -> None:
        stranger = scene.networks.citizen().post_on_x("Qué calor hace hoy")
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.reply(stranger, REPLY)
        assert refused.value.code == "reply_not_allowed"

    def test_credits_that_are_spent_wait_for_a_person(self, scene: XScene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.fail("budget_spent", "publish")
        with pytest.raises(RejectedByServiceError) as refused:
            scene.account.publish(post, staged)
        assert refused.value.code == "budget_spent"

    def test_P22_media_that_expired_go_up_again(self, scene: XScene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.fail("media_expired", "publish")
        with pytest.raises(TransientServiceError):
            scene.account.publish(post, staged)
        for medium in scene.networks.world.state.media.values():
            medium.expires_at = scene.now()
        again = scene.account.stage(post, staged)
        assert again.media_ids != staged.media_ids
        scene.account.publish(post, again)
        assert scene.live_posts() == 1

    def test_the_alternative_text_goes_with_the_graphic(self, scene: XScene) -> None:
        scene.publish()
        (post,) = scene.control.state()["posts"]["x"]
        assert [medium["alt_text"] for medium in post["media"]] == ["Graphic 0"]

    def test_what_a_post_and_its_reading_cost(self, scene: XScene) -> None:
        scene.publish("Sin enlaces")
        scene.account.read_back("1")
        scene.comments.read(None, None, None)
        rows = {row["operation"]: row["usd"] for row in scene.control.ledger()["operations"]}
        assert rows["x.create_post"] == 0.015


class TestXComments(CommentsContract):
    """`ports.CommentSource`."""

    def test_an_edited_comment_is_answered_by_its_newest_id(self, scene: XScene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id, "antes")
        scene.edit(comment_id, "después")
        (comment,) = scene.readable_comments(post_id)
        assert comment.network_id == comment_id
        reply_id = scene.account.reply(comment.answer_id, REPLY)
        (found,) = scene.account.find_replies(comment.answer_id, REPLY, since=scene.now())
        assert found.network_id == reply_id

    def test_a_mention_out_of_the_blue_is_read(self, scene: XScene) -> None:
        text = f"@{scene.networks.accounts.x.username} hay una fuga de agua"
        mention = scene.networks.citizen().post_on_x(text)
        (comment,) = scene.comments.read(None, None, None).comments
        assert (comment.network_id, comment.network_post_id, comment.text) == (mention, None, text)

    @pytest.mark.parametrize("times", [1, None])
    def test_C01_a_page_that_repeats_ends_the_reading(self, scene: XScene, times: int | None) -> None:
        post_id = scene.publish(TEXT)
        written = [scene.comment(post_id, f"Comentario {number}") for number in range(12)]
        scene.fail("page_repeats", "read", after=1, times=times)
        read = {comment.network_id for comment in scene.readable_comments(post_id)}
        assert read <= set(written)
        assert times is None or read == set(written)

    def test_C02_an_empty_page_is_not_the_end(self, scene: XScene) -> None:
        post_id = scene.publish()
        written = {scene.comment(post_id, f"Comentario {number}") for number in range(7)}
        scene.fail("page_empty", "read", after=1)
        assert {comment.network_id for comment in scene.readable_comments(post_id)} == written

    def test_C03_a_place_X_no_longer_knows_is_told(self, scene: XScene) -> None:
        post_id = scene.publish()
        for number in range(7):
            scene.comment(post_id, f"Comentario {number}")
        scene.fail("cursor_expired", "read", after=1)
        with pytest.raises(RejectedByServiceError):
            scene.pages(post_id)

    def test_C18_impossible_characters_do_not_stop_the_reading(self, scene: XScene) -> None:
        post_id = scene.publish()
        scene.comment(post_id, "a\ud83d\0b")
        assert scene.readable_comments(post_id)[0].text.endswith("a��b")
