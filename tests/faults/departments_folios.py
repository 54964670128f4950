"""
Many writers take folios at the same moment (Q01): none twice, and none left out.

The records in memory keep the table's conditions; between reading the next number and taking it, every writer lets the others
go first. A writer that is turned away as often as the product tries is given its comment again, as the queue does.
"""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Record
from chalicelib.domain.referral import Referral
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.opening import cases_of
from tests.builders import BAR, NOW, PUBLICATION, a_classification, a_network_comment
from tests.fakes import FakeClock, InMemoryDepartmentInboxes, InMemoryRecords, InMemoryWorkQueues
from tests.world import FakeCatalogue


class CrowdedRecords(InMemoryRecords):
    """Records at which others are always in the way; `turned_away` counts the numbers that somebody else took first."""

    def __init__(self) -> None:
        super().__init__()
        self.turned_away = 0
        self._count = Lock()

    def next_number(self, counter: str) -> int:
        number = super().next_number(counter)
        time.sleep(0)
        return number

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        try:
            return super().commit_numbered(counter, number, insert=insert, replace=replace)
        except RecordConflictError:
            with self._count:
                self.turned_away += 1
            raise


@dataclass
class FolioCount:
    """What came of it: the numbers taken, those taken twice, those left out."""

    wanted: int
    writers: int
    taken: int = 0
    twice: int = 0
    gaps: int = 0
    turned_away: int = 0
    given_again: int = 0

    @property
    def is_as_promised(self) -> bool:
        return self.taken == self.wanted and not self.twice and not self.gaps


def take_folios(wanted: int, writers: int) -> FolioCount:
    """Let so many writers refer so many comments; each comment is given to two of them, as a queue may do."""
    records = CrowdedRecords()
    ports = CasePorts(records, InMemoryDepartmentInboxes(), FakeCatalogue(), InMemoryWorkQueues(), FakeClock())
    comments = [_comment(number) for number in range(wanted)]
    records.insert_new(comments)
    twice = [*comments, *comments[:: max(1, wanted // 100)]]
    with ThreadPoolExecutor(writers) as pool:
        again = sum(pool.map(lambda comment: _refer(comment, ports), twice))
    cases = [record for record in records.all if isinstance(record, Referral)]
    numbers = sorted(int(case.id.rpartition("-")[2]) for case in cases)
    by_comment = Counter(case.comment for case in cases)
    return FolioCount(
        wanted=wanted,
        writers=writers,
        taken=len(numbers),
        twice=len(numbers) - len(set(numbers)) + sum(number > 1 for number in by_comment.values()),
        gaps=len(set(range(1, wanted + 1)) - set(numbers)),
        turned_away=records.turned_away,
        given_again=again,
    )


def _refer(comment: Comment, ports: CasePorts) -> int:
    """Open the case, as often as the message comes back; say how often it did."""
    for times in range(1_000):
        try:
            cases_of(comment, ports)
        except RecordConflictError:
            continue
        return times
    raise AssertionError(f"{comment.id} found no folio")


def _comment(number: int) -> Comment:
    seen = a_network_comment(f"c{number}")
    return new_comment(seen, a_classification(), publication=PUBLICATION, bar=BAR, now=NOW)
