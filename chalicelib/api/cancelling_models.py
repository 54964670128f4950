"""What goes into the API and comes out of it about the lawful cancellation of citizens' texts."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.cancellation import MAX_COMMENTS, CancellationState
from chalicelib.domain.records import RecordKind

CommentId = Annotated[str, StringConstraints(pattern=r"^COM-[0-9]{8}-[a-z0-9]{1,20}-[^\s#]{1,200}$")]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=500)]


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class CancellationBody(_Body):
    """Which comments, on which legal ground, and why. Neither may quote the citizen: the record is kept for ever."""

    comments: Annotated[list[CommentId], Field(min_length=1, max_length=MAX_COMMENTS)]
    legal_reference: Said
    reason: Said


class CancellationsQuery(_Body):
    """The local day on which they were asked for; without one, those that are not carried out yet."""

    day: date | None = None


# Out --------------------------------------------------------------------------------------------------------------


class ClearedView(_View):
    """A record whose text was destroyed, in its `revisions` versions."""

    id: str
    kind: RecordKind
    revisions: int


class CancellationView(_View):
    """A cancellation and how far it is; `message` says what is missing, `out_of_reach` what it does not destroy."""

    id: str
    comments: list[str]
    legal_reference: str
    reason: str
    state: CancellationState
    message: str
    asked_by: str
    created_at: AwareDatetime
    confirmed_by: str
    confirmed_at: AwareDatetime | None
    withdrawn_by: str
    done_at: AwareDatetime | None
    cleared: list[ClearedView]
    departments: list[str]
    exports: list[str]
    out_of_reach: str


class CancellationList(_View):
    """Cancellations, by id."""

    cancellations: list[CancellationView]
