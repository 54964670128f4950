"""
What every record has in common (manual 7).

P6: a record that is not finished carries `due_at`, the moment someone must look at it again, and `duty`, who does. The
model refuses to exist otherwise.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, model_validator

from chalicelib.domain.calendar import end_of_day, years_after
from chalicelib.domain.ids import partition_of

RETENTION_YEARS = 3


def retention_end(day: date, years: int = RETENTION_YEARS) -> datetime:
    """Tell until when what is of a local day is kept: the end of the same day so many calendar years later."""
    return end_of_day(years_after(day, years))


class RecordKind(StrEnum):
    """Kinds of record, by the folder they take in the archive."""

    BULLETIN = "bulletin"
    PUBLICATION = "publication"
    DELIVERY = "delivery"
    POST = "post"
    COMMENT = "comment"
    REFERRAL = "referral"
    DAY = "day"
    READING = "reading"
    GRAPHIC = "graphic"
    ACCOUNT = "account"
    ACCOUNT_HEALTH = "account_health"
    CONTROL = "control"
    ORDER = "order"
    NEIGHBOURS = "neighbours"
    GATHERING = "gathering"
    DECISION = "decision"
    CLIENT_KEY = "client_key"
    DAILY_NOTICE = "daily_notice"
    SUPPORT = "support"
    PROPOSAL = "proposal"
    CAMPAIGN = "campaign"
    CHANGES = "changes"
    CLOSING = "closing"
    EXPORT = "export"
    HOLD = "hold"
    HOLD_REGISTER = "hold_register"
    DISPOSAL = "disposal"
    DISPOSAL_PAGE = "disposal_page"
    DISPOSAL_MARK = "disposal_mark"
    CANCELLATION = "cancellation"


OPERATIONAL_KINDS = frozenset(
    {
        RecordKind.READING,
        RecordKind.ACCOUNT,
        RecordKind.ACCOUNT_HEALTH,
        RecordKind.CONTROL,
        RecordKind.GATHERING,
        RecordKind.CHANGES,
        RecordKind.CLOSING,
        RecordKind.HOLD_REGISTER,
        RecordKind.DISPOSAL_MARK,
    }
)
"""The machine's own marks: not official records, not archived."""


class Duty(StrEnum):
    """Who must look at an unfinished record when it is due."""

    PREPARE = "prepare"
    PUBLISH = "publish"
    COLLECT = "collect"
    REFER = "refer"
    DEPARTMENT = "department"
    PERSON = "person"
    APPROVE = "approve"
    """A reply that waits for the image office's word; whoever watches reminds it."""

    TELL = "tell"
    """A request that the IT office has still to be told of."""

    EXPORT = "export"
    """An export of records that somebody ordered and that is still to be made."""

    LIBRARY = "library"
    """A graphic of the library: at the end of its term the night's work retires it."""

    CANCEL = "cancel"
    """A citizen's text whose cancellation two persons agreed on: the night's work destroys it."""

    CLOSE = "close"
    """Days that changed after they were closed: the night's work counts them anew."""

    DISPOSE = "dispose"
    """The disposal of a day: the work of disposal looks at it again, or goes on with it."""

    HOLD = "hold"
    """A legal hold in force; whoever placed it must say from time to time that it is still needed."""


class Attention(BaseModel):
    """What waits for a person: why, as a Spanish sentence, and since when."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    reason: str
    since: AwareDatetime
    is_urgent: bool = False
    """It goes before everything else that waits."""


class Record(BaseModel):
    """
    One record. Immutable: an act returns a new version, and the store accepts it only over the version it was made from.

    `revision` counts the versions stored: 0 is a record not stored yet. It is the fence: a writer who slept cannot
    overwrite what happened meanwhile.
    """

    # Built at first use, as every model: a function meets few of them, and building all takes a fifth of its start.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    kind: ClassVar[RecordKind]

    id: str
    revision: int = 0
    created_at: AwareDatetime
    due_at: AwareDatetime | None = None
    duty: Duty | None = None
    attention: Attention | None = None

    @property
    def is_finished(self) -> bool:
        """Say whether nobody needs to look at this record again."""
        raise NotImplementedError

    @property
    def partition(self) -> str:
        """The partition of the record: its local day, or `state`."""
        return partition_of(self.id)

    @property
    def day(self) -> date:
        """The local day that identifies the record (manual 7)."""
        return date.fromisoformat(self.partition)

    @property
    def retain_until(self) -> datetime:
        """The end of the local day three calendar years later; before it nothing may dispose of the record."""
        return retention_end(self.day)

    @property
    def shelf(self) -> tuple[str, str] | None:
        """Whose the record is besides, and its place among theirs; what a department attends, what the plan moved."""
        return None

    def evolve(self, **changes: object) -> Self:
        """Give a changed copy, validated as a whole."""
        return self.model_validate({**self.__dict__, **changes})

    @model_validator(mode="after")
    def _is_not_forgotten(self) -> Self:
        if self.is_finished and (self.due_at or self.attention):
            raise ValueError(f"{self.id} is finished: nothing can be due or wait for a person")
        if not self.is_finished and not (self.due_at and self.duty):
            raise ValueError(f"{self.id} is not finished: it needs due_at and duty (P6)")
        return self
