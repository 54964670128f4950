"""What Meta says of its limits, per network, as it stands now."""

import json
from typing import Any

import pytest
import requests

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.graph.usage import Usage
from chalicelib.domain.errors import RateLimitedError
from chalicelib.ports import NetworkUsage
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script


def _answer(app: Any = None, **by_type: tuple[int, int]) -> requests.Response:
    response = requests.Response()
    response.status_code = 200
    entries = [
        {"type": kind, "call_count": percent, "total_time": 1, "estimated_time_to_regain_access": minutes}
        for kind, (percent, minutes) in by_type.items()
    ]
    response.headers["X-Business-Use-Case-Usage"] = json.dumps({"1": entries})
    if app is not None:
        response.headers["X-App-Usage"] = app if isinstance(app, str) else json.dumps(app)
    return response


def usage(network: str = "Facebook") -> tuple[Usage, list[float]]:
    clock = [1000.0]
    return Usage(network, lambda: clock[0]), clock


def test_a_limit_that_is_spent_is_waited_for_and_passes() -> None:
    told, clock = usage()
    told.note(_answer(pages=(100, 7)))
    assert told.wait_seconds == 420
    clock[0] += 419.5
    assert told.wait_seconds == 1
    clock[0] += 1
    assert told.wait_seconds == 0


def test_the_app_tells_no_time_so_a_while_is_waited() -> None:
    told, _ = usage()
    told.note(_answer({"call_count": 12, "total_cputime": 100}))
    assert told.wait_seconds == 300


@pytest.mark.parametrize(("network", "waits"), [("Facebook", (420, 0)), ("Instagram", (0, 420))])
def test_each_network_waits_for_its_own_limit(network: str, waits: tuple[int, int]) -> None:
    for kind, seconds in zip(("pages", "instagram"), waits, strict=True):
        told, _ = usage(network)
        told.note(_answer(**{kind: (100, 7)}))
        assert told.wait_seconds == seconds


def test_a_newer_word_counts_and_silence_changes_nothing() -> None:
    told, _ = usage()
    told.note(_answer(pages=(100, 7)))
    told.note(requests.Response())
    assert told.wait_seconds == 420
    told.note(_answer(pages=(99, 7)))
    assert told.wait_seconds == 0


@pytest.mark.parametrize(
    ("percent", "warns"), [(94, False), (95, True), (99, True), (100, True), (10**400, False), ("100", False)]
)
def test_little_left_is_told(percent: Any, caplog: pytest.LogCaptureFixture, *, warns: bool) -> None:
    told, _ = usage()
    told.note(_answer({"call_count": percent}))
    assert ("limit of Meta" in caplog.text) is warns


@pytest.mark.parametrize(
    "header",
    ["", "null", "[1]", "{", '"x"', '{"call_count": NaN}', '{"call_count": -5}', '{"call_count": {}}', "[" * 9999],
)
def test_a_malformed_header_asks_for_nothing(header: str) -> None:
    told, _ = usage()
    told.note(_answer(header))
    assert told.wait_seconds == 0


def test_a_day_is_never_waited_for_in_one_piece() -> None:
    told, _ = usage()
    told.note(_answer(pages=(100, 100_000)))
    assert told.wait_seconds == 3600


def test_C11_a_refusal_for_a_limit_asks_to_wait_with_or_without_a_header(script: Script) -> None:
    page = FacebookPage(META, base_url=f"{script.url}/v25.0")
    script.then(Reply(400, {"error": {"code": 32, "message": "said"}}))
    with pytest.raises(RateLimitedError) as limited:
        page.read_back("1_1")
    assert page.asked_to_wait_seconds == limited.value.retry_after_seconds == 300


def test_C11_whoever_shares_the_limit_is_told_the_worst_of_the_last_answer() -> None:
    told, _ = usage()
    assert told.told is None
    told.note(_answer({"call_count": 76, "total_cputime": 3}, pages=(12, 0)))
    assert told.told == NetworkUsage(percent=76)
    told.note(_answer(pages=(90, 7)))
    assert told.told == NetworkUsage(percent=90, free_in_seconds=420)
    told.note(requests.Response())
    assert told.told == NetworkUsage(percent=90, free_in_seconds=420)
