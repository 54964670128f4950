"""P7: what is disposed of was counted before, whatever was uncounted of its day when the disposal was ordered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.domain.day import Day
from chalicelib.domain.day_figures import DayFigures
from chalicelib.domain.disposal import Disposal, DisposalState
from chalicelib.domain.errors import RecordConflictError, RejectedByServiceError
from chalicelib.domain.period_report import Cut, PeriodReport, Step
from chalicelib.domain.records import Record, RecordKind
from chalicelib.procedure.changing import note_changes
from chalicelib.procedure.recounting import TOO_LARGE, close_day
from chalicelib.procedure.report import report
from tests.builders import PUBLICATION, a_comment, a_network_comment, a_publication
from tests.disposal_town import DAY, Town, finished
from tests.faults.retention import figures_told
from tests.mortality import MortalRecords, Steps

LATE = finished(a_comment(a_network_comment("c77", author_handle="tardía")))


@pytest.fixture
def town() -> Town:
    town = Town()
    town.put_a_day()
    return town


def disposed(town: Town) -> DayFigures:
    """Dispose of the day; gives what a report tells of it afterwards."""
    town.ordered()
    town.carry_out()
    assert PUBLICATION not in town.there
    return figures_told(town)


def test_P7_a_day_that_was_never_closed_is_counted_before_it_is_disposed_of(town: Town) -> None:
    before = figures_told(town)
    assert before.cells
    assert disposed(town) == before


def test_P7_a_change_that_no_night_counted_is_counted_before_the_day_is_disposed_of(town: Town) -> None:
    counted = close_day(DAY, records=town.stored, clock=town.clock)
    town.ordered()
    town.stored.insert_new([LATE])
    note_changes([(LATE.kind, LATE.id)], records=town.stored, clock=town.clock)
    before = figures_told(town)
    town.carry_out()
    assert figures_told(town) == before != counted.counted


def test_P7_a_change_that_the_stream_has_not_told_yet_is_counted_too(town: Town) -> None:
    counted = close_day(DAY, records=town.stored, clock=town.clock)
    town.ordered()
    town.stored.insert_new([LATE])
    town.carry_out()
    told = figures_told(town)
    assert counted.counted is not None
    assert sum(told.cells[f"{PUBLICATION}|facebook|"]["comments"].values()) == 4
    assert told != counted.counted


@dataclass
class Disturbed(MortalRecords):
    """The table, at which somebody does something just before a record of some kind is stored for the first time."""

    act: Callable[[], object] = print
    before: Callable[[Record], bool] = bool
    is_done: bool = False

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        if not self.is_done and any(map(self.before, (*insert, *replace))):
            self.is_done = True
            self.act()
        return super().commit(insert=insert, replace=replace)


def is_day(record: Record) -> bool:
    return isinstance(record, Day)


def is_settling(record: Record) -> bool:
    return isinstance(record, Disposal) and record.has_begun


@pytest.mark.parametrize(("before", "is_told"), [(is_day, True), (is_day, False), (is_settling, True)])
def test_P7_a_change_that_comes_while_the_day_is_counted_is_counted(
    town: Town, before: Callable[[Record], bool], *, is_told: bool
) -> None:
    town.ordered()

    def change() -> None:
        town.stored.insert_new([LATE])
        if is_told:
            note_changes([(LATE.kind, LATE.id)], records=town.stored, clock=town.clock)

    disturbed = Disturbed(town.stored, Steps(), act=change, before=before)
    town.ports = replace(town.ports, records=disturbed)
    town.carry_out()
    assert disturbed.is_done
    assert sum(figures_told(town).cells[f"{PUBLICATION}|facebook|"]["comments"].values()) == 4


def test_P7_a_night_that_counts_while_a_disposal_deletes_stores_nothing_of_what_is_left(town: Town) -> None:
    town.ordered()
    before = figures_told(town)
    disturbed = Disturbed(
        town.stored, Steps(), act=town.carry_out, before=lambda record: isinstance(record, Day) and not record.revision
    )
    close_day(DAY, records=disturbed, clock=town.clock)
    assert disturbed.is_done
    assert PUBLICATION not in town.there
    assert figures_told(town) == before


def test_P7_figures_that_do_not_fit_keep_the_day_and_a_person_is_told(town: Town) -> None:
    class Small(MortalRecords):
        """The table, whose items are too small for a day's figures."""

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            if any(isinstance(one, Day) and one.counted for one in (*insert, *replace)):
                raise RejectedByServiceError("item size", code=TOO_LARGE)
            return super().commit(insert=insert, replace=replace)

    town.ordered()
    before, figures, usual = town.there, figures_told(town), town.ports
    town.ports = replace(usual, records=Small(town.stored, Steps()))
    town.carry_out()
    held = town.disposal()
    assert (town.there, figures_told(town)) == (before, figures)
    assert (held.state, held.due_at) == (DisposalState.EXECUTING, town.clock.now() + timedelta(days=7))
    assert held.attention is not None
    assert "no caben" in held.attention.reason
    town.clock.advance(days=7)
    town.ports = usual
    town.carry_out()
    assert PUBLICATION not in town.there
    assert (town.disposal().attention, figures_told(town)) == (None, figures)


def test_a_day_at_which_others_are_keeps_no_other_day_waiting(town: Town) -> None:
    next_day = DAY + timedelta(days=1)
    town.put(finished(a_publication()).evolve(id=PUBLICATION.replace("20261123", "20261124")))
    town.clock.advance(days=1)
    town.ordered()
    town.approve(next_day)
    town.order(next_day)

    class Busy(MortalRecords):
        """The table, where others are always at the disposal of the first day."""

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            if any(isinstance(one, Disposal) and one.day == DAY for one in replace):
                raise RecordConflictError("moved")
            return super().commit(insert=insert, replace=replace)

    usual, town.ports = town.ports, replace(town.ports, records=Busy(town.stored, Steps()))
    with pytest.raises(RecordConflictError):
        town.carry_out()
    assert town.disposal(next_day).state is DisposalState.WAITING
    assert PUBLICATION in town.there
    town.ports = usual
    assert town.carry_out() == 1
    assert PUBLICATION not in town.there


def told_of(town: Town) -> PeriodReport:
    day_after = DAY + timedelta(days=1)
    return report(
        day_after, day_after, Step.DAY, Cut(), records=town.stored, catalogue=shipped_catalogue(), clock=town.clock
    )


def test_P7_a_publication_that_was_disposed_of_keeps_its_name_and_campaign_in_the_figures_of_later_days(
    town: Town,
) -> None:
    town.put(LATE.evolve(id=LATE.id.replace("20261123", "20261124")))
    before = told_of(town)
    assert [row.name for row in before.publications] == [a_publication().title]
    disposed(town)
    assert told_of(town).publications == before.publications
    assert told_of(town).campaigns == before.campaigns


def test_P7_what_was_written_of_a_disposal_is_in_no_manifest_of_the_day(town: Town) -> None:
    before = close_day(DAY, records=town.stored, clock=town.clock)
    town.run_daily()
    assert [record for record in town.stored.of_day(DAY) if record.kind is RecordKind.DISPOSAL_PAGE]
    assert close_day(DAY, records=town.stored, clock=town.clock).manifest == before.manifest
