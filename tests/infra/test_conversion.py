"""P8: converting videos takes a role of its own, lent to one service, and exists only where the strategy asks for it."""

from infra import conversion, policies
from infra.functions import FUNCTIONS
from infra.settings import converts_videos


def test_without_leave_of_the_strategy_there_is_no_role_no_right_and_no_name_in_the_environment() -> None:
    assert not converts_videos()
    assert conversion.resources() == {}
    assert all("Conversion" not in policies.text(function) for function in FUNCTIONS)
    assert all("CONVERSION_ROLE_ARN" not in function.environment for function in FUNCTIONS)


def test_the_converter_reads_and_writes_in_the_media_bucket_and_nowhere_else() -> None:
    [policy] = conversion.role()["Properties"]["Policies"]
    allowed = [(statement["Action"], statement["Resource"]) for statement in policy["PolicyDocument"]["Statement"]]
    assert allowed == [
        ("s3:GetObject", {"Fn::Sub": "${MediaBucket.Arn}/media/*"}),
        ("s3:PutObject", {"Fn::Sub": "${MediaBucket.Arn}/converted/*"}),
    ]
    [trusted] = conversion.role()["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trusted["Principal"] == {"Service": "mediaconvert.amazonaws.com"}


def test_the_role_is_lent_to_the_converting_service_alone() -> None:
    [lent] = [right.statement() for right in policies.CONVERT if "iam:PassRole" in right.actions]
    assert lent["Resource"] == {"Fn::GetAtt": [conversion.ROLE, "Arn"]}
    assert lent["Condition"] == {"StringEquals": {"iam:PassedToService": "mediaconvert.amazonaws.com"}}


def test_no_right_of_the_conversion_is_for_every_action_or_every_resource() -> None:
    for statement in (right.statement() for right in policies.CONVERT):
        assert all("*" not in action for action in statement["Action"])
        assert statement["Resource"].get("Fn::Sub", "").removesuffix("/*").count("*") == 0


def test_where_jobs_run_is_told_to_the_function_and_named_in_its_rights() -> None:
    assert conversion.environment()["CONVERSION_REGION"] == conversion.REGION
    for place in (conversion.QUEUE, conversion.JOBS):
        assert f":mediaconvert:{conversion.REGION}:" in place["Fn::Sub"]
