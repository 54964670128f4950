"""What goes into the API and comes out of it about searching and exporting records."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.export import ExportState
from chalicelib.domain.networks import Network
from chalicelib.domain.record_search import Search
from chalicelib.domain.records import RecordKind

Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class RecordSearchQuery(_Body):
    """
    What is looked for: a period of at most 366 days, and whatever else is named.

    `q` are words that must all be there, whatever their accents and capitals; `cursor` is what the page before gave.
    """

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    network: Network | None = None
    campaign: Named | None = None
    department: Named | None = None
    kind: RecordKind | None = None
    comment_kind: CommentKind | None = None
    sentiment: Sentiment | None = None
    handle: Named | None = None
    q: Annotated[str, Field(max_length=200)] = ""
    state: Named | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(max_length=2_000)] | None = None

    @property
    def search(self) -> Search:
        """Give what is looked for, without where to go on."""
        named = self.model_dump(exclude={"limit", "cursor", "q", "department"})
        return Search(**named, words=self.q, department_id=self.department)


class ExportBody(_Body):
    """A period of at most 31 days, first and last included, and what it is for; `public` removes what tells of citizens."""

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    public: bool = False
    why: Named


# Out --------------------------------------------------------------------------------------------------------------


class FoundLine(_View):
    """A record that was found, in a line; the whole of it is at `/v1/records/{id}`. `text` is how its words begin."""

    id: str
    kind: str
    day: date
    created_at: AwareDatetime
    networks: list[Network]
    campaign: str | None
    publication: str | None
    department_id: str | None
    comment_kind: CommentKind | None
    sentiment: Sentiment | None
    handle: str | None
    state: str | None
    text: str


class FoundRecords(_View):
    """
    A page of what was found, the earliest first.

    `through` is the last day that was read to its end; with `cursor` the search goes on, without one it is through.
    """

    records: list[FoundLine]
    through: date | None
    days_read: int
    records_read: int
    cursor: str | None


class ExportFileView(_View):
    """The ZIP of a day; `url` is good for an hour, and None once the files are gone (a week after they were ordered)."""

    day: date
    sha256: str
    size_bytes: int
    objects: int
    records: int
    url: str | None


class ExportView(_View):
    """An export and how far it is: of `days` days, those in `files` are made. `removed` counts what a public version left out."""

    id: str
    by: str
    first: date
    last: date
    public: bool
    why: str
    state: ExportState
    message: str
    days: int
    created_at: AwareDatetime
    made_at: AwareDatetime | None
    files: list[ExportFileView]
    removed: dict[str, int]
