"""The embedded classifier: the default. It asks nobody, loads nothing heavy and gives the same answer to the same words."""

from collections.abc import Mapping

from chalicelib.adapters.classifiers.alarm import alarm_of
from chalicelib.adapters.classifiers.competence import DepartmentRanker, Ranking, ranker_of
from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.matters import Judged, matters_of
from chalicelib.adapters.classifiers.normalising import Words, normalised
from chalicelib.adapters.classifiers.places import place_in
from chalicelib.adapters.classifiers.privacy import has_personal_data
from chalicelib.adapters.classifiers.scoring import Chances, chances
from chalicelib.domain.classification import Classification, CommentKind

NAME = "embedded-3"

_SUBJECT = "subject"
"""The feature that a comment names something a department attends: it says more than a mood."""

_NAMES_ONLY = frozenset({_SUBJECT, "thing", "place", "government", "opening", "link"})

_REFER_FROM = 0.45
"""A lost complaint is worse than one too many: a little less than a half is enough to be taken for one."""

_DOUBTFUL = 0.5
"""No bar is so low: a person looks."""

_REFERRED = tuple(kind for kind in CommentKind if kind.is_referred)
_NOT_REFERRED = tuple(kind for kind in CommentKind if not kind.is_referred)


class EmbeddedClassifier:
    """
    `ports.Classifier` by lexicon and weights.

    `kind_confidence` says how sure it is of what follows from the kind: that the comment is to be referred, or that it is not.
    Whether a comment that is referred anyway is a complaint or a service request does not send it to a person.
    """

    def __init__(self, departments: DepartmentRanker | None = None) -> None:
        """Take who ranks the departments; by default by the catalogue's words."""
        self._departments = _shipped_ranker() if departments is None else departments

    def classify(self, text: str) -> Classification:
        """Classify a text on both axes, with the departments that may be competent and all that it says besides."""
        comment = normalised(text)
        ranking = self._departments.judge(comment)
        features = features_with_subject(comment, is_named=ranking.named > 0)
        judged = _judged(comment, ranking, features)
        alarm = alarm_of(comment, features)
        is_hidden_danger = alarm.is_doubtful or (alarm.urgency is not None and judged.kind not in _REFERRED)
        several = ranking.named > 1 and judged.kind in _REFERRED
        return Classification(
            comment_kind=judged.kind,
            kind_confidence=min(judged.confidence, _DOUBTFUL) if is_hidden_danger else judged.confidence,
            sentiment=judged.sentiment,
            sentiment_confidence=judged.sentiment_confidence,
            candidates=judged.candidates,
            is_urgent=alarm.urgency is not None,
            urgency=alarm.urgency,
            place=place_in(text),
            is_spam=judged.is_spam,
            has_personal_data=has_personal_data(text),
            matters=matters_of(text, self._part) if several else (),
            classifier=NAME,
        )

    def _part(self, text: str) -> Judged:
        comment = normalised(text)
        ranking = self._departments.judge(comment)
        return _judged(comment, ranking, features_with_subject(comment, is_named=ranking.named > 0))


def _shipped_ranker() -> DepartmentRanker:
    """Make the ranker of the packaged catalogue; whoever brings another one does not pay for reading that."""
    from chalicelib.adapters.catalogue import shipped_catalogue  # noqa: PLC0415 - read only where it is ranked by

    return ranker_of(shipped_catalogue())


def _judged(comment: Words, ranking: Ranking, features: Mapping[str, float]) -> Judged:
    """Give both axes and the departments."""
    found = chances(features, comment.words, comment.tags)
    kind = _kind(found)
    sentiment = max(found.sentiments, key=found.sentiments.__getitem__)
    is_read = "foreign" not in features and (kind in _REFERRED or _says_something(features, comment))
    return Judged(
        kind=kind,
        confidence=_share(found, kind) if is_read else min(_share(found, kind), _DOUBTFUL),
        sentiment=sentiment,
        sentiment_confidence=round(found.sentiments[sentiment], 3),
        candidates=ranking.candidates,
        is_spam="spam" in features and kind is CommentKind.OTHER,
    )


def features_with_subject(comment: Words, *, is_named: bool) -> dict[str, float]:
    """Give the features of a comment, with whether its words name something that a department attends."""
    return features_of(comment) | ({_SUBJECT: 1.0} if is_named else {})


def _says_something(features: Mapping[str, float], comment: Words) -> bool:
    """Say no where irony may hide a complaint, and where only what a department attends is named, and nothing about it."""
    if "irony" in features:
        return False
    return _SUBJECT not in features or bool(features.keys() - comment.marks - _NAMES_ONLY)


def _kind(found: Chances) -> CommentKind:
    """Choose first what follows, then the likeliest kind of which that follows."""
    kinds = _REFERRED if referred_share(found.kinds) >= _REFER_FROM else _NOT_REFERRED
    return max(kinds, key=found.kinds.__getitem__)


def _share(found: Chances, chosen: CommentKind) -> float:
    """
    Add up what speaks for the same consequence as the chosen kind.

    What is about to be only counted must not be a complaint by the rules set by hand either: where these see one, a person looks.
    """
    referred = referred_share(found.kinds)
    if chosen in _REFERRED:
        return round(min(referred, 1.0), 3)
    by_hand = referred_share(found.kinds_by_hand)
    doubt = by_hand if by_hand > _DOUBTFUL else 0.0
    return round(max(0.001, min(1 - referred, 1 - doubt)), 3)


def referred_share(kinds: Mapping[CommentKind, float]) -> float:
    """Add up the probabilities of the kinds that are referred."""
    return sum([kinds[kind] for kind in _REFERRED])
