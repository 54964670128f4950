"""
What is said below our posts on X without mentioning us (`ports.CommentSource`): the search of the last seven days.

Whoever answers a post mentions its author, unless the mention is taken out; and answers to answers mention us only while
nobody takes it out. What does mention us is left out of the search: the mentions bring it, at a fifth of the price.
https://docs.x.com/x-api/posts/search/introduction
"""

import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call, PermissionMissingError
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import RawPage
from chalicelib.adapters.networks.x.places import Place
from chalicelib.adapters.networks.x.said import said_in
from chalicelib.adapters.networks.x.tweets import FIELDS
from chalicelib.adapters.networks.x.usage import usage_told
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.ports import CommentPage

MAX_QUERY = 512
"""Characters of a query on self-serve plans; the OpenAPI description says 4,096, the smaller number stands."""

MAX_PAGE_SIZE = 100
REACH = timedelta(days=7)
_MARGIN = timedelta(minutes=5)
_POST_ID = re.compile(r"[0-9]{1,19}")
_HANDLE = re.compile(r"@[A-Za-z0-9_]{1,15}")


class XConversations:
    """Searches several conversations at once, the newest first."""

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str = "https://api.x.com",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._user_id = credentials.user_id
        self._page_size = page_size
        self._seconds = seconds

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """
        Read one page about the posts in `network_post_id`, separated by commas; `cursor` is the instant to begin from.

        Among the posts `@name` may stand for ourselves: then what mentions us is left out. Every reading begins at the same
        instant, so there is no next cursor.

        Raises:
            RejectedByServiceError: `search_not_allowed` where the account's plan has no search.
        """
        if network_post_id is None:
            raise ValueError("conversations are searched by the posts that began them")
        place = Place.parse(page)
        with self._api.ear.listening() as heard:
            answer, headers = self._found(query_about(network_post_id, self._user_id), cursor, place.token)
        said = said_in(answer, self._user_id)
        return CommentPage(
            comments=said.comments,
            next_page=place.after(said.tweets, answer.meta.next_token),
            shown=said.ids,
            usage=usage_told(headers),
            raw=heard,
        )

    def _found(self, query: str, since: str | None, token: str | None) -> tuple[RawPage, Mapping[str, str]]:
        try:
            return self._search(query, since, token)
        except PermissionMissingError as refused:
            raise RejectedByServiceError(str(refused), code="search_not_allowed") from refused

    def _search(self, query: str, since: str | None, token: str | None) -> tuple[RawPage, Mapping[str, str]]:
        return self._api.ask_with_headers(
            Call.READ_MENTIONS,
            RawPage,
            lambda client: client.search_recent_tweets(
                query,
                start_time=self._earliest(since),
                next_token=token,
                max_results=self._page_size,
                tweet_fields=list(FIELDS),
                expansions=["author_id"],
                user_auth=True,
            ),
        )

    def _earliest(self, since: str | None) -> datetime:
        """Begin where X still lets a search begin; earlier is refused."""
        reach = datetime.fromtimestamp(self._seconds(), UTC) - REACH + _MARGIN
        return max(reach, datetime.fromisoformat(since)) if since else reach


def query_about(names: str, our_id: str) -> str:
    """
    Write the query about some conversations: ids of posts, and `@name` of ourselves where it is known, between commas.

    Raises:
        ValueError: it names no conversation, or is longer than X takes.
    """
    words = names.split(",")
    about = " OR ".join(f"conversation_id:{word}" for word in words if _POST_ID.fullmatch(word))
    without = "".join(f" -{word}" for word in words if _HANDLE.fullmatch(word))
    query = f"({about}) -from:{our_id} -is:retweet{without}"
    if not about or len(query) > MAX_QUERY:
        raise ValueError(f"{len(words)} conversations make no query")
    return query
