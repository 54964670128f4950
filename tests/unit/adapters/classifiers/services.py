"""Answers of the services as they write them, and clients that ask nobody."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.client import BaseClient
from botocore.config import Config
from botocore.session import get_session

from chalicelib.adapters.personal_data import TextPersonalDataFinder

SESSION = get_session()
MODEL = "mx.model-1"
DEPARTMENTS = {"sapal": "Sistema de Agua", "siap": "Aseo Público", "obra-publica": "Obra Pública"}
MASK = TextPersonalDataFinder().without_data


def a_client(service: str) -> BaseClient:
    return SESSION.create_client(
        service,
        "us-east-1",
        aws_access_key_id="k",
        aws_secret_access_key="s",
        config=Config(retries={"total_max_attempts": 1}),
    )


def a_sentiment(sentiment: str, score: float = 0.97) -> dict[str, Any]:
    """Give a DetectSentiment answer."""
    scores = dict.fromkeys(("Positive", "Negative", "Neutral", "Mixed"), (1 - score) / 3)
    return {"Sentiment": sentiment, "SentimentScore": scores | {sentiment.capitalize(): score}}


def a_model_answer(text: str, stop: str = "end_turn") -> dict[str, Any]:
    """Give a Converse answer."""
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": stop,
        "usage": {"inputTokens": 900, "outputTokens": 50, "totalTokens": 950},
        "metrics": {"latencyMs": 412},
    }


def said(**changes: Any) -> str:
    """Give the JSON that a model is asked for."""
    usual: dict[str, Any] = {
        "kind": "other",
        "sentiment": "positive",
        "departments": [],
        "urgency": None,
        "confidence": 0.99,
    }
    return json.dumps(usual | changes)


@contextmanager
def sent_to(client: BaseClient, event: str) -> Iterator[list[dict[str, Any]]]:
    """Collect what is sent to a service."""
    sent: list[dict[str, Any]] = []
    keep: Callable[..., None] = lambda params, **_: sent.append(dict(params))  # noqa: E731 - a hook of botocore
    client.meta.events.register(f"provide-client-params.{event}", keep)
    yield sent
    client.meta.events.unregister(f"provide-client-params.{event}", keep)
