"""What a message of a work queue says: which record is to be looked at. The record itself is the truth."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints


class WorkMessage(BaseModel):
    """The body of a work message. It may come twice, late, or after the work was done."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = 1
    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
