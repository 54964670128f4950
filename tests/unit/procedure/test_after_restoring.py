"""7, R05: after a restore of the table to an earlier moment, it is put right from what the archive knows."""

import re
from datetime import datetime, timedelta

import pytest

from chalicelib import bootstrap
from chalicelib.domain.comment import Comment
from chalicelib.domain.control import CONTROL_ID, PublishingControl, SignedOrder, no_orders
from chalicelib.domain.day import Day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.disposal import DisposalState, Kept
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.hold import REGISTER_ID, HeldMatter, HoldRegister, HoldScope
from chalicelib.domain.ids import day_id, disposal_id
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import Referral
from chalicelib.ports import Clock, CommentPage
from chalicelib.procedure import holds
from chalicelib.procedure.disposing import approve_disposal, list_what_is_past, order_disposal
from chalicelib.procedure.erasing import carry_out_disposals
from chalicelib.procedure.recounting import close_day
from local.memory_records import InMemoryRecords
from local.rebuild import main, told
from tests.archived import Archived, tell
from tests.builders import NOW, a_comment, a_network_comment
from tests.disposal_town import COORDINATOR, DAY, DIRECTOR, GROUND, Town
from tests.fakes import FakeClock, InMemoryArchive, InMemoryEnvelopes
from tests.restoring import official_items, put_it_right, restored, restoring_ports
from tests.world import World

COMMENTS = tuple(a_network_comment(f"c{number}", f"queja {number}: no hay agua en mi calle") for number in range(6))
FOLIOS = f"folio-{NOW:%Y%m%d}"


class Archive:
    """An archive and its envelopes."""

    def __init__(self) -> None:
        self.archive = InMemoryArchive()
        self.envelopes = InMemoryEnvelopes()


def shows(world: World, comments: tuple[object, ...]) -> None:
    """Have the network show comments, and read them."""
    [reading] = [one for one in world.of_kind(Reading) if one.network is Network.FACEBOOK]
    world.clock.set(max(world.clock.now(), world.the(reading.id).due_at))
    world.shows(Network.FACEBOOK, CommentPage(comments, is_whole=True))  # type: ignore[arg-type]  # they are comments
    world.read(reading.id)
    world.run()


@pytest.fixture
def lived() -> tuple[World, InMemoryRecords]:
    """Give a world whose archive knows all of a day, and its table as it was in the middle of it: before X, after a folio."""
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    shows(world, COMMENTS[:2])
    then, folio = world.stored.all, world.stored.next_number(FOLIOS) - 1
    edited = COMMENTS[0].model_copy(update={"text": "reporte: se fue el agua"})
    shows(world, (edited, *COMMENTS[1:]))
    shows(world, (edited, *COMMENTS[2:]))
    for record in world.stored.versions:
        tell(world, record, world.clock.now())
    assert 0 < folio < world.stored.next_number(FOLIOS) - 1
    return world, restored(then, (FOLIOS, folio))


# Forward ----------------------------------------------------------------------------------------------------------


def test_R05_a_restored_table_comes_forward_to_what_the_archive_knows_item_by_item(
    lived: tuple[World, InMemoryRecords],
) -> None:
    world, table = lived
    before = len(table.all)
    assert official_items(table.all) != official_items(world.stored.all)
    done = put_it_right(world, table, world.clock)
    assert official_items(table.all) == official_items(world.stored.all)
    assert done.rebuilt.apart == []
    assert done.rebuilt.forwarded > 0
    assert done.rebuilt.stored > 0
    assert before < len(table.all)


def test_R05_it_may_be_repeated_and_then_does_nothing(lived: tuple[World, InMemoryRecords]) -> None:
    world, table = lived
    put_it_right(world, table, world.clock)
    stored = len(table.versions)
    again = put_it_right(world, table, world.clock).rebuilt
    assert (again.stored, again.forwarded, again.apart, len(table.versions)) == (0, 0, [], stored)


