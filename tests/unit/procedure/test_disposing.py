"""7: disposal when the time comes, by two persons; what is still attended, held or of a longer series stays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.records.codec import encode
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.disposal import DisposalState, Kept
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.hold import REGISTER_ID, HeldMatter, HoldScope, HoldState
from chalicelib.domain.networks import Network
from chalicelib.domain.records import RecordKind, retention_end
from chalicelib.domain.retention import RetentionRule, Series, last_day
from chalicelib.procedure import holds
from chalicelib.procedure.changing import marks_of, note_changes
from chalicelib.procedure.closing import close
from chalicelib.procedure.disposing import approve_disposal, order_disposal
from chalicelib.procedure.disposing_again import dispose_again
from chalicelib.procedure.inventories import disposed_of
from chalicelib.procedure.recounting import close_day
from chalicelib.procedure.report import stored_figures
from tests.builders import PUBLICATION, a_comment, a_network_comment, a_post, a_publication, a_referral, later
from tests.disposal_town import BORDER, COORDINATOR, DAY, DIRECTOR, GROUND, Town, finished, second_before

WHOLE_DAY = HeldMatter(scope=HoldScope.DAYS, first=DAY, last=DAY)
DISPOSAL = ids.disposal_id(DAY)


@pytest.fixture
def town() -> Town:
    town = Town()
    town.put_a_day()
    return town


# When -------------------------------------------------------------------------------------------------------------


def test_R01_a_leap_days_records_are_kept_until_the_first_of_march_is_over() -> None:
    assert retention_end(date(2024, 2, 29)) == datetime(2027, 3, 2, 6, tzinfo=UTC)
    assert retention_end(date(2024, 2, 29), 4) == datetime(2028, 3, 1, 6, tzinfo=UTC)


def test_R01_nothing_is_listed_a_second_before_the_end_of_the_local_day(town: Town) -> None:
    town.clock.set(second_before(BORDER))
    assert town.run_daily() == 0
    town.clock.set(BORDER)
    assert town.run_daily() == 1


def test_R01_what_the_networks_answered_and_told_is_listed_and_goes_with_its_day(town: Town) -> None:
    received = {key for key in town.there if "/answers/" in key or "/notices/" in key}
    assert len(received) == 2
    town.ordered()
    listed = {entry.name: entry.series for page in town.pages for entry in page.entries if entry.name in received}
    assert listed == dict.fromkeys(received, "respuestas-de-redes")
    assert received <= town.there
    town.carry_out()
    assert not received & town.there


def test_R01_a_gap_of_months_is_made_up_for_run_by_run(town: Town) -> None:
    later_day = DAY + timedelta(days=60)
    town.put(a_post().evolve(id=ids.post_id(later_day, Network.X, "7")))
    town.clock.set(BORDER + timedelta(days=200))
    assert [town.run_daily() for _ in range(3)] == [1, 1, 0]
    assert town.disposal(later_day).state is DisposalState.LISTED


def test_R02_no_item_carries_a_time_at_which_a_table_would_delete_it(town: Town) -> None:
    town.ordered()
    town.hold(WHOLE_DAY)
    allowed = {
        *("date", "id", "kind", "revision", "body", "write_id", "duty", "due_at"),
        *("waits_for", "waits_since", "owner", "place"),
    }
    for record in town.stored.all:
        item = encode(record)
        assert item.keys() <= allowed
        assert [name for name, value in item.items() if "N" in value] == ["revision"]


def test_what_changed_later_is_kept_three_years_from_then(town: Town) -> None:
    closed = finished(a_referral(number=2)).evolve(created_at=later(days=40))
    assert last_day(closed, BORDER) == DAY + timedelta(days=40)
    town.put(closed)
    town.run_daily()
    assert closed.id not in {entry.name for page in town.pages for entry in page.entries}


def test_what_is_still_attended_is_not_listed_and_is_looked_at_again(town: Town) -> None:
    town.put(a_referral(number=3))
    town.ordered()
    town.carry_out()
    town.run_daily()
    assert "LEO-20261123-000003" in town.there
    waiting = town.disposal()
    assert (waiting.state, waiting.due_at) == (DisposalState.WAITING, BORDER + timedelta(days=7))


def test_a_longer_series_is_listed_when_its_own_term_is_over(town: Town) -> None:
    longer = Series("casos", "Casos", frozenset({RecordKind.REFERRAL}), 5)
    rest = tuple(one for one in town.ports.rule.series if one.id != "canalizaciones")
    town.ports = town.ports.__class__(**{**vars(town.ports), "rule": RetentionRule(DAY, (longer, *rest))})
    town.ordered()
    town.carry_out()
    town.run_daily()
    case = "LEO-20261123-000001"
    assert {name for name in town.there if case in name} == {case, f"2026/11/23/referral/{case}/000001.json"}
    town.clock.set(second_before(datetime(2031, 11, 24, 6, tzinfo=UTC)))
    assert town.run_daily() == 0
    town.clock.advance(seconds=1)
    assert town.run_daily() == 1


# Who --------------------------------------------------------------------------------------------------------------


def test_a_list_waits_for_a_person_and_says_so(town: Town) -> None:
    town.run_daily()
    listed = town.disposal()
    assert listed.attention is not None
    assert "Venció el plazo de conservación de 16 documentos del 23/11/2026" in listed.attention.reason
    assert listed.due_at is not None


def test_who_approved_cannot_order_the_execution(town: Town) -> None:
    town.run_daily()
    town.approve()
    with pytest.raises(RuleViolationError):
        order_disposal(DISPOSAL, by=COORDINATOR, records=town.records, clock=town.clock)
    assert town.order().state is DisposalState.EXECUTING


def test_nothing_is_executed_that_was_not_approved_nor_approved_twice(town: Town) -> None:
    town.run_daily()
    with pytest.raises(InvalidInputError):
        town.order()
    town.approve()
    with pytest.raises(InvalidInputError):
        approve_disposal(DISPOSAL, ground=GROUND, by=DIRECTOR, records=town.records, clock=town.clock)
    town.carry_out()
    assert PUBLICATION in town.there


# How --------------------------------------------------------------------------------------------------------------


def test_the_inventory_says_what_is_gone_with_its_hash_and_stays(town: Town) -> None:
    before = town.there
    town.ordered()
    hashes = {key: town.archive.sha256(version) for version in town.archive.versions("") for key in [version.key]}
    town.carry_out()
    town.run_daily()
    assert (town.there, town.disposal().is_finished) == (frozenset(), True)
    assert disposed_of(DAY, town.records) == before
    entries = [entry for page in town.pages for entry in page.entries]
    assert {entry.name: entry.sha256 for entry in entries if entry.is_object} == hashes
    done = town.disposal().current
    assert (done.approved_by, done.ordered_by, done.ground) == ("coordinadora", "director", GROUND)
    town.clock.advance(days=40_000)
    town.run_daily()
    assert len(town.pages) == 1


def test_R06_a_record_that_was_changed_after_it_was_listed_is_kept_with_its_versions(town: Town) -> None:
    town.ordered()
    post = next(record for record in town.stored.all if record.id.startswith("POS-"))
    town.stored.commit(replace=[post.evolve(removed_at=town.clock.now())])
    town.carry_out()
    kept = town.pages[0].kept_back
    assert set(kept.values()) == {Kept.CHANGED, Kept.OWNER_LIVES}
    assert {name.split("@")[0] for name in kept} == town.there


def test_R06_an_object_that_s3_still_locks_is_kept_and_said(town: Town) -> None:
    comment = finished(a_comment())
    early = f"2026/11/23/comment/{comment.id}/000002.json"
    town.archive.keep(early, b"{}", retention_end(DAY, 9))
    town.ordered()
    town.carry_out()
    assert town.there == {early}
    assert list(town.pages[0].kept_back.values()) == [Kept.LOCKED]


def test_an_object_whose_record_is_missing_without_an_inventory_is_not_touched(town: Town) -> None:
    lost = "2026/11/23/comment/COM-20261123-x-777/000001.json"
    town.archive.keep(lost, b"{}", retention_end(DAY))
    town.ordered()
    town.carry_out()
    assert town.there == {lost}


# Holds ------------------------------------------------------------------------------------------------------------


def test_R04_what_is_held_is_not_listed_and_is_listed_after_two_persons_lifted_the_hold(town: Town) -> None:
    hold = town.hold(WHOLE_DAY)
    assert town.run_daily() == 0
    ports = {"records": town.records, "clock": town.clock}
    asked = holds.lift_hold(hold.id, reason="Terminó el juicio", by=COORDINATOR, **ports)  # type: ignore[arg-type]
    assert asked.state is HoldState.LIFT_ASKED
    with pytest.raises(RuleViolationError):
        holds.lift_hold(hold.id, reason="Terminó el juicio", by=COORDINATOR, **ports)  # type: ignore[arg-type]
    town.clock.advance(days=7)
    assert town.run_daily() == 0
    holds.lift_hold(hold.id, reason="Terminó el juicio", by=DIRECTOR, **ports)  # type: ignore[arg-type]
    town.clock.advance(days=7)
    assert town.run_daily() == 1


def test_R04_a_hold_over_a_publication_holds_comments_and_cases_of_other_days(town: Town) -> None:
    town.hold(HeldMatter(scope=HoldScope.PUBLICATION, value=PUBLICATION))
    case = town.stored.find("LEO-20261123-000001")
    alien = town.stored.find("COM-20261123-facebook-c9")
    assert case is not None
    assert alien is not None
    assert holds.held_by(case, records=town.records, clock=town.clock)
    assert holds.held_by(alien, records=town.records, clock=town.clock) is None


@pytest.mark.parametrize(
    "matter",
    [
        HeldMatter(scope=HoldScope.DEPARTMENT, value="parques"),
        HeldMatter(scope=HoldScope.RECORD, value="LEO-20261123-000009"),
    ],
)
def test_R04_a_hold_over_the_second_case_of_a_comment_holds_the_comment(town: Town, matter: HeldMatter) -> None:
    comment = finished(a_comment(a_network_comment("c5", author_handle="dos asuntos")))
    first = finished(a_referral(comment, number=8, department_id="sapal"))
    second = finished(a_referral(comment, number=9, department_id="parques"))
    town.put(first, second, comment.evolve(folio=first.id, more_folios=(second.id,)))
    town.hold(matter)
    town.run_daily()
    listed = {entry.name for page in town.pages for entry in page.entries}
    assert second.id not in listed
    assert comment.id not in listed


@pytest.mark.parametrize("had_by", [{"former": ("parques",)}, {"returned_by": ("parques",)}])
def test_R04_a_hold_over_a_department_holds_the_cases_it_had_before(town: Town, had_by: dict[str, object]) -> None:
    comment = finished(a_comment(a_network_comment("c6", author_handle="pasó por dos")))
    case = finished(a_referral(comment, number=7, department_id="sapal", **had_by))
    town.put(case, comment.evolve(folio=case.id))
    town.hold(HeldMatter(scope=HoldScope.DEPARTMENT, value="Parques"))
    town.run_daily()
    listed = {entry.name for page in town.pages for entry in page.entries}
    assert not {case.id, comment.id} & listed
    assert listed


def test_R04_what_leads_to_nothing_is_held_by_any_hold_that_is_not_over_days(town: Town) -> None:
    town.hold(HeldMatter(scope=HoldScope.CAMPAIGN, value="otra"))
    lost = finished(a_comment(publication="PUB-20261101-00000000"))
    assert holds.held_by(lost, records=town.records, clock=town.clock)


def test_R05_a_register_that_a_restore_lost_or_left_behind_is_completed_before_anything_is_listed(town: Town) -> None:
    town.hold(WHOLE_DAY)
    register = town.stored.find(REGISTER_ID)
    assert register is not None
    town.stored.commit(replace=[register.evolve(holds={})])
    assert town.run_daily() == 0


def test_R05_what_a_restore_brings_back_is_known_as_disposed_and_goes_again(town: Town) -> None:
    restored = [record for record in town.stored.all if record.id[:3] in {"PUB", "COM"}]
    town.ordered()
    town.carry_out()
    town.stored.insert_new(restored)
    assert {record.id for record in restored} <= disposed_of(DAY, town.records)
    again = dispose_again([page.id for page in town.pages], {}, town.ports)
    assert (again.gone, again.kept) == (len(restored), {})
    assert town.there == frozenset()


def test_R05_a_hold_placed_since_keeps_what_a_restore_brought_back(town: Town) -> None:
    restored = [record for record in town.stored.all if record.id[:3] in {"PUB", "COM"}]
    town.ordered()
    town.carry_out()
    town.stored.insert_new(restored)
    town.hold(WHOLE_DAY)
    again = dispose_again([page.id for page in town.pages], {}, town.ports)
    assert (again.gone, again.kept) == (0, {Kept.HELD: len(restored)})


def test_P6_a_hold_that_nobody_reviewed_for_half_a_year_comes_before_a_person(town: Town) -> None:
    hold = town.hold(WHOLE_DAY)
    town.clock.advance(days=180)
    town.run_daily()
    reviewed = town.stored.find(hold.id)
    assert reviewed is not None
    assert reviewed.attention is not None
    assert reviewed.due_at == town.clock.now() + timedelta(days=180)


def test_a_publication_of_another_day_leaves_its_marks_in_the_inventory(town: Town) -> None:
    town.ordered()
    town.carry_out()
    late = finished(a_comment()).evolve(id="COM-20261130-facebook-c8")
    town.hold(HeldMatter(scope=HoldScope.CAMPAIGN, value="Parques"))
    assert holds.held_by(late, records=town.records, clock=town.clock)
    assert not town.stored.find(a_publication().id)


# Figures ----------------------------------------------------------------------------------------------------------


def test_P7_the_figures_of_a_day_stand_after_its_records_were_disposed_of(town: Town) -> None:
    counted = close_day(DAY, records=town.stored, clock=town.clock)
    assert counted.figures.comments == 4
    told = len(town.stored.versions)
    town.ordered()
    town.carry_out()
    noted = note_changes(
        [(one.kind, one.id) for one in town.stored.versions[told:]], records=town.stored, clock=town.clock
    )
    assert noted == set()
    # Whatever else is told of the day, by itself or by a night's work, counts what is left as all there was.
    note_changes([(RecordKind.REFERRAL, "LEO-20261123-000099")], records=town.stored, clock=town.clock)
    assert stored_figures([DAY], town.clock.now(), town.stored) == {DAY: counted.counted}
    town.clock.set(town.clock.now() + timedelta(days=1))
    close(local_day(town.clock.now()) - timedelta(days=1), records=town.stored, clock=town.clock)
    assert town.stored.find(counted.id) == counted
    assert stored_figures([DAY], town.clock.now(), town.stored) == {DAY: counted.counted}
    marks = marks_of(DAY, town.stored)
    assert marks is not None
    assert not marks.is_stale(DAY)


def test_P7_a_list_that_waits_for_a_person_is_no_figure_of_the_day_it_is_about(town: Town) -> None:
    before = close_day(DAY, records=town.stored, clock=town.clock)
    town.run_daily()
    assert close_day(DAY, records=town.stored, clock=town.clock).counted == before.counted
