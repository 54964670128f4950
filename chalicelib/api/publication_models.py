"""What goes into the API and comes out of it about publications: authorising, scheduling, correcting, and how they go."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.api.content_models import ContentView, GraphicUse
from chalicelib.api.delivery_models import DeliveryView
from chalicelib.api.fields import LocalInstant, Note, Reason
from chalicelib.domain.edits import Correction
from chalicelib.domain.networks import Network
from chalicelib.domain.whereabouts import Whereabouts


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In -------------------------------------------------------------------------------------------------------------------


class AcceptanceBody(_Body):
    """A finding that the person lets stand, by its key, and why."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    why: Reason


class AuthorisationBody(_Body):
    """Authorise the version that was seen, with the findings that may stand."""

    version: Annotated[int, Field(ge=1, strict=True)]
    note: Note = ""
    accepted: Annotated[tuple[AcceptanceBody, ...], Field(max_length=300)] = ()


class ScheduleBody(_Body):
    """When to publish; without it, when the material asked for. After `valid_until` it no longer goes out by itself."""

    publish_at: LocalInstant | None = None
    valid_until: LocalInstant | None = None


class TakeDownBody(_Body):
    """Why the publication comes down."""

    reason: Reason


class CorrectionBody(Correction):
    """
    What is corrected; what is not named stays as it was.

    With `in_place`, the text of a live post is changed without taking it down, where the strategy lets it.
    """

    in_place: bool = False
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None


# Out ------------------------------------------------------------------------------------------------------------------


class PublicationLine(_View):
    """A publication in a list."""

    id: str
    title: str
    source: str
    state: str
    version: int
    networks: list[Network]
    campaign: str | None
    publish_at: AwareDatetime | None
    authorised_by: str | None
    corrects: str | None
    corrected_by: str | None


class PublicationList(_View):
    """The publications of a day."""

    publications: list[PublicationLine]


class ProgressView(_View):
    """How a publication goes on one network or medium; `where` for programs, `said` for people, `reason` why it waits."""

    network: Network
    medium: str | None
    where: Whereabouts
    live_parts: int
    parts: int
    said: str
    reason: str | None


class PublicationView(PublicationLine):
    """A publication with its current version, how it goes everywhere (`progress` in one sentence), and its deliveries."""

    taken_down_because: str | None
    content: dict[Network, ContentView]
    graphics: list[GraphicUse]
    waits_for: str | None
    progress: str
    places: list[ProgressView]
    deliveries: list[DeliveryView]
    advice: list[str] = []
    """What is good to know of the time it was scheduled for."""
