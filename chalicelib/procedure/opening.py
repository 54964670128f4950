"""
4.2: the case of a comment: opened under the next folio of the day, one for each of its subjects, or joined.

P4: the folio, the case, the comment's mark and the mark by which neighbours find it are one transaction, so that a comment has
its folio however often it is referred, and two neighbours who write at the same moment share one.
"""

from typing import cast

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_changes import moved, reopened, urgent_now
from chalicelib.domain.case_opening import open_referral
from chalicelib.domain.classification import MAX_MATTERS
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.gathering import Gathering, gathered_by, new_gathering
from chalicelib.domain.referral import Referral
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.grouping import join, may_be_joined
from chalicelib.procedure.urgent import departments_for

_ATTEMPTS = 12
"""How often a folio is asked for while others take theirs at the same moment."""


def cases_of(comment: Comment, ports: CasePorts) -> list[Referral]:
    """
    Give the comment's cases; open those that are missing, or join one that is open about the same. None when it is not referred.

    Raises:
        RecordConflictError: others kept taking the folios.
    """
    for _ in range(_ATTEMPTS * MAX_MATTERS):
        if comment.state is CommentState.REFERRED:
            return [fetch(ports.records, folio, Referral) for folio in comment.folios]
        if comment.state is not CommentState.TO_REFER:
            return []
        try:
            comment = _with_next_case(comment, ports)
        except RecordConflictError:
            comment = fetch(ports.records, comment.id, Comment)
    raise RecordConflictError(texts_es.CONFLICT)


def _with_next_case(comment: Comment, ports: CasePorts) -> Comment:
    if comment.matters:
        return _open(comment, ports, matter=len(comment.folios))
    if comment.folio:
        return _reopen(comment, comment.folio, ports)
    candidates = departments_for(comment.classification, comment.classification.candidates, ports.catalogue)
    found = gathered_by(comment, next(iter(candidates), ports.catalogue.default_department))
    if found is None:
        return _open(comment, ports)
    mark_id, signature = found
    now = ports.clock.now()
    known = ports.records.find(mark_id)
    mark = known if isinstance(known, Gathering) else new_gathering(mark_id, now)
    for folio in mark.alike(signature, now):
        case = fetch(ports.records, folio, Referral)
        if may_be_joined(case):
            return join(comment, case, ports)
    return _open(comment, ports, mark=mark, signature=signature)


def _reopen(comment: Comment, folio: str, ports: CasePorts) -> Comment:
    """Open the case again that a person had taken back: what the comment says now cannot wait. There is no second one."""
    now, catalogue, reading = ports.clock.now(), ports.catalogue, comment.classification
    case = fetch(ports.records, folio, Referral)
    to = next(iter(departments_for(reading, reading.candidates, catalogue)), catalogue.default_department)
    department = catalogue.departments[to]
    due_on = department.due_on(now)
    read = urgent_now(case.evolve(text=comment.text), reading) if reading.urgency else case.evolve(text=comment.text)
    sent = moved(read, to, name=department.name, due_on=due_on, by="", now=now)
    after = reopened(sent, due_on=due_on, by="", now=now)
    return cast("Comment", ports.records.commit(replace=[comment.referred(folio), after])[0])


def _open(
    comment: Comment,
    ports: CasePorts,
    *,
    matter: int | None = None,
    mark: Gathering | None = None,
    signature: tuple[int, ...] = (),
) -> Comment:
    now, catalogue = ports.clock.now(), ports.catalogue
    counter = f"folio-{local_day(now):%Y%m%d}"
    number = ports.records.next_number(counter)
    about = comment.classification if matter is None else comment.matters[matter]
    candidates = departments_for(comment.classification, about.candidates, catalogue)
    department = catalogue.departments[next(iter(candidates), catalogue.default_department)]
    referral = open_referral(
        comment,
        number=number,
        candidates=candidates,
        default_department=catalogue.default_department,
        due_on=department.due_on(now),
        now=now,
        matter=matter,
    )
    marks = [] if mark is None else [mark.with_case(referral.id, signature, now)]
    new = [one for one in marks if one.revision == 0]
    known = [one for one in marks if one.revision > 0]
    stored = ports.records.commit_numbered(
        counter, number, insert=[referral, *new], replace=[comment.referred(referral.id), *known]
    )
    return cast("Comment", stored[1 + len(new)])
