"""What goes into the API and comes out of it about one delivery: decisions, proof, and the kit of another medium."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

from chalicelib.api.fields import LocalInstant, Note, Reason
from chalicelib.domain.delivery_decisions import GateDecision, PersonDecision, Verdict
from chalicelib.domain.networks import Network

# The length apart from the form, so that the pattern stays small.
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s<>\"'\\`]+$", min_length=10, max_length=500)
]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class _View(BaseModel):
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In ---------------------------------------------------------------------------------------------------------------


class DeliveryDecisionBody(_Body):
    """What is decided, and why; `address` is where the post was seen, and goes with `it_is_there` alone."""

    decision: Literal[Verdict.PUBLISH_ANYWAY, Verdict.IT_IS_THERE, Verdict.LOOK_AGAIN, Verdict.GIVE_UP]
    why: Reason
    address: Address | None = None


class ProofBody(_Body):
    """Where it is (an address, or a place in words), and when it was done; without a time, now."""

    address: Address | None = None
    place: Place | None = None
    published_at: LocalInstant | None = None
    note: Note = ""

    @model_validator(mode="after")
    def _says_where(self) -> "ProofBody":
        if self.address is None and self.place is None:
            raise ValueError("an address or a place")
        return self


# Out --------------------------------------------------------------------------------------------------------------


class DeliveryView(_View):
    """One write to one network, or a task in another medium, and how far it came."""

    id: str
    network: Network
    medium: str | None
    action: str
    state: str
    reason: str | None
    permalink: str | None
    published_at: AwareDatetime | None
    due_at: AwareDatetime | None
    priority: str
    valid_until: AwareDatetime | None
    price_usd: Decimal | None


class DeliveryDetail(DeliveryView):
    """All that is known of one write: how often it was tried, what the gate said, what persons decided, what it cost."""

    subject: str
    version: int | None
    target: str | None
    network_id: str | None
    is_adopted: bool
    read_back_at: AwareDatetime | None
    epoch: int
    tries: int
    reconciliations: int
    first_sent_at: AwareDatetime | None
    uncertain_since: AwareDatetime | None
    may_be_out: bool
    reason_code: str | None
    waits_for: str | None
    waits_since: AwareDatetime | None
    gate: GateDecision | None
    decisions: list[PersonDecision]
    price_usd: Decimal | None
    possible: list[Verdict]
    """What a person may decide now."""


class KitFile(_View):
    """A file of a kit, with an address where it can be fetched for a while."""

    name: str
    url: str
    alt_text: str
    mime_type: str
    width: int
    height: int
    size_bytes: int
    sha256: str


class KitView(_View):
    """What a person publishes in another medium: the text to the letter, the files, the steps; and all of it as one zip."""

    delivery: str
    medium: str
    title: str
    text: str
    length: int
    instructions: list[str]
    files: list[KitFile]
    zip_url: str | None
