"""7: every day is proven once, in one chain, whenever and however often the proof is made."""

from base64 import b64decode
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import RecordIntegrityError, TransientServiceError
from chalicelib.domain.ids import day_id, sha256_hex
from chalicelib.domain.manifest import Manifest, kept, manifest_key, read_manifest, root_hex
from chalicelib.domain.merkle import EMPTY_ROOT
from chalicelib.domain.records import retention_end
from chalicelib.procedure.closing import close
from chalicelib.procedure.manifests import LOOK_BACK_DAYS, Sealed, seal_days
from chalicelib.procedure.sealing import SealingPorts
from tests.fakes.files import KeptObject
from tests.fakes.signing import InMemorySigner
from tests.world import World

FIRST = date(2026, 11, 20)
LATER = timedelta(minutes=10)


def night_of(day: date) -> datetime:
    """A quarter past midnight at León after a day."""
    return datetime(day.year, day.month, day.day, 6, 15, tzinfo=UTC) + timedelta(days=1)


class Town:
    """An archive that fills day by day, and nights on which it is proven."""

    def __init__(self) -> None:
        self.world = World()
        self.archive = self.world.archive
        self.ports = SealingPorts(
            self.world.records, self.archive, self.archive, InMemorySigner(), None, self.world.clock
        )

    def keep(self, day: date, number: int) -> str:
        key = f"{day:%Y/%m/%d}/comment/COM-{number:04d}/000001.json"
        self.archive.keep(key, f'{{"number":{number}}}'.encode(), retention_end(day))
        return key

    def night(self, day: date, most: int = 1000) -> Sealed:
        self.world.clock.set(night_of(day))
        return seal_days(ports=self.ports, until=self.world.clock.now() + LATER, most=most)

    def manifest(self, day: date, sequence: int = 0) -> Manifest:
        return read_manifest(self.archive.read(manifest_key(day, sequence)))

    def keys_of(self, day: date, sequence: int = 0) -> list[str]:
        return [leaf.key for leaf in self.manifest(day, sequence).leaves]


@pytest.fixture
def town() -> Town:
    return Town()


def days(count: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(count)]


def check_chain(town: Town, count: int) -> None:
    """Every day has its own manifest, and each names the one before it, to the byte."""
    before = None
    for day in days(count):
        assert town.manifest(day).statement.previous == before, day
        before = kept(town.archive.read(manifest_key(day, 0))).link


def test_a_day_that_is_over_gets_a_manifest_of_all_that_was_kept_under_it(town: Town) -> None:
    kept_keys = [town.keep(FIRST, number) for number in (2, 1, 3)]
    town.keep(FIRST + timedelta(days=1), 4)
    assert town.night(FIRST) == Sealed((manifest_key(FIRST, 0),), is_finished=True)
    made = town.manifest(FIRST)
    assert town.keys_of(FIRST) == sorted(kept_keys)
    assert made.statement.root == root_hex(made.leaves)
    assert (made.statement.count, made.statement.day, made.statement.previous) == (3, FIRST, None)
    content = town.archive.read(kept_keys[1])
    assert made.leaves[0][1:] == (sha256_hex(content), len(content))


