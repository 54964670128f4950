"""R09, R13, C17: a small number of what `tests.faults.notices` counts, and that it finds what it looks for."""

from typing import Any

import pytest

from tests.fakes import InMemoryNoticeFiles
from tests.faults import notices
from tests.faults.notices import count_histories
from tests.mortal_files import MortalNotices


def test_R09_whatever_dies_or_comes_twice_every_notice_is_archived_once_proven_and_gone_where_it_landed() -> None:
    counts = count_histories(25, seed=3)
    assert counts["wrong"] == []
    assert counts["objects"] == counts["told"] > 200
    assert counts["cancelled"] > 25


def test_C17_the_count_finds_a_landing_that_forgets_what_came(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetting(self: MortalNotices, body: bytes) -> str:
        name = InMemoryNoticeFiles.keep(self, body)
        if self.landed[name] is None:
            del self.landed[name]
        return InMemoryNoticeFiles.keep(self, body)

    monkeypatch.setattr(MortalNotices, "keep", forgetting)
    assert any("kept:" in one for one in count_histories(5, seed=3)["wrong"])


def test_R13_the_count_finds_a_cancellation_that_does_not_wait_for_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deaf(*_: Any) -> None:
        return None

    monkeypatch.setattr(notices, "left_open", deaf)
    assert any("lies open" in one for one in count_histories(10, seed=3)["wrong"])


def test_R13_the_count_finds_a_night_that_forgets_what_came_after_a_cancellation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deaf(*_: Any) -> None:
        return None

    monkeypatch.setattr(notices, "destroy_late_notices_of", deaf)
    assert any("open:" in one for one in count_histories(10, seed=3)["wrong"])
