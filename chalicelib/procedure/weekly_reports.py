"""
4.4: on the first working day of a week, the director and whoever else the strategy names hear of last week's figures, once.

Off unless the strategy names addresses. What is sent is written down before and after: a run twice or late sends nothing twice,
and what may have arrived is never sent again.
"""

from datetime import date, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.daily_notice import COORDINATION, DailyNotice, NoticeState, new_notice
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.period_report import Cut, PeriodReport, Step
from chalicelib.domain.periods import last_week
from chalicelib.procedure.amending import store
from chalicelib.procedure.report import report
from chalicelib.procedure.sending_mail import NoticePorts, close_unsent, known_notice, send_mail
from chalicelib.procedure.service_clock import calendars_of
from chalicelib.procedure.weekly_mail import weekly_mail

_WEEK = timedelta(days=7)


def send_weekly_reports(ports: NoticePorts) -> list[DailyNotice]:
    """
    Send last week's report to whom it was not sent this week. Safe to repeat, also late in the week.

    Returns:
        What this run did: each message that was sent, or not, with its reason. Nothing on days that are not working days.
    """
    today = local_day(ports.clock.now())
    settings = ports.catalogue.daily_notices
    if (
        settings is None
        or not settings.monday_report
        or not calendars_of(ports.catalogue)(COORDINATION).is_working(today)
    ):
        return []
    monday = today - timedelta(days=today.weekday())
    for address in settings.monday_report:
        close_unsent(monday - _WEEK, _recipient(address), ports.records)
    open_ones = [address for address in settings.monday_report if not _is_done(address, monday, ports)]
    if not open_ones:
        return []
    first, last = last_week(today)
    found = report(first, last, Step.DAY, Cut(), records=ports.records, catalogue=ports.catalogue, clock=ports.clock)
    done = (_send_to(address, monday, found, ports) for address in open_ones)
    return [notice for notice in done if notice is not None]


def _is_done(address: str, monday: date, ports: NoticePorts) -> bool:
    """Say whether this week's message is settled, or somebody is at it."""
    known = known_notice(monday, _recipient(address), ports.records)
    return known is not None and (known.is_finished or known.is_being_sent(ports.clock.now()))


def _send_to(address: str, monday: date, found: PeriodReport, ports: NoticePorts) -> DailyNotice | None:
    """Write down that it is being sent, and send it; what a dead worker was sending may have arrived."""
    known, now = known_notice(monday, _recipient(address), ports.records), ports.clock.now()
    if known is not None and known.state is NoticeState.SENDING:
        return None if known.is_being_sent(now) else store(ports.records, known.in_doubt())
    fresh = new_notice(_recipient(address), (), (), now).evolve(id=ids.daily_notice_id(monday, _recipient(address)))
    try:
        (stored,) = (
            ports.records.commit(replace=[known.sending(now)]) if known else ports.records.commit(insert=[fresh])
        )
    except RecordConflictError:
        # Another run has it.
        return None
    return send_mail(stored, weekly_mail(address, found), ports) if isinstance(stored, DailyNotice) else None


def _recipient(address: str) -> str:
    """Tell this message from the daily one to the same person."""
    return f"reporte:{address}"
