"""The local stack: the emulated AWS enforces permissions, tells who was refused, and leaves nothing behind."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.functions import FUNCTIONS
from local.denials import access_denials
from local.emulator import Emulator, Message, Receive, Scope, Send
from local.processes import LOOPBACK, Service, command_line, is_listening
from local.services import services
from local.stack import access_denials as count_denials


def answer_of(status: int, body: bytes, seen: list[Scope]) -> Callable[[Scope, Receive, Send], Any]:
    """Stand in for MiniStack: give always the same answer, and remember what was asked."""

    async def inner(scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": body})

    return inner


def ask(status: int, body: bytes, folder: Path, path: str = "/") -> list[Scope]:
    """Ask an emulator once, and give what arrived inside."""
    seen: list[Scope] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        pass

    emulator = Emulator(answer_of(status, body, seen), folder / "denials.jsonl")
    scope: Scope = {"type": "http", "method": "POST", "path": path, "headers": [(b"x-amz-target", b"DynamoDB.Scan")]}
    asyncio.run(emulator(scope, receive, send))
    return seen


def test_a_request_over_the_loopback_counts_as_one_over_tls(tmp_path: Path) -> None:
    [scope] = ask(200, b"{}", tmp_path)
    assert (b"x-forwarded-proto", b"https") in scope["headers"]


@pytest.mark.parametrize("status", [400, 403])
def test_a_refusal_for_want_of_a_right_is_written_down(tmp_path: Path, status: int) -> None:
    ask(status, b'{"__type": "AccessDeniedException"}', tmp_path)
    [denial] = access_denials(tmp_path)
    assert (denial["status"], denial["target"]) == (status, "DynamoDB.Scan")
    assert count_denials({"state": str(tmp_path)}) == 1


def test_other_failures_and_refusals_of_our_own_api_are_not_denials(tmp_path: Path) -> None:
    ask(400, b'{"__type": "ConditionalCheckFailedException"}', tmp_path)
    ask(403, b'{"code": "AccessDenied"}', tmp_path, path="/restapis/abc/api/_user_request_/v1/publications")
    assert access_denials(tmp_path) == []


def test_a_notification_that_a_policy_stopped_is_a_denial(tmp_path: Path) -> None:
    log = "INFO [s3] created\nWARNING [s3] S3 notification: queue policy denies delivery from intake to material\n"
    (tmp_path / "local.emulator.log").write_text(log)
    assert len(access_denials(tmp_path)) == 1


# A real emulator ------------------------------------------------------------------------------------------------------


def client(service: Any, port: int, key: str = "test", signing_key: str = "test") -> Any:
    return boto3.client(
        service,
        endpoint_url=f"http://{LOOPBACK}:{port}",
        region_name="mx-central-1",
        aws_access_key_id=key,
        aws_secret_access_key=signing_key,
    )


def test_who_has_no_right_is_refused_and_counted(emulator: tuple[Service, int], tmp_path: Path) -> None:
    _, port = emulator
    iam = client("iam", port)
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    with pytest.raises(ClientError, match="not authorized"):
        client("sqs", port, key["AccessKeyId"], key["SecretAccessKey"]).create_queue(QueueName="mine")
    assert "sqs:CreateQueue" in access_denials(tmp_path)[0]["answer"]


def insert_as_somebody_with(right: str, port: int) -> Any:
    """Insert a row with PartiQL as a user who holds one right on the table."""
    client("dynamodb", port).create_table(
        TableName="records",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table = "arn:aws:dynamodb:mx-central-1:000000000000:table/records"
    statement = {"Effect": "Allow", "Action": right, "Resource": table}
    iam = client("iam", port)
    iam.create_user(UserName="somebody")
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    iam.put_user_policy(UserName="somebody", PolicyName="one-right", PolicyDocument=policy)
    key = iam.create_access_key(UserName="somebody")["AccessKey"]
    insert = {"Statement": "INSERT INTO \"records\" VALUE {'id': ?}", "Parameters": [{"S": "one"}]}
    somebody = client("dynamodb", port, key["AccessKeyId"], key["SecretAccessKey"])
    return somebody.batch_execute_statement(Statements=[insert])["Responses"][0]


def test_partiql_is_allowed_by_the_right_that_aws_asks_for(emulator: tuple[Service, int]) -> None:
    assert "Error" not in insert_as_somebody_with("dynamodb:PartiQLInsert", emulator[1])


def test_partiql_is_not_allowed_by_another_right(emulator: tuple[Service, int]) -> None:
    with pytest.raises(ClientError, match="dynamodb:PartiQLInsert"):
        insert_as_somebody_with("dynamodb:PutItem", emulator[1])


def test_the_emulator_listens_on_the_loopback_alone_and_ends_when_told(emulator: tuple[Service, int]) -> None:
    service, port = emulator
    number = service.number()
    assert number is not None
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    places = {line.split()[1].split(":")[0] for line in listening.splitlines() if f":{port:04X} " in line}
    assert "0100007F" in places
    assert "00000000" not in places
    service.stop()
    assert not is_listening(port)
    assert command_line(number) == b""


STORY = """
import signal, sys, time
from pathlib import Path
from local.services import services
from local.stack import running_stack
# Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
with running_stack(Path(sys.argv[1])):
    print("running", flush=True)
    time.sleep(600)
