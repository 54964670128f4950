"""
Portavoz's API, as much as the commands read of it: signs a person in with Amazon Cognito and asks with their token.

API: InitiateAuth with USER_PASSWORD_AUTH and RespondToAuthChallenge, both unsigned (Amazon Cognito user pools, API reference).
"""

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import requests

from . import service_texts as texts
from .errors import NotAllowedError, RefusedError, UnavailableError
from .settings import Settings

WAITS_SECONDS = (0.5, 2.0)
"""How long to wait before each of the further readings."""

_TARGET = "AWSCognitoIdentityProviderService"
_TIMEOUT_SECONDS = 40
_SOFTWARE_TOKEN = "SOFTWARE_TOKEN_MFA"  # noqa: S105 - the name of a challenge
_BUSY = frozenset({429, 500, 502, 503, 504})
_AS_IT_IS = "application/octet-stream"
"""What API Gateway gives back bytes for, and not their base64; of several types it looks at the first alone."""


def session_of_ours() -> requests.Session:
    """Open a session in which ~/.netrc does not take the place of the person's token; the office's proxies stay."""
    session = requests.Session()
    session.auth = _unchanged
    return session


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def token_for(settings: Settings, session: requests.Session, ask_code: Callable[[], str]) -> str:
    """
    Give the token: the one that is configured, or a new one for the person's name and password.

    Raises:
        NotAllowedError: name, password or code are wrong, or the password is a temporary one.
        UnavailableError: the service did not answer.
    """
    if settings.token:
        return settings.token
    who = {"USERNAME": settings.username, "PASSWORD": settings.password}
    answer = _call(settings, session, "InitiateAuth", AuthFlow="USER_PASSWORD_AUTH", AuthParameters=who)
    if answer.get("ChallengeName") == _SOFTWARE_TOKEN:
        responses = {"USERNAME": settings.username, "SOFTWARE_TOKEN_MFA_CODE": settings.code or ask_code()}
        challenge = {"ChallengeName": _SOFTWARE_TOKEN, "Session": answer.get("Session")}
        answer = _call(settings, session, "RespondToAuthChallenge", **challenge, ChallengeResponses=responses)
    if "ChallengeName" in answer:
        raise NotAllowedError(texts.NEW_PASSWORD)
    token = answer.get("AuthenticationResult", {}).get("IdToken")
    if not isinstance(token, str):
        raise UnavailableError(texts.NO_SIGN_IN)
    return token


def _call(settings: Settings, session: requests.Session, action: str, **content: Any) -> dict[str, Any]:
    headers = {"X-Amz-Target": f"{_TARGET}.{action}", "Content-Type": "application/x-amz-json-1.1"}
    body = {"ClientId": settings.client_id, **content}
    try:
        answer = session.post(
            settings.identity, json=body, headers=headers, timeout=_TIMEOUT_SECONDS, allow_redirects=False
        )
        told = answer.json()
    except (requests.RequestException, ValueError) as exc:
        raise UnavailableError(texts.NO_SIGN_IN) from exc
    if answer.status_code in _BUSY or not isinstance(told, dict):
        raise UnavailableError(texts.NO_SIGN_IN)
    if not answer.ok:
        raise NotAllowedError(texts.BAD_SIGN_IN)
    return told


class Service:
    """The API at an address, read with a person's token."""

    def __init__(
        self, address: str, token: str, session: requests.Session, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._address = address
        self._headers = {"Authorization": token, "Accept": _AS_IT_IS}
        self._session = session
        self._sleep = sleep

    def get(self, path: str, query: Mapping[str, str]) -> requests.Response:
        """
        Read something, again where Portavoz does not answer.

        Raises:
            NotAllowedError: nobody is signed in, or the person may not read it.
            RefusedError: Portavoz refuses, in its own words.
            UnavailableError: it did not answer.
        """
        for seconds in WAITS_SECONDS:
            try:
                return self._get(path, query)
            except UnavailableError:
                self._sleep(seconds)
        return self._get(path, query)

    def _get(self, path: str, query: Mapping[str, str]) -> requests.Response:
        try:
            # A redirection could carry the token to somebody else.
            answer = self._session.get(
                self._address + path,
                params=query,
                headers=self._headers,
                timeout=_TIMEOUT_SECONDS,
                allow_redirects=False,
            )
        except requests.RequestException as exc:
            raise UnavailableError(texts.SILENT) from exc
        if answer.status_code == HTTPStatus.OK:
            return answer
        raise _refusal(answer)


def _refusal(answer: requests.Response) -> NotAllowedError | RefusedError | UnavailableError:
    if answer.status_code in _BUSY:
        return UnavailableError(texts.SILENT)
    try:
        told = answer.json()
    except ValueError:
        told = {}
    said = told.get("message") if isinstance(told, dict) and "code" in told else None
    if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return NotAllowedError(said or texts.EXPIRED)
    fields = ", ".join(str(name) for name in told.get("fields") or []) if said else ""
    return RefusedError(texts.refused(said, fields) if said else texts.UNREADABLE)
