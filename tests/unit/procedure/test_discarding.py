"""R13, R09: what opened a text goes with what was disposed of, after it, and nothing else goes."""

import json
from contextlib import suppress

import pytest

from chalicelib.domain import ids
from chalicelib.domain.disposal import Kept
from chalicelib.domain.hold import HeldMatter, HoldScope
from chalicelib.domain.records import retention_end
from chalicelib.procedure.raw_answers import envelope_of
from tests.builders import a_comment, a_network_comment
from tests.disposal_town import DAY, Town, finished
from tests.mortality import Death

WHOLE_DAY = HeldMatter(scope=HoldScope.DAYS, first=DAY, last=DAY)
COMMENT = finished(a_comment(a_network_comment("c1", author_handle="vecina1")))
NAME = f"comment/{COMMENT.id}/000001"
KEY = f"{DAY:%Y/%m/%d}/{NAME}.json"


@pytest.fixture
def town() -> Town:
    town = Town()
    town.put_a_day()
    return town


def test_R13_with_what_is_disposed_of_go_the_keys_of_records_answers_and_notices(town: Town) -> None:
    assert {name.split("/")[0] for name in town.envelopes.keys} == {"comment", "referral", "answers", "notices"}
    town.ordered()
    assert len(town.envelopes.keys) == 7
    town.carry_out()
    assert (town.there, town.envelopes.keys) == (frozenset(), {})


def test_R13_a_key_that_a_cancellation_destroyed_leaves_no_place_behind(town: Town) -> None:
    town.envelopes.destroy(NAME)
    town.ordered()
    town.carry_out()
    assert town.envelopes.keys == {}


def test_R13_of_what_is_kept_back_the_key_stays(town: Town) -> None:
    town.ordered()
    town.hold(HeldMatter(scope=HoldScope.RECORD, value=COMMENT.id))
    town.carry_out()
    # Nobody knows to whom an answer or a notice belongs: any hold keeps it.
    kept = {name for name in town.envelopes.keys if not name.startswith(("answers/", "notices/"))}
    assert kept == {NAME, "referral/LEO-20261123-000001/000001"}
    assert len(town.envelopes.keys) == 4


def test_R13_a_version_of_another_day_keeps_its_key_until_it_goes_itself(town: Town) -> None:
    second = COMMENT.evolve(revision=2)
    version = town.archive_version(second, DAY.replace(day=30))
    town.ordered()
    town.carry_out()
    assert list(town.envelopes.keys) == [f"comment/{COMMENT.id}/000002"]
    assert town.there == {version.key}


def test_R06_what_was_put_over_an_object_and_is_locked_keeps_the_key(town: Town) -> None:
    town.archive.keep(KEY, b"{}", retention_end(DAY, 9))
    town.ordered()
    town.carry_out()
    assert list(town.pages[0].kept_back.values()) == [Kept.LOCKED]
    assert list(town.envelopes.keys) == [NAME]


@pytest.mark.parametrize("name", [NAME, f"answers/facebook/{3:032x}", f"answers/x/{3:032x}", "", "../x"])
def test_R13_no_key_is_taken_away_because_of_what_somebody_wrote_over_an_answer(town: Town, name: str) -> None:
    key = town.put_an_answer(COMMENT)
    content = json.dumps({"reading": "POS-1", "comments": [], "sealed": {"key": name, "bytes": ""}}).encode()
    assert envelope_of(key, content) == ""


def test_R13_an_answer_names_the_key_of_its_own_network_alone() -> None:
    head = {"reading": "POS-1", "comments": [], "sealed": {"key": "answers/x/00", "bytes": ""}}
    content = json.dumps(head).encode()
    digest = ids.sha256_hex(content)[:16]
    assert envelope_of(f"2026/11/23/x/answers/120000-{digest}.json", content) == "answers/x/00"
    assert envelope_of(f"2026/11/23/facebook/answers/120000-{digest}.json", content) == ""
    assert envelope_of("2026/11/23/x/answers/120000-0123456789abcdef.json", content) == ""
    assert envelope_of("2026/11/23/x/answers/120000-0123456789abcdef.json", b"{}") == ""


def test_R09_a_hold_that_comes_after_a_death_between_an_object_and_its_key_leaves_no_key_behind(town: Town) -> None:
    town.ordered()
    first = next(at for at, name in enumerate(probe().steps.names, 1) if name == "discard")
    town.steps.arm(first)
    with suppress(Death):
        town.carry_out()
    town.steps.arm(None)
    [left] = [name for name, key in town.opens.items() if name in town.envelopes.keys and key not in town.there]
    town.hold(WHOLE_DAY)
    town.carry_out()
    assert left not in town.envelopes.keys
    gone = town.opens[left]
    assert gone in town.pages[0].gone


def probe() -> Town:
    """Carry out a disposal that nobody disturbs; its steps tell the order."""
    town = Town()
    town.put_a_day()
    town.ordered()
    town.steps.arm(None)
    town.carry_out()
    return town


def test_R09_a_key_goes_after_its_object_and_both_after_the_inventory() -> None:
    names = probe().steps.names
    first = names.index("discard")
    assert names[first - 1] == "erase"
    assert names.count("discard") == 7
    assert names.index("dispose") < names.index("erase") < first
