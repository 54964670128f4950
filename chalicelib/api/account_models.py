"""What the API says of the accounts on the networks, and takes."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from chalicelib.domain.networks import Network


class BreakerBody(BaseModel):
    """Why an account that stood still may go on."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=1000)]


class BreakerView(BaseModel):
    """One kind of write on an account: how many within the last hour, the bar, and since when it stands still."""

    model_config = ConfigDict(defer_build=True)

    kind: str
    writes_last_hour: int
    most_per_hour: int
    open_since: AwareDatetime | None


class HealthView(BaseModel):
    """What the last probe of an account told: who we are there, what its token lacks, until when it lives, what is wrong."""

    model_config = ConfigDict(defer_build=True)

    probed_at: AwareDatetime | None
    account_name: str | None
    missing_scopes: list[str]
    expires_at: AwareDatetime | None
    problem: str | None


class ReadsView(BaseModel):
    """What reading a network that sells it costs: posts shown today (day of UTC), US dollars this month, and what waits."""

    model_config = ConfigDict(defer_build=True)

    today: int
    month_usd: str
    monthly_budget_usd: str
    state: str


class AccountView(BaseModel):
    """
    One account: the pause the network asked for, its pace, who waits for a turn, and who reset its breaker last.

    `reads_slow_until` is until when only young posts are read, because little is left of the network's limits.
    """

    model_config = ConfigDict(defer_build=True)

    network: Network
    blocked_until: AwareDatetime | None
    blocked_because: str | None
    spacing_minutes: float
    waiting_for_a_turn: int
    breakers: list[BreakerView]
    reset_by: str | None
    reset_at: AwareDatetime | None
    reset_because: str | None
    health: HealthView | None
    reads_slow_until: AwareDatetime | None
    reads: ReadsView | None


class AccountList(BaseModel):
    """The accounts, in the order of the networks."""

    model_config = ConfigDict(defer_build=True)

    accounts: list[AccountView]
