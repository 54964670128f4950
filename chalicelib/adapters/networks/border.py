"""
Where failures of HTTP become errors of the domain (P04 to P09).

    nothing was sent: DNS, refused, connect time-out, bad certificate   → TransientServiceError
    sent and no answer: read time-out, reset, cut off                   → OutcomeUnknownError where citizens would see it
    an answer other than 2xx                                            → as the network's own table says
    a 2xx that cannot be read: malformed, empty, HTML                   → OutcomeUnknownError where citizens would see it
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests
from pydantic import SecretStr, ValidationError
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError
from urllib3.exceptions import SSLError as TlsError

from chalicelib.adapters.networks.answers import UnreadableAnswerError, harmless_text
from chalicelib.adapters.networks.verdicts import Call, Judgement, error_of, in_doubt
from chalicelib.domain.errors import ExternalServiceError, TransientServiceError
from chalicelib.domain.json_text import problems_of

Judge = Callable[[requests.Response], Judgement]

_SAID_LENGTH = 300


@dataclass(frozen=True)
class Border:
    """The border of one network: its name, who judges its answers, and the secrets no message may show."""

    network: str
    judge: Judge
    secrets: tuple[SecretStr, ...]

    @contextmanager
    def crossing(self, call: Call) -> Iterator[None]:
        """
        Translate whatever goes wrong in one call. The whole answer is parsed inside.

        What went wrong is told without its cause: its text may name an address with the token in it.
        """
        try:
            yield
        except requests.HTTPError as exc:
            raise self._refusal(exc, call) from exc
        except requests.RequestException as exc:
            raise self._no_answer(exc, call) from None
        except UnreadableAnswerError as exc:
            raise in_doubt(call, f"{self.network}: {exc}") from exc
        except ValidationError as exc:
            raise in_doubt(call, f"{self.network}: {problems_of(exc)}") from exc

    def _refusal(self, exc: requests.HTTPError, call: Call) -> ExternalServiceError:
        judgement = self.judge(exc.response)
        said = f": {self._quoted(judgement.said)}" if judgement.said else ""
        return error_of(judgement, call, f"{self.network}: {exc}{said}")

    def _no_answer(self, exc: requests.RequestException, call: Call) -> ExternalServiceError:
        message = f"{self.network}: {type(exc).__name__}"
        return TransientServiceError(message) if was_never_sent(exc) else in_doubt(call, message)

    def _quoted(self, said: str) -> str:
        """Quote a network without our tokens: «Malformed access token …» repeats the whole token."""
        for secret in self.secrets:
            said = said.replace(secret.get_secret_value(), "***")
        return harmless_text(said)[:_SAID_LENGTH]


def was_never_sent(exc: requests.RequestException) -> bool:
    """Say whether a request failed before its first byte could leave: no address, no connection, no trust."""
    if isinstance(exc, requests.ConnectTimeout):
        return True
    cause = exc.args[0] if exc.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else None
    if isinstance(reason, TlsError):
        return any(isinstance(arg, ssl.SSLCertVerificationError) for arg in reason.args)
    return isinstance(reason, ConnectTimeoutError)
