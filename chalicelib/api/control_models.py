"""What goes into the API and comes out of it about persons' orders: general stop, restricted mode, blackout windows."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.api.fields import LocalInstant, Reason
from chalicelib.domain.publishing_order import OrderAct

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Category = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class OrderBody(_Body):
    """Why it is ordered."""

    why: Reason


class LiftQuery(_Body):
    """Why an order is lifted."""

    why: Reason


class RestrictionBody(OrderBody):
    """A restriction; without `until`, until somebody lifts it."""

    until: LocalInstant | None = None


class WindowBody(OrderBody):
    """A blackout window; a time without an offset is León's."""

    name: Name
    opens_at: LocalInstant
    closes_at: LocalInstant
    territory: Category = "municipio"
    exempt_categories: Annotated[list[Category], Field(max_length=20)] = []


class OrdersQuery(_Body):
    """Which day's orders; without it, today's in León."""

    day: date | None = None


# Out --------------------------------------------------------------------------------------------------------------


class SignedView(_View):
    """An order in force: its record, who, when and why."""

    id: str
    by: str
    at: AwareDatetime
    why: str


class RestrictionView(SignedView):
    """The restricted mode in force."""

    until: AwareDatetime | None


class WindowView(_View):
    """A window; `order` is who declared it, or nobody: then it is the catalogue's. `binds` says whether it is ours."""

    id: str | None
    name: str
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    territory: str
    exempt_categories: list[str]
    binds: bool
    is_open: bool
    order: SignedView | None


class WindowList(_View):
    """The windows that are open or still to come, by when they open."""

    windows: list[WindowView]


class OrderLine(_View):
    """One order as it was given."""

    id: str
    act: OrderAct
    by: str
    at: AwareDatetime
    why: str
    name: str | None
    until: AwareDatetime | None
    lifts: str | None


class ControlView(_View):
    """What is in force now, and the orders of a day, the newest first."""

    stop: SignedView | None
    restricted: RestrictionView | None
    exempt_categories: list[str]
    orders: list[OrderLine]
