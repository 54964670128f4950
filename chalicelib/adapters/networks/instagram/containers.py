"""
From graphics to a container that can be published. Content publishing: `POST /{ig}/media`, `GET /{container}`.

Instagram fetches each graphic from its address. One graphic is one container; several are a carousel: a container each,
and one that holds them. Nobody sees any of it.
"""

from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.errors import by_subcode
from chalicelib.adapters.networks.graph.items import Named
from chalicelib.adapters.networks.instagram.items import Container, ContainerStatus
from chalicelib.adapters.networks.staging import upload_missing
from chalicelib.adapters.networks.verdicts import Call, Outcome
from chalicelib.domain.delivery import Staged
from chalicelib.domain.errors import ExternalServiceError, NotThereError, RejectedByServiceError
from chalicelib.ports import OutgoingMedia, OutgoingPost


class Containers:
    """The containers of one account."""

    def __init__(self, graph: GraphClient, account_id: str) -> None:
        self._graph = graph
        self._account_id = account_id

    def make(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Make the container of a post; it is looked at in a later call, once its id is kept."""
        if len(post.media) == 1:
            return Staged(container_id=self._create({**_picture(post.media[0]), "caption": post.text}))
        children = upload_missing(post.media, staged.media_ids, self._child)
        if len(children) < len(post.media):
            return Staged(media_ids=children)
        return self._carousel(post, children, staged)

    def look(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Ask once how far Instagram is; a container that failed for a passing reason, or expired, is made anew.

        Raises:
            RejectedByServiceError: what failed would fail again, or `already_published`: the container was published
                later than anyone waited for, and a person must decide (P18, P23).
        """
        container = self.find(staged.container_id or "")
        status = container.status_code if container else ContainerStatus.EXPIRED
        match status:
            case ContainerStatus.FINISHED | ContainerStatus.IN_PROGRESS:
                return staged.model_copy(update={"is_ready": status is ContainerStatus.FINISHED})
            case ContainerStatus.PUBLISHED:
                raise RejectedByServiceError("Instagram published this container before", code="already_published")
            case _:
                _check_worth_repeating(container)
                return self.make(post, Staged())

    def find(self, container_id: str) -> Container | None:
        """Ask for a container, or None when Instagram no longer knows it."""
        try:
            return self._graph.get(Call.READ_ITEM, Container, container_id, fields="status_code,status")
        except NotThereError:
            return None

    def _carousel(self, post: OutgoingPost, children: tuple[str, ...], staged: Staged) -> Staged:
        fields = {"media_type": "CAROUSEL", "children": ",".join(children), "caption": post.text}
        try:
            return Staged(media_ids=children, container_id=self._create(fields))
        except ExternalServiceError:
            if children == staged.media_ids:
                raise
            return Staged(media_ids=children)

    def _child(self, media: OutgoingMedia) -> str:
        return self._create({**_picture(media), "is_carousel_item": "true"})

    def _create(self, fields: dict[str, str]) -> str:
        return self._graph.post(Call.PREPARE, Named, self._account_id, "media", fields=fields).id


def _picture(media: OutgoingMedia) -> dict[str, str]:
    alt_text = {"alt_text": media.alt_text} if media.alt_text else {}
    return {"image_url": media.url, **alt_text}


def _check_worth_repeating(container: Container | None) -> None:
    """Stop where a person must change the graphic or the text."""
    verdict = by_subcode(container.subcode) if container and container.subcode else None
    if container and verdict and verdict.outcome is Outcome.REFUSED:
        raise RejectedByServiceError(f"Instagram: {container.status}", code=verdict.code)
