"""
What Chalice cannot say about a function: its environment, its log group, its real trigger.

Chalice knows triggers by ARN; the code names placeholders and the real queue, stream or pool is merged over them here. Each
function gets the environment that it uses and nothing else.
"""

from infra import calendar_feed, classifying, conversion, open311, rewriting, webhooks
from infra.cloudformation import Json, Resources, get_att, ref, resource, sub
from infra.exports import EXPORTS
from infra.functions import FUNCTIONS, IT_OFFICE, SCHEDULED_EVERY_MINUTE, SCHEDULED_EVERY_QUARTER, Function
from infra.people import POOL
from infra.queues import ARCHIVE_FAILURES, DEPARTMENT_PREFIX, WORK_QUEUES, WorkQueue
from infra.sealing import MANIFEST_KEY
from infra.settings import classifying_service, rewriting_model
from infra.table import TABLE

LOG_DAYS = 90
API_REQUESTS_PER_SECOND = 25
API_BURST = 50

SOURCES: Json = {
    "RECORDS_TABLE": ref(TABLE),
    "INTAKE_BUCKET": ref("IntakeBucket"),
    "MEDIA_BUCKET": ref("MediaBucket"),
    "ARCHIVE_BUCKET": ref("ArchiveBucket"),
    "ENVELOPES_BUCKET": ref("EnvelopesBucket"),
    "NOTICES_BUCKET": ref("NoticesBucket"),
    "EXPORTS_BUCKET": ref(EXPORTS),
    "MATERIAL_QUEUE_URL": ref("MaterialQueue"),
    "PREPARATIONS_QUEUE_URL": ref("PreparationsQueue"),
    "PUBLICATIONS_QUEUE_URL": ref("PublicationsQueue"),
    "LIVE_PUBLICATIONS_QUEUE_URL": ref("LivePublicationsQueue"),
    "REPLIES_QUEUE_URL": ref("RepliesQueue"),
    "READINGS_QUEUE_URL": ref("ReadingsQueue"),
    "REFERRALS_QUEUE_URL": ref("ReferralsQueue"),
    "NOTICES_QUEUE_URL": ref("NoticesQueue"),
    "DEPARTMENT_QUEUE_PREFIX": sub(DEPARTMENT_PREFIX),
    "X_SECRET_ARN": get_att("XAccount", "Id"),
    "META_SECRET_ARN": get_att("MetaAccount", "Id"),
    "META_WEBHOOK_SECRET_ARN": get_att("MetaWebhook", "Id"),
    "X_BASE_URL": ref("XBaseUrl"),
    "GRAPH_BASE_URL": ref("GraphBaseUrl"),
    "CHECK_LINKS": ref("CheckLinks"),
    "INTAKE_SETTLE_SECONDS": ref("IntakeSettleSeconds"),
    "X_SETTLE_SECONDS": ref("XSettleSeconds"),
    "META_SETTLE_SECONDS": ref("MetaSettleSeconds"),
    "MANIFEST_KEY_ARN": get_att(MANIFEST_KEY),
    "TIME_STAMP_URL": ref("TimeStampUrl"),
    "PORTAVOZ_STAGE": ref("Stage"),
    "IT_TOPIC_ARN": ref(IT_OFFICE),
    **conversion.environment(),
    **rewriting.environment(rewriting_model()),
    **classifying.environment(classifying_service()),
}
"""Where each name of the environment comes from."""


def resources() -> Resources:
    """Describe the functions' log groups and what is merged over Chalice's functions and API."""
    merged = {function.logical_id: {"Properties": overrides(function)} for function in FUNCTIONS}
    groups = {function.log_group: log_group(function) for function in FUNCTIONS}
    return {**merged, **groups, "RestAPI": {"Properties": api_overrides()}}


def log_group(function: Function) -> Json:
    """Describe a function's log group, made before the function so that its role can name it."""
    properties = {"LogGroupName": sub(f"/${{AWS::StackName}}/{function.name}"), "RetentionInDays": LOG_DAYS}
    return resource("AWS::Logs::LogGroup", properties)


def overrides(function: Function) -> Json:
    """Say what is merged over Chalice's description of a function."""
    properties: Json = {
        "Environment": {"Variables": environment(function)},
        "LoggingConfig": {"LogGroup": ref(function.log_group)},
        **trigger(function),
    }
    if function.scratch_megabytes:
        properties["EphemeralStorage"] = {"Size": function.scratch_megabytes}
    if function.name == "api":
        # Chalice's own handler is `app.app`, which would load every function's code.
        properties["Handler"] = "functions.api.lambda_handler"
    return properties


def environment(function: Function) -> Json:
    """Give a function the names that it uses."""
    return {
        "POWERTOOLS_SERVICE_NAME": function.name,
        "POWERTOOLS_METRICS_NAMESPACE": "Portavoz",
        "POWERTOOLS_LOG_LEVEL": ref("LogLevel"),
        **{name: SOURCES[name] for name in function.environment},
    }


def trigger(function: Function) -> Json:
    """Put the real trigger over the placeholder."""
    if function.name == "archive_records":
        return {"Events": {f"{function.logical_id}DynamodbEventSource": {"Properties": stream_source()}}}
    if function.name in (*SCHEDULED_EVERY_MINUTE, *SCHEDULED_EVERY_QUARTER):
        # The next run asks again: a late repeat of the last one helps nobody.
        return {"EventInvokeConfig": {"MaximumEventAgeInSeconds": 60, "MaximumRetryAttempts": 0}}
    events = {
        f"{function.logical_id}{work.lane}SqsEventSource": queue_source(work, function)
        for work in WORK_QUEUES
        if work.function == function.name
    }
    return {"Events": events} if events else {}


def queue_source(work: WorkQueue, function: Function) -> Json:
    """Feed a function from a queue. Chalice declares one source; a further lane is written out as Chalice writes the first."""
    properties: Json = {"Queue": get_att(work.logical_id), "FunctionResponseTypes": ["ReportBatchItemFailures"]}
    at_once = work.at_once or function.at_once
    if at_once:
        properties["ScalingConfig"] = {"MaximumConcurrency": at_once}
    if work.lane:
        return {
            "Type": "SQS",
            "Properties": {**properties, "BatchSize": work.batch, "MaximumBatchingWindowInSeconds": 0},
        }
    return {"Properties": properties}


def stream_source() -> Json:
    """Feed the archive from the table's stream; a version that cannot be kept is isolated, tried again, set aside."""
    return {
        "Stream": get_att(TABLE, "StreamArn"),
        "StartingPosition": "TRIM_HORIZON",
        "MaximumBatchingWindowInSeconds": 1,
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 10,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": get_att(ARCHIVE_FAILURES)}},
    }


def api_overrides() -> Json:
    """Say what is merged over Chalice's API: the people who may sign in, where it is served, how fast."""
    return {
        "EndpointConfiguration": {"Type": "REGIONAL"},
        "MethodSettings": [
            {
                "HttpMethod": "*",
                "ResourcePath": "/*",
                "ThrottlingRateLimit": API_REQUESTS_PER_SECOND,
                "ThrottlingBurstLimit": API_BURST,
            },
            *webhooks.limits(),
            *open311.limits(),
            *calendar_feed.limits(),
        ],
        "DefinitionBody": {
            "info": {"title": sub("${AWS::StackName}")},
            "paths": {**webhooks.paths(), **open311.paths()},
            "securityDefinitions": {"people": {"x-amazon-apigateway-authorizer": {"providerARNs": [get_att(POOL)]}}},
        },
    }
