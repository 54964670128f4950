"""
Which function may do what to which resource (P8): the table from which `.chalice/policy-<function>.json` is written.

Every right names its actions and the exact resources. Nothing here ends in `*` but the objects of a bucket, the streams of a
function's own log group, the jobs of the conversion of videos, whose names the service chooses, and the one action of
Amazon Comprehend, which knows no resource and is held to a region.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chalicelib.adapters.catalogue_files import ClassifyingServiceEntry, DailyNoticesEntry, RewritingModelEntry
from chalicelib.domain.networks import SOCIAL_NETWORKS, TELLING_NETWORKS
from infra import conversion, rewriting
from infra.cloudformation import Json, get_att, policy_document, ref, sub
from infra.exports import EXPORTS
from infra.functions import FUNCTIONS, IT_OFFICE, Function
from infra.queues import ARCHIVE_FAILURES, WORK_QUEUES, department_queue_id
from infra.sealing import MANIFEST_KEY
from infra.settings import ROOT, classifying_service, converts_videos, daily_notices, department_ids, rewriting_model
from infra.table import ATTENTION, DEPARTMENT, DUE, TABLE


@dataclass(frozen=True)
class Right:
    """What may be done, and to what."""

    name: str
    actions: tuple[str, ...]
    resources: tuple[Json | str, ...]
    condition: Json | None = None

    def statement(self) -> Json:
        """Write it as IAM does."""
        statement: Json = {
            "Sid": self.name,
            "Effect": "Allow",
            "Action": list(self.actions),
            "Resource": self.resources[0] if len(self.resources) == 1 else list(self.resources),
        }
        return statement | ({"Condition": self.condition} if self.condition else {})


def objects(bucket: str) -> Json:
    """Name the objects of a bucket."""
    return sub(f"${{{bucket}.Arn}}/*")


def may(name: str, *actions: str, on: Iterable[Json]) -> Right:
    """Make a right."""
    return Right(name, actions, tuple(on))


def sends_to(*queues: str) -> Right:
    """Let a function write to work queues."""
    return may("SendWork", "sqs:SendMessage", on=map(get_att, queues))


def index(name: str) -> Json:
    """Name one index of the table."""
    return sub(f"${{{TABLE}.Arn}}/index/{name}")


FIND = may("FindRecords", "dynamodb:GetItem", on=[get_att(TABLE)])
FIND_MANY = may("FindManyRecords", "dynamodb:BatchGetItem", on=[get_att(TABLE)])
COMMIT = may("CommitRecords", "dynamodb:PutItem", on=[get_att(TABLE)])
INSERT_MANY = may("InsertManyRecords", "dynamodb:PartiQLInsert", on=[get_att(TABLE)])
TAKE_NUMBERS = may("TakeNumbers", "dynamodb:UpdateItem", on=[get_att(TABLE)])
READ_DAY = may("ReadDay", "dynamodb:Query", on=[get_att(TABLE)])
READ_DUE = may("ReadDue", "dynamodb:Query", on=[index(DUE)])
READ_ATTENTION = may("ReadAttention", "dynamodb:Query", on=[index(ATTENTION)])
READ_DEPARTMENT = may("ReadDepartment", "dynamodb:Query", on=[index(DEPARTMENT)])

LANES = ("PublicationsQueue", "LivePublicationsQueue", "RepliesQueue")
"""The queues that lead to the networks."""

READ_INTAKE = may("ReadIntake", "s3:GetObject", "s3:GetObjectVersion", on=[objects("IntakeBucket")])
SEE_INTAKE = may("SeeIntake", "s3:ListBucket", on=[get_att("IntakeBucket")])
"""Without it, S3 answers 403 for a file that is gone, where 404 would say so."""
LIST_INTAKE = may("ListIntake", "s3:ListBucketVersions", on=[get_att("IntakeBucket")])

READ_MEDIA = may("ReadMedia", "s3:GetObject", "s3:GetObjectVersion", on=[objects("MediaBucket")])
STORE_MEDIA = may("StoreMedia", "s3:PutObject", on=[objects("MediaBucket")])
KEEP_ARCHIVE = may(
    "KeepArchive", "s3:GetObject", "s3:PutObject", "s3:PutObjectRetention", on=[objects("ArchiveBucket")]
)
KEEP_ENVELOPES = may("KeepEnvelopes", "s3:GetObject", "s3:PutObject", on=[objects("EnvelopesBucket")])

DESTROY_ENVELOPES = may("DestroyEnvelopes", "s3:PutObject", on=[objects("EnvelopesBucket")])
"""What a lawful cancellation takes: to write nothing over a key. It opens none."""

DISCARD_ENVELOPES = may("DiscardEnvelopes", "s3:DeleteObject", on=[objects("EnvelopesBucket")])
"""What goes with what it opened, when that is disposed of. It opens none and makes none."""

LIST_ARCHIVE_VERSIONS = may("ListArchiveVersions", "s3:ListBucketVersions", on=[get_att("ArchiveBucket")])
ERASE_ARCHIVE = may(
    "EraseArchive", "s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObjectVersion", on=[objects("ArchiveBucket")]
)
"""S3 itself refuses what its lock still protects; nobody may go around a lock."""
HOLD_ARCHIVE = may("HoldArchive", "s3:PutObjectLegalHold", on=[objects("ArchiveBucket")])
DISPOSE = may("DisposeRecords", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem", on=[get_att(TABLE)])

KEEP_ANSWERS = (
    may(
        "KeepAnswers",
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObjectRetention",
        on=[sub(f"${{ArchiveBucket.Arn}}/????/??/??/{network}/answers/*") for network in SOCIAL_NETWORKS],
    ),
    may("KeepAnswerKeys", "s3:GetObject", "s3:PutObject", on=[sub("${EnvelopesBucket.Arn}/envelopes/answers/*")]),
)
"""What keeping the networks' answers takes: their own folders, and the keys to them, of nothing else that is sealed."""

