"""P8: a service is asked about comments only where the strategy names it, by the one function that reads them."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.adapters.catalogue_files import ClassifyingServiceEntry
from infra import classifying, policies
from infra.functions import FUNCTIONS
from infra.settings import classifying_service

COMPREHEND = ClassifyingServiceEntry.model_validate({"service": "comprehend", "region": "us-east-1"})
BEDROCK = ClassifyingServiceEntry.model_validate(
    {"service": "bedrock", "model": {"id": "amazon.nova-lite-v1:0", "region": "us-west-2"}}
)


def test_without_a_service_in_the_strategy_there_is_no_right_and_no_name_in_the_environment() -> None:
    assert classifying_service() is None
    assert policies.classify(None) == ()
    assert classifying.environment(None) == {}
    assert all("comprehend" not in policies.text(function) for function in FUNCTIONS)
    assert all(set(classifying.NAMES).isdisjoint(function.environment) for function in FUNCTIONS)


def test_comprehend_is_asked_for_the_sentiment_in_its_region_and_for_nothing_else() -> None:
    (right,) = policies.classify(COMPREHEND)
    assert right.statement()["Action"] == ["comprehend:DetectSentiment"]
    assert right.statement()["Condition"] == {"StringEquals": {"aws:RequestedRegion": "us-east-1"}}
    assert classifying.environment(COMPREHEND) == {"CLASSIFIER": "comprehend", "CLASSIFIER_REGION": "us-east-1"}


def test_bedrock_is_asked_for_the_model_that_is_named() -> None:
    (right,) = policies.classify(BEDROCK)
    assert right.statement()["Action"] == ["bedrock:InvokeModel"]
    assert "us-west-2::foundation-model/amazon.nova-lite-v1:0" in str(right.statement()["Resource"])
    assert classifying.environment(BEDROCK) == {
        "CLASSIFIER": "bedrock",
        "CLASSIFIER_MODEL_ID": "amazon.nova-lite-v1:0",
        "CLASSIFIER_REGION": "us-west-2",
    }


@pytest.mark.parametrize(
    "named",
    [
        {"service": "comprehend"},
        {"service": "bedrock"},
        {"service": "bedrock", "region": "us-east-1"},
        {"service": "comprehend", "region": "*"},
        {"service": "otro", "region": "us-east-1"},
        {
            "service": "comprehend",
            "region": "us-east-1",
            "model": {"id": "amazon.nova-lite-v1:0", "region": "us-east-1"},
        },
    ],
)
def test_a_service_that_lacks_what_it_needs_is_refused(named: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ClassifyingServiceEntry.model_validate(named)
