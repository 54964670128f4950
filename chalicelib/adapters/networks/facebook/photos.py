"""Photos on their way to a post: `POST /{page}/photos` with `published=false`; Facebook keeps them for 24 hours."""

from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named
from chalicelib.adapters.networks.staging import upload_missing
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError
from chalicelib.domain.errors import NotThereError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost


class Photos:
    """What Facebook holds for posts that are not published."""

    def __init__(self, graph: GraphClient, page_id: str) -> None:
        self._graph = graph
        self._page_id = page_id

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Upload the photos unpublished, with their alternative texts: the very bytes that were authorised (P1).

        What an earlier try uploaded is looked at first; what Facebook forgot meanwhile goes up again (P22).
        """
        known = staged.media_ids if all(map(self._is_there, staged.media_ids)) else ()
        media_ids = upload_missing(post.media, known, self._upload)
        return Staged(media_ids=media_ids, is_ready=len(media_ids) == len(post.media))

    def _upload(self, media: OutgoingMedia) -> str:
        alt_text = {"alt_text_custom": media.alt_text} if media.alt_text else {}
        name = f"graphic.{media.mime_type.partition('/')[2]}"
        return self._graph.post(
            Call.PREPARE,
            Named,
            self._page_id,
            "photos",
            fields={"published": "false", **alt_text},
            files={"source": (name, media.content, media.mime_type)},
        ).id

    def _is_there(self, photo_id: str) -> bool:
        try:
            self._graph.get(Call.READ_ITEM, Named, photo_id, fields="id")
        except (NotThereError, LookRefusedError):
            return False
        return True