READ_SECRETS = may(
    "ReadAccounts", "secretsmanager:GetSecretValue", on=[get_att("XAccount", "Id"), get_att("MetaAccount", "Id")]
)
DELIVER_CASES = may(
    "DeliverCases",
    "sqs:GetQueueUrl",
    "sqs:SendMessage",
    on=[get_att(department_queue_id(name)) for name in department_ids()],
)

TELL_IT_OFFICE = may("TellItOffice", "sns:Publish", on=[ref(IT_OFFICE)])

READ_ARCHIVE = (
    may("SeeArchive", "s3:ListBucketVersions", on=[get_att("ArchiveBucket")]),
    may("ReadArchive", "s3:GetObject", "s3:GetObjectVersion", on=[objects("ArchiveBucket")]),
)
MANIFESTS = (
    *READ_ARCHIVE,
    may(
        "KeepManifests",
        "s3:PutObject",
        "s3:PutObjectRetention",
        on=[sub("${ArchiveBucket.Arn}/manifests/*"), sub("${ArchiveBucket.Arn}/keys/*")],
    ),
    may("SignManifests", "kms:GetPublicKey", "kms:Sign", on=[get_att(MANIFEST_KEY)]),
)
"""What proving the archive takes: to read all of it, and to write nothing but the proof."""

WRITE_EXPORTS = (
    may("WriteExports", "s3:PutObject", "s3:AbortMultipartUpload", on=[sub(f"${{{EXPORTS}.Arn}}/exports/*")]),
    may(
        "PassingSecrets",
        "s3:PutObject",
        "s3:GetObject",
        "s3:DeleteObject",
        on=[sub(f"${{{EXPORTS}.Arn}}/secrets/*")],
    ),
)
"""What making exports takes: to write copies, and to hold a random key as long as one is made."""

LEND_EXPORTS = may("LendExports", "s3:GetObject", on=[sub(f"${{{EXPORTS}.Arn}}/exports/*")])

LANDED = sub("${NoticesBucket.Arn}/webhooks/*")
LAND_NOTICES = Right("LandNotices", ("s3:PutObject",), (LANDED,), {"Null": {"s3:if-none-match": "false"}})
"""What hearing strangers takes: to write where nothing is, and to read nothing."""

SEE_NOTICES = may("SeeNotices", "s3:ListBucket", on=[get_att("NoticesBucket")])
"""Without it, S3 answers 403 for a notice that is gone, where 404 would say so."""

