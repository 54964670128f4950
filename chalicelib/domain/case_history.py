"""What a case remembers: every act with its author and its hour, and how the citizen was told (manual 4.2, 4.3)."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Act(BaseModel):
    """One line of a referral's history: who did what, when."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    by: str
    act: str
    note: str = ""
    news_id: str | None = None


class Notice(BaseModel):
    """A duty to tell the citizen: the delivery that does it, or the reason why nobody is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    delivery: str | None = None
    reason: str | None = None
