"""X's endpoints for media (`/2/media/…`). What is refused here is the medium, unless X says that it is the account."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import requests
import tweepy

from chalicelib.adapters.networks.answers import ModelT
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.adapters.networks.x.answers import MetadataSet, PartTaken, Uploaded, UploadStatus
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.domain.errors import NotThereError, RejectedByServiceError, TransientServiceError
from chalicelib.ports import OutgoingMedia

MEDIA_REFUSED = "media_refused"
GIF = "image/gif"


class MediaApi:
    """Uploads and looks at media as one user."""

    def __init__(self, api: XApi) -> None:
        """Take the connection to X."""
        self._api = api

    def upload(self, image: OutgoingMedia) -> Uploaded:
        """Upload a picture in one request; moving ones are not taken this way."""
        body = {
            "media": base64.b64encode(image.content).decode(),
            "media_category": "tweet_image",
            "media_type": image.mime_type,
        }
        return self._post(Call.PREPARE, Uploaded, "/2/media/upload", body)

    def initialize(self, film: OutgoingMedia, total_bytes: int) -> Uploaded:
        """Begin an upload in parts."""
        category = "tweet_video" if film.is_video else "tweet_gif"
        body = {"media_category": category, "media_type": film.mime_type, "total_bytes": total_bytes}
        return self._post(Call.PREPARE, Uploaded, "/2/media/upload/initialize", body)

    def append(self, media_id: str, index: int, part: bytes) -> None:
        """Upload one part. The same part again takes the place of the first."""
        route, fields = f"/2/media/upload/{media_id}/append", {"segment_index": str(index)}
        with refusing_media():
            self._api.post_form(Call.GO_ON_PREPARING, PartTaken, route, fields, {"media": part})

    def finalize(self, media_id: str) -> Uploaded:
        """Say that every part is there."""
        return self._post(Call.GO_ON_PREPARING, Uploaded, f"/2/media/upload/{media_id}/finalize", None)

    def describe(self, media_id: str, alt_text: str) -> None:
        """Give a medium its alternative text, of at most 1,000 characters."""
        body = {"id": media_id, "metadata": {"alt_text": {"text": alt_text}}}
        self._post(Call.GO_ON_PREPARING, MetadataSet, "/2/media/metadata", body)

    def status(self, media_id: str) -> Uploaded | None:
        """
        Ask what became of an upload; None when X no longer knows it, or does not show it.

        Raises:
            TransientServiceError: the answer is about nothing, or about another upload.
        """
        params = {"media_id": media_id, "command": "STATUS"}
        try:
            shown = self._api.ask(Call.READ_ITEM, UploadStatus, _request("GET", "/2/media/upload", params=params))
        except (NotThereError, LookRefusedError):
            return None
        if shown.data is None and shown.errors and all(problem.says_gone for problem in shown.errors):
            return None
        if shown.data is None or shown.data.id != media_id:
            raise TransientServiceError(f"X: upload {media_id} is neither shown nor reported as gone")
        return Uploaded(data=shown.data, errors=shown.errors)

    def _post(self, call: Call, kind: type[ModelT], route: str, body: object) -> ModelT:
        with refusing_media():
            return self._api.ask(call, kind, _request("POST", route, json=body))


def check_processing(upload: Uploaded) -> None:
    """Refuse what X could not use, in X's words."""
    if not upload.is_usable:
        raise RejectedByServiceError(f"X: {upload.said}", code=MEDIA_REFUSED)


@contextmanager
def refusing_media() -> Iterator[None]:
    """Call a refusal of an upload that has no name of its own a refusal of the medium."""
    try:
        yield
    except RejectedByServiceError as error:
        if error.code != "refused":
            raise
        raise RejectedByServiceError(str(error), code=MEDIA_REFUSED) from error


def _request(method: str, route: str, **content: object) -> Callable[[tweepy.Client], requests.Response]:
    return lambda client: client.request(method, route, user_auth=True, **content)
