"""What an office asks for in words: its `publicacion.yaml`, and what was planned before (manual 1.1, 2.5)."""

from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media import FocalPoint
from chalicelib.domain.networks import Destination, Network
from chalicelib.domain.visible_text import visible

# The length apart from the form: counted within it, letters of every alphabet make a pattern of eight megabytes.
Hashtag = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^#\w+$", max_length=61)]
_VISIBLE = BeforeValidator(lambda text: visible(text) if isinstance(text, str) else text)
"""What goes out is what a person sees, whoever writes it: in a table, over the API, or in a file."""

AltText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), _VISIBLE]
MediumId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
"""Names a medium without an API, as the catalogue does."""

FileName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
PostText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60_000), _VISIBLE]


def _where_there_are_stories(formats: dict[Network, PostFormat]) -> dict[Network, PostFormat]:
    if any(form is PostFormat.STORY and network is not Network.INSTAGRAM for network, form in formats.items()):
        raise ValueError("only Instagram has stories")
    return formats


Formats = Annotated[dict[Destination, PostFormat], AfterValidator(_where_there_are_stories)]


class PublicationOrder(BaseModel):
    """
    The optional `publicacion.yaml` of a folder: what the office asks for. Unknown fields are an error.

    `alt_texts` and `focus` go by the name of a picture's file, `graphics` are ids of pre-authorised graphics of the library.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    networks: Annotated[tuple[Destination, ...], Field(min_length=1)] | None = None
    publish_at: AwareDatetime | None = None
    valid_until: AwareDatetime | None = None
    """After this instant it no longer goes out by itself."""
    campaign: ShortText | None = None
    category: ShortText | None = None
    priority: Literal["normal", "high", "live"] = "normal"
    text: dict[Destination, PostText] = Field(default_factory=dict)
    formats: Formats = Field(default_factory=dict)
    """Where it is a story and no post; what is not named is a post."""
    hashtags: Annotated[tuple[Hashtag, ...], Field(max_length=10)] = ()
    alt_text: AltText | None = None
    alt_texts: Annotated[dict[FileName, AltText], Field(max_length=20)] = Field(default_factory=dict)
    focus: Annotated[dict[FileName, FocalPoint], Field(max_length=20)] = Field(default_factory=dict)
    logo: bool | None = None
    """Whether the institution's logo is put on the pictures; None leaves it to the strategy."""
    graphics: Annotated[tuple[ShortText, ...], Field(max_length=10)] = ()
    other_media: Annotated[tuple[MediumId, ...], Field(max_length=10)] = ()
    """The media without an API in which a person publishes it too."""

    def over(self, planned: "PublicationOrder") -> "PublicationOrder":
        """Lay what this order says over what was planned, field by field; texts and pictures one by one."""
        said: dict[str, object] = {}
        for name, field in type(self).model_fields.items():
            mine, other = getattr(self, name), getattr(planned, name)
            is_silent = mine == field.get_default(call_default_factory=True)
            said[name] = {**other, **mine} if isinstance(mine, dict) else other if is_silent else mine
        return PublicationOrder.model_validate(said)


class Plan(BaseModel):
    """What was planned of a publication before its files came: a row of a campaign's calendar. `by` is who planned it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    order: PublicationOrder
    by: str
    title: str = ""
    """What people call it, where it was proposed; otherwise the folder's name is all there is."""
    moved_by: str = ""
    moved_at: AwareDatetime | None = None
