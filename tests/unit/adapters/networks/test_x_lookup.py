"""What X says of comments that it does not show, and of how much of its limits is left."""

from typing import Any

import pytest

from chalicelib.adapters.networks.x import XLookup
from chalicelib.adapters.networks.x.usage import usage_told
from chalicelib.ports import LookedUp, NetworkUsage
from tests.unit.adapters.networks.accounts import X, ago, snowflake
from tests.unit.adapters.networks.scripted import Script

ONE = snowflake(ago(hours=2))
TYPES = "https://api.x.com/2/problems/"


@pytest.fixture
def lookup(script: Script) -> XLookup:
    return XLookup(X, base_url=script.url)


def _problem(kind: str, title: str, detail: str = "", **more: Any) -> dict[str, Any]:
    return {
        "type": TYPES + kind,
        "title": title,
        "detail": detail,
        "resource_id": ONE,
        "value": ONE,
        "parameter": "ids",
        "resource_type": "tweet",
    } | more


def _looked(lookup: XLookup, script: Script, *problems: dict[str, Any]) -> LookedUp:
    script.then({"errors": list(problems)})
    return lookup.look_up([ONE])


def test_C08_only_what_says_so_in_type_and_title_is_gone(lookup: XLookup, script: Script) -> None:
    gone = _problem("resource-not-found", "Not Found Error", f"Could not find tweet with ids: [{ONE}].")
    assert _looked(lookup, script, gone).gone == {ONE}


@pytest.mark.parametrize(
    "problem",
    [
        _problem("not-authorized-for-resource", "Authorization Error"),
        _problem("resource-not-found", "Forbidden", f"User has been suspended: [{ONE}]."),
        _problem("resource-not-found", "Not Found Error", "The author's account is suspended."),
        _problem("resource-unavailable", "Not Found Error"),
    ],
    ids=["protected", "suspended", "suspended and not found", "unavailable"],
)
def test_C09_a_protected_or_suspended_author_hides_and_deletes_nothing(
    lookup: XLookup, script: Script, problem: dict[str, Any]
) -> None:
    looked = _looked(lookup, script, problem)
    assert (looked.gone, looked.hidden) == (frozenset(), frozenset({ONE}))


@pytest.mark.parametrize(
    "problem",
    [
        _problem("internal-error", "Internal Error"),
        _problem("resource-not-found", "Not Found Error", resource_type="user"),
        _problem("resource-not-found", "Not Found Error", resource_id="x'; --"),
        {"title": "Not Found Error"},
        _problem("about:blank", "Not Found Error"),
    ],
    ids=["a failure", "of a user", "no id", "of nothing", "no type"],
)
def test_any_other_problem_says_nothing(lookup: XLookup, script: Script, problem: dict[str, Any]) -> None:
    looked = _looked(lookup, script, problem)
    assert (looked.comments, looked.gone, looked.hidden) == ((), frozenset(), frozenset())


def test_an_id_that_both_is_shown_and_was_edited_is_asked_for_once_more(lookup: XLookup, script: Script) -> None:
    newer = snowflake(ago(hours=1))
    versions = [ONE, newer]
    script.then(
        {"data": [{"id": ONE, "text": "antes", "author_id": "7", "edit_history_tweet_ids": versions}]},
        {"data": [{"id": newer, "text": "después", "author_id": "7", "edit_history_tweet_ids": versions}]},
    )
    looked = lookup.look_up([ONE])
    assert [(one.network_id, one.answer_id, one.text) for one in looked.comments] == [(ONE, newer, "después")]
    assert [asked.query["ids"] for asked in script.asked] == [ONE, newer]
    assert looked.shown == (ONE, newer)


def test_more_than_a_hundred_and_none_at_all_are_no_request(lookup: XLookup, script: Script) -> None:
    for ids in ([], [ONE] * 101):
        with pytest.raises(ValueError, match="100"):
            lookup.look_up(ids)
    assert script.asked == []


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({}, None),
        ({"x-rate-limit-limit": "0", "x-rate-limit-remaining": "0"}, None),
        ({"x-rate-limit-limit": "10", "x-rate-limit-remaining": "11"}, None),
        ({"x-rate-limit-limit": "nan", "x-rate-limit-remaining": "1"}, None),
        ({"x-rate-limit-limit": "300", "x-rate-limit-remaining": "75"}, NetworkUsage(75)),
        ({"x-rate-limit-limit": "300", "x-rate-limit-remaining": "0", "x-rate-limit-reset": "oops"}, NetworkUsage(100)),
    ],
)
def test_C11_what_is_left_is_told_with_a_reset_and_without(headers: dict[str, str], told: NetworkUsage | None) -> None:
    assert usage_told(headers) == told


def test_C11_the_reset_counts_by_the_clock_of_X() -> None:
    headers = {
        "x-rate-limit-limit": "300",
        "x-rate-limit-remaining": "30",
        "x-rate-limit-reset": "1800000600",
        "Date": "Fri, 15 Jan 2027 08:00:00 GMT",
    }
    assert usage_told(headers) == NetworkUsage(90, 600)
