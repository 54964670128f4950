"""
Another opinion over the embedded classification, which is the floor: what either sees is seen.

A service elsewhere can be wrong, out of date, or talked into something by the comment itself. So it may add a complaint or an
urgency, and never take one away; where the two disagree about what follows, a person looks (4.1).
"""

from dataclasses import dataclass

from chalicelib.domain.classification import Classification, CommentKind, DepartmentCandidate, Sentiment, Urgency

DISAGREED = 0.5
"""How sure two that disagree are together: below any bar that makes sense."""
MAX_CANDIDATES = 3


@dataclass(frozen=True)
class Opinion:
    """What a service said. None where it says nothing about it."""

    sentiment: Sentiment | None = None
    sentiment_confidence: float = 0.0
    kind: CommentKind | None = None
    kind_confidence: float = 0.0
    departments: tuple[str, ...] = ()
    is_urgent: bool = False
    urgency: Urgency | None = None


def joined(floor: Classification, opinion: Opinion, classifier: str) -> Classification:
    """Join an opinion with the floor: never less than the floor saw."""
    kind, confidence = _kind(floor, opinion)
    sentiment, feeling = _sentiment(floor, opinion)
    return floor.model_copy(
        update={
            "comment_kind": kind,
            "kind_confidence": confidence,
            "sentiment": sentiment,
            "sentiment_confidence": feeling,
            "candidates": _candidates(floor, opinion),
            "is_urgent": floor.is_urgent or opinion.is_urgent,
            "urgency": floor.urgency or opinion.urgency,
            "classifier": f"{floor.classifier}+{classifier}",
        }
    )


def _kind(floor: Classification, opinion: Opinion) -> tuple[CommentKind, float]:
    if opinion.kind is None:
        return floor.comment_kind, floor.kind_confidence
    if opinion.kind.is_referred == floor.comment_kind.is_referred:
        kind = opinion.kind if opinion.kind_confidence > floor.kind_confidence else floor.comment_kind
        # Two who would refer it are surer together. That nothing follows is only ever as sure as the floor is of it.
        return kind, max(floor.kind_confidence, opinion.kind_confidence if kind.is_referred else 0.0)
    kind = floor.comment_kind if floor.comment_kind.is_referred else opinion.kind
    return kind, min(DISAGREED, floor.kind_confidence)


def _sentiment(floor: Classification, opinion: Opinion) -> tuple[Sentiment, float]:
    if opinion.sentiment is None:
        return floor.sentiment, floor.sentiment_confidence
    if opinion.sentiment is floor.sentiment:
        return floor.sentiment, max(floor.sentiment_confidence, opinion.sentiment_confidence)
    sentiment = opinion.sentiment if opinion.sentiment_confidence > floor.sentiment_confidence else floor.sentiment
    return sentiment, min(DISAGREED, floor.sentiment_confidence)


def _candidates(floor: Classification, opinion: Opinion) -> tuple[DepartmentCandidate, ...]:
    """Give the floor's candidates, and after them what only the service names; where the floor names none, the service's."""
    named = {one.department_id for one in floor.candidates}
    added = tuple(
        DepartmentCandidate(department_id=name, confidence=DISAGREED / (place + 1))
        for place, name in enumerate(dict.fromkeys(opinion.departments))
        if name not in named
    )
    return (*floor.candidates, *added)[:MAX_CANDIDATES]
