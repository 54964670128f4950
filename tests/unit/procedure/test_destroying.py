"""R13: a cancellation that fails keeps no other waiting; R04: what is under a hold is destroyed with no neighbour's text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cancellation import Cancellation, CancellationState
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.hold import HeldMatter, HoldRegister, HoldScope
from chalicelib.domain.records import Record, RecordKind
from chalicelib.procedure import cancelling
from chalicelib.procedure.enveloping import unseal
from chalicelib.texts_es import cancelling as texts
from tests.archived import tell
from tests.builders import NOW, TODAY, a_referral
from tests.cancelling_town import CancellingTown
from tests.disposal_town import finished
from tests.fakes import InMemoryEnvelopes
from tests.mortality import MortalRecords, Steps
from tests.restoring import put_it_right, restored

DONE, CONFIRMED = CancellationState.DONE, CancellationState.CONFIRMED


@pytest.fixture
def town() -> CancellingTown:
    return CancellingTown()


# Each by itself ---------------------------------------------------------------------------------------------------


class Contested(MortalRecords):
    """The table, where others are always at one record; `others_end` says that they are done with it."""

    contested = ""

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        if any(record.id == self.contested for record in replace):
            raise RecordConflictError(self.contested)
        return super().commit(insert=insert, replace=replace)


def test_R13_a_cancellation_at_whose_comment_others_are_keeps_no_other_waiting(town: CancellingTown) -> None:
    first, second = town.agreed("a"), town.agreed("b")
    busy = Contested(town.records, Steps())
    busy.contested = town.comment("a").id
    town.night(busy)
    assert (town.act(first).state, town.act(second).state) == (CONFIRMED, DONE)
    assert town.told(first) == texts.FAILED
    assert town.act(first).due_at == NOW + timedelta(hours=20)
    assert town.failed == [(first, "RecordConflictError")]
    town.next_night()
    assert (town.act(first).state, town.told(first), len(town.failed)) == (DONE, "", 1)


def test_R13_P6_a_cancellation_of_which_not_even_the_failure_can_be_noted_stays_due(town: CancellingTown) -> None:
    first, second = town.agreed("a"), town.agreed("b")
    busy = Contested(town.records, Steps())
    busy.contested = first
    town.night(busy)
    assert town.act(second).state is DONE
    assert (town.act(first).due_at, town.failed) == (NOW, [(first, "RecordConflictError")])
    town.next_night()
    assert town.act(first).state is DONE


def test_R13_a_key_that_cannot_be_destroyed_tonight_keeps_no_other_waiting(town: CancellingTown) -> None:
    class Shut(InMemoryEnvelopes):
        def destroy(self, name: str) -> None:
            if town.comment("a").id in name:
                raise TransientServiceError("503")
            super().destroy(name)

    first, second = town.agreed("a"), town.agreed("b")
    usual, town.ports = town.ports, replace(town.ports, envelopes=Shut())
    town.night()
    assert (town.act(first).state, town.act(second).state) == (CONFIRMED, DONE)
    town.ports = usual
    town.next_night()
    assert town.act(first).state is DONE


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b'{"reading": 1, "comments": 2, "sealed": 3}'])
def test_R13_an_answer_that_nobody_can_read_is_told_and_keeps_no_other_from_being_destroyed(
    town: CancellingTown, content: bytes
) -> None:
    key = f"{TODAY:%Y/%m/%d}/facebook/answers/000000-0000000000000000.json"
    town.archive.keep(key, content, NOW)
    page = town.answered("a", "b")
    act = town.agreed("a")
    town.night()
    assert town.now("a").cancelled_at
    assert not town.is_open(page)
    assert (town.act(act).state, town.act(act).days_left) == (CONFIRMED, (TODAY,))
    assert key in town.told(act)
    del town.archive.kept[key]
    town.next_night()
    assert (town.act(act).state, town.act(act).days_left) == (DONE, ())


def test_R13_an_answer_of_last_night_that_nobody_can_read_is_told_and_no_cancellation_waits(
    town: CancellingTown,
) -> None:
    first = town.agreed("a")
    town.night()
    town.archive.keep(f"{TODAY:%Y/%m/%d}/facebook/answers/000000-0000000000000000.json", b"{}", NOW)
    page = town.answered("a")
    town.clock.advance(hours=1)
    town.night()
    assert not town.is_open(page)
    assert town.failed == [("later-answers", "RecordIntegrityError")]
    assert town.act(first).state is DONE


# Neighbours under a hold ------------------------------------------------------------------------------------------

PERSON = HeldMatter(scope=HoldScope.PERSON, value="b")
RECORD = HeldMatter(scope=HoldScope.RECORD, value=CancellingTown().comment("b").id)
CASE = HeldMatter(scope=HoldScope.RECORD, value="LEO-20261123-000001")
OFFICE = HeldMatter(scope=HoldScope.DEPARTMENT, value="sapal")


def with_case(town: CancellingTown) -> None:
    """Have the comment of `b` have a case."""
    case = finished(a_referral(town.comment("b")))
    town.records.insert_new([case])
    town.records.commit(replace=[town.now("b").evolve(folio=case.id)])


@pytest.mark.parametrize("matter", [PERSON, RECORD, CASE, OFFICE])
def test_R04_a_page_with_somebody_under_a_hold_waits_and_the_rest_is_destroyed(
    town: CancellingTown, matter: HeldMatter
) -> None:
    with_case(town)
    alone, together = town.answered("a"), town.answered("a", "b")
    hold = town.hold(matter)
    act = town.agreed("a")
    town.night()
    assert town.now("a").cancelled_at
    assert (town.is_open(alone), town.is_open(together)) == (False, True)
    waiting = town.act(act)
    assert (waiting.state, waiting.days_left, waiting.duty) == (CONFIRMED, (TODAY,), "cancel")
    assert "en la misma página" in town.told(act)
    assert hold in town.told(act)
    assert cancelling.cancellations(None, records=town.records, clock=town.clock) == [waiting]
    town.next_night()
    assert town.is_open(together)
    town.lift(hold)
    town.next_night()
    assert (town.is_open(together), town.act(act).state, town.told(act)) == (False, DONE, "")


def test_R04_a_hold_over_the_day_on_which_a_page_was_received_keeps_it(town: CancellingTown) -> None:
    town.clock.advance(days=2)
    page = town.answered("a", "b")
    day = TODAY + timedelta(days=2)
    town.hold(HeldMatter(scope=HoldScope.DAYS, first=day, last=day))
    act = town.agreed("a")
    town.night()
    assert (town.is_open(page), town.act(act).state, bool(town.now("a").cancelled_at)) == (True, CONFIRMED, True)


def test_R04_who_was_received_and_never_stored_is_held_by_any_hold_over_anybody(town: CancellingTown) -> None:
    page = town.answered("a", "nobody-knows")
    hold = town.hold(HeldMatter(scope=HoldScope.CAMPAIGN, value="otra"))
    act = town.agreed("a")
    town.night()
    assert (town.is_open(page), town.act(act).state) == (True, CONFIRMED)
    town.lift(hold)
    town.next_night()
    assert (town.is_open(page), town.act(act).state) == (False, DONE)


def test_R04_a_hold_over_somebody_on_another_page_keeps_nothing(town: CancellingTown) -> None:
    page = town.answered("a", "c")
    town.hold(PERSON)
    act = town.agreed("a")
    town.night()
    assert (town.is_open(page), town.act(act).state) == (False, DONE)


def test_R04_a_page_of_later_opens_the_cancellation_again_until_the_hold_is_lifted(town: CancellingTown) -> None:
    act = town.agreed("a")
    town.night()
    assert town.act(act).state is DONE
    # Long after the days in which its answers are looked for anyway.
    town.clock.advance(days=100)
    hold = town.hold(PERSON)
    page = town.answered("a", "b")
    town.night()
    assert (town.act(act).state, town.act(act).done_at, town.is_open(page)) == (CONFIRMED, None, True)
    assert hold in town.told(act)
    town.clock.advance(days=20)
    town.night()
    assert town.is_open(page)
    town.lift(hold)
    town.next_night()
    assert (town.act(act).state, town.is_open(page)) == (DONE, False)


def test_R04_a_page_that_was_left_goes_also_when_the_comment_was_disposed_of_meanwhile(town: CancellingTown) -> None:
    page = town.answered("a", "b")
    hold = town.hold(PERSON)
    act = town.agreed("a")
    town.night()
    register = town.records.find("HOLDS")
    assert isinstance(register, HoldRegister)
    town.records.dispose([town.now("a")], while_unmoved=register)
    town.lift(hold)
    town.next_night()
    assert (town.act(act).state, town.is_open(page)) == (DONE, False)


def test_R04_a_hold_that_is_placed_while_a_page_is_looked_at_wins(town: CancellingTown) -> None:
    page = town.answered("a", "b")
    act = town.agreed("a")

    class Meanwhile(MortalRecords):
        """The table, in which a hold is placed after the register was read for the page."""

        is_placed = False

        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            is_alone = [record.id for record in (*insert, *replace)] == ["HOLDS"]
            if is_alone and not insert and not self.is_placed:
                self.is_placed = True
                town.hold(PERSON)
            return super().commit(insert=insert, replace=replace)

    meanwhile = Meanwhile(town.records, Steps())
    town.night(meanwhile)
    assert meanwhile.is_placed
    assert (town.is_open(page), town.act(act).state) == (True, CONFIRMED)


def test_R04_what_a_person_reads_of_a_page_that_waits_is_in_the_list_of_what_is_not_carried_out(
    town: CancellingTown,
) -> None:
    town.answered("a", "b")
    hold = town.hold(PERSON)
    town.agreed("a")
    town.night()
    [waiting] = [one for one in town.records.waiting() if isinstance(one, Cancellation)]
    assert waiting.attention is not None
    assert waiting.attention.reason == texts.answer_held(hold)


# Two histories ----------------------------------------------------------------------------------------------------


def edited(town: CancellingTown, text: str) -> None:
    """Have `a` say something else, and tell the archive."""
    known = town.now("a")
    said = known.versions[-1].model_copy(update={"text": text})
    [stored] = town.records.commit(replace=[known.evolve(versions=(*known.versions, said))])
    tell(town, stored, town.clock.now())


def opened_versions(town: CancellingTown) -> dict[str, bool]:
    """Say of each archived version of the comment of `a` whether anybody can open it."""
    kept = {key: one.content for key, one in town.archive.kept.items() if town.comment("a").id in key}
    return {
        key.rpartition("/")[2]: unseal(RecordKind.COMMENT, content, town.envelopes).is_whole
        for key, content in kept.items()
    }


def test_R13_R05_the_versions_of_a_history_that_a_restore_split_off_are_destroyed_too(town: CancellingTown) -> None:
    then = town.records.all
    tell(town, town.now("a"), town.clock.now())
    for text in ("se fue el agua", "sigue sin agua", "ya volvió"):
        edited(town, text)
        town.clock.advance(days=1)
    town.records = restored(then)
    town.ports = replace(town.ports, records=town.records)
    edited(town, "otra cosa")
    assert put_it_right(town, town.records, town.clock).rebuilt.apart == [town.comment("a").id]
    act = town.agreed("a")
    town.night()
    assert town.act(act).state is DONE
    assert sorted(opened_versions(town).items()) == [
        ("000001.json", False),
        ("000002-2.json", False),
        ("000002.json", False),
        ("000003.json", False),
        ("000004.json", False),
    ]


def test_R13_a_version_that_has_the_mark_keeps_its_key(town: CancellingTown) -> None:
    tell(town, town.now("a"), town.clock.now())
    town.answered("a", "nobody-knows")
    town.hold(HeldMatter(scope=HoldScope.CAMPAIGN, value="otra"))
    act = town.agreed("a")
    town.night()
    tell(town, town.now("a"), town.clock.now())
    town.next_night()
    assert town.act(act).state is CONFIRMED
    assert opened_versions(town) == {"000001.json": False, "000002.json": True}
