"""An answer to a citizen: which fixed text with which variables, and the image office's word on it (manual 4.3)."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class ReplyText(BaseModel):
    """
    Which fixed text of the catalogue answers the citizen, and its variables. Never the comment's own words.

    `text` is what was written with them at the first try: a catalogue that changes later must not make an answer that is
    out unrecognisable. `comment` is whom it answers, where it is not the one that opened the case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    template: str
    variables: dict[str, str]
    text: str | None = None
    comment: str | None = None


class ReplyApproval(BaseModel):
    """The image office's word on a reply, where the strategy asks for it: since when, whose (empty: still awaited), when, why."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    asked_at: AwareDatetime
    by: str = ""
    at: AwareDatetime | None = None
    is_approved: bool = False
    why: str = ""
