"""
From graphics and videos to a container that can be published. Content publishing: `POST /{ig}/media`, `GET /{container}`.

Instagram fetches each medium from its address. Nobody sees any of it. A picture is ready at once, a video takes minutes.
"""

from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.errors import by_subcode
from chalicelib.adapters.networks.graph.items import Named
from chalicelib.adapters.networks.instagram import forms
from chalicelib.adapters.networks.instagram.items import Container, ContainerStatus
from chalicelib.adapters.networks.staging import upload_missing
from chalicelib.adapters.networks.verdicts import Call, Outcome
from chalicelib.domain.errors import ExternalServiceError, NotThereError, RejectedByServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingMedia, OutgoingPost


class Containers:
    """The containers of one account."""

    def __init__(self, graph: GraphClient, account_id: str) -> None:
        self._graph = graph
        self._account_id = account_id

    def make(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Make the container of a post; it is looked at in a later call, once its id is kept."""
        if len(post.media) == 1:
            return Staged(container_id=self._create(forms.alone(post)))
        if len(staged.media_ids) == len(post.media):
            return self._hold(post, staged)
        children = upload_missing(post.media, staged.media_ids, self._child)
        if len(children) < len(post.media) or any(media.is_video for media in post.media):
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

    def _hold(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Put parts from an earlier call into a carousel, once all are ready; one that failed or expired is made anew."""
        children: list[str] = []
        is_ready = True
        for media, kept in zip(post.media, staged.media_ids, strict=True):
            part = self.find(kept)
            match part.status_code if part else ContainerStatus.EXPIRED:
                case ContainerStatus.FINISHED:
                    children.append(kept)
                case ContainerStatus.IN_PROGRESS:
                    children.append(kept)
                    is_ready = False
                case _:
                    _check_worth_repeating(part)
                    children.append(self._child(media))
                    is_ready = False
        known = tuple(children)
        return self._carousel(post, known, staged) if is_ready else Staged(media_ids=known)

    def _carousel(self, post: OutgoingPost, children: tuple[str, ...], staged: Staged) -> Staged:
        try:
            return Staged(media_ids=children, container_id=self._create(forms.carousel(post, children)))
        except ExternalServiceError:
            if children == staged.media_ids:
                raise
            return Staged(media_ids=children)

    def _child(self, media: OutgoingMedia) -> str:
        return self._create(forms.child(media))

    def _create(self, fields: forms.Fields) -> str:
        return self._graph.post(Call.PREPARE, Named, self._account_id, "media", fields=fields).id


def _check_worth_repeating(container: Container | None) -> None:
    """Stop where a person must change the graphic or the text."""
    verdict = by_subcode(container.subcode) if container and container.subcode else None
    if container and verdict and verdict.outcome is Outcome.REFUSED:
        raise RejectedByServiceError(f"Instagram: {container.status}", code=verdict.code)
