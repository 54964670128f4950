"""A sample of the corpus through the true sandbox. `python -m tests.faults.material` reads the whole of it."""

import pytest

from tests.corpus.hostile import hostile
from tests.faults.material import Findings, chosen, try_all


@pytest.fixture(scope="module")
def findings() -> Findings:
    return try_all(chosen(good_files=30, hostile_files=90, damaged=60, seed=20_261_123, formats=()))


def test_I05_I16_no_file_goes_unhandled_and_each_is_done_in_five_seconds(findings: Findings) -> None:
    assert findings.files == 180
    assert findings.unhandled == []
    assert findings.over_five_seconds == []


def test_I06_I10_I15_the_worker_stays_below_400_megabytes(findings: Findings) -> None:
    assert 40 < findings.sampled_peak_mb < 400
    assert findings.bound_mb < 400


def test_I13_hostile_files_are_refused_each_with_a_reason_and_no_good_one_is(findings: Findings) -> None:
    assert findings.good_refused == []
    assert findings.hostile_accepted == []
    assert findings.promises_broken == []
    assert sum(findings.rejections_by_reason.values()) > 50


def test_the_corpus_has_three_hundred_hostile_files_each_of_its_own_name() -> None:
    ids = [specimen.id for specimen in hostile()]
    assert len(set(ids)) == len(ids) >= 300
