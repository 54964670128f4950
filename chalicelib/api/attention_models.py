"""What the API shows of everything that waits for a person."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class AttentionLine(_View):
    """Something that waits for a person: what, why, since when and until when."""

    id: str
    kind: str
    title: str
    reason: str
    since: AwareDatetime
    is_urgent: bool
    due_at: AwareDatetime | None


class AttentionList(_View):
    """What waits for a person, the urgent first, then the longest waiting."""

    waiting: list[AttentionLine]
