"""Citizens: they comment, edit and delete through the networks' own public endpoints, each with their own token."""

from dataclasses import dataclass
from itertools import cycle
from typing import Any, cast

import requests

TIMEOUT_SECONDS = 30


@dataclass
class Made:
    """A comment somebody made: where, what, and its network id (on X an edit changes it)."""

    network: str
    citizen: dict[str, str]
    text: str
    network_id: str


class Citizens:
    """The people of the simulated world, one after another."""

    def __init__(self, endpoints: dict[str, Any]) -> None:
        """Take the endpoints file."""
        self._x = endpoints["networks"]["x"]["base_url"].rstrip("/")
        self._graph = endpoints["networks"]["graph"]["base_url"].rstrip("/")
        self._next = cycle(endpoints["citizens"])

    def comment(self, network: str, post_id: str, text: str) -> Made:
        """Have the next citizen comment on a post."""
        citizen = next(self._next)
        if network == "x":
            body = {"text": text, "reply": {"in_reply_to_tweet_id": post_id}}
            made = self._on_x("POST", "2/tweets", citizen, json=body)["data"]["id"]
        else:
            made = self._on_graph("POST", f"{post_id}/comments", citizen, message=text)["id"]
        return Made(network, citizen, text, str(made))

    def edit(self, comment: Made, text: str) -> None:
        """Have a citizen correct their comment on Facebook."""
        self._on_graph("POST", comment.network_id, comment.citizen, message=text)
        comment.text = text

    def delete(self, comment: Made) -> None:
        """Have a citizen delete their comment on Facebook."""
        self._on_graph("DELETE", comment.network_id, comment.citizen)

    def _on_x(self, method: str, path: str, citizen: dict[str, str], **arguments: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {citizen['x_token']}"}
        return _answer(
            requests.request(method, f"{self._x}/{path}", headers=headers, timeout=TIMEOUT_SECONDS, **arguments)
        )

    def _on_graph(self, method: str, path: str, citizen: dict[str, str], **fields: str) -> dict[str, Any]:
        data = {"access_token": citizen["graph_token"], **fields}
        return _answer(requests.request(method, f"{self._graph}/{path}", data=data, timeout=TIMEOUT_SECONDS))


def _answer(response: requests.Response) -> dict[str, Any]:
    if not response.ok:
        raise requests.HTTPError(f"{response.request.method} {response.url}: {response.text}", response=response)
    return cast("dict[str, Any]", response.json())
