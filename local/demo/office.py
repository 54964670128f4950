"""The offices' side: uploading material as press and image do, and the API as a signed-in person uses it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import boto3
import requests

TIMEOUT_SECONDS = 60
"""Longer than the API itself takes: on a busy machine a function is slow to start for the first time."""

T = TypeVar("T")


class Patience(TimeoutError):  # noqa: N818 - what ran out
    """Something did not happen in time."""


def wait_for(what: str, check: Callable[[], T | None], seconds: float = 180, every: float = 0.5) -> T:
    """Look until something is there. Raises Patience when it is not in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = check()
        if found:
            return found
        time.sleep(every)
    raise Patience(f"no llegó a tiempo: {what}")


def aws_client(endpoints: dict[str, Any], service: str) -> Any:
    """Make a client of the local AWS, or of the real one, from the endpoints file."""
    aws = endpoints["aws"]
    make: Callable[..., Any] = boto3.client
    return make(
        service,
        endpoint_url=aws["endpoint_url"],
        region_name=aws["region"],
        aws_access_key_id=aws["access_key_id"],
        aws_secret_access_key=aws["secret_access_key"],
    )


class Intake:
    """The intake bucket, as an office's upload folder."""

    def __init__(self, endpoints: dict[str, Any]) -> None:
        """Take the endpoints file."""
        self._s3 = aws_client(endpoints, "s3")
        self._bucket = endpoints["buckets"]["intake"]

    def upload(self, key: str, content: bytes) -> None:
        """Put one file."""
        self._s3.put_object(Bucket=self._bucket, Key=key, Body=content)

    def upload_folder(self, prefix: str, folder: Path) -> list[str]:
        """Put every file of a folder; gives the keys."""
        keys = []
        for file in sorted(folder.iterdir()):
            self.upload(f"{prefix}/{file.name}", file.read_bytes())
            keys.append(f"{prefix}/{file.name}")
        return keys


class Person:
    """A person signed in with Cognito, and what the API answers them."""

    def __init__(self, endpoints: dict[str, Any], role: str) -> None:
        """Sign in as the person of a role."""
        self.role = role
        self._url = endpoints["api_url"].rstrip("/")
        self._token = _sign_in(endpoints, endpoints["people"][role])

    def get(self, path: str, **query: str) -> dict[str, Any]:
        """Read. Raises requests.HTTPError."""
        return self._ask("GET", path, params=query)

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Act. Raises requests.HTTPError."""
        return self._ask("POST", path, json=body)

    def delete(self, path: str, **query: str) -> dict[str, Any]:
        """Take something back. Raises requests.HTTPError."""
        return self._ask("DELETE", path, params=query)

    def refused(self, path: str, **body: Any) -> str:
        """Try to act, and give the sentence with which it is refused. Raises AssertionError when it is not."""
        try:
            self.post(path, **body)
        except requests.HTTPError as error:
            return str(error.response.json()["message"])
        raise AssertionError(f"{path} was not refused")

    def _ask(self, method: str, path: str, **arguments: Any) -> dict[str, Any]:
        address = f"{self._url}/v1/{path}".replace("#", "%23")
        headers = {"Authorization": self._token}
        answer = requests.request(method, address, headers=headers, timeout=TIMEOUT_SECONDS, **arguments)
        if not answer.ok:
            raise requests.HTTPError(f"{method} {path}: {answer.status_code} {answer.text}", response=answer)
        return cast("dict[str, Any]", answer.json())


def _sign_in(endpoints: dict[str, Any], person: dict[str, str]) -> str:
    answer = aws_client(endpoints, "cognito-idp").initiate_auth(
        ClientId=person["client_id"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person["username"], "PASSWORD": person["password"]},
    )
    return str(answer["AuthenticationResult"]["IdToken"])
