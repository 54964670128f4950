"""Registros que se conservan tres años (manual 7). DynamoDB stream → one archive object per version."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint
from chalice.app import DynamoDBEvent

from chalicelib import bootstrap
from chalicelib.procedure.archiving import archive_version, version_of
from chalicelib.procedure.archiving_media import archive_media
from chalicelib.procedure.changing import note_changes
from chalicelib.triggers import PLACEHOLDER_STREAM

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.DynamoDBStreams)


def archive_one(record: DynamoDBRecord) -> None:
    """Keep one version of one record, and what went out with it; deletions and the machine's own items leave nothing."""
    version = bootstrap.stored_version(record.raw_event)
    if version is None:
        return
    key = archive_version(
        version.kind,
        version.id,
        version.revision,
        version.body,
        stored_at=version.stored_at,
        archive=bootstrap.archive(),
        envelopes=bootstrap.envelopes(),
    )
    if key:
        metrics.add_metric("VersionArchived", MetricUnit.Count, 1)
        logger.debug("VersionArchived", key=key)
        _tell_if_apart(key)
    media = archive_media(
        version.kind,
        version.body,
        stored_at=version.stored_at,
        records=bootstrap.records(),
        media=bootstrap.media_archive(),
    )
    if media:
        metrics.add_metric("MediaArchived", MetricUnit.Count, len(media))
        logger.info("MediaArchived", keys=media)


def _tell_if_apart(key: str) -> None:
    """Alarm of a revision with two contents: the table was taken back by a restore, or somebody wrote into the archive."""
    version = version_of(key)
    if version and version.content > 1:
        metrics.add_metric("VersionsKeptApart", MetricUnit.Count, 1)
        logger.error("VersionKeptApart", key=key, record=version.record_id, revision=version.revision)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Archive a batch of versions; the stream goes on from the first that fails. First the days that change are noted."""
    versions = filter(None, map(bootstrap.stored_version, event["Records"]))
    new = note_changes(((one.kind, one.id) for one in versions), records=bootstrap.records(), clock=bootstrap.clock())
    if new:
        logger.info("DaysChanged", days=sorted(day.isoformat() for day in new))
    return process_partial_response(event=event, record_handler=archive_one, processor=processor, context=context)


@blueprint.on_dynamodb_record(stream_arn=PLACEHOLDER_STREAM, batch_size=100, name="archive_records")
def archive_records(event: DynamoDBEvent) -> PartialItemFailureResponse:
    """Be triggered by the stream of the records table."""
    return lambda_handler(event.to_dict(), event.context)
