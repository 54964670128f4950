"""
How a case looks: whole to the image office, minimised to the department that attends it (Q12).

A department that had the case and has it no more gets what it said of it itself, and nothing of who attends it now.
"""

from chalicelib.api.referral_models import ActView, NoLongerIts, ReferralView
from chalicelib.domain.case_history import Act, Notice
from chalicelib.domain.referral import Referral
from chalicelib.procedure.discretion import Discretion

LISTED_LETTERS = 500
"""How much of a text a department's list shows of each case."""

HOME_LETTERS = 4_000
"""Places are found in the first 3,000 letters of a text: where somebody lives is looked for no further."""


def shown_whole(referral: Referral) -> ReferralView:
    """Show everything of a case."""
    return ReferralView(
        folio=referral.id,
        comment=referral.comment,
        network=referral.network,
        kind=referral.comment_kind,
        text=referral.text,
        author_handle=referral.author_handle,
        department_id=referral.department_id,
        department_folio=referral.department_folio,
        state=referral.state,
        outcome=referral.outcome,
        lateness=referral.lateness,
        is_urgent=referral.is_urgent,
        place=referral.place,
        count=referral.count,
        neighbours=[],
        due_on=referral.due_on,
        acknowledged=_told(referral.acknowledgement),
        closing_told=_told(referral.closing),
        history=[_line(act) for act in referral.history],
    )


def shown_to_department(referral: Referral, discretion: Discretion) -> ReferralView:
    """Show a case as its department may read it: text, place and what others noted, without data it does not need."""
    own = referral.department_id
    history = [
        act if act.by == own else act.model_copy(update={"note": discretion.shown(act.note, own)})
        for act in referral.history
    ]
    return shown_whole(referral).model_copy(
        update={
            "text": discretion.shown(referral.text, own),
            "place": discretion.place_shown(referral.place, referral.text, own),
            "history": [_line(act) for act in history],
        }
    )


def listed_to_department(referral: Referral, discretion: Discretion) -> ReferralView:
    """Show a case in a department's list: as it may read it, with how the text begins."""
    begins = discretion.beginning_shown(referral.text, referral.department_id, LISTED_LETTERS)
    # The whole text, however long it is, is looked through only where one case is asked for.
    return shown_to_department(referral.model_copy(update={"text": ""}), discretion).model_copy(
        update={
            "text": begins,
            "place": discretion.place_shown(referral.place, referral.text[:HOME_LETTERS], referral.department_id),
        }
    )


def own_part(referral: Referral, department_id: str) -> ReferralView:
    """Show a department what it said itself of a case that is its no more: no text, no place, nothing that came after."""
    was_returned = department_id in referral.returned_by
    return shown_whole(referral).model_copy(
        update={
            "text": "",
            "author_handle": None,
            "department_id": department_id,
            "department_folio": None,
            "state": NoLongerIts.RETURNED if was_returned else NoLongerIts.MOVED,
            "outcome": None,
            "lateness": None,
            "is_urgent": False,
            "place": None,
            "count": 0,
            "acknowledged": None,
            "closing_told": None,
            "history": [_line(act) for act in referral.history if act.by == department_id],
        }
    )


def _line(act: Act) -> ActView:
    return ActView(at=act.at, by=act.by, act=act.act, note=act.note)


def _told(notice: Notice | None) -> str | None:
    return (notice.delivery or notice.reason) if notice else None