ARCHIVE_NOTICES = (
    SEE_NOTICES,
    may("TakeNotices", "s3:GetObject", "s3:PutObject", on=[LANDED]),
    may(
        "KeepNotices",
        "s3:GetObject",
        "s3:PutObject",
        "s3:PutObjectRetention",
        on=[sub(f"${{ArchiveBucket.Arn}}/????/??/??/{network}/notices/*") for network in TELLING_NETWORKS],
    ),
    may("KeepNoticeKeys", "s3:GetObject", "s3:PutObject", on=[sub("${EnvelopesBucket.Arn}/envelopes/notices/*")]),
)
"""What bringing notices into the archive takes: to empty where they land, their own folders, and the keys to them."""

READ_WEBHOOK_KEYS = may("ReadWebhookKeys", "secretsmanager:GetSecretValue", on=[get_att("MetaWebhook", "Id")])

CONVERT = (
    may("AskForConversions", "mediaconvert:CreateJob", on=[conversion.QUEUE]),
    may("SeeConversions", "mediaconvert:GetJob", on=[conversion.JOBS]),
    Right(
        "LendConversionRole",
        ("iam:PassRole",),
        (get_att(conversion.ROLE),),
        {"StringEquals": {"iam:PassedToService": "mediaconvert.amazonaws.com"}},
    ),
)
"""What converting videos takes, where the strategy allows it."""


def rewrite(model: RewritingModelEntry | None) -> tuple[Right, ...]:
    """Let wordings be asked of a model, or of a profile and of its model through it alone; of nobody where none is named."""
    if model is None:
        return ()
    if not model.is_profile:
        return (may("AskModel", "bedrock:InvokeModel", on=rewriting.models(model)),)
    profile = rewriting.profile(model)
    through = {"StringEquals": {"bedrock:InferenceProfileArn": profile}}
    return (
        may("AskProfile", "bedrock:InvokeModel", on=[profile]),
        Right("AskModelThroughProfile", ("bedrock:InvokeModel",), rewriting.models(model), through),
    )


def classify(service: ClassifyingServiceEntry | None) -> tuple[Right, ...]:
    """Let comments be asked about: of the model that is named, or of Comprehend, in its region alone; of nobody otherwise."""
    if service is None:
        return ()
    if service.model is not None:
        return rewrite(service.model)
    # DetectSentiment is for no resource: what bounds it is the action and the region.
    region = {"StringEquals": {"aws:RequestedRegion": service.region}}
    return (Right("AskSentiment", ("comprehend:DetectSentiment",), ("*",), region),)


def send_mail(notices: DailyNoticesEntry | None) -> tuple[Right, ...]:
    """Let e-mail be sent from the one verified identity, and from the one address of it; from none where nobody is told."""
    if notices is None:
        return ()
    region = notices.region or "${AWS::Region}"
    identity = sub(f"arn:${{AWS::Partition}}:ses:{region}:${{AWS::AccountId}}:identity/{notices.identity}")
    from_there = {"StringEquals": {"ses:FromAddress": notices.sender}}
    return (Right("SendMail", ("ses:SendEmail",), (identity,), from_there),)


