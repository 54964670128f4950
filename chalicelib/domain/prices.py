"""What a network asks for a write, in US dollars (X, since 2026). A post with a link costs thirteen times one without."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.links import links_of

Usd = Annotated[Decimal, Field(ge=0, le=100, max_digits=8, decimal_places=4)]


class Prices(BaseModel):
    """The prices of one network's writes, each in US dollars."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    post: Usd
    post_with_link: Usd
    reply: Usd
    delete: Usd

    def of(self, action: Action, text: str) -> Decimal:
        """Give the price of one write with a text. An edit is not sold."""
        match action:
            case Action.TAKE_DOWN:
                return self.delete
            case Action.REPLY:
                return self.reply
            case Action.PUBLISH:
                return self.post_with_link if links_of(text) else self.post
            case Action.EDIT:
                return Decimal(0)

    @property
    def times_with_link(self) -> int:
        """How many times as much a post with a link costs; 1 when it costs no more."""
        return max(1, int(self.post_with_link / self.post)) if self.post else 1
