"""The functions: each with the names of the environment that it uses, and how many of it may run at the same time."""

from dataclasses import dataclass

from infra import classifying, rewriting
from infra.cloudformation import logical_id
from infra.settings import classifying_service, converts_videos, rewriting_model

NETWORKS = ("X_SECRET_ARN", "META_SECRET_ARN", "X_BASE_URL", "GRAPH_BASE_URL")
CONVERSION = ("CONVERSION_ROLE_ARN", "CONVERSION_REGION") if converts_videos() else ()
REWRITING = tuple(rewriting.environment(rewriting_model()))
CLASSIFYING = tuple(classifying.environment(classifying_service()))
LANES = ("PUBLICATIONS_QUEUE_URL", "LIVE_PUBLICATIONS_QUEUE_URL", "REPLIES_QUEUE_URL")
"""The queues that lead to the networks."""

IT_OFFICE = "ItOffice"
"""The topic of the IT office, where alarms and requests for support are told."""

SETTLING = ("X_SETTLE_SECONDS", "META_SETTLE_SECONDS")


@dataclass(frozen=True)
class Function:
    """One Lambda. `name` is its file, its name in Chalice unless told otherwise, and its service in the logs."""

    name: str
    environment: tuple[str, ...]
    at_once: int | None = None
    """How many may run at the same time, where a network or the memory of images asks for few (SQS: at least 2)."""
    scratch_megabytes: int | None = None
    """What `/tmp` must hold, where the 512 MB that Lambda gives do not do: a video as received, and as it goes out."""
    chalice_name: str = ""
    logical_id: str = ""

    def __post_init__(self) -> None:
        """Fill in the names that follow from the file's name."""
        object.__setattr__(self, "chalice_name", self.chalice_name or self.name)
        object.__setattr__(self, "logical_id", self.logical_id or logical_id(self.name))

    @property
    def log_group(self) -> str:
        """Give the logical id of the function's log group."""
        return logical_id(self.name, "logs")


FUNCTIONS = (
    Function(
        "receive_material",
        ("RECORDS_TABLE", "INTAKE_BUCKET", "MEDIA_BUCKET", "PREPARATIONS_QUEUE_URL", "INTAKE_SETTLE_SECONDS"),
        # The files of one folder are written into one record: with more at once they only come in each other's way.
        at_once=5,
        scratch_megabytes=1024,
    ),
    Function(
        "prepare_publications",
        ("RECORDS_TABLE", "INTAKE_BUCKET", "MEDIA_BUCKET", "CHECK_LINKS", *CONVERSION, *REWRITING),
        at_once=5,
        scratch_megabytes=1024,
    ),
    Function("sweep_intake", ("RECORDS_TABLE", "INTAKE_BUCKET", "MATERIAL_QUEUE_URL")),
    Function("dispatch_publications", ("RECORDS_TABLE", "PREPARATIONS_QUEUE_URL", *LANES)),
    Function(
        "publish_posts",
        ("RECORDS_TABLE", "MEDIA_BUCKET", *LANES, *NETWORKS, *SETTLING),
        at_once=3,
        # The largest video that any network takes is 512 MB (X); room for one that a function stopped in its midst left.
        scratch_megabytes=1024,
    ),
    Function("watch_deliveries", ("RECORDS_TABLE", "IT_TOPIC_ARN")),
    Function("probe_accounts", ("RECORDS_TABLE", *NETWORKS)),
    Function("dispatch_collection", ("RECORDS_TABLE", "READINGS_QUEUE_URL", "REFERRALS_QUEUE_URL")),
    Function(
        "collect_comments",
        ("RECORDS_TABLE", "ARCHIVE_BUCKET", "ENVELOPES_BUCKET", "REFERRALS_QUEUE_URL", *NETWORKS, *CLASSIFYING),
        at_once=2,
    ),
    Function("receive_notices", ("NOTICES_BUCKET", "META_WEBHOOK_SECRET_ARN", "NOTICES_QUEUE_URL")),
    # Notices of one post are written into one bookmark: with more at once they only come in each other's way.
    Function(
        "heed_notices",
        ("RECORDS_TABLE", "NOTICES_BUCKET", "ARCHIVE_BUCKET", "ENVELOPES_BUCKET", "READINGS_QUEUE_URL"),
        at_once=2,
    ),
    Function("refer_cases", ("RECORDS_TABLE", "REPLIES_QUEUE_URL", "DEPARTMENT_QUEUE_PREFIX")),
    Function("receive_department_news", ("RECORDS_TABLE", "REFERRALS_QUEUE_URL", "REPLIES_QUEUE_URL")),
    Function("answer_open311", ("RECORDS_TABLE", "REFERRALS_QUEUE_URL", "REPLIES_QUEUE_URL")),
    Function(
        "close_day",
        (
            "RECORDS_TABLE",
            "ARCHIVE_BUCKET",
            "ENVELOPES_BUCKET",
            "NOTICES_BUCKET",
            "NOTICES_QUEUE_URL",
            "MANIFEST_KEY_ARN",
            "TIME_STAMP_URL",
        ),
    ),
    Function("send_daily_notices", ("RECORDS_TABLE",)),
    Function(
        "make_exports",
        ("RECORDS_TABLE", "ARCHIVE_BUCKET", "MEDIA_BUCKET", "EXPORTS_BUCKET"),
        # What is large passes through the disk: the largest video that any network takes is 512 MB.
        scratch_megabytes=1024,
    ),
    Function("archive_records", ("ARCHIVE_BUCKET", "ENVELOPES_BUCKET", "MEDIA_BUCKET", "RECORDS_TABLE")),
    Function("dispose_records", ("RECORDS_TABLE", "ARCHIVE_BUCKET", "ENVELOPES_BUCKET")),
    Function(
        "api",
        (
            "RECORDS_TABLE",
            "ARCHIVE_BUCKET",
            "MEDIA_BUCKET",
            "PREPARATIONS_QUEUE_URL",
            *LANES,
            "REFERRALS_QUEUE_URL",
            "READINGS_QUEUE_URL",
            "CHECK_LINKS",
            "EXPORTS_BUCKET",
            "PORTAVOZ_STAGE",
        ),
        chalice_name="api_handler",
        logical_id="APIHandler",
    ),
)
SCHEDULED_EVERY_MINUTE = ("dispatch_publications", "dispatch_collection", "watch_deliveries", "make_exports")
SCHEDULED_EVERY_QUARTER = ("sweep_intake",)
SCHEDULED_EVERY_HOUR = ("probe_accounts",)
