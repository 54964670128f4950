"""Every queue can fail visibly, and is fed and read as AWS asks."""

from typing import Any

import pytest

from infra.settings import department_ids

FORTNIGHT_SECONDS = 1_209_600


def target(queue: dict[str, Any]) -> str | None:
    """Give the logical id of the queue behind a queue."""
    policy = queue.get("RedrivePolicy")
    return policy["deadLetterTargetArn"]["Fn::GetAtt"][0] if policy else None


def watched_queues(template: Any) -> set[str]:
    return {
        alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in template.alarms.values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        and alarm["AlarmActions"] == [{"Ref": "ItOffice"}]
    }


def test_every_queue_that_is_read_has_a_dead_letter_queue_behind_it(template: Any) -> None:
    behind = {target(queue) for queue in template.queues.values()} - {None}
    unread = {name for name, queue in template.queues.items() if target(queue) is None}
    assert behind
    assert unread == behind | {"ArchiveFailures"}


def test_every_dead_letter_queue_is_watched_by_the_it_office(template: Any) -> None:
    unread = {name for name, queue in template.queues.items() if target(queue) is None}
    assert watched_queues(template) == unread


def test_what_the_archive_could_not_keep_goes_to_a_watched_queue(template: Any) -> None:
    [(_, stream)] = template.events("DynamoDB")
    destination = stream["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0]
    assert destination in watched_queues(template)


def test_Q13_a_message_stays_invisible_six_times_as_long_as_its_function_may_run(template: Any) -> None:
    fed = list(template.events("SQS"))
    assert fed
    for function, event in fed:
        queue = template.queues[event["Queue"]["Fn::GetAtt"][0]]
        assert queue["VisibilityTimeout"] >= 6 * template.functions[function]["Timeout"], function


def test_Q05_what_is_set_aside_has_most_of_its_fortnight_left(template: Any) -> None:
    """A dead-letter queue counts from when a message was first sent: all tries together must take little of that."""
    for function, event in template.events("SQS"):
        queue = template.queues[event["Queue"]["Fn::GetAtt"][0]]
        tries = queue["RedrivePolicy"]["maxReceiveCount"]
        assert tries * queue["VisibilityTimeout"] <= FORTNIGHT_SECONDS / 14, function


def test_Q03_every_queue_takes_back_only_the_messages_that_failed(template: Any) -> None:
    mappings = [*template.events("SQS"), *template.events("DynamoDB")]
    assert mappings
    for function, event in mappings:
        assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"], function


def test_the_stream_isolates_the_version_that_cannot_be_archived(template: Any) -> None:
    [(_, stream)] = template.events("DynamoDB")
    assert stream["BisectBatchOnFunctionError"] is True
    assert 0 < stream["MaximumRetryAttempts"] <= 10


def test_every_queue_is_encrypted_and_keeps_messages_as_long_as_sqs_can(template: Any) -> None:
    for name, queue in template.queues.items():
        assert queue["SqsManagedSseEnabled"] is True, name
        assert queue["MessageRetentionPeriod"] == FORTNIGHT_SECONDS, name


def test_every_queue_refuses_whoever_comes_without_tls(template: Any) -> None:
    policies = {
        policy["Queues"][0]["Ref"]: policy["PolicyDocument"]["Statement"]
        for policy in template.of_type("AWS::SQS::QueuePolicy").values()
    }
    assert policies.keys() == template.queues.keys()
    for name, statements in policies.items():
        denied = [s for s in statements if s["Effect"] == "Deny"]
        assert [s["Condition"] for s in denied] == [{"Bool": {"aws:SecureTransport": "false"}}], name
        assert [s["Resource"] for s in denied] == [{"Fn::GetAtt": [name, "Arn"]}], name


def test_only_the_intake_bucket_of_this_account_may_write_to_the_queue_of_material(template: Any) -> None:
    statements = template.resources["MaterialQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    [allowed] = [s for s in statements if s["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "s3.amazonaws.com"}
    assert allowed["Action"] == "sqs:SendMessage"
    assert allowed["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    intake = template.resources["IntakeBucket"]["Properties"]["BucketName"]["Fn::Sub"]
    assert allowed["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"].endswith(intake)


def test_every_department_of_the_catalogue_has_its_own_queue_under_a_stable_name(template: Any) -> None:
    names = {queue["QueueName"]["Fn::Sub"] for queue in template.queues.values() if "QueueName" in queue}
    assert department_ids()
    assert names >= {f"${{AWS::StackName}}-dep-{department}" for department in department_ids()}


def test_Q12_every_department_speaks_by_a_queue_of_its_own_ten_messages_at_a_time(template: Any) -> None:
    fed = [event for function, event in template.events("SQS") if function == "ReceiveDepartmentNews"]
    names = [template.queues[event["Queue"]["Fn::GetAtt"][0]]["QueueName"]["Fn::Sub"] for event in fed]
    assert sorted(names) == sorted(f"${{AWS::StackName}}-news-{department}" for department in department_ids())
    assert {event["BatchSize"] for event in fed} == {10}


@pytest.mark.parametrize("function", ["PublishPosts", "CollectComments"])
def test_few_functions_write_to_or_read_from_a_network_at_once(template: Any, function: str) -> None:
    at_once = [
        event["ScalingConfig"]["MaximumConcurrency"] for name, event in template.events("SQS") if name == function
    ]
    assert all(one >= 2 for one in at_once), "SQS asks for two at least"
    assert 2 <= sum(at_once) <= 7


def test_live_coverage_and_replies_have_queues_of_their_own_to_the_one_function_that_publishes(template: Any) -> None:
    """What waits in one holds up nothing in another: each has its own number of workers."""
    lanes = [event for name, event in template.events("SQS") if name == "PublishPosts"]
    queues = [event["Queue"]["Fn::GetAtt"][0] for event in lanes]
    assert queues == ["PublicationsQueue", "LivePublicationsQueue", "RepliesQueue"]
    assert {event["BatchSize"] for event in lanes} == {1}
    polled = [
        statement["Resource"]
        for statement in template.policies_of("PublishPosts")
        if "sqs:ReceiveMessage" in statement["Action"]
    ]
    assert polled == [[{"Fn::GetAtt": [queue, "Arn"]} for queue in queues]]


def test_whoever_only_answers_citizens_may_ask_for_nothing_else(template: Any) -> None:
    for function in ("ReferCases", "ReceiveDepartmentNews"):
        rights = str([one for one in template.policies_of(function) if "sqs:SendMessage" in one["Action"]])
        assert "RepliesQueue" in rights
        assert "PublicationsQueue" not in rights


def test_work_that_nobody_takes_is_told(template: Any) -> None:
    watched = {
        alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in template.alarms.values()
        if alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
    }
    assert watched == {event["Queue"]["Fn::GetAtt"][0] for _, event in template.events("SQS")}
