"""What the probe understands of what Meta says of the page token."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.networks.facebook import FacebookProbe
from chalicelib.adapters.networks.graph.token import FACEBOOK_SCOPES, INSTAGRAM_SCOPES
from chalicelib.domain.errors import CredentialsRejectedError, RateLimitedError, TransientServiceError
from tests.unit.adapters.networks.accounts import META, META_TOKENS
from tests.unit.adapters.networks.scripted import Reply, Script

PAGE = {"id": META.page_id, "name": "Municipio de León"}
SOON, LATER = 1_796_000_000, 1_799_000_000


@pytest.fixture
def probe(script: Script) -> FacebookProbe:
    return FacebookProbe(META, base_url=f"{script.url}/v25.0")


def _token(**facts: Any) -> dict[str, Any]:
    known = {"is_valid": True, "expires_at": 0, "profile_id": META.page_id, "scopes": sorted(FACEBOOK_SCOPES)}
    return {"data": {**known, **facts}}


def _error(code: int, subcode: int | None = None, status: int = 400) -> Reply:
    return Reply(status, {"error": {"code": code, "error_subcode": subcode, "message": "said"}})


def test_two_readings_tell_who_we_are(probe: FacebookProbe, script: Script) -> None:
    script.then(_token(scopes=["pages_manage_posts", "instagram_basic"]), PAGE)
    standing = probe.probe()
    assert (standing.identity, standing.account_name, standing.expires_at) == (META.page_id, "Municipio de León", None)
    assert standing.scopes == {"pages_manage_posts", "instagram_basic"}
    assert standing.missing == FACEBOOK_SCOPES - {"pages_manage_posts"}
    assert script.lines == ["GET /v25.0/debug_token", f"GET /v25.0/{META.page_id}"]


@pytest.mark.parametrize(
    ("token", "data", "ends"),
    [(0, 0, None), (SOON, 0, SOON), (0, SOON, SOON), (SOON, LATER, SOON), (LATER, SOON, SOON), (None, None, None)],
)
def test_the_earlier_end_counts_and_zero_is_never(
    probe: FacebookProbe, script: Script, token: int | None, data: int | None, ends: int | None
) -> None:
    script.then(_token(expires_at=token, data_access_expires_at=data), PAGE)
    assert probe.probe().expires_at == (datetime.fromtimestamp(ends, UTC) if ends else None)


@pytest.mark.parametrize(
    "replies",
    [
        [_token(is_valid=False)],
        [{"data": {"error": {"code": 190}, "scopes": []}}],
        [_token(profile_id="999")],
        [_error(190, 460)],
        [_token(), _error(100, 33)],
        [_token(), _error(100)],
        [_token(), _error(10, status=403)],
        [_token(), {"id": "999", "name": "Otra"}],
    ],
)
def test_P26_a_dead_token_or_another_page_is_rejected(probe: FacebookProbe, script: Script, replies: list[Any]) -> None:
    script.then(*replies)
    with pytest.raises(CredentialsRejectedError) as rejected:
        probe.probe()
    assert not any(token in str(rejected.value) for token in META_TOKENS)


@pytest.mark.parametrize(
    "reply",
    [Reply(200, b"<html>"), Reply(503, {}), {"data": []}, {}, _token(expires_at=10**30), _token(expires_at="soon")],
)
def test_what_could_not_be_found_out_is_no_verdict(probe: FacebookProbe, script: Script, reply: Any) -> None:
    script.then(reply)
    with pytest.raises(TransientServiceError):
        probe.probe()


def test_a_limit_is_told(probe: FacebookProbe, script: Script) -> None:
    script.then(_error(4))
    with pytest.raises(RateLimitedError):
        probe.probe()


def test_the_two_networks_need_what_the_manual_of_accounts_lists() -> None:
    listed = Path(__file__).parents[4] / "docs" / "accounts.md"
    text = listed.read_text(encoding="utf-8")
    assert all(f"`{scope}`" in text for scope in FACEBOOK_SCOPES | INSTAGRAM_SCOPES)
