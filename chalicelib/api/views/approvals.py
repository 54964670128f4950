"""Replies that the image office reads before they go out, where the strategy asks for it (manual 4.3)."""

from chalicelib import bootstrap
from chalicelib.api.question_models import ReplyToApproveList, ReplyToApproveView
from chalicelib.api.requests import Request
from chalicelib.domain.delivery import Delivery
from chalicelib.procedure.approving import decide_reply, replies_to_approve


def list_replies(request: Request) -> ReplyToApproveList:
    """List the replies that wait for approval, the longest waiting first."""
    del request
    found = replies_to_approve(bootstrap.records(), bootstrap.clock().now())
    return ReplyToApproveList(replies=[_view(reply) for reply in found])


def decide_reply_approval(request: Request) -> ReplyToApproveView:
    """Approve a reply, or reject it with a reason."""
    decided = decide_reply(
        request.path["delivery_id"],
        is_approved=request.body.approve,
        why=request.body.why,
        by=request.person,
        records=bootstrap.records(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(decided)


def _view(reply: Delivery) -> ReplyToApproveView:
    given = reply.approval
    return ReplyToApproveView(
        id=reply.id,
        network=reply.network,
        subject=reply.subject,
        text=reply.reply.text if reply.reply else None,
        state=reply.state,
        reason=reply.reason,
        asked_at=given.asked_at if given else reply.created_at,
        is_reminded=reply.attention is not None and reply.attention.is_urgent,
        decided_by=given.by if given else "",
        decided_at=given.at if given else None,
    )
