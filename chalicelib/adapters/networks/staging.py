"""Uploading what a post needs, so that nothing uploaded is lost and nothing is uploaded twice."""

from collections.abc import Callable, Sequence

from chalicelib.domain.errors import ExternalServiceError, TransientServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost


def upload_missing(
    media: Sequence[OutgoingMedia], uploaded: tuple[str, ...], upload: Callable[[OutgoingMedia], str]
) -> tuple[str, ...]:
    """
    Upload what is not there yet, in order, and give all the ids.

    When the network fails half way, what went up in this call is given back to be kept (P24); the next call meets the
    error again if it lasts.

    Raises:
        ExternalServiceError: nothing at all went up in this call.
    """
    ids = list(uploaded)
    try:
        for item in media[len(uploaded) :]:
            ids.append(upload(item))  # noqa: PERF401 - what went up before an error must be kept
    except ExternalServiceError:
        if len(ids) == len(uploaded):
            raise
    return tuple(ids)


def check_complete(post: OutgoingPost, staged: Staged) -> None:
    """Refuse to publish a part: every graphic must be there (P24). Raises TransientServiceError; nothing was sent."""
    if len(staged.media_ids) != len(post.media):
        raise TransientServiceError(f"{len(staged.media_ids)} of {len(post.media)} graphics are uploaded")
