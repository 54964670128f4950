"""P04 to P09: what a broken call means depends on whether it was sent, and on whether citizens would see it."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import requests
from urllib3.exceptions import MaxRetryError
from urllib3.exceptions import SSLError as TlsError

from chalicelib.adapters.networks.border import was_never_sent
from chalicelib.adapters.networks.facebook import FacebookPage
from chalicelib.adapters.networks.instagram import InstagramAccount
from chalicelib.adapters.networks.x import XAccount
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    TransientServiceError,
)
from chalicelib.domain.staged import Staged
from chalicelib.ports import NetworkAccount, OutgoingPost
from tests.unit.adapters.networks.accounts import META, META_TOKENS, POST, QUICK, X_TOKENS, X
from tests.unit.adapters.networks.scripted import HANG, RESET, Reply, Script

ACCOUNTS: dict[str, Callable[[str], NetworkAccount]] = {
    "x": lambda url: XAccount(X, base_url=url, timeouts=QUICK),
    "facebook": lambda url: FacebookPage(META, base_url=f"{url}/v25.0", timeouts=QUICK),
    "instagram": lambda url: InstagramAccount(META, base_url=f"{url}/v25.0", timeouts=QUICK),
}
STAGED = {
    "x": Staged(media_ids=("1",), is_ready=True),
    "facebook": Staged(media_ids=("1",), is_ready=True),
    "instagram": Staged(container_id="1", is_ready=True),
}
IN_DOUBT = {
    "P05 reset": RESET,
    "P06 never answered": HANG,
    "P06 answer cut short": Reply(201, {"data": {"id": "12"}, "id": "12"}, cut=True),
    "P07 500": Reply(500, {"error": {"code": 1, "message": "An unknown error occurred"}}),
    "P07 502 page": Reply(502, b"<html>Bad Gateway</html>"),
    "P07 503": Reply(503, {"title": "Service Unavailable"}),
    "P09 malformed": Reply(201, b'{"data": {"id": "12"'),
    "P09 a list": Reply(201, b'[{"id": "12"}]'),
    "P09 a page": Reply(200, b"<!doctype html><title>X</title>"),
    "P09 empty": Reply(200, b""),
    "P09 without an id": Reply(200, {"data": {}}),
    "P09 deeply nested": Reply(200, b"[" * 100_000),
    "moved": Reply(307, b"", {"Location": "/elsewhere"}),
    "late": Reply(408, {}),
}


@dataclass(frozen=True)
class Setting:
    """One network's account, a script to answer it, and what it staged before."""

    account: NetworkAccount
    script: Script
    staged: Staged

    def publish(self) -> str:
        return self.account.publish(POST, self.staged)


@pytest.fixture(params=list(ACCOUNTS))
def setting(request: pytest.FixtureRequest, script: Script) -> Setting:
    return Setting(ACCOUNTS[request.param](script.url), script, STAGED[request.param])


@pytest.mark.parametrize("reply", IN_DOUBT.values(), ids=IN_DOUBT.keys())
def test_P05_to_P09_a_post_without_a_readable_answer_is_in_doubt_and_sent_once(
    setting: Setting, reply: Reply | str
) -> None:
    setting.script.then(reply)
    with pytest.raises(OutcomeUnknownError):
        setting.publish()
    assert len(setting.script.asked) == 1


@pytest.mark.parametrize("reply", IN_DOUBT.values(), ids=IN_DOUBT.keys())
def test_an_answer_to_a_comment_without_a_readable_answer_is_in_doubt(setting: Setting, reply: Reply | str) -> None:
    setting.script.then(reply)
    with pytest.raises(OutcomeUnknownError):
        setting.account.reply("77", "Gracias")
    assert len(setting.script.asked) == 1


@pytest.mark.parametrize("reply", IN_DOUBT.values(), ids=IN_DOUBT.keys())
def test_a_removal_without_a_readable_answer_is_in_doubt(setting: Setting, reply: Reply | str) -> None:
    setting.script.then(reply)
    with pytest.raises(OutcomeUnknownError):
        setting.account.take_down("77")
    assert len(setting.script.asked) == 1


@pytest.mark.parametrize("reply", IN_DOUBT.values(), ids=IN_DOUBT.keys())
def test_P19_a_reading_without_a_readable_answer_may_be_made_again(setting: Setting, reply: Reply | str) -> None:
    setting.script.then(reply)
    with pytest.raises(TransientServiceError):
        setting.account.read_back("77")


