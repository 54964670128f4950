"""A page of a listing of Graph, and where the next one starts."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qs, urlsplit

from chalicelib.adapters.networks.answers import Answer, count_in
from chalicelib.adapters.networks.graph.items import Dated

ItemT = TypeVar("ItemT")
DatedT = TypeVar("DatedT", bound=Dated)

_MAX_STANDSTILLS = 3


class Cursors(Answer):
    """Where a page begins and ends."""

    after: str | None = None


class Paging(Answer):
    """How a listing goes on. The address of the next page is never called: it may carry the token, or lead elsewhere."""

    cursors: Cursors = Cursors()
    next: str | None = None

    @property
    def next_after(self) -> str | None:
        """Where the next page starts, or None when this is the last; an empty page need not be (C02)."""
        if not self.next:
            return None
        return self.cursors.after or next(iter(parse_qs(urlsplit(self.next).query).get("after", [])), None)


class Listing(Answer, Generic[ItemT]):
    """A page. `summary` is there where it was asked for, and may say anything."""

    data: tuple[ItemT, ...] = ()
    paging: Paging = Paging()
    summary: Any = None

    @property
    def total_count(self) -> int | None:
        """How many there are by Graph's own count, listed or not."""
        return count_in(self.summary.get("total_count")) if isinstance(self.summary, dict) else None


RawListing = Listing[dict[str, Any]]
"""A page whose items are parsed one by one, so that a broken one stops no other."""


def published_since(pages: Iterable[Listing[DatedT]], earliest: datetime) -> Iterator[DatedT]:
    """Give what was published since an instant: the newest come first, and a page without any of it is the end."""
    for page in pages:
        recent = [item for item in page.data if item.published_at >= earliest]
        yield from recent
        if page.data and not recent:
            return


class Place(NamedTuple):
    """Where a reading stands, as it travels from page to page: Graph's cursor, and how often it did not move."""

    after: str | None = None
    standstills: int = 0

    @classmethod
    def parse(cls, page: str | None) -> "Place":
        """Read what `following` gave."""
        if page is None:
            return cls()
        standstills, _, after = page.partition(".")
        return cls(after, int(standstills))

    def following(self, listing: RawListing) -> tuple[str | None, bool]:
        """
        Say where the next page starts, None at the end, and whether the reading is sound so far.

        An empty page whose cursor did not move is asked again a few times (C02). A full one repeats itself, for ever
        perhaps: the reading ends there and proves nothing about what it did not show (C01).
        """
        after = listing.paging.next_after
        if after is None:
            return None, True
        if after != self.after:
            return f"0.{after}", True
        if listing.data or self.standstills >= _MAX_STANDSTILLS:
            return None, False
        return f"{self.standstills + 1}.{after}", True
