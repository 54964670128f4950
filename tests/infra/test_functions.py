"""Each function has its own rights, its own log, its own environment, and somebody who hears when it fails."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.adapters.aws import MODEL_READ_SECONDS
from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.catalogue_files import DailyNoticesEntry
from chalicelib.adapters.links.checker import BUDGET_SECONDS
from chalicelib.adapters.sandbox import launching as sandbox
from chalicelib.adapters.sandbox import limits
from chalicelib.adapters.videos.child import MEMORY_BYTES, WALL_SECONDS
from chalicelib.procedure.intake import MAX_FILE_MEGABYTES
from infra import policies
from infra.functions import FUNCTIONS, SCHEDULED_EVERY_HOUR, SCHEDULED_EVERY_MINUTE, SCHEDULED_EVERY_QUARTER, Function

ROOT = Path(__file__).parents[2]
SLOW_MEGABYTES_PER_SECOND = 10
"""What a Lambda gets from S3, and sends there, on a bad day."""
OURSELVES_MEGABYTES, SANDBOX_MEGABYTES = 100, 50
"""What a function and the idle sandbox take, measured (tests/bench): 85 and 40."""
MEGABYTES_PER_PROCESSOR = 1769
FUNCTION_FILES = sorted(path.stem for path in (ROOT / "functions").glob("*.py") if path.stem != "__init__")
each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)


def test_every_file_of_functions_is_one_lambda(template: Any) -> None:
    assert sorted(function.name for function in FUNCTIONS) == FUNCTION_FILES
    assert template.functions.keys() == {function.logical_id for function in FUNCTIONS}


@each_function
def test_a_function_is_imported_alone_and_never_through_app(template: Any, function: Function) -> None:
    name = "lambda_handler" if function.name == "api" else function.name
    assert template.functions[function.logical_id]["Handler"] == f"functions.{function.name}.{name}"


def test_no_two_functions_share_a_role(template: Any) -> None:
    roles = [properties["Role"]["Fn::GetAtt"][0] for properties in template.functions.values()]
    assert len(set(roles)) == len(roles) == len(FUNCTIONS)


@each_function
def test_P8_no_right_is_for_every_action_or_every_resource(template: Any, function: Function) -> None:
    for statement in template.policies_of(function.logical_id):
        assert statement["Effect"] == "Allow"
        for action in statement["Action"]:
            assert "*" not in action
        resources = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
        for resource in resources:
            assert isinstance(resource, dict), "a resource of this stack, not a name written out"
            assert resource.get("Fn::Sub", "").removesuffix("/*").count("*") == 0


@each_function
def test_the_committed_policy_is_what_the_table_of_rights_gives(function: Function) -> None:
    """When it fails: `make policies` writes them anew."""
    assert (ROOT / ".chalice" / policies.file_name(function)).read_text() == policies.text(function)


def test_no_policy_is_left_over_from_a_function_that_is_gone() -> None:
    there = {path.name for path in (ROOT / ".chalice").glob("policy-*.json")}
    assert there == {policies.file_name(function) for function in FUNCTIONS}


@each_function
def test_a_function_writes_only_its_own_log_which_is_kept_for_a_while(template: Any, function: Function) -> None:
    group = template.functions[function.logical_id]["LoggingConfig"]["LogGroup"]["Ref"]
    assert 30 <= template.resources[group]["Properties"]["RetentionInDays"] <= 400
    logs = [s for s in template.policies_of(function.logical_id) if s["Action"][0].startswith("logs:")]
    assert [s["Resource"] for s in logs] == [{"Fn::GetAtt": [group, "Arn"]}]


def test_no_two_functions_share_a_log(template: Any) -> None:
    groups = [properties["LoggingConfig"]["LogGroup"]["Ref"] for properties in template.functions.values()]
    assert len(set(groups)) == len(groups)


@each_function
def test_a_function_that_fails_is_told_to_the_it_office(template: Any, function: Function) -> None:
    watched = [
        alarm
        for alarm in template.alarms.values()
        if alarm["MetricName"] == "Errors" and alarm["Dimensions"][0]["Value"] == {"Ref": function.logical_id}
    ]
    assert [alarm["AlarmActions"] for alarm in watched] == [[{"Ref": "ItOffice"}]]


def test_P6_a_clock_that_stopped_is_told_even_though_it_says_nothing(template: Any) -> None:
    watchdogs = [alarm for alarm in template.alarms.values() if alarm["MetricName"] == "Invocations"]
    silence = {
        alarm["Dimensions"][0]["Value"]["Ref"]: alarm["Period"] * alarm["EvaluationPeriods"] for alarm in watchdogs
    }
    schedules = {name: event["Schedule"] for name, event in template.events("Schedule")}
    every_minute = {name for name, schedule in schedules.items() if schedule == "rate(1 minute)"}
    every_quarter = {name for name, schedule in schedules.items() if schedule == "rate(15 minutes)"}
    every_hour = {name for name, schedule in schedules.items() if schedule == "cron(15 * * * ? *)"}
    assert silence == {
        **dict.fromkeys(every_minute, 300),
        **dict.fromkeys(every_quarter, 3600),
        **dict.fromkeys(every_hour, 21_600),
    }
    assert (len(every_minute), len(every_quarter)) == (len(SCHEDULED_EVERY_MINUTE), len(SCHEDULED_EVERY_QUARTER))
    assert len(every_hour) == len(SCHEDULED_EVERY_HOUR)
    for alarm in watchdogs:
        assert alarm["TreatMissingData"] == "breaching"
        assert alarm["ComparisonOperator"] == "LessThanThreshold"


def test_P6_what_is_overdue_is_told_and_so_is_a_watchdog_that_says_nothing(template: Any) -> None:
    [alarm] = [one for one in template.alarms.values() if one["MetricName"] == "DeliveriesOverdue"]
    service = template.functions["WatchDeliveries"]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
    assert (
        alarm["Namespace"]
        == template.functions["WatchDeliveries"]["Environment"]["Variables"]["POWERTOOLS_METRICS_NAMESPACE"]
    )
    assert alarm["Dimensions"] == [{"Name": "service", "Value": service}]
    assert (alarm["Threshold"], alarm["TreatMissingData"]) == (1, "breaching")


def test_P8_the_watchdog_reads_what_is_due_marks_it_tells_the_it_office_and_nothing_else(template: Any) -> None:
    rights = {statement["Action"][0]: statement for statement in template.policies_of("WatchDeliveries")}
    actions = {action for statement in rights.values() for action in statement["Action"]}
    reading_and_marking = {"dynamodb:Query", "dynamodb:PutItem", "logs:CreateLogStream", "logs:PutLogEvents"}
    assert actions == {*reading_and_marking, "sns:Publish"}
    assert rights["sns:Publish"]["Resource"] == {"Ref": "ItOffice"}


def test_P25_what_is_wrong_with_an_account_is_told_to_the_it_office_by_the_metric_of_its_probe(template: Any) -> None:
    [alarm] = [alarm for alarm in template.alarms.values() if alarm["MetricName"] == "AccountProblem"]
    assert (alarm["Namespace"], alarm["Dimensions"]) == ("Portavoz", [{"Name": "service", "Value": "probe_accounts"}])
    assert alarm["AlarmActions"] == [{"Ref": "ItOffice"}]
    variables = template.functions["ProbeAccounts"]["Environment"]["Variables"]
    assert variables["POWERTOOLS_METRICS_NAMESPACE"] == "Portavoz"
    assert variables["POWERTOOLS_SERVICE_NAME"] == "probe_accounts"


def test_P8_the_probe_reads_the_secrets_and_its_own_records_and_writes_nowhere_else(template: Any) -> None:
    actions = {action for one in template.policies_of("ProbeAccounts") for action in one["Action"]}
    assert {action for action in actions if not action.startswith("logs:")} == {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "secretsmanager:GetSecretValue",
    }


def test_P8_the_api_reads_no_secret(template: Any) -> None:
    actions = {action for one in template.policies_of("APIHandler") for action in one["Action"]}
    assert not any(action.startswith("secretsmanager:") for action in actions)


def test_P8_who_hears_strangers_keeps_what_is_signed_and_can_do_nothing_else(template: Any) -> None:
    statements = [one for one in template.policies_of("ReceiveNotices") if not one["Action"][0].startswith("logs:")]
    rights = {action: json.dumps(one["Resource"]) for one in statements for action in one["Action"]}
    assert rights.keys() == {
        "s3:PutObject",
        "secretsmanager:GetSecretValue",
        "sqs:SendMessage",
    }
    assert rights["s3:PutObject"] == '{"Fn::Sub": "${NoticesBucket.Arn}/webhooks/*"}'
    [landing] = [one for one in statements if one["Action"] == ["s3:PutObject"]]
    assert landing["Condition"] == {"Null": {"s3:if-none-match": "false"}}
    assert "MetaWebhook" in rights["secretsmanager:GetSecretValue"]
    assert "MetaAccount" not in json.dumps(statements)
    assert "NoticesQueue" in rights["sqs:SendMessage"]


def test_P8_open311_reads_no_secret_no_medium_and_writes_to_no_department(template: Any) -> None:
    statements = [one for one in template.policies_of("AnswerOpen311") if not one["Action"][0].startswith("logs:")]
    rights = {action: json.dumps(one["Resource"]) for one in statements for action in one["Action"]}
    assert rights.keys() == {
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
        "dynamodb:Query",
        "sqs:SendMessage",
    }
    assert "index" not in rights["dynamodb:Query"]
    assert "Department" not in rights["sqs:SendMessage"]


def test_P8_who_heeds_notices_reads_no_secret(template: Any) -> None:
    actions = {action for one in template.policies_of("HeedNotices") for action in one["Action"]}
    assert not any(action.startswith("secretsmanager:") for action in actions)


def test_P8_who_archives_notices_writes_their_folders_and_their_keys_and_no_others(template: Any) -> None:
    statements = [one for one in template.policies_of("HeedNotices") if "s3:PutObject" in one["Action"]]
    places = {text for one in statements for text in re.findall(r"\$\{[^\"]*", json.dumps(one["Resource"]))}
    assert places == {
        "${NoticesBucket.Arn}/webhooks/*",
        "${ArchiveBucket.Arn}/????/??/??/facebook/notices/*",
        "${ArchiveBucket.Arn}/????/??/??/instagram/notices/*",
        "${EnvelopesBucket.Arn}/envelopes/notices/*",
    }
    actions = {action for one in template.policies_of("HeedNotices") for action in one["Action"]}
    assert not any(action.startswith("s3:Delete") for action in actions)


def test_R13_who_closes_the_day_sees_that_notices_are_left_and_reads_none(template: Any) -> None:
    landing = [one for one in template.policies_of("CloseDay") if "NoticesBucket" in json.dumps(one["Resource"])]
    assert [one["Action"] for one in landing] == [["s3:ListBucket"]]


def test_meta_hears_an_answer_before_it_gives_up(template: Any) -> None:
    """Meta waits some twenty seconds; what is late is told again, and is the same object."""
    assert template.functions["ReceiveNotices"]["Timeout"] <= 20


def test_the_day_is_closed_a_quarter_past_midnight_in_leon(template: Any) -> None:
    [schedule] = [event["Schedule"] for name, event in template.events("Schedule") if name == "CloseDay"]
    assert schedule == "cron(15 6 * * ? *)"


def test_liaisons_are_told_at_eight_in_the_morning_in_leon_from_monday_to_friday(template: Any) -> None:
    [schedule] = [event["Schedule"] for name, event in template.events("Schedule") if name == "SendDailyNotices"]
    assert schedule == "cron(0 14 ? * MON-FRI *)"


def test_P8_no_mail_leaves_unless_the_strategy_says_from_where() -> None:
    assert policies.send_mail(None) == ()
    assert "ses:" not in policies.text(next(one for one in FUNCTIONS if one.name == "send_daily_notices"))


@pytest.mark.parametrize(("region", "there"), [(None, "${AWS::Region}"), ("us-east-1", "us-east-1")])
def test_P8_mail_leaves_only_from_the_identity_and_address_of_the_strategy(region: str | None, there: str) -> None:
    named = {
        "identity": "leon.gob.mx",
        "sender": "portavoz@leon.gob.mx",
        "coordinator": "a@leon.gob.mx",
        "region": region,
    }
    [right] = policies.send_mail(DailyNoticesEntry.model_validate(named))
    assert right.statement() == {
        "Sid": "SendMail",
        "Effect": "Allow",
        "Action": ["ses:SendEmail"],
        "Resource": {"Fn::Sub": f"arn:${{AWS::Partition}}:ses:{there}:${{AWS::AccountId}}:identity/leon.gob.mx"},
        "Condition": {"StringEquals": {"ses:FromAddress": "portavoz@leon.gob.mx"}},
    }


def test_a_sender_that_is_not_the_identitys_is_refused() -> None:
    named = {"identity": "leon.gob.mx", "sender": "portavoz@ejemplo.com", "coordinator": "a@leon.gob.mx"}
    with pytest.raises(ValidationError, match="identity"):
        DailyNoticesEntry.model_validate(named)


def test_the_publisher_is_out_of_time_before_its_claim_on_a_delivery_is(template: Any) -> None:
    """A claim is good for 150 seconds: whoever takes over afterwards must find the first one dead."""
    assert template.functions["PublishPosts"]["Timeout"] <= 120


@each_function
def test_a_function_that_has_the_name_of_a_resource_has_rights_on_it(template: Any, function: Function) -> None:
    """An environment that names what the function may not touch is one that it does not need."""
    allowed = json.dumps(template.policies_of(function.logical_id))
    variables = template.functions[function.logical_id]["Environment"]["Variables"]
    for name, value in variables.items():
        if name.endswith(("_TABLE", "_BUCKET", "_QUEUE_URL", "_SECRET_ARN")):
            logical = value["Ref"] if "Ref" in value else value["Fn::GetAtt"][0]
            assert logical in allowed, name


def test_alarms_speak_spanish_and_reach_the_it_office(template: Any) -> None:
    for name, alarm in template.alarms.items():
        assert alarm["AlarmDescription"].startswith("Portavoz: "), name
        assert alarm["AlarmActions"] == [{"Ref": "ItOffice"}], name


def test_whoever_reads_a_file_outlives_the_slowest_that_is_allowed(template: Any) -> None:
    """Else a slow file takes the whole function with it, is never rejected, and comes back until it is set aside."""
    reading = sandbox.START_SECONDS + limits.CARRIER.seconds + sandbox.GRACE_SECONDS
    receive = template.functions["ReceiveMaterial"]
    assert receive["Timeout"] >= reading + 2 * MAX_FILE_MEGABYTES / SLOW_MEGABYTES_PER_SECOND
    [source] = [event for name, event in template.events("SQS") if name == "ReceiveMaterial"]
    assert source["BatchSize"] == 1


def test_whoever_prepares_outlives_the_slowest_set_that_is_allowed(template: Any) -> None:
    catalogue = load_catalogue()
    pictures = max(catalogue.strategy(network).max_images for network in catalogue.networks)
    drawing = sandbox.START_SECONDS + pictures * limits.RENDERING.seconds
    filming = 2 * WALL_SECONDS + 2 * MAX_FILE_MEGABYTES / SLOW_MEGABYTES_PER_SECOND
    asking = len(catalogue.networks) * MODEL_READ_SECONDS + BUDGET_SECONDS
    assert template.functions["PreparePublications"]["Timeout"] >= drawing + filming + asking


@pytest.mark.parametrize("name", ["ReceiveMaterial", "PreparePublications"])
def test_who_starts_the_sandbox_has_memory_for_the_worst_file_and_half_a_processor(template: Any, name: str) -> None:
    """A reader at its limit and its ffmpeg too, beside ourselves and the idle sandbox; Lambda gives processor by memory."""
    hostile = max(limits.DOCUMENT, limits.CARRIER, limits.RENDERING, key=lambda one: one.memory_megabytes)
    worst = OURSELVES_MEGABYTES + SANDBOX_MEGABYTES + hostile.memory_megabytes + MEMORY_BYTES // 1024**2
    memory = template.functions[name]["MemorySize"]
    assert memory >= worst
    assert memory / MEGABYTES_PER_PROCESSOR >= 0.5


def test_I05_the_functions_that_meet_videos_have_room_for_one_as_received_and_as_it_goes_out(template: Any) -> None:
    room = {name: one.get("EphemeralStorage", {"Size": 512})["Size"] for name, one in template.functions.items()}
    roomy = {name for name, size in room.items() if size > 512}
    assert roomy == {"ReceiveMaterial", "PreparePublications", "PublishPosts", "MakeExports"}
    assert all(room[name] * 1024 * 1024 > 3 * MAX_FILE_MEGABYTES * 1_000_000 for name in roomy)
