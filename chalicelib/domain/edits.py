"""What a person asks to change in a publication, in one act (manual 2.1, 2.3)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media import FocalPoint
from chalicelib.domain.networks import Network
from chalicelib.domain.order import AltText, FileName, PostText

Purpose = Annotated[str, Field(min_length=1, max_length=40)]
MAX_PICTURES = 20
MAX_THREAD = 25


class PictureEdit(BaseModel):
    """A change of one picture, named by its file, its SHA-256 or its graphic's id; what is left out stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    picture: FileName
    alt_text: Annotated[AltText, Field(min_length=1)] | None = None
    focus: FocalPoint | None = None
    leave_out: bool | None = None


class Edit(BaseModel):
    """
    A person's changes of a publication; what is not named stays as it is.

    `texts` replaces a network's text and its thread; `threads` what follows the text on X; `take_proposals` takes a network's
    proposed wording over; `purposes` says which form goes out on a network; `formats` makes it a story there, or a post
    again (the purpose `story` of Instagram asks for the same); `order` names pictures in the order they go out;
    `logo` puts the institution's logo on the pictures or takes it off. With `version`, the edit is refused when the
    publication has moved on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Annotated[int, Field(ge=1, strict=True)] | None = None
    texts: dict[Network, PostText] = Field(default_factory=dict)
    threads: dict[Network, Annotated[tuple[PostText, ...], Field(max_length=MAX_THREAD)]] = Field(default_factory=dict)
    take_proposals: Annotated[frozenset[Network], Field(max_length=len(Network))] = frozenset()
    pictures: Annotated[tuple[PictureEdit, ...], Field(max_length=MAX_PICTURES)] = ()
    order: Annotated[tuple[FileName, ...], Field(max_length=MAX_PICTURES)] = ()
    purposes: dict[Network, Purpose] = Field(default_factory=dict)
    formats: dict[Network, PostFormat] = Field(default_factory=dict)
    logo: bool | None = None


GraphicId = Annotated[str, Field(min_length=1, max_length=40)]


class Correction(BaseModel):
    """
    What a person corrects in what went out (policy on corrections); what is not named stays as it was.

    `texts` by network, and `threads` what follows the text on X; `alt_texts` by picture; `graphics` puts a graphic of the
    library, by its id, in the place of a picture. A picture is named by its file, its SHA-256 or its graphic's id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    texts: dict[Network, PostText] = Field(default_factory=dict)
    threads: dict[Network, Annotated[tuple[PostText, ...], Field(max_length=MAX_THREAD)]] = Field(default_factory=dict)
    alt_texts: Annotated[dict[FileName, Annotated[AltText, Field(min_length=1)]], Field(max_length=MAX_PICTURES)] = (
        Field(default_factory=dict)
    )
    graphics: Annotated[dict[FileName, GraphicId], Field(max_length=MAX_PICTURES)] = Field(default_factory=dict)

    @property
    def changes_texts_only(self) -> bool:
        """Say whether nothing but the text of a post changes."""
        return not (self.threads or self.alt_texts or self.graphics)
