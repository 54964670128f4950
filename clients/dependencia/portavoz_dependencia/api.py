"""
The API of Portavoz, as much as a department uses: its cases, one case, and its news.

Reading is tried again where Portavoz does not answer; telling never is: a person repeats the command, and the id of the news
makes it count once.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import requests

from . import texts
from .errors import ClientError, NotAllowedError, NotThereError, UnavailableError

PAGE = 50
WAITS_SECONDS = (0.5, 2.0, 5.0)
"""How long to wait before each of the further readings."""

_TIMEOUT_SECONDS = 30
_BUSY = frozenset({429, 500, 502, 503, 504})
_KINDS: dict[int, type[ClientError]] = {
    HTTPStatus.UNAUTHORIZED: NotAllowedError,
    HTTPStatus.FORBIDDEN: NotAllowedError,
    HTTPStatus.NOT_FOUND: NotThereError,
}
Case = dict[str, Any]


def news_id(folio: str, act: str, note: str, department_folio: str | None, outcome: str | None) -> str:
    """Name a piece of news by what it says: whoever says the same of the same case again says it under the same id."""
    said = json.dumps([folio, act, note, department_folio, outcome])
    return f"cli-{hashlib.sha256(said.encode()).hexdigest()[:40]}"


class Api:
    """The API at an address, asked with a person's token."""

    def __init__(
        self, address: str, token: str, session: requests.Session, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._address = address
        self._headers = {"Authorization": token, "Accept": "application/json"}
        self._session = session
        self._sleep = sleep

    def cases(self, state: str | None = None) -> Iterator[Case]:
        """Give the department's open cases, or those in a state, the nearest deadline first, page after page."""
        after: str | None = None
        while True:
            query = {"limit": str(PAGE), "state": state, "after": after}
            page = self._get("/v1/referrals", {name: value for name, value in query.items() if value})
            yield from page.get("referrals", [])
            after = page.get("next")
            if not after:
                return

    def case(self, folio: str) -> Case:
        """Give one case. Raises NotThereError where the department has none under that folio."""
        return self._get(f"/v1/referrals/{quote(folio, safe='')}", {})

    def tell(
        self, folio: str, act: str, note: str = "", department_folio: str | None = None, outcome: str | None = None
    ) -> Case:
        """
        Tell what the department does with a case, once; give the case as it stands then.

        Raises:
            UnavailableError: nobody knows whether it was heard; the same may be told again and counts once.
        """
        said = {"act": act, "note": note, "department_folio": department_folio, "outcome": outcome}
        body = {name: value for name, value in said.items() if value}
        body["news_id"] = news_id(folio, act, note, department_folio, outcome)
        try:
            return self._ask("POST", f"/v1/referrals/{quote(folio, safe='')}/news", json=body)
        except UnavailableError as exc:
            raise UnavailableError(texts.UNSURE) from exc

    def _get(self, path: str, query: dict[str, str]) -> Case:
        for seconds in WAITS_SECONDS:
            try:
                return self._ask("GET", path, params=query)
            except UnavailableError:
                self._sleep(seconds)
        return self._ask("GET", path, params=query)

    def _ask(self, method: str, path: str, **more: Any) -> Case:
        try:
            answer = self._session.request(
                method,
                self._address + path,
                headers=self._headers,
                timeout=_TIMEOUT_SECONDS,
                # A redirection could carry the token to somebody else.
                allow_redirects=False,
                **more,
            )
        except requests.RequestException as exc:
            raise UnavailableError(texts.SILENT) from exc
        if answer.status_code in _BUSY:
            raise UnavailableError(texts.SILENT)
        return _content(answer)


def _content(answer: requests.Response) -> Case:
    try:
        body = answer.json()
    except ValueError as exc:
        raise _error_of(answer.status_code, {}) from exc
    if answer.status_code == HTTPStatus.OK and isinstance(body, dict):
        return cast("Case", body)
    raise _error_of(answer.status_code, body if isinstance(body, dict) else {})


def _error_of(status: int, body: dict[str, Any]) -> ClientError:
    """Say what a refusal means: in the words of Portavoz where it is Portavoz that answered."""
    if status == HTTPStatus.UNAUTHORIZED or (status == HTTPStatus.FORBIDDEN and "code" not in body):
        return NotAllowedError(texts.EXPIRED)
    if "code" not in body or not isinstance(body.get("message"), str):
        return ClientError(texts.UNREADABLE)
    fields = [str(name) for name in body.get("fields") or []]
    return _KINDS.get(status, ClientError)(texts.refused(body["message"], fields))
