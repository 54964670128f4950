"""
What persons changed in a publication (manual 2.1, 2.3), kept apart from what the system made of the material.

When the material changes, the publication is made anew and these are laid over it again, so that nobody's work is lost
unseen. A picture goes by the hash of its own bytes: another picture under the same name is another picture.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.formats import PostFormat
from chalicelib.domain.media import FocalPoint
from chalicelib.domain.networks import Network


class PictureAdjustment(BaseModel):
    """What a person set for a picture. `name` is its file's, for people; None leaves what the material says."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = ""
    alt_text: str | None = None
    focus: FocalPoint | None = None
    is_left_out: bool = False


class TextAdjustment(BaseModel):
    """
    A text that a person wrote for a network, with its thread.

    `drafted` is the SHA-256 of what the system had written from the material: when that changes, a person is told.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    thread: tuple[str, ...] = ()
    drafted: str = ""


class Adjustments(BaseModel):
    """
    Everything persons changed in a publication, and who they were.

    `pictures` by picture (`Rendition.picture`); `order` names pictures in the order they go out, those not named follow;
    `purposes` the form that goes out on a network; `formats` where it is a post or a story;
    `logo` None leaves it to the material and the strategy.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    texts: dict[Network, TextAdjustment] = Field(default_factory=dict)
    pictures: dict[str, PictureAdjustment] = Field(default_factory=dict)
    order: tuple[str, ...] = ()
    purposes: dict[Network, str] = Field(default_factory=dict)
    formats: dict[Network, PostFormat] = Field(default_factory=dict)
    logo: bool | None = None
    by: Annotated[tuple[str, ...], Field(max_length=100)] = ()

    def of(self, picture: str) -> PictureAdjustment:
        """Give what was set for a picture."""
        return self.pictures.get(picture, _NOTHING_SET)

    def rank(self, picture: str) -> int:
        """Tell where a picture stands: those in the order wanted first, then the others as they came."""
        return self.order.index(picture) if picture in self.order else len(self.order)

    @property
    def drawing(self) -> tuple[object, ...]:
        """What of all this the bytes of the renditions depend on: while it stays, no picture is made anew."""
        return self.logo, {key: picture.focus for key, picture in self.pictures.items() if picture.focus is not None}


_NOTHING_SET = PictureAdjustment()
NO_ADJUSTMENTS = Adjustments()
