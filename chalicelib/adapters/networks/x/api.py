"""
X's API v2 for one account: tweepy words and signs the requests, each is sent once.

tweepy's host is fixed (api.twitter.com) and its signature covers the address, so the session sets ours before signing.
Statuses other than 2xx never reach tweepy, whose own errors trip over bodies that are not objects.
"""

import logging
from collections.abc import Callable
from typing import Any

import requests
import tweepy

from chalicelib.adapters.networks.answers import ModelT, json_object
from chalicelib.adapters.networks.border import Border
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import NetworkSession, Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.errors import judge

_TWEEPY_HOST = "https://api.twitter.com"

for _name in ("oauthlib", "requests_oauthlib"):
    # Their debug lines show tokens and signatures.
    logging.getLogger(_name).setLevel(logging.INFO)


class XApi:
    """Asks X for one account. Its requests are signed with the account's own tokens."""

    def __init__(self, credentials: XCredentials, *, base_url: str, timeouts: Timeouts) -> None:
        self._border = Border("X", judge, credentials.secrets)
        self._client = tweepy.Client(
            consumer_key=credentials.api_key.get_secret_value(),
            consumer_secret=credentials.api_key_secret.get_secret_value(),
            access_token=credentials.access_token.get_secret_value(),
            access_token_secret=credentials.access_token_secret.get_secret_value(),
            return_type=requests.Response,
            wait_on_rate_limit=False,
        )
        self._client.session = _XSession(base_url, timeouts)

    def ask(self, call: Call, kind: type[ModelT], send: Callable[[tweepy.Client], requests.Response]) -> ModelT:
        """Make one request through tweepy and parse its answer. Raises the errors of the domain."""
        with self._border.crossing(call):
            return kind.model_validate(json_object(send(self._client)))


class _XSession(NetworkSession):
    def __init__(self, base_url: str, timeouts: Timeouts) -> None:
        super().__init__(timeouts)
        self._base_url = base_url.rstrip("/")

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        path = str(url).removeprefix(_TWEEPY_HOST)
        return super().request(method, self._base_url + path, *args, **kwargs)
