"""What waits for a person, and what a person decides about it (manual 3.2, 4.1)."""

from chalicelib import bootstrap, texts_es
from chalicelib.api.attention_models import AttentionLine, AttentionList
from chalicelib.api.comment_models import CommentView, DecisionList, DecisionView, ReadingView
from chalicelib.api.requests import Request
from chalicelib.domain.account_health import AccountHealth
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.classification import Classification
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.proposal import Proposal
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.domain.referral import Referral
from chalicelib.procedure.decisions import decide_comment, decisions_of, dismiss_rejection


def list_attention(request: Request) -> AttentionList:
    """List what waits for a person, the urgent first, then the longest waiting."""
    del request
    waiting = (_line(record) for record in bootstrap.records().waiting())
    return AttentionList(waiting=[line for line in waiting if line is not None])


def dismiss(request: Request) -> AttentionList:
    """Close what waited in a bulletin: a person has seen it."""
    dismiss_rejection(request.path["bulletin_id"], records=bootstrap.records())
    return list_attention(request)


def decide(request: Request) -> CommentView:
    """Record a person's reading of a comment."""
    comment = decide_comment(
        request.path["comment_id"],
        comment_kind=request.body.kind,
        sentiment=request.body.sentiment,
        department_id=request.body.department_id,
        by=request.person,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
        folio=request.body.folio,
        is_urgent=request.body.is_urgent,
    )
    return CommentView(
        id=comment.id,
        network=comment.network,
        text=comment.text,
        kind=comment.classification.comment_kind,
        sentiment=comment.classification.sentiment,
        decided_by=comment.classification.decided_by,
        state=comment.state,
        folio=comment.folio,
        folios=list(comment.folios),
    )


def list_decisions(request: Request) -> DecisionList:
    """List what persons decided about comments in a period, to learn from."""
    found = decisions_of(request.query.first, request.query.last, records=bootstrap.records())
    return DecisionList(decisions=[_decision(one) for one in found])


def _decision(decision: Decision) -> DecisionView:
    return DecisionView(
        id=decision.id,
        decided_at=decision.created_at,
        network=decision.network,
        text=decision.text,
        machine=_reading(decision.machine) if decision.machine else None,
        person=_reading(decision.person),
    )


def _reading(reading: Classification) -> ReadingView:
    return ReadingView(
        kind=reading.comment_kind,
        sentiment=reading.sentiment,
        departments=[candidate.department_id for candidate in reading.candidates],
        confidence=reading.kind_confidence,
        is_urgent=reading.is_urgent,
        classifier="" if reading.decided_by else reading.classifier,
    )


def _line(record: Record) -> AttentionLine | None:
    if record.attention is None:
        return None
    return AttentionLine(
        id=record.id,
        kind=record.kind,
        title=_title(record),
        reason=record.attention.reason,
        since=record.attention.since,
        is_urgent=record.attention.is_urgent,
        due_at=record.due_at,
    )


def _title(record: Record) -> str:
    match record:
        case Bulletin():
            return record.slug
        case Publication() | Proposal():
            return record.title
        case Comment() | Referral():
            return record.text
        case Delivery():
            return record.subject
        case AccountHealth():
            return record.account_name or texts_es.network_name(record.network)
        case _:
            return record.id
