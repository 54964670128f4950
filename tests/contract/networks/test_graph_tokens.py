"""Who Graph takes a token for, and what it says of one."""

import hashlib
import hmac
from typing import Any

import pytest
import requests

from local.networks import SimulatedNetworks
from tests.contract.networks.clients import TIMEOUT_SECONDS, FacebookClient, error_of


def me(networks: SimulatedNetworks, headers: dict[str, str] | None = None, **query: str) -> requests.Response:
    """Ask who we are."""
    return requests.get(f"{networks.graph_base_url}/me", params=query, headers=headers, timeout=TIMEOUT_SECONDS)


def test_a_token_may_come_in_the_query_or_in_a_header(networks: SimulatedNetworks) -> None:
    page = networks.accounts.facebook
    expected = {"id": page.page_id, "name": page.name}
    assert me(networks, access_token=page.page_token).json() == expected
    assert me(networks, {"Authorization": f"Bearer {page.page_token}"}).json() == expected


def test_a_citizens_token_is_the_citizen(networks: SimulatedNetworks) -> None:
    citizen = networks.citizens[2]
    assert me(networks, access_token=citizen.graph_token).json()["name"] == citizen.name


@pytest.mark.parametrize(("query", "code"), [({}, 104), ({"access_token": "nobody"}, 190)])
def test_P25_without_a_good_token_nothing_is_done(networks: SimulatedNetworks, query: Any, code: int) -> None:
    refused = me(networks, **query)
    assert refused.status_code == 400
    assert error_of(refused)[0] == code
    assert refused.json()["error"]["type"] == "OAuthException"


def test_a_proof_is_checked_when_it_is_sent(networks: SimulatedNetworks) -> None:
    page = networks.accounts.facebook
    proof = hmac.new(page.app_secret.encode(), page.page_token.encode(), hashlib.sha256).hexdigest()
    assert me(networks, access_token=page.page_token, appsecret_proof=proof).status_code == 200
    wrong = me(networks, access_token=page.page_token, appsecret_proof=proof[::-1])
    assert error_of(wrong)[0] == 104


def test_a_token_can_be_looked_into(networks: SimulatedNetworks, facebook: FacebookClient) -> None:
    facts = facebook.get("debug_token", input_token=facebook.token).json()["data"]
    assert facts["is_valid"] is True
    assert facts["expires_at"] == 0
    assert {"pages_manage_posts", "instagram_manage_contents"} <= set(facts["scopes"])
    assert facebook.get("debug_token", input_token="nobody").json()["data"]["is_valid"] is False
    app = networks.accounts.facebook
    query = {"input_token": facebook.token, "access_token": f"{app.app_id}|{app.app_secret}"}
    assert (
        requests.get(f"{facebook.url}/debug_token", params=query, timeout=TIMEOUT_SECONDS).json()["data"]["type"]
        == "PAGE"
    )


def test_both_pinned_versions_answer_and_no_other(networks: SimulatedNetworks) -> None:
    token = {"access_token": networks.accounts.facebook.page_token}
    url = networks.base_url
    answers = [
        requests.get(f"{url}/{version}/me", params=token, timeout=TIMEOUT_SECONDS).status_code
        for version in ("v25.0", "v26.0", "v19.0")
    ]
    assert answers == [200, 200, 400]


def test_what_does_not_exist_is_told_so(facebook: FacebookClient) -> None:
    refused = facebook.get("123456")
    assert refused.status_code == 400
    assert error_of(refused) == (100, 33)
    assert "Object with ID '123456' does not exist" in refused.json()["error"]["message"]


@pytest.mark.parametrize("fields", ["id,colour", "id{", "id,,name", "id}", "a{" * 9])
def test_a_field_that_cannot_be_is_refused(facebook: FacebookClient, fields: str) -> None:
    assert error_of(facebook.get(facebook.page_id, fields=fields))[0] == 100


def test_usage_headers_say_percent_and_minutes(facebook: FacebookClient, networks: SimulatedNetworks) -> None:
    networks.control.set(graph_usage_percent=42)
    headers = facebook.get("me").headers
    assert '"call_count": 42' in headers["X-App-Usage"]
    assert facebook.page_id in headers["X-Business-Use-Case-Usage"]
    assert '"estimated_time_to_regain_access": 0' in headers["X-Business-Use-Case-Usage"]
