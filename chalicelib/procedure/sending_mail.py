"""
4.4: one message by e-mail, at most once: what became of sending it is on its record, whatever the service answered.

Whoever calls wrote down before that it is being sent. What certainly did not leave is sent again; what may have arrived never.
"""

from dataclasses import dataclass
from datetime import date

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.daily_notice import DailyNotice, NoticeState
from chalicelib.domain.errors import ExternalServiceError, OutcomeUnknownError, TransientServiceError
from chalicelib.ports import Catalogue, Clock, Mail, Mailer, Records
from chalicelib.procedure.amending import store
from chalicelib.procedure.discretion import Mask


@dataclass(frozen=True)
class NoticePorts:
    """What messages by e-mail need from outside."""

    records: Records
    catalogue: Catalogue
    mailer: Mailer
    clock: Clock
    mask: Mask


def known_notice(day: date, recipient: str, records: Records) -> DailyNotice | None:
    """Give the record of a day's message to somebody, or None."""
    known = records.find(ids.daily_notice_id(day, recipient))
    return known if isinstance(known, DailyNotice) else None


def send_mail(notice: DailyNotice, mail: Mail, ports: NoticePorts) -> DailyNotice:
    """Send a message that is on record as being sent, and note what became of it."""
    try:
        told = notice.sent(ports.mailer.send(mail))
    except TransientServiceError:
        told = notice.to_send_again(ports.clock.now())
    except OutcomeUnknownError:
        told = notice.in_doubt()
    except ExternalServiceError as error:
        told = notice.failed(texts_es.notice_refused(str(error)))
    return store(ports.records, told)


def close_unsent(day: date, recipient: str, records: Records) -> None:
    """Close a former message that never left: the one that follows tells what it would have (P6)."""
    known = known_notice(day, recipient, records)
    if known is not None and not known.is_finished:
        is_in_doubt = known.state is NoticeState.SENDING
        store(records, known.in_doubt() if is_in_doubt else known.failed(texts_es.NOTICE_TOO_LATE))
