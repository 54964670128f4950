"""
Those who said the same as the comment that opened a case (manual 4.2, 4.3): each is told once, by name of the same folio.

A page holds a bounded number of them, so that neither a case nor a transaction outgrows its limits.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain import ids
from chalicelib.domain.comment import Comment
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record, RecordKind
from chalicelib.domain.referral import Notice, Referral

PAGE = 45
"""How many neighbours a page holds: their answers fit one transaction, with room to spare."""


class Neighbour(BaseModel):
    """A comment that joined a case: whom to answer, and how its author was told. `key` tells their answers apart."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    comment: str
    network: Network
    answer_id: str
    key: str
    acknowledgement: Notice
    is_told_closing: bool = True
    """Not where the author already hears of it by another comment."""


class Neighbours(Record):
    """A page of the comments that joined a case, in the order in which they did."""

    kind: ClassVar[RecordKind] = RecordKind.NEIGHBOURS

    folio: str
    members: tuple[Neighbour, ...] = Field(min_length=1, max_length=PAGE)

    @property
    def is_finished(self) -> bool:
        """What is still to be told to them is in the case and in their deliveries."""
        return True

    @property
    def is_full(self) -> bool:
        """Say whether the next one needs a new page."""
        return len(self.members) >= PAGE

    def with_member(self, member: Neighbour) -> "Neighbours":
        """Add one who joined."""
        return self.evolve(members=(*self.members, member))


def new_page(case: Referral, number: int, member: Neighbour, now: datetime) -> Neighbours:
    """Begin a page with its first neighbour."""
    return Neighbours(id=ids.neighbours_id(case.id, number), created_at=now, folio=case.id, members=(member,))


def key_of(comment: Comment) -> str:
    """Give the key of a comment's author; one whom the network hides, or who is cancelled, is told apart by the comment."""
    if comment.cancelled_at:
        return ids.neighbour_key(f"{comment.network}/{comment.network_id}")
    return ids.neighbour_key(f"{comment.network}/{comment.author_id or comment.author_handle or comment.network_id}")


def is_same_citizen(case: Referral, comment: Comment) -> bool:
    """Say whether the author of a comment is the one who opened the case."""
    if case.network is not comment.network or case.cancelled_at or comment.cancelled_at:
        return False
    by_id = case.author_id is not None and case.author_id == comment.author_id
    return by_id or (case.author_handle is not None and case.author_handle == comment.author_handle)