@pytest.mark.parametrize("lives", range(0, 25, 3))
def test_R09_whoever_dies_while_putting_it_right_goes_on_where_they_were(
    lived: tuple[World, InMemoryRecords], lives: int
) -> None:
    world, table = lived
    left = iter(range(lives))

    class Dying(Archive):
        """An archive that is there for so many readings."""

        def __init__(self) -> None:
            super().__init__()
            self.archive, self.envelopes = _Dying(), world.envelopes
            self.archive.kept = world.archive.kept

    class _Dying(InMemoryArchive):
        def read(self, key: str) -> bytes:
            """Read, as long as there is life."""
            if next(left, None) is None:
                raise TransientServiceError("died")
            return super().read(key)

    with pytest.raises(TransientServiceError):
        put_it_right(Dying(), table, world.clock)
    control = table.find(CONTROL_ID)
    assert isinstance(control, PublishingControl)
    assert control.stop
    put_it_right(world, table, world.clock)
    assert official_items(table.all) == official_items(world.stored.all)


def test_R05_no_folio_is_given_twice_though_the_counter_went_back(lived: tuple[World, InMemoryRecords]) -> None:
    world, table = lived
    put_it_right(world, table, world.clock)
    assert table.next_number(FOLIOS) == world.stored.next_number(FOLIOS)


def test_P1_a_control_that_the_restore_brought_back_is_stopped_and_a_stop_in_force_stays() -> None:
    town, clock = Archive(), FakeClock()
    table = restored([no_orders(NOW).model_copy(update={"revision": 4})])
    put_it_right(town, table, clock)
    control = table.find(CONTROL_ID)
    assert isinstance(control, PublishingControl)
    assert control.stop is not None
    assert (control.stop.by, control.revision) == ("reconstrucción", 5)
    order = SignedOrder(by="directora", at=NOW, why="Sismo")
    table = restored([no_orders(NOW).stopped(order).model_copy(update={"revision": 4})])
    put_it_right(town, table, clock)
    control = table.find(CONTROL_ID)
    assert isinstance(control, PublishingControl)
    assert (control.stop, control.revision) == (order, 4)


def test_P2_what_was_published_after_the_moment_of_the_restore_is_not_published_again() -> None:
    world = World()
    world.released(Network.FACEBOOK)
    then = world.stored.all
    assert [one.state for one in then if isinstance(one, Delivery)] != [DeliveryState.DONE]
    world.run()
    for record in world.stored.versions:
        tell(world, record, world.clock.now())
    table = restored(then)
    put_it_right(world, table, world.clock)
    assert [one.state for one in table.all if isinstance(one, Delivery)] == [DeliveryState.DONE]
    assert [one.id for one in table.all if isinstance(one, Post)] == [one.id for one in world.of_kind(Post)]


def test_R05_a_record_that_somebody_wrote_to_after_the_restore_stays_and_a_person_is_told(
    lived: tuple[World, InMemoryRecords],
) -> None:
    world, table = lived
    [case, *_] = [one for one in table.all if isinstance(one, Referral)]
    live = world.the(case.id)
    assert isinstance(live, Referral)
    other = table.commit(replace=[case.evolve(place="Otra calle")])[0]
    tell(world, other, world.clock.now() + timedelta(days=2))
    if live.revision == case.revision:
        # Both histories have the revision after it.
        tell(world, live.evolve(revision=live.revision + 1, place="La calle de siempre"), world.clock.now())
    done = put_it_right(world, table, world.clock)
    assert done.rebuilt.apart == [case.id]
    assert table.find(case.id) == other
    assert any(case.id in line for line in told(done))
    rest = {name: item for name, item in official_items(table.all).items() if name != case.id}
    assert rest == {name: item for name, item in official_items(world.stored.all).items() if name != case.id}


