"""A comment from the page goes the same way as one through the public endpoints: the same request, the same answer."""

import json
from urllib.parse import quote

from local.networks.answering import answer
from local.networks.calls import Answer, Call
from local.networks.people import Person
from local.networks.state import NetworkName
from local.networks.world import World

HTTP_OK = range(200, 300)


def comment(world: World, citizen: Person, network: NetworkName, target_id: str, text: str) -> str | None:
    """Comment as a citizen. Gives what went wrong, in Spanish, or None."""
    done = answer(world, _call(world, citizen, network, target_id, text)).outcome
    if isinstance(done, Answer) and done.status in HTTP_OK:
        return None
    return f"La red no aceptó el comentario: «{_reason(done)}»" if isinstance(done, Answer) else "La conexión se cortó."


def _call(world: World, citizen: Person, network: NetworkName, target_id: str, text: str) -> Call:
    if network == "x":
        body = {"text": text, "reply": {"in_reply_to_tweet_id": target_id}}
        return _request("/2/tweets", citizen.x_token, json.dumps(body).encode())
    entry = world.find(network, target_id)
    edge = "replies" if network == "instagram" and entry and not entry.is_post else "comments"
    call = _request(f"/v25.0/{quote(target_id, safe='')}/{edge}", citizen.graph_token, b"")
    call.form = {"message": text}
    return call


def _request(path: str, token: str, body: bytes) -> Call:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    return Call(method="POST", path=path, url=path, raw_query="", headers=headers, body=body)


def _reason(refusal: Answer) -> str:
    body = refusal.body if isinstance(refusal.body, dict) else {}
    if "error" in body:
        return str(body["error"].get("message", ""))
    errors = body.get("errors", [{}])
    return str(errors[0].get("message") or body.get("detail", "sin explicación"))
