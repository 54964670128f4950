"""One small, real piece of work for each function: records in the table, and the events that are about them."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from chalicelib.adapters.files.notices import FOLDER, S3NoticeFiles
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain.bulletin import rejected_upload
from chalicelib.domain.calendar import local_day
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.post import reading_of
from chalicelib.domain.records import Record
from chalicelib.domain.referral import NewsAct
from local.demo.office import aws_client
from local.networks.webhooks import signature_of
from tests.builders import a_comment, a_delivery, a_post, a_referral, some_news
from tests.meta_webhook import a_delivery_of, a_feed_change

EVENTS = Path(__file__).resolve().parents[1] / "events"
BAD_KEY = "nadie/nada"
NOTICE = a_delivery_of(a_feed_change("1_2"))


def furnish(stack: dict[str, Any]) -> None:
    """Put the records into the table that the events are about."""
    records = DynamoRecords(aws_client(stack, "dynamodb"), stack["table"])
    records.insert_new(list(things()))
    S3NoticeFiles(aws_client(stack, "s3"), stack["buckets"]["notices"]).keep(NOTICE)


def things() -> tuple[Record, ...]:
    """A delivery that ended, a bookmark of a post that is over, a closed case, a rejected upload, a comment."""
    now = datetime.now(UTC)
    delivery = a_delivery().cancelled("medición")
    news = some_news(NewsAct.CLOSED)
    referral = a_referral().delivered(now).told(news, default_department="atencion-leoneses", now=now)
    bulletin = rejected_upload(BAD_KEY, "medición", today=local_day(now), now=now)
    return delivery, reading_of(a_post(), now).over(), referral, bulletin, a_comment()


def events(into: Path) -> dict[str, Path]:
    """Write an event for each function; gives their files."""
    delivery, reading, referral, bulletin, comment = things()
    written = {
        "receive_material": sqs(json.loads(s3_notification())),
        "sweep_intake": event("schedule"),
        "dispose_records": event("schedule"),
        "prepare_publications": sqs({"version": 1, "id": bulletin.id}),
        "dispatch_publications": event("schedule"),
        "publish_posts": sqs({"version": 1, "id": delivery.id}),
        "watch_deliveries": event("schedule"),
        "probe_accounts": event("schedule"),
        "dispatch_collection": event("schedule"),
        "collect_comments": sqs({"version": 1, "id": reading.id}),
        "receive_notices": a_signed_notice(),
        "heed_notices": sqs({"version": 1, "id": f"{FOLDER}{sha256_hex(NOTICE)}.json"}),
        "refer_cases": sqs({"version": 1, "id": referral.id}),
        "receive_department_news": sqs(some_news(NewsAct.CLOSED).model_dump(mode="json"), "portavoz-news-sapal"),
        "make_exports": event("schedule"),
        "close_day": {**event("schedule"), "detail": {"day": "2020-01-01"}},
        "send_daily_notices": event("schedule"),
        "archive_records": event("dynamodb_stream"),
        "answer_open311": event("api_open311"),
        "api": day_request(date.fromisoformat(comment.partition)),
    }
    return {name: write(into / f"{name}.json", content) for name, content in written.items()}


def write(file: Path, content: dict[str, Any]) -> Path:
    file.write_text(json.dumps(content))
    return file


def event(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text())
    return found


def sqs(body: dict[str, Any], queue: str = "portavoz") -> dict[str, Any]:
    envelope = event("sqs")
    source = f"arn:aws:sqs:mx-central-1:123456789012:{queue}"
    envelope["Records"] = [{**envelope["Records"][0], "body": json.dumps(body), "eventSourceARN": source}]
    return envelope


def a_signed_notice() -> dict[str, Any]:
    request = event("api_webhook")
    headers = {**request["headers"], "X-Hub-Signature-256": signature_of(NOTICE)}
    return {**request, "headers": headers, "body": NOTICE.decode()}


def s3_notification() -> str:
    notification = event("s3_notification")
    notification["Records"] = [notification["Records"][0]]
    notification["Records"][0]["s3"]["object"]["key"] = BAD_KEY
    return json.dumps(notification)


def day_request(day: date) -> dict[str, Any]:
    request = event("api_proxy")
    return {
        **request,
        "resource": "/v1/days/{day}",
        "httpMethod": "GET",
        "pathParameters": {"day": day.isoformat()},
        "body": None,
    }
