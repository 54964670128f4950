"""X recognises our signature and the citizens' tokens, and nothing else."""

from typing import Any

import pytest
import requests
from requests_oauthlib import OAuth1  # type: ignore[import-untyped]

from local.networks import SimulatedNetworks
from tests.contract.networks.clients import TIMEOUT_SECONDS, XClient

UNAUTHORIZED = {"title": "Unauthorized", "type": "about:blank", "detail": "Unauthorized", "status": 401}


def signature_of(networks: SimulatedNetworks, **other: Any) -> OAuth1:
    """Sign as our account, but for what is said."""
    x = networks.accounts.x
    keys = (x.consumer_key, x.consumer_secret, x.access_token, x.access_token_secret)
    names = ("client_key", "client_secret", "resource_owner_key", "resource_owner_secret")
    return OAuth1(**{**dict(zip(names, keys, strict=True)), **other})


def me(networks: SimulatedNetworks, auth: Any = None, url: str = "", **content: Any) -> requests.Response:
    """Ask who we are."""
    url = url or f"{networks.x_base_url}/2/users/me"
    return requests.get(url, auth=auth, timeout=TIMEOUT_SECONDS, **content)


def test_a_signed_request_is_ours(networks: SimulatedNetworks) -> None:
    answer = me(networks, signature_of(networks)).json()
    assert answer["data"] == {
        "id": networks.accounts.x.user_id,
        "name": networks.accounts.facebook.name,
        "username": networks.accounts.x.username,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_secret": "other"},
        {"resource_owner_secret": "other"},
        {"client_key": "other"},
        {"resource_owner_key": "other"},
        {"timestamp": "1700000000"},
        {"signature_method": "PLAINTEXT"},
    ],
)
def test_P25_a_wrong_or_old_signature_is_unauthorized(networks: SimulatedNetworks, wrong: dict[str, str]) -> None:
    refused = me(networks, signature_of(networks, **wrong))
    assert refused.status_code == 401
    assert refused.json() == UNAUTHORIZED


def test_the_signature_covers_the_query(networks: SimulatedNetworks) -> None:
    signed = requests.Request("GET", f"{networks.x_base_url}/2/users/me?user.fields=verified")
    prepared = requests.Session().prepare_request(signed)
    signature_of(networks)(prepared)
    prepared.url = str(prepared.url).replace("verified", "protected")
    assert requests.Session().send(prepared, timeout=TIMEOUT_SECONDS).status_code == 401


@pytest.mark.parametrize("host", ["https://api.x.com", "https://api.twitter.com"])
def test_a_request_signed_for_the_real_host_is_ours(networks: SimulatedNetworks, host: str) -> None:
    prepared = requests.Session().prepare_request(requests.Request("GET", f"{host}/2/users/me"))
    signature_of(networks)(prepared)
    prepared.url = str(prepared.url).replace(host, networks.x_base_url)
    assert requests.Session().send(prepared, timeout=TIMEOUT_SECONDS).status_code == 200


def test_a_nonce_serves_once(networks: SimulatedNetworks) -> None:
    prepared = requests.Session().prepare_request(requests.Request("GET", f"{networks.x_base_url}/2/users/me"))
    signature_of(networks)(prepared)
    assert requests.Session().send(prepared, timeout=TIMEOUT_SECONDS).status_code == 200
    assert requests.Session().send(prepared, timeout=TIMEOUT_SECONDS).status_code == 401


def test_a_citizens_token_is_the_citizen(networks: SimulatedNetworks) -> None:
    citizen = networks.citizens[3]
    headers = {"Authorization": f"Bearer {citizen.x_token}"}
    assert me(networks, headers=headers).json()["data"]["username"] == citizen.x_handle
    assert me(networks, headers={"Authorization": "Bearer nobody"}).json() == UNAUTHORIZED
    assert me(networks).json() == UNAUTHORIZED


def test_there_are_at_least_twelve_citizens_with_names_and_tokens_of_their_own(networks: SimulatedNetworks) -> None:
    tokens = {citizen.x_token for citizen in networks.citizens} | {citizen.graph_token for citizen in networks.citizens}
    assert len(networks.citizens) >= 12
    assert len(tokens) == 2 * len(networks.citizens)
    assert len({citizen.x_handle for citizen in networks.citizens}) == len(networks.citizens)


def test_every_answer_says_how_much_is_left(x: XClient) -> None:
    headers = x.mentions().headers
    assert (headers["x-rate-limit-limit"], headers["x-rate-limit-remaining"]) == ("300", "299")
    assert x.mentions().headers["x-rate-limit-remaining"] == "298"


def test_C11_beyond_the_limit_x_answers_429_until_the_window_ends(x: XClient, networks: SimulatedNetworks) -> None:
    networks.control.set(x_limits={"x.mentions": 2})
    assert [x.mentions().status_code for _ in range(3)] == [200, 200, 429]
    refused = x.mentions()
    assert refused.json()["title"] == "Too Many Requests"
    assert refused.headers["x-rate-limit-remaining"] == "0"
    assert int(refused.headers["x-rate-limit-reset"]) > networks.world.now().timestamp()
    networks.control.advance(901)
    assert x.mentions().status_code == 200
