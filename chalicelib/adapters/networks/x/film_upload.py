"""
One film as it goes up: a video or a moving picture goes up in parts, and X takes its time with it.

    initialize → append, part by part → finalize → STATUS until it succeeded or failed → alternative text

Each step that X confirmed is kept (`Staged`), so that after a death, a cut or a spent budget of time the next call goes on
from there. What X no longer knows, or no longer goes on with, begins anew: nothing of it was ever seen.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from chalicelib.adapters.networks.x.answers import Uploaded
from chalicelib.adapters.networks.x.film_files import FilmFile
from chalicelib.adapters.networks.x.media import MEDIA_REFUSED, MediaApi, check_processing
from chalicelib.domain.errors import NotThereError, RejectedByServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia

logger = logging.getLogger(__name__)

StepT = TypeVar("StepT")


@dataclass(frozen=True)
class Patience:
    """How long one call may upload, and then wait for X's work, in seconds: the publisher's own time is limited."""

    upload_seconds: float = 45
    processing_seconds: float = 15
    seconds: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class FilmUpload:
    """One film as it goes up; `staged` is what X confirmed so far."""

    def __init__(self, film: OutgoingMedia, staged: Staged, media: MediaApi, patience: Patience) -> None:
        """Take the film, what an earlier call did of it, X's media and how long to go on."""
        self.staged = staged
        self._film = film
        self._file = FilmFile(film)
        self._media = media
        self._patience = patience
        self._is_resumed = bool(staged.media_ids)

    def advance(self) -> None:
        """
        Go on until it is ready, or the time is over.

        Raises:
            NotThereError: X does not know the upload any more, or does not go on with one that an earlier call began.
            RejectedByServiceError: X does not take it; code `media_refused`, with X's words.
        """
        if not self.staged.media_ids:
            self._file.check()
            self.staged = Staged(media_ids=(self._media.initialize(self._film, self._file.size_bytes).data.id,))
        if self.staged.is_sealed:
            self._finish(self._asked())
        elif self._append_parts():
            self._finish(self._sealed())

    def _append_parts(self) -> bool:
        """Append the parts X does not have yet; say whether it has them all now."""
        end = self._patience.seconds() + self._patience.upload_seconds
        for index, part in self._file.parts(self.staged.segments):
            if self._patience.seconds() >= end:
                return False
            self._going_on(partial(self._media.append, self._id, index, part))
            self._keep(segments=index + 1)
        return True

    def _sealed(self) -> Uploaded:
        """Say that all parts are there. X may have heard it before and refuse to hear it again: then its work is looked at."""
        try:
            upload = self._going_on(lambda: self._media.finalize(self._id))
        except NotThereError:
            known = self._media.status(self._id) if self._is_resumed else None
            if known is None or known.is_unheard_of:
                raise
            upload = known
        self._keep(is_sealed=True)
        return upload

    def _finish(self, upload: Uploaded) -> None:
        """Wait for X's work as long as there is time, then describe the film."""
        end = self._patience.seconds() + self._patience.processing_seconds
        while upload.is_pending:
            wait = upload.check_after_seconds
            if self._patience.seconds() + wait > end:
                again_at = datetime.fromtimestamp(self._patience.seconds(), UTC) + timedelta(seconds=wait)
                self._keep(is_ready=False, ask_again_at=again_at)
                return
            self._patience.sleep(wait)
            upload = self._asked()
        if self.staged.is_ready and not upload.is_usable:
            # It was ready in an earlier call: X let it go, and does not refuse it.
            raise NotThereError(f"X: upload {self._id} is no longer usable")
        check_processing(upload)
        if not self.staged.is_ready:
            self._describe()
            self._keep(is_ready=True, ask_again_at=None)

    def _asked(self) -> Uploaded:
        upload = self._media.status(self._id)
        if upload is None:
            raise NotThereError(f"X: upload {self._id} is gone")
        return upload

    def _describe(self) -> None:
        """Give the alternative text. Of a video X may not want any: then it goes without."""
        if not self._film.alt_text:
            return
        try:
            self._media.describe(self._id, self._film.alt_text)
        except RejectedByServiceError as error:
            if not self._film.is_video or error.code != MEDIA_REFUSED:
                raise
            logger.warning("X takes no alternative text for the video %s", self._id)

    def _going_on(self, step: Callable[[], StepT]) -> StepT:
        """Take a step; an upload that an earlier call began, and X does not go on with, counts as gone."""
        try:
            return step()
        except RejectedByServiceError as error:
            if self._is_resumed and error.code == MEDIA_REFUSED:
                raise NotThereError(str(error)) from error
            raise

    def _keep(self, **changes: object) -> None:
        self.staged = self.staged.model_copy(update=changes)

    @property
    def _id(self) -> str:
        return self.staged.media_ids[0]
