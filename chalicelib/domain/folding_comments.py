"""What a comment counts: both axes once, and what was done about it (3.2, 4.4)."""

from collections.abc import Iterator

from chalicelib.domain.cells import Counting, Measure, Place
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState

PUBLISHED, BY_PERSON, UNANSWERED, WAITING = "published", "by_person", "unanswered", "waiting"


def fold_comment(comment: Comment, counting: Counting) -> None:
    """Count a comment under its publication and network."""
    place = Place(comment.publication or "", comment.network)
    read = comment.classification
    counting.add(place, Measure.COMMENTS, read.comment_kind, read.sentiment)
    for mark in _marks(comment):
        counting.add(place, Measure.COMMENT_MARKS, mark)
    if read.comment_kind is CommentKind.QUESTION or comment.answers:
        counting.add(place, Measure.QUESTIONS, _answer(comment))


def _marks(comment: Comment) -> Iterator[str]:
    yield "person" if comment.classification.decided_by else "machine"
    told = {
        "edited": len(comment.versions) > 1,
        "deleted": comment.deleted_at is not None,
        "urgent": comment.classification.urgency is not None or comment.classification.is_urgent,
        "spam": comment.classification.is_spam,
        "waiting": comment.state is CommentState.TO_DECIDE,
    }
    yield from (mark for mark, holds in told.items() if holds)


def _answer(comment: Comment) -> str:
    """Tell how a question was answered the last time: by a published answer, by a person, not at all, or not yet."""
    if comment.state is CommentState.TO_ANSWER:
        return WAITING
    last = comment.answers[-1] if comment.answers else None
    if last is None or last.delivery is None:
        return UNANSWERED
    return PUBLISHED if last.canned and not last.by else BY_PERSON
