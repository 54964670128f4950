"""The buckets, the table, the people, the API and the secrets are as closed and as lasting as the manual needs."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.people import Role
from infra import calendar_feed, open311
from infra.package import REGION, ensure_package

PUBLIC_PATHS = {"/v1/health", "/v1/openapi.json", "/v1/webhooks/meta", calendar_feed.PATH, *open311.PATHS}
BUCKETS = ("IntakeBucket", "MediaBucket", "ArchiveBucket")
KEYS = "EnvelopesBucket"
NOTICES = "NoticesBucket"
CLOSED = {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"}
MANY_RESOURCES, LARGE_BYTES = 500, 1_000_000


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_versioned_encrypted_closed_and_outlives_its_stack(template: Any, name: str) -> None:
    bucket = template.resources[name]
    properties = bucket["Properties"]
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert {key for key, value in properties["PublicAccessBlockConfiguration"].items() if value} == CLOSED
    assert properties["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"
    assert bucket["UpdateReplacePolicy"] == "Retain"


def test_R13_the_keys_lie_encrypted_where_no_version_survives_what_is_written_over_it(template: Any) -> None:
    bucket = template.resources[KEYS]
    properties = bucket["Properties"]
    assert not {"VersioningConfiguration", "ObjectLockEnabled", "ReplicationConfiguration"} & set(properties)
    [encryption] = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms"}
    assert {key for key, value in properties["PublicAccessBlockConfiguration"].items() if value} == CLOSED
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


@pytest.mark.parametrize("name", [*BUCKETS, KEYS, NOTICES])
def test_a_bucket_refuses_whoever_comes_without_tls(template: Any, name: str) -> None:
    [policy] = [p for p in template.of_type("AWS::S3::BucketPolicy").values() if p["Bucket"] == {"Ref": name}]
    [statement] = [s for s in policy["PolicyDocument"]["Statement"] if s["Sid"] == "OnlyOverTls"]
    assert (statement["Effect"], statement["Action"], statement["Principal"]) == ("Deny", "s3:*", "*")
    assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [{"Fn::GetAtt": [name, "Arn"]}, {"Fn::Sub": f"${{{name}.Arn}}/*"}]


@pytest.mark.parametrize("name", [*BUCKETS, KEYS])
def test_R01_nothing_in_a_bucket_expires_by_itself(template: Any, name: str) -> None:
    for rule in template.resources[name]["Properties"]["LifecycleConfiguration"]["Rules"]:
        assert not {key for key in rule if "Expiration" in key}


def test_R13_where_notices_land_nothing_survives_what_is_written_over_it(template: Any) -> None:
    bucket = template.resources[NOTICES]
    properties = bucket["Properties"]
    assert not {"VersioningConfiguration", "ObjectLockEnabled", "ReplicationConfiguration"} & set(properties)
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert {key for key, value in properties["PublicAccessBlockConfiguration"].items() if value} == CLOSED
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_R01_where_notices_land_nothing_expires_that_the_archive_does_not_have(template: Any) -> None:
    """Only what was emptied expires, and so late that nobody tells it again by then."""
    rules = template.resources[NOTICES]["Properties"]["LifecycleConfiguration"]["Rules"]
    [expiring] = [rule for rule in rules if any("Expiration" in key for key in rule)]
    assert (expiring["ObjectSizeLessThan"], expiring["ExpirationInDays"]) == ("1", 15)


def test_R06_the_archive_can_be_locked(template: Any) -> None:
    assert template.resources["ArchiveBucket"]["Properties"]["ObjectLockEnabled"] is True


def test_I17_who_speaks_for_an_office_writes_in_that_offices_folders_alone(template: Any) -> None:
    in_place, erases = template.resources["IntakeBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"][1:]
    assert {"s3:PutObject", "s3:DeleteObject"} <= set(in_place["Action"])
    assert in_place["NotResource"] == {"Fn::Sub": "${IntakeBucket.Arn}/${!aws:PrincipalTag/portavoz-source}/*"}
    assert (erases["Action"], erases["Resource"]) == ("s3:DeleteObjectVersion", {"Fn::Sub": "${IntakeBucket.Arn}/*"})
    for statement in (in_place, erases):
        assert (statement["Effect"], statement["Principal"]) == ("Deny", "*")
        assert statement["Condition"] == {"Null": {"aws:PrincipalTag/portavoz-source": "false"}}


def test_I17_no_function_of_ours_speaks_for_an_office(template: Any) -> None:
    assert "portavoz-source" not in str(template.of_type("AWS::IAM::Role"))
    assert "portavoz-source" not in str(template.functions)


def test_the_intake_tells_of_uploads_and_of_removals(template: Any) -> None:
    told = template.resources["IntakeBucket"]["Properties"]["NotificationConfiguration"]["QueueConfigurations"]
    assert {rule["Event"] for rule in told} == {"s3:ObjectCreated:*", "s3:ObjectRemoved:*"}
    assert {rule["Queue"]["Fn::GetAtt"][0] for rule in told} == {"MaterialQueue"}


def test_I20_only_the_intake_starts_work(template: Any) -> None:
    for name in ("MediaBucket", "ArchiveBucket"):
        assert "NotificationConfiguration" not in template.resources[name]["Properties"]


def test_the_table_can_be_restored_and_refuses_to_be_deleted(template: Any) -> None:
    table = template.resources["RecordsTable"]
    properties = table["Properties"]
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["SSESpecification"] == {"SSEEnabled": True}
    assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["IsProtected", True, False]}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_IMAGE"}
    assert table["DeletionPolicy"] == "RetainExceptOnCreate"
    assert template.body["Parameters"]["Protection"]["Default"] == "on"


def test_records_lie_under_their_day_and_what_is_open_is_in_an_index(template: Any) -> None:
    def keys(schema: list[dict[str, str]]) -> list[str]:
        return [key["AttributeName"] for key in schema]

    properties = template.resources["RecordsTable"]["Properties"]
    assert keys(properties["KeySchema"]) == ["date", "id"]
    indexes = {index["IndexName"]: keys(index["KeySchema"]) for index in properties["GlobalSecondaryIndexes"]}
    assert indexes == {
        "due": ["duty", "due_at"],
        "attention": ["waits_for", "waits_since"],
        "department": ["owner", "place"],
    }


def test_every_responsible_person_of_the_manual_has_a_group(template: Any) -> None:
    groups = {group["GroupName"] for group in template.of_type("AWS::Cognito::UserPoolGroup").values()}
    assert groups == {role.value for role in Role}


def test_nobody_signs_up_alone_or_speaks_for_another_department(template: Any) -> None:
    pool = template.resources["People"]["Properties"]
    client = template.resources["PeopleClient"]["Properties"]
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 12
    assert pool["MfaConfiguration"] == "OPTIONAL"
    assert "custom:department" not in client["WriteAttributes"]
    assert client["PreventUserExistenceErrors"] == "ENABLED"


def test_every_route_asks_who_comes_but_the_three_public_ones(template: Any) -> None:
    api = template.resources["RestAPI"]["Properties"]["DefinitionBody"]
    open_paths = {
        path
        for path, methods in api["paths"].items()
        for method, described in methods.items()
        if method != "options" and described.get("security") != [{"people": []}]
    }
    assert open_paths == PUBLIC_PATHS
    authorizer = api["securityDefinitions"]["people"]["x-amazon-apigateway-authorizer"]
    assert authorizer["type"] == "cognito_user_pools"
    assert authorizer["providerARNs"] == [{"Fn::GetAtt": ["People", "Arn"]}]


def test_the_api_answers_only_so_many_requests_a_second(template: Any) -> None:
    everything, *open_ones = template.resources["RestAPI"]["Properties"]["MethodSettings"]
    assert (everything["HttpMethod"], everything["ResourcePath"]) == ("*", "/*")
    # A flood of notices, or of strangers who read, takes nothing from the persons.
    limited = ("/v1/webhooks/meta", "/v1/calendar/{file}", *open311.PATHS)
    paths = {"/" + path.replace("/", "~1") for path in limited}
    assert {setting["ResourcePath"] for setting in open_ones} == paths
    for setting in (everything, *open_ones):
        assert 0 < setting["ThrottlingRateLimit"] <= setting["ThrottlingBurstLimit"] <= 100


def test_P8_where_strangers_knock_no_other_function_answers(template: Any) -> None:
    resources = template.resources
    paths = resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    reached = {
        path: {json.dumps(method["x-amazon-apigateway-integration"]["uri"]) for method in methods.values()}
        for path, methods in paths.items()
    }
    to_notices = {path for path, uris in reached.items() if any("ReceiveNotices" in uri for uri in uris)}
    assert to_notices == {"/v1/webhooks/meta"}
    assert not any("APIHandler" in uri for uri in reached["/v1/webhooks/meta"])
    [allowed] = [
        permission
        for permission in template.of_type("AWS::Lambda::Permission").values()
        if permission["FunctionName"] == {"Ref": "ReceiveNotices"}
    ]
    assert allowed["Principal"] == "apigateway.amazonaws.com"
    assert allowed["SourceArn"]["Fn::Sub"].endswith("${RestAPI}/*/*/v1/webhooks/meta")


def test_P8_whoever_reads_by_open311_reaches_its_function_and_no_other(template: Any) -> None:
    paths = template.resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    for path in open311.PATHS:
        assert paths[path].keys() == set(open311.METHODS)
        for method in paths[path].values():
            assert "AnswerOpen311" in json.dumps(method["x-amazon-apigateway-integration"]["uri"])
    [allowed] = [
        permission
        for permission in template.of_type("AWS::Lambda::Permission").values()
        if permission["FunctionName"] == {"Ref": "AnswerOpen311"}
    ]
    assert allowed["SourceArn"]["Fn::Sub"].endswith("${RestAPI}/*/*/open311/v2/*")


def test_no_secret_has_its_value_in_the_template(template: Any) -> None:
    secrets = template.of_type("AWS::SecretsManager::Secret")
    assert secrets.keys() == {"XAccount", "MetaAccount", "MetaWebhook"}
    for secret in secrets.values():
        assert secret.keys() == {"Description"}


def test_nothing_of_the_placeholders_of_the_code_is_left(template: Any) -> None:
    text = ensure_package().template_path.read_text()
    assert "placeholder" not in text
    assert "000000000000" not in text
    assert len(text) < LARGE_BYTES
    assert len(template.resources) < MANY_RESOURCES * 0.8


def test_cloudformation_s_own_linter_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("cfn-lint")
    found = subprocess.run(
        [linter, "--regions", REGION, "--template", ensure_package().template_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout
