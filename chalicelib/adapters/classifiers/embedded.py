"""The embedded classifier: the default. It asks nobody, loads nothing heavy and gives the same answer to the same words."""

from collections.abc import Mapping

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker, ranker_of
from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.scoring import probabilities
from chalicelib.domain.comment import Classification, CommentKind

NAME = "embedded-1"

_SUBJECT = "subject"
"""The feature that a comment names something a department attends: it says more than a mood."""


class EmbeddedClassifier:
    """
    `ports.Classifier` by lexicon and weights.

    `kind_confidence` says how sure it is of what follows from the kind: that the comment is to be referred, or that it is not.
    Whether a comment that is referred anyway is a complaint or a service request does not send it to a person.
    """

    def __init__(self, departments: DepartmentRanker | None = None) -> None:
        """Take who ranks the departments; by default by the catalogue's words."""
        self._departments = ranker_of(shipped_catalogue()) if departments is None else departments

    def classify(self, text: str) -> Classification:
        """Classify a text on both axes, with the departments that may be competent, the likeliest first."""
        comment = normalised(text)
        candidates = self._departments.rank(comment)
        features = features_of(comment) | ({_SUBJECT: 1.0} if candidates else {})
        kinds, sentiments = probabilities(features)
        kind = max(kinds, key=kinds.__getitem__)
        sentiment = max(sentiments, key=sentiments.__getitem__)
        return Classification(
            comment_kind=kind,
            kind_confidence=_share(kinds, kind),
            sentiment=sentiment,
            sentiment_confidence=round(sentiments[sentiment], 3),
            candidates=candidates,
            is_urgent="urgent" in features,
            classifier=NAME,
        )


def _share(kinds: Mapping[CommentKind, float], chosen: CommentKind) -> float:
    """Add up what speaks for the same consequence as the chosen kind."""
    same = sum(probability for kind, probability in kinds.items() if kind.is_referred == chosen.is_referred)
    return round(min(same, 1.0), 3)
