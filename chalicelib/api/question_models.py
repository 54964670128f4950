"""What goes into the API and comes out of it about citizens' questions and their answers (4.3)."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from chalicelib.domain.networks import Network

_MOST_CHARACTERS = 2200


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class AnswerBody(BaseModel):
    """A person's answer: in their own words, or a published one by its name; one of the two."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: Annotated[str, StringConstraints(max_length=_MOST_CHARACTERS)] | None = None
    answer_id: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None


class GivenView(_View):
    """An answer to a question: who gave it, its text, how far its reply came, and the reason where nobody was answered."""

    at: AwareDatetime
    by: str
    answer_id: str
    delivery: str | None
    text: str | None
    state: str | None
    reason: str | None
    permalink: str | None


class QuestionView(_View):
    """A question, whether it still waits, and how it was answered."""

    id: str
    network: Network
    text: str
    state: str
    reference: str
    waits_for: str | None
    deleted_at: AwareDatetime | None
    answers: list[GivenView]


class PublishedAnswerView(_View):
    """An answer that a department published."""

    id: str
    department_id: str
    text: str
    since: date
    until: date | None


class PublishedAnswerList(_View):
    """The answers in force today."""

    answers: list[PublishedAnswerView]


class ApprovalBody(BaseModel):
    """The image office's word on a reply; a rejection says why."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    approve: bool
    why: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class ReplyToApproveView(_View):
    """A reply that waits for approval, or what was decided of it; `subject` is its case or question."""

    id: str
    network: Network
    subject: str
    text: str | None
    state: str
    reason: str | None
    asked_at: AwareDatetime
    is_reminded: bool
    decided_by: str
    decided_at: AwareDatetime | None


class ReplyToApproveList(_View):
    """The replies that wait for approval, the longest waiting first."""

    replies: list[ReplyToApproveView]
