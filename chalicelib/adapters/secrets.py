"""
The networks' credentials in AWS Secrets Manager: JSON, read into a model, kept for a while, never logged.

Plain botocore: Powertools' parameters load boto3 and cost a cold start 190 ms more.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from botocore.exceptions import ClientError
from pydantic import BaseModel, ValidationError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.domain.errors import CredentialsRejectedError
from chalicelib.domain.json_text import problems_of

if TYPE_CHECKING:
    from types_boto3_secretsmanager import SecretsManagerClient

KEEP_SECONDS = 300

# Its debug lines show whole answers: the secret itself.
logging.getLogger("botocore").setLevel(logging.INFO)

ModelT = TypeVar("ModelT", bound=BaseModel)


class SecretsManagerSecrets:
    """
    The secrets a function may read. `keep_seconds` is how long a renewed secret may go unnoticed while the old one still works.

    Declare secret fields as `SecretStr`, so that no `repr` shows them.
    """

    def __init__(
        self,
        client: "SecretsManagerClient",
        keep_seconds: float = KEEP_SECONDS,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._keep_seconds = keep_seconds
        self._seconds = seconds
        self._kept: dict[tuple[str, type[BaseModel]], tuple[float, BaseModel]] = {}

    def read(self, name: str, kind: type[ModelT]) -> ModelT:
        """
        Give a secret, by its name or ARN, as a model.

        Raises:
            CredentialsRejectedError: there is no such secret, or it lacks what it must say; a person must set it.
        """
        kept = self._kept.get((name, kind))
        if kept is None or self._seconds() - kept[0] >= self._keep_seconds:
            kept = (self._seconds(), _parse(name, self._fetch(name), kind))
            self._kept[name, kind] = kept
        return cast("ModelT", kept[1])

    def forget(self, name: str) -> None:
        """Read a secret anew when it is next asked for: what was kept of it was rejected, and may have been renewed."""
        for kept in [key for key in self._kept if key[0] == name]:
            del self._kept[kept]

    def _fetch(self, name: str) -> str:
        with translated("secretsmanager"):
            try:
                return self._client.get_secret_value(SecretId=name).get("SecretString", "")
            except ClientError as exc:
                if code_of(exc) == "ResourceNotFoundException":
                    raise CredentialsRejectedError(f"there is no secret {name}") from exc
                raise


def _parse(name: str, text: str, kind: type[ModelT]) -> ModelT:
    try:
        return kind.model_validate_json(text)
    except ValidationError as exc:
        # `from None`: the cause would carry the secret into the log.
        raise CredentialsRejectedError(f"the secret {name} is not as it must be: {problems_of(exc)}") from None
