"""
Lleva al archivo lo que Meta avisa (manual 7), y lee enseguida los comentarios de esas publicaciones (manual 3.1).

SQS → the archive, sealed; readings that are due now; nothing left where it landed.
"""

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
from chalicelib.meta_notices import notices_in
from chalicelib.procedure.landing import work_on
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def heed_one(record: SQSRecord) -> None:
    """Work on one delivery of Meta, read from where it landed."""
    message = WorkMessage.model_validate_json(record.body)
    worked = work_on(message.id, hear=notices_in, ports=bootstrap.notice_ports())
    if worked is None:
        logger.info("NoticeWorkedOnBefore")
        return
    heeded = worked.heeded
    metrics.add_metric("ReadingsHastened", MetricUnit.Count, heeded.hastened)
    metrics.add_metric("NoticesIgnored", MetricUnit.Count, worked.ignored + heeded.unknown + heeded.stale)
    # By its key in the archive: the name under which it landed is a hash of what a citizen wrote.
    logger.info(
        "NoticesHeeded",
        notice=worked.key,
        hastened=heeded.hastened,
        known=heeded.known,
        ended=heeded.ended,
        unknown=heeded.unknown,
        stale=heeded.stale,
        ignored=worked.ignored,
    )


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Heed a batch of notices; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=heed_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=10, name="heed_notices")
def heed_notices(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `notices`."""
    return lambda_handler(event.to_dict(), event.context)
