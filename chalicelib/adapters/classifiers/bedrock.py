"""
What a comment is, asked of a model on Amazon Bedrock beside the embedded classifier, which stays the floor.

The comment goes as data between marks, its personal data masked. Of the answer only values that we listed ourselves are taken;
any other answer is none. A model that a comment has talked round can thus add a complaint that is none, and never take one away.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.adapters.classifiers.asking import AskingClassifier
from chalicelib.adapters.classifiers.floor import Opinion
from chalicelib.adapters.classifiers.instructions import instructions_for, request_for
from chalicelib.adapters.classifiers.outgoing import Mask
from chalicelib.adapters.classifiers.patience import Patience
from chalicelib.adapters.converse import BedrockModel
from chalicelib.domain.classification import CommentKind, Sentiment, Urgency
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.ports import Classifier

MAX_TOKENS = 200
MAX_ANSWER = 2_000
"""Characters of an answer that are looked at; what we ask for has three hundred."""


class _Said(BaseModel):
    """The object that was asked for, and nothing beside it."""

    model_config = ConfigDict(extra="forbid")

    kind: CommentKind
    sentiment: Sentiment
    departments: Annotated[tuple[str, ...], Field(max_length=3)]
    urgency: Urgency | None
    confidence: Annotated[float, Field(ge=0, le=1)]


class BedrockClassifier(AskingClassifier):
    """`ports.Classifier` that asks a model as well."""

    name = "bedrock"

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
        super().__init__(floor, mask, patience)
        self._model = BedrockModel(client, model_id, MAX_TOKENS, temperature=0.0)
        self._departments = departments
        self._instructions = instructions_for(departments)

    def _ask(self, text: str) -> Opinion:
        answer = self._model.ask(self._instructions, request_for(text))
        if len(answer) > MAX_ANSWER:
            raise ExternalServiceError("Bedrock's answer is too long")
        return self._opinion(answer)

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
