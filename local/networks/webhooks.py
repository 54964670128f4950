"""
The webhooks of Meta: whoever subscribed is told of comments on Facebook and Instagram, as unreliably as by Meta.

Of every thirty deliveries some come twice, some never, some after a later one. What is not answered 200 is repeated.
"""

import hashlib
import hmac
import json
import queue
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

import requests

from local.networks.people import ACCOUNTS, PEOPLE_BY_KEY
from local.networks.state import Entry

TIMEOUT_SECONDS = 20
"""For so long Meta waits for an answer."""

TRIES, PAUSE_SECONDS = 3, 0.5
QUIET_SECONDS = 1.0
"""After so long without news a delivery that was to come after the next one comes alone."""

EVERY_LOST, EVERY_TWICE, EVERY_LATE = 10, 5, 3
"""One of so many is lost, comes twice, or after the next."""


class Courier:
    """Carries news of comments to one callback, in a thread of its own."""

    def __init__(self, callback_url: str, now: Callable[[], datetime]) -> None:
        """Take where to, and the networks' clock."""
        self._url = callback_url
        self._now = now
        self._news: queue.Queue[bytes] = queue.Queue()
        self._late: list[bytes] = []
        self._count = 0

    def is_expected(self, verify_token: str) -> bool:
        """Make the handshake: say whether the callback repeats a challenge."""
        challenge = str(secrets.randbelow(10**10))
        asked = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
        try:
            answer = requests.get(self._url, params=asked, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return False
        return answer.ok and answer.text == challenge

    def start(self, is_wanted: Callable[[], bool]) -> None:
        """Carry as long as somebody wants it."""
        threading.Thread(target=self._carry, args=(is_wanted,), name="webhooks", daemon=True).start()

    def tell(self, entry: Entry, verb: str) -> None:
        """Hear of a change; only comments on Facebook and new ones on Instagram are told."""
        if entry.is_post or entry.network == "x" or (entry.network == "instagram" and verb != "add"):
            return
        self._news.put(delivery_of(entry, verb, self._now()))

    def _carry(self, is_wanted: Callable[[], bool]) -> None:
        while is_wanted():
            try:
                self._hand_on(self._news.get(timeout=QUIET_SECONDS))
            except queue.Empty:
                self._hand_over_late_ones()

    def _hand_on(self, body: bytes) -> None:
        """Lose, repeat or hold back some; what was held back follows the next."""
        self._count += 1
        if self._count % EVERY_LOST == 0:
            return
        if self._count % EVERY_LATE == 0:
            self._late.append(body)
            return
        for _ in range(2 if self._count % EVERY_TWICE == 0 else 1):
            self._deliver(body)
        self._hand_over_late_ones()

    def _hand_over_late_ones(self) -> None:
        while self._late:
            self._deliver(self._late.pop())

    def _deliver(self, body: bytes) -> None:
        for _ in range(TRIES):
            if self._is_taken(body):
                return
            time.sleep(PAUSE_SECONDS)

    def _is_taken(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature_of(body)}
        try:
            answer = requests.post(self._url, data=body, headers=headers, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return False
        return bool(answer.status_code == HTTPStatus.OK)


def delivery_of(entry: Entry, verb: str, now: datetime) -> bytes:
    """Write what is told of a comment: ASCII, slashes escaped too."""
    kind, account, change = _on_page(entry, verb) if entry.network == "facebook" else _on_instagram(entry)
    content = {"object": kind, "entry": [{"id": account, "time": int(now.timestamp()), "changes": [change]}]}
    return json.dumps(content, separators=(",", ":")).replace("/", "\\/").encode()


def signature_of(body: bytes) -> str:
    """Sign bytes with our app's secret."""
    return "sha256=" + hmac.new(ACCOUNTS.facebook.app_secret.encode(), body, hashlib.sha256).hexdigest()


def _on_page(entry: Entry, verb: str) -> tuple[str, str, dict[str, Any]]:
    author, page_id = PEOPLE_BY_KEY[entry.author], ACCOUNTS.facebook.page_id
    # A film's own id is no post's: the feed names the post in which it is shown.
    post_id = entry.root_id if "_" in entry.root_id else f"{page_id}_{entry.root_id}"
    value = {
        "from": {"id": author.facebook_id, "name": author.name},
        "item": "comment",
        "verb": verb,
        "comment_id": entry.id,
        "post_id": post_id,
        "parent_id": entry.parent_id,
        "created_time": int(entry.created_at.timestamp()),
    }
    told = value if verb == "remove" else value | {"message": entry.text}
    return "page", page_id, {"field": "feed", "value": told}


def _on_instagram(entry: Entry) -> tuple[str, str, dict[str, Any]]:
    author = PEOPLE_BY_KEY[entry.author]
    value: dict[str, Any] = {
        "id": entry.id,
        "text": entry.text,
        "from": {"id": author.instagram_id, "username": author.instagram_username},
        "media": {"id": entry.root_id, "media_product_type": "FEED"},
    }
    if entry.parent_id != entry.root_id:
        value["parent_id"] = entry.parent_id
    return "instagram", ACCOUNTS.instagram.user_id, {"field": "comments", "value": value}
