"""
What citizens answer the municipality on X (`ports.CommentSource`): the mentions of the account, of which X keeps 800.

Whoever answers a post of ours mentions us, so one listing holds every comment of every post, at the price of our own
reads. It is incremental: what X no longer shows is not told, so no reading is whole.
"""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import RawPage
from chalicelib.adapters.networks.x.places import Place
from chalicelib.adapters.networks.x.said import said_in
from chalicelib.adapters.networks.x.tweets import FIELDS, Tweet, id_before
from chalicelib.adapters.networks.x.usage import usage_told
from chalicelib.ports import CommentPage

MAX_PAGE_SIZE = 100
LATE_BY = timedelta(minutes=15)
"""How late X may show a mention: every reading looks back as far before its cursor (C10). X bills a post once a day."""


class XComments:
    """Reads the mentions of one user, the newest first."""

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

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """
        Read one page of what answers us since `cursor` (the newest id of the reading before), and a little before it.

        The first page gives the next cursor.
        """
        place = Place.parse(page)
        with self._api.ear.listening() as heard:
            answer, headers = self._mentions(cursor, place.token)
        said = said_in(answer, self._user_id)
        return CommentPage(
            comments=tuple(comment for comment in said.comments if network_post_id in {None, comment.network_post_id}),
            next_page=place.after(said.tweets, answer.meta.next_token),
            cursor=_newest(answer, said.tweets, cursor) if page is None else None,
            shown=said.ids,
            usage=usage_told(headers),
            raw=heard,
        )

    def _mentions(self, cursor: str | None, token: str | None) -> tuple[RawPage, Mapping[str, str]]:
        return self._api.ask_with_headers(
            Call.READ_MENTIONS,
            RawPage,
            lambda client: client.get_users_mentions(
                self._user_id,
                since_id=id_before(cursor, LATE_BY) if cursor else None,
                pagination_token=token,
                max_results=self._page_size,
                tweet_fields=list(FIELDS),
                expansions=["author_id"],
                user_auth=True,
            ),
        )


def _newest(answer: RawPage, tweets: list[Tweet], cursor: str | None) -> str | None:
    """Give the newest id of a page, never older than where the reading began (C14)."""
    ids = [int(tweet.id) for tweet in tweets]
    ids += [int(known) for known in (answer.meta.newest_id, cursor) if known]
    return str(max(ids)) if ids else None
