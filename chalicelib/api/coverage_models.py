"""What the API tells of coverage: what was collected beside what the networks count (manual 3.1)."""

from datetime import date

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.networks import Network


class CoverageLine(BaseModel):
    """
    One post. The numbers are of the last whole reading, at `counted_at`; None where the network tells no count.

    `collected` comments of citizens are on record, `own` are answers of ours that the network counts too, and `gap` is what it
    counts and did not list. `is_read` says whether the post is still read, `said` how it stands, for people.
    """

    model_config = ConfigDict(defer_build=True)

    network: Network
    publication: str
    network_id: str
    permalink: str | None
    published_at: AwareDatetime
    removed_at: AwareDatetime | None
    is_read: bool
    counted_at: AwareDatetime | None
    network_count: int | None
    collected: int | None
    own: int | None
    gap: int | None
    is_complete: bool
    said: str


class CoverageList(BaseModel):
    """The posts of a day, the earliest first."""

    model_config = ConfigDict(defer_build=True)

    day: date
    posts: list[CoverageLine]
