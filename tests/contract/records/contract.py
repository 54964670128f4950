"""What the procedure may rely on when it reads and writes records, whoever keeps them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Attention, Duty
from chalicelib.ports import Records
from tests.contract.samples import DAY, MINUTE, NOON, a_case, a_comment, a_delivery, a_reading


class RecordsContract:
    """The claims of `ports.Records`. A subclass gives the fixture `records`, empty for each test."""

    # find, commit -------------------------------------------------------------------------------------------------

    def test_nothing_is_found_under_an_id_nobody_stored(self, records: Records) -> None:
        assert records.find("COM-20261123-x-1") is None

    @pytest.mark.parametrize(
        "hostile", ["", "x" * 5_000, "COM-20261123-\ud800", "COM-99999999-x-1", "\x00", "../..", "counters"]
    )
    def test_what_cannot_be_an_id_is_under_nothing(self, records: Records, hostile: str) -> None:
        records.commit_numbered("counters", 1, insert=[a_comment(1)])
        assert records.find(hostile) is None

    def test_what_was_stored_is_found_at_once_as_its_first_revision(self, records: Records) -> None:
        (stored,) = records.commit(insert=[a_comment()])
        assert records.find(stored.id) == stored
        assert stored == a_comment().evolve(revision=1)

    def test_many_are_found_at_once_and_what_is_not_there_is_left_out(self, records: Records) -> None:
        stored = records.insert_new([a_comment(number) for number in range(130)])
        wanted = [*stored, "COM-20261123-x-nada", "", "COM-20261123-\ud800", *stored]
        found = records.find_each(wanted)
        assert found.keys() == stored
        assert all(found[one] == records.find(one) for one in list(stored)[:3])
        assert records.find_each([]) == {}

    def test_committing_nothing_does_nothing(self, records: Records) -> None:
        assert records.commit() == ()

    def test_a_new_version_counts_one_more_and_can_itself_be_replaced(self, records: Records) -> None:
        (first,) = records.commit(insert=[a_delivery()])
        (second,) = records.commit(replace=[first.evolve(tries=1)])
        (third,) = records.commit(replace=[second.evolve(tries=2)])
        assert [first.revision, second.revision, third.revision] == [1, 2, 3]
        assert records.find(first.id) == third

    def test_stored_records_come_back_in_the_order_insert_replace(self, records: Records) -> None:
        (known,) = records.commit(insert=[a_comment(9)])
        stored = records.commit(insert=[a_comment(2), a_comment(1)], replace=[known])
        assert [(record.id[-1], record.revision) for record in stored] == [("2", 1), ("1", 1), ("9", 2)]

    def test_R06_a_taken_id_is_a_conflict_and_keeps_what_it_was(self, records: Records) -> None:
        records.commit(insert=[a_comment(text="primero")])
        with pytest.raises(RecordConflictError):
            records.commit(insert=[a_comment(text="segundo")])
        assert _texts(records) == ["primero"]

    def test_R08_of_two_writers_over_one_revision_the_second_conflicts(self, records: Records) -> None:
        (read_by_both,) = records.commit(insert=[a_delivery()])
        records.commit(replace=[read_by_both.evolve(tries=1)])
        with pytest.raises(RecordConflictError):
            records.commit(replace=[read_by_both.evolve(tries=2)])

    def test_P14_two_workers_who_write_the_very_same_do_not_both_win(self, records: Records) -> None:
        (read_by_both,) = records.commit(insert=[a_delivery()])
        records.commit(replace=[read_by_both.evolve(tries=1)])
        with pytest.raises(RecordConflictError):
            records.commit(replace=[read_by_both.evolve(tries=1)])

    def test_what_was_never_stored_cannot_be_replaced(self, records: Records) -> None:
        with pytest.raises(RecordConflictError):
            records.commit(replace=[a_delivery()])
        assert records.find(a_delivery().id) is None

    def test_one_conflict_among_many_stores_none_of_them(self, records: Records) -> None:
        (known,) = records.commit(insert=[a_comment(1, text="antes")])
        records.commit(replace=[known])
        with pytest.raises(RecordConflictError):
            records.commit(insert=[a_comment(2)], replace=[known])
        with pytest.raises(RecordConflictError):
            records.commit(insert=[a_comment(3), a_comment(1)])
        assert _texts(records) == ["antes"]

    def test_a_commit_that_names_a_record_twice_is_a_programming_error(self, records: Records) -> None:
        with pytest.raises(ValueError, match="once"):
            records.commit(insert=[a_comment(1), a_comment(1)])

    def test_ninety_nine_records_are_stored_together_and_no_more(self, records: Records) -> None:
        with pytest.raises(ValueError, match="99"):
            records.commit(insert=[a_comment(number) for number in range(100)])
        assert len(records.commit_numbered("n", 1, insert=[a_comment(number) for number in range(99)])) == 99

    def test_C18_any_text_comes_back_to_the_letter(self, records: Records) -> None:
        text = "\x00 \ud83d sola \udc00 😀 \u202e \ufffe =HYPERLINK(\"x\") 'O\\''"
        (stored,) = records.commit(insert=[a_comment(1, text=text)])
        records.insert_new([a_comment(2, text=text)])
        assert _texts(records) == [text, text]
        assert records.find(stored.id) == stored

    # insert_new ---------------------------------------------------------------------------------------------------

    def test_only_what_is_new_is_stored_and_told(self, records: Records) -> None:
        records.commit(insert=[a_comment(1, text="antes")])
        stored = records.insert_new([a_comment(1, text="después"), a_comment(2, text="nuevo")])
        assert stored == {a_comment(2).id}
        assert _texts(records) == ["antes", "nuevo"]

    def test_C13_storing_a_page_again_stores_nothing(self, records: Records) -> None:
        page = [a_comment(number) for number in range(60)]
        assert records.insert_new(page) == {comment.id for comment in page}
        assert records.insert_new(page) == set()
        assert len(records.of_day(DAY)) == 60

    def test_of_two_new_ones_under_one_id_the_first_counts(self, records: Records) -> None:
        assert records.insert_new([a_comment(1, text="uno"), a_comment(1, text="otro")]) == {a_comment(1).id}
        assert _texts(records) == ["uno"]

    def test_inserting_nothing_stores_nothing(self, records: Records) -> None:
        assert records.insert_new([]) == set()

    def test_what_was_inserted_can_be_replaced_as_found(self, records: Records) -> None:
        records.insert_new([a_delivery()])
        found = records.find(a_delivery().id)
        assert found is not None
        assert records.commit(replace=[found])[0].revision == 2

    def test_of_a_day_only_what_begins_with_a_prefix_is_read(self, records: Records) -> None:
        records.commit(insert=[a_comment(1), a_delivery(1), a_delivery(2)])
        found = [record.id for record in records.of_day(DAY, "PUB-")]
        assert found == [a_delivery(1).id, a_delivery(2).id]
        assert records.of_day(DAY, "GRA-") == []
        assert len(records.of_day(DAY)) == 3

    # of_day -------------------------------------------------------------------------------------------------------

    def test_R03_a_day_holds_its_own_records_by_id_and_nothing_else(self, records: Records) -> None:
        tomorrow = DAY + timedelta(days=1)
        records.commit(insert=[a_comment(2), a_delivery(), a_comment(1), a_comment(3, day=tomorrow), a_reading()])
        records.commit_numbered("folio-20261123", 1)
        records.commit_numbered("SEC-20261123-folio", 1)
        found = [record.id for record in records.of_day(DAY)]
        assert found == [a_comment(1).id, a_comment(2).id, a_delivery().id]
        assert [record.id for record in records.of_day(tomorrow)] == [a_comment(3, day=tomorrow).id]
        assert records.of_day(date(1999, 12, 31)) == []

    def test_a_day_larger_than_one_answer_is_given_whole(self, records: Records) -> None:
        big = [a_comment(number, text=f"{number} " + "x" * 200_000) for number in range(12)]
        assert len(records.insert_new(big)) == 12
        assert len(records.of_day(DAY)) == 12

    # due, waiting -------------------------------------------------------------------------------------------------

    def test_P6_what_is_due_comes_the_longest_due_first(self, records: Records) -> None:
        times = {1: NOON, 2: NOON - MINUTE, 3: NOON + MINUTE, 4: NOON - 2 * MINUTE}
        records.insert_new([a_comment(number, due_at=at) for number, at in times.items()])
        assert [record.id[-1] for record in records.due(Duty.REFER, NOON)] == ["4", "2", "1"]

    def test_each_duty_has_its_own_list(self, records: Records) -> None:
        records.insert_new([a_comment(1, due_at=NOON), a_delivery(), a_reading(), a_comment(2)])
        assert [record.id for record in records.due(Duty.PUBLISH, NOON)] == [a_delivery().id]
        assert [record.id for record in records.due(Duty.COLLECT, NOON)] == [a_reading().id]
        assert records.due(Duty.PREPARE, NOON) == []

    def test_only_so_many_are_given(self, records: Records) -> None:
        records.insert_new([a_comment(number, due_at=NOON + number * MINUTE) for number in range(9)])
        records.insert_new([a_comment(10 + number, due_at=NOON + number * MINUTE, waits=True) for number in range(9)])
        assert [record.id[-1] for record in records.due(Duty.REFER, NOON + 9 * MINUTE, limit=3)] == ["0", "1", "2"]
        assert [record.id[-2:] for record in records.waiting(limit=2)] == ["10", "11"]

    def test_a_limit_larger_than_one_answer_is_reached(self, records: Records) -> None:
        records.insert_new([a_comment(number, text="x" * 200_000, due_at=NOON) for number in range(12)])
        assert len(records.due(Duty.REFER, NOON, limit=11)) == 11

    def test_what_is_finished_is_due_no_longer_and_waits_for_nobody(self, records: Records) -> None:
        records.insert_new([a_comment(1, waits=True)])
        assert len(records.due(Duty.PERSON, NOON)) == len(records.waiting()) == 1
        records.commit(replace=[records.waiting()[0].evolve(state="counted", due_at=None, duty=None, attention=None)])
        assert records.due(Duty.PERSON, NOON) == records.waiting() == []

    def test_what_waits_for_a_person_comes_the_longest_waiting_first(self, records: Records) -> None:
        records.insert_new([a_comment(1, due_at=NOON, waits=True), a_comment(2, due_at=NOON - MINUTE, waits=True)])
        assert [record.id[-1] for record in records.waiting()] == ["2", "1"]

    def test_what_is_urgent_comes_before_all_that_waits_however_new(self, records: Records) -> None:
        waiting, old = a_comment(1, due_at=NOON, waits=True), a_comment(2, due_at=NOON - MINUTE, waits=True)
        urgent = waiting.evolve(attention=Attention(reason="Urgente", since=NOON + MINUTE, is_urgent=True))
        records.insert_new([old, urgent])
        assert [record.id[-1] for record in records.waiting()] == ["1", "2"]
        assert [record.id[-1] for record in records.waiting(limit=1)] == ["1"]

    # shelves ------------------------------------------------------------------------------------------------------

    def test_a_departments_cases_are_found_by_their_place_open_and_ended_apart(self, records: Records) -> None:
        open_ones = [a_case(number) for number in (3, 1, 2)]
        records.insert_new([*open_ones, a_case(4, state="closed"), a_case(5, department_id="siap"), a_comment(1)])
        assert [record.id[-1] for record in records.on_shelf("sapal", "open.")] == ["1", "2", "3"]
        assert [record.id[-1] for record in records.on_shelf("sapal", "ended.")] == ["4"]
        assert [record.id[-1] for record in records.on_shelf("siap", "open.")] == ["5"]
        assert records.on_shelf("sap", "open.") == records.on_shelf("sapal", "other.") == []

    def test_a_shelf_is_read_a_page_at_a_time(self, records: Records) -> None:
        records.insert_new([a_case(number) for number in range(1, 8)])
        first = records.on_shelf("sapal", "open.", limit=3)
        place = a_case(3).place_in_list
        assert [record.id[-1] for record in first] == ["1", "2", "3"]
        assert [record.id[-1] for record in records.on_shelf("sapal", "open.", place, 3)] == ["4", "5", "6"]
        assert records.on_shelf("sapal", "open.", a_case(7).place_in_list) == []

    def test_a_case_that_ends_or_moves_changes_its_shelf(self, records: Records) -> None:
        records.insert_new([a_case(1), a_case(2)])
        one, two = records.on_shelf("sapal", "open.")
        ended = {"state": "closed", "duty": None, "due_at": None}
        records.commit(replace=[one.evolve(**ended), two.evolve(department_id="siap")])
        assert records.on_shelf("sapal", "open.") == []
        assert [record.id for record in records.on_shelf("sapal", "ended.")] == [one.id]
        assert [record.id for record in records.on_shelf("siap", "open.")] == [two.id]

    # numbers ------------------------------------------------------------------------------------------------------

    def test_a_counter_starts_at_one_and_moves_only_with_a_commit(self, records: Records) -> None:
        assert records.next_number("n") == records.next_number("n") == 1
        (stored,) = records.commit_numbered("n", 1, insert=[a_comment(1)])
        assert (stored.revision, records.next_number("n"), records.next_number("other")) == (1, 2, 1)

    @pytest.mark.parametrize("wrong", [0, 1, 3])
    def test_a_number_is_neither_taken_twice_nor_skipped(self, records: Records, wrong: int) -> None:
        records.commit_numbered("n", 1, insert=[a_comment(1)])
        with pytest.raises(RecordConflictError):
            records.commit_numbered("n", wrong, insert=[a_comment(2)])
        assert records.find(a_comment(2).id) is None
        assert records.next_number("n") == 2

    def test_a_first_number_above_one_is_refused(self, records: Records) -> None:
        with pytest.raises(RecordConflictError):
            records.commit_numbered("n", 2)

    def test_a_number_is_not_spent_on_a_commit_that_failed(self, records: Records) -> None:
        records.commit(insert=[a_comment(1)])
        with pytest.raises(RecordConflictError):
            records.commit_numbered("n", 1, insert=[a_comment(1)])
        assert records.next_number("n") == 1

    def test_Q01_eight_at_once_take_every_number_once(self, records: Records) -> None:
        def take_all(worker: int) -> list[int]:
            return [_take(records, worker * 100 + turn) for turn in range(25)]

        with ThreadPoolExecutor(8) as workers:
            taken = [number for numbers in workers.map(take_all, range(8)) for number in numbers]
        assert sorted(taken) == list(range(1, 201))
        assert len(records.of_day(DAY)) == 200


def _take(records: Records, comment_number: int) -> int:
    """Take the next number for one comment, as often as it needs."""
    while True:
        number = records.next_number("folio")
        try:
            records.commit_numbered("folio", number, insert=[a_comment(comment_number)])
        except RecordConflictError:
            continue
        return number


def _texts(records: Records) -> list[str]:
    return [record.model_dump()["versions"][-1]["text"] for record in records.of_day(DAY)]
