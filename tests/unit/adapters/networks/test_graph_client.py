"""How every call to Graph travels: the token in a header, the proof beside it, nothing followed, usage watched."""

import hashlib
import hmac
import json
from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookComments, FacebookPage
from chalicelib.domain.errors import RateLimitedError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.unit.adapters.networks.accounts import META
from tests.unit.adapters.networks.scripted import Reply, Script

PROOF = hmac.new(b"meta-secret-4711", b"EAAP-token-4711", hashlib.sha256).hexdigest()


@pytest.fixture
def page(script: Script) -> FacebookPage:
    return FacebookPage(META, base_url=f"{script.url}/v25.0/")


def _usage(percent: int, minutes: int = 0) -> dict[str, str]:
    entry: dict[str, Any] = {"type": "pages", "call_count": percent, "estimated_time_to_regain_access": minutes}
    return {"X-Business-Use-Case-Usage": json.dumps({META.page_id: [entry]})}


def test_every_call_carries_the_token_in_a_header_and_the_proof(page: FacebookPage, script: Script) -> None:
    script.then(Reply(404, {}), {"id": "1"}, {"success": True})
    page.read_back("1")
    page.publish(OutgoingPost("texto"), Staged())
    page.take_down("1")
    assert [asked.headers["authorization"] for asked in script.asked] == ["Bearer EAAP-token-4711"] * 3
    proofs = [{**asked.query, **asked.form}["appsecret_proof"] for asked in script.asked]
    assert proofs == [PROOF] * 3


def test_an_id_can_never_leave_its_place_in_the_address(page: FacebookPage, script: Script) -> None:
    script.then(Reply(404, {}))
    page.read_back("../me/accounts?x=1")
    assert script.asked[0].path == "/v25.0/..%2Fme%2Faccounts%3Fx%3D1"


def test_the_address_of_a_next_page_is_never_called(script: Script) -> None:
    elsewhere = f"{script.url}/evil?access_token=EAAP&after=QVFI"
    script.then({"data": [], "paging": {"next": elsewhere}}, {"data": []})
    source = FacebookComments(META, base_url=f"{script.url}/v25.0")
    first = source.read("1_2", None, None)
    source.read("1_2", None, first.next_page)
    assert [asked.path for asked in script.asked] == ["/v25.0/1_2/comments"] * 2
    assert script.asked[1].query["after"] == "QVFI"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (_usage(100, minutes=7), 420),
        (_usage(100), 300),
        ({}, 300),
        (_usage(100, minutes=10_000), 3600),
        ({"X-Business-Use-Case-Usage": "not json"}, 300),
        ({"X-Business-Use-Case-Usage": '{"1": [{"estimated_time_to_regain_access": "soon"}]}'}, 300),
        ({"X-App-Usage": "[1]", "X-Business-Use-Case-Usage": '{"1": 7}'}, 300),
    ],
)
def test_C11_Meta_says_in_minutes_when_it_may_be_asked_again(
    page: FacebookPage, script: Script, headers: dict[str, str], seconds: int
) -> None:
    script.then(Reply(403, {"error": {"code": 32, "message": "Page request limit reached"}}, headers))
    with pytest.raises(RateLimitedError) as limited:
        page.read_back("1")
    assert limited.value.retry_after_seconds == seconds


def test_a_limit_that_is_nearly_used_is_told(
    page: FacebookPage, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    script.then(Reply(404, {}, _usage(94)), Reply(404, {}, {"X-App-Usage": '{"total_time": 96}'}))
    page.read_back("1")
    assert caplog.text == ""
    page.read_back("1")
    assert "96 percent" in caplog.text
