"""What the procedure may rely on when it writes to a network and reads its comments, whichever network it is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime

import pytest

from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    TransientServiceError,
)
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.staged import Staged
from chalicelib.ports import CommentPage, CommentSource, NetworkAccount, OutgoingPost

TEXT = "Hoy reparamos la calle Álamos & Río <norte>: https://leon.gob.mx/obras/ #León 😀\nGracias por avisar."
REPLY = "Su reporte quedó registrado con el folio LEO-20261123-000001."
MAX_PAGES = 30


class Scene(ABC):
    """One network with our account and its citizens, and what can be made to go wrong."""

    account: NetworkAccount
    comments: CommentSource
    is_incremental: bool

    @abstractmethod
    def post(self, text: str = TEXT, graphics: int = 1) -> OutgoingPost:
        """Give a post with graphics this network takes."""

    @abstractmethod
    def wait(self, seconds: float) -> None:
        """Let time pass on the network."""

    @abstractmethod
    def now(self) -> datetime:
        """Tell the network's time."""

    @abstractmethod
    def lose_answer(self, call: str) -> None:
        """Let the next `publish`, `reply` or `take_down` be done and its answer be lost."""

    @abstractmethod
    def break_off(self, call: str) -> None:
        """Let the next call end without an answer, and nothing be done."""

    @abstractmethod
    def show_late(self, call: str, seconds: float) -> None:
        """Let what the next call writes be seen only after some seconds."""

    @abstractmethod
    def limit(self, call: str) -> None:
        """Let the next call (also `read`) meet a rate limit."""

    @abstractmethod
    def kill_token(self, call: str) -> None:
        """Let the next call find the token dead."""

    @abstractmethod
    def hide_part(self) -> None:
        """Let the network list only part of the comments from here on, and count all."""

    @abstractmethod
    def live_posts(self) -> int:
        """Count our posts that are up."""

    @abstractmethod
    def live_replies(self) -> int:
        """Count our answers that are up."""

    @abstractmethod
    def comment(self, on: str, text: str = "Gracias", citizen: int = 0) -> str:
        """Let a citizen comment on a post, or on a comment."""

    @abstractmethod
    def edit(self, comment_id: str, text: str) -> None:
        """Let the citizen change a comment."""

    @abstractmethod
    def delete(self, comment_id: str) -> None:
        """Let the citizen delete a comment."""

    def staged(self, post: OutgoingPost) -> Staged:
        """Stage a post until it can go out."""
        staged = Staged()
        for _ in range(10):
            staged = self.account.stage(post, staged)
            if staged.is_ready:
                return staged
            self.wait(2)
        raise AssertionError("the post is never ready")

    def publish(self, text: str = TEXT) -> str:
        """Publish a post, whole."""
        post = self.post(text)
        return self.account.publish(post, self.staged(post))

    def readable_comments(self, post_id: str, cursor: str | None = None) -> list[NetworkComment]:
        """Read everything behind a cursor."""
        return [comment for page in self.pages(post_id, cursor) for comment in page.comments]

    def pages(self, post_id: str, cursor: str | None = None) -> list[CommentPage]:
        """Read page after page as the procedure does."""
        named = None if self.is_incremental else post_id
        pages = [self.comments.read(named, cursor, None)]
        while pages[-1].next_page and len(pages) < MAX_PAGES:
            pages.append(self.comments.read(named, cursor, pages[-1].next_page))
        assert pages[-1].next_page is None
        return pages


