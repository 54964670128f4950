"""The errors of Portavoz. The class says whether trying again can help; the docstring is its meaning."""


class PortavozError(Exception):
    """Anything this software raises on purpose. The message is a Spanish sentence when a person may read it."""


class InvalidInputError(PortavozError):
    """Material or a message is malformed: rejected with a reason in Spanish, kept, never retried."""


class RuleViolationError(PortavozError):
    """The manual forbids the act. `clause` is the clause of PR-DGCS/DAI-07 that does."""

    def __init__(self, message: str, *, clause: str) -> None:
        """Take the Spanish sentence for the person and the clause."""
        super().__init__(message)
        self.clause = clause


class NotFoundError(PortavozError):
    """Nothing is recorded under that id."""


class RecordConflictError(PortavozError):
    """Somebody else wrote the record first. Read it again, then decide again."""


class RecordIntegrityError(PortavozError):
    """The records contradict themselves: stop, alarm the IT office."""


class ExternalServiceError(PortavozError):
    """A service outside this software did not do what it was asked. Raised only by adapters."""


class TransientServiceError(ExternalServiceError):
    """The service certainly did nothing; trying again can help."""


class RateLimitedError(TransientServiceError):
    """The service asks for patience: nothing was done, do not call again before `retry_after_seconds`."""

    def __init__(self, message: str, *, retry_after_seconds: int) -> None:
        """Take what the service said and the seconds it asks to wait."""
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class UploadGoneError(TransientServiceError):
    """What was uploaded for it is no longer there: nothing was done, and it must be uploaded again first."""


class OutcomeUnknownError(ExternalServiceError):
    """The network may have accepted what was sent: reconcile by reading the account, never send again blindly."""


class RejectedByServiceError(ExternalServiceError):
    """The service refused clearly: a person must change something. `code` is a stable word such as `reply_not_allowed`."""

    def __init__(self, message: str, *, code: str = "refused") -> None:
        """Take what the service said and a stable code."""
        super().__init__(message)
        self.code = code


class CredentialsRejectedError(ExternalServiceError):
    """The token is dead or lacks a permission: alarm a person, hold the work until it is renewed."""


class NotThereError(ExternalServiceError):
    """What was asked for is not on the network (any more): a deleted comment, a removed post."""
