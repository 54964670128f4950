"""
No secret is ever told: the daily probe with the real adapters, from the secret's own store to what a person reads.

Everything that any library logs is logged, and every answer that a network could give repeats what it was asked with.
"""

import hashlib
import hmac
import json
import logging
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters import aws
from chalicelib.adapters.networks.facebook import FacebookProbe
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named
from chalicelib.adapters.networks.graph.token import FACEBOOK_SCOPES, INSTAGRAM_SCOPES
from chalicelib.adapters.networks.instagram import InstagramProbe
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x import XProbe
from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.bootstrap import credentials
from chalicelib.domain.account_health import AccountHealth
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Role
from chalicelib.ports import AccountProbe
from chalicelib.settings import settings
from functions import probe_accounts
from tests.functions.events import Context, the_event
from tests.unit.adapters.networks.accounts import META, META_TOKENS, QUICK, X_TOKENS, X
from tests.unit.adapters.networks.scripted import RESET, Reply, Script, scripted_server
from tests.unit.api.calls import an_event
from tests.world import World

PROOF = hmac.new(META_TOKENS[0].encode(), META_TOKENS[1].encode(), hashlib.sha256).hexdigest()
SECRETS = (*X_TOKENS, *META_TOKENS, PROOF)
X_ECHO, META_ECHO = " ".join(X_TOKENS), " ".join((*META_TOKENS, PROOF))
ME = {"data": {"id": X.user_id, "name": "Municipio de León", "username": "municipio_leon"}}
TOKEN = {
    "data": {"is_valid": True, "profile_id": META.page_id, "scopes": sorted(FACEBOOK_SCOPES | INSTAGRAM_SCOPES)},
}
PAGE, PROFILE = {"id": META.page_id, "name": "Municipio"}, {"id": META.instagram_user_id, "username": "municipio"}


def graph_error(code: int, status: int = 400) -> Reply:
    return Reply(
        status, {"error": {"code": code, "message": f"Malformed access token {META_ECHO}", "error_user_msg": META_ECHO}}
    )


def x_error(status: int, detail: str) -> Reply:
    return Reply(status, {"title": X_ECHO, "detail": f"{detail} {X_ECHO}", "errors": [{"message": X_ECHO}]})


Answers = tuple[Reply | str | dict[str, Any], ...]

ANSWERS: dict[str, dict[Network, Answers]] = {
    "in order": {Network.X: (ME,), Network.FACEBOOK: (TOKEN, PAGE), Network.INSTAGRAM: (TOKEN, PROFILE)},
    "token rejected": {
        Network.X: (x_error(401, "Unauthorized"),),
        Network.FACEBOOK: (graph_error(190),),
        Network.INSTAGRAM: (TOKEN, graph_error(190)),
    },
    "refused": {
        Network.X: (x_error(403, "Your account is suspended"),),
        Network.FACEBOOK: (TOKEN, graph_error(200)),
        Network.INSTAGRAM: (graph_error(368),),
    },
    "failed": {
        Network.X: (x_error(503, "Over capacity"),),
        Network.FACEBOOK: (graph_error(2, 500),),
        Network.INSTAGRAM: (TOKEN, graph_error(4)),
    },
    "cut off": {Network.X: (RESET,), Network.FACEBOOK: (RESET,), Network.INSTAGRAM: (TOKEN, RESET)},
    "a page": {
        Network.X: (Reply(200, f"<p>{X_ECHO}".encode()),),
        Network.FACEBOOK: (Reply(200, f"<p>{META_ECHO}".encode()),),
        Network.INSTAGRAM: (Reply(502, f"<p>{META_ECHO}".encode()),),
    },
    "of another form": {
        Network.X: ({"data": {"id": [X_ECHO], "username": {X_ECHO: X_ECHO}}},),
        Network.FACEBOOK: ({"data": {"is_valid": META_ECHO, "scopes": META_ECHO}},),
        Network.INSTAGRAM: (TOKEN, {"id": META_ECHO}),
    },
}


@pytest.fixture(scope="module")
def running() -> Iterator[Script]:
    with scripted_server() as script:
        yield script


