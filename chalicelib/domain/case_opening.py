"""How a case is opened for a comment, or for one of the matters of a comment (manual 4.2)."""

from datetime import date, datetime

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_duty import DELIVER_WITHIN
from chalicelib.domain.case_history import Act
from chalicelib.domain.case_states import ReferralState
from chalicelib.domain.classification import Classification, Matter
from chalicelib.domain.comment import Comment
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral


def open_referral(
    comment: Comment,
    *,
    number: int,
    candidates: tuple[str, ...],
    default_department: str,
    due_on: date,
    now: datetime,
    matter: int | None = None,
) -> Referral:
    """
    Open a case for a comment, or for one of its matters: to the likeliest candidate, or the default department.

    An urgent one is before a person from its first moment, unless it was a person who said so.
    """
    reading = comment.classification
    about: Classification | Matter = reading if matter is None else comment.matters[matter]
    opened = Referral(
        id=ids.folio(local_day(now), number),
        created_at=now,
        comment=comment.id,
        network=comment.network,
        answer_id=comment.answer_id,
        author_handle=comment.author_handle,
        author_id=comment.author_id,
        text=comment.text if isinstance(about, Classification) else about.excerpt,
        comment_kind=about.comment_kind,
        is_urgent=reading.is_urgent,
        urgency=reading.urgency,
        seen_by=reading.decided_by,
        place=reading.place,
        matter=matter,
        written_at=comment.written_at,
        publication=comment.publication,
        department_id=candidates[0] if candidates else default_department,
        candidates=candidates,
        due_on=due_on,
        duty=Duty.REFER,
        due_at=now + DELIVER_WITHIN,
        history=(Act(at=now, by="", act=ReferralState.OPENED, note=_note_about(comment)),),
    )
    return opened.on_duty(now=now)


def _note_about(comment: Comment) -> str:
    """Give what the first department should know: that it looks like somebody else's, for one."""
    return next((candidate.note for candidate in comment.classification.candidates[:1]), "")
