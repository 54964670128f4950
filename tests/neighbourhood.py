"""Comments as neighbours write them, and a classifier that understands place, danger and several subjects by plain marks."""

import re

from chalicelib.domain.classification import (
    Classification,
    CommentKind,
    DepartmentCandidate,
    Matter,
    Sentiment,
    Urgency,
)
from chalicelib.domain.comment import Comment, new_comment
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from tests.builders import BAR, NOW, PUBLICATION

_PLACE = re.compile(r"en (las [a-z]+|la [a-z]+)")
_URGENT = {"peligro": Urgency.LIFE, "me pega": Urgency.VIOLENCE_AGAINST_WOMEN, "niña sola": Urgency.MINORS}
_DEPARTMENTS = {"agua": "sapal", "cancha": "deporte"}


def read(text: str) -> Classification:
    """Read a text: agua is sapal's, cancha is deporte's; a question is one by its mark; what is joined by « ; » is several."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    urgency = next((urgency for words, urgency in _URGENT.items() if words in text), None)
    place = _PLACE.search(text)
    return Classification(
        comment_kind=_kind(text),
        kind_confidence=0.2 if "quizá" in text else 0.9,
        sentiment=Sentiment.NEGATIVE,
        sentiment_confidence=0.9,
        candidates=_candidates(text),
        is_urgent=urgency is not None,
        urgency=urgency,
        place=place.group(1) if place else None,
        matters=tuple(Matter(excerpt=part, comment_kind=_kind(part), candidates=_candidates(part)) for part in parts)
        if len(parts) > 1
        else (),
        classifier="fake",
    )


def _kind(text: str) -> CommentKind:
    if "gracias" in text:
        return CommentKind.OTHER
    return CommentKind.QUESTION if "?" in text else CommentKind.COMPLAINT


def _candidates(text: str) -> tuple[DepartmentCandidate, ...]:
    named = [department for word, department in _DEPARTMENTS.items() if word in text]
    return tuple(DepartmentCandidate(department_id=department, confidence=0.9) for department in named)


class PlainClassifier:
    """`ports.Classifier` that reads as `read` does."""

    def classify(self, text: str) -> Classification:
        return read(text)


def seen(network_id: str, text: str, author: str | None = None, network: Network = Network.FACEBOOK) -> NetworkComment:
    """Give a comment as a network shows it; each by another author, unless said."""
    return NetworkComment(
        network=network,
        network_id=network_id,
        answer_id=network_id,
        network_post_id="p1",
        author_handle=author or f"vecina-{network_id}",
        author_id=author or f"vecina-{network_id}",
        text=text,
        created_at=NOW,
    )


def said(network_id: str, text: str, author: str | None = None, network: Network = Network.FACEBOOK) -> Comment:
    """Give its record, as it is stored when it is read for the first time."""
    return new_comment(seen(network_id, text, author, network), read(text), publication=PUBLICATION, bar=BAR, now=NOW)
