"""
How the citizen feels, asked of Amazon Comprehend beside the embedded classifier, which stays the floor.

DetectSentiment (https://docs.aws.amazon.com/comprehend/latest/APIReference/API_DetectSentiment.html) knows sentiment and nothing
else: kind, department and urgency are the floor's.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.classifiers.asking import AskingClassifier
from chalicelib.adapters.classifiers.floor import Opinion
from chalicelib.adapters.classifiers.outgoing import Mask
from chalicelib.adapters.classifiers.patience import Patience
from chalicelib.domain.classification import Sentiment
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Classifier

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


class ComprehendClassifier(AskingClassifier):
    """`ports.Classifier` that asks for the sentiment."""

    name = "comprehend"

    def __init__(self, client: Any, floor: Classifier, mask: Mask, patience: Patience | None = None) -> None:
        """Take botocore's `comprehend` client, the classifier that is the floor, and what masks personal data."""
        super().__init__(floor, mask, patience)
        self._client = client

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
