"""7: what Meta tells by itself is kept as received, once, proven, disposed of, and destroyed where the law asks for it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.errors import RecordIntegrityError, TransientServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.notice import Heard
from chalicelib.domain.post import reading_of
from chalicelib.meta_notices import notices_in
from chalicelib.ports import LandedNotice
from chalicelib.procedure.archiving import version_of
from chalicelib.procedure.landing import NoticePorts, Worked, ask_again, keep_notice, work_on
from chalicelib.procedure.noticing import Heeded
from chalicelib.procedure.raw_answers import days_from
from chalicelib.procedure.raw_notices import archive_notice, destroy_notices, naming, opened
from tests.builders import NOW, TODAY, a_post
from tests.fakes import InMemoryArchive, InMemoryEnvelopes, Work
from tests.meta_webhook import FACEBOOK_POST, a_delivery_of, a_feed_change, an_instagram_change
from tests.mortal_files import MortalArchive, MortalEnvelopes, MortalNotices
from tests.mortality import Death, MortalRecords
from tests.world import World

BODY = a_delivery_of(a_feed_change())
A_REACTION = {"field": "feed", "value": {"item": "reaction", "post_id": "1_2", "from": {"id": "9", "name": "Lupita"}}}
READING = reading_of(a_post(Network.FACEBOOK, FACEBOOK_POST), NOW)


@pytest.fixture
def world() -> World:
    """Give a world whose one post was read five days ago: a notice makes it be read at once."""
    return a_world()


def a_world() -> World:
    world = World()
    world.notices, world.archive = MortalNotices(world.clock.now, world.steps), MortalArchive(world.steps)
    world.envelopes = MortalEnvelopes(world.steps)
    world.put(a_post(Network.FACEBOOK, FACEBOOK_POST), READING)
    return world


def ports(world: World) -> NoticePorts:
    return NoticePorts(world.notices, world.archive, world.envelopes, world.records, world.queues, world.clock)


def told(world: World, body: bytes = BODY) -> str:
    return keep_notice(body, files=world.notices, queues=world.queues)


def worked(world: World, name: str) -> Worked | None:
    return work_on(name, hear=notices_in, ports=ports(world))


def archived(world: World, *bodies: bytes) -> list[str]:
    """Bring deliveries into the archive; give their keys."""
    found = [worked(world, told(world, body)) for body in bodies]
    return [one.key for one in found if one]


def texts(world: World) -> list[bytes | None]:
    return [opened(kept.content, world.envelopes) for kept in world.archive.kept.values()]


# As received ------------------------------------------------------------------------------------------------------


def test_R12_it_is_kept_to_the_byte_and_gone_from_where_it_landed(world: World) -> None:
    body = b'{"entry": [{"message": "\\u00a1No hay agua! \\ud83d"}]}\x00\xff'
    name = told(world, body)
    archived(world, body)
    assert texts(world) == [body]
    assert world.notices.landed == {name: None}


def test_R03_it_lies_under_the_local_day_and_time_at_which_it_first_came_however_late_it_is_worked_on(
    world: World,
) -> None:
    world.clock.set(datetime(2026, 11, 24, 5, 59, 59, tzinfo=UTC))
    name = told(world)
    landed = world.notices.read(name)
    world.clock.advance(days=9)
    worked(world, name)
    [(key, kept)] = world.archive.kept.items()
    assert landed
    assert key == f"2026/11/23/facebook/notices/5005/235959-{landed.mark}.json"
    assert kept.retain_until.isoformat() == "2029-11-24T06:00:00+00:00"


def test_R03_what_is_found_after_more_than_a_fortnight_is_filed_then_so_that_a_manifest_still_lists_it(
    world: World,
) -> None:
    name = told(world)
    world.clock.advance(days=14, seconds=1)
    done = worked(world, name)
    assert done
    assert done.key.startswith("2026/12/07/facebook/notices/5005/120001-")
    assert json.loads(world.archive.kept[done.key].content)["received_at"] == NOW.isoformat()


def test_it_lies_by_the_comment_that_it_names(world: World) -> None:
    of_instagram = a_delivery_of(an_instagram_change(), kind="instagram")
    two = a_delivery_of(a_feed_change(), a_feed_change(comment_id="1001_6"))
    keys = archived(world, BODY, of_instagram, two, a_delivery_of(A_REACTION), b"no es JSON")
    assert [key.split("/")[3:6] for key in keys] == [
        ["facebook", "notices", "5005"],
        ["instagram", "notices", "17900000000000001"],
        ["facebook", "notices", "several"],
        ["facebook", "notices", "none"],
        ["facebook", "notices", "several"],
    ]
    assert not any(map(version_of, keys))


def test_R13_what_lies_open_tells_the_comment_and_no_word_name_or_id_of_a_citizen(world: World) -> None:
    [key] = archived(world, BODY)
    content = world.archive.kept[key].content.decode()
    head = json.loads(content)
    assert (head["network"], head["comments"], head["received_at"]) == ("facebook", ["5005"], NOW.isoformat())
    assert not any(word in content for word in ("agua", "María", "24680000000010007"))


def test_R13_nothing_open_depends_on_the_words_so_that_guessing_proves_nothing() -> None:
    first, second = a_world(), a_world()
    keys = [*archived(first, BODY), *archived(second, BODY)]
    contents = {kept.content for one in (first, second) for kept in one.archive.kept.values()}
    assert (len(set(keys)), len(contents)) == (2, 2)


# Once -------------------------------------------------------------------------------------------------------------


def test_C17_a_notice_told_twice_is_archived_once_and_its_words_land_no_more(world: World) -> None:
    for _ in range(3):
        name = told(world)
        worked(world, name)
        world.clock.advance(hours=12)
    assert len(world.archive.kept) == 1
    assert world.notices.landed == {name: None}
    assert world.queues.ids(Work.READ_COMMENTS) == [READING.id]


def test_C17_two_who_work_on_it_at_once_make_one_object(world: World) -> None:
    name = told(world)
    landed = world.notices.read(name)
    first = worked(world, name)
    world.notices.landed[name] = landed
    second = worked(world, name)
    assert first
    assert second
    assert first.key == second.key
    assert len(world.archive.kept) == 1


def test_what_it_tells_is_heeded_as_ever(world: World) -> None:
    done = worked(world, told(world, a_delivery_of(a_feed_change(), A_REACTION)))
    assert done
    assert (done.heeded, done.ignored) == (Heeded(hastened=1), 1)


# Deaths and failures ----------------------------------------------------------------------------------------------

STEPS = ("land", "ask to heed", "make a key", "archive", "commit", "ask to read", "clear")


@contextmanager
def killed_at(world: World, step: int, *, is_after: bool) -> Iterator[None]:
    world.steps.arm(step, is_after=is_after)
    with pytest.raises(Death):
        yield
    assert tuple(world.steps.names) == STEPS[:step]
    world.steps.arm(None)


def test_the_steps_are_those_that_the_deaths_below_go_through(world: World) -> None:
    world.steps.arm(None)
    worked(world, told(world))
    assert tuple(world.steps.names) == STEPS


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_R09_whoever_dies_at_any_step_leaves_nothing_missing_and_the_next_run_ends_it(
    step: int, *, is_after: bool
) -> None:
    world = a_world()
    with killed_at(world, step, is_after=is_after):
        worked(world, told(world))
    # Its words are somewhere, unless it never landed, in which case the network was told nothing and tells again.
    assert any(world.notices.landed.values()) or texts(world) == [BODY] or (step, is_after) == (1, False)
    if (step, is_after) == (1, False):
        told(world)
    world.clock.advance(hours=2)
    ask_again(files=world.notices, queues=world.queues, clock=world.clock)
    for name in set(world.queues.ids(Work.HEED)):
        worked(world, name)
    assert texts(world) == [BODY]
    assert list(world.notices.landed.values()) == [None]
    assert set(world.queues.ids(Work.READ_COMMENTS)) <= {READING.id}
    assert world.the(READING.id).noticed_at is not None


def test_R09_what_the_archive_cannot_take_now_stays_where_it_landed(world: World) -> None:
    class Shut(InMemoryArchive):
        def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
            raise TransientServiceError(f"503 {key} {len(content)} {retain_until}")

    name = told(world)
    with pytest.raises(TransientServiceError):
        work_on(name, hear=notices_in, ports=replace(ports(world), archive=Shut()))
    assert world.notices.read(name)
    assert world.queues.ids(Work.READ_COMMENTS) == []
    worked(world, name)
    assert texts(world) == [BODY]


def test_Q02_a_notice_that_cannot_be_heeded_is_in_the_archive_all_the_same_and_stops_no_neighbour(world: World) -> None:
    failing = replace(ports(world), records=MortalRecords(world.stored, world.steps, failing_writes=1))
    name = told(world)
    with pytest.raises(TransientServiceError):
        work_on(name, hear=notices_in, ports=failing)
    assert texts(world) == [BODY]
    archived(world, b"neighbour")
    assert texts(world) == [BODY, b"neighbour"]
    worked(world, name)
    assert texts(world) == [BODY, b"neighbour"]
    assert world.queues.ids(Work.READ_COMMENTS) == [READING.id]


def test_R07_another_object_under_its_key_is_an_alarm(world: World) -> None:
    name = told(world)
    landed = world.notices.read(name)
    assert landed
    key = f"2026/11/23/facebook/notices/5005/120000-{landed.mark}.json"
    world.archive.keep(key, b"{}", datetime(2030, 1, 1, tzinfo=UTC))
    with pytest.raises(RecordIntegrityError):
        worked(world, name)
    assert world.notices.read(name)


def test_what_is_left_is_asked_for_after_an_hour_and_what_was_worked_on_never(world: World) -> None:
    left = told(world)
    archived(world, b"neighbour")
    world.queues.take()
    asked = []
    for hours in (0, 1, 1, 24):
        world.clock.advance(hours=hours)
        asked.append(ask_again(files=world.notices, queues=world.queues, clock=world.clock))
    assert asked == [0, 0, 1, 1]
    assert world.queues.ids(Work.HEED) == [left, left]


# Cancelled --------------------------------------------------------------------------------------------------------


def destroyed(world: World, *comments: str, days: list[date] | None = None) -> list[str]:
    return sorted(destroy_notices(naming(comments, days or [TODAY], world.archive), world.envelopes))


def test_R13_a_cancellation_destroys_every_notice_that_names_the_comment_and_no_other(world: World) -> None:
    two = a_delivery_of(a_feed_change(), a_feed_change(comment_id="1001_6"))
    others = a_delivery_of(a_feed_change(comment_id="1001_6"), a_feed_change(comment_id="1001_8"))
    edited = a_delivery_of(a_feed_change(verb="edited"))
    keys = archived(world, BODY, two, others, edited, a_delivery_of(A_REACTION), b"no es JSON")
    before = {key: kept.content for key, kept in world.archive.kept.items()}
    for _ in range(2):
        assert destroyed(world, FACEBOOK_POST + "_5005") == sorted((keys[0], keys[1], keys[3], keys[5]))
    assert texts(world) == [None, None, others, None, a_delivery_of(A_REACTION), None]
    assert {key: kept.content for key, kept in world.archive.kept.items()} == before


def test_R13_of_instagram_and_on_every_day_that_is_looked_through(world: World) -> None:
    keys = []
    for number in range(3):
        of_instagram = a_delivery_of(an_instagram_change(), kind="instagram", at=world.clock.now())
        keys += archived(world, of_instagram)
        world.clock.advance(days=200 * number + 1)
    days = list(days_from(TODAY, TODAY + timedelta(days=1)))
    assert destroyed(world, "17900000000000001", days=days) == keys[:2]
    assert [text is None for text in texts(world)] == [True, True, False]


def test_R13_who_was_working_on_it_when_it_was_cancelled_brings_no_word_back(world: World) -> None:
    name = told(world)
    landed = world.notices.read(name)
    worked(world, name)
    before = {key: kept.content for key, kept in world.archive.kept.items()}
    destroyed(world, "1001_5005")
    world.notices.landed[name] = landed
    assert worked(world, name)
    assert texts(world) == [None]
    assert {key: kept.content for key, kept in world.archive.kept.items()} == before
    assert world.notices.landed == {name: None}


def test_a_key_that_opens_something_else_is_an_alarm() -> None:
    archive, envelopes = InMemoryArchive(), InMemoryEnvelopes()
    landed = LandedNotice(b"{}", NOW, "0" * 32)
    key = archive_notice(landed, Heard(), archive=archive, envelopes=envelopes, now=NOW)
    envelopes.keys[f"notices/{landed.mark}"] = bytes(34)
    with pytest.raises(RecordIntegrityError):
        opened(archive.kept[key].content, envelopes)
