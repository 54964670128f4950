"""The controls for whoever tests against simulated networks, in this process or in another."""

from typing import Any, Unpack, cast

import requests

from local.networks.settings import SettingsChanges

TIMEOUT_SECONDS = 30


class ControlRefusedError(Exception):
    """A control was used wrongly; says how."""


class Control:
    """Speaks to the controls of a server."""

    def __init__(self, base_url: str) -> None:
        """Take the server's address."""
        self._url = f"{base_url}/_control"

    def accounts(self) -> dict[str, Any]:
        """Give our accounts and the citizens, tokens included."""
        return cast("dict[str, Any]", self._ask("GET", "accounts"))

    def state(self) -> dict[str, Any]:
        """Give our posts and answers, live and removed, and the counts."""
        return cast("dict[str, Any]", self._ask("GET", "state"))

    def comments(self) -> list[dict[str, Any]]:
        """Give every comment ever made, with all its versions."""
        return cast("list[dict[str, Any]]", self._ask("GET", "comments"))

    def ledger(self) -> dict[str, Any]:
        """Give what X cost."""
        return cast("dict[str, Any]", self._ask("GET", "ledger"))

    def exchanges(self) -> list[dict[str, Any]]:
        """Give the last requests and what was answered, without tokens."""
        return cast("list[dict[str, Any]]", self._ask("GET", "exchanges"))

    def settings(self) -> dict[str, Any]:
        """Give the settings."""
        return cast("dict[str, Any]", self._ask("GET", "settings"))

    def set(self, **changes: Unpack[SettingsChanges]) -> dict[str, Any]:
        """Change some settings; give all."""
        return cast("dict[str, Any]", self._ask("POST", "settings", changes))

    def advance(self, seconds: float) -> None:
        """Put the networks' clock forward."""
        self.set(clock_offset_seconds=self.settings()["clock_offset_seconds"] + seconds)

    def fail(self, fault: str, operation: str = "*", **rule: Any) -> int:
        """
        Queue a fault for the next request of an operation, and give its number.

        `rule` takes `times` (1; None for all), `after` (how many pass before), `match` (`{"by": "us" | "citizen" |
        "anyone", "contains": text}`), and what the fault itself reads: `seconds`, `status`, `body`, `code`.
        """
        return int(self._ask("POST", "faults", {"fault": fault, "operation": operation, **rule})["id"])

    def faults(self) -> list[dict[str, Any]]:
        """Give the faults that still wait, with how often each was met."""
        return cast("list[dict[str, Any]]", self._ask("GET", "faults"))

    def clear_faults(self) -> None:
        """Drop all faults."""
        self._ask("DELETE", "faults")

    def hide_author(self, comment_id: str, *, is_hidden: bool = True) -> None:
        """Hide who wrote a comment."""
        self._ask("POST", "hide_author", {"id": comment_id, "is_hidden": is_hidden})

    def post_by_hand(self, text: str) -> dict[str, str]:
        """Publish on the Page as a person does; give `id` and `permalink`."""
        return cast("dict[str, str]", self._ask("POST", "post_by_hand", {"text": text}))

    def subscribe(self, callback_url: str, verify_token: str) -> None:
        """Have a webhook told of comments from now on, as Meta does; it must answer the handshake."""
        self._ask("POST", "subscribe", {"callback_url": callback_url, "verify_token": verify_token})

    def remove_by_hand(self, entry_id: str) -> None:
        """Remove a post or comment as a person does in the network's own app."""
        self._ask("POST", "remove_by_hand", {"id": entry_id})

    def react(self, post_id: str, **counts: int | None) -> None:
        """Let a post have so many `likes`, `shares`, `quotes`, `bookmarks`, `views`; None: its network does not tell them."""
        self._ask("POST", "react", {"id": post_id, **counts})

    def reset(self) -> None:
        """Forget everything: posts, comments, faults, settings, requests."""
        self._ask("POST", "reset")

    def _ask(self, method: str, name: str, body: Any = None) -> Any:
        response = requests.request(method, f"{self._url}/{name}", json=body, timeout=TIMEOUT_SECONDS)
        if not response.ok:
            raise ControlRefusedError(response.json()["error"])
        return response.json()
