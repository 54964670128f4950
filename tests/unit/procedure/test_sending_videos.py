"""2.5: a video is laid down as a file, hashed as it lies, and gone when its sending ends; waiting for it is no try."""

from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.delivery_times import MAX_TRIES, PREPARING_LASTS
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post
from chalicelib.domain.publication import NetworkVersion, Version
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.builders import NOW, TEXT, a_kept_rendition, a_publication
from tests.fakes import InMemoryMediaFiles
from tests.model_network import ModelAccount
from tests.world import World

VIDEO = b"\0\0\0\x18ftypmp42 limpio"


class SeeingAccount(ModelAccount):
    """Keeps what it was given, and whether the file was there."""

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        self.seen = [
            (item.file, item.content, item.file and item.file.read_bytes(), item.seconds) for item in post.media
        ]
        self.form = post.format
        return super().stage(post, staged)


def a_world(*, form: PostFormat = PostFormat.FEED, text: str = TEXT) -> tuple[World, SeeingAccount]:
    """Give a world with a released publication whose post carries a video."""
    world = World()
    account = SeeingAccount(world.clock, world.steps, name="instagram")
    world.accounts[Network.INSTAGRAM] = account
    video = a_kept_rendition(world.media, VIDEO, (1080, 1920), "video/mp4", seconds=12)
    content = NetworkVersion(text=text, format=form, renditions=(video,))
    world.put(a_publication(Version(number=1, networks={Network.INSTAGRAM: content}, prepared_at=NOW)))
    world.authorise()
    world.publish()
    return world, account


def carried_out(world: World) -> DeliveryState:
    return world.carry_out(world.delivery(Network.INSTAGRAM).id).state


def test_a_video_lies_in_a_file_while_it_is_sent_and_is_gone_after() -> None:
    world, account = a_world()
    assert carried_out(world) is DeliveryState.DONE
    ((file, content, read, seconds),) = account.seen
    assert (content, read, seconds) == (b"", VIDEO, 12)
    assert file is not None
    assert not file.exists()
    assert not Path(file).parent.exists()


def test_the_file_is_gone_also_when_the_sending_broke_off() -> None:
    world, account = a_world()
    account.stagings = [TransientServiceError("refused")]
    assert carried_out(world) is DeliveryState.READY
    ((file, *_),) = account.seen
    assert file is not None
    assert not file.parent.exists()


def test_P32_a_video_that_is_not_the_authorised_one_is_held() -> None:
    world, account = a_world()
    publication = world.publication()
    (video,) = publication.current.networks[Network.INSTAGRAM].renditions
    other = world.media.store(VIDEO + b" y algo mas", "video/mp4")
    changed = video.model_copy(update={"key": other.key, "version_id": other.version_id})
    content = publication.current.networks[Network.INSTAGRAM].model_copy(update={"renditions": (changed,)})
    version = publication.current.model_copy(update={"networks": {Network.INSTAGRAM: content}})
    world.stored.commit(replace=[publication.evolve(versions=(version,))])
    assert carried_out(world) is DeliveryState.HELD
    assert world.delivery(Network.INSTAGRAM).reason == texts_es.CONTENT_CHANGED
    assert account.everything == []


def test_the_form_is_part_of_what_goes_out() -> None:
    world, account = a_world(form=PostFormat.STORY, text="")
    assert carried_out(world) is DeliveryState.DONE
    assert account.form is PostFormat.STORY


# Waiting ----------------------------------------------------------------------------------------------------------


def test_waiting_ten_minutes_for_a_video_counts_no_try() -> None:
    world, account = a_world()
    account.stagings = [Staged(container_id="1") for _ in range(20)]
    world.run(minutes=60)
    done = world.delivery(Network.INSTAGRAM)
    assert (done.state, done.tries) == (DeliveryState.DONE, 1)
    assert done.published_at
    assert timedelta(minutes=10) < done.published_at - NOW < timedelta(minutes=25)


def test_P06_what_is_not_ready_after_an_hour_is_seen_by_a_person() -> None:
    world, account = a_world()
    account.stagings = [Staged(container_id="1") for _ in range(500)]
    world.run(minutes=120)
    held = world.delivery(Network.INSTAGRAM)
    assert (held.state, held.reason) == (DeliveryState.HELD, texts_es.PREPARING_TOO_LONG)
    assert held.attention is not None
    assert PREPARING_LASTS <= held.attention.since - NOW < PREPARING_LASTS + timedelta(minutes=3)


