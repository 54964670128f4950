"""
One question to a model on Amazon Bedrock, and its text.

Converse (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html). What the answer says is for whoever
asked to check: here only its shape is.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from chalicelib.adapters.aws_errors import translated
from chalicelib.domain.errors import ExternalServiceError


class _Part(BaseModel):
    text: str


class _Message(BaseModel):
    content: tuple[_Part, ...]


class _Output(BaseModel):
    message: _Message


class _Answer(BaseModel):
    """What of a Converse answer is looked at; an answer of another shape is none."""

    output: _Output
    stopReason: str  # noqa: N815 - Bedrock's name


@dataclass(frozen=True)
class BedrockModel:
    """A model or inference profile, reached by botocore's `bedrock-runtime` client, and how it is to answer."""

    client: Any
    model_id: str
    max_tokens: int
    temperature: float

    def ask(self, instructions: str, request: str) -> str:
        """
        Give the text of a finished answer.

        Raises:
            ExternalServiceError: there is none, or it was cut, filtered or has another shape.
        """
        with translated("Bedrock"):
            answered = self.client.converse(
                modelId=self.model_id,
                system=[{"text": instructions}],
                messages=[{"role": "user", "content": [{"text": request}]}],
                inferenceConfig={"maxTokens": self.max_tokens, "temperature": self.temperature},
            )
        try:
            answer = _Answer.model_validate(answered)
        except ValidationError as error:
            raise ExternalServiceError("Bedrock answered in another shape") from error
        if answer.stopReason != "end_turn":
            raise ExternalServiceError(f"Bedrock stopped: {answer.stopReason}")
        return "".join(part.text for part in answer.output.message.content).strip()
