"""
P8: a department's own system reaches its own inbox and its way to tell news, and nothing else of the stack.

First the whole table, role × action × resource, as the template says it; then some of it with real roles, in an emulator that
enforces permissions.
"""

import json
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.department_roles import TAG, news_queue_id, role_id
from infra.queues import department_queue_id
from infra.settings import department_ids
from local.processes import LOOPBACK, Service

ACCOUNT, REGION = "000000000000", "mx-central-1"
PULLS = {"ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes", "GetQueueUrl"}
TELLS = {"SendMessage", "GetQueueUrl"}
SQS_ACTIONS = sorted(
    PULLS
    | TELLS
    | {
        "AddPermission",
        "CreateQueue",
        "DeleteQueue",
        "ListDeadLetterSourceQueues",
        "ListQueues",
        "ListQueueTags",
        "PurgeQueue",
        "RemovePermission",
        "SetQueueAttributes",
        "StartMessageMoveTask",
        "TagQueue",
    }
)
OTHER_ACTIONS = (
    "dynamodb:GetItem",
    "dynamodb:Query",
    "s3:GetObject",
    "s3:PutObject",
    "secretsmanager:GetSecretValue",
    "sts:AssumeRole",
    "iam:PassRole",
    "lambda:InvokeFunction",
    "sns:Publish",
    "cognito-idp:AdminCreateUser",
    "execute-api:Invoke",
    "kms:Decrypt",
)


def statements_of(template: Any, department: str) -> list[Any]:
    policies = template.resources[role_id(department)]["Properties"]["Policies"]
    return [statement for policy in policies for statement in policy["PolicyDocument"]["Statement"]]


def allows(statements: list[Any], action: str, logical_id: str) -> bool:
    """Evaluate a role's policy for a resource of the stack. What is written otherwise than here is taken for a right."""
    return any(
        statement["Effect"] == "Allow"
        and (action in statement["Action"] or any("*" in one for one in statement["Action"]))
        and statement["Resource"] in ({"Fn::GetAtt": [logical_id, "Arn"]}, "*")
        for statement in statements
    )


# The template ---------------------------------------------------------------------------------------------------------


def test_every_department_has_a_role_of_its_own(template: Any) -> None:
    roles = {role_id(department) for department in department_ids()}
    assert len(roles) == len(department_ids()) > 30
    assert roles <= set(template.of_type("AWS::IAM::Role"))
    assert {name: template.body["Outputs"][name]["Value"] for name in roles} == {
        name: {"Fn::GetAtt": [name, "Arn"]} for name in roles
    }


def test_P8_of_all_queues_and_all_acts_a_department_has_just_its_own(template: Any) -> None:
    allowed = {
        (department, queue, action)
        for department in department_ids()
        for queue in template.queues
        for action in SQS_ACTIONS
        if allows(statements_of(template, department), f"sqs:{action}", queue)
    }
    meant = {
        (department, queue, action)
        for department in department_ids()
        for queue, actions in ((department_queue_id(department), PULLS), (news_queue_id(department), TELLS))
        for action in actions
    }
    assert allowed == meant


def test_P8_a_department_may_do_nothing_to_anything_that_is_no_queue(template: Any) -> None:
    for department in department_ids():
        statements = statements_of(template, department)
        named = [statement["Resource"]["Fn::GetAtt"] for statement in statements]
        assert {kind for _, kind in named} == {"Arn"}
        assert {name for name, _ in named} <= set(template.queues)
        assert not [
            (action, name)
            for action in OTHER_ACTIONS
            for name in template.resources
            if allows(statements, action, name)
        ]


