"""The versions of a comment's text: an edit adds one (P3), and a record has room for so many."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

MAX_TEXT_BYTES = 150_000
"""How much text one record carries over all its versions."""


class CommentVersion(BaseModel):
    """One version of a comment's text, and when it was seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    digest: str
    seen_at: AwareDatetime
    is_hidden: bool = False


def within_size(versions: tuple[CommentVersion, ...]) -> tuple[CommentVersion, ...]:
    """Leave out the oldest versions but the first when the record would outgrow its item; the archive has each of them."""
    first, *later = versions
    while len(later) > 1 and sum(_text_bytes(version) for version in (first, *later)) > MAX_TEXT_BYTES:
        later = later[1:]
    return (first, *later)


def _text_bytes(version: CommentVersion) -> int:
    return len(version.text.encode("utf-8", "surrogatepass"))
