"""Every documented error of the networks has exactly one meaning, and the tables say so as data."""

from collections.abc import Iterable
from typing import Any

import pytest

from chalicelib.adapters.networks.graph.errors import VERDICTS, GraphError, by_subcode, listed, verdict_on
from chalicelib.adapters.networks.verdicts import Call, Judgement, Outcome, Verdict, error_of, patience
from chalicelib.adapters.networks.x.errors import RULES
from chalicelib.adapters.networks.x.errors import verdict_on as x_verdict_on
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
    UploadGoneError,
)
from tests.shared import shared_json

X_OUTCOMES = {
    "auth": Verdict(Outcome.TOKEN_REJECTED),
    "budget": Verdict(Outcome.REFUSED, "budget_spent"),
    "reply_not_allowed": Verdict(Outcome.REFUSED, "reply_not_allowed"),
    "duplicate": Verdict(Outcome.PERHAPS_DONE),
    "ambiguous_antispam_or_permission": Verdict(Outcome.REFUSED, "not_permitted"),
    "content": Verdict(Outcome.REFUSED, "media_refused"),
    "gone": Verdict(Outcome.GONE),
    "throttle": Verdict(Outcome.NOT_YET),
    "retry": Verdict(Outcome.PERHAPS_DONE),
}
GRAPH_OUTCOMES = {
    "retry": {Outcome.PERHAPS_DONE},
    "throttle": {Outcome.NOT_YET},
    "auth": {Outcome.TOKEN_REJECTED},
    "permission": {Outcome.NO_PERMISSION},
    "content": {Outcome.REFUSED, Outcome.PERHAPS_DONE},
    "block": {Outcome.REFUSED},
    "input": {Outcome.REFUSED},
}
DUPLICATES = {(506, None), (368, 1404082)}


def _x_words(case: dict[str, Any]) -> str:
    return " ".join(str(case.get(name, "")) for name in ("title", "type", "detail")).casefold()


def test_every_documented_error_of_X_means_what_its_class_says() -> None:
    cases = shared_json("contracts/x/x-error-cases.json")["cases"]
    errors = [case for case in cases if case["status"] != 200]
    assert errors
    meanings = [(case["cls"], x_verdict_on(case["status"], _x_words(case))) for case in errors]
    assert meanings == [(case["cls"], X_OUTCOMES[case["cls"]]) for case in errors]


def test_the_words_of_a_documented_error_of_X_fit_no_second_rule_with_another_meaning() -> None:
    for case in shared_json("contracts/x/x-error-cases.json")["cases"]:
        special = [rule for rule in RULES if rule.phrases != ("",) and rule.fits(case["status"], _x_words(case))]
        assert len({rule.verdict for rule in special}) <= 1, case


def _keys(rows: Iterable[dict[str, Any]]) -> list[tuple[int | None, int | None]]:
    return [(row["code"], row["subcode"]) for row in rows if isinstance(row["code"], int | None)]


def test_every_documented_error_of_Graph_stands_in_the_table_and_means_what_its_class_says() -> None:
    rows = shared_json("contracts/meta/graph-error-codes.json")["rows"]
    numbered = [row for row in rows if isinstance(row["code"], int | None)]
    assert set(_keys(rows)) <= set(VERDICTS)
    for row in numbered:
        assert VERDICTS[row["code"], row["subcode"]].outcome in GRAPH_OUTCOMES[row["cls"]], row


def test_codes_200_to_299_are_permissions_that_the_token_lacks() -> None:
    (row,) = (
        row for row in shared_json("contracts/meta/graph-error-codes.json")["rows"] if isinstance(row["code"], str)
    )
    first, last = map(int, row["code"].split("-"))
    assert {listed(code, None) for code in range(first, last + 1)} == {Verdict(Outcome.NO_PERMISSION)}
    assert listed(first - 1, None) is listed(last + 1, None) is None


def test_every_documented_error_of_Instagram_stands_in_the_table() -> None:
    rows = shared_json("contracts/meta/ig-error-codes.json")["rows"]
    assert set(_keys(rows)) <= set(VERDICTS)


