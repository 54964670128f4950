"""
4.3 Informa al ciudadano de manera directa en la red social: referred, and closed.

The texts are the catalogue's fixed ones with variables; never the comment's own words. Each duty to tell ends in a delivery
or in a recorded reason why nobody is told.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.classification import Urgency
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.neighbours import Neighbour
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Notice, Outcome, Referral
from chalicelib.domain.reply import ReplyText
from chalicelib.ports import Catalogue, NetworkStrategy
from chalicelib.procedure.approving import held_for_approval

ACKNOWLEDGEMENT = "acknowledgement"
CLOSING = "closing"

_REFERRED = "referred"
_CLOSED = {
    Outcome.ATTENDED: "closed",
    Outcome.NOT_COMPETENT: "not_competent",
    Outcome.DUPLICATE: "duplicate",
    Outcome.CANNOT_ATTEND: "cannot_attend",
}
_EMERGENCY, _DISCREET, _SEVERAL = "emergency", "discreet", "several"
_JOINED = {ACKNOWLEDGEMENT: "joined", CLOSING: "joined_closed"}
_JOINED_DISCREET, _JOINED_UNATTENDED = "discreet_joined", "joined_unattended"
_NEVER_NAMED = frozenset({Urgency.VIOLENCE_AGAINST_WOMEN, Urgency.MINORS})
"""What an answer in public must not even hint at."""

_SHARE_OF_HOUR = 2
"""The neighbours of one case take one answer of so many that an hour allows."""


def acknowledge(referral: Referral, *, catalogue: Catalogue, now: datetime) -> tuple[Notice, Delivery | None]:
    """Prepare to tell the citizen that the case was referred, with its folio (4.3)."""
    return _tell([referral], ACKNOWLEDGEMENT, catalogue, now)


def acknowledge_together(
    referrals: Sequence[Referral], *, catalogue: Catalogue, now: datetime
) -> tuple[Notice, Delivery | None]:
    """Prepare to tell the citizen, in one reply, that each subject of the comment was referred, with every folio (4.3)."""
    return _tell(referrals, ACKNOWLEDGEMENT, catalogue, now)


def tell_closing(referral: Referral, *, catalogue: Catalogue, now: datetime) -> tuple[Notice, Delivery | None]:
    """Prepare to tell the citizen that the department closed the case."""
    return _tell([referral], CLOSING, catalogue, now)


def acknowledge_neighbour(
    referral: Referral, comment: Comment, key: str, *, catalogue: Catalogue, now: datetime
) -> tuple[Notice, Delivery | None]:
    """
    Prepare to tell a neighbour who says the same that it was referred, with the folio of the case they joined (4.3).

    The five hundredth waits for hours: a flood of answers would stop the account.
    """
    if reason := _why_nobody(comment.network, catalogue):
        return Notice(reason=reason), None
    at = max(now, referral.created_at + referral.count * _apart(catalogue.strategy(comment.network)))
    text = _to_neighbour(referral, ACKNOWLEDGEMENT, comment.id, referral.count + 1, catalogue)
    to = (comment.network, comment.answer_id)
    reply = _delivery(referral.id, f"{ACKNOWLEDGEMENT}-{key}", text, to=to, at=at, now=now)
    return Notice(delivery=reply.id), held_for_approval(reply, comment.classification.comment_kind, catalogue, now)


def tell_neighbour_closing(
    referral: Referral, neighbour: Neighbour, *, place: int, closed_at: datetime, catalogue: Catalogue, now: datetime
) -> Delivery | None:
    """
    Prepare to tell a neighbour that the case they joined was closed; None where nobody is told in public.

    `place` is theirs in the row of all neighbours: each is told some time after the one before.
    """
    is_private = referral.urgency is not None or is_discreet(referral, catalogue)
    if is_private or _why_nobody(neighbour.network, catalogue):
        return None
    at = max(now, closed_at + place * _apart(catalogue.strategy(neighbour.network)))
    text = _to_neighbour(referral, CLOSING, neighbour.comment, place + 1, catalogue)
    to = (neighbour.network, neighbour.answer_id)
    reply = _delivery(referral.id, f"{CLOSING}-{neighbour.key}", text, to=to, at=at, now=now)
    return held_for_approval(reply, referral.comment_kind, catalogue, now)


def is_discreet(referral: Referral, catalogue: Catalogue) -> bool:
    """Say whether no answer in public may give away what it is about."""
    department = catalogue.departments.get(referral.department_id)
    return referral.urgency in _NEVER_NAMED or (department is not None and department.is_urgent)


def _tell(
    referrals: Sequence[Referral], purpose: str, catalogue: Catalogue, now: datetime
) -> tuple[Notice, Delivery | None]:
    first = referrals[0]
    if reason := _why_nobody(first.network, catalogue):
        return Notice(reason=reason), None
    if purpose == CLOSING and (first.urgency is not None or is_discreet(first, catalogue)):
        return Notice(reason=texts_es.NOT_TOLD_IN_PUBLIC), None
    reply = held_for_approval(_reply(referrals, purpose, catalogue, now), first.comment_kind, catalogue, now)
    return Notice(delivery=reply.id), reply


def _why_nobody(network: Network, catalogue: Catalogue) -> str:
    """Say why nobody is told on a network; nothing where they are."""
    if network is Network.OPEN311:
        return texts_es.FOLLOWED_BY_OPEN311
    return "" if catalogue.strategy(network).replies else texts_es.REPLY_OFF_INSTAGRAM


def _reply(referrals: Sequence[Referral], purpose: str, catalogue: Catalogue, now: datetime) -> Delivery:
    first = referrals[0]
    text = ReplyText(
        template=_template(purpose, referrals, catalogue),
        variables=_variables(first, catalogue) | {"folio": texts_es.named_together([one.id for one in referrals])},
    )
    return _delivery(first.id, purpose, text, to=(first.network, first.answer_id), at=now, now=now)


def _delivery(
    folio: str, purpose: str, text: ReplyText, *, to: tuple[Network, str], at: datetime, now: datetime
) -> Delivery:
    """Order one answer, `to` a comment by its network and its id for answers, not before an instant."""
    network, target = to
    return Delivery(
        id=ids.delivery_id(folio, network, purpose),
        created_at=now,
        subject=folio,
        network=network,
        action=Action.REPLY,
        target=target,
        reply=text,
        not_before=at,
        due_at=at,
        duty=Duty.PUBLISH,
    )


def _apart(strategy: NetworkStrategy) -> timedelta:
    """Give how far apart neighbours are told: within half of what the account may answer in an hour before it is stopped."""
    return timedelta(hours=_SHARE_OF_HOUR / strategy.max_replies_per_hour)


def _to_neighbour(referral: Referral, purpose: str, comment_id: str, number: int, catalogue: Catalogue) -> ReplyText:
    """
    Choose the text for one of many under the same folio: it names their number, so that no two texts are the same.

    X refuses a text that it has already; a flood of equal answers is what it takes for spam.
    """
    template = _JOINED[purpose]
    if purpose == CLOSING and referral.outcome not in {None, Outcome.ATTENDED}:
        template = _JOINED_UNATTENDED
    if is_discreet(referral, catalogue):
        template = _JOINED_DISCREET
    variables = _variables(referral, catalogue) | {"number": str(number)}
    return ReplyText(template=template, variables=variables, comment=comment_id)


def _template(purpose: str, referrals: Sequence[Referral], catalogue: Catalogue) -> str:
    """Choose the text: whoever may be in danger is told whom to call, and no department's name gives away why."""
    if any(is_discreet(one, catalogue) for one in referrals):
        return _DISCREET
    if purpose == ACKNOWLEDGEMENT and any(one.is_urgent for one in referrals):
        return _EMERGENCY
    if len(referrals) > 1:
        return _SEVERAL
    return _CLOSED[referrals[0].outcome or Outcome.ATTENDED] if purpose == CLOSING else _REFERRED


def _variables(referral: Referral, catalogue: Catalogue) -> dict[str, str]:
    # A department that left the catalogue meanwhile (Q09) has no name that a citizen could look for.
    department = catalogue.departments.get(referral.department_id)
    return {
        "folio": referral.id,
        "department": department.name if department else texts_es.THE_MUNICIPALITY,
        "due_on": f"{referral.due_on:%d/%m/%Y}",
    }
