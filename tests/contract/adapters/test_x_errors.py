"""Every documented error and limit of X has one outcome where something is written, row by row of X's own tables."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.adapters.networks.x import XAccount
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
from chalicelib.ports import OutgoingMedia, OutgoingPost
from tests.shared import shared_json
from tests.unit.adapters.networks.accounts import NOW, PHOTO, X
from tests.unit.adapters.networks.scripted import Reply, Script, scripted_server

READY = Staged(is_ready=True)
POST, PART = OutgoingPost("Aviso"), OutgoingPost("Dos", answers="7")
DATE = "Mon, 23 Nov 2026 18:00:00 GMT"
RESET = "1795457100"
"""Five minutes after that date."""

Outcome = tuple[type[ExternalServiceError], str | None]
OUTCOMES: dict[str, dict[str, Outcome]] = {
    "auth": {"publish": (CredentialsRejectedError, None), "part": (CredentialsRejectedError, None)},
    "budget": {
        "publish": (RejectedByServiceError, "budget_spent"),
        "part": (RejectedByServiceError, "budget_spent"),
    },
    "reply_not_allowed": {
        "publish": (RejectedByServiceError, "reply_not_allowed"),
        "part": (RejectedByServiceError, "reply_not_allowed"),
    },
    "duplicate": {"publish": (OutcomeUnknownError, None), "part": (OutcomeUnknownError, None)},
    "ambiguous_antispam_or_permission": {
        "publish": (RejectedByServiceError, "not_permitted"),
        "part": (RejectedByServiceError, "not_permitted"),
    },
    "content": {
        "publish": (RejectedByServiceError, "media_refused"),
        "part": (RejectedByServiceError, "media_refused"),
    },
    # What a post names is the account; what a part names is the part before.
    "gone": {"publish": (CredentialsRejectedError, None), "part": (NotThereError, None)},
    "throttle": {"publish": (RateLimitedError, None), "part": (RateLimitedError, None)},
    "retry": {"publish": (OutcomeUnknownError, None), "part": (OutcomeUnknownError, None)},
}
"""By the class a row of `x-error-cases.json` has: blocked and budget wait for a person, a duplicate is looked for."""


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with scripted_server() as running:
        yield running


@pytest.fixture
def script(server: Script) -> Script:
    server.begin()
    return server


def account_at(script: Script) -> XAccount:
    """Give an account that X has not told anything yet."""
    return XAccount(X, base_url=script.url)


def _answer(case: dict[str, Any]) -> Reply:
    body: dict[str, Any] = {name: case[name] for name in ("title", "type", "detail") if name in case}
    if "legacy_code" in case:
        body = {"errors": [{"code": case["legacy_code"], "message": "Rate limit exceeded"}]}
    headers = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": RESET}
    return Reply(case["status"], body, {**headers, "Date": DATE} if case.get("headers") else {})


@pytest.mark.parametrize(("call", "post"), [("publish", POST), ("part", PART)])
def test_every_documented_error_has_its_outcome(script: Script, call: str, post: OutgoingPost) -> None:
    cases = [case for case in shared_json("contracts/x/x-error-cases.json")["cases"] if case["status"] != 200]
    assert {case["cls"] for case in cases} == set(OUTCOMES)
    for case in cases:
        kind, code = OUTCOMES[case["cls"]][call]
        script.then(_answer(case))
        with pytest.raises(ExternalServiceError) as error:
            account_at(script).publish(post, READY)
        assert type(error.value) is kind, case
        assert getattr(error.value, "code", None) == code, case


def test_fields_X_drops_in_silence_are_no_error(script: Script) -> None:
    (case,) = [case for case in shared_json("contracts/x/x-error-cases.json")["cases"] if case["status"] == 200]
    assert case["cls"] == "silent_drop"
    script.then(Reply(200, {"data": [], "errors": []}))
    assert account_at(script).find_posts(POST, READY, since=NOW) == ()


@pytest.mark.parametrize("status", [405, 406, 409, 410, 413, 415, 422, 451])
def test_an_unknown_refusal_is_a_refusal(script: Script, status: int) -> None:
    script.then(Reply(status, {"title": "Something new"}))
    with pytest.raises(RejectedByServiceError, match="Something new"):
        account_at(script).publish(POST, READY)


@pytest.mark.parametrize("status", [302, 500, 501, 502, 504, 520, 599])
def test_P07_an_unknown_failure_of_X_is_in_doubt(script: Script, status: int) -> None:
    script.then(Reply(status, b"<html>oops</html>"))
    with pytest.raises(OutcomeUnknownError):
        account_at(script).publish(POST, READY)


def _upload(account: XAccount) -> object:
    return account.stage(OutgoingPost("Foto", (PHOTO,)), Staged())


def _film(staged: Staged) -> Callable[[XAccount], object]:
    film = OutgoingMedia(b"ftyp" * 9, "https://a", "image/gif", "Gira")
    return lambda account: account.stage(OutgoingPost("", (film,)), staged)


WRITES: dict[tuple[str, str], tuple[list[dict[str, Any]], Callable[[XAccount], object]]] = {
    ("POST", "/2/tweets"): ([], lambda account: account.publish(POST, READY)),
    ("DELETE", "/2/tweets/{id}"): ([], lambda account: account.take_down("7")),
    ("POST", "/2/media/upload"): ([], _upload),
    ("POST", "/2/media/metadata"): ([{"data": {"id": "5"}}], _upload),
    ("POST", "/2/media/upload/initialize"): ([], _film(Staged())),
    ("POST", "/2/media/upload/{id}/append"): ([], _film(Staged(media_ids=("5",)))),
    ("POST", "/2/media/upload/{id}/finalize"): ([], _film(Staged(media_ids=("5",), segments=1))),
}
"""Every limited endpoint with which we write: what goes before it, and how it is called."""


def _written_rows() -> list[tuple[str, str]]:
    rows = shared_json("contracts/x/x-rate-limits.json")["limits"]
    touched = re.compile(r"/2/(tweets|tweets/\{id\}|media/(?!subtitles).*)")
    return [
        (row["method"], row["path"])
        for row in rows
        if row["method"] in {"POST", "DELETE"} and touched.fullmatch(row["path"])
    ]


def test_every_limit_on_writing_is_honoured_and_told(script: Script) -> None:
    rows = _written_rows()
    assert set(rows) == set(WRITES)
    for row in rows:
        before, write = WRITES[row]
        script.begin()
        script.then(*before, Reply(429, {"title": "Too Many Requests"}, _limit_headers()))
        account = account_at(script)
        with pytest.raises(RateLimitedError) as limited:
            write(account)
        assert 1 <= limited.value.retry_after_seconds <= 3600, row
        assert account.asked_to_wait_seconds == limited.value.retry_after_seconds, row
        asked = len(script.asked)
        script.then(*before)
        with pytest.raises(RateLimitedError):
            write(account)
        assert len(script.asked) == asked + len(before), row


def test_a_limit_on_reading_is_none_on_writing(script: Script) -> None:
    script.then(Reply(429, {}, _limit_headers()), Reply(201, {"data": {"id": "5", "text": "Aviso"}}))
    account = account_at(script)
    with pytest.raises(RateLimitedError):
        account.read_back("7")
    assert account.asked_to_wait_seconds == 0
    assert account.publish(POST, READY) == "5"
    with pytest.raises(TransientServiceError):
        account.read_back("8")
    assert len(script.asked) == 2


def _limit_headers() -> dict[str, str]:
    return {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": RESET}
