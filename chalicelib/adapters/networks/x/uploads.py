"""What a post shows, on its way to X: up to four pictures, or one film alone."""

from chalicelib.adapters.networks.staging import upload_missing
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.film_upload import Patience
from chalicelib.adapters.networks.x.films import Films
from chalicelib.adapters.networks.x.media import GIF, MEDIA_REFUSED, MediaApi, check_processing
from chalicelib.domain.errors import NotThereError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost

MAX_IMAGES = 4


class Uploads:
    """What X holds for posts that are not published."""

    def __init__(self, api: XApi, patience: Patience) -> None:
        """Take the connection to X, and how long a film may take in one call."""
        self._media = MediaApi(api)
        self._films = Films(self._media, patience)

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Upload what a post shows with its alternative texts (at most 1,000 characters each).

        What an earlier try uploaded is looked at first: X forgets it after a day, and then it is uploaded again (P22).

        Raises:
            RejectedByServiceError: code `media_refused`. X shows no film beside anything else, nor more than four pictures:
                that is refused before anything is sent.
        """
        check_together(post.media)
        if post.media and _is_moving(post.media[0]):
            return self._films.stage(post.media[0], staged)
        return self._images(post.media, staged)

    def _images(self, images: tuple[OutgoingMedia, ...], staged: Staged) -> Staged:
        earlier = [self._media.status(media_id) for media_id in staged.media_ids]
        known = staged.media_ids if all(upload and upload.is_usable for upload in earlier) else ()
        media_ids = upload_missing(images, known, self._upload)
        is_pending = any(upload and upload.is_pending for upload in earlier)
        return Staged(media_ids=media_ids, is_ready=len(media_ids) == len(images) and not is_pending)

    def _upload(self, image: OutgoingMedia) -> str:
        """Upload one picture, then its alternative text: both or it counts as not uploaded."""
        upload = self._media.upload(image)
        check_processing(upload)
        if image.alt_text:
            try:
                self._media.describe(upload.data.id, image.alt_text)
            except NotThereError as error:
                raise TransientServiceError(str(error)) from error
        return upload.data.id


def check_together(media: tuple[OutgoingMedia, ...]) -> None:
    """Refuse what X does not show in one post: a film beside anything else, or more than four pictures."""
    if len(media) > 1 and any(_is_moving(item) for item in media):
        raise RejectedByServiceError("X: a video or a moving picture goes alone", code=MEDIA_REFUSED)
    if len(media) > MAX_IMAGES:
        raise RejectedByServiceError(f"X: {len(media)} pictures in one post", code=MEDIA_REFUSED)


def _is_moving(item: OutgoingMedia) -> bool:
    return item.is_video or item.mime_type == GIF
