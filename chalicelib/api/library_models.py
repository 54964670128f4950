"""What goes into the API and comes out of it about a person's edits, graphics, plans and the media library."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.api.fields import LocalInstant
from chalicelib.domain.edits import Edit
from chalicelib.domain.networks import Destination, Network
from chalicelib.domain.order import AltText, FileName, Hashtag, MediumId, PostText, PublicationOrder, ShortText
from chalicelib.domain.plan import slug_of
from chalicelib.procedure.planning import PlanMode

MAX_BASE64 = 2_700_000
"""Two megabytes of file, written in base64."""


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class EditBody(Edit):
    """A person's changes of a publication; what is not named stays as it is."""


class GraphicBody(_Body):
    """Which picture of which publication becomes a graphic of the library; without `expires_on` it has no term."""

    publication: ShortText
    picture: FileName
    name: ShortText
    alt_text: Annotated[AltText, Field(min_length=1)]
    campaign: ShortText | None = None
    expires_on: date | None = None


class GraphicsQuery(_Body):
    """Which graphics; `q` are words of their name, alt text or campaign."""

    campaign: str | None = None
    department: str | None = None
    q: Annotated[str, Field(max_length=200)] = ""


class DirectBody(_Body):
    """
    A publication from texts and graphics of the library, without any upload.

    `text` is for every network that `texts` does not name. The same `name` on the same day is the same publication.
    """

    name: ShortText | None = None
    networks: Annotated[tuple[Destination, ...], Field(min_length=1)] | None = None
    text: PostText | None = None
    texts: dict[Destination, PostText] = Field(default_factory=dict)
    graphics: Annotated[tuple[ShortText, ...], Field(min_length=1, max_length=10)]
    hashtags: Annotated[tuple[Hashtag, ...], Field(max_length=10)] = ()
    campaign: ShortText | None = None
    category: ShortText | None = None
    other_media: Annotated[tuple[MediumId, ...], Field(max_length=10)] = ()
    priority: Annotated[str, StringConstraints(pattern="^(normal|high|live)$")] = "live"
    publish_at: LocalInstant | None = None
    valid_until: LocalInstant | None = None

    @model_validator(mode="after")
    def _has_a_name_that_names(self) -> "DirectBody":
        if self.name is not None and not slug_of(self.name):
            raise ValueError("the name has neither a letter nor a number")
        return self

    def order(self, networks: tuple[Network, ...]) -> PublicationOrder:
        """Give what is asked for as an office's `publicacion.yaml` would; `networks` are those it goes to."""
        texts = {network: self.texts.get(network) or self.text for network in networks}
        return PublicationOrder.model_validate(
            {
                **self.model_dump(exclude={"name", "text", "texts", "graphics"}),
                "text": {network: text for network, text in texts.items() if text},
                "graphics": tuple(graphic.upper() for graphic in self.graphics),
            }
        )


class PlanBody(_Body):
    """A campaign's calendar as a CSV file or an Excel workbook. A trial (`dry_run`) only says what would happen."""

    file_name: FileName
    content_base64: Annotated[str, StringConstraints(max_length=MAX_BASE64)]
    mode: PlanMode = PlanMode.ALL_OR_NOTHING
    dry_run: bool = False


class MediaQuery(_Body):
    """A period, first and last day included, at most 92 days; of a campaign, a department or a network."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    campaign: str | None = None
    department: str | None = None
    network: Network | None = None


# Out --------------------------------------------------------------------------------------------------------------


class FormView(_View):
    """A graphic's form for one network, with an address where it can be seen for a while."""

    network: Network
    purpose: str
    sha256: str
    mime_type: str
    width: int
    height: int
    size_bytes: int
    url: str


class GraphicView(_View):
    """A graphic of the library: who authorised it, until when it may be used, and its forms."""

    id: str
    name: str
    alt_text: str
    campaign: str | None
    department_id: str | None
    publication: str
    original_sha256: str
    authorised_by: str
    authorised_at: AwareDatetime
    expires_on: date | None
    withdrawn_by: str | None
    forms: list[FormView]


class GraphicList(_View):
    """Graphics that may be used today, the newest first."""

    graphics: list[GraphicView]


class PlannedView(_View):
    """What was planned: the bulletin, the publication it becomes, the folder where its pictures go, what it still lacks."""

    bulletin: str
    publication: str
    folder: str
    waits_for: str | None


class PlanRowView(_View):
    """What became of a row, or would: `change` is new, changed, same or none."""

    row: int
    ok: bool
    errors: list[str]
    change: str
    planned: PlannedView | None


class PlanView(_View):
    """What became of a plan: whether something was stored, how many rows are new or changed, and every row."""

    is_stored: bool
    message: str
    created: int
    changed: int
    wrong: int
    rows: list[PlanRowView]


class MediaLine(_View):
    """A picture or video as a network showed it, and the publications that used it."""

    sha256: str
    network: Network
    purpose: str
    mime_type: str
    width: int
    height: int
    size_bytes: int
    seconds: float | None
    alt_text: str
    source: str
    graphic: str | None
    campaign: str | None
    department_id: str | None
    publications: list[str]
    url: str


class MediaList(_View):
    """Media of a period, the newest first; `left_off` is how many more there are."""

    media: list[MediaLine]
    left_off: int
