"""
4.3 Informa al ciudadano de manera directa en la red social: referred, and closed.

The texts are the catalogue's fixed ones with variables; never the comment's own words. Each duty to tell ends in a delivery
or in a recorded reason why nobody is told.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Action, Delivery, ReplyText
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Notice, Referral
from chalicelib.ports import Catalogue

ACKNOWLEDGEMENT = "acknowledgement"
CLOSING = "closing"

_TEMPLATES = {ACKNOWLEDGEMENT: "referred", CLOSING: "closed"}
_EMERGENCY, _DISCREET = "emergency", "discreet"


def acknowledge(referral: Referral, *, catalogue: Catalogue, now: datetime) -> tuple[Notice, Delivery | None]:
    """Prepare to tell the citizen that the case was referred, with its folio (4.3)."""
    return _tell(referral, ACKNOWLEDGEMENT, catalogue, now)


def tell_closing(referral: Referral, *, catalogue: Catalogue, now: datetime) -> tuple[Notice, Delivery | None]:
    """Prepare to tell the citizen that the department closed the case."""
    return _tell(referral, CLOSING, catalogue, now)


def _tell(referral: Referral, purpose: str, catalogue: Catalogue, now: datetime) -> tuple[Notice, Delivery | None]:
    if not catalogue.strategy(referral.network).replies:
        return Notice(reason=texts_es.REPLY_OFF_INSTAGRAM), None
    is_discreet = catalogue.departments[referral.department_id].is_urgent
    if is_discreet and purpose == CLOSING:
        return Notice(reason=texts_es.NOT_TOLD_IN_PUBLIC), None
    reply = Delivery(
        id=ids.delivery_id(referral.id, referral.network, purpose),
        created_at=now,
        subject=referral.id,
        network=referral.network,
        action=Action.REPLY,
        target=referral.answer_id,
        reply=ReplyText(
            template=_template(purpose, referral, is_discreet=is_discreet), variables=_variables(referral, catalogue)
        ),
        not_before=now,
        due_at=now,
        duty=Duty.PUBLISH,
    )
    return Notice(delivery=reply.id), reply


def _template(purpose: str, referral: Referral, *, is_discreet: bool) -> str:
    """Choose the text: whoever may be in danger is told whom to call, and no department's name gives away why."""
    if is_discreet:
        return _DISCREET
    return _EMERGENCY if referral.is_urgent and purpose == ACKNOWLEDGEMENT else _TEMPLATES[purpose]


def _variables(referral: Referral, catalogue: Catalogue) -> dict[str, str]:
    return {
        "folio": referral.id,
        "department": catalogue.departments[referral.department_id].name,
        "due_on": f"{referral.due_on:%d/%m/%Y}",
    }
