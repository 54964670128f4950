"""4.2 Lo que contestan las dependencias: pulled, accepted, in progress, closed, or returned as not their own."""

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.referral import DepartmentNews, Notice, Referral, ReferralState
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.replies import tell_closing

_ATTEMPTS = 5


def record_news(
    news: DepartmentNews, *, records: Records, catalogue: Catalogue, queues: WorkQueues, clock: Clock
) -> Referral:
    """
    Record what a department says of a case: a closing tells the citizen, a return refers the case again.

    Manual 4.2, 4.3. Safe to repeat: news told twice, out of order or of a closed case is kept and changes nothing.

    Raises:
        NotFoundError: no case has this folio.
        InvalidInputError: the case is not at that department, or the news lacks what its outcome needs.
        RecordConflictError: others kept changing the case.
    """
    news.check()
    for _ in range(_ATTEMPTS):
        referral = fetch(records, news.folio, Referral)
        if referral.knows(news):
            return referral
        try:
            return _record(referral, news, records, catalogue, queues, clock)
        except RecordConflictError:
            continue
    raise RecordConflictError(texts_es.CONFLICT)


def _record(
    referral: Referral,
    news: DepartmentNews,
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Referral:
    now = clock.now()
    told = referral.told(news, default_department=catalogue.default_department, now=now)
    replies: list[Delivery] = []
    if told.state is ReferralState.CLOSED and told.closing is None:
        notice, reply = tell_closing(told, catalogue=catalogue, now=now)
        told = told.evolve(
            closing=notice, acknowledgement=told.acknowledgement or Notice(reason=texts_es.CLOSED_BEFORE_TOLD)
        )
        replies = [reply] if reply is not None else []
    records.commit(insert=replies, replace=[told])
    for reply in replies:
        ask_for(reply, now, queues)
    if told.state is ReferralState.OPENED or told.untold_pages:
        queues.refer(told.id)
    return told
