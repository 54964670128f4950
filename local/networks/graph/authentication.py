"""Who calls Graph: a token in the query, the body or the Authorization header, with its proof when one is sent."""

import hashlib
import hmac

from local.networks.calls import Call
from local.networks.graph.errors import refuse
from local.networks.people import ACCOUNTS, PEOPLE_BY_GRAPH_TOKEN, US, Person

APP_TOKEN = f"{ACCOUNTS.facebook.app_id}|{ACCOUNTS.facebook.app_secret}"
"""The token of the app itself, with which other tokens are looked into."""


def token_of(call: Call) -> str:
    """Give the token a call carries."""
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    in_header = token.strip() if scheme.lower() in {"bearer", "oauth"} else ""
    return call.parameters.get("access_token") or in_header


def authenticate(call: Call) -> Person:
    """Say who calls, or refuse: no token (104), one that means nobody (190), a wrong proof (104)."""
    token = token_of(call)
    if not token:
        refuse("token_missing")
    person = US if token == APP_TOKEN else PEOPLE_BY_GRAPH_TOKEN.get(token)
    if person is None:
        refuse("token_unknown")
    proof = call.parameters.get("appsecret_proof")
    if proof is not None and not hmac.compare_digest(proof_of(token).encode(), proof.encode()):
        refuse("proof_wrong")
    return person


def proof_of(token: str) -> str:
    """Give the proof of a token: HMAC-SHA256 under the app secret, in hex."""
    return hmac.new(ACCOUNTS.facebook.app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
