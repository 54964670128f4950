"""
Where Portavoz is, who asks, and how it is asked: a person signs in as on the screens, so that no key of AWS is handed to anybody.

From the environment: PORTAVOZ_API, and PORTAVOZ_TOKEN or PORTAVOZ_USUARIO, PORTAVOZ_CLAVE and PORTAVOZ_CLIENTE (with
PORTAVOZ_CODIGO where there is a second factor, and PORTAVOZ_IDENTIDAD where Cognito is elsewhere).
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlsplit

import requests

from . import export_texts as texts
from . import service_texts
from .errors import CommandError, UsageError
from .settings import is_sendable

DEFAULT_IDENTITY = "https://cognito-idp.mx-central-1.amazonaws.com"
TIMEOUT_SECONDS = 30
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TARGET = "AWSCognitoIdentityProviderService"
_PERSON = ("PORTAVOZ_USUARIO", "PORTAVOZ_CLAVE", "PORTAVOZ_CLIENTE")


class RefusedError(CommandError):
    """Portavoz, or the sign-in, says no."""

    exit_code = 4


class SilentError(CommandError):
    """Portavoz does not answer; the same command later goes on where it was."""

    exit_code = 5


class Asking:
    """The API at an address, asked with a person's token."""

    def __init__(self, environment: Mapping[str, str], session: requests.Session) -> None:
        """
        Read where and who, and sign in.

        Raises:
            UsageError: something is missing, or an address would carry a secret without encryption.
            RefusedError: the name, the password or the code is wrong.
        """
        self.session = session
        # What ~/.netrc holds for that host must not take the place of our token; the proxies of the office stay.
        session.auth = _as_it_is
        self._address = _address(environment, "PORTAVOZ_API").rstrip("/")
        self._token = environment.get("PORTAVOZ_TOKEN") or self._signed_in(environment)
        if not is_sendable(self._token):
            raise UsageError(service_texts.BAD_TOKEN)

    def ask(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """
        Ask, and give the answer's JSON.

        Raises:
            RefusedError: Portavoz says no, in its own words.
            SilentError: it did not answer, or not as it should.
        """
        headers = {"Authorization": self._token, "Accept": "application/json"}
        return self._sent(method, f"{self._address}{path}", headers=headers, **more)

    def _sent(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        try:
            # A redirection could carry the token to somebody else.
            answer = self.session.request(method, address, timeout=TIMEOUT_SECONDS, allow_redirects=False, **more)
            body = answer.json()
        except (requests.RequestException, ValueError) as exc:
            raise SilentError(texts.SILENT) from exc
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(body, dict):
            raise SilentError(texts.SILENT)
        if not answer.ok:
            raise RefusedError(str(body.get("message") or texts.REFUSED))
        return cast("dict[str, Any]", body)

    def _signed_in(self, environment: Mapping[str, str]) -> str:
        """Sign in (Amazon Cognito user pools: InitiateAuth, RespondToAuthChallenge, both unsigned)."""
        user, password, client = (environment.get(name, "") for name in _PERSON)
        if not (user and password and client):
            raise UsageError(texts.NO_PERSON)
        first = self._cognito(
            environment,
            "InitiateAuth",
            ClientId=client,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": user, "PASSWORD": password},
        )
        if first.get("ChallengeName") == "SOFTWARE_TOKEN_MFA":
            code = environment.get("PORTAVOZ_CODIGO", "")
            first = self._cognito(
                environment,
                "RespondToAuthChallenge",
                ClientId=client,
                ChallengeName="SOFTWARE_TOKEN_MFA",
                Session=first.get("Session"),
                ChallengeResponses={"USERNAME": user, "SOFTWARE_TOKEN_MFA_CODE": code},
            )
        token = first.get("AuthenticationResult", {}).get("IdToken")
        if not isinstance(token, str):
            raise RefusedError(texts.NOT_SIGNED_IN)
        return token

    def _cognito(self, environment: Mapping[str, str], action: str, **content: Any) -> dict[str, Any]:
        identity = _address({"PORTAVOZ_IDENTIDAD": DEFAULT_IDENTITY, **environment}, "PORTAVOZ_IDENTIDAD")
        headers = {"X-Amz-Target": f"{_TARGET}.{action}", "Content-Type": "application/x-amz-json-1.1"}
        try:
            return self._sent("POST", identity, json=content, headers=headers)
        except RefusedError as exc:
            raise RefusedError(texts.NOT_SIGNED_IN) from exc


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _address(environment: Mapping[str, str], name: str) -> str:
    address = environment.get(name, "")
    if not address:
        raise UsageError(texts.NO_ADDRESS)
    try:
        parts = urlsplit(address)
    except ValueError as exc:
        raise UsageError(service_texts.bad_address(address)) from exc
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise UsageError(texts.insecure(name))
    return address
