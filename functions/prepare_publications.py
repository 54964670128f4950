"""Redacción y formato de textos e imágenes (manual 2.1–2.4). SQS → publication awaiting authorisation."""

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
from chalicelib.procedure.editing import prepare_publication
from chalicelib.triggers import PLACEHOLDER_QUEUE

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()
processor = BatchProcessor(EventType.SQS)


def prepare_one(record: SQSRecord) -> None:
    """Prepare the publication of one bulletin."""
    message = WorkMessage.model_validate_json(record.body)
    publication = prepare_publication(
        message.id,
        records=bootstrap.records(),
        files=bootstrap.intake_files(),
        media=bootstrap.media_files(),
        images=bootstrap.image_editor(),
        videos=bootstrap.video_editor(),
        writer=bootstrap.writer(),
        counter=bootstrap.text_counter(),
        catalogue=bootstrap.catalogue(),
        personal_data=bootstrap.personal_data_finder(),
        links=bootstrap.link_checker(),
        clock=bootstrap.clock(),
        converter=bootstrap.video_converter(),
        waits_for_quiet=True,
    )
    if publication is None:
        logger.info("BulletinIncomplete", bulletin=message.id)
        return
    metrics.add_metric("PublicationPrepared", MetricUnit.Count, 1)
    logger.info("PublicationPrepared", publication=publication.id, version=publication.current.number)


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Prepare a batch of bulletins; one that fails goes back alone."""
    return process_partial_response(event=event, record_handler=prepare_one, processor=processor, context=context)


@blueprint.on_sqs_message(queue_arn=PLACEHOLDER_QUEUE, batch_size=1, name="prepare_publications")
def prepare_publications(event: SQSEvent) -> PartialItemFailureResponse:
    """Be triggered by the queue `preparations`."""
    return lambda_handler(event.to_dict(), event.context)
