"""
Questions of citizens and what they are answered with (manual 4.3): a department's published answer, or a person's own words.

P4: a question is answered once; a second answer is only given where its author asked something else meanwhile.
"""

from datetime import date

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain import ids

ANSWER = "answer"
"""The purpose of the delivery that answers a question, and the template it is known by."""

MAX_QUESTION_CHARACTERS = 600
"""Whoever writes more than this asks more than one thing: a person reads it."""


class CannedAnswer(BaseModel):
    """An answer that a department published, in force from a local day until another, both included (None: no end)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    department_id: str
    text: str
    since: date
    until: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Say whether it may be given on a local day."""
        return self.since <= on and (self.until is None or on <= self.until)


class AnswerGiven(BaseModel):
    """
    That a question was answered: the delivery that does it, or the reason why nobody is answered.

    `canned` is the published answer, empty for a person's own words; `by` a username, empty for the machine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    canned: str = ""
    by: str = ""
    delivery: str | None = None
    reason: str | None = None


def reference_of(comment_id: str) -> str:
    """Name a question so that whoever asked can mention it; it makes each answer's text unlike any other's (X)."""
    return f"P-{ids.neighbour_key(comment_id)}"
