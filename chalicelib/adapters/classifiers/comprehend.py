"""
How the citizen feels, asked of Amazon Comprehend beside the embedded classifier, which stays the floor.

DetectSentiment (https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectSentiment.html) knows sentiment and nothing
else: kind, department and urgency are the floor's. A text goes out with its personal data masked; whatever the service answers
or refuses, the reading goes on.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.classifiers.floor import Opinion, joined
from chalicelib.adapters.classifiers.outgoing import Mask, outgoing
from chalicelib.adapters.classifiers.patience import Patience
from chalicelib.domain.comment import Classification, Sentiment
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Classifier

NAME = "comprehend"
MAX_BYTES = 5_000
"""The service refuses more."""

_Share = Annotated[float, Field(ge=0, le=1)]
_SENTIMENTS = {
    "POSITIVE": Sentiment.POSITIVE,
    "NEGATIVE": Sentiment.NEGATIVE,
    "NEUTRAL": Sentiment.NEUTRAL,
    "MIXED": Sentiment.NEGATIVE,
}
"""Praise with a complaint inside is a complaint."""


class _Scores(BaseModel):
    Positive: _Share
    Negative: _Share
    Neutral: _Share
    Mixed: _Share


class _Answer(BaseModel):
    """What of an answer is looked at; an answer of another shape is none."""

    Sentiment: Literal["POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED"]
    SentimentScore: _Scores


class ComprehendClassifier:
    """`ports.Classifier` that asks for the sentiment. It never fails where its floor does not."""

    def __init__(self, client: Any, floor: Classifier, mask: Mask, patience: Patience | None = None) -> None:
        """Take botocore's `comprehend` client, the classifier that is the floor, and what masks personal data."""
        self._client = client
        self._floor = floor
        self._mask = mask
        self._patience = patience or Patience()

    def classify(self, text: str) -> Classification:
        """Give the floor's classification, with the service's sentiment where it answered."""
        floor = self._floor.classify(text)
        sent = outgoing(text, self._mask)
        if not sent or not self._patience.is_left:
            return floor
        try:
            with self._patience.asking():
                opinion = self._ask(sent)
        except ExternalServiceError:
            return floor
        return joined(floor, opinion, NAME)

    def _ask(self, text: str) -> Opinion:
        cut = text.encode()[:MAX_BYTES].decode(errors="ignore")
        with translated("Comprehend"):
            answered = self._client.detect_sentiment(Text=cut, LanguageCode="es")
        try:
            answer = _Answer.model_validate(answered)
        except ValidationError as error:
            raise ExternalServiceError("Comprehend answered in another shape") from error
        score: float = getattr(answer.SentimentScore, answer.Sentiment.capitalize())
        return Opinion(sentiment=_SENTIMENTS[answer.Sentiment], sentiment_confidence=round(score, 3))
