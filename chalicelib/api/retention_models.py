"""What goes into the API and comes out of it about disposal and legal holds."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.disposal import DisposalList, DisposalState, Kept
from chalicelib.domain.hold import HeldMatter, HoldScope, HoldState

Ground = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=1000)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class DisposalApprovalBody(_Body):
    """On which legal ground the list is approved: the ruling, its date and number."""

    ground: Ground


class HoldBody(_Body):
    """What is to be held and why. `value` is an id, a name or a handle; `first` and `last` are for the scope `days`."""

    scope: HoldScope
    value: Annotated[str, StringConstraints(strip_whitespace=True, max_length=160)] = ""
    first: date | None = None
    last: date | None = None
    reason: Ground


class HoldLiftBody(_Body):
    """Why it is not needed any more."""

    reason: Ground


class InventoryQuery(_Body):
    """Which page of the inventory of the last list, from 1; without one, none."""

    page: Annotated[int, Field(ge=1, le=9999)] | None = None


class InventoryLine(BaseModel):
    """One line of an inventory; `kept_back` says why it was not disposed of after all."""

    model_config = ConfigDict(defer_build=True)

    name: str
    series: str
    sha256: str
    revision: int
    version_id: str
    kept_back: Kept | None


class DisposalView(BaseModel):
    """The disposal of what is of one day: its lists, who approved and ordered each, and a page of the last inventory."""

    model_config = ConfigDict(defer_build=True)

    id: str
    day: date
    state: DisposalState
    due_at: AwareDatetime | None
    lists: list[DisposalList]
    inventory: list[InventoryLine]


class DisposalsView(BaseModel):
    """The disposals that wait for a person, the longest waiting first."""

    model_config = ConfigDict(defer_build=True)

    disposals: list[DisposalView]


class HoldView(BaseModel):
    """A legal hold; it is in force until a second person agreed to lift it."""

    model_config = ConfigDict(defer_build=True)

    id: str
    matter: HeldMatter
    reason: str
    placed_by: str
    created_at: AwareDatetime
    due_at: AwareDatetime | None
    state: HoldState
    lift_reason: str
    lift_asked_by: str
    lifted_by: str
    lifted_at: AwareDatetime | None


class HoldList(BaseModel):
    """The holds in force."""

    model_config = ConfigDict(defer_build=True)

    holds: list[HoldView]