def test_P8_no_right_is_for_every_action_and_none_comes_from_elsewhere(template: Any) -> None:
    for department in department_ids():
        role = template.resources[role_id(department)]["Properties"]
        assert role.keys() == {"AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "Policies"}
        for statement in statements_of(template, department):
            assert statement.keys() == {"Sid", "Effect", "Action", "Resource"}
            assert not [action for action in statement["Action"] if "*" in action]


def test_P8_only_who_has_the_departments_tag_takes_its_role_and_for_an_hour(template: Any) -> None:
    for department in department_ids():
        role = template.resources[role_id(department)]["Properties"]
        [trusted] = role["AssumeRolePolicyDocument"]["Statement"]
        assert (trusted["Effect"], trusted["Action"]) == ("Allow", "sts:AssumeRole")
        assert trusted["Principal"] == {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
        assert trusted["Condition"] == {"StringEquals": {f"aws:PrincipalTag/{TAG}": department}}
        assert role["MaxSessionDuration"] == 3600


def test_P8_no_queue_lets_anybody_in_by_its_own_policy_but_the_intake(template: Any) -> None:
    for policy in template.of_type("AWS::SQS::QueuePolicy").values():
        allowing = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
        assert [one["Principal"] for one in allowing] in ([], [{"Service": "s3.amazonaws.com"}])


def test_no_name_of_a_department_stands_for_another_in_a_role() -> None:
    assert len({role_id(one) for one in department_ids()} & {department_queue_id(one) for one in department_ids()}) == 0
    assert all(role_id(one) != role_id(other) for one in department_ids() for other in department_ids() if one != other)


# The emulator ---------------------------------------------------------------------------------------------------------

DEPARTMENTS = ("sapal", "mujeres", "siap")


def client(service: Any, port: int, key: Any = None) -> Any:
    credentials = key or {"AccessKeyId": "test", "SecretAccessKey": "test"}
    return boto3.client(
        service,
        endpoint_url=f"http://{LOOPBACK}:{port}",
        region_name=REGION,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


def resolved(document: Any) -> str:
    """Write a policy as CloudFormation does: queues are named by their logical ids here."""
    if isinstance(document, list):
        return f"[{', '.join(map(resolved, document))}]"
    if not isinstance(document, dict):
        return json.dumps(document)
    if "Fn::GetAtt" in document:
        return json.dumps(f"arn:aws:sqs:{REGION}:{ACCOUNT}:{document['Fn::GetAtt'][0]}")
    if "Fn::Sub" in document:
        return json.dumps(document["Fn::Sub"].replace("${AWS::Partition}", "aws").replace("${AWS::AccountId}", ACCOUNT))
    return "{" + ", ".join(f"{json.dumps(key)}: {resolved(value)}" for key, value in document.items()) + "}"


@pytest.fixture
def town(template: Any, emulator: tuple[Service, int]) -> int:
    """Make the queues and roles of some departments, with a table and a secret beside them."""
    port = emulator[1]
    iam, sqs = client("iam", port), client("sqs", port)
    for name in {queue for one in DEPARTMENTS for queue in (department_queue_id(one), news_queue_id(one))}:
        sqs.create_queue(QueueName=name)
    sqs.create_queue(QueueName="ReferralsQueue")
    client("secretsmanager", port).create_secret(Name="XAccount", SecretString="s")
    for bucket in ("archive", "intake"):
        client("s3", port).create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        client("s3", port).put_object(Bucket=bucket, Key="x", Body=b"x")
    client("sns", port).create_topic(Name="it")
    for department in DEPARTMENTS:
        role = template.resources[role_id(department)]["Properties"]
        iam.create_role(RoleName=department, AssumeRolePolicyDocument=resolved(role["AssumeRolePolicyDocument"]))
        for policy in role["Policies"]:
            document = resolved(policy["PolicyDocument"])
            iam.put_role_policy(RoleName=department, PolicyName=policy["PolicyName"], PolicyDocument=document)
    return port


def somebody(port: int, name: str, tags: list[dict[str, str]]) -> Any:
    """Make a user who may try to take any role, and give their way to ask."""
    iam = client("iam", port)
    iam.create_user(UserName=name, Tags=tags)
    may_try = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [may_try]})
    iam.put_user_policy(UserName=name, PolicyName="try", PolicyDocument=document)
    return client("sts", port, iam.create_access_key(UserName=name)["AccessKey"])


def taken(sts: Any, department: str) -> Any:
    arn = f"arn:aws:iam::{ACCOUNT}:role/{department}"
    return sts.assume_role(RoleArn=arn, RoleSessionName="sistema")["Credentials"]


def tried(sqs: Any, action: str, queue: str) -> bool:
    """Do something to a queue, and say whether it was allowed."""
    url = f"{sqs.meta.endpoint_url}/{ACCOUNT}/{queue}"
    calls: dict[str, Any] = {
        "ReceiveMessage": lambda: sqs.receive_message(QueueUrl=url, WaitTimeSeconds=0),
        "DeleteMessage": lambda: sqs.delete_message(QueueUrl=url, ReceiptHandle="x"),
        "ChangeMessageVisibility": lambda: sqs.change_message_visibility(
            QueueUrl=url, ReceiptHandle="x", VisibilityTimeout=60
        ),
        "GetQueueAttributes": lambda: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"]),
        "GetQueueUrl": lambda: sqs.get_queue_url(QueueName=queue),
        "SendMessage": lambda: sqs.send_message(QueueUrl=url, MessageBody="{}"),
        "PurgeQueue": lambda: sqs.purge_queue(QueueUrl=url),
        "SetQueueAttributes": lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "900"}),
        "DeleteQueue": lambda: sqs.delete_queue(QueueUrl=url),
    }
    try:
        calls[action]()
    except ClientError as error:
        return "Denied" not in error.response["Error"]["Code"]
    return True


