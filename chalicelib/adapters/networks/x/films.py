"""Films on their way to a post, kept from one call to the next, and begun anew where X no longer goes on (P22)."""

from chalicelib.adapters.networks.x.film_upload import FilmUpload, Patience
from chalicelib.adapters.networks.x.media import MediaApi
from chalicelib.domain.errors import NotThereError, TransientServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia


class Films:
    """Uploads the one film of a post."""

    def __init__(self, media: MediaApi, patience: Patience) -> None:
        """Take X's media and how long to go on."""
        self._media = media
        self._patience = patience

    def stage(self, film: OutgoingMedia, staged: Staged) -> Staged:
        """
        Bring a film as far as X and the time allow; `is_ready` when it can be shown.

        Raises:
            RejectedByServiceError: X does not take it; code `media_refused`, with X's words.
            TransientServiceError: nothing at all went on in this call.
        """
        if staged.ask_again_at is not None and self._patience.seconds() < staged.ask_again_at.timestamp():
            return staged
        try:
            return self._advanced(film, staged)
        except NotThereError as error:
            if not staged.media_ids:
                raise TransientServiceError(str(error)) from error
        return self.stage(film, Staged())

    def _advanced(self, film: OutgoingMedia, staged: Staged) -> Staged:
        upload = FilmUpload(film, staged, self._media, self._patience)
        try:
            upload.advance()
        except TransientServiceError:
            # What went up in this call is kept; the next call meets the error again if it lasts.
            if upload.staged == staged:
                raise
        return upload.staged
