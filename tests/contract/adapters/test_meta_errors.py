"""Every row of Meta's references on errors becomes one error of the domain, as its class or its advice says; none by default."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.graph.errors import VERDICTS, listed
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.shared import shared_json
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script, scripted_server

Key = tuple[int | None, int | None]
Meaning = tuple[type[ExternalServiceError], frozenset[str]]
"""The error a publishing call ends with, and the codes it may carry."""

UNKNOWN: Meaning = (OutcomeUnknownError, frozenset())
NOT_DONE: Meaning = (TransientServiceError, frozenset())
WAIT: Meaning = (RateLimitedError, frozenset())
HOLD: Meaning = (CredentialsRejectedError, frozenset())


def refused(*codes: str) -> Meaning:
    return RejectedByServiceError, frozenset(codes)


BY_CLASS: Mapping[str, Meaning] = {
    "retry": UNKNOWN,
    "throttle": WAIT,
    "auth": HOLD,
    "permission": HOLD,
    "block": refused("account_blocked"),
    "content": refused("content_refused"),
    "input": refused("input_refused", "media_refused"),
}
DUPLICATES: frozenset[Key] = frozenset({(506, None), (368, 1404082)})
"""Evidence that the post is there: found out, never sent again, never called refused (P21)."""

ON_INSTAGRAM: Mapping[Key, Meaning] = {
    (-2, 2207003): NOT_DONE,
    (-2, 2207020): NOT_DONE,
    (-1, 2207001): UNKNOWN,
    (-1, 2207032): UNKNOWN,
    (-1, 2207053): UNKNOWN,
    (1, 2207057): refused("media_refused"),
    (4, 2207051): UNKNOWN,
    (9, 2207042): refused("daily_limit"),
    (24, 2207006): HOLD,
    (24, 2207008): UNKNOWN,
    (25, 2207050): refused("account_blocked"),
    (100, 2207023): refused("input_refused"),
    (100, 2207028): refused("input_refused"),
    (100, 2207035): refused("input_refused"),
    (100, 2207036): refused("input_refused"),
    (100, 2207037): refused("input_refused"),
    (100, 2207040): refused("input_refused"),
    (352, 2207026): refused("media_refused"),
    (9004, 2207052): NOT_DONE,
    (9007, 2207027): NOT_DONE,
    (36000, 2207004): refused("media_refused"),
    (36001, 2207005): refused("media_refused"),
    (36003, 2207009): refused("media_refused"),
    (36004, 2207010): refused("text_refused"),
}
SEEN_ELSEWHERE: Mapping[str, Meaning] = {
    "2207073": refused("manual_take_down"),
    "2207077": NOT_DONE,
    "2207081": refused("input_refused"),
    "2207082": NOT_DONE,
}


@pytest.fixture(scope="module")
def script() -> Iterator[Script]:
    with scripted_server() as running:
        yield running


def raised(script: Script, code: int | None, subcode: int | None) -> ExternalServiceError:
    """Publish against an answer with this error, and give what the adapter says of it."""
    page = FacebookPage(META, base_url=f"{script.url}/v25.0")
    error = {"message": "said", "code": code, "error_subcode": subcode}
    script.then(Reply(400, {"error": {name: value for name, value in error.items() if value is not None}}))
    with pytest.raises(ExternalServiceError) as failed:
        page.publish(OutgoingPost("texto"), Staged(is_ready=True))
    return failed.value


def check(error: ExternalServiceError, meaning: Meaning, row: Any) -> None:
    kind, codes = meaning
    assert type(error) is kind or (kind is HOLD[0] and isinstance(error, kind)), (row, error)
    assert not isinstance(error, NotThereError)
    if isinstance(error, RejectedByServiceError):
        assert error.code in codes, (row, error.code)


def numbered(row: Mapping[str, Any]) -> list[int | None]:
    """Give the codes of a row; that of a range is every one in it."""
    if not isinstance(row["code"], str):
        return [row["code"]]
    first, last = map(int, row["code"].split("-"))
    return list(range(first, last + 1))


def test_every_row_on_graph_has_the_outcome_of_its_class(script: Script) -> None:
    rows = shared_json("contracts/meta/graph-error-codes.json")["rows"]
    assert len(rows) >= 40
    for row in rows:
        for code in numbered(row):
            meaning = UNKNOWN if (code, row["subcode"]) in DUPLICATES else BY_CLASS[row["cls"]]
            check(raised(script, code, row["subcode"]), meaning, row)
            assert listed(code, row["subcode"]) is not None, row


def test_every_row_on_instagram_has_the_outcome_its_advice_asks_for(script: Script) -> None:
    document = shared_json("contracts/meta/ig-error-codes.json")
    rows: set[Key] = {(row["code"], row["subcode"]) for row in document["rows"]}
    assert rows == set(ON_INSTAGRAM)
    assert set(document["extra_seen_in_third_party_code_only"]) == set(SEEN_ELSEWHERE)
    for (code, subcode), meaning in ON_INSTAGRAM.items():
        check(raised(script, code, subcode), meaning, (code, subcode))
        assert (code, subcode) in VERDICTS
    for number, meaning in SEEN_ELSEWHERE.items():
        check(raised(script, None, int(number)), meaning, number)


def test_the_meaning_of_a_row_does_not_depend_on_an_unknown_subcode_beside_it(script: Script) -> None:
    for row in shared_json("contracts/meta/graph-error-codes.json")["rows"]:
        if row["subcode"] is None and row["cls"] in {"auth", "throttle", "block", "permission"}:
            for code in numbered(row)[:1]:
                check(raised(script, code, 9_999_999), BY_CLASS[row["cls"]], row)
