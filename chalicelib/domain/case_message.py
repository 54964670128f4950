"""
What a department finds in its queue (manual 4.2): cases, and what has to be known of a case that is there already.

Both may come twice: the folio makes a repeated case recognisable, `change_id` a repeated change. `what` says which it is.
"""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.classification import CommentKind
from chalicelib.domain.networks import Network


class Change(StrEnum):
    """What happened to a case that a department was given."""

    WITHDRAWN = "withdrawn"
    """It had not been pulled yet: whoever finds the folio in the queue ignores it."""
    CANCELLED = "cancelled"
    MOVED = "moved"
    """Another department attends it, under the same folio."""
    CORRECTED = "corrected"
    GROWN = "grown"
    """More citizens say the same."""
    REMINDED = "reminded"
    """It lies in the queue and nobody pulled it."""
    OVERDUE = "overdue"
    """Its deadline passed; the default department learns of it as well."""


class CaseMessage(BaseModel):
    """
    A case, as its department finds it in its queue. Versioned; the folio makes a repeated message recognisable.

    `issue` is 1, and more where nobody pulled it and it was put there again before the queue forgot it (Q04). Of a text that no
    message can carry it has the beginning, and `is_whole` is false: the case itself, by its folio, has all of it (Q11).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    version: Literal[1] = 1
    what: Literal["case"] = "case"
    folio: str
    department_id: str
    comment_kind: CommentKind
    is_urgent: bool
    text: str
    network: Network
    author_handle: str | None
    written_at: AwareDatetime
    referred_at: AwareDatetime
    due_on: date
    place: str | None = None
    count: int = 1
    issue: int = 1
    is_whole: bool = True


class ChangeMessage(BaseModel):
    """
    A change of a case that is at a department, or was: what changed, and why, as a Spanish sentence.

    Queues keep no order: a case whose `referred_at` is later than `changed_at` stands. `text` is there only where the
    department still attends the case and the text is what changed (Q12).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    version: Literal[1] = 1
    what: Change
    change_id: str
    folio: str
    department_id: str
    because: str
    comment_kind: CommentKind
    is_urgent: bool
    count: int
    changed_at: AwareDatetime
    text: str | None = None
    is_whole: bool = True


class PendingChange(BaseModel):
    """A change that a department has still to be told of. It stays in the case until its queue has it (Q17)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    change_id: str
    what: Change
    department_id: str
    because: str
    at: AwareDatetime
