"""Lo que contestan las dependencias de lo canalizado (manual 4.2). SQS, written by the departments → the referral."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint
from chalice.app import SQSEvent

from chalicelib import bootstrap, texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.referral import DepartmentNews
from chalicelib.messages import department_of
from chalicelib.procedure.department_news import record_news
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def receive_one(record: SQSRecord) -> None:
    """
    Record what one department says of one case, in its own name.

    What cannot be read, or came by another department's queue, ends in the dead-letter queue, which is watched.
    """
    news = DepartmentNews.model_validate_json(record.body)
    if news.department_id != department_of(record.event_source_arn):
        raise InvalidInputError(texts_es.NEWS_BY_ANOTHERS_QUEUE)
    referral = record_news(
        news,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    metrics.add_metric("DepartmentNewsRecorded", MetricUnit.Count, 1)
    logger.info("DepartmentNewsRecorded", folio=referral.id, department=news.department_id, act=news.act)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Record a batch of news; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=receive_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=10, name="receive_department_news")
def receive_department_news(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queues of the departments' news."""
    return lambda_handler(event.to_dict(), event.context)