RIGHTS: dict[str, tuple[Right, ...]] = {
    "receive_material": (
        FIND,
        COMMIT,
        INSERT_MANY,
        READ_INTAKE,
        SEE_INTAKE,
        LIST_INTAKE,
        READ_MEDIA,
        STORE_MEDIA,
        sends_to("PreparationsQueue"),
    ),
    "sweep_intake": (FIND, LIST_INTAKE, sends_to("MaterialQueue")),
    "prepare_publications": (
        FIND,
        COMMIT,
        READ_DAY,
        READ_INTAKE,
        SEE_INTAKE,
        READ_MEDIA,
        STORE_MEDIA,
        *(CONVERT if converts_videos() else ()),
        *rewrite(rewriting_model()),
    ),
    "dispatch_publications": (READ_DUE, sends_to("PreparationsQueue", *LANES)),
    "publish_posts": (FIND, COMMIT, READ_MEDIA, STORE_MEDIA, READ_SECRETS, sends_to(*LANES)),
    "watch_deliveries": (READ_DUE, COMMIT, TELL_IT_OFFICE),
    "probe_accounts": (FIND, COMMIT, READ_SECRETS),
    "dispatch_collection": (READ_DUE, sends_to("ReadingsQueue", "ReferralsQueue")),
    "collect_comments": (
        FIND,
        READ_DAY,
        COMMIT,
        INSERT_MANY,
        READ_SECRETS,
        *KEEP_ANSWERS,
        sends_to("ReferralsQueue"),
        *classify(classifying_service()),
    ),
    "receive_notices": (LAND_NOTICES, READ_WEBHOOK_KEYS, sends_to("NoticesQueue")),
    "heed_notices": (FIND, COMMIT, *ARCHIVE_NOTICES, sends_to("ReadingsQueue")),
    "refer_cases": (FIND, COMMIT, TAKE_NUMBERS, DELIVER_CASES, sends_to("RepliesQueue")),
    "receive_department_news": (FIND, COMMIT, sends_to("ReferralsQueue", "RepliesQueue")),
    "answer_open311": (FIND, COMMIT, TAKE_NUMBERS, READ_DAY, sends_to("ReferralsQueue", "RepliesQueue")),
    "close_day": (
        FIND,
        COMMIT,
        READ_DAY,
        READ_DUE,
        *MANIFESTS,
        DESTROY_ENVELOPES,
        SEE_NOTICES,
        sends_to("NoticesQueue"),
    ),
    "send_daily_notices": (FIND, FIND_MANY, COMMIT, READ_DAY, READ_DUE, READ_DEPARTMENT, *send_mail(daily_notices())),
    "make_exports": (FIND, COMMIT, READ_DAY, READ_DUE, READ_MEDIA, *READ_ARCHIVE, *WRITE_EXPORTS),
    "archive_records": (KEEP_ARCHIVE, *READ_ARCHIVE, KEEP_ENVELOPES, READ_MEDIA, FIND, COMMIT),
    "dispose_records": (
        FIND,
        COMMIT,
        INSERT_MANY,
        READ_DAY,
        READ_DUE,
        DISPOSE,
        LIST_ARCHIVE_VERSIONS,
        ERASE_ARCHIVE,
        HOLD_ARCHIVE,
        DISCARD_ENVELOPES,
    ),
    "api": (
        FIND,
        FIND_MANY,
        COMMIT,
        INSERT_MANY,
        READ_DAY,
        READ_DUE,
        READ_ATTENTION,
        READ_DEPARTMENT,
        READ_MEDIA,
        LEND_EXPORTS,
        HOLD_ARCHIVE,
        sends_to("PreparationsQueue", *LANES, "ReferralsQueue", "ReadingsQueue"),
    ),
}


def policy(function: Function) -> Json:
    """Give a function's whole policy: what it does, what triggers it, its own log."""
    rights = (*RIGHTS[function.name], *trigger_rights(function), write_log(function))
    return policy_document(*(right.statement() for right in rights))


def trigger_rights(function: Function) -> tuple[Right, ...]:
    """Let Lambda poll a function's queue or stream in its name. AWS asks for these; API and schedules need none."""
    if function.name == "archive_records":
        actions = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
        return (
            may("ReadStream", *actions, on=[get_att(TABLE, "StreamArn")]),
            may("SetAside", "sqs:SendMessage", on=[get_att(ARCHIVE_FAILURES)]),
        )
    polled = [get_att(work.logical_id) for work in WORK_QUEUES if work.function == function.name]
    actions = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
    return (may("PollQueue", *actions, on=polled),) if polled else ()


def write_log(function: Function) -> Right:
    """Let a function write its own log. A log group's ARN ends in `:*`, its streams."""
    return may("WriteLog", "logs:CreateLogStream", "logs:PutLogEvents", on=[get_att(function.log_group)])


def file_name(function: Function) -> str:
    """Name the policy's file in `.chalice/`."""
    return f"policy-{function.name}.json"


def text(function: Function) -> str:
    """Give the policy's file as it is written."""
    return json.dumps(policy(function), indent=2) + "\n"


def write(folder: Path) -> None:
    """Write the policies to a project's `.chalice/`."""
    for function in FUNCTIONS:
        (folder / file_name(function)).write_text(text(function))


if __name__ == "__main__":
    write(ROOT / ".chalice")