@pytest.mark.parametrize("reply", IN_DOUBT.values(), ids=IN_DOUBT.keys())
def test_an_upload_nobody_can_see_may_be_made_again(setting: Setting, reply: Reply | str) -> None:
    setting.script.then(reply)
    with pytest.raises(TransientServiceError):
        setting.account.stage(POST, Staged())


@pytest.mark.parametrize("network", ACCOUNTS)
def test_P04_a_refused_connection_means_that_nothing_was_done(network: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        account = ACCOUNTS[network](f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(TransientServiceError):
            account.publish(POST, STAGED[network])


@pytest.mark.parametrize("network", ACCOUNTS)
def test_P04_an_unknown_host_means_that_nothing_was_done(network: str) -> None:
    account = ACCOUNTS[network]("http://no-such-host.invalid")
    with pytest.raises(TransientServiceError):
        account.publish(POST, STAGED[network])


@pytest.mark.parametrize("network", ACCOUNTS)
def test_P04_a_connection_that_never_opens_means_that_nothing_was_done(network: str) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        address = full.getsockname()
        with socket.create_connection(address), socket.socket() as second:
            second.setblocking(False)  # noqa: FBT003 - the standard library's
            second.connect_ex(address)
            account = ACCOUNTS[network](f"http://127.0.0.1:{address[1]}")
            with pytest.raises(TransientServiceError):
                account.publish(POST, STAGED[network])


def test_a_certificate_nobody_vouches_for_means_that_nothing_was_sent_but_a_broken_one_in_mid_air_does_not() -> None:
    untrusted, broken = ssl.SSLCertVerificationError("self-signed"), ssl.SSLError("decryption failed")
    errors = [
        requests.exceptions.SSLError(MaxRetryError(None, "/", TlsError(reason)))  # type: ignore[arg-type]
        for reason in (untrusted, broken)
    ]
    assert [was_never_sent(error) for error in errors] == [True, False]


def test_a_write_never_takes_a_connection_that_was_kept(setting: Setting) -> None:
    setting.script.then(Reply(404, {}), Reply(404, {}), RESET)
    setting.account.read_back("1")
    setting.account.read_back("1")
    with pytest.raises(OutcomeUnknownError):
        setting.publish()
    first, second, write = (asked.connection for asked in setting.script.asked)
    assert first == second != write


def test_C11_a_limit_asks_for_patience(setting: Setting) -> None:
    setting.script.then(Reply(429, {}))
    with pytest.raises(RateLimitedError) as limited:
        setting.publish()
    assert 60 <= limited.value.retry_after_seconds <= 300


def test_P25_a_dead_token_holds_the_work(setting: Setting) -> None:
    setting.script.then(Reply(401, {}), Reply(401, {}), Reply(401, {}))
    for call in (setting.publish, lambda: setting.account.read_back("1"), lambda: setting.account.reply("1", "a")):
        with pytest.raises(CredentialsRejectedError):
            call()


def test_P26_an_account_that_is_not_there_is_a_matter_of_credentials_but_a_comment_may_be_gone(
    setting: Setting,
) -> None:
    setting.script.then(Reply(404, {}), Reply(404, {}))
    with pytest.raises(CredentialsRejectedError):
        setting.publish()
    with pytest.raises(NotThereError):
        setting.account.reply("1", "Gracias")


def test_a_part_of_a_post_is_never_published(setting: Setting) -> None:
    with pytest.raises(TransientServiceError):
        setting.account.publish(OutgoingPost("dos", (*POST.media, *POST.media)), Staged())
    assert setting.script.asked == []


def test_no_message_shows_a_token_even_when_the_network_repeats_it(setting: Setting) -> None:
    tokens = X_TOKENS if isinstance(setting.account, XAccount) else META_TOKENS
    detail = "Malformed access token " + " ".join(tokens)
    setting.script.then(Reply(400, {"detail": detail, "error": {"message": detail, "code": 190}}), RESET, HANG)
    messages = [_message_of(setting.publish) for _ in range(3)]
    addresses = [f"{asked.path} {asked.query}" for asked in setting.script.asked]
    assert "Malformed access token" in messages[0]
    assert not any(token in text for token in tokens for text in (*messages, *addresses))


def _message_of(call: Callable[[], object]) -> str:
    """Give the messages of an error and of all it came from."""
    with pytest.raises(ExternalServiceError) as raised:
        call()
    error: BaseException | None = raised.value
    messages = []
    while error is not None:
        messages.append(str(error))
        error = error.__cause__ or error.__context__
    return " ".join(messages)