def test_P23_what_fails_there_and_is_made_anew_again_and_again_spends_the_tries() -> None:
    world, account = a_world()
    account.stagings = [Staged(container_id=str(number)) for number in range(500)]
    world.run(minutes=240)
    assert world.delivery(Network.INSTAGRAM).state is DeliveryState.HELD
    assert len(account.stagings) > 500 - 2 * MAX_TRIES - 2


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        (Staged(), Staged(media_ids=("1",)), True),
        (Staged(media_ids=("1",)), Staged(media_ids=("1", "2")), True),
        (Staged(media_ids=("1", "2")), Staged(media_ids=("1", "2"), container_id="5"), True),
        (Staged(media_ids=("1", "2")), Staged(media_ids=("3", "2")), False),
        (Staged(container_id="5"), Staged(container_id="5"), True),
        (Staged(container_id="5"), Staged(container_id="6"), False),
        (Staged(container_id="5"), Staged(), False),
    ],
)
def test_what_goes_on_is_told_from_what_begins_anew(before: Staged, after: Staged, *, goes_on: bool) -> None:
    assert after.goes_on_from(before) is goes_on


# What the network holds is not read again -------------------------------------------------------------------------


class CountingMedia(InMemoryMediaFiles):
    """Counts how often bytes are fetched."""

    fetched = 0

    def read(self, key: str, version_id: str) -> bytes:
        self.fetched += 1
        return super().read(key, version_id)

    def download(self, key: str, version_id: str, into: Path) -> None:
        self.fetched += 1
        super().download(key, version_id, into)


def a_counted_world() -> tuple[World, SeeingAccount, CountingMedia]:
    world, account = a_world()
    counted = CountingMedia()
    counted.__dict__.update(world.media.__dict__)
    world.media = counted
    return world, account, counted


def test_twelve_looks_at_a_container_read_the_video_once() -> None:
    world, account, media = a_counted_world()
    account.stagings = [Staged(container_id="1") for _ in range(12)]
    world.run(minutes=60)
    done = world.delivery(Network.INSTAGRAM)
    assert (done.state, account.stagings, media.fetched) == (DeliveryState.DONE, [], 1)
    (post,) = world.of_kind(Post)
    assert post.media_sha256 == done.staged.media_sha256 == (sha256_hex(VIDEO),)


def test_P22_a_container_made_anew_is_read_and_checked_again() -> None:
    world, account, media = a_counted_world()
    account.stagings = [Staged(container_id="1"), Staged(container_id="2"), Staged(container_id="2")]
    world.run(minutes=60)
    assert (world.delivery(Network.INSTAGRAM).state, media.fetched) == (DeliveryState.DONE, 2)


def test_P24_parts_that_a_network_does_not_all_have_are_read_again() -> None:
    world, account, media = a_counted_world()
    account.stagings = [Staged(media_ids=()), Staged(container_id="1")]
    world.run(minutes=60)
    assert (world.delivery(Network.INSTAGRAM).state, media.fetched) == (DeliveryState.DONE, 2)


def test_P32_what_the_network_holds_is_held_against_what_is_authorised_by_now() -> None:
    world, account, media = a_counted_world()
    account.stagings = [Staged(container_id="1")]
    carried_out(world)
    publication = world.publication()
    content = publication.current.networks[Network.INSTAGRAM]
    changed = content.renditions[0].model_copy(update={"sha256": sha256_hex(b"otro")})
    version = publication.current.model_copy(
        update={"networks": {Network.INSTAGRAM: content.model_copy(update={"renditions": (changed,)})}}
    )
    world.stored.commit(replace=[publication.evolve(versions=(version,))])
    world.run(minutes=5)
    assert world.delivery(Network.INSTAGRAM).reason == texts_es.CONTENT_CHANGED
    assert (account.everything, media.fetched) == ([], 1)


def test_P22_a_container_made_anew_of_other_bytes_is_held() -> None:
    world, account, _ = a_counted_world()
    account.stagings = [Staged(container_id="1"), Staged(container_id="2"), Staged(container_id="2", is_ready=True)]
    carried_out(world)
    publication = world.publication()
    other = world.media.store(VIDEO + b" y algo mas", "video/mp4")
    content = publication.current.networks[Network.INSTAGRAM]
    moved = content.renditions[0].model_copy(update={"key": other.key, "version_id": other.version_id})
    version = publication.current.model_copy(
        update={"networks": {Network.INSTAGRAM: content.model_copy(update={"renditions": (moved,)})}}
    )
    world.stored.commit(replace=[publication.evolve(versions=(version,))])
    world.run(minutes=5)
    assert world.delivery(Network.INSTAGRAM).reason == texts_es.CONTENT_CHANGED
    assert account.everything == []