def test_R05_what_the_archive_does_not_have_yet_stays_as_it_is() -> None:
    town = Archive()
    comment = a_comment().model_copy(update={"revision": 1})
    tell(town, comment, NOW)
    newer = comment.evolve(revision=2, author_handle="otra")
    table = restored([newer])
    done = put_it_right(town, table, FakeClock())
    assert table.find(comment.id) == newer
    assert (done.rebuilt.known, done.rebuilt.forwarded, done.rebuilt.apart) == (1, 0, [])


def test_R05_after_it_no_write_takes_a_revision_that_the_archive_has(lived: tuple[World, InMemoryRecords]) -> None:
    world, table = lived
    put_it_right(world, table, world.clock)
    [comment, *_] = [one for one in table.all if isinstance(one, Comment)]
    before = set(world.archive.kept)
    tell(world, table.commit(replace=[comment.evolve(author_handle="otra")])[0], world.clock.now())
    [key] = set(world.archive.kept) - before
    assert key.endswith(f"/{comment.revision + 1:06d}.json")


def test_R05_whoever_writes_while_it_is_put_right_is_not_overwritten(lived: tuple[World, InMemoryRecords]) -> None:
    world, table = lived
    written: list[Record] = []

    class Busy(InMemoryRecords):
        """A table in which somebody writes to each record just before it goes forward."""

        def advance(self, record: Record, *, over: int) -> None:
            """Have somebody write first."""
            there = self.find(record.id)
            if isinstance(there, Comment):
                written.extend(self.commit(replace=[there.evolve(author_handle="otra")]))
            super().advance(record, over=over)

    busy = Busy()
    busy.fill(table.all)
    done = put_it_right(world, busy, world.clock)
    assert written
    assert done.rebuilt.apart == sorted(one.id for one in written)
    assert [busy.find(one.id) for one in written] == written


# Disposed of ------------------------------------------------------------------------------------------------------


class Disposed(Archive):
    """A town whose day was disposed of, all of it told to the archive; and the table as it was before."""

    def __init__(self, matter: HeldMatter | None = None) -> None:
        super().__init__()
        self.town = Town()
        self.town.put_a_day()
        self.then = self.town.stored.all
        self.of_the_day = [one for one in self.then if one.id[:3] in {"PUB", "POS", "COM", "LEO"}]
        if matter:
            self.town.hold(matter)
            self.then = self.town.stored.all
        self.told = 0

    def disposed(self) -> None:
        """Have two persons dispose of it."""
        self.town.ordered()
        self.town.carry_out()

    def tell(self) -> None:
        """Tell the archive what was stored since."""
        for record in self.town.stored.versions[self.told :]:
            tell(self, record, self.town.clock.now())
        self.told = len(self.town.stored.versions)


def of_the_day(table: InMemoryRecords) -> list[Record]:
    return [one for one in table.all if one.id[:3] in {"PUB", "POS", "COM", "LEO"}]


WHOLE_DAY = HeldMatter(scope=HoldScope.DAYS, first=DAY, last=DAY)


@pytest.mark.parametrize("is_act_known", [False, True])
def test_R05_what_was_disposed_of_goes_again_also_where_the_restore_lost_the_act(*, is_act_known: bool) -> None:
    disposed = Disposed()
    disposed.disposed()
    disposed.tell()
    acts = [one for one in disposed.town.stored.all if one.id.startswith("BAJ-")]
    table = restored([*disposed.then, *(acts if is_act_known else ())])
    done = put_it_right(disposed, table, disposed.town.clock, since=DAY)
    assert (done.disposed.gone, done.disposed.kept) == (len(disposed.of_the_day), {})
    assert of_the_day(table) == []
    assert [table.find(act.id) for act in acts] == acts
    again = put_it_right(disposed, table, disposed.town.clock, since=DAY)
    assert (again.disposed.gone, again.rebuilt.stored) == (0, 0)


