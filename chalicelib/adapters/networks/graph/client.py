"""
The Graph API for one token: the token travels in a header, never in an address; every call proves the app's secret.

https://developers.facebook.com/docs/graph-api/overview, …/guides/secure-requests
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

import requests
from pydantic import SecretStr

from chalicelib.adapters.networks.answers import ModelT, json_object
from chalicelib.adapters.networks.border import Border
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.errors import judge
from chalicelib.adapters.networks.graph.listing import ItemT, Listing
from chalicelib.adapters.networks.graph.usage import Usage
from chalicelib.adapters.networks.hearing import Ear
from chalicelib.adapters.networks.transport import NetworkSession, Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.errors import RateLimitedError, TransientServiceError

MAX_PAGES = 20
"""How far a listing of our own is read; what was sent a moment ago stands on its first page."""

Upload = tuple[str, bytes, str]
"""A file to send: its name, bytes and type."""


class GraphClient:
    """Asks Graph for one network. `usage` is what its answers said of the limits; `ear` hears them as they came."""

    def __init__(
        self,
        network: str,
        credentials: MetaCredentials,
        *,
        base_url: str,
        timeouts: Timeouts,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._network = network
        proof = _proof_of(credentials)
        self._border = Border(network, judge, (*credentials.secrets, SecretStr(proof)))
        self._base_url = base_url.rstrip("/")
        self._proof = {"appsecret_proof": proof}
        self._session = NetworkSession(timeouts)
        self._session.headers["Authorization"] = f"Bearer {credentials.page_access_token.get_secret_value()}"
        self.usage = Usage(network, seconds)
        self._session.hooks["response"].append(self.usage.note)
        self.ear = Ear(self._session, self._border.secrets)

    def get(self, call: Call, kind: type[ModelT], *path: str, **params: str | int | None) -> ModelT:
        """Read something: `path` are the parts of its address."""
        with self._crossing(call):
            return self._parsed(kind, self._session.get(self._address(path), params={**self._proof, **params}))

    def post(
        self,
        call: Call,
        kind: type[ModelT],
        *path: str,
        fields: Mapping[str, str],
        files: Mapping[str, Upload] | None = None,
    ) -> ModelT:
        """Write something, as a form."""
        with self._crossing(call):
            answer = self._session.post(self._address(path), data={**self._proof, **fields}, files=files)
            return self._parsed(kind, answer)

    def delete(self, kind: type[ModelT], *path: str) -> ModelT:
        """Remove something."""
        with self._crossing(Call.CHANGE):
            return self._parsed(kind, self._session.delete(self._address(path), params=self._proof))

    def pages(
        self, call: Call, kind: type[Listing[ItemT]], *path: str, **params: str | int | None
    ) -> Iterator[Listing[ItemT]]:
        """
        Read a listing page by page, to its end or until the caller stops.

        Raises:
            TransientServiceError: it goes on for more than twenty pages, which proves nothing about its end (C01).
        """
        after: str | None = None
        for _ in range(MAX_PAGES):
            page = self.get(call, kind, *path, **params, after=after)
            yield page
            after = page.paging.next_after
            if after is None:
                return
        raise TransientServiceError(f"{self._network}: a listing has no end")

    @contextmanager
    def _crossing(self, call: Call) -> Iterator[None]:
        """Cross the border; a limit that was met there is remembered, whether or not a header tells of it."""
        try:
            with self._border.crossing(call):
                yield
        except RateLimitedError as limit:
            self.usage.refused(limit.retry_after_seconds)
            raise

    def _address(self, path: tuple[str, ...]) -> str:
        return "/".join([self._base_url, *(quote(part, safe="") for part in path)])

    def _parsed(self, kind: type[ModelT], response: requests.Response) -> ModelT:
        return kind.model_validate(json_object(response))


def _proof_of(credentials: MetaCredentials) -> str:
    key = credentials.app_secret.get_secret_value().encode()
    token = credentials.page_access_token.get_secret_value().encode()
    return hmac.new(key, token, hashlib.sha256).hexdigest()
