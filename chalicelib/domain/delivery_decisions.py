"""What was decided of a delivery: by the last gate before a write, and by the person it waits for."""

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict


class GateDecision(BaseModel):
    """
    What the last gate said right before a write: who may publish what now (policies; electoral times, general stop).

    `passed` or not, when, and by what it was decided, in Spanish: every one is kept, since every revision is archived.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    passed: bool
    at: AwareDatetime
    because: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What a person decides of a delivery that waits for them."""

    PUBLISH_ANYWAY = "publish_anyway"
    IT_IS_THERE = "it_is_there"
    LOOK_AGAIN = "look_again"
    GIVE_UP = "give_up"
    DONE_BY_HAND = "done_by_hand"


class PersonDecision(BaseModel):
    """A person's word on a delivery: what, why, who and when; `address` is where they saw or put it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    verdict: Verdict
    why: str = ""
    address: str | None = None
    by: str
    at: AwareDatetime
