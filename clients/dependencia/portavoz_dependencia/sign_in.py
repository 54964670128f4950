"""
Signs a person in with Amazon Cognito and gives the token that the API asks for.

API: InitiateAuth with USER_PASSWORD_AUTH and RespondToAuthChallenge, both unsigned (Amazon Cognito user pools, API reference).
"""

from collections.abc import Callable
from typing import Any

import requests

from . import texts
from .config import Settings
from .errors import NotAllowedError, UnavailableError

_TARGET = "AWSCognitoIdentityProviderService"
_TIMEOUT_SECONDS = 20
_SOFTWARE_TOKEN = "SOFTWARE_TOKEN_MFA"  # noqa: S105 - the name of a challenge
_SERVER_ERROR = 500


def token_for(settings: Settings, session: requests.Session, ask_code: Callable[[], str]) -> str:
    """
    Give the token: the one that is configured, or a new one for the person's name and password.

    `ask_code` is called where the account has a second factor and no code is configured.

    Raises:
        NotAllowedError: name, password or code are wrong, or the password is a temporary one.
        UnavailableError: the service did not answer.
    """
    if settings.token:
        return settings.token
    answer = _call(
        settings,
        session,
        "InitiateAuth",
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": settings.username, "PASSWORD": settings.password},
    )
    if answer.get("ChallengeName") == _SOFTWARE_TOKEN:
        answer = _second_factor(settings, session, answer, settings.code or ask_code())
    if "ChallengeName" in answer:
        raise NotAllowedError(texts.NEW_PASSWORD)
    token = answer.get("AuthenticationResult", {}).get("IdToken")
    if not isinstance(token, str):
        raise UnavailableError(texts.NO_SIGN_IN)
    return token


def _second_factor(settings: Settings, session: requests.Session, first: dict[str, Any], code: str) -> dict[str, Any]:
    return _call(
        settings,
        session,
        "RespondToAuthChallenge",
        ChallengeName=_SOFTWARE_TOKEN,
        Session=first.get("Session"),
        ChallengeResponses={"USERNAME": settings.username, "SOFTWARE_TOKEN_MFA_CODE": code},
    )


def _call(settings: Settings, session: requests.Session, action: str, **content: Any) -> dict[str, Any]:
    headers = {"X-Amz-Target": f"{_TARGET}.{action}", "Content-Type": "application/x-amz-json-1.1"}
    try:
        answer = session.post(
            settings.identity,
            json={"ClientId": settings.client_id, **content},
            headers=headers,
            timeout=_TIMEOUT_SECONDS,
            allow_redirects=False,
        )
        body = answer.json()
    except (requests.RequestException, ValueError) as exc:
        raise UnavailableError(texts.NO_SIGN_IN) from exc
    if answer.status_code >= _SERVER_ERROR or not isinstance(body, dict):
        raise UnavailableError(texts.NO_SIGN_IN)
    if not answer.ok:
        raise NotAllowedError(texts.BAD_SIGN_IN)
    return body
