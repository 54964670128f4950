"""Revisa todos los comentarios y detecta quejas, reportes y sugerencias (manual 3.1–3.2). SQS → comments on record."""

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
from chalicelib.domain.work import WorkMessage
from chalicelib.procedure.collecting import collect
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def collect_one(record: SQSRecord) -> None:
    """Read the comments behind one bookmark."""
    message = WorkMessage.model_validate_json(record.body)
    outcome = collect(message.id, bootstrap.collecting_ports())
    metrics.add_metric("CommentsRecorded", MetricUnit.Count, outcome.new)
    logger.info(
        "CommentsRecorded",
        reading=message.id,
        new=outcome.new,
        edited=outcome.edited,
        deleted=outcome.deleted,
        problem=outcome.problem,
    )


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Read behind a batch of bookmarks; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=collect_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=1, name="collect_comments")
def collect_comments(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `readings`."""
    return lambda_handler(event.to_dict(), event.context)