def test_R05_a_hold_placed_since_wins_though_the_restore_lost_it_and_the_day_is_looked_at_again() -> None:
    disposed = Disposed()
    disposed.disposed()
    list_what_is_past(disposed.town.ports)
    assert disposed.town.disposal().state is DisposalState.DONE
    hold = disposed.town.hold(WHOLE_DAY)
    disposed.tell()
    table, clock = restored(disposed.then), disposed.town.clock
    done = put_it_right(disposed, table, clock, since=DAY)
    number = len(disposed.of_the_day)
    assert (done.disposed.gone, done.disposed.kept, done.holds) == (0, {Kept.HELD: number}, 1)
    assert any(f"{number} por un resguardo" in line for line in told(done))
    assert of_the_day(table) == disposed.of_the_day
    for by in (COORDINATOR, DIRECTOR):
        holds.lift_hold(hold.id, reason="Terminó", by=by, records=table, clock=clock)
    clock.advance(days=8)
    assert list_what_is_past(restoring_ports(disposed, table, clock, DAY).disposal) == 1


def test_R05_a_hold_counts_though_the_index_of_a_table_just_filled_does_not_show_it_yet() -> None:
    class Lagging(InMemoryRecords):
        """A table whose index of what is due shows nothing yet."""

        def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
            """Show nothing."""
            return super().due(duty, until, limit)[:0]

    disposed = Disposed()
    disposed.disposed()
    disposed.town.hold(WHOLE_DAY)
    disposed.tell()
    table = Lagging()
    table.fill(disposed.then)
    done = put_it_right(disposed, table, disposed.town.clock, since=DAY)
    assert (done.holds, done.disposed.kept) == (1, {Kept.HELD: len(disposed.of_the_day)})


def test_R05_a_hold_lifted_since_holds_nothing_after_a_restore() -> None:
    disposed = Disposed(WHOLE_DAY)
    disposed.tell()
    [hold] = holds.holds_in_force(disposed.town.records, disposed.town.clock)
    for by in (COORDINATOR, DIRECTOR):
        holds.lift_hold(hold.id, reason="Terminó", by=by, records=disposed.town.records, clock=disposed.town.clock)
    disposed.disposed()
    disposed.tell()
    table = restored(disposed.then)
    done = put_it_right(disposed, table, disposed.town.clock, since=DAY)
    assert (done.holds, done.disposed.kept) == (0, {})
    register = table.find(REGISTER_ID)
    assert isinstance(register, HoldRegister)
    assert register.holds == {}
    assert of_the_day(table) == []


def test_R05_what_is_not_the_version_that_the_inventory_says_is_kept_and_listed_anew() -> None:
    disposed = Disposed()
    [_, _, earlier] = [one for one in disposed.of_the_day if isinstance(one, Comment)][:3]
    disposed.town.stored.commit(replace=[earlier.evolve(author_handle="vecina")])
    disposed.disposed()
    disposed.tell()
    # The archive's versions of it are past their term, too, and erased.
    disposed.archive.kept = {key: kept for key, kept in disposed.archive.kept.items() if earlier.id not in key}
    table = restored(disposed.then)
    [one, other] = [found for found in of_the_day(table) if isinstance(found, Comment)][:2]
    later = table.commit(replace=[one.evolve(author_handle="otra")])[0]
    changed = other.evolve(author_handle="alguien")
    table.advance(changed, over=other.revision)
    done = put_it_right(disposed, table, disposed.town.clock, since=DAY)
    assert done.disposed.kept == {Kept.CHANGED: 3}
    assert of_the_day(table) == sorted([later, changed, earlier], key=lambda record: record.id)
    assert any("3 porque no son la versión que dice el inventario" in line for line in told(done))
    assert list_what_is_past(restoring_ports(disposed, table, disposed.town.clock, DAY).disposal) == 1