ACTS = (
    "ReceiveMessage",
    "DeleteMessage",
    "ChangeMessageVisibility",
    "GetQueueAttributes",
    "GetQueueUrl",
    "SendMessage",
    "PurgeQueue",
)
LAST_ACTS = ("SetQueueAttributes", "DeleteQueue")


def test_P8_real_roles_reach_their_own_queues_and_no_other_thing(town: int) -> None:
    queues = sorted({name for one in DEPARTMENTS for name in (department_queue_id(one), news_queue_id(one))})
    for department in DEPARTMENTS:
        sts = somebody(town, f"sistema-{department}", [{"Key": TAG, "Value": department}])
        credentials = taken(sts, department)
        sqs = client("sqs", town, credentials)
        for queue in (*queues, "ReferralsQueue"):
            own = PULLS if queue == department_queue_id(department) else set()
            own = own | (TELLS if queue == news_queue_id(department) else set())
            allowed = {action for action in (*ACTS, *LAST_ACTS) if tried(sqs, action, queue)}
            assert allowed == own & set(ACTS), (department, queue)
        with pytest.raises(ClientError, match="AccessDenied"):
            client("secretsmanager", town, credentials).get_secret_value(SecretId="XAccount")
        with pytest.raises(ClientError, match="AccessDenied"):
            client("iam", town, credentials).list_roles()


ELSEWHERE: dict[str, tuple[str, str, dict[str, Any]]] = {
    "read a record": ("dynamodb", "get_item", {"TableName": "Records", "Key": {"partition": {"S": "x"}}}),
    "read all records": ("dynamodb", "scan", {"TableName": "Records"}),
    "write a record": ("dynamodb", "put_item", {"TableName": "Records", "Item": {"partition": {"S": "x"}}}),
    "read the archive": ("s3", "get_object", {"Bucket": "archive", "Key": "x"}),
    "list the intake": ("s3", "list_objects_v2", {"Bucket": "intake"}),
    "upload material": ("s3", "put_object", {"Bucket": "intake", "Key": "x", "Body": b"x"}),
    "run a function": ("lambda", "invoke", {"FunctionName": "CloseDay"}),
    "read a secret": ("secretsmanager", "get_secret_value", {"SecretId": "XAccount"}),
    "decrypt": ("kms", "decrypt", {"CiphertextBlob": b"x"}),
    "list roles": ("iam", "list_roles", {}),
    "make a queue": ("sqs", "create_queue", {"QueueName": "own"}),
    "tell the IT office": ("sns", "publish", {"TopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:it", "Message": "x"}),
}
"""What is no queue of a department's: the service, the call, and its arguments."""

REFUSALS = ("Denied", "AuthorizationError")
"""How services say that somebody has no right; the second is SNS's way."""


def refused(port: int, credentials: Any, act: str) -> bool:
    """Try something, and say whether it was refused for want of a right: any other failure is none."""
    service, call, arguments = ELSEWHERE[act]
    try:
        getattr(client(service, port, credentials), call)(**arguments)
    except ClientError as error:
        return any(word in error.response["Error"]["Code"] for word in REFUSALS)
    return False


def test_P8_real_roles_are_refused_whatever_is_no_queue_of_theirs(town: int) -> None:
    roles = {one: somebody(town, f"sistema-{one}", [{"Key": TAG, "Value": one}]) for one in DEPARTMENTS}
    credentials = {one: taken(sts, one) for one, sts in roles.items()}
    open_to = [(one, act) for one in DEPARTMENTS for act in ELSEWHERE if not refused(town, credentials[one], act)]
    assert open_to == []


def test_P8_control_the_emulator_refuses_who_has_no_right_and_not_who_has_them_all(town: int) -> None:
    """Were permissions not enforced, or refused to everybody, the tables above would prove nothing."""
    iam = client("iam", town)
    iam.create_user(UserName="nobody")
    nobody = iam.create_access_key(UserName="nobody")["AccessKey"]
    nobody = {"AccessKeyId": nobody["AccessKeyId"], "SecretAccessKey": nobody["SecretAccessKey"]}
    assert [act for act in ELSEWHERE if not refused(town, nobody, act)] == []
    inbox = department_queue_id("sapal")
    assert not [act for act in (*ACTS, *LAST_ACTS) if tried(client("sqs", town, nobody), act, inbox)]
    assert [act for act in ELSEWHERE if refused(town, None, act)] == []
    assert tried(client("sqs", town), "ReceiveMessage", inbox)


@pytest.mark.parametrize("tags", [[], [{"Key": TAG, "Value": "siap"}], [{"Key": "portavoz-source", "Value": "sapal"}]])
def test_P8_who_is_not_of_a_department_does_not_take_its_role(town: int, tags: list[dict[str, str]]) -> None:
    sts = somebody(town, "otro", tags)
    with pytest.raises(ClientError, match="AccessDenied"):
        taken(sts, "sapal")
