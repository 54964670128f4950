"""
4.4: each working day, every liaison hears of the overdue and the new cases of their department, the coordinator of all.

Off unless the strategy says otherwise. What is sent is written down before and after, so that a run twice or late sends nothing
twice. The new cases are those opened since eight in the morning of the working day before: none twice, none left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.daily_notice import COORDINATION, DailyNotice, NoticeState, new_notice
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.referral import Referral
from chalicelib.ports import Catalogue
from chalicelib.procedure.amending import store
from chalicelib.procedure.daily_mail import mail_of
from chalicelib.procedure.discretion import Discretion
from chalicelib.procedure.notice_window import new_cases, working_day_before
from chalicelib.procedure.sending_mail import NoticePorts, close_unsent, known_notice, send_mail
from chalicelib.procedure.service_clock import calendars_of, overdue_cases


@dataclass(frozen=True)
class Recipient:
    """Who is told: a department's liaison, or the coordinator, who hears of all."""

    id: str
    address: str
    name: str
    department_id: str | None


def send_daily_notices(ports: NoticePorts) -> list[DailyNotice]:
    """
    Send today's messages that were not sent yet. Safe to repeat, also late.

    Returns:
        What this run did: each message that was sent, or not, with its reason. Nothing on days that are not working days.
    """
    now = ports.clock.now()
    today = local_day(now)
    catalogue = ports.catalogue
    if catalogue.daily_notices is None or not calendars_of(catalogue)(COORDINATION).is_working(today):
        return []
    overdue, new = overdue_cases(ports.records, catalogue, now), new_cases(ports.records, catalogue, today)
    done = (_send_to(recipient, overdue, new, ports) for recipient in _recipients(catalogue))
    return [notice for notice in done if notice is not None]


def _recipients(catalogue: Catalogue) -> Iterator[Recipient]:
    settings = catalogue.daily_notices
    if settings is None:
        return
    yield Recipient(COORDINATION, settings.coordinator, texts_es.NOTICE_COORDINATION, None)
    for department in catalogue.departments.values():
        if department.liaison_email:
            yield Recipient(department.id, department.liaison_email, department.name, department.id)


def _send_to(
    recipient: Recipient, overdue: Sequence[Referral], new: Sequence[Referral], ports: NoticePorts
) -> DailyNotice | None:
    now = ports.clock.now()
    close_unsent(working_day_before(local_day(now), ports.catalogue), recipient.id, ports.records)
    late, fresh = _of(recipient, overdue), _of(recipient, new)
    known = known_notice(local_day(now), recipient.id, ports.records)
    if known is not None:
        return _go_on(known, recipient, late, fresh, ports)
    if not late and not fresh:
        return None
    begun = new_notice(recipient.id, _folios(late), _folios(fresh), now)
    try:
        (stored,) = ports.records.commit(insert=[begun])
    except RecordConflictError:
        # Another run has it.
        return None
    return _send(stored, recipient, late, fresh, ports) if isinstance(stored, DailyNotice) else None


def _go_on(
    known: DailyNotice, recipient: Recipient, late: list[Referral], fresh: list[Referral], ports: NoticePorts
) -> DailyNotice | None:
    """Send what certainly did not leave; what a dead worker was sending may have."""
    now = ports.clock.now()
    if known.is_finished or known.is_being_sent(now):
        return None
    if known.state is NoticeState.SENDING:
        return store(ports.records, known.in_doubt())
    again = known.sending(now).evolve(overdue=_folios(late), new=_folios(fresh))
    return _send(store(ports.records, again), recipient, late, fresh, ports)


def _send(
    notice: DailyNotice, recipient: Recipient, late: list[Referral], fresh: list[Referral], ports: NoticePorts
) -> DailyNotice:
    day = f"{local_day(notice.created_at):%d/%m/%Y}"
    mail = mail_of(recipient.address, recipient.name, late, fresh, day, Discretion(ports.catalogue, ports.mask))
    return send_mail(notice, mail, ports)


def _of(recipient: Recipient, cases: Sequence[Referral]) -> list[Referral]:
    return [case for case in cases if recipient.department_id in {None, case.department_id}]


def _folios(cases: Sequence[Referral]) -> tuple[str, ...]:
    return tuple(case.id for case in cases)
