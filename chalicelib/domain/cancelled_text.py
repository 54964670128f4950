"""
A record without its citizen: what a lawful cancellation leaves of it (manual 7, R13).

A fixed mark stands where words, names and places stood. What is counted stays: ids, instants, states, classification, and the
acts of a case with the departments that they name.
"""

import json
from datetime import datetime
from typing import Any

from chalicelib.domain.case_changes import MOVED
from chalicelib.domain.case_message import Change
from chalicelib.domain.case_states import ReferralState
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.personal import without_personal
from chalicelib.domain.records import RecordKind
from chalicelib.domain.referral import REISSUED, Referral
from chalicelib.texts_es import cancelling as texts

Citizens = Comment | Referral | Decision
"""What holds a citizen's words."""

_NAMING_DEPARTMENTS = frozenset({ReferralState.REFERRED, REISSUED})
"""Acts whose note is a department's id: the times of service are counted by it."""


def without_text(record: Citizens, now: datetime) -> Citizens:
    """Give a record with the mark in place of all that its citizen wrote or is; one that has it already stays as it is."""
    if record.cancelled_at:
        return record
    body: dict[str, Any] = json.loads(dump_json(record))
    left = without_personal(record.kind, body, texts.MARK)
    if record.kind is RecordKind.REFERRAL:
        for kept, act in zip(left["history"], body["history"], strict=True):
            kept["note"] = _note_left(act["act"], act["note"], kept["note"])
    cleared = type(record).model_validate({**left, "cancelled_at": now})
    return _told(cleared, now) if isinstance(cleared, Referral) else cleared


def _note_left(act: str, note: str, marked: str) -> str:
    if act in _NAMING_DEPARTMENTS:
        return note
    # «departamento: porqué», where a person said why it was moved.
    return note.partition(": ")[0] if act == MOVED else marked


def _told(case: Referral, now: datetime) -> Referral:
    """Have the department that attends the case destroy its copy; one that nobody attends is nobody's to be told of."""
    if case.is_ended or case.state is ReferralState.DISPUTED:
        return case
    if case.state is ReferralState.OPENED:
        # Whoever is carrying the former words there does not count as having brought it.
        return case.model_copy(update={"leg": case.leg + 1})
    told = case.with_pending(Change.CORRECTED, case.department_id, texts.CASE_TEXT_CANCELLED, now)
    return told.on_duty()
