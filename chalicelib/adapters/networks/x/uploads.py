"""Graphics on their way to a post: `POST /2/media/upload`, its STATUS, and `POST /2/media/metadata`."""

import base64
from typing import Any

from chalicelib.adapters.networks.answers import ModelT
from chalicelib.adapters.networks.staging import upload_missing
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.adapters.networks.x.answers import MetadataSet, Uploaded
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.domain.delivery import Staged
from chalicelib.domain.errors import NotThereError
from chalicelib.ports import OutgoingMedia, OutgoingPost


class Uploads:
    """What X holds for posts that are not published."""

    def __init__(self, api: XApi) -> None:
        self._api = api

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Upload the graphics with their alternative texts (at most 1,000 characters each).

        What an earlier try uploaded is looked at first: X forgets it after a day, and then it is uploaded again (P22).
        """
        earlier = [self._find(media_id) for media_id in staged.media_ids]
        known = staged.media_ids if all(upload and upload.is_usable for upload in earlier) else ()
        media_ids = upload_missing(post.media, known, self._upload)
        is_pending = any(upload and upload.is_pending for upload in earlier)
        return Staged(media_ids=media_ids, is_ready=len(media_ids) == len(post.media) and not is_pending)

    def _upload(self, media: OutgoingMedia) -> str:
        """Upload one graphic, then its alternative text: both or it counts as not uploaded."""
        image = {
            "media": base64.b64encode(media.content).decode(),
            "media_category": "tweet_image",
            "media_type": media.mime_type,
        }
        media_id = self._post(Uploaded, "/2/media/upload", image).data.id
        if media.alt_text:
            alt_text = {"id": media_id, "metadata": {"alt_text": {"text": media.alt_text}}}
            self._post(MetadataSet, "/2/media/metadata", alt_text)
        return media_id

    def _find(self, media_id: str) -> Uploaded | None:
        """Ask what became of an upload; None when X no longer knows it."""
        params = {"media_id": media_id, "command": "STATUS"}
        try:
            return self._api.ask(
                Call.READ_ITEM,
                Uploaded,
                lambda client: client.request("GET", "/2/media/upload", params=params, user_auth=True),
            )
        except (NotThereError, LookRefusedError):
            return None

    def _post(self, kind: type[ModelT], route: str, body: dict[str, Any]) -> ModelT:
        return self._api.ask(
            Call.PREPARE, kind, lambda client: client.request("POST", route, json=body, user_auth=True)
        )
