"""
What a comment is, on both axes, and who is competent for it (manual 3.1, 3.2, 4.1).

P4: below the confidence bar a person decides, and a person's decision is told apart from the machine's.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MAX_MATTERS = 3
"""Into how many cases one comment is split at the most."""

Confidence = Annotated[float, Field(ge=0, le=1)]


class CommentKind(StrEnum):
    """What the citizen wants: queja, reporte, sugerencia, pregunta, otro."""

    COMPLAINT = "complaint"
    SERVICE_REQUEST = "service_request"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    OTHER = "other"

    @property
    def is_referred(self) -> bool:
        """4.1 and the policies together: complaints, service requests and suggestions are all referred."""
        return self in {CommentKind.COMPLAINT, CommentKind.SERVICE_REQUEST, CommentKind.SUGGESTION}


class Sentiment(StrEnum):
    """How the citizen feels (3.2: comentarios positivos, negativos)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class Urgency(StrEnum):
    """Why a comment goes straight to a person and to the department on duty: risk to life, violence against women, minors."""

    LIFE = "life"
    VIOLENCE_AGAINST_WOMEN = "violence_against_women"
    MINORS = "minors"


class DepartmentCandidate(BaseModel):
    """A department that may be competent, how sure the classification is of it, and what it should know, in Spanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    department_id: str
    confidence: Confidence
    note: str = ""


class Matter(BaseModel):
    """One of several subjects in a comment: the words about it, what is wanted, and the departments that may be competent."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    excerpt: str
    comment_kind: CommentKind
    candidates: tuple[DepartmentCandidate, ...] = ()


class Classification(BaseModel):
    """
    What a comment is, on both axes. `decided_by` is a username, or empty for the machine named in `classifier`.

    `urgency` says why it is urgent, `place` the street or colonia it names in the citizen's words, `matters` its subjects
    where they are two or more for different departments.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    comment_kind: CommentKind
    kind_confidence: Confidence
    sentiment: Sentiment
    sentiment_confidence: Confidence
    candidates: tuple[DepartmentCandidate, ...] = ()
    is_urgent: bool = False
    urgency: Urgency | None = None
    place: str | None = None
    is_spam: bool = False
    has_personal_data: bool = False
    matters: tuple[Matter, ...] = ()
    classifier: str = ""
    decided_by: str = ""
    decided_at: AwareDatetime | None = None

    def is_sure(self, bar: float) -> bool:
        """Say whether the kind is above the confidence bar, or a person decided it."""
        return bool(self.decided_by) or self.kind_confidence >= bar

    @property
    def department_id(self) -> str | None:
        """The likeliest department, or None."""
        return self.candidates[0].department_id if self.candidates else None

    def differs_from(self, other: "Classification") -> bool:
        """Say whether another department, or another attention, may follow from it."""
        return self._consequences != other._consequences

    @property
    def _consequences(self) -> tuple[object, ...]:
        matters = tuple(matter.candidates[:1] and matter.candidates[0].department_id for matter in self.matters)
        return self.comment_kind, self.department_id, self.urgency, (self.place or "").casefold(), matters
