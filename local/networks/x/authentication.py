"""Who calls X: OAuth 1.0a for the municipality (HMAC-SHA1 over the request), a bearer token for a citizen."""

import hmac
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from oauthlib.common import urldecode  # type: ignore[import-untyped]
from oauthlib.oauth1 import Client  # type: ignore[import-untyped]
from oauthlib.oauth1.rfc5849 import signature  # type: ignore[import-untyped]

from local.networks.calls import Call
from local.networks.people import ACCOUNTS, CITIZENS_BY_X_TOKEN, US, Person
from local.networks.world import World

HOSTS = ("https://api.x.com", "https://api.twitter.com")
"""X answers under both names, and a client signs for the one it knows."""

MAX_SKEW_SECONDS = 300
_SECRETS = Client(
    ACCOUNTS.x.consumer_key,
    client_secret=ACCOUNTS.x.consumer_secret,
    resource_owner_secret=ACCOUNTS.x.access_token_secret,
)
FORM_TYPE = "application/x-www-form-urlencoded"


def authenticate(world: World, call: Call) -> Person | None:
    """Say who calls, or None when the token or signature is no good."""
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return CITIZENS_BY_X_TOKEN.get(token.strip())
    return US if scheme.lower() == "oauth" and _is_signed(world, call) else None


def _is_signed(world: World, call: Call) -> bool:
    parameters = _oauth_parameters(call)
    given = dict(parameters)
    return (
        given.get("oauth_consumer_key") == ACCOUNTS.x.consumer_key
        and given.get("oauth_token") == ACCOUNTS.x.access_token
        and given.get("oauth_signature_method") == "HMAC-SHA1"
        and _is_timely(world.clock(), given.get("oauth_timestamp", ""))
        and _is_right(call, parameters, given.get("oauth_signature", ""))
        and _is_first_use(world, given.get("oauth_nonce", ""))
    )


def _oauth_parameters(call: Call) -> list[tuple[str, str]]:
    form = urldecode(call.body) if call.body and call.content_type == FORM_TYPE else []
    authorization = {"Authorization": call.headers.get("authorization", "")}
    try:
        collected = signature.collect_parameters(
            uri_query=call.raw_query, body=form, headers=authorization, exclude_oauth_signature=False
        )
    except ValueError:
        return []
    return cast("list[tuple[str, str]]", collected)


def _is_right(call: Call, parameters: list[tuple[str, str]], given: str) -> bool:
    signed = signature.normalize_parameters([pair for pair in parameters if pair[0] != "oauth_signature"])
    return any(hmac.compare_digest(_signature(call.method, uri, signed), given) for uri in _addresses(call))


def _addresses(call: Call) -> list[str]:
    path = urlsplit(call.url).path
    return [call.url, *(f"{host}{path}" for host in HOSTS)]


def _signature(method: str, uri: str, parameters: Any) -> str:
    base = signature.signature_base_string(method, signature.base_string_uri(uri), parameters)
    return cast("str", signature.sign_hmac_sha1_with_client(base, _SECRETS))


def _is_timely(now: datetime, given: str) -> bool:
    return given.isdecimal() and abs(int(given) - now.timestamp()) <= MAX_SKEW_SECONDS


def _is_first_use(world: World, nonce: str) -> bool:
    with world.lock:
        is_new = bool(nonce) and nonce not in world.nonces
        world.nonces.append(nonce)
    return is_new
