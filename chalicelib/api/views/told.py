"""What citizens were told of a case, and the reason where they were not: refused, deleted, not by strategy (4.3)."""

from collections.abc import Iterable

from chalicelib.api.referral_models import ToldView
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.neighbours import Neighbour
from chalicelib.domain.referral import Notice, Referral
from chalicelib.ports import Records
from chalicelib.procedure.replies import ACKNOWLEDGEMENT, CLOSING


def told_of(referral: Referral, members: Iterable[Neighbour], records: Records) -> list[ToldView]:
    """Give what the citizen who opened a case was told, then what some who joined it were, as it stands now."""
    own = ((ACKNOWLEDGEMENT, referral.acknowledgement), (CLOSING, referral.closing))
    told = [_told(what, referral.comment, notice, records) for what, notice in own if notice is not None]
    return [*told, *(_told(ACKNOWLEDGEMENT, one.comment, one.acknowledgement, records) for one in members)]


def _told(what: str, comment: str, notice: Notice, records: Records) -> ToldView:
    found = records.find(notice.delivery) if notice.delivery else None
    reply = found if isinstance(found, Delivery) else None
    return ToldView(
        what=what,
        comment=comment,
        delivery=notice.delivery,
        state=reply.state if reply else None,
        text=reply.reply.text if reply and reply.reply else None,
        reason=reply.reason if reply else notice.reason,
        reason_code=reply.reason_code if reply else None,
        permalink=reply.permalink if reply else None,
    )
