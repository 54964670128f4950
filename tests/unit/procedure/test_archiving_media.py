"""7: what went out lies in the archive, once for each day on which it went out."""

from datetime import UTC, datetime

import pytest

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import FINAL_STATES, DeliveryState
from chalicelib.domain.errors import NotFoundError, RecordIntegrityError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, Rendition
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import StoredFile
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.archiving_media import archive_media
from tests.fakes import InMemoryMediaArchive
from tests.world import World

LATER = datetime(2026, 11, 26, 18, tzinfo=UTC)


def published(*networks: Network) -> World:
    world = World()
    world.released(*networks or (Network.X,))
    world.run()
    return world


def told(world: World, record: Record, stored_at: datetime | None = None) -> tuple[str, ...]:
    """Keep what went out, as the stream tells of a version."""
    return archive_media(
        record.kind,
        dump_json(record).encode(),
        stored_at=stored_at or world.clock.now(),
        records=world.records,
        media=InMemoryMediaArchive(world.media, world.archive),
    )


def rendition_of(world: World, delivery: Delivery) -> Rendition:
    publication = world.the(delivery.subject)
    assert isinstance(publication, Publication)
    (rendition,) = publication.version(delivery.version).networks[delivery.network].renditions
    return rendition


def test_what_went_out_is_kept_under_the_hash_that_was_authorised_for_three_years() -> None:
    world = published()
    rendition = rendition_of(world, world.delivery())
    (key,) = told(world, world.delivery())
    assert key == f"2026/11/23/media/{rendition.sha256}.jpg"
    kept = world.archive.kept[key]
    assert sha256_hex(kept.content) == rendition.sha256
    assert kept.retain_until.isoformat() == "2029-11-24T06:00:00+00:00"
    assert version_of(key) is None


def test_R09_a_later_version_of_the_same_delivery_keeps_it_under_the_same_day() -> None:
    world = published()
    keys = {told(world, world.delivery()), told(world, world.delivery(), stored_at=LATER)}
    assert len(keys) == len(world.archive.kept) == 1


def test_each_network_has_its_own_form_and_the_same_bytes_are_one_object() -> None:
    world = published(Network.X, Network.FACEBOOK)
    for network in (Network.X, Network.FACEBOOK, Network.X):
        told(world, world.delivery(network))
    hashes = {rendition_of(world, world.delivery(network)).sha256 for network in (Network.X, Network.FACEBOOK)}
    assert {key.rpartition("/")[2] for key in world.archive.kept} == {f"{one}.jpg" for one in hashes}


@pytest.mark.parametrize("state", [state for state in DeliveryState if state is not DeliveryState.DONE])
def test_what_has_not_gone_out_leaves_nothing(state: DeliveryState) -> None:
    world = published()
    unfinished = {} if state in FINAL_STATES else {"due_at": LATER, "duty": Duty.PUBLISH}
    assert told(world, world.delivery().evolve(state=state, **unfinished)) == ()


def test_a_take_down_and_every_other_record_leave_nothing() -> None:
    world = published()
    world.take_down()
    world.run()
    removal = world.delivery(Network.X, "take-down")
    assert removal.state is DeliveryState.DONE
    assert told(world, removal) == ()
    assert told(world, world.the(removal.subject)) == ()


def test_R09_a_copy_that_dies_is_made_when_the_stream_tells_it_again() -> None:
    world = published()
    delivery, rendition = world.delivery(), rendition_of(world, world.delivery())

    class Dying(InMemoryMediaArchive):
        def keep_copy(self, source: StoredFile, key: str, retain_until: datetime) -> None:
            raise NotFoundError(f"{source.key} {key} {retain_until}")

    with pytest.raises(NotFoundError):
        archive_media(
            delivery.kind,
            dump_json(delivery).encode(),
            stored_at=LATER,
            records=world.records,
            media=Dying(world.media, world.archive),
        )
    assert world.archive.kept == {}
    assert told(world, delivery) == (f"2026/11/23/media/{rendition.sha256}.jpg",)


def test_R07_bytes_that_were_exchanged_after_they_went_out_stop_the_stream() -> None:
    world = published()
    delivery, publication = world.delivery(), world.the(world.delivery().subject)
    rendition, other = rendition_of(world, delivery), world.media.store(b"otra", "image/jpeg")
    exchanged = dump_json(publication).replace(rendition.version_id, other.version_id).replace(rendition.key, other.key)
    world.records.commit(replace=[Publication.model_validate_json(exchanged)])
    with pytest.raises(RecordIntegrityError):
        told(world, delivery)
    assert world.archive.kept == {}