def test_the_evidence_that_a_post_is_there_already_is_never_a_refusal() -> None:
    assert {VERDICTS[key].outcome for key in DUPLICATES} == {Outcome.PERHAPS_DONE}
    assert VERDICTS[4, 2207051].outcome is Outcome.PERHAPS_DONE


@pytest.mark.parametrize(
    ("code", "subcode", "outcome"),
    [
        (190, 999_999, Outcome.TOKEN_REJECTED),
        (100, 33, Outcome.GONE),
        (100, 1404078, Outcome.NO_PERMISSION),
        (4, None, Outcome.NOT_YET),
        (31337, None, Outcome.REFUSED),
        (None, None, Outcome.REFUSED),
    ],
)
def test_an_error_is_found_by_both_numbers_then_the_subcode_then_the_code(
    code: int | None, subcode: int | None, outcome: Outcome
) -> None:
    assert verdict_on(400, GraphError(code=code, error_subcode=subcode)).outcome is outcome


def test_P07_a_fault_of_the_server_outweighs_what_it_says() -> None:
    assert verdict_on(500, GraphError(code=100)).outcome is Outcome.PERHAPS_DONE
    assert verdict_on(400, GraphError(code=31337, is_transient=True)).outcome is Outcome.PERHAPS_DONE


def test_a_failed_container_is_understood_by_its_subcode_alone() -> None:
    assert by_subcode(2207009) == Verdict(Outcome.REFUSED, "media_refused")
    assert by_subcode(2299999) is None


@pytest.mark.parametrize("status", [400, 403, 409, 413, 422])
def test_an_unknown_refusal_is_a_refusal(status: int) -> None:
    assert x_verdict_on(status, "something new").outcome is Outcome.REFUSED
    assert verdict_on(status, GraphError()).outcome is Outcome.REFUSED


BECOMES: dict[Outcome, dict[Call, type[ExternalServiceError]]] = {
    Outcome.NOT_DONE: dict.fromkeys(Call, TransientServiceError),
    Outcome.UPLOAD_GONE: dict.fromkeys(Call, UploadGoneError),
    Outcome.NOT_YET: dict.fromkeys(Call, RateLimitedError),
    Outcome.PERHAPS_DONE: {
        **dict.fromkeys(Call, TransientServiceError),
        Call.PUBLISH: OutcomeUnknownError,
        Call.CHANGE: OutcomeUnknownError,
    },
    Outcome.REFUSED: {
        **dict.fromkeys(Call, RejectedByServiceError),
        Call.READ_ACCOUNT: TransientServiceError,
        Call.READ_ITEM: TransientServiceError,
    },
    Outcome.TOKEN_REJECTED: dict.fromkeys(Call, CredentialsRejectedError),
    Outcome.NO_PERMISSION: dict.fromkeys(Call, CredentialsRejectedError),
    Outcome.GONE: {
        **dict.fromkeys(Call, CredentialsRejectedError),
        Call.READ_ITEM: NotThereError,
        Call.READ_COMMENTS: NotThereError,
        Call.GO_ON_PREPARING: NotThereError,
        Call.CHANGE: NotThereError,
    },
}


@pytest.mark.parametrize("call", Call)
@pytest.mark.parametrize("outcome", Outcome)
def test_what_an_error_becomes_depends_on_what_was_asked(outcome: Outcome, call: Call) -> None:
    judgement = Judgement(Verdict(outcome, "code"), retry_after_seconds=7)
    error = error_of(judgement, call, "said")
    assert isinstance(error, BECOMES[outcome][call])
    assert getattr(error, "code", "code") == "code"
    assert getattr(error, "retry_after_seconds", 7) == 7


@pytest.mark.parametrize(
    ("asked", "waited"), [(None, 60), (-5, 1), (0, 1), (0.2, 1), (899.1, 900), (10**9, 3600), (float("inf"), 60)]
)
def test_C11_a_network_is_given_the_patience_it_asks_for_within_reason(asked: float | None, waited: int) -> None:
    assert patience(asked) == waited
