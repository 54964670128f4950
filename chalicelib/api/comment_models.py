"""What goes into the API and comes out of it about how comments are read (4.1)."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.networks import Network


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In -------------------------------------------------------------------------------------------------------------------


class DecisionBody(_Body):
    """A person's reading of a comment."""

    kind: CommentKind
    sentiment: Sentiment
    department_id: str | None = None
    folio: str | None = None
    """Which of its cases goes to the department, where it has several."""
    is_urgent: bool | None = None
    """False where there is no danger after all; without it, an urgency stays."""


# Out ------------------------------------------------------------------------------------------------------------------


class CommentView(_View):
    """A comment and its reading."""

    id: str
    network: Network
    text: str
    kind: CommentKind
    sentiment: Sentiment
    decided_by: str
    state: str
    folio: str | None
    folios: list[str]


class ReadingView(_View):
    """How a comment was read: by the machine, or by a person."""

    kind: CommentKind
    sentiment: Sentiment
    departments: list[str]
    confidence: float
    is_urgent: bool
    classifier: str


class DecisionView(_View):
    """What a person decided about a text, beside what the machine had read. Citizens' handles are left out."""

    id: str
    decided_at: AwareDatetime
    network: Network
    text: str
    machine: ReadingView | None
    person: ReadingView


class DecisionList(_View):
    """Persons' decisions about comments, to learn from."""

    decisions: list[DecisionView]
