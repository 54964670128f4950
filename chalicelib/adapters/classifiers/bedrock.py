"""
What a comment is, asked of a model on Amazon Bedrock beside the embedded classifier, which stays the floor.

Converse (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html). The comment goes as data between
marks, its personal data masked. Of the answer only values that we listed ourselves are taken; any other answer is none. A model
that a comment has talked round can thus add a complaint that is none, and never take one away.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.adapters.aws_errors import translated
from chalicelib.adapters.classifiers.floor import Opinion, joined
from chalicelib.adapters.classifiers.instructions import instructions_for, request_for
from chalicelib.adapters.classifiers.outgoing import Mask, outgoing
from chalicelib.adapters.classifiers.patience import Patience
from chalicelib.domain.comment import Classification, CommentKind, Sentiment, Urgency
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Classifier

NAME = "bedrock"
MAX_TOKENS = 200
MAX_ANSWER = 2_000
"""Characters of an answer that are looked at; what we ask for has three hundred."""


class _Part(BaseModel):
    text: str


class _Message(BaseModel):
    content: tuple[_Part, ...]


class _Output(BaseModel):
    message: _Message


class _Answer(BaseModel):
    """What of a Converse answer is looked at."""

    output: _Output
    stopReason: str  # noqa: N815 - Bedrock's name


class _Said(BaseModel):
    """The object that was asked for, and nothing beside it."""

    model_config = ConfigDict(extra="forbid")

    kind: CommentKind
    sentiment: Sentiment
    departments: Annotated[tuple[str, ...], Field(max_length=3)]
    urgency: Urgency | None
    confidence: Annotated[float, Field(ge=0, le=1)]


class BedrockClassifier:
    """`ports.Classifier` that asks a model as well. It never fails where its floor does not."""

    def __init__(
        self,
        client: Any,
        model_id: str,
        floor: Classifier,
        mask: Mask,
        departments: Mapping[str, str],
        patience: Patience | None = None,
    ) -> None:
        """Take botocore's `bedrock-runtime` client, the model, the floor, what masks data, and the departments' names by id."""
        self._client = client
        self._model_id = model_id
        self._floor = floor
        self._mask = mask
        self._patience = patience or Patience()
        self._departments = departments
        self._instructions = instructions_for(departments)

    def classify(self, text: str) -> Classification:
        """Give the floor's classification, joined with the model's where it answered as it was asked."""
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

    def _ask(self, comment: str) -> Opinion:
        with translated("Bedrock"):
            answered = self._client.converse(
                modelId=self._model_id,
                system=[{"text": self._instructions}],
                messages=[{"role": "user", "content": [{"text": request_for(comment)}]}],
                inferenceConfig={"maxTokens": MAX_TOKENS, "temperature": 0.0},
            )
        return self._opinion(_text_of(answered))

    def _opinion(self, text: str) -> Opinion:
        try:
            said = _Said.model_validate_json(text)
        except ValidationError as error:
            raise ExternalServiceError("Bedrock's answer is not what was asked") from error
        if not self._departments.keys() >= set(said.departments):
            raise ExternalServiceError("Bedrock names a department that does not exist")
        return Opinion(
            sentiment=said.sentiment,
            sentiment_confidence=said.confidence,
            kind=said.kind,
            kind_confidence=said.confidence,
            departments=said.departments,
            is_urgent=said.urgency is not None,
            urgency=said.urgency,
        )


def _text_of(answered: Any) -> str:
    """Give the text of a finished answer; one that was cut, filtered, too long or of another shape counts as none."""
    try:
        answer = _Answer.model_validate(answered)
    except ValidationError as error:
        raise ExternalServiceError("Bedrock answered in another shape") from error
    text = "".join(part.text for part in answer.output.message.content).strip()
    if answer.stopReason != "end_turn" or len(text) > MAX_ANSWER:
        raise ExternalServiceError(f"Bedrock stopped: {answer.stopReason}")
    return text
