"""
What an error of a network means, and which error of the domain it becomes.

The meaning depends on what was asked: the same «service unavailable» leaves a post in doubt, but a reading or an upload
that nobody can see may simply be made again.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
    UploadGoneError,
)

LONGEST_PATIENCE_SECONDS = 3600
"""A network may ask for a day, or its header be broken; after an hour it is asked again."""


class Call(Enum):
    """What is asked of a network."""

    READ_ACCOUNT = "look for something among what the account has"
    READ_ITEM = "look at one post, answer or upload of ours"
    READ_MENTIONS = "read what answers the account"
    READ_COMMENTS = "read the comments of one post"
    PREPARE = "upload what nobody can see yet"
    GO_ON_PREPARING = "go on with an upload that was begun"
    PROBE = "ask who we are"
    PUBLISH = "publish a post"
    CHANGE = "answer a comment or remove a post"

    @property
    def is_look(self) -> bool:
        """Say whether it only finds out what became of something of ours: a refusal settles nothing then."""
        return self in {Call.READ_ACCOUNT, Call.READ_ITEM}

    @property
    def is_visible(self) -> bool:
        """Say whether it changes what citizens see: then an unknown outcome matters."""
        return self in {Call.PUBLISH, Call.CHANGE}

    @property
    def names_an_item(self) -> bool:
        """Say whether it names a post, a comment or an upload, which may be gone."""
        return self in {Call.READ_ITEM, Call.READ_COMMENTS, Call.GO_ON_PREPARING, Call.CHANGE}


class Outcome(StrEnum):
    """What an error means."""

    NOT_DONE = "certainly nothing was done; trying again can help"
    UPLOAD_GONE = "certainly nothing was done: what was uploaded for it is not there any more"
    NOT_YET = "certainly nothing was done; wait first"
    PERHAPS_DONE = "it may have been done all the same"
    REFUSED = "refused: a person must change something"
    NO_PERMISSION = "the token lives but may not do this"
    TOKEN_REJECTED = "the token is dead"  # noqa: S105 - a meaning, not a secret
    GONE = "what the call names is not there"


@dataclass(frozen=True)
class Verdict:
    """What one error of a network means; `code` is the stable word of a refusal."""

    outcome: Outcome
    code: str = "refused"


@dataclass(frozen=True)
class Judgement:
    """A verdict on one answer, what the network said in its own words, and the seconds it asks to wait."""

    verdict: Verdict
    said: str = ""
    retry_after_seconds: int = 60


class PermissionMissingError(CredentialsRejectedError):
    """The token lives but lacks a permission or a role."""


class LookRefusedError(TransientServiceError):
    """The network refuses to show what became of something of ours; nothing could be found out yet."""


_ERROR_BY_OUTCOME: Mapping[Outcome, type[ExternalServiceError]] = {
    Outcome.NOT_DONE: TransientServiceError,
    Outcome.UPLOAD_GONE: UploadGoneError,
    Outcome.NO_PERMISSION: PermissionMissingError,
    Outcome.TOKEN_REJECTED: CredentialsRejectedError,
    Outcome.REFUSED: LookRefusedError,
    # An account that is not there is an account this token cannot reach (P26).
    Outcome.GONE: CredentialsRejectedError,
}


def error_of(judgement: Judgement, call: Call, message: str) -> ExternalServiceError:
    """Choose the error of the domain for a judgement on an answer to a call."""
    match judgement.verdict.outcome:
        case Outcome.NOT_YET:
            return RateLimitedError(message, retry_after_seconds=judgement.retry_after_seconds)
        case Outcome.PERHAPS_DONE:
            return in_doubt(call, message)
        case Outcome.REFUSED if not call.is_look:
            return RejectedByServiceError(message, code=judgement.verdict.code)
        case Outcome.GONE if call.names_an_item:
            return NotThereError(message)
        case outcome:
            return _ERROR_BY_OUTCOME[outcome](message)


def in_doubt(call: Call, message: str) -> ExternalServiceError:
    """Say that a call may have been carried out: which matters only where citizens would see it."""
    return OutcomeUnknownError(message) if call.is_visible else TransientServiceError(message)


def patience(seconds: float | None, otherwise: int = 60) -> int:
    """Bound what a network asks to wait: whole seconds, at least one, at most an hour."""
    if seconds is None or not math.isfinite(seconds):
        return otherwise
    return max(1, min(LONGEST_PATIENCE_SECONDS, math.ceil(seconds)))
