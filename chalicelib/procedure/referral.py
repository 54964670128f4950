"""
4.2 Se canaliza al área correspondiente: a case with a folio, in the queue of the department that must attend it.

One piece of work does all that is due about a comment or a case: open or join it, tell of an edit, bring it and its changes to
departments, tell the citizen (4.3) and, once it is closed, the neighbours. Each step is noted before the next.
"""

from chalicelib import texts_es
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.referral import Referral
from chalicelib.ports import Catalogue, Clock, DepartmentInboxes, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.answering import answer_question
from chalicelib.procedure.carrying import carry
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.grouping import tell_next_page
from chalicelib.procedure.opening import cases_of
from chalicelib.procedure.rereading import heed_edit
from chalicelib.procedure.silence import heed_silence


def refer_case(
    record_id: str,
    *,
    records: Records,
    inboxes: DepartmentInboxes,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Referral | None:
    """
    Deliver a case to the queue of the department that must attend it, once, and tell the citizen.

    Manual 4.2 «se canaliza al área correspondiente», 4.3. `record_id` is a comment, or the folio of a case about which
    something is due: it was returned, moved or changed, nobody pulled or closed it in time, or it was closed and neighbours
    wait to hear of it. Safe to repeat: a case already delivered is left as it is.

    Returns:
        The referral (of a comment with several, the first), or None when the comment is (no longer) to be referred.

    Raises:
        NotFoundError: nothing is recorded under that id.
        TransientServiceError: the queue did not answer; call again with the same id.
    """
    ports = CasePorts(records, inboxes, catalogue, queues, clock)
    record = records.find(record_id)
    match record:
        case Comment() if record.is_to_be_answered:
            answer_question(record, ports)
            cases = []
        case Comment():
            cases = cases_of(heed_edit(record, ports), ports)
        case Referral():
            cases = _with_companions(heed_silence(record, ports), ports)
        case _:
            raise NotFoundError(texts_es.NOT_FOUND)
    if not cases:
        return None
    carried = carry(cases, ports)
    # One page of neighbours at a time: the rest is due again, so that a flood of answers does not hold up a worker.
    return next((tell_next_page(case, ports) for case in carried if case.untold_pages), carried[0])


def _with_companions(case: Referral, ports: CasePorts) -> list[Referral]:
    """Give a case with the others of its comment: the citizen is told of all of them at once."""
    if case.matter is None:
        return [case]
    comment = fetch(ports.records, case.comment, Comment)
    opened = cases_of(comment, ports) or [fetch(ports.records, folio, Referral) for folio in comment.folios]
    return opened if case.id in {one.id for one in opened} else [case]
