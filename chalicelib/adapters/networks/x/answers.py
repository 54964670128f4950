"""What X answers to a write."""

from typing import Literal

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.verdicts import patience
from chalicelib.adapters.networks.x.pages import Problem
from chalicelib.adapters.networks.x.tweets import XId

_PENDING = frozenset({"pending", "in_progress"})
_LONGEST_CHECK_SECONDS = 300
_USUAL_CHECK_SECONDS = 5


class CreatedPost(Answer):
    """The id of what was published."""

    id: XId


class Created(Answer):
    """`POST /2/tweets`."""

    data: CreatedPost


class RemovedPost(Answer):
    """Whether it was removed."""

    deleted: bool


class Removed(Answer):
    """`DELETE /2/tweets/{id}`."""

    data: RemovedPost


class ProcessingError(Answer):
    """Why X could not use a film; as the older API says it, and as observed."""

    message: str = ""


class Processing(Answer):
    """How far X is with what was uploaded. A state it never named is no state: the answer cannot be read."""

    state: Literal["pending", "in_progress", "succeeded", "failed"] = "succeeded"
    check_after_secs: float | None = None
    error: ProcessingError = ProcessingError()


class UploadedMedia(Answer):
    """What X holds."""

    id: XId
    processing_info: Processing = Processing()


class Uploaded(Answer):
    """`POST /2/media/upload`, its `initialize` and its `finalize`."""

    data: UploadedMedia
    errors: tuple[Problem, ...] = ()

    @property
    def is_pending(self) -> bool:
        """Say whether X still works on it."""
        return self.data.processing_info.state in _PENDING

    @property
    def is_unheard_of(self) -> bool:
        """Say whether X has not begun to work on it: perhaps it does not know yet that it has everything."""
        return self.data.processing_info.state == "pending"

    @property
    def is_usable(self) -> bool:
        """Say whether it is there, or will be."""
        return self.data.processing_info.state != "failed"

    @property
    def check_after_seconds(self) -> int:
        """When X wants to be asked again: at least a second, at most five minutes, whatever it says."""
        return min(_LONGEST_CHECK_SECONDS, patience(self.data.processing_info.check_after_secs, _USUAL_CHECK_SECONDS))

    @property
    def said(self) -> str:
        """Give X's own words on why it failed."""
        words = (self.data.processing_info.error.message, *(problem.detail or problem.title for problem in self.errors))
        return "; ".join(word for word in words if word) or "processing failed"


class UploadStatus(Answer):
    """The STATUS of an upload, or why it is not shown."""

    data: UploadedMedia | None = None
    errors: tuple[Problem, ...] = ()


class PartTaken(Answer):
    """`POST /2/media/upload/{id}/append`: that it is a 2xx with an answer says all."""


class MetadataSet(Answer):
    """`POST /2/media/metadata`: that it is a 2xx says all."""
