"""
Every queue, each with a dead-letter queue behind it that is watched (`alarms`).

A message stays invisible for six times its function's time-out, as AWS asks of a queue that feeds a function (Q13), and is
kept 14 days, SQS's longest. It is set aside at the fifth try. The truth is always the record: a message says which one to
look at, and the dispatchers send it again while the record is due.
"""

from dataclasses import dataclass

from chalicelib.messages import NEWS_QUEUE_MARK
from infra.buckets import bucket_name
from infra.cloudformation import (
    Json,
    Resources,
    deny_without_tls,
    get_att,
    logical_id,
    policy_document,
    ref,
    resource,
    sub,
)
from infra.settings import department_ids, timeout_seconds

FORTNIGHT_SECONDS = 14 * 24 * 3600
VISIBILITY_FACTOR = 6
TRIES = 5
DEPARTMENT_TRIES = 10
DEPARTMENT_VISIBILITY_SECONDS = 300
DEPARTMENT_PREFIX = "${AWS::StackName}-dep-"


@dataclass(frozen=True)
class WorkQueue:
    """
    A queue that feeds one function. `physical_name` is set where people outside must know it.

    A function may be fed by several queues: `lane` names each but the first, and `at_once` says how many of its messages are
    worked on together, so that what waits in one holds up nothing in another.
    """

    name: str
    function: str
    physical_name: str | None = None
    lane: str = ""
    at_once: int | None = None
    batch: int = 1
    """How many messages a further lane gives at once; the first lane's number is the function's own."""
    set_aside: str = ""
    """Whose dead-letter queue it shares, where it has none of its own."""

    @property
    def logical_id(self) -> str:
        """Give the queue's logical id."""
        return logical_id(self.name, "queue")

    @property
    def dead_letters(self) -> str:
        """Give the logical id of its dead-letter queue."""
        return logical_id(self.set_aside or self.name, "dead-letters")


def news_queues(departments: tuple[str, ...]) -> tuple[WorkQueue, ...]:
    """
    Give each department a queue of its own for what it says.

    Who may write to it is a right; whose name a message bears is not. So a department speaks for itself alone, whatever it
    writes: the function asks by which queue a message came.
    """
    return tuple(
        WorkQueue(
            f"news-{department}",
            "receive_department_news",
            f"${{AWS::StackName}}{NEWS_QUEUE_MARK}{department}",
            lane=logical_id(department) if number else "",
            batch=10,
            set_aside="department-news",
        )
        for number, department in enumerate(departments)
    )


WORK_QUEUES = (
    WorkQueue("material", "receive_material"),
    WorkQueue("preparations", "prepare_publications"),
    WorkQueue("publications", "publish_posts"),
    # What happens now overtakes what was planned; and answers to citizens, by the hundred, hold up neither.
    WorkQueue("live-publications", "publish_posts", lane="Live", at_once=2),
    WorkQueue("replies", "publish_posts", lane="Replies", at_once=2),
    WorkQueue("readings", "collect_comments"),
    WorkQueue("notices", "heed_notices"),
    WorkQueue("referrals", "refer_cases"),
    *news_queues(department_ids()),
)
DEPARTMENTS_DEAD_LETTERS = "DepartmentsDeadLetters"
ARCHIVE_FAILURES = "ArchiveFailures"
"""What the archive could not keep: a pointer to the stretch of the stream, written by Lambda."""

DEAD_LETTERS = (
    *dict.fromkeys(queue.dead_letters for queue in WORK_QUEUES),
    DEPARTMENTS_DEAD_LETTERS,
    ARCHIVE_FAILURES,
)


def resources() -> Resources:
    """Describe the queues and their policies."""
    queues: Resources = {name: queue() for name in DEAD_LETTERS}
    queues |= {work.logical_id: work_queue(work) for work in WORK_QUEUES}
    queues |= {department_queue_id(name): department_queue(name) for name in department_ids()}
    return queues | {f"{name}Policy": queue_policy(name) for name in queues}


def queue(**properties: object) -> Json:
    """Describe a queue, encrypted, whose messages are kept as long as SQS can."""
    return resource(
        "AWS::SQS::Queue",
        {"MessageRetentionPeriod": FORTNIGHT_SECONDS, "SqsManagedSseEnabled": True, **properties},
    )


def work_queue(work: WorkQueue) -> Json:
    """Describe the queue of a function."""
    name = {"QueueName": sub(work.physical_name)} if work.physical_name else {}
    return queue(
        **name,
        VisibilityTimeout=VISIBILITY_FACTOR * timeout_seconds(work.function),
        RedrivePolicy=redrive(work.dead_letters, TRIES),
    )


def department_queue_id(department: str) -> str:
    """Give the logical id of a department's queue."""
    return logical_id("department", department, "queue")


def department_queue(department: str) -> Json:
    """Describe the queue that a department pulls, under a name that its programmers can rely on."""
    return queue(
        QueueName=sub(DEPARTMENT_PREFIX + department),
        VisibilityTimeout=DEPARTMENT_VISIBILITY_SECONDS,
        ReceiveMessageWaitTimeSeconds=20,
        RedrivePolicy=redrive(DEPARTMENTS_DEAD_LETTERS, DEPARTMENT_TRIES),
    )


def redrive(dead_letters: str, tries: int) -> Json:
    """Set a message aside after so many tries."""
    return {"deadLetterTargetArn": get_att(dead_letters), "maxReceiveCount": tries}


def queue_policy(name: str) -> Json:
    """Refuse plain HTTP; let the intake bucket, and no other, write to the queue `material`."""
    statements = [deny_without_tls("sqs:*", get_att(name))]
    if name == "MaterialQueue":
        statements.append(intake_may_send())
    return resource("AWS::SQS::QueuePolicy", {"Queues": [ref(name)], "PolicyDocument": policy_document(*statements)})


def intake_may_send() -> Json:
    """Let the intake bucket of this account and stack tell of its uploads. Named, since each refers to the other."""
    return {
        "Sid": "IntakeTells",
        "Effect": "Allow",
        "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": get_att("MaterialQueue"),
        "Condition": {
            "StringEquals": {"aws:SourceAccount": ref("AWS::AccountId")},
            "ArnEquals": {"aws:SourceArn": sub("arn:${AWS::Partition}:s3:::" + bucket_name("intake"))},
        },
    }
