"""Where a reading of a listing on X stands between two pages."""

from typing import NamedTuple

from chalicelib.adapters.networks.x.tweets import Tweet

_BARREN_PAGES = 3


class Place(NamedTuple):
    """Where a reading stands: the oldest id seen, how many pages in a row brought nothing older, X's own token."""

    oldest: int | None = None
    barren: int = 0
    token: str | None = None

    @classmethod
    def parse(cls, page: str | None) -> "Place":
        """Read a place as `after` wrote it; None is the beginning."""
        if page is None:
            return cls()
        oldest, barren, token = page.split(".", 2)
        return cls(int(oldest) if oldest else None, int(barren), token)

    def after(self, tweets: list[Tweet], token: str | None) -> str | None:
        """
        Say where the next page starts, or None when this was the last.

        Pages end where X says so, or after three that bring no older id: some of its tokens repeat for ever (C01), and an
        empty page need not be the last (C02).
        """
        oldest = min((int(tweet.id) for tweet in tweets), default=self.oldest)
        is_fruitful = oldest is not None and (self.oldest is None or oldest < self.oldest)
        barren = 0 if is_fruitful else self.barren + 1
        if token is None or barren >= _BARREN_PAGES:
            return None
        kept = oldest if is_fruitful else self.oldest
        return f"{'' if kept is None else kept}.{barren}.{token}"
