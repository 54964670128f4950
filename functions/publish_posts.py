"""Realiza las publicaciones, las respuestas y las bajas (manual 2.5, 4.3, correcciones). SQS → one write to a network."""

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
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.work import WorkMessage
from chalicelib.procedure.delivering import carry_out
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def publish_one(record: SQSRecord) -> None:
    """Bring one delivery as far as it will go now."""
    message = WorkMessage.model_validate_json(record.body)
    try:
        delivery = carry_out(message.id, bootstrap.publishing_ports())
    except RecordConflictError:
        # Another worker has it; what it leaves undone is due again by itself.
        logger.info("DeliveryTakenByAnother", delivery=message.id)
        return
    metrics.add_metric(f"Delivery{delivery.state.title()}", MetricUnit.Count, 1)
    logger.info("DeliveryCarriedOut", delivery=delivery.id, state=delivery.state, reason=delivery.reason)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Carry out a batch of deliveries; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=publish_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=1, name="publish_posts")
def publish_posts(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `publications`."""
    return lambda_handler(event.to_dict(), event.context)
