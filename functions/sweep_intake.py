"""Busca el material cuyo aviso nunca llegó (manual 1.1). Every 15 minutes → the queue that S3 itself tells."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice import Blueprint, Rate
from chalice.app import CloudWatchEvent

from chalicelib import bootstrap
from chalicelib.procedure import sweeping

blueprint = Blueprint(__name__)
logger = Logger()
metrics = Metrics()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> int:
    """Hand over what is missing; handing it over twice is harmless."""
    del event, context
    handed_over = sweeping.sweep_intake(
        records=bootstrap.records(),
        files=bootstrap.intake_files(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    metrics.add_metric("MissingUploadsFound", MetricUnit.Count, handed_over)
    logger.info("MissingUploadsFound", handed_over=handed_over)
    return handed_over


@blueprint.schedule(Rate(15, unit=Rate.MINUTES), name="sweep_intake")
def sweep_intake(event: CloudWatchEvent) -> int:
    """Be triggered every 15 minutes."""
    return lambda_handler(event.to_dict(), event.context)
