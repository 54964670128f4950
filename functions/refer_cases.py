"""Canaliza quejas, reportes y sugerencias a la dependencia (manual 4.2). SQS → department queue."""

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
from chalicelib.procedure.referral import refer_case
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def refer_one(record: SQSRecord) -> None:
    """Refer one comment, or one case that was returned."""
    message = WorkMessage.model_validate_json(record.body)
    referral = refer_case(
        message.id,
        records=bootstrap.records(),
        inboxes=bootstrap.department_inboxes(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    if referral is None:
        logger.info("NothingToRefer", record=message.id)
        return
    metrics.add_metric("CaseReferred", MetricUnit.Count, 1)
    logger.info("CaseReferred", folio=referral.id, department=referral.department_id)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Refer a batch of cases; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=refer_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=10, name="refer_cases")
def refer_cases(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `referrals`."""
    return lambda_handler(event.to_dict(), event.context)
