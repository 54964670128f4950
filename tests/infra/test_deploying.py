"""The one CloudFormation call, for a laptop and for AWS: it creates, updates, can be repeated, says why it failed."""

from copy import deepcopy
from typing import Any

import boto3
import pytest

from infra.deploy import deploy, stack_of
from infra.destination import Destination
from infra.functions import FUNCTIONS
from infra.package import ensure_package
from infra.stacks import outputs
from infra.upload import located
from local.processes import LOOPBACK, Service

UNPROTECTED = {"Protection": "off"}


@pytest.fixture
def nowhere_else(emulator: tuple[Service, int]) -> Destination:
    """Say how to reach an emulated AWS in which nothing is yet."""
    session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="mx-central-1")
    return Destination(session, f"http://{LOOPBACK}:{emulator[1]}", poll_seconds=0.1)


def log_level(to: Destination, function: str) -> str:
    configuration = to.session.client("lambda", endpoint_url=to.endpoint_url).get_function_configuration(
        FunctionName=outputs("portavoz-trial", to)[function]
    )
    return configuration["Environment"]["Variables"]["POWERTOOLS_LOG_LEVEL"]


def test_a_stage_is_created_repeated_and_changed_with_the_same_call(nowhere_else: Destination) -> None:
    package = ensure_package()
    created = deploy(package, "trial", nowhere_else, UNPROTECTED)
    assert deploy(package, "trial", nowhere_else, UNPROTECTED) == created
    changed = deploy(package, "trial", nowhere_else, {**UNPROTECTED, "LogLevel": "DEBUG"})
    assert changed["RecordsTable"] == created["RecordsTable"]
    assert log_level(nowhere_else, "ReferCases") == "DEBUG"


def test_two_stages_live_side_by_side(nowhere_else: Destination) -> None:
    package = ensure_package()
    one, other = (deploy(package, stage, nowhere_else, UNPROTECTED) for stage in ("trial", "other"))
    assert {name for name in one if one[name] == other[name]} == set()


def test_a_creation_that_fails_says_why_and_can_be_tried_again(nowhere_else: Destination) -> None:
    in_the_way = f"portavoz-trial-intake-{nowhere_else.account()}"
    location: Any = {"LocationConstraint": nowhere_else.region}
    nowhere_else.s3.create_bucket(Bucket=in_the_way, CreateBucketConfiguration=location)
    with pytest.raises(SystemExit, match=r"IntakeBucket: .*exists"):
        deploy(ensure_package(), "trial", nowhere_else, UNPROTECTED)
    nowhere_else.s3.delete_bucket(Bucket=in_the_way)
    assert deploy(ensure_package(), "trial", nowhere_else, UNPROTECTED)["IntakeBucket"] == in_the_way


@pytest.mark.parametrize("stage", ["", "Prod", "1st", "with space", "../up", "a" * 17])
def test_a_stage_s_name_is_checked_before_anything_is_made(stage: str) -> None:
    with pytest.raises(SystemExit, match="etapa"):
        stack_of(stage)


def test_every_function_of_the_template_is_told_where_its_code_lies(template: Any) -> None:
    moved = located(deepcopy(template.body), "bucket", "key.zip")
    codes = [r["Properties"]["CodeUri"] for r in moved["Resources"].values() if r["Type"].endswith("::Function")]
    assert codes == [{"Bucket": "bucket", "Key": "key.zip"}] * len(FUNCTIONS)