"""


@pytest.mark.journey
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_a_story_that_is_told_to_end_leaves_nothing_running(tmp_path: Path, how: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    story = subprocess.Popen(
        [sys.executable, "-c", STORY, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert story.stdout is not None
    assert story.stdout.readline() == b"running\n"
    started = [service.number() for service in services(tmp_path)]
    story.send_signal(how)
    story.communicate(timeout=60)
    assert None not in started
    assert [command_line(number) for number in started if number] == [b""] * len(started)
    assert not (tmp_path / "endpoints.json").exists()


# The whole stack ------------------------------------------------------------------------------------------------------


@pytest.mark.journey
def test_endpoints_say_everything_that_a_client_needs(stack: dict[str, Any]) -> None:
    assert {
        "aws",
        "api_url",
        "buckets",
        "table",
        "department_queues",
        "networks",
        "citizens",
        "people",
        "functions",
    } <= (stack.keys())
    assert stack["aws"].keys() == {"endpoint_url", "region", "access_key_id", "secret_access_key"}
    assert stack["aws"]["region"] == "mx-central-1"
    assert stack["people"]["department"]["department"] == "sapal"
    assert {"name", "x_token", "graph_token"} <= stack["citizens"][0].keys()
    assert json.loads(json.dumps(stack)) == stack


@pytest.mark.journey
def test_R06_what_the_archive_keeps_cannot_be_deleted(stack: dict[str, Any]) -> None:
    s3, bucket = of(stack, "s3"), stack["buckets"]["archive"]
    kept = s3.put_object(
        Bucket=bucket,
        Key="trial/kept.json",
        Body=b"{}",
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=datetime.now(UTC) + timedelta(days=1),
    )
    with pytest.raises(ClientError):
        s3.delete_object(Bucket=bucket, Key="trial/kept.json", VersionId=kept["VersionId"])


@pytest.mark.journey
def test_P8_every_function_runs_in_a_role_of_its_own(stack: dict[str, Any]) -> None:
    functions = of(stack, "lambda")
    roles = [functions.get_function_configuration(FunctionName=name)["Role"] for name in stack["functions"].values()]
    assert len(set(roles)) == len(roles) == len(FUNCTIONS)


def of(stack: dict[str, Any], service: Any) -> Any:
    """Make a client of the stack's AWS."""
    aws = stack["aws"]
    return client(service, int(aws["endpoint_url"].rpartition(":")[2]), aws["access_key_id"], aws["secret_access_key"])