class AccountContract:
    """The claims of `ports.NetworkAccount`. A subclass gives the fixture `scene`."""

    def test_a_post_goes_out_once_and_is_read_back_with_its_address(self, scene: Scene) -> None:
        network_id = scene.publish()
        shown = scene.account.read_back(network_id)
        assert shown is not None
        assert shown.network_id == network_id
        assert (shown.permalink or "").startswith("https://")
        assert abs((shown.published_at - scene.now()).total_seconds()) < 30
        assert scene.live_posts() == 1

    def test_several_graphics_make_one_post(self, scene: Scene) -> None:
        post = scene.post(graphics=3)
        scene.account.publish(post, scene.staged(post))
        assert scene.live_posts() == 1

    def test_what_is_staged_is_seen_by_nobody_and_staging_again_changes_nothing(self, scene: Scene) -> None:
        post = scene.post(graphics=2)
        staged = scene.staged(post)
        assert scene.account.stage(post, staged) == staged
        assert scene.live_posts() == 0
        assert scene.account.find_posts(post, staged, since=scene.now()) == ()

    def test_P06_a_post_whose_answer_was_lost_is_found_by_reading(self, scene: Scene) -> None:
        post = scene.post()
        staged, since = scene.staged(post), scene.now()
        scene.lose_answer("publish")
        with pytest.raises(OutcomeUnknownError):
            scene.account.publish(post, staged)
        (found,) = scene.account.find_posts(post, staged, since=since)
        assert scene.account.read_back(found.network_id) is not None
        assert scene.live_posts() == 1

    def test_P05_a_post_that_was_not_accepted_is_not_found(self, scene: Scene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.break_off("publish")
        with pytest.raises(OutcomeUnknownError):
            scene.account.publish(post, staged)
        assert scene.account.find_posts(post, staged, since=scene.now()) == ()
        assert scene.live_posts() == 0

    def test_P18_a_post_that_is_shown_late_is_found_later(self, scene: Scene) -> None:
        post = scene.post()
        staged, since = scene.staged(post), scene.now()
        scene.show_late("publish", 20)
        network_id = scene.account.publish(post, staged)
        assert scene.account.read_back(network_id) is None
        scene.wait(21)
        assert scene.account.read_back(network_id) is not None
        assert [found.network_id for found in scene.account.find_posts(post, staged, since=since)] == [network_id]

    def test_P20_an_older_identical_post_is_not_taken_for_this_one(self, scene: Scene) -> None:
        scene.publish()
        scene.wait(CLOCK_SKEW.total_seconds() + 60)
        post = scene.post()
        staged = scene.staged(post)
        assert scene.account.find_posts(post, staged, since=scene.now()) == ()

    def test_another_text_is_not_taken_for_this_one(self, scene: Scene) -> None:
        since = scene.now()
        scene.publish("Otra cosa")
        post = scene.post()
        assert scene.account.find_posts(post, scene.staged(post), since=since) == ()

    def test_P10_nothing_is_shown_under_an_id_that_leads_nowhere(self, scene: Scene) -> None:
        assert scene.account.read_back("1860000000000999999") is None

    def test_P30_a_post_is_taken_down_and_one_that_is_gone_counts_as_removed(self, scene: Scene) -> None:
        network_id = scene.publish()
        scene.account.take_down(network_id)
        assert scene.account.read_back(network_id) is None
        scene.account.take_down(network_id)
        assert scene.live_posts() == 0

    def test_P30_a_removal_whose_answer_was_lost_is_seen_by_reading(self, scene: Scene) -> None:
        network_id = scene.publish()
        scene.lose_answer("take_down")
        with pytest.raises(OutcomeUnknownError):
            scene.account.take_down(network_id)
        assert scene.account.read_back(network_id) is None

    def test_a_comment_is_answered_once_and_the_answer_is_found(self, scene: Scene) -> None:
        post_id, since = scene.publish(), scene.now()
        comment_id = scene.comment(post_id)
        reply_id = scene.account.reply(comment_id, REPLY)
        assert reply_id != comment_id
        assert scene.account.read_back(reply_id) is not None
        assert [found.network_id for found in scene.account.find_replies(comment_id, REPLY, since=since)] == [reply_id]
        assert (scene.live_posts(), scene.live_replies()) == (1, 1)

    def test_P06_an_answer_whose_confirmation_was_lost_is_found_under_its_comment_only(self, scene: Scene) -> None:
        post_id, since = scene.publish(), scene.now()
        first, second = scene.comment(post_id), scene.comment(post_id, citizen=1)
        scene.lose_answer("reply")
        with pytest.raises(OutcomeUnknownError):
            scene.account.reply(first, REPLY)
        assert len(scene.account.find_replies(first, REPLY, since=since)) == 1
        assert scene.account.find_replies(second, REPLY, since=since) == ()

    def test_an_answer_that_was_not_accepted_is_not_found(self, scene: Scene) -> None:
        comment_id = scene.comment(scene.publish())
        scene.break_off("reply")
        with pytest.raises(OutcomeUnknownError):
            scene.account.reply(comment_id, REPLY)
        assert scene.account.find_replies(comment_id, REPLY, since=scene.now()) == ()
        assert scene.live_replies() == 0

    def test_an_answer_to_an_answer_is_found_too(self, scene: Scene) -> None:
        post_id, since = scene.publish(), scene.now()
        nested = scene.comment(scene.comment(post_id), "Yo también", citizen=1)
        scene.account.reply(nested, REPLY)
        assert len(scene.account.find_replies(nested, REPLY, since=since)) == 1

    def test_Q15_a_deleted_comment_cannot_be_answered(self, scene: Scene) -> None:
        comment_id = scene.comment(scene.publish())
        scene.delete(comment_id)
        with pytest.raises(NotThereError):
            scene.account.reply(comment_id, REPLY)
        assert scene.account.find_replies(comment_id, REPLY, since=scene.now()) == ()

    def test_P25_a_dead_token_stops_every_call_and_does_nothing(self, scene: Scene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        calls: dict[str, Callable[[], object]] = {
            "publish": lambda: scene.account.publish(post, staged),
            "stage": lambda: scene.account.stage(post, Staged()),
            "find_posts": lambda: scene.account.find_posts(post, staged, since=scene.now()),
        }
        for name, call in calls.items():
            scene.kill_token(name)
            with pytest.raises(CredentialsRejectedError):
                call()
        assert scene.live_posts() == 0

    def test_C11_a_limit_tells_how_long_to_wait_and_does_nothing(self, scene: Scene) -> None:
        post = scene.post()
        staged = scene.staged(post)
        scene.limit("publish")
        with pytest.raises(RateLimitedError) as limited:
            scene.account.publish(post, staged)
        assert 1 <= limited.value.retry_after_seconds <= 3600
        assert scene.live_posts() == 0
        scene.wait(limited.value.retry_after_seconds)
        scene.account.publish(post, staged)
        assert scene.live_posts() == 1


class CommentsContract:
    """The claims of `ports.CommentSource`. A subclass gives the fixture `scene`, whose pages hold at most five."""

    def test_a_comment_is_read_as_it_was_written(self, scene: Scene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id, "¿Cuándo pasa la basura? <hoy> & mañana")
        (comment,) = scene.readable_comments(post_id)
        assert comment.text.endswith("¿Cuándo pasa la basura? <hoy> & mañana")
        assert (comment.network_id, comment.answer_id, comment.network_post_id) == (comment_id, comment_id, post_id)
        assert abs((comment.created_at - scene.now()).total_seconds()) < 30
        assert comment.author_handle
        assert comment.author_id

    def test_our_own_answers_are_no_comments(self, scene: Scene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id)
        scene.account.reply(comment_id, REPLY)
        assert [comment.network_id for comment in scene.readable_comments(post_id)] == [comment_id]

    def test_every_comment_is_read_however_many_pages_there_are(self, scene: Scene) -> None:
        post_id = scene.publish()
        written = {scene.comment(post_id, f"Comentario {number}") for number in range(12)}
        pages = scene.pages(post_id)
        read = [comment.network_id for page in pages for comment in page.comments]
        assert len(pages) > 1
        assert set(read) == written
        assert all(page.is_whole is not scene.is_incremental for page in pages)

    def test_C06_answers_to_comments_are_read_with_what_they_hang_on(self, scene: Scene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id)
        nested_id = scene.comment(comment_id, "Yo también", citizen=1)
        by_id = {comment.network_id: comment for comment in scene.readable_comments(post_id)}
        assert (by_id[comment_id].parent_id, by_id[nested_id].parent_id) == (None, comment_id)
        assert by_id[nested_id].network_post_id == post_id

    def test_C13_reading_again_from_the_cursor_brings_what_came_since(self, scene: Scene) -> None:
        post_id = scene.publish()
        old = scene.comment(post_id, "uno")
        # Who reads only what is newer looks some minutes back, for what comes to be listed late (C10).
        scene.wait(20 * 60)
        scene.comment(post_id, "dos")
        cursor = scene.pages(post_id)[0].cursor
        late = scene.comment(post_id, "tres")
        again = {comment.network_id for comment in scene.readable_comments(post_id, cursor)}
        assert late in again
        assert (old not in again) is scene.is_incremental

    def test_reading_again_without_news_changes_nothing(self, scene: Scene) -> None:
        post_id = scene.publish()
        scene.comment(post_id)
        first, second = scene.readable_comments(post_id), scene.readable_comments(post_id)
        assert [comment.digest for comment in first] == [comment.digest for comment in second]

    def test_C07_an_edit_is_the_same_comment_with_another_digest(self, scene: Scene) -> None:
        post_id = scene.publish()
        comment_id = scene.comment(post_id, "antes")
        pages = scene.pages(post_id)
        (before,) = pages[0].comments
        scene.edit(comment_id, "después")
        (after,) = scene.readable_comments(post_id, pages[0].cursor)
        assert (after.record_id, after.created_at) == (before.record_id, before.created_at)
        assert after.text.endswith("después")
        assert after.digest != before.digest

    def test_C08_a_deleted_comment_is_missing_from_a_whole_reading(self, scene: Scene) -> None:
        post_id = scene.publish()
        kept, deleted = scene.comment(post_id, "uno"), scene.comment(post_id, "dos")
        scene.delete(deleted)
        pages = scene.pages(post_id)
        assert [comment.network_id for page in pages for comment in page.comments] == [kept]
        assert all(page.is_whole is not scene.is_incremental for page in pages)

    def test_C05_the_networks_own_count_has_what_it_lists_and_what_it_does_not(self, scene: Scene) -> None:
        if scene.is_incremental:
            pytest.skip("what answers the account is not counted")
        post_id = scene.publish()
        top = [scene.comment(post_id, f"Comentario {number}") for number in range(7)]
        scene.comment(top[0], "Yo también", citizen=1)
        scene.account.reply(top[0], REPLY)
        pages = scene.pages(post_id)
        own = {own_id for page in pages for own_id in page.own_ids}
        listed = {comment.network_id for page in pages for comment in page.comments}
        assert (len(listed), len(own)) == (8, 1)
        assert [page.network_count for page in pages if page.network_count is not None] == [9]
        scene.hide_part()
        pages = scene.pages(post_id)
        assert pages[0].network_count == 9
        assert sum(len(page.comments) + len(page.own_ids) for page in pages) < 9

    def test_C19_a_post_that_was_taken_down_has_no_comments_to_read(self, scene: Scene) -> None:
        post_id = scene.publish()
        scene.comment(post_id)
        scene.account.take_down(post_id)
        if scene.is_incremental:
            pytest.skip("read once for the whole account, never post by post")
        with pytest.raises(NotThereError):
            scene.comments.read(post_id, None, None)

    def test_C11_C12_a_limit_and_a_dead_token_are_told(self, scene: Scene) -> None:
        post_id = None if scene.is_incremental else scene.publish()
        scene.limit("read")
        with pytest.raises(RateLimitedError) as limited:
            scene.comments.read(post_id, None, None)
        scene.wait(limited.value.retry_after_seconds)
        scene.kill_token("read")
        with pytest.raises(CredentialsRejectedError):
            scene.comments.read(post_id, None, None)

    def test_P19_a_reading_that_breaks_off_may_be_made_again(self, scene: Scene) -> None:
        post_id = None if scene.is_incremental else scene.publish()
        scene.break_off("read")
        with pytest.raises(TransientServiceError):
            scene.comments.read(post_id, None, None)
        assert scene.comments.read(post_id, None, None).comments == ()
