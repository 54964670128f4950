"""
4.1 ¿El comentario es queja o sugerencia? What the machine is not sure of, a person decides.

A person's decision outranks the machine's and is told apart from it.
"""

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.comment import Classification, Comment, CommentKind, CommentState, DepartmentCandidate, Sentiment
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Person
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend


def decide_comment(
    comment_id: str,
    *,
    comment_kind: CommentKind,
    sentiment: Sentiment,
    department_id: str | None,
    by: Person,
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Comment:
    """
    Record a person's reading of a comment; a complaint, service request or suggestion goes on to be referred.

    Raises:
        NotFoundError: no comment has this id.
        InvalidInputError: the department is not in the catalogue.
    """
    if department_id is not None and department_id not in catalogue.departments:
        raise InvalidInputError(texts_es.UNKNOWN_DEPARTMENT)
    now = clock.now()
    candidates = (DepartmentCandidate(department_id=department_id, confidence=1),) if department_id else ()

    def decide(comment: Comment) -> Comment:
        decided = Classification(
            comment_kind=comment_kind,
            kind_confidence=1,
            sentiment=sentiment,
            sentiment_confidence=1,
            candidates=candidates or comment.classification.candidates,
            is_urgent=comment.classification.is_urgent,
            classifier=comment.classification.classifier,
            decided_by=by.username,
            decided_at=now,
        )
        return comment.classified(decided, bar=catalogue.confidence_bar, now=now)

    comment = amend(records, comment_id, Comment, decide)
    if comment.state is CommentState.TO_REFER:
        queues.refer(comment.id)
    return comment


def dismiss_rejection(bulletin_id: str, *, records: Records) -> Bulletin:
    """
    Close what waited in a bulletin for a person: they have seen it.

    Raises:
        NotFoundError: no bulletin has this id.
    """
    return amend(records, bulletin_id, Bulletin, lambda bulletin: bulletin.dismissed())
