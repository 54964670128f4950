"""P8: a model is asked for wordings only where the strategy names it, and then that model alone, where it may answer."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.adapters.catalogue_files import RewritingModelEntry
from infra import conversion, policies, rewriting
from infra.functions import FUNCTIONS
from infra.package import REGION
from infra.settings import rewriting_model

MODEL = RewritingModelEntry(id="amazon.nova-lite-v1:0", region="us-east-1")
PROFILE = RewritingModelEntry(id="us.amazon.nova-lite-v1:0", region="us-east-1", regions=("us-east-1", "us-west-2"))
PROFILE_ARN = {
    "Fn::Sub": "arn:${AWS::Partition}:bedrock:us-east-1:${AWS::AccountId}:inference-profile/us.amazon.nova-lite-v1:0"
}


def model_arn(region: str) -> dict[str, str]:
    return {"Fn::Sub": f"arn:${{AWS::Partition}}:bedrock:{region}::foundation-model/amazon.nova-lite-v1:0"}


def statements(model: RewritingModelEntry) -> list[dict[str, Any]]:
    return [right.statement() for right in policies.rewrite(model)]


def test_without_a_model_in_the_strategy_there_is_no_right_and_no_name_in_the_environment() -> None:
    assert rewriting_model() is None
    assert policies.rewrite(None) == ()
    assert rewriting.environment(None) == {}
    assert all("bedrock" not in policies.text(function) for function in FUNCTIONS)
    assert all("BEDROCK_MODEL_ID" not in function.environment for function in FUNCTIONS)


def test_a_model_is_asked_in_its_region_and_nothing_else_is() -> None:
    [statement] = statements(MODEL)
    assert statement["Action"] == ["bedrock:InvokeModel"]
    assert statement["Resource"] == model_arn("us-east-1")


def test_behind_a_profile_its_model_is_asked_only_through_it_where_the_strategy_says() -> None:
    asked, through = statements(PROFILE)
    assert asked["Action"] == through["Action"] == ["bedrock:InvokeModel"]
    assert asked["Resource"] == PROFILE_ARN
    assert through["Resource"] == [model_arn("us-east-1"), model_arn("us-west-2")]
    assert through["Condition"] == {"StringEquals": {"bedrock:InferenceProfileArn": PROFILE_ARN}}


@pytest.mark.parametrize("model", [MODEL, PROFILE], ids=["model", "profile"])
def test_P8_no_right_to_ask_is_for_every_action_or_every_model(model: RewritingModelEntry) -> None:
    assert "*" not in json.dumps(statements(model))


@pytest.mark.parametrize("model", [MODEL, PROFILE], ids=["model", "profile"])
def test_the_function_is_told_which_model_and_where(model: RewritingModelEntry) -> None:
    assert rewriting.environment(model) == {"BEDROCK_MODEL_ID": model.id, "BEDROCK_REGION": "us-east-1"}


@pytest.mark.parametrize(
    "named",
    [
        {"id": "amazon.nova-lite-v1:0"},
        {"id": "amazon.nova-lite-v1:0", "region": "us-east-1", "regions": ["us-east-1"]},
        {"id": "us.amazon.nova-lite-v1:0", "region": "us-east-1"},
        {"id": "global.amazon.nova-2-lite-v1:0", "region": "us-east-1"},
        {"id": "us.amazon.nova-lite-v1:0", "region": "us-east-1", "regions": ["us-*"]},
        {"id": "amazon.nova-*", "region": "us-east-1"},
        {"id": "*", "region": "us-east-1"},
        {"id": "amazon.nova-lite-v1:0", "region": "*"},
        {"id": "amazon.nova-lite/../..", "region": "us-east-1"},
        {"id": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "region": "us-east-1"},
    ],
)
def test_a_model_that_cannot_be_allowed_by_name_is_refused(named: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RewritingModelEntry.model_validate(named)


def test_cloudformation_s_linter_finds_nothing_where_everything_is_allowed(template: Any, tmp_path: Path) -> None:
    """The packaged template with what a strategy adds that has videos converted and wordings proposed."""
    body = copy.deepcopy(template.body)
    function = body["Resources"]["PreparePublications"]["Properties"]
    role = body["Resources"][function["Role"]["Fn::GetAtt"][0]]["Properties"]
    function["Environment"]["Variables"] |= rewriting.environment(PROFILE) | conversion.environment()
    allowed = [right.statement() for right in (*policies.CONVERT, *policies.rewrite(PROFILE))]
    role["Policies"][0]["PolicyDocument"]["Statement"] += allowed
    body["Resources"][conversion.ROLE] = conversion.role()
    file = tmp_path / "sam.json"
    file.write_text(json.dumps(body))
    linter = Path(sys.executable).with_name("cfn-lint")
    command = [str(linter), "--regions", REGION, "--template", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
