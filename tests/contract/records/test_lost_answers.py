"""DynamoDB did what it was asked, and its answer never arrived."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.aws import ATTEMPTS
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from tests.contract.records.lossy import LossyLine, lossy_line
from tests.contract.samples import DAY, a_comment, a_delivery
from tests.ministack import client_of


@pytest.fixture
def line(ministack: str) -> Iterator[LossyLine]:
    with lossy_line(ministack) as line:
        yield line


@pytest.fixture
def records(line: LossyLine, table: str) -> DynamoRecords:
    return DynamoRecords(client_of("dynamodb", line.endpoint), table)


def test_R09_a_write_whose_answer_was_lost_knows_itself_when_it_is_repeated(
    line: LossyLine, records: DynamoRecords
) -> None:
    line.lose = 1
    (first,) = records.commit(insert=[a_delivery()])
    line.lose = 1
    (second,) = records.commit(replace=[first.evolve(tries=1)])
    assert records.find(second.id) == second


def test_R09_a_transaction_whose_answer_was_lost_knows_itself_when_it_is_repeated(
    line: LossyLine, records: DynamoRecords
) -> None:
    line.lose = 1
    records.commit_numbered("n", 1, insert=[a_comment(1), a_comment(2)])
    assert (records.next_number("n"), len(records.of_day(DAY))) == (2, 2)


def test_a_batch_whose_answer_was_lost_stores_each_record_once(line: LossyLine, records: DynamoRecords) -> None:
    page = [a_comment(number) for number in range(30)]
    line.lose = 1
    records.insert_new(page)
    assert len(records.of_day(DAY)) == 30
    assert records.insert_new(page) == set()


def test_when_every_answer_is_lost_the_commit_may_be_repeated_and_conflicts(
    line: LossyLine, records: DynamoRecords
) -> None:
    line.lose = ATTEMPTS
    with pytest.raises(TransientServiceError):
        records.commit(insert=[a_delivery()])
    assert records.find(a_delivery().id) is not None
    with pytest.raises(RecordConflictError):
        records.commit(insert=[a_delivery()])
