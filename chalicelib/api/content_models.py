"""What the API shows of a publication's content on each network, and of what the check found."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.findings import Severity
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media import Crop


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class RenditionView(_View):
    """A graphic, with an address where it can be seen for a while."""

    url: str
    alt_text: str
    width: int
    height: int
    size_bytes: int
    sha256: str
    mime_type: str
    purpose: str
    source: str
    crop: Crop | None
    """The part of the material's picture that is shown; what lies outside is cut."""
    corrections: list[str]
    graphic: str | None


class GraphicUse(_View):
    """A graphic of the library in a publication: who authorised it and when, and why it may not be used any more."""

    id: str
    name: str
    authorised_by: str
    authorised_at: AwareDatetime
    problem: str | None


class FindingView(_View):
    """What the check before publishing found: it blocks, asks for a person's word (by its key), or advises."""

    key: str
    code: str
    severity: Severity
    message: str
    detail: str


class ContentView(_View):
    """What goes out on one network; `alternatives` are the other forms, `proposal` another wording a person may take over."""

    text: str
    length: int
    limit: int
    warnings: list[str]
    findings: list[FindingView]
    renditions: list[RenditionView]
    alternatives: list[RenditionView]
    thread: list[str]
    format: PostFormat = PostFormat.FEED
    proposal: str | None
