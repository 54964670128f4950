"""Our answers to citizens' comments on the Page: written once, and found again."""

import logging
from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.networks.facebook.items import REPLY_FIELDS, Shown, ThreadPlace, is_by
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named
from chalicelib.adapters.networks.graph.listing import Listing
from chalicelib.adapters.networks.matching import comparable, in_order
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import ExternalServiceError, NotThereError, RejectedByServiceError
from chalicelib.ports import PublishedPost

logger = logging.getLogger(__name__)


class Answers:
    """Answers comments as one Page."""

    def __init__(self, graph: GraphClient, page_id: str, page_size: int) -> None:
        self._graph = graph
        self._page_id = page_id
        self._page_size = page_size

    def add(self, comment_id: str, text: str) -> str:
        """
        Answer a comment: `POST /{comment}/comments`. (`POST /{comment}` would edit the comment itself.)

        Raises:
            RejectedByServiceError: `comment_edited`, Facebook gave the comment's own id back: it made no answer.
        """
        answer = self._graph.post(Call.CHANGE, Named, comment_id, "comments", fields={"message": text})
        if answer.id == comment_id:
            raise RejectedByServiceError("Facebook gave the id of the comment, not of an answer", code="comment_edited")
        self._check_place(answer.id, comment_id)
        return answer.id

    def like(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment. Facebook may hang them on the comment above it."""
        wanted = comparable(text)
        try:
            answers = [shown for thread in self._threads(comment_id) for shown in self._listed(thread)]
        except NotThereError:
            return ()
        return in_order(
            shown.published()
            for shown in answers
            if is_by(self._page_id, shown)
            and shown.published_at >= since - CLOCK_SKEW
            and comparable(shown.message) == wanted
        )

    def _check_place(self, answer_id: str, comment_id: str) -> None:
        """Look where an answer hangs. It is out either way, so nothing here may lose its id."""
        try:
            place = self._graph.get(Call.READ_ITEM, ThreadPlace, answer_id, fields="id,parent{id}")
        except ExternalServiceError as error:
            logger.warning("the place of the answer %s could not be read: %s", answer_id, error)
            return
        if place.parent is None or place.parent.id != comment_id:
            logger.warning("the answer %s does not hang on the comment %s", answer_id, comment_id)

    def _threads(self, comment_id: str) -> list[str]:
        place = self._graph.get(Call.READ_ITEM, ThreadPlace, comment_id, fields="id,parent{id}")
        return [comment_id, place.parent.id] if place.parent else [comment_id]

    def _listed(self, comment_id: str) -> Iterator[Shown]:
        pages = self._graph.pages(
            Call.READ_ITEM,
            Listing[Shown],
            comment_id,
            "comments",
            fields=REPLY_FIELDS,
            filter="stream",
            limit=self._page_size,
        )
        for page in pages:
            yield from page.data