def test_R05_an_earlier_revision_than_the_inventory_says_goes_where_the_archive_knows_it() -> None:
    disposed = Disposed()
    comment = next(one for one in disposed.of_the_day if isinstance(one, Comment))
    disposed.town.stored.commit(replace=[comment.evolve(author_handle="otra")])
    disposed.disposed()
    disposed.tell()
    table = restored(disposed.then)
    assert put_it_right(disposed, table, disposed.town.clock, since=DAY).disposed.kept == {}
    assert of_the_day(table) == []


def test_R05_what_is_read_anew_under_the_id_of_something_disposed_of_is_not_destroyed() -> None:
    disposed = Disposed()
    comment = next(one for one in disposed.of_the_day if isinstance(one, Comment))
    disposed.town.stored.commit(replace=[comment.evolve(author_handle="otra")])
    disposed.disposed()
    disposed.tell()
    table = restored([])
    table.insert_new([comment.evolve(created_at=disposed.town.clock.now())])
    assert put_it_right(disposed, table, disposed.town.clock, since=DAY).disposed.kept == {Kept.CHANGED: 1}
    assert [one.id for one in of_the_day(table)] == [comment.id]


def test_P7_the_figures_of_a_day_stand_though_somebody_wrote_to_its_disposal_after_the_restore() -> None:
    disposed = Disposed()
    town, clock = disposed.town, disposed.town.clock
    town.run_daily()
    table = restored(town.stored.all)
    town.approve()
    town.order()
    town.carry_out()
    disposed.tell()
    clock.advance(hours=1)
    approve_disposal(disposal_id(DAY), ground=GROUND, by=COORDINATOR, records=table, clock=clock)
    assert put_it_right(disposed, table, clock, since=DAY).rebuilt.apart == [disposal_id(DAY)]
    assert of_the_day(table) == []
    told_before = town.stored.find(day_id(DAY))
    close_day(DAY, records=table, clock=clock)
    order_disposal(disposal_id(DAY), by=DIRECTOR, records=table, clock=clock)
    assert carry_out_disposals(restoring_ports(disposed, table, clock, DAY).disposal) == 1
    assert isinstance(told_before, Day)
    told_now = table.find(day_id(DAY))
    assert isinstance(told_now, Day)
    assert (told_now.counted, told_now.manifest) == (told_before.counted, told_before.manifest)


# What the operator reads ------------------------------------------------------------------------------------------


def command(town: Archived, table: InMemoryRecords, clock: Clock) -> int:
    """Run the command as the operator does, over what is in memory."""
    ports = restoring_ports(town, table, clock, DAY)
    with bootstrap.replaced(
        archive_reader=town.archive,
        envelopes=town.envelopes,
        notice_files=ports.destroying.notices,
        records=table,
        records_to_fill=table,
        records_disposal=table,
        archive_disposal=ports.disposal.archive,
        retention=ports.disposal.rule,
        clock=clock,
    ):
        return main()


def test_the_operator_reads_what_was_done_in_spanish(
    lived: tuple[World, InMemoryRecords], capsys: pytest.CaptureFixture[str]
) -> None:
    world, table = lived
    assert command(world, table, world.clock) == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.match(
        r"Registros que faltaban y se repusieron: [1-9]\d*\. Ya estaban: [1-9]\d*; de ellos se adelantaron", lines[0]
    )
    assert "paro general" in lines[-1]
    assert command(world, table, world.clock) == 0
    assert re.match(r"Registros que faltaban y se repusieron: 0\. .*última versión: 0\.", capsys.readouterr().out)


def test_R07_an_archive_that_contradicts_itself_stops_the_command(
    lived: tuple[World, InMemoryRecords], capsys: pytest.CaptureFixture[str]
) -> None:
    world, table = lived
    world.envelopes.keys = {one: bytes(len(key)) for one, key in world.envelopes.keys.items()}
    assert command(world, table, world.clock) == 1
    assert "se detuvo" in capsys.readouterr().err