@pytest.fixture
def script(running: Script, monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """Stand for the networks and for Secrets Manager, of which the process knows nothing yet."""
    running.begin()
    for name, value in {
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": running.url,
        "AWS_DEFAULT_REGION": "mx-central-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "X_BASE_URL": running.url,
        "GRAPH_BASE_URL": f"{running.url}/v25.0",
        "X_SECRET_ARN": "x",
        "META_SECRET_ARN": "meta",
    }.items():
        monkeypatch.setenv(name, value)
    _forget()
    yield running
    _forget()


def _forget() -> None:
    for kept in (settings, credentials.secrets, aws._client, aws.session):
        kept.cache_clear()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that anybody logs, the function's own lines too."""
    caplog.set_level(logging.DEBUG)
    return caplog


def secret_of(network: Network) -> dict[str, Any]:
    keys = X if network is Network.X else META
    told = {name: str(value) for name, value in keys.model_dump(exclude_none=True).items()}
    hidden = {name: getattr(keys, name).get_secret_value() for name, value in told.items() if value.startswith("***")}
    return {"Name": network, "SecretString": json.dumps({**told, **hidden})}


def told_to_anybody(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def accounts_as_shown() -> str:
    response = answer(an_event("GET", "/v1/accounts", roles=[Role.IT_SUPPORT]), ROUTES)
    assert response["statusCode"] == 200
    return str(response["body"])


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_P25_no_probe_tells_a_secret_in_a_log_a_record_or_an_answer(
    answers: dict[Network, Answers], script: Script, log: pytest.LogCaptureFixture
) -> None:
    world = World()
    for network, replies in answers.items():
        script.then(secret_of(network), *replies)
    probe_accounts.metrics.namespace = "Portavoz"
    with bootstrap.replaced(records=world.records, clock=world.clock, catalogue=world.catalogue):
        probe_accounts.lambda_handler(the_event("schedule"), Context())
        shown = accounts_as_shown()
    assert len(script.asked) == 3 + sum(map(len, answers.values()))
    healths = world.of_kind(AccountHealth)
    assert len(healths) == 3
    assert log.text.count("AccountProbed") == 3
    assert "debug_token" in log.text
    for told in (log.text, shown, *(health.model_dump_json() for health in healths)):
        assert told_to_anybody(told) == []


PROBES: dict[Network, Callable[[str], AccountProbe]] = {
    Network.X: lambda url: XProbe(X, base_url=url, timeouts=QUICK),
    Network.FACEBOOK: lambda url: FacebookProbe(META, base_url=f"{url}/v25.0", timeouts=QUICK),
    Network.INSTAGRAM: lambda url: InstagramProbe(META, base_url=f"{url}/v25.0", timeouts=QUICK),
}


@pytest.mark.parametrize("network", PROBES)
@pytest.mark.parametrize("case", [case for case in ANSWERS if case != "in order"])
def test_P25_no_error_of_a_probe_shows_a_secret_with_all_its_causes(
    network: Network, case: str, script: Script, log: pytest.LogCaptureFixture
) -> None:
    script.then(*ANSWERS[case][network])
    with pytest.raises(ExternalServiceError) as failed:
        PROBES[network](script.url).probe()
    assert told_to_anybody("".join(traceback.format_exception(failed.value))) == []
    assert told_to_anybody(log.text) == []


@pytest.mark.parametrize("network", PROBES)
def test_P04_nobody_there_is_told_without_the_address_that_carries_the_token(
    network: Network, log: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ExternalServiceError) as failed:
        PROBES[network]("http://127.0.0.1:9").probe()
    assert told_to_anybody("".join(traceback.format_exception(failed.value))) == []
    assert told_to_anybody(log.text) == []


def test_what_is_asked_for_still_stands_in_the_log_without_its_parameters(
    script: Script, log: pytest.LogCaptureFixture
) -> None:
    script.then({"id": "1"})
    graph = GraphClient("Meta", META, base_url=f"{script.url}/v25.0", timeouts=QUICK)
    graph.get(Call.READ_ACCOUNT, Named, "102345", fields="id,name")
    assert "GET /v25.0/102345?… HTTP/1.1" in log.text
    assert "id,name" not in log.text
