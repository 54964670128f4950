"""7: from the archive alone the whole table comes back, equal item by item."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.adapters.records.codec import encode
from chalicelib.domain.control import CONTROL_ID, PublishingControl
from chalicelib.domain.disposal import DisposalPage, Entry
from chalicelib.domain.errors import RecordIntegrityError, TransientServiceError
from chalicelib.domain.ids import STATE_PARTITION, disposal_id, disposal_page_id
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, Post, Reading, reading_of
from chalicelib.domain.records import OPERATIONAL_KINDS, Record
from chalicelib.ports import CommentPage
from chalicelib.procedure.rebuilding import rebuild
from local.memory_records import InMemoryRecords
from tests.archived import Archived, rebuilding, tell
from tests.builders import NOW, a_comment, a_network_comment, a_post, a_referral
from tests.fakes import FakeClock, InMemoryArchive, InMemoryEnvelopes
from tests.strategies import records
from tests.world import World


class Town:
    """An archive and its envelopes."""

    def __init__(self) -> None:
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()


def rebuilt(town: Archived) -> InMemoryRecords:
    """Give a table out of the archive alone."""
    table = InMemoryRecords()
    rebuild(rebuilding(town, table, FakeClock()))
    return table


def items(given: list[Record]) -> dict[str, object]:
    """Give the official records as the table holds them, indexes too; `write_id` alone says which attempt stored one."""
    official = [one for one in given if one.kind not in OPERATIONAL_KINDS and one.partition != STATE_PARTITION]
    encoded = {record.id: dict(encode(record)) for record in official}
    for item in encoded.values():
        del item["write_id"]
    return dict(encoded)


COMMENTS = tuple(a_network_comment(f"c{number}", f"queja {number}: no hay agua en mi calle") for number in range(8))
EDITED = COMMENTS[0].model_copy(update={"text": "reporte: se fue el agua"})
LEFT = (EDITED, *COMMENTS[1:7])
"""What is left below the post: one was edited, one deleted."""


def a_lived_day() -> World:
    """Give a world in which something was published, commented, edited, deleted and referred, and its archive."""
    world = World()
    world.released(Network.FACEBOOK, Network.X)
    world.run()
    [reading] = [one for one in world.of_kind(Reading) if one.network is Network.FACEBOOK]
    for comments in (COMMENTS, LEFT, LEFT):
        world.clock.set(max(world.clock.now(), world.the(reading.id).due_at))
        world.shows(Network.FACEBOOK, CommentPage(comments, is_whole=True))
        world.read(reading.id)
        world.run()
    for record in world.stored.versions:
        tell(world, record, world.clock.now())
    return world


def test_the_whole_table_of_a_lived_day_comes_back_equal_item_by_item() -> None:
    world = a_lived_day()
    table = rebuilt(world)
    expected = items(world.stored.all)
    assert len(expected) > 15
    assert items(table.all) == expected


def test_no_folio_is_given_twice_after_it() -> None:
    world = a_lived_day()
    table = rebuilt(world)
    counters = {f"folio-{one.id[4:12]}" for one in table.all if one.kind == "referral"}
    assert counters
    for counter in counters:
        assert table.next_number(counter) == world.stored.next_number(counter) > 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(records(), max_size=8, unique_by=lambda record: record.id), st.integers(1, 4), st.randoms())
def test_any_records_come_back_at_their_newest_version(drawn: list[Record], revisions: int, dice: object) -> None:
    town = Town()
    versions = [one.model_copy(update={"revision": number}) for one in drawn for number in range(1, revisions + 1)]
    dice.shuffle(versions)  # type: ignore[attr-defined]  # a random.Random
    for hours, version in enumerate(versions):
        # R11: the days on which versions lie follow no order.
        tell(town, version, NOW + timedelta(hours=hours * 7 % 50))
    assert items(rebuilt(town).all) == items([one for one in versions if one.revision == revisions])


def test_R06_the_first_kept_counts_and_R05_what_was_disposed_of_does_not_come_back() -> None:
    town, table = Town(), InMemoryRecords()
    comment, case = a_comment(), a_referral(number=7)
    for record in (comment, case):
        tell(town, record.model_copy(update={"revision": 1}), NOW)
    entry = Entry(name=case.id, series="canalizaciones", sha256="0" * 64, revision=1)
    page_id = disposal_page_id(disposal_id(case.day), 1, 1)
    tell(town, DisposalPage(id=page_id, created_at=NOW, revision=1, entries=(entry,)).executed({}, NOW), NOW)
    done = rebuild(rebuilding(town, table, FakeClock()))
    assert (done.stored, done.disposed) == (2, 1)
    assert table.find(case.id) is None
    assert table.find(comment.id) is not None
    assert table.next_number("folio-20261123") == 8


def test_R05_the_rebuild_overwrites_nothing_and_may_be_repeated() -> None:
    town = Town()
    comment = a_comment().model_copy(update={"revision": 1})
    tell(town, comment, NOW)
    later = comment.evolve(revision=4, author_handle="otra")
    table = InMemoryRecords()
    table.fill([later])
    for _ in range(2):
        done = rebuild(rebuilding(town, table, FakeClock()))
        assert (done.stored, done.known) == (0, 1)
    assert table.find(comment.id) == later


@pytest.mark.parametrize("lives", range(0, 24, 4))
def test_R09_whoever_dies_while_rebuilding_goes_on_where_they_were(lives: int) -> None:
    world, table = a_lived_day(), InMemoryRecords()
    left = iter(range(lives))

    class Dying(InMemoryArchive):
        def read(self, key: str) -> bytes:
            """Read, as long as there is life."""
            if next(left, None) is None:
                raise TransientServiceError("died")
            return world.archive.read(key)

    dying = Dying()
    dying.kept = world.archive.kept
    with pytest.raises(TransientServiceError):
        rebuild(replace(rebuilding(world, table, world.clock), archive=dying))
    rebuild(rebuilding(world, table, world.clock))
    assert items(table.all) == items(world.stored.all)


def test_R13_of_a_text_whose_key_is_destroyed_the_record_comes_back_blank() -> None:
    town = Town()
    comment = a_comment(a_network_comment("c1", "queja: no hay agua")).model_copy(update={"revision": 1})
    tell(town, comment, NOW)
    [name] = town.envelopes.keys
    town.envelopes.destroy(name)
    table = InMemoryRecords()
    assert rebuild(rebuilding(town, table, FakeClock())).blank == 1
    found = table.find(comment.id)
    assert found is not None
    assert "agua" not in found.model_dump_json()
    assert (found.id, found.revision) == (comment.id, 1)


def test_R07_an_object_that_cannot_be_opened_stops_the_rebuild() -> None:
    town = Town()
    tell(town, a_comment().model_copy(update={"revision": 1}), NOW)
    [name] = town.envelopes.keys
    town.envelopes.keys[name] = bytes(len(town.envelopes.keys[name]))
    with pytest.raises(RecordIntegrityError):
        rebuilt(town)


def test_P3_bookmarks_begin_anew_and_what_is_on_record_is_not_stored_again() -> None:
    world, again = a_lived_day(), World()
    again.clock.set(world.clock.now())
    rebuild(rebuilding(world, again.stored, again.clock))
    before = items(again.stored.all)
    [post] = [one for one in again.of_kind(Post) if one.network is Network.FACEBOOK]
    assert {one.id for one in again.of_kind(Reading)} == {reading_of(post, NOW).id, X_ACCOUNT_READING}
    again.shows(Network.FACEBOOK, CommentPage(LEFT, is_whole=True))
    outcome = again.read(reading_of(post, NOW).id)
    assert (outcome.new, outcome.edited, outcome.deleted, outcome.problem) == (0, 0, 0, None)
    assert items(again.stored.all) == before


def test_P3_of_two_posts_on_x_reading_begins_at_the_older_and_what_is_old_is_read_no_more() -> None:
    town, clock = Town(), FakeClock()
    for days, network, network_id in ((2, Network.X, "100"), (20, Network.X, "50"), (40, Network.FACEBOOK, "9")):
        post = a_post(network).evolve(
            id=f"POS-2026110{days % 7 + 1}-{network}-{network_id}",
            network_id=network_id,
            published_at=clock.now() - timedelta(days=days),
            revision=1,
        )
        tell(town, post, NOW)
    table = rebuilt(town)
    [reading] = [one for one in table.all if isinstance(one, Reading)]
    assert (reading.id, reading.cursor, reading.revision) == (X_ACCOUNT_READING, "50", 1)


def test_P1_after_it_nothing_goes_out_until_a_person_lifts_the_stop() -> None:
    control = rebuilt(Town()).find(CONTROL_ID)
    assert isinstance(control, PublishingControl)
    assert control.stop is not None
    assert "paro general" in control.stop.why
