"""
What is looked for among the records, and whether a record is it (manual 7: found by its date). Pure.

Words are found whatever their accents and capitals; ñ stays a letter of its own. A handle is found with or without its `@`.
"""

from datetime import date, timedelta
from functools import cached_property

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.classification import CommentKind, Sentiment
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.networks import Network
from chalicelib.domain.record_facets import Facets, facets_of
from chalicelib.domain.records import OPERATIONAL_KINDS, Record, RecordKind
from chalicelib.domain.spanish import folded
from chalicelib.texts_es import exporting as texts

MAX_SEARCH_DAYS = 366

_PREFIXES = {
    RecordKind.BULLETIN: "BOL-",
    RecordKind.PUBLICATION: "PUB-",
    RecordKind.POST: "POS-",
    RecordKind.COMMENT: "COM-",
    RecordKind.REFERRAL: "LEO-",
    RecordKind.NEIGHBOURS: "LEO-",
    RecordKind.DAY: "DIA-",
    RecordKind.GRAPHIC: "GRA-",
    RecordKind.ORDER: "ORD-",
    RecordKind.DECISION: "DEC-",
    RecordKind.CLIENT_KEY: "KEY-",
    RecordKind.DAILY_NOTICE: "AVI-",
    RecordKind.SUPPORT: "SOP-",
    RecordKind.EXPORT: "EXP-",
    RecordKind.CANCELLATION: "CAN-",
}
"""How the ids of a kind begin. A delivery's begins as that of what it publishes or answers."""


class Search(BaseModel):
    """
    What is looked for: a period of local days, first and last included, and whatever else is named.

    `words` are a person's, separated by blanks: each must be somewhere in the record's texts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    first: date
    last: date
    network: Network | None = None
    campaign: str | None = None
    department_id: str | None = None
    kind: RecordKind | None = None
    comment_kind: CommentKind | None = None
    sentiment: Sentiment | None = None
    handle: str | None = None
    words: str = ""
    state: str | None = None

    @property
    def days(self) -> int:
        """Count the days of the period."""
        return (self.last - self.first).days + 1

    def check(self) -> None:
        """
        Refuse a period that is empty or too long.

        Raises:
            InvalidInputError: it has no day, or more than 366.
        """
        if not 1 <= self.days <= MAX_SEARCH_DAYS:
            raise InvalidInputError(texts.search_range_wrong(MAX_SEARCH_DAYS))

    def day(self, offset: int) -> date:
        """Give a day of the period, from 0."""
        return self.first + timedelta(days=offset)

    @property
    def prefix(self) -> str:
        """Give how the ids of everything that can match begin; empty where that is not known."""
        if self.kind is not None:
            return _PREFIXES.get(self.kind, "")
        return ""

    @property
    def text(self) -> str:
        """Write the search so that two are the same exactly when they look for the same."""
        return dump_json(self)

    @cached_property
    def _folded_words(self) -> tuple[str, ...]:
        return tuple(folded(self.words).split())

    def matches(self, record: Record, campaign_of: dict[str, str | None]) -> bool:
        """Say whether a record is looked for. `campaign_of` gives the campaigns of publications, by id."""
        if record.kind in OPERATIONAL_KINDS or self.kind not in {None, record.kind}:
            return False
        facets = facets_of(record)
        return self._fits(facets) and self._is_of_campaign(facets, campaign_of) and self._says(facets)

    def _fits(self, facets: Facets) -> bool:
        return (
            (self.network is None or self.network in facets.networks)
            and self.department_id in {None, facets.department_id}
            and self.comment_kind in {None, facets.comment_kind}
            and self.sentiment in {None, facets.sentiment}
            and self.state in {None, facets.state}
            and (self.handle is None or plain_handle(self.handle) == plain_handle(facets.handle))
        )

    def _is_of_campaign(self, facets: Facets, campaign_of: dict[str, str | None]) -> bool:
        if self.campaign is None:
            return True
        inherited = campaign_of.get(facets.publication) if facets.publication else None
        return folded(self.campaign) in {folded(facets.campaign or ""), folded(inherited or "")} - {""}

    def _says(self, facets: Facets) -> bool:
        wanted = self._folded_words
        if not wanted:
            return True
        # Not by way of the cache of short words: a bulletin has 300,000 letters.
        said = folded.__wrapped__("\n".join(facets.texts))
        return all(word in said for word in wanted)


def plain_handle(handle: str | None) -> str | None:
    """Write a handle as it is compared: without `@`, blanks around, and capitals."""
    return handle.strip().removeprefix("@").casefold() if handle is not None else None
