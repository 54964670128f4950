"""
4.1, 4.2: what follows when a person reads a comment that has a case already.

No case any more: it is withdrawn, or cancelled where the department had pulled it; it only leaves a case that others share.
Another department: the same folio moves there. Another kind, or no danger after all: the department is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.domain.case_changes import left, moved, reopened, reread, taken_back
from chalicelib.domain.classification import Classification
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.referral import TAKEN_BACK, Referral
from chalicelib.ports import Catalogue, Clock


@dataclass(frozen=True)
class Ruling:
    """A person's reading, the department they named, and the folio it is about where the comment has several."""

    reading: Classification
    department_id: str | None = None
    folio: str | None = None


def redirect(
    comment: Comment, cases: Sequence[Referral], ruling: Ruling, *, catalogue: Catalogue, clock: Clock
) -> tuple[Comment, list[Referral]]:
    """
    Give the comment as decided, and its cases as they follow from it, in the same order.

    Raises:
        InvalidInputError: a department was named, and the comment has several cases; or the folio is not one of them.
    """
    now = clock.now()
    decided = comment.decided(ruling.reading, now=now)
    if not ruling.reading.comment_kind.is_referred:
        return _without_case(decided, cases, ruling, clock)
    if ruling.folio is not None and ruling.folio not in comment.folios:
        raise InvalidInputError(texts_es.NOT_ITS_FOLIO)
    if ruling.department_id is not None and len(cases) > 1 and ruling.folio is None:
        raise InvalidInputError(texts_es.WHICH_FOLIO)
    chosen = [case for case in cases if ruling.folio in {None, case.id}]
    waited = comment.state is CommentState.TO_DECIDE
    after = {
        case.id: _as_ruled(case, comment, ruling, catalogue, clock, is_alone=len(chosen) == 1, waited=waited)
        for case in chosen
    }
    return decided, [after.get(case.id, case) for case in cases]


def _without_case(
    decided: Comment, cases: Sequence[Referral], ruling: Ruling, clock: Clock
) -> tuple[Comment, list[Referral]]:
    by, now = ruling.reading.decided_by, clock.now()
    after = [
        left(case, decided.id, by=by, now=now) if _is_shared(case) else taken_back(case, by=by, now=now)
        for case in cases
    ]
    return (decided.left() if any(map(_is_shared, cases)) else decided), after


def _is_shared(case: Referral) -> bool:
    return case.count > 1 and not case.is_ended


def _as_ruled(
    case: Referral,
    comment: Comment,
    ruling: Ruling,
    catalogue: Catalogue,
    clock: Clock,
    *,
    is_alone: bool,
    waited: bool,
) -> Referral:
    now, by = clock.now(), ruling.reading.decided_by
    department = catalogue.departments.get(ruling.department_id or case.department_id)
    after = case
    if department is not None:
        due_on = department.due_on(now)
        if ruling.department_id is not None:
            after = moved(case, department.id, name=department.name, due_on=due_on, by=by, now=now)
        if after.state in TAKEN_BACK or (after.is_ended and waited):
            after = reopened(after, due_on=due_on, by=by, now=now)
    is_its_own = is_alone and case.comment == comment.id
    return reread(after, ruling.reading, now=now) if is_its_own else after
