"""
What became of comments on X (`ports.CommentLookup`): `GET /2/tweets?ids=`, a hundred in one request.

https://docs.x.com/x-api/posts/get-posts-by-ids. A 200 carries posts and problems together; the problem of an id says whether it
is not there, or not shown to us (its author is protected, suspended, or blocked us).
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import AliasChoices, Field

from chalicelib.adapters.networks.answers import each
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import Problem, RawPage
from chalicelib.adapters.networks.x.said import said_in
from chalicelib.adapters.networks.x.tweets import FIELDS, XId, instant_of
from chalicelib.adapters.networks.x.usage import usage_told
from chalicelib.ports import LookedUp

MAX_IDS = 100
_HIDING = ("not-authorized-for-resource", "resource-unavailable", "disallowed-resource")
_SUSPENDED = ("suspend", "protected", "forbidden")


class LookupProblem(Problem):
    """Why one of the ids is not shown."""

    value: XId = Field(validation_alias=AliasChoices("resource_id", "value"))
    resource_type: str = "tweet"

    @property
    def hides(self) -> bool:
        """Say whether it is there and not for us; X also tells of a suspended author as of something not found."""
        words = f"{self.title} {self.detail}".casefold()
        return any(kind in self.type for kind in _HIDING) or any(word in words for word in _SUSPENDED)

    @property
    def is_certain(self) -> bool:
        """Say whether it says both in its type and in its title that the post is not there."""
        return "resource-not-found" in self.type and "not found" in self.title.casefold() and not self.hides


class FoundPage(RawPage):
    """The posts among those asked for, and a problem for each other."""

    errors: tuple[dict[str, Any], ...] = ()


class XLookup:
    """Looks at comments by their ids."""

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str = "https://api.x.com",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._user_id = credentials.user_id

    def look_up(self, network_ids: Sequence[str]) -> LookedUp:
        """
        Look at up to a hundred comments by their first ids.

        X shows an edited one under its first id as it was first, with the ids that came after: what it says now is asked
        for in a second request.
        """
        with self._api.ear.listening() as heard:
            answer, headers = self._ask(network_ids)
            first = said_in(answer, self._user_id)
            edited = [tweet.newest_id for tweet in first.tweets if tweet.id != tweet.newest_id]
            again = said_in(self._ask(edited)[0], self._user_id) if edited else None
        is_now = [one for one in first.comments if one.answer_id not in edited]
        problems = [one for one in each(LookupProblem, answer.errors)[0] if one.resource_type == "tweet"]
        return LookedUp(
            comments=(*is_now, *(again.comments if again else ())),
            gone=_ids(problem for problem in problems if problem.is_certain),
            hidden=_ids(problem for problem in problems if problem.hides),
            shown=(*first.ids, *(again.ids if again else ())),
            usage=usage_told(headers),
            raw=heard,
        )

    def written_at(self, network_id: str) -> datetime | None:
        """Read the instant out of an id."""
        return instant_of(network_id)

    def _ask(self, network_ids: Sequence[str]) -> tuple[FoundPage, Mapping[str, str]]:
        if not 0 < len(network_ids) <= MAX_IDS:
            raise ValueError(f"from one to {MAX_IDS} comments are looked up at once")
        return self._api.ask_with_headers(
            Call.READ_MENTIONS,
            FoundPage,
            lambda client: client.get_tweets(
                list(network_ids), tweet_fields=list(FIELDS), expansions=["author_id"], user_auth=True
            ),
        )


def _ids(problems: Iterable[LookupProblem]) -> frozenset[str]:
    return frozenset(problem.value for problem in problems)
