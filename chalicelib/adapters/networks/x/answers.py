"""What X answers to a write."""

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.x.tweets import XId

_PENDING = frozenset({"pending", "in_progress"})


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


class Processing(Answer):
    """How far X is with a graphic."""

    state: str = "succeeded"


class UploadedMedia(Answer):
    """A graphic X holds."""

    id: XId
    processing_info: Processing = Processing()


class Uploaded(Answer):
    """`POST /2/media/upload` and its STATUS."""

    data: UploadedMedia

    @property
    def is_pending(self) -> bool:
        """Say whether X still works on it."""
        return self.data.processing_info.state in _PENDING

    @property
    def is_usable(self) -> bool:
        """Say whether it is there, or will be."""
        return self.data.processing_info.state != "failed"


class MetadataSet(Answer):
    """`POST /2/media/metadata`: that it is a 2xx says all."""
