"""The network in memory keeps the promises of the adapters."""

from datetime import datetime, timedelta
from typing import cast

import pytest

from chalicelib.domain.errors import (
    CredentialsRejectedError,
    OutcomeUnknownError,
    RateLimitedError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost
from tests.contract.adapters.contract import TEXT, AccountContract, CommentsContract, Scene
from tests.fakes.clock import FakeClock
from tests.fakes.networks import DoneAllTheSame, InMemoryNetwork

LOST = "the answer was lost"
CITIZENS = ("lupita", "don_refugio")


class InMemoryScene(Scene):
    """The network in memory, in the manner of X or of Meta."""

    def __init__(self, network: Network) -> None:
        self.clock = FakeClock()
        self.town = InMemoryNetwork(self.clock, network, page_size=5)
        self.account = self.town
        self.comments = self.town
        self.is_incremental = network is Network.X

    def post(self, text: str = TEXT, graphics: int = 1) -> OutgoingPost:
        return OutgoingPost(
            text, (OutgoingMedia(b"jpeg", "https://media.example/1", "image/jpeg", "Un bache"),) * graphics
        )

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds=seconds)

    def now(self) -> datetime:
        return self.clock.now()

    def lose_answer(self, call: str) -> None:
        self.town.will(call, DoneAllTheSame(OutcomeUnknownError(LOST)))

    def break_off(self, call: str) -> None:
        self.town.will(call, TransientServiceError(LOST) if call == "read" else OutcomeUnknownError(LOST))

    def show_late(self, call: str, seconds: float) -> None:
        self.town.will(call, DoneAllTheSame(shown_after=timedelta(seconds=seconds)))

    def limit(self, call: str) -> None:
        self.town.will(call, RateLimitedError("too many", retry_after_seconds=900))

    def kill_token(self, call: str) -> None:
        self.town.will(call, CredentialsRejectedError("expired"))

    def hide_part(self) -> None:
        self.town.lists_part = True

    def live_posts(self) -> int:
        return len(self.town.live)

    def live_replies(self) -> int:
        return len(self.town.replies)

    def comment(self, on: str, text: str = "Gracias", citizen: int = 0) -> str:
        return self.town.citizen_comments(on, text, CITIZENS[citizen])

    def edit(self, comment_id: str, text: str) -> None:
        self.town.citizen_edits(comment_id, text)

    def delete(self, comment_id: str) -> None:
        self.town.citizen_deletes(comment_id)


@pytest.fixture(params=[Network.X, Network.FACEBOOK])
def scene(request: pytest.FixtureRequest) -> InMemoryScene:
    return InMemoryScene(cast("Network", request.param))


class TestInMemoryAccount(AccountContract):
    """`ports.NetworkAccount`."""


class TestInMemoryComments(CommentsContract):
    """`ports.CommentSource`."""


def test_C09_the_network_in_memory_can_hide_an_author() -> None:
    town = InMemoryNetwork(FakeClock())
    post_id = town.publish(OutgoingPost("texto"), Staged())
    town.citizen_comments(post_id, "hola", None)
    (comment,) = town.read(post_id, None, None).comments
    assert (comment.author_handle, comment.author_id) == (None, None)


def test_the_network_in_memory_says_what_it_was_asked() -> None:
    town = InMemoryNetwork(FakeClock())
    town.read_back("1")
    town.find_posts(OutgoingPost("texto"), Staged(), town.clock.now())
    assert town.calls == ["read_back", "find_posts"]
