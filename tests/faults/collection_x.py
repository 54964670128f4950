"""The truth about X as its search and its look-up by ids tell it: what mentions nobody, what was deleted, edited or locked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.ports import CommentPage, LookedUp
from tests.faults.collection_network import X_EPOCH, Said, Trick, TrueComments

US = "@leon"
"""What our account is called: what mentions it is left out of the search."""

REACH = timedelta(days=7)


@dataclass
class TrueConversations:
    """`ports.CommentSource` over the conversations of one network, whose troubles and tricks it shares."""

    net: TrueComments
    page_size: int = 3

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        self.net.fail_if_told()
        now = self.net.clock.now()
        since = max(datetime.fromisoformat(cursor or X_EPOCH.isoformat()), now - REACH)
        posts = set((network_post_id or "").split(","))
        about = [
            one for one in self.net.said.values() if one.post_id in posts and not (one.mentions_us and US in posts)
        ]
        found = [one for one in about if one.is_open(now) and _at(one) >= since]
        rest = sorted(found, key=lambda said: int(said.newest_id), reverse=True)
        before = int(page) if page else None
        rest = [said for said in rest if before is None or int(said.newest_id) < before]
        served = rest[: self.page_size]
        token = served[-1].newest_id if len(rest) > len(served) else None
        return self.net.served(served, token)


@dataclass
class TrueLookup:
    """`ports.CommentLookup` over one network. While it tricks, it leaves every other id unanswered."""

    net: TrueComments
    written_at: Callable[[str], datetime | None]

    def look_up(self, network_ids: Sequence[str]) -> LookedUp:
        self.net.fail_if_told()
        now = self.net.clock.now()
        answered = list(network_ids)[:: 2 if Trick.PARTIAL in self.net.tricks else 1]
        known = [self.net.said[one] for one in answered]
        shown = self.net.served([said for said in known if said.is_open(now)], None)
        return LookedUp(
            comments=shown.comments,
            gone=frozenset(said.network_id for said in known if said.deleted_at is not None),
            hidden=frozenset(said.network_id for said in known if said.deleted_at is None and said.is_hidden),
            shown=tuple(comment.answer_id for comment in shown.comments),
        )


def instant_of(network_id: str) -> datetime:
    """Read the instant out of an id as X makes them."""
    return X_EPOCH + timedelta(milliseconds=int(network_id) >> 22)


def _at(said: Said) -> datetime:
    return said.texts[-1][0]
