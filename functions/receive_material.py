"""Recibe los boletines de prensa y el material de campañas (manual 1.1). S3 upload → SQS → bulletin."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib import bootstrap
from chalicelib.messages import uploads_in
from chalicelib.procedure.intake import receive_upload
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def receive_one(record: SQSRecord) -> None:
    """Receive what one notification of the intake bucket tells of."""
    for upload in uploads_in(record.body):
        bulletin = receive_upload(
            upload,
            records=bootstrap.records(),
            files=bootstrap.intake_files(),
            media=bootstrap.media_files(),
            reader=bootstrap.material_reader(),
            catalogue=bootstrap.catalogue(),
            queues=bootstrap.work_queues(),
            clock=bootstrap.clock(),
            settle_seconds=bootstrap.settings().intake_settle_seconds,
        )
        metrics.add_metric("MaterialReceived", MetricUnit.Count, 1)
        logger.info("MaterialReceived", bulletin=bulletin.id, waits=bool(bulletin.attention))


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Receive one notification; should it fail, it goes back and is tried again."""
    return process_partial_response(event=event, record_handler=receive_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=1, name="receive_material")
def receive_material(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `material`, a file at a time: whoever waits behind a slow video waits as long as it takes."""
    return lambda_handler(event.to_dict(), event.context)
