"""
The daily e-mail to a department's liaison, or to the coordinator: what it told, and how far it came (4.4).

One a day and recipient. What may have arrived is never sent again: a mail service recognises no repeated message.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

COORDINATION = "coordinacion"
"""The recipient that hears of every department."""

LOOK_AFTER = timedelta(hours=1)
STILL_SENDING = timedelta(minutes=10)
"""So long a message that is being sent is left alone: longer than the function may run."""


class NoticeState(StrEnum):
    """How far the message came; only what certainly did not leave is sent again."""

    SENDING = "sending"
    TO_SEND = "to_send"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


class DailyNotice(Record):
    """A message of a day: to whom, about which folios. Its text is not kept: it follows from the cases."""

    kind: ClassVar[RecordKind] = RecordKind.DAILY_NOTICE

    recipient: str
    overdue: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    state: NoticeState = NoticeState.SENDING
    message_id: str | None = None
    reason: str | None = None

    @property
    def is_finished(self) -> bool:
        """Sent, refused, or perhaps sent: the IT office hears of the latter two by the function's alarm."""
        return self.state in {NoticeState.SENT, NoticeState.FAILED, NoticeState.UNKNOWN}

    def sent(self, message_id: str) -> "DailyNotice":
        """Note that the mail service took it."""
        return self._closed(NoticeState.SENT, message_id=message_id, reason=None)

    def failed(self, reason: str) -> "DailyNotice":
        """Note that it was refused, or that its day is over."""
        return self._closed(NoticeState.FAILED, reason=reason)

    def in_doubt(self) -> "DailyNotice":
        """Note that it may have arrived: it is not sent again."""
        return self._closed(NoticeState.UNKNOWN, reason=texts_es.NOTICE_IN_DOUBT)

    def to_send_again(self, now: datetime) -> "DailyNotice":
        """Certainly nothing left: the next run sends it; until then a person sees it."""
        waits = Attention(reason=texts_es.NOTICE_NOT_SENT, since=now)
        return self.evolve(state=NoticeState.TO_SEND, due_at=now + LOOK_AFTER, duty=Duty.PERSON, attention=waits)

    def sending(self, now: datetime) -> "DailyNotice":
        """Write down that it is being sent, before it is."""
        return self.evolve(state=NoticeState.SENDING, due_at=now + LOOK_AFTER, duty=Duty.PERSON, attention=None)

    def is_being_sent(self, now: datetime) -> bool:
        """Say whether another worker may be at it."""
        return (
            self.state is NoticeState.SENDING
            and self.due_at is not None
            and now < self.due_at - LOOK_AFTER + STILL_SENDING
        )

    def _closed(self, state: NoticeState, **changes: object) -> "DailyNotice":
        return self.evolve(state=state, due_at=None, duty=None, attention=None, **changes)


def new_notice(recipient: str, overdue: tuple[str, ...], new: tuple[str, ...], now: datetime) -> DailyNotice:
    """Begin the message of a day to a recipient."""
    return DailyNotice(
        id=ids.daily_notice_id(local_day(now), recipient),
        created_at=now,
        recipient=recipient,
        overdue=overdue,
        new=new,
        due_at=now + LOOK_AFTER,
        duty=Duty.PERSON,
    )
