"""What an office proposes to publish (manual 5.1), until the image office takes it into the plan or declines it."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.calendar import local_instant, start_of_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Destination
from chalicelib.domain.plan_shelf import plan_place
from chalicelib.domain.records import Attention, Duty, Record, RecordKind
from chalicelib.texts_es import plan as texts

LOOK_WITHIN = timedelta(days=1)
"""How long a proposal may wait for an answer before somebody must look again (P6)."""


class ProposalState(StrEnum):
    """Whether it was answered, and how."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Wish(BaseModel):
    """
    What is proposed: `on` is a local day, `at` León's time or None, `networks` empty for those of the strategy.

    `idea` is what the text could say; it never goes out by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    idea: str = ""
    why: str = ""
    on: date
    at: time | None = None
    networks: tuple[Destination, ...] = ()
    campaign: str | None = None
    category: str | None = None
    department_id: str | None = None

    @property
    def publish_at(self) -> datetime | None:
        """The instant it is wished for, aware UTC."""
        return local_instant(datetime.combine(self.on, self.at)) if self.at else None


class Proposal(Record):
    """A proposal: what is wished, by whom, and what became of it; `bulletin` is what it was taken into the plan as."""

    kind: ClassVar[RecordKind] = RecordKind.PROPOSAL

    wish: Wish
    proposed_by: str
    state: ProposalState = ProposalState.OPEN
    decided_by: str = ""
    decided_at: AwareDatetime | None = None
    decided_because: str = ""
    bulletin: str | None = None
    moved_by: str = ""
    moved_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """A proposal is finished once it was answered."""
        return self.state is not ProposalState.OPEN

    @property
    def title(self) -> str:
        """What people call it."""
        return self.wish.title

    @property
    def shelf(self) -> tuple[str, str] | None:
        """Its place by the day it is wished for, while it waits."""
        return None if self.is_finished else plan_place(self.id, self.wish.on)

    def moved(self, on: date, at: time | None, *, by: str, now: datetime) -> "Proposal":
        """
        Wish it for another day, or another time; the same again changes nothing.

        Raises:
            InvalidInputError: it was answered already.
        """
        self._check_open()
        wish = self.wish.model_copy(update={"on": on, "at": at})
        if wish == self.wish:
            return self
        since = self.attention.since if self.attention else now
        asked = _asked_for(wish, since)
        return self.evolve(wish=wish, moved_by=by, moved_at=now, due_at=look_at(on, now), attention=asked)

    def accepted(self, bulletin: str, *, by: str, now: datetime) -> "Proposal":
        """
        Take it into the plan as a bulletin. Raises InvalidInputError when it was declined.

        The first who accepted it stays named.
        """
        if self.state is ProposalState.ACCEPTED:
            return self
        self._check_open()
        return self._answered(ProposalState.ACCEPTED, by, now, "").evolve(bulletin=bulletin)

    def declined(self, because: str, *, by: str, now: datetime) -> "Proposal":
        """Decline it with a reason. Raises InvalidInputError when it was accepted; the first who declined it stays named."""
        if self.state is ProposalState.DECLINED:
            return self
        self._check_open()
        return self._answered(ProposalState.DECLINED, by, now, because)

    def _answered(self, state: ProposalState, by: str, now: datetime, because: str) -> "Proposal":
        return self.evolve(
            state=state,
            decided_by=by,
            decided_at=now,
            decided_because=because,
            due_at=None,
            duty=None,
            attention=None,
        )

    def _check_open(self) -> None:
        if self.state is not ProposalState.OPEN:
            raise InvalidInputError(texts.PROPOSAL_ANSWERED)


def new_proposal(proposal_id: str, wish: Wish, *, by: str, now: datetime) -> Proposal:
    """Make a proposal that waits for the image office."""
    return Proposal(
        id=proposal_id,
        created_at=now,
        wish=wish,
        proposed_by=by,
        due_at=look_at(wish.on, now),
        duty=Duty.PERSON,
        attention=_asked_for(wish, now),
    )


def _asked_for(wish: Wish, since: datetime) -> Attention:
    return Attention(reason=texts.proposal_waits(wish.title, wish.on), since=since)


def look_at(on: date, now: datetime) -> datetime:
    """Tell when somebody must look at a proposal: within a day, and before the day it is wished for begins."""
    return max(now, min(now + LOOK_WITHIN, start_of_day(on)))
