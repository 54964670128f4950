"""What a message of a work queue says: which record is to be looked at. The record itself is the truth."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints


class Lane(StrEnum):
    """The queues that lead to the networks: none waits behind another (2.5, 4.3)."""

    POSTS = "posts"
    LIVE = "live"
    """What happens now, and what corrects something wrong: it overtakes what was planned."""
    REPLIES = "replies"
    """Answers to citizens come by the hundred; a post that is due waits for none of them."""


class WorkMessage(BaseModel):
    """The body of a work message. It may come twice, late, or after the work was done."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = 1
    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
