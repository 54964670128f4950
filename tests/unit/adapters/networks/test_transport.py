"""One attempt per call, on a connection that is certainly alive, with nothing of this machine in it."""

import logging
from pathlib import Path

import pytest
import requests

from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.transport import KEEP_SECONDS, NetworkSession, OneAttemptAdapter, Timeouts
from chalicelib.adapters.networks.x import XAccount
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.unit.adapters.networks.accounts import META, META_TOKENS, X_TOKENS, X
from tests.unit.adapters.networks.scripted import Reply, Script


class Seconds:
    """A clock that a test turns, also back."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_connection_is_kept_only_for_a_moment(script: Script) -> None:
    seconds, session = Seconds(), requests.Session()
    session.mount("http://", OneAttemptAdapter(seconds))
    for later in (0, KEEP_SECONDS, KEEP_SECONDS + 1, -5):
        seconds.now += later
        script.then({})
        session.get(script.url)
    first, second, third, fourth = (asked.connection for asked in script.asked)
    assert first == second
    assert len({second, third, fourth}) == 3


def test_every_request_has_both_time_outs_and_is_sent_once(script: Script) -> None:
    session = NetworkSession(Timeouts(connect_seconds=1, read_seconds=2))
    script.then(Reply(503, {}, {"Retry-After": "0"}))
    with pytest.raises(requests.HTTPError):
        session.get(script.url, timeout=None)
    assert len(script.asked) == 1


def test_neither_a_proxy_nor_a_netrc_of_this_machine_enters_a_call(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    script.then({"id": "1"})
    FacebookPage(META, base_url=script.url).publish(OutgoingPost("texto"), Staged())
    assert script.asked[0].headers["authorization"] == "Bearer EAAP-token-4711"


def test_no_log_line_shows_a_token_even_when_everything_is_logged(
    script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script.then(Reply(201, {"data": {"id": "1"}}), {"id": "1"})
    XAccount(X, base_url=script.url).publish(OutgoingPost("texto"), Staged())
    FacebookPage(META, base_url=script.url).publish(OutgoingPost("texto"), Staged())
    assert "POST" in caplog.text
    assert not any(token in caplog.text for token in (*X_TOKENS, *META_TOKENS))
