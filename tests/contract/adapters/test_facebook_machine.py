"""The machine that publishes, over the adapter of the Page and the simulated network, through everything that can be lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest

from chalicelib import texts_es
from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import NetworkVersion, Version
from local.networks import SimulatedNetworks
from local.networks.people import MUNICIPALITY
from tests.builders import NOW, a_kept_rendition, a_publication
from tests.contract.adapters.simulated import JPEGS, meta_credentials
from tests.fakes import InMemoryMediaFiles
from tests.mortality import Death
from tests.world import World

DELIVERY = ids.delivery_id(a_publication().id, Network.FACEBOOK)
FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 64
VISIBLE = ("facebook.feed", "facebook.video_update")
SETTLE_SECONDS = 60
FORMATS = ("text", "album", "video")


class FetchableMedia(InMemoryMediaFiles):
    """Media that the simulated network can fetch."""

    def __init__(self, networks: SimulatedNetworks) -> None:
        super().__init__()
        self._networks = networks

    def public_url(self, key: str, version_id: str) -> str:
        sha256 = self._networks.world.keep_picture(self.read(key, version_id), "video/mp4")
        return f"{self._networks.base_url}/_media/{sha256}"


@dataclass
class Town:
    """A municipality whose Page is on the simulated network; both go by one clock."""

    world: World
    networks: SimulatedNetworks

    def release(self, form: str) -> None:
        """Authorise a post of a form, and send it on its way."""
        content = self.world.content("Hoy abre el parque.", *(JPEGS[:3] if form == "album" else ()))
        if form == "video":
            content = self._video(content.text)
        self.world.put(a_publication(Version(number=1, networks={Network.FACEBOOK: content}, prepared_at=NOW)))
        self.world.authorise()
        self.world.publish()

    def live(self) -> int:
        return self.networks.control.state()["counts"]["facebook"]["posts_live"]  # type: ignore[no-any-return]

    @property
    def delivery(self) -> Delivery:
        return self.world.delivery(Network.FACEBOOK)

    def visible_calls(self) -> int:
        asked = [one for one in self.networks.control.exchanges() if one["by"] == MUNICIPALITY]
        return len([one for one in asked if one["operation"] in VISIBLE])

    def _video(self, text: str) -> NetworkVersion:
        film = a_kept_rendition(self.world.media, FILM, (1280, 720), "video/mp4", seconds=12.0)
        return NetworkVersion(text=text, renditions=(film,))


@pytest.fixture(scope="module")
def running() -> Iterator[SimulatedNetworks]:
    with SimulatedNetworks() as networks:
        yield networks


@pytest.fixture
def town(running: SimulatedNetworks) -> Town:
    world = World()
    running.world.clock = world.clock.now
    running.world.reset()
    world.media = FetchableMedia(running)
    page = FacebookPage(
        meta_credentials(running),
        base_url=running.graph_base_url,
        settle_seconds=SETTLE_SECONDS,
        seconds=lambda: world.clock.now().timestamp(),
    )
    cast("dict[Network, Any]", world.accounts)[Network.FACEBOOK] = page
    return Town(world, running)


@pytest.mark.parametrize("form", FORMATS)
def test_a_post_goes_out_once_with_one_visible_call(town: Town, form: str) -> None:
    town.release(form)
    town.world.run()
    assert (town.delivery.state, town.live(), town.visible_calls()) == (DeliveryState.DONE, 1, 1)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lag_seconds", [0, 10, 90])
@pytest.mark.parametrize(
    "fault",
    [
        "answer_lost",
        "accepted_500",
        "accepted_rate_limited",
        "malformed_answer",
        "refused_500",
        "connection_reset_before",
    ],
)
def test_P05_to_P09_P18_one_live_post_whatever_was_answered_and_a_hold_only_where_it_shows_too_late(
    town: Town, fault: str, lag_seconds: int, form: str
) -> None:
    town.release(form)
    for operation in VISIBLE:
        town.networks.control.fail(fault, operation)
        if lag_seconds:
            town.networks.control.fail("read_back_lag", operation, seconds=lag_seconds)
    town.world.run()
    assert town.live() == 1
    shows_in_time = lag_seconds < SETTLE_SECONDS
    assert town.delivery.state is DeliveryState.DONE or (town.delivery.attention and not shows_in_time)


@pytest.mark.parametrize("form", FORMATS)
def test_P01_to_P03_P11_P12_one_live_post_wherever_the_worker_dies(town: Town, form: str) -> None:
    town.release(form)
    for position in range(1, 30):
        town.world.steps.arm(position, is_after=position % 2 == 0)
        try:
            town.world.run()
        except Death:
            continue
        break
    town.world.steps.arm(None)
    town.world.run()
    assert (town.delivery.state, town.live()) == (DeliveryState.DONE, 1), town.delivery.reason


def test_a_video_that_is_never_ready_ends_at_a_person_and_nobody_saw_it(town: Town) -> None:
    town.networks.control.set(facebook_video_processing_seconds=80_000)
    town.release("video")
    town.world.run()
    assert (town.delivery.state, town.live(), town.visible_calls()) == (DeliveryState.HELD, 0, 0)
    uploads = [one for one in town.networks.control.exchanges() if one["operation"] == "facebook.videos"]
    assert len(uploads) == 1


def test_a_video_that_fails_is_refused_in_words_a_person_understands(town: Town) -> None:
    town.networks.control.fail("media_error", "facebook.videos")
    town.release("video")
    town.world.run()
    assert (town.delivery.state, town.live()) == (DeliveryState.REFUSED, 0)
    assert town.delivery.reason == texts_es.network_refused("video_refused", "")


def test_C01_a_list_that_never_ends_holds_what_is_in_doubt(town: Town) -> None:
    town.networks.control.post_by_hand("Otro aviso")
    town.release("text")
    town.networks.control.fail("answer_lost", "facebook.feed")
    town.networks.control.fail("page_repeats", "facebook.published_posts", times=None)
    town.world.run(minutes=600)
    assert town.live() == 2
    assert town.delivery.state is DeliveryState.HELD


def test_a_spent_limit_is_waited_for_and_then_the_post_goes_out(town: Town) -> None:
    town.release("text")
    town.networks.control.fail("rate_limited", "facebook.feed", seconds=600)
    began = town.world.clock.now()
    town.world.run()
    assert (town.delivery.state, town.live()) == (DeliveryState.DONE, 1)
    assert (town.world.clock.now() - began).total_seconds() >= 600
    assert town.visible_calls() == 2


def test_P26_a_blocked_page_is_held_and_resumes(town: Town) -> None:
    town.release("text")
    town.networks.control.fail("account_blocked", "facebook.feed")
    town.world.carry_out(DELIVERY)
    assert town.delivery.state is DeliveryState.HELD
    town.world.run()
    assert (town.delivery.state, town.live()) == (DeliveryState.DONE, 1)


@pytest.mark.parametrize("form", FORMATS)
def test_P30_what_is_out_comes_down_also_when_the_answer_is_an_error(town: Town, form: str) -> None:
    town.release(form)
    town.world.run()
    town.networks.control.fail("accepted_500", "facebook.*_delete")
    town.world.take_down()
    town.world.run()
    assert town.world.delivery(Network.FACEBOOK, "take-down").state is DeliveryState.DONE
    assert town.live() == 0