def test_the_public_key_lies_beside_under_its_own_hash(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    key = town.ports.signer.public_key()
    assert town.archive.read(f"keys/{key.id}.pem") == key.pem
    assert town.manifest(FIRST).statement.key_id == key.id


def test_a_proof_is_kept_as_long_as_what_it_proves(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST + timedelta(days=1))
    assert town.archive.kept[manifest_key(FIRST, 0)].retain_until >= retention_end(FIRST)


def test_closing_twice_changes_nothing(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    before = dict(town.archive.kept)
    assert town.night(FIRST) == Sealed((), is_finished=True)
    assert town.archive.kept == before


def test_R10_after_days_without_a_run_every_missing_day_is_closed_in_order(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    town.keep(days(4)[2], 2)
    made = town.night(days(5)[4])
    assert made.made == tuple(manifest_key(day, 0) for day in days(5)[1:])
    check_chain(town, 5)
    assert town.manifest(days(2)[1]).statement.root == EMPTY_ROOT.hex()


def test_an_archive_that_nobody_proved_yet_is_proven_from_its_first_day(town: Town) -> None:
    town.keep(days(3)[2], 2)
    town.keep(FIRST, 1)
    town.night(days(4)[3])
    check_chain(town, 4)


def test_where_nothing_is_kept_nothing_is_proven(town: Town) -> None:
    assert town.night(FIRST) == Sealed((), is_finished=True)
    assert town.archive.kept == {}


def test_what_comes_late_goes_into_one_more_manifest_which_the_next_day_names(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    late = town.keep(FIRST, 2)
    town.night(days(2)[1])
    assert town.keys_of(FIRST, 1) == [late]
    assert town.manifest(FIRST, 1).statement.previous == kept(town.archive.read(manifest_key(FIRST, 0))).link
    assert town.manifest(days(2)[1]).statement.supplements == ()
    town.night(days(3)[2])
    assert town.manifest(days(3)[2]).statement.supplements == (kept(town.archive.read(manifest_key(FIRST, 1))).link,)
    town.night(days(4)[3])
    assert town.manifest(days(4)[3]).statement.supplements == ()


def test_an_object_is_awaited_as_long_as_the_queue_of_failures_keeps_it(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    town.night(FIRST + timedelta(days=LOOK_BACK_DAYS - 1))
    late = town.keep(FIRST, 2)
    town.night(FIRST + timedelta(days=LOOK_BACK_DAYS))
    assert town.keys_of(FIRST, 1) == [late]
    town.night(FIRST + timedelta(days=LOOK_BACK_DAYS + 1))
    named = town.manifest(FIRST + timedelta(days=LOOK_BACK_DAYS + 1)).statement.supplements
    assert [link.sequence for link in named] == [1]


@pytest.mark.parametrize("late", [3, 250])
def test_a_day_of_very_many_goes_on_in_further_manifests(town: Town, late: int) -> None:
    all_keys = [town.keep(FIRST, number) for number in range(5)]
    town.night(FIRST, most=2)
    assert [town.keys_of(FIRST, sequence) for sequence in range(3)] == [all_keys[:2], all_keys[2:4], all_keys[4:]]
    more = [town.keep(FIRST, number) for number in range(1000, 1000 + late)]
    town.night(days(2)[1], most=100)
    assert [key for sequence in range(3, 3 + -(-late // 100)) for key in town.keys_of(FIRST, sequence)] == more


def test_when_time_runs_out_the_next_run_goes_on(town: Town) -> None:
    for day in days(3):
        town.keep(day, 1)
    town.world.clock.set(night_of(days(3)[2]))
    assert seal_days(ports=town.ports, until=town.world.clock.now()) == Sealed((), is_finished=False)
    assert town.night(days(3)[2]).is_finished
    check_chain(town, 3)


def test_R11_a_clock_that_goes_back_makes_no_second_manifest(town: Town) -> None:
    for day in days(3):
        town.keep(day, 1)
    town.night(days(3)[2])
    before = dict(town.archive.kept)
    assert town.night(FIRST).made == ()
    assert town.archive.kept == before
    town.night(days(4)[3])
    check_chain(town, 4)


def test_R11_what_is_kept_after_a_clock_ran_ahead_is_proven_all_the_same(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(days(4)[3])
    late = town.keep(days(2)[1], 2)
    town.night(days(2)[1])
    assert town.keys_of(days(2)[1], 1) == [late]
    check_chain(town, 4)


class Rival(InMemorySigner):
    """A key that, while it is asked to sign, lets another run make everything first."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self._town, self._is_waiting = town, True

    def sign(self, digest: bytes) -> bytes:
        if self._is_waiting:
            self._is_waiting = False
            other = SealingPorts(**{**self._town.ports.__dict__, "signer": InMemorySigner()})
            seal_days(ports=other, until=self._town.world.clock.now() + LATER)
        return super().sign(digest)


def test_R08_two_runs_at_once_make_one_chain(town: Town) -> None:
    town.keep(FIRST, 1)
    town.night(FIRST)
    town.keep(FIRST, 2)
    for day in days(4)[1:]:
        town.keep(day, 1)
    town.world.clock.set(night_of(days(4)[3]))
    ports = SealingPorts(**{**town.ports.__dict__, "signer": Rival(town)})
    seal_days(ports=ports, until=town.world.clock.now() + LATER)
    check_chain(town, 4)
    assert list(town.archive.keys("manifests/")) == [
        manifest_key(FIRST, 0),
        manifest_key(FIRST, 1),
        *(manifest_key(day, 0) for day in days(4)[1:]),
    ]


def test_R08_a_manifest_that_hangs_from_another_stops_everything(town: Town) -> None:
    for day in days(2):
        town.keep(day, 1)
    town.night(days(2)[1])
    stranger = Town()
    stranger.keep(days(2)[1], 7)
    stranger.night(days(2)[1])
    name = manifest_key(days(2)[1], 0)
    town.archive.kept[name] = stranger.archive.kept[name]
    del town.archive.kept[manifest_key(FIRST, 0)]
    town.archive.keep(manifest_key(FIRST, 0), b"{}", retention_end(FIRST))
    with pytest.raises(RecordIntegrityError):
        town.night(days(3)[2])


def test_the_days_record_tells_the_head_of_the_chain(town: Town) -> None:
    town.keep(FIRST, 1)
    town.world.clock.set(night_of(FIRST))
    close(FIRST, records=town.world.records, clock=town.world.clock)
    town.night(FIRST)
    told = town.world.the(day_id(FIRST)).seal
    content = town.archive.read(manifest_key(FIRST, 0))
    assert (told.count, told.sha256) == (1, sha256_hex(content))
    close(FIRST, records=town.world.records, clock=town.world.clock)
    assert town.world.the(day_id(FIRST)).seal == told


@pytest.mark.parametrize("is_gone", [True, False])
def test_R10_a_manifest_that_was_made_and_is_gone_or_another_is_never_made_again(town: Town, *, is_gone: bool) -> None:
    town.keep(FIRST, 1)
    town.world.clock.set(night_of(FIRST))
    close(FIRST, records=town.world.records, clock=town.world.clock)
    town.night(FIRST)
    name = manifest_key(FIRST, 0)
    mine = town.archive.kept.pop(name)
    if not is_gone:
        stranger = Town()
        stranger.keep(FIRST, 7)
        stranger.night(FIRST)
        town.archive.kept[name] = KeptObject(stranger.archive.read(name), mine.retain_until)
    with pytest.raises(RecordIntegrityError):
        town.night(days(2)[1])


@pytest.mark.parametrize("steps", range(12))
def test_R09_dying_at_any_write_leaves_a_chain_that_the_next_run_finishes(town: Town, steps: int) -> None:
    for day in days(3):
        town.keep(day, 1)
    town.world.clock.set(night_of(FIRST))
    close(FIRST, records=town.world.records, clock=town.world.clock)
    town.night(FIRST)
    late = town.keep(FIRST, 2)
    town.world.clock.set(night_of(days(3)[2]))
    left = [steps]

    class Mortal:
        def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise TransientServiceError("gone")
            town.archive.keep(key, content, retain_until)

    ports = SealingPorts(**{**town.ports.__dict__, "archive": Mortal()})
    try:
        seal_days(ports=ports, until=town.world.clock.now() + LATER)
    except TransientServiceError:
        assert steps < 6
    town.night(days(3)[2])
    town.night(days(4)[3])
    check_chain(town, 4)
    assert town.keys_of(FIRST, 1) == [late]


class Stamper:
    """An authority that stamps, or does not answer."""

    def __init__(self, *, is_silent: bool) -> None:
        self.is_silent, self.asked = is_silent, b""

    def stamp(self, digest: bytes) -> bytes:
        self.asked = digest
        if self.is_silent:
            raise TransientServiceError("silent")
        return b"stamp"


@pytest.mark.parametrize("is_silent", [True, False])
def test_a_time_stamp_is_over_the_signature_and_never_holds_the_proof_up(town: Town, *, is_silent: bool) -> None:
    town.keep(FIRST, 1)
    stamper = Stamper(is_silent=is_silent)
    town.ports = SealingPorts(**{**town.ports.__dict__, "stamper": stamper})
    town.night(FIRST)
    made = town.manifest(FIRST)
    assert stamper.asked.hex() == sha256_hex(b64decode(made.signature))
    assert made.time_stamp == (None if is_silent else "c3RhbXA=")


def test_today_is_never_proven_before_it_is_over(town: Town) -> None:
    town.keep(FIRST, 1)
    town.world.clock.set(night_of(FIRST) - timedelta(minutes=16))
    assert local_day(town.world.clock.now()) == FIRST
    assert seal_days(ports=town.ports, until=town.world.clock.now() + LATER).made == ()
