"""
X's API v2 for one account: tweepy words and signs the requests, each is sent once.

tweepy's host is fixed (api.twitter.com) and its signature covers the address, so the session sets ours before signing. It
sends no forms: what goes up in parts is sent beside it, through the same session and with the same signature.
Statuses other than 2xx never reach tweepy, whose own errors trip over bodies that are not objects.
"""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

import requests
import tweepy

from chalicelib.adapters.networks.answers import ModelT, json_object
from chalicelib.adapters.networks.border import Border
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.hearing import Ear
from chalicelib.adapters.networks.transport import NetworkSession, Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.errors import judge
from chalicelib.adapters.networks.x.limits import Blocks

_TWEEPY_HOST = "https://api.twitter.com"

for _name in ("oauthlib", "requests_oauthlib", "tweepy"):
    # Their debug lines show tokens and signatures, and whole answers, which may repeat them.
    logging.getLogger(_name).setLevel(logging.INFO)


class XApi:
    """Asks X for one account. Its requests are signed with the account's own tokens; inside a stated block none is sent."""

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str,
        timeouts: Timeouts,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self.blocks = Blocks(seconds)
        self._border = Border("X", judge, credentials.secrets)
        keys = {
            "consumer_key": credentials.api_key.get_secret_value(),
            "consumer_secret": credentials.api_key_secret.get_secret_value(),
            "access_token": credentials.access_token.get_secret_value(),
            "access_token_secret": credentials.access_token_secret.get_secret_value(),
        }
        self._client = tweepy.Client(**keys, return_type=requests.Response, wait_on_rate_limit=False)
        session = _XSession(base_url, timeouts, self.blocks)
        self._client.session = session
        self.ear = Ear(session, credentials.secrets)
        self._auth = tweepy.OAuth1UserHandler(**keys).apply_auth()

    def ask(self, call: Call, kind: type[ModelT], send: Callable[[tweepy.Client], requests.Response]) -> ModelT:
        """Make one request through tweepy and parse its answer. Raises the errors of the domain."""
        return self.ask_with_headers(call, kind, send)[0]

    def ask_with_headers(
        self, call: Call, kind: type[ModelT], send: Callable[[tweepy.Client], requests.Response]
    ) -> tuple[ModelT, Mapping[str, str]]:
        """Make one request as `ask` does, and give the headers of its answer too."""
        with self._border.crossing(call):
            response = send(self._client)
            return kind.model_validate(json_object(response)), response.headers

    def post_form(
        self, call: Call, kind: type[ModelT], route: str, fields: Mapping[str, str], files: Mapping[str, bytes]
    ) -> ModelT:
        """Make one request with files. Nothing of a form with files is signed but its address."""
        named = {name: (name, content, "application/octet-stream") for name, content in files.items()}
        return self.ask(
            call,
            kind,
            lambda client: client.session.request(
                "POST", _TWEEPY_HOST + route, data=fields, files=named, auth=self._auth
            ),
        )


class _XSession(NetworkSession):
    def __init__(self, base_url: str, timeouts: Timeouts, blocks: Blocks) -> None:
        super().__init__(timeouts)
        self._base_url = base_url.rstrip("/")
        self._blocks = blocks

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        path = str(url).removeprefix(_TWEEPY_HOST)
        self._blocks.check(str(method), path)
        try:
            response = super().request(method, self._base_url + path, *args, **kwargs)
        except requests.HTTPError as error:
            self._blocks.note(str(method), path, error.response)
            raise
        self._blocks.note(str(method), path, response)
        return response
