"""
The stays of a case at departments, read from its history (4.2, 4.4).

A stay begins when the department's queue has the case, or with the department's own word where that was faster, and ends when
it is closed, returned or taken away. A case opened again is a new stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_changes import MOVED
from chalicelib.domain.referral import Act, NewsAct, Referral, ReferralState

_PULLING = frozenset({NewsAct.PULLED, NewsAct.ACCEPTED, NewsAct.IN_PROGRESS, NewsAct.CLOSED})
"""Whoever accepts or closes a case has seen it, also where its system never said that it pulled it."""

_ENDING = frozenset({NewsAct.CLOSED, NewsAct.RETURNED})
_TAKING_AWAY = frozenset({MOVED, ReferralState.WITHDRAWN, ReferralState.CANCELLED})


@dataclass(frozen=True)
class Stay:
    """A case at one department: when it received it, pulled it and how it ended; the last one carries the deadline."""

    folio: str
    department_id: str
    received_at: datetime
    pulled_at: datetime | None = None
    ended_at: datetime | None = None
    ended_as: str | None = None
    due_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether it was closed after its deadline, or is open and the deadline is over."""
        if self.due_on is None or self.ended_as not in {None, NewsAct.CLOSED}:
            return False
        return (local_day(self.ended_at) if self.ended_at else today) > self.due_on

    @property
    def closed_at(self) -> datetime | None:
        """When the department closed it; None where it did not."""
        return self.ended_at if self.ended_as == NewsAct.CLOSED else None

    @property
    def was_taken_away(self) -> bool:
        """Say whether a person moved it elsewhere, or found that it was no case."""
        return self.ended_as in _TAKING_AWAY


def stays_of(case: Referral) -> list[Stay]:
    """Read from its history at which departments a case was, in order; none where it reached none."""
    stays: list[Stay] = []
    for act in case.history:
        if act.act == ReferralState.REFERRED:
            _begin(stays, case.id, act.note, act.at)
        elif _is_faster_than_its_note(stays, act):
            _begin(stays, case.id, act.by, act.at)
            stays[-1] = _after(stays[-1], act)
        elif stays and stays[-1].ended_at is None:
            stays[-1] = _after(stays[-1], act)
    if stays and stays[-1].department_id == case.department_id:
        stays[-1] = _changed(stays[-1], due_on=case.due_on)
    return stays


def _begin(stays: list[Stay], folio: str, department_id: str, at: datetime) -> None:
    """A case told again to the department that has it goes on there."""
    if stays and stays[-1].ended_at is None and stays[-1].department_id == department_id:
        return
    stays.append(Stay(folio, department_id, at))


def _is_faster_than_its_note(stays: Sequence[Stay], act: Act) -> bool:
    """Say whether a department speaks that had the case before it was noted so (Q17); late words of a former one are none."""
    is_open = bool(stays) and stays[-1].ended_at is None
    return act.act in _PULLING and not is_open and act.by not in {stay.department_id for stay in stays}


def _after(stay: Stay, act: Act) -> Stay:
    if act.act in _TAKING_AWAY:
        return _changed(stay, ended_at=act.at, ended_as=act.act)
    if act.by != stay.department_id:
        return stay
    pulled_at = stay.pulled_at or (act.at if act.act in _PULLING else None)
    if act.act in _ENDING:
        return _changed(stay, pulled_at=pulled_at, ended_at=act.at, ended_as=act.act)
    return _changed(stay, pulled_at=pulled_at)


def _changed(stay: Stay, **changes: Any) -> Stay:
    return replace(stay, **changes)
