"""A citizen at a telephone: comments, edits and deletes through the same public endpoints as anybody."""

from typing import Any, cast

import requests

from local.networks.people import Person

TIMEOUT_SECONDS = 10
GRAPH = "/v25.0"


class CitizenRefusedError(Exception):
    """A network refused what a citizen did. Carries its answer."""

    def __init__(self, status: int, body: Any) -> None:
        """Take the status and the JSON that came."""
        super().__init__(f"{status}: {body}")
        self.status = status
        self.body = body


class CitizenClient:
    """Does what a citizen does. Every method that writes gives the id it was written under."""

    def __init__(self, base_url: str, person: Person) -> None:
        """Take the networks' address and who it is."""
        self._url = base_url
        self.person = person

    def post_on_x(self, text: str, **more: Any) -> str:
        """Post something of one's own on X, for instance naming us."""
        return self._on_x("POST", "", {"text": text, **more})["id"]

    def comment_on_x(self, post_id: str, text: str) -> str:
        """Answer a post or another answer on X."""
        return self.post_on_x(text, reply={"in_reply_to_tweet_id": post_id})

    def edit_on_x(self, comment_id: str, text: str) -> str:
        """Edit on X; gives the new id."""
        return self.post_on_x(text, edit_options={"previous_post_id": comment_id})

    def delete_on_x(self, comment_id: str) -> None:
        """Delete on X."""
        self._on_x("DELETE", f"/{comment_id}")

    def comment_on_facebook(self, post_or_comment_id: str, text: str) -> str:
        """Comment on a post, or answer a comment, on Facebook."""
        return self._on_graph("POST", f"{post_or_comment_id}/comments", message=text)["id"]

    def edit_on_facebook(self, comment_id: str, text: str) -> None:
        """Edit a comment on Facebook."""
        self._on_graph("POST", comment_id, message=text)

    def delete_on_facebook(self, comment_id: str) -> None:
        """Delete a comment on Facebook."""
        self._on_graph("DELETE", comment_id)

    def comment_on_instagram(self, medium_id: str, text: str) -> str:
        """Comment on Instagram."""
        return self._on_graph("POST", f"{medium_id}/comments", message=text)["id"]

    def reply_on_instagram(self, comment_id: str, text: str) -> str:
        """Answer a comment on Instagram."""
        return self._on_graph("POST", f"{comment_id}/replies", message=text)["id"]

    def delete_on_instagram(self, comment_id: str) -> None:
        """Delete a comment on Instagram."""
        self._on_graph("DELETE", comment_id)

    def comment(self, network: str, post_id: str, text: str) -> str:
        """Comment on a post of any network."""
        by_network = {
            "x": self.comment_on_x,
            "facebook": self.comment_on_facebook,
            "instagram": self.comment_on_instagram,
        }
        return by_network[network](post_id, text)

    def _on_x(self, method: str, path: str, body: Any = None) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.person.x_token}"}
        url = f"{self._url}/2/tweets{path}"
        return cast("dict[str, str]", _json(_send(method, url, json=body, headers=headers))["data"])

    def _on_graph(self, method: str, path: str, **parameters: str) -> dict[str, str]:
        data = {**parameters, "access_token": self.person.graph_token}
        return cast("dict[str, str]", _json(_send(method, f"{self._url}{GRAPH}/{path}", json=data)))


def _send(method: str, url: str, **content: Any) -> requests.Response:
    return requests.request(method, url, timeout=TIMEOUT_SECONDS, **content)


def _json(response: requests.Response) -> Any:
    if not response.ok:
        raise CitizenRefusedError(response.status_code, response.json())
    return response.json()
