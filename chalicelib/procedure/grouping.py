"""
4.2, 4.3: the same complaint by many neighbours is one case with its count; each of them is told once, by the same folio.

P4: the comment's mark, the case's count, its page of neighbours and the reply are one transaction over the case's revision.
"""

from typing import cast

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.case_changes import joined
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.neighbours import PAGE, Neighbour, Neighbours, is_same_citizen, key_of, new_page
from chalicelib.domain.referral import AT_DEPARTMENT, NewsAct, Notice, Referral, ReferralState
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import ask_if_soon
from chalicelib.procedure.carrying import carry
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.replies import ACKNOWLEDGEMENT, acknowledge_neighbour, tell_neighbour_closing

TOLD_NEIGHBOURS = "neighbours_told"


def may_be_joined(case: Referral) -> bool:
    """Say whether a case is open and at a department, or on its way to one; an urgent one stays by itself."""
    return case.urgency is None and (case.state is ReferralState.OPENED or case.state in AT_DEPARTMENT)


def join(comment: Comment, case: Referral, ports: CasePorts) -> Comment:
    """
    Add a comment to a case that is open about the same, and tell its author the folio, once the department has the case.

    Raises:
        RecordConflictError: the case moved on meanwhile; look again.
    """
    if case.state is ReferralState.OPENED:
        (case,) = carry([case], ports)
    if case.state not in AT_DEPARTMENT:
        raise RecordConflictError(texts_es.CONFLICT)
    now = ports.clock.now()
    member, reply = _member(comment, case, ports)
    page = ports.records.find(ids.neighbours_id(case.id, case.pages)) if case.pages else None
    is_new = not isinstance(page, Neighbours) or page.is_full
    pages = case.pages + is_new
    added = new_page(case, pages, member, now) if is_new else cast("Neighbours", page).with_member(member)
    grown = joined(case, pages=pages, now=now)
    replies = [reply] if reply is not None else []
    inserted = [*replies, *([added] if is_new else [])]
    replaced = [comment.referred(case.id), grown, *([] if is_new else [added])]
    stored = ports.records.commit(insert=inserted, replace=replaced)
    for answer in replies:
        ask_if_soon(answer, now, ports.queues)
    return cast("Comment", stored[len(inserted)])


def tell_next_page(case: Referral, ports: CasePorts) -> Referral:
    """
    Tell the next page of neighbours that their case was closed. Safe to repeat: a page is told in one transaction.

    Raises:
        RecordConflictError: another worker told it.
    """
    now = ports.clock.now()
    page = fetch(ports.records, ids.neighbours_id(case.id, case.told_pages + 1), Neighbours)
    wanted = [member for member in page.members if member.is_told_closing]
    closed_at = next(act.at for act in reversed(case.history) if act.act == NewsAct.CLOSED)
    answers = [
        tell_neighbour_closing(
            case, member, place=case.told_pages * PAGE + place, closed_at=closed_at, catalogue=ports.catalogue, now=now
        )
        for place, member in enumerate(wanted, 1)
    ]
    # Who joined twice while their network had no answers was told of no folio either time: of the closing they hear once.
    replies = {answer.id: answer for answer in reversed(answers) if answer is not None}
    try:
        return _told(case, page, list(replies.values()), ports)
    except RecordConflictError:
        untold = [reply for reply in replies.values() if ports.records.find(reply.id) is None]
        if len(untold) == len(replies):
            raise
        return _told(case, page, untold, ports)


def _told(case: Referral, page: Neighbours, replies: list[Delivery], ports: CasePorts) -> Referral:
    now = ports.clock.now()
    noted = case.acted(TOLD_NEIGHBOURS, now, note=f"{len(replies)}/{len(page.members)}").on_duty(
        told_pages=case.told_pages + 1
    )
    *_, stored = ports.records.commit(insert=replies, replace=[noted])
    for reply in replies:
        ask_if_soon(reply, now, ports.queues)
    return cast("Referral", stored)


def _member(comment: Comment, case: Referral, ports: CasePorts) -> tuple[Neighbour, Delivery | None]:
    """Make a neighbour of a comment, and the reply; who was told of the folio already is not told again."""
    key = key_of(comment)
    told_by = ids.delivery_id(case.id, comment.network, f"{ACKNOWLEDGEMENT}-{key}")
    was_told = is_same_citizen(case, comment) or ports.records.find(told_by) is not None
    notice, reply = Notice(reason=texts_es.ALREADY_TOLD), None
    if not was_told:
        notice, reply = acknowledge_neighbour(case, comment, key, catalogue=ports.catalogue, now=ports.clock.now())
    member = Neighbour(
        comment=comment.id,
        network=comment.network,
        answer_id=comment.answer_id,
        key=key,
        acknowledgement=notice,
        is_told_closing=not was_told,
    )
    return member, reply
