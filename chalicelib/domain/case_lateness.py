"""
What time brings to a case at a department (manual 4.2, P6): a reminder, a deadline that passes, a person who must know.

First the department is reminded of what it did not pull, and a person sees it; when its day is over, it and the default
department are told; some working days later it is before a person. Each step is taken once and is a line of the history. A
person who has it before them is looked for again every day, as long as the case is open.
"""

from collections.abc import Mapping
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_duty import LOOK_AGAIN_AFTER
from chalicelib.domain.case_message import Change
from chalicelib.domain.case_states import Lateness
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral


def looked_at(case: Referral, *, now: datetime, overseers: Mapping[str, str], escalates_at: datetime) -> Referral:
    """
    Take the next step that is due; nothing changes where none is.

    `overseers` are the departments that are told when it is overdue, each with the sentence it reads; `escalates_at` is when
    a person must know.
    """
    if case.duty is not Duty.DEPARTMENT or case.due_at is None or case.due_at > now:
        return case
    if case.lateness in {None, Lateness.REMINDED} and end_of_day(case.due_on) <= now:
        return _overdue(case, now, overseers, escalates_at)
    if case.lateness is None and case.is_unheard and case.remind_at is not None and case.remind_at <= now:
        return _reminded(case, now)
    if case.lateness in {Lateness.OVERDUE, Lateness.ESCALATED} and (case.look_at is None or case.look_at <= now):
        return _before_a_person(case, now)
    return case


def _reminded(case: Referral, now: datetime) -> Referral:
    because = texts_es.case_reminder(case.id, case.due_on)
    told = case.with_pending(Change.REMINDED, case.department_id, because, now)
    return told.acted(Lateness.REMINDED, now, lateness=Lateness.REMINDED).on_duty()


def _overdue(case: Referral, now: datetime, overseers: Mapping[str, str], escalates_at: datetime) -> Referral:
    told = case.with_pending(Change.OVERDUE, case.department_id, texts_es.case_overdue(case.id, case.due_on), now)
    for department_id, because in overseers.items():
        told = told.with_pending(Change.OVERDUE, department_id, because, now)
    return told.acted(Lateness.OVERDUE, now, lateness=Lateness.OVERDUE, look_at=escalates_at).on_duty()


def _before_a_person(case: Referral, now: datetime) -> Referral:
    look_at = now + LOOK_AGAIN_AFTER
    if case.lateness is Lateness.ESCALATED:
        return case.on_duty(look_at=look_at)
    return case.acted(Lateness.ESCALATED, now, lateness=Lateness.ESCALATED, look_at=look_at).on_duty()
